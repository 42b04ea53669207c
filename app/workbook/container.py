"""容器: opens the .xlsx package, refusing what is no plain workbook before a cell is read.

The parts are unpacked under a byte limit and packed anew, so that the reader only ever sees
parts of a size that was counted and not one that the file claims.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from app.workbook.markup import SheetScan, relations, scan_sheet, sheet_parts
from app.workbook.problems import BookFault

MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 100
MOST_CELLS = 12_000_000
"""Of one sheet from A1 to its last filled cell: more would not fit into memory."""
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
SAVE_AS = "请用 WPS 或 Excel 打开后“另存为”.xlsx 格式，再重新上传"


@dataclass(frozen=True, kw_only=True, slots=True)
class Container:
    """容器: `clean` is the workbook packed anew; `scans` tells of each sheet what XML shows."""

    clean: bytes
    scans: dict[str, SheetScan]
    counts_from_1904: bool


def open_container(packed: bytes) -> Container:
    """Open a workbook. BookFault says what the file is instead, or what it hides."""
    _refuse_foreign(packed)
    try:
        parts = _unpack(packed)
        names, counts_from_1904 = _sheet_names(parts)
        scans = {name: scan_sheet(parts[part]) for name, part in names.items()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        LookupError,
        expat.ExpatError,
    ):
        raise _damaged() from None
    for name, scan in scans.items():
        check_extent(name, scan.last_row, scan.last_column)
    return Container(clean=_pack(parts), scans=scans, counts_from_1904=counts_from_1904)


def check_extent(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet that is too large to lay out. BookFault names it and its extent."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise BookFault(
            f"“{name}”表过大（用到第 {rows} 行、第 {columns} 列）",
            f"请删去多余的行列，每表不超过 {MOST_COLUMNS} 列、{MOST_CELLS // 10_000} 万格",
        )


def _refuse_foreign(packed: bytes) -> None:
    if not packed:
        raise BookFault("文件是空的", "请选择填好的 .xlsx 工作簿重新上传")
    if packed.startswith(OLE2):
        if ENCRYPTED_MARK in packed:
            raise BookFault(
                "工作簿设有打开密码，无法读取", "请取消密码后另存为 .xlsx 格式，再重新上传"
            )
        raise _damaged()
    if not packed.startswith(b"PK"):
        raise BookFault("文件不是 .xlsx 工作簿", SAVE_AS)


def _unpack(packed: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_PARTS:
            raise BookFault("工作簿内部文件过多，已拒绝读取", SAVE_AS)
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise _too_large()
        for entry in entries:
            if entry.is_dir():
                continue
            if entry.flag_bits & 1:
                raise BookFault(
                    "文件经过加密，无法读取", "请取消密码后另存为 .xlsx 格式，再重新上传"
                )
            if entry.filename.lower() in seen:
                raise _damaged()
            seen.add(entry.filename.lower())
            with archive.open(entry) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                raise _too_large()
            parts[entry.filename] = content
    _refuse_other_documents(parts)
    return parts


def _damaged() -> BookFault:
    return BookFault("文件已损坏，无法打开", "请用 WPS 或 Excel 打开确认无误后另存一份，再重新上传")


def _too_large() -> BookFault:
    return BookFault(
        "工作簿展开后超过 200 MB，已拒绝读取", "请删去图片和多余的行列，或分成几个工作簿分次导入"
    )


def _refuse_other_documents(parts: dict[str, bytes]) -> None:
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in parts) or (
        b"macroEnabled" in parts.get("[Content_Types].xml", b"")
    ):
        raise BookFault(
            "工作簿带有宏，已拒绝读取", "请另存为不带宏的 .xlsx 格式（不要选 .xlsm），再重新上传"
        )
    if "xl/workbook.xml" not in parts:
        other = "xl/workbook.bin" in parts
        raise BookFault(
            "这是 .xlsb 二进制工作簿，不能读取" if other else "压缩包里没有工作簿", SAVE_AS
        )


def _sheet_names(parts: dict[str, bytes]) -> tuple[dict[str, str], bool]:
    """Which part holds which sheet; whatever leaves a doubt about it is an error."""
    targets = relations(parts["xl/_rels/workbook.xml.rels"])
    by_name, counts_from_1904 = sheet_parts(parts["xl/workbook.xml"])
    names: dict[str, str] = {}
    for name, relation in by_name:
        if name in names:
            raise ValueError(f"two sheets named {name}")
        target = targets[relation].removeprefix("/")
        names[name] = target if target.startswith("xl/") else f"xl/{target}"
    return names, counts_from_1904


def _pack(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            if name.endswith((".xml", ".rels")):
                archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()
