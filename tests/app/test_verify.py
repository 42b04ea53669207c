"""`chuishao verify`: a pack as it is passes, a pack somebody touched is caught by name."""

import io
import zipfile
from pathlib import Path

import pytest

from inspection.evidence_pack import full_pack, public_pack
from inspection.pack_check import sha256_hex
from tests.app.conftest import TypeIn
from tests.inspection.lots import SCRIPT, evidence


def laid_out(folder: Path, files: dict[str, bytes]) -> Path:
    """The files of a pack in a folder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def zipped(files: dict[str, bytes], inside: str = "") -> bytes:
    """The files of a pack as a .zip, perhaps inside one folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(inside + name, content)
    return buffer.getvalue()


def test_a_full_pack_passes_and_says_what_was_checked(desk: Path, type_in: TypeIn) -> None:
    shown = type_in("verify", laid_out(desk / "pack", full_pack(evidence(), SCRIPT)))
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("核验通过")
    assert "见证人 2 名" in shown.out
    assert "名录 10 个" in shown.out
    assert "抽中 5 个" in shown.out
    assert "注意" not in shown.out


def test_a_public_pack_passes(desk: Path, type_in: TypeIn) -> None:
    shown = type_in("verify", laid_out(desk / "pack", public_pack(evidence(), SCRIPT)))
    assert shown.status == 0
    assert "公开凭证：公布的 5 个抽中对象" in shown.out


@pytest.mark.parametrize("inside", ["", "凭证/"])
def test_a_zip_passes_with_and_without_a_folder_in_it(
    desk: Path, type_in: TypeIn, inside: str
) -> None:
    (desk / "pack.zip").write_bytes(zipped(full_pack(evidence(), SCRIPT), inside))
    assert type_in("verify", "pack.zip").status == 0


def test_a_strange_script_is_pointed_out_though_the_draw_is_right(
    desk: Path, type_in: TypeIn
) -> None:
    shown = type_in("verify", laid_out(desk / "pack", full_pack(evidence(), b"print('ok')")))
    assert shown.status == 0
    assert "所附 verify.py 与本程序的核验脚本不同" in shown.out


def test_a_changed_line_is_named(desk: Path, type_in: TypeIn) -> None:
    files = full_pack(evidence(), SCRIPT)
    files["order.csv"] = files["order.csv"].replace(b"00a57bae", b"00a57baf")
    shown = type_in("verify", laid_out(desk / "pack", files))
    assert (shown.status, shown.out) == (1, "")
    assert "核验不符：文件 order.csv" in shown.complaint


def test_rewritten_sums_do_not_help_the_forger(desk: Path, type_in: TypeIn) -> None:
    files = full_pack(evidence(), SCRIPT)
    files["order.csv"] = files["order.csv"].replace(b"00a57bae", b"00a57baf")
    names = sorted(set(files) - {"SHA256SUMS"})
    sums = "".join(f"{sha256_hex(files[name])}  {name}\n" for name in names)
    (desk / "pack.zip").write_bytes(zipped({**files, "SHA256SUMS": sums.encode()}))
    shown = type_in("verify", "pack.zip")
    assert shown.status == 1
    assert "order.csv 层 B 第1位应为" in shown.complaint


@pytest.mark.parametrize("name", ["SHA256SUMS", "order.csv", "witnesses.json", "verify.py"])
def test_a_missing_file_is_named(desk: Path, type_in: TypeIn, name: str) -> None:
    files = full_pack(evidence(), SCRIPT)
    del files[name]
    shown = type_in("verify", laid_out(desk / "pack", files))
    assert shown.status == 1
    assert f"缺少 {name}" in shown.complaint or f"缺少文件 {name}" in shown.complaint


def test_leftovers_of_the_computer_are_no_part_of_the_pack(desk: Path, type_in: TypeIn) -> None:
    pack = laid_out(desk / "pack", full_pack(evidence(), SCRIPT))
    (pack / "__pycache__").mkdir()
    assert type_in("verify", pack).status == 0
    (pack / "more").mkdir()
    shown = type_in("verify", pack)
    assert "more 不是文件，不属于本凭证" in shown.complaint


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "不是完好的 .zip 文件"),
        (b"", "不是完好的 .zip 文件"),
        (zipped({}), "里没有抽取凭证的文件"),
        (zipped({"a.txt": b"x"}), "里没有抽取凭证的文件"),
        (zipped({"SHA256SUMS": b"\xff\xfe", "order.csv": b""}), "格式有误"),
        (zipped(full_pack(evidence(), SCRIPT))[:-200], "不是完好的 .zip 文件"),
    ],
)
def test_what_is_no_pack_is_one_line(
    desk: Path, type_in: TypeIn, content: bytes, said: str
) -> None:
    (desk / "pack.zip").write_bytes(content)
    shown = type_in("verify", "pack.zip")
    assert (shown.status, shown.out) == (1, "")
    assert said in shown.complaint


def test_an_empty_folder_and_a_wrong_path_are_one_line(desk: Path, type_in: TypeIn) -> None:
    (desk / "pack").mkdir()
    assert "里没有抽取凭证的文件" in type_in("verify", "pack").complaint
    assert "找不到 nowhere" in type_in("verify", "nowhere").complaint


@pytest.mark.parametrize("packed", [True, False])
def test_a_whole_dossier_is_told_from_a_pack(desk: Path, type_in: TypeIn, packed: bool) -> None:
    files = {"SHA256SUMS": b"", "01/a.docx": b"x", "02/order.csv": b"x"}
    (desk / "dossier.zip").write_bytes(zipped(files))
    if not packed:
        with zipfile.ZipFile(desk / "dossier.zip") as archive:
            archive.extractall(desk / "dossier")
    shown = type_in("verify", "dossier.zip" if packed else "dossier")
    assert shown.status == 1
    assert "案卷请先解压，再核验其中的凭证文件夹" in shown.complaint
