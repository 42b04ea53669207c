"""The setting `typefaces` holds for whatever the command line prints."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import TypeIn


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("statistics", "-o", "made"), "xl/styles.xml"),
        (("template", "form", "工作总结", "-o", "made"), "word/styles.xml"),
        (("render", "工作总结", "--facts", "facts.json", "-o", "made"), "word/styles.xml"),
    ],
)
def test_a_command_prints_in_the_typefaces_of_the_office(
    words: tuple[str, ...],
    part: str,
    desk: Path,
    type_in: TypeIn,
    demo_ledger: str,
    settings_of: Callable[..., None],
) -> None:
    settings_of(database=demo_ledger, typefaces="正文=仿宋，标题=宋体，楷体=楷体")
    (desk / "facts.json").write_text(type_in("render", "工作总结", "--example").out, "utf-8")
    assert type_in(*words).status == 0
    with zipfile.ZipFile(io.BytesIO((desk / "made").read_bytes())) as package:
        styles = package.read(part).decode()
    assert "仿宋" in styles
    assert "GB2312" not in styles
