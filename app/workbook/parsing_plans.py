"""计划解析: one line of the annual plan, also where it runs over several merged rows."""

from dataclasses import replace
from datetime import date
from typing import cast

from app.workbook import cells
from app.workbook.cells import Cell
from app.workbook.columns import PLANS
from app.workbook.periods import period
from app.workbook.problems import CellFault
from app.workbook.recognition import header_key
from app.workbook.row_fields import Fields
from app.workbook.rows import PlanRow, Reading
from app.workbook.shares import Share, share, shown_rates
from app.workbook.titles import year_of_title


def parse_plan(reading: Reading, fields: Fields) -> None:
    """Add the entry, or join the row to the entry whose merged cells reach down to it."""
    if _joined(reading, fields):
        return
    year = _year(fields)
    lead = fields.text("lead")
    partners = fields.read("partners", cells.departments) or ()
    starts, ends = _days(reading, fields, year)
    year = year or (starts.year if starts else None)
    if year is None and not fields.problems:
        fields.fault(
            "year",
            "看不出是哪一年的计划",
            "请在标题写明年度，例如“2026年度抽查计划”，或加“年度”一列",
        )
    if starts and ends and ends < starts:
        fields.fault("ends_on", f"结束日期早于开始日期 {starts}", "请核对起止日期后改正")
    if year and starts and starts.year != year:
        place = "period" if fields.has("period") else "starts_on"
        fields.fault(place, f"开始日期不在 {year} 年度内", "请核对年度和开始日期后改正")
    if lead and lead in partners:
        fields.fault("partners", f"参与部门里又写了发起部门“{lead}”", "请从参与部门中删去它")
    number, name = fields.token("number"), fields.text("name")
    if not fields.has("number"):
        number = str(fields.row - fields.layout.header)
        reading.tell("计划没有编号列：按行次编号")
    industry, scope = fields.text("industry"), fields.text("scope")
    items = (fields.read("items", cells.listed) or ()) if fields.has("items") else None
    asked = _share(reading, fields)
    if fields.problems:
        reading.faulty[PLANS, fields.raw("number")] = fields.row
        return
    reading.plans.append(
        PlanRow(
            row=fields.row,
            year=cast(int, year),
            number=number,
            name=name,
            industry=industry,
            lead=lead,
            partners=partners,
            items=items,
            rates=asked.rates if asked else {},
            starts_on=cast(date, starts),
            ends_on=cast(date, ends),
            scope=scope,
            checker=fields.text("checker"),
            serial=header_key(fields.layout.written.get("number", "序号")) == "序号",
            share=asked,
        )
    )


def _joined(reading: Reading, fields: Fields) -> bool:
    """A row under a merged number or name adds its departments and items to that entry."""
    held = fields.layout.table.held
    tops = {
        held.get((fields.row - 1, fields.layout.places[name] - 1))
        for name in ("number", "name")
        if name in fields.layout.places
    }
    tops.discard(None)
    if not tops:
        return False
    top = cast(int, tops.pop()) + 1
    for at, entry in enumerate(reading.plans):
        if entry.row == top:
            partners = fields.read("partners", cells.departments) or ()
            items = (fields.read("items", cells.listed) or ()) if fields.has("items") else ()
            both = None if entry.items is None else _once(entry.items, items)
            others = tuple(each for each in partners if each != entry.lead)
            reading.plans[at] = replace(entry, partners=_once(entry.partners, others), items=both)
            reading.row_counts[PLANS] -= 1
            reading.tell("合并单元格下的各行并作一条计划")
            return True
    return False


def _once(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))


def _year(fields: Fields) -> int | None:
    if fields.has("year"):
        return fields.read("year", cells.year)
    layout = fields.layout
    return year_of_title(layout.title) or year_of_title(layout.table.name)


def _days(reading: Reading, fields: Fields, year: int | None) -> tuple[date | None, date | None]:
    if not fields.has("period"):
        counts = fields.layout.table.counts_from_1904
        starts, ends = (
            fields.read(name, lambda cell: cells.day(cell, counts_from_1904=counts))
            for name in ("starts_on", "ends_on")
        )
        return starts, ends
    days = fields.read("period", lambda cell: _needed(period(cell, year)))
    if days is None:
        return None, None
    written = cells.shown(fields.cells.get("period"))
    reading.tell(f"“{written}”为 {days[0].isoformat()} 至 {days[1].isoformat()}")
    return days


def _needed(days: tuple[date, date] | None) -> tuple[date, date]:
    if days is None:
        raise CellFault("必填，却是空的", "请填写起止时间，例如 2026年3月—11月")
    return days


def _share(reading: Reading, fields: Fields) -> Share | None:
    asked = fields.read("rates", lambda cell: _written(share(cell)))
    by_class = _by_class(fields)
    if by_class and (asked is None or "" in asked.rates or not asked.rates):
        base = asked.rates if asked else {}
        rates = {**base, **by_class}
        asked = Share(text=shown_rates(rates), rates=rates)
        reading.tell(f"按信用风险分类要求：{shown_rates(rates)}")
    elif asked and asked.rates and not asked.exact:
        reading.tell(f"“{asked.text}”按 {shown_rates(asked.rates)} 抽{_beside(asked)}")
    elif asked and asked.count:
        often = f"，每年 {asked.per_year} 次" if asked.per_year else ""
        reading.tell(f"“{asked.text}”按户数抽：{_number(asked)}{often}")
    return asked


def _beside(asked: Share) -> str:
    """What stands beside the rates: 20户 is only reckoned, 不少于2所 is a lower bound."""
    number = f"，{_number(asked)}" if asked.at_least else ""
    often = f"，每年 {asked.per_year} 次" if asked.per_year else ""
    return number + often


def _number(asked: Share) -> str:
    return f"{'不少于' if asked.at_least else ''} {asked.count} 户".strip()


def _written(found: Share | None) -> Share:
    if found is None:
        raise CellFault("必填，却是空的", "请填写抽查比例，例如 10%")
    return found


def _by_class(fields: Fields) -> dict[str, int]:
    """信用风险分类要求 where it states rates; words without rates are passed over."""
    cell: Cell = fields.cells.get("class_rates")
    if cell is None or "class_rates" in fields.formulas:
        return {}
    try:
        found = share(cell)
    except CellFault:
        return {}
    return {name: rate for name, rate in found.rates.items() if name} if found else {}
