"""What is attached is told by its name and first bytes, and kept under a harmless name."""

import pytest

from inspection.legible import legible, plain_file_name
from inspection.refusal import Refusal
from inspection.uploads import require_evidence, require_wanted

JPEG = b"\xff\xd8\xff\xe0"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("照片.jpg", "照片.jpg"),
        ("../../../../etc/passwd", "passwd"),
        ("..\\..\\windows\\照片.JPG", "照片.JPG"),
        ("con.jpg", "附件-con.jpg"),
        ("NUL", "附件-NUL"),
        ("com1.tar.gz", "附件-com1.tar.gz"),
        ("报告\u202egpj.exe", "报告gpj.exe"),
        ("a\x00b.png", "ab.png"),
        ("\ud800.png", "png"),
        ("", "附件"),
        ("..", "附件"),
        (" . ", "附件"),
        ("x.jp-g", "x_jp-g"),
        ("照片.㐂𠮷", "照片_㐂𠮷"),
        ("第一行\n第二行.pdf", "第一行 第二行.pdf"),
        ("字" * 300 + ".png", "字" * 80 + ".png"),
        ('a<b>:"|?*.png', "ab.png"),
    ],
)
def test_a_file_name_is_made_harmless(name: str, kept: str) -> None:
    assert plain_file_name(name) == kept


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("木马.exe", b"MZ\x90"),
        ("照片.jpg", b"MZ\x90"),
        ("照片.jpg", b"PK\x03\x04"),
        ("表.docx", b"PK\x03\x04"),
        ("表.docm", b"PK\x03\x04"),
        ("旧表.doc", b"\xd0\xcf\x11\xe0"),
        ("照片.png", b"\xd0\xcf\x11\xe0"),
        ("网页.html", b"<html>"),
        ("照片.jpg", b"  <script>"),
        ("图.svg", b"<svg/>"),
        ("照片.jpg.zip", b"PK\x03\x04"),
        ("无类型", JPEG),
        ("报告\u202egpj.exe", JPEG),
    ],
)
def test_what_is_no_picture_paper_or_recording_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refusal, match="upload_type"):
        require_evidence(name, content)


def test_empty_files_are_refused() -> None:
    with pytest.raises(Refusal, match="upload_empty"):
        require_evidence("照片.jpg", b"")


def test_what_nothing_takes_is_refused_before_it_is_fetched() -> None:
    require_wanted("名单.xlsx", 1, photo=False, private=False)
    require_wanted("", 1, photo=True, private=False)
    for name in ("木马.exe", "包.zip", "宏.xlsm", "无类型"):
        with pytest.raises(Refusal, match="upload_type"):
            require_wanted(name, 1, photo=False, private=False)


def test_text_keeps_what_people_write() -> None:
    assert legible("𠮷㐂 一\n二\t👨‍👩‍👧") == "𠮷㐂 一\n二\t👨‍👩‍👧"
    assert legible("a\x00\u202eb\ud800\ufeff\uffff\r\nc") == "ab\nc"


def test_word_file_is_fetched_in_private_only_and_only_a_small_docx() -> None:
    require_wanted("情况记录表.docx", 10 * 1024 * 1024, photo=False, private=True)
    for name, size, private, code in (
        ("情况记录表.docx", 1, False, "upload_type"),
        ("情况记录表.docx", 10 * 1024 * 1024 + 1, True, "upload_too_big"),
        ("情况记录表.docm", 1, True, "template_type"),
        ("情况记录表.wps", 1, True, "template_type"),
        ("情况记录表.doc", 1, False, "upload_type"),
    ):
        with pytest.raises(Refusal, match=code):
            require_wanted(name, size, photo=False, private=private)
