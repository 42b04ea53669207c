"""计划答话: a share or a period typed in the chat, read as the plan sheet's cells are."""

from datetime import date

from app.workbook.periods import period
from app.workbook.problems import CellFault
from app.workbook.shares import share
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal


def share_said(words: str) -> Facts:
    """`rates`, `count`, `at_least`, `per_year` of a task of the plan. Refusal `answer_unclear`."""
    try:
        found = share(words)
    except CellFault as fault:
        raise _unclear(fault) from fault
    if found is None:
        raise Refusal("reason_missing")
    rates: dict[str, Plain] = {**found.rates}
    return {
        "rates": rates,
        "count": found.count,
        "at_least": found.at_least,
        "per_year": found.per_year,
    }


def period_said(words: str, year: int) -> tuple[date, date]:
    """First and last day. Refusal `answer_unclear`."""
    try:
        found = period(words, year)
    except CellFault as fault:
        raise _unclear(fault) from fault
    if found is None:
        raise Refusal("reason_missing")
    return found


def _unclear(fault: CellFault) -> Refusal:
    return Refusal("answer_unclear", {"problem": fault.message, "remedy": fault.remedy})
