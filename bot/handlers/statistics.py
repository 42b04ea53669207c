"""/tongji 统计: the year by department, in the office's private chat, with the workbook."""

import re

from bot.call import Call
from bot.router import router
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.statistics import year_statistics

YEAR = re.compile(r"(20\d\d)年?")


@router.verb("statistics", Deed.STATISTICS)
def on_statistics(call: Call) -> None:
    """The year said behind the command, or this year."""
    year = year_statistics(call.desk, said_year(call))
    shares: list[Plain] = [
        {
            "department": share.department,
            "figures": [f"{each.name} {share.figures[each.key].said}" for each in year.measures],
        }
        for share in (*year.shares, year.whole)
    ]
    formulas: list[Plain] = [f"{each.name} = {each.formula}" for each in year.measures]
    facts: dict[str, Plain] = {"year": year.year, "shares": shares, "formulas": formulas}
    call.whisper("statistics", facts, bundle=f"statistics:{year.year}")


def said_year(call: Call) -> int:
    """The year behind the command, else this year; Refusal `year_wanted`."""
    if call.pressed or not call.args:
        return call.desk.now.year
    match = YEAR.fullmatch(call.args[0])
    if match is None:
        raise Refusal("year_wanted", {"said": call.args[0][:20]})
    return int(match.group(1))
