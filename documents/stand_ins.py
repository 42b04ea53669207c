"""替代字体: what a machine without the standard's typefaces prints with instead.

LibreOffice asks fontconfig for typefaces it lacks and is given free ones of the same kind, so that
headings, 楷体 and text can be told apart in a PDF made here. Installed typefaces go first.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from documents.typefaces import KNOWN

# 替代字体: by the use of a typeface, the free ones that come closest, the best first
FREE: dict[str, tuple[str, ...]] = {
    "title": (
        "思源宋体",
        "Source Han Serif SC",
        "Noto Serif CJK SC",
        "FandolSong",
        "AR PL UMing CN",
    ),
    "text": ("朱雀仿宋", "FandolFang R", "FandolFang", "AR PL UMing CN", "Noto Serif CJK SC"),
    "kai": ("霞鹜文楷", "LXGW WenKai", "FandolKai", "AR PL UKai CN", "Noto Serif CJK SC"),
    "black": (
        "思源黑体",
        "Source Han Sans SC",
        "Noto Sans CJK SC",
        "FandolHei",
        "WenQuanYi Zen Hei",
    ),
    "number": ("FandolSong", "AR PL UMing CN", "Noto Serif CJK SC"),
}
_SYSTEM = Path("/etc/fonts/fonts.conf")


def _alias(name: str, others: tuple[str, ...]) -> str:
    families = "".join(f"<family>{escape(other)}</family>" for other in others)
    return (
        f'<alias binding="same"><family>{escape(name)}</family><accept>{families}</accept></alias>'
    )


def environment(folder: Path) -> dict[str, str]:
    """环境变量: what to add to a program's environment so that it takes the stand-ins.

    Writes a fontconfig file into `folder`; empty on systems without fontconfig.
    """
    if not _SYSTEM.is_file():
        return {}
    aliases = "".join(
        _alias(name, tuple(other for other in (*names, *FREE[use]) if other != name))
        for use, names in KNOWN.items()
        for name in names
    )
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<include>{_SYSTEM}</include>{aliases}</fontconfig>\n",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(file)}
