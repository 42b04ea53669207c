"""抽查比例: a draw rate as people write it (10%（20户）, 1户, 3%；2次/年, 不少于2所, 1%-3%)."""

import re
from dataclasses import dataclass, field

from app.workbook.cells import RATE_REMEDY, Cell, rates, shown, token
from app.workbook.problems import CellFault

UNITS = "户家所个处人名"
PER_YEAR = re.compile(r"[;,、]?(?:每年(?:不少于)?(\d+)次|(?:不少于)?(\d+)次[/每]?年)[;,、]?")
COUNT_BESIDE = re.compile(rf"\(?(?:约|共|即|且)?(不少于|不低于|至少|≥)?(\d+)[{UNITS}]\)?")
COUNT = re.compile(rf"(不少于|不低于|至少|≥|>=|约)?(\d+)[{UNITS}](?:以上)?")
RANGE = re.compile(r"(\d{1,3}(?:\.\d+)?)%?[-~—–至到](\d{1,3}(?:\.\d+)?)%")
BOUND = re.compile(
    r"(不低于|不少于|至少|≥|>=|不超过|不高于|≤|<=|约|按)?(\d{1,3}(?:\.\d{1,2})?%)(?:以上|左右|以内)?"
)
ALL = ("全部", "全覆盖", "全部检查", "全覆盖检查", "应查尽查")


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """抽查比例: `rates` in 1/10000 by class, "" for all; empty where only a `count` is written.

    `count` is a number of subjects (`at_least` when it is a lower bound), `per_year` how often.
    `exact` is False where the words say more than the rates hold.
    """

    text: str
    rates: dict[str, int] = field(default_factory=dict)
    count: int | None = None
    at_least: bool = False
    per_year: int | None = None
    exact: bool = True


def share(cell: Cell) -> Share | None:
    """The share a cell writes, None when empty. CellFault when a person has to decide."""
    if not isinstance(cell, str):
        found = rates(cell)
        return Share(text=shown(cell), rates=found) if found else None
    words = token(cell).replace("“", "").replace("”", "").rstrip("。")
    if not words:
        return None
    per_year = None
    rest = words
    if often := PER_YEAR.search(rest):
        per_year = int(often[1] or often[2])
        rest = rest[: often.start()] + rest[often.end() :]
    if not rest:
        raise CellFault("只写了频次，没有抽查比例", RATE_REMEDY)
    if rest in ALL:
        return Share(text=words, rates={"": 10_000}, per_year=per_year, exact=False)
    if between := RANGE.fullmatch(rest):
        raise CellFault(
            "抽查比例是一个幅度，不知按哪个抽",
            f"请定下一个比例，例如 {between[2]}%（不低于下限 {between[1]}%）",
        )
    if only := COUNT.fullmatch(rest):
        return Share(
            text=words,
            count=int(only[2]),
            at_least=only[1] not in (None, "约"),
            per_year=per_year,
            exact=False,
        )
    if "抽" in rest and re.search(rf"\d[{UNITS}]", rest):
        raise CellFault("抽查比例分情形写，计划里只能写一个比例", RATE_REMEDY)
    count, at_least = None, False
    if (beside := COUNT_BESIDE.search(rest)) and "%" in rest:
        count, at_least = int(beside[2]), beside[1] is not None
        rest = (rest[: beside.start()] + rest[beside.end() :]).strip(";,、()")
    if bound := BOUND.fullmatch(rest):
        rest = bound[2]
    exact = count is None and per_year is None and not (bound and bound[0] != bound[2])
    return Share(
        text=words,
        rates=rates(rest),
        count=count,
        at_least=at_least,
        per_year=per_year,
        exact=exact,
    )


def percent(points: int) -> str:
    """1000 is 10%, 334 is 3.34%."""
    return f"{points / 100:.2f}".rstrip("0").rstrip(".") + "%"


def shown_rates(of: dict[str, int]) -> str:
    """10%, or A类1%、D类30%."""
    return "、".join(f"{name}类{percent(p)}" if name else percent(p) for name, p in of.items())
