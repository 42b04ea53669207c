"""抽取名单: the result of a draw made on the provincial platform, read from .xlsx or .csv."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.workbook.cells import Cell, shown, text, token
from app.workbook.credit_codes import credit_code
from app.workbook.markup import SheetScan, column_letters
from app.workbook.problems import BookFault, CellFault, Problem
from app.workbook.tables import open_tables

CODE, NAME, GROUP = "统一社会信用代码", "名称", "组别"
HEADERS = {
    CODE: (CODE, "统一社会信用代码/注册号", "注册号"),
    NAME: (NAME, "检查对象名称", "企业名称", "检查对象"),
    GROUP: (GROUP, "分组", "批次"),
}
HEADER_WITHIN = 10
MOST_CSV_BYTES = 20 * 1024 * 1024
SAVE_AGAIN = "请从省级平台重新导出名单，存为 .xlsx 或 .csv"


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnRow:
    """抽中对象: one line of the platform's list; `row` as Excel counts."""

    row: int
    code: str
    name: str
    group: str = ""


@dataclass(kw_only=True, slots=True)
class DrawnList:
    """抽取名单: in the platform's order; to be used only when `problems` is empty."""

    rows: list[DrawnRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in order."""
        return tuple(row.code for row in self.rows)


def read_drawn_list(source: Path | bytes) -> DrawnList:
    """Read a list. Every fault is a problem; subjects are not looked up here."""
    drawn = DrawnList()
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
        rows, scan, sheet = _table(content)
        _read_rows(drawn, rows, scan, sheet)
    except BookFault as fault:
        drawn.problems.append(fault.problem)
    except OSError:
        problem = Problem(message="无法打开名单文件", remedy="请核对文件名和所在目录")
        drawn.problems.append(problem)
    return drawn


def _table(content: bytes) -> tuple[Sequence[Sequence[Cell]], SheetScan, str]:
    is_book = content.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    if not is_book and len(content) > MOST_CSV_BYTES:
        raise BookFault("名单文件超过 20 MB", SAVE_AGAIN)
    tables = open_tables(content)
    if not tables:
        raise BookFault("文件已损坏，无法打开", SAVE_AGAIN)
    return tables[0].rows, tables[0].scan, tables[0].name if is_book else ""


def _key(cell: Cell) -> str:
    return "".join(shown(cell).replace("（", "(").split("(")[0].split()).strip("*：:")


def _read_rows(
    drawn: DrawnList, rows: Sequence[Sequence[Cell]], scan: SheetScan, sheet: str
) -> None:
    at, places = _header(rows)
    missing = [header for header in (CODE, NAME) if header not in places]
    for header in missing:
        message, remedy = f"缺少“{header}”列", f"请在表头行添加“{header}”一列"
        drawn.problems.append(Problem(sheet=sheet, row=at + 1, message=message, remedy=remedy))
    if missing:
        return
    first: dict[str, int] = {}
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        cells = {h: row[p] if p < len(row) else None for h, p in places.items()}
        if all(shown(cell) == "" for cell in row):
            continue
        header = CODE
        try:
            if any((number, place + 1) in scan.formulas for place in places.values()):
                raise CellFault("含有公式，不采用其结果", "请复制后“选择性粘贴—数值”")
            code = credit_code(token(cells[CODE]).upper())
            if first.setdefault(code, number) != number:
                raise CellFault(f"与第 {first[code]} 行重复", "请只保留一行")
            header = NAME
            name = text(cells[NAME])
            if not name:
                raise CellFault("必填，却是空的", "请填写对象名称")
            header = GROUP
            drawn.rows.append(
                DrawnRow(row=number, code=code, name=name, group=text(cells.get(GROUP)))
            )
        except CellFault as fault:
            drawn.problems.append(
                Problem(
                    sheet=sheet,
                    row=number,
                    column=f"{column_letters(places.get(header, 0) + 1)}列“{header}”",
                    value=shown(cells.get(header)),
                    message=fault.message,
                    remedy=fault.remedy,
                )
            )
    if not drawn.rows and not drawn.problems:
        drawn.problems.append(Problem(sheet=sheet, message="名单里没有对象", remedy=SAVE_AGAIN))


def _header(rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]]:
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        keys = [_key(cell) for cell in row]
        places = {
            header: next(keys.index(word) for word in words if word in keys)
            for header, words in HEADERS.items()
            if any(word in keys for word in words)
        }
        if len(places) > len(best[1]):
            best = (at, places)
    return best
