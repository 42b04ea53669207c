"""统计表的事实: what each department's year came to so far, and every rate with its two counts."""

from datetime import date

from inspection.desk import Desk
from inspection.plain import Facts, Plain
from inspection.snapshots.common import period_words, year_facts
from inspection.statistics import Share, year_statistics


def statistics_table_facts(desk: Desk, year: int) -> Facts:
    """统计表: the same counts as /tongji; a count shared with nothing has 0 as its denominator."""
    counted = year_statistics(desk, year)
    last = min(desk.now.date(), date(year, 12, 31))
    rates: list[Plain] = [
        {
            "name": measure.name,
            "formula": measure.formula,
            "basis": measure.basis,
            "numerator": counted.whole.figures[measure.key].part,
            "denominator": counted.whole.figures[measure.key].total or 0,
        }
        for measure in counted.measures
    ]
    return {
        **year_facts(desk, issuer_id=None, basis=(), draft=False),
        "period": period_words(date(year, 1, 1), max(last, date(year, 1, 1))),
        "rows": [_row(share) for share in counted.shares],
        "rates": rates,
    }


def _row(share: Share) -> dict[str, Plain]:
    figures = share.figures
    return {
        "department": share.department,
        "planned": figures["planned"].total,
        "finished": figures["planned"].part,
        "to_check": figures["checked"].total,
        "checked": figures["checked"].part,
        "closed": figures["closed"].part,
        "findings": figures["findings"].part,
        "problems": figures["problems"].part,
        "to_enter": figures["entered"].total,
        "entered_on_time": figures["entered"].part,
        "officers": figures["replaced"].total,
        "replaced": figures["replaced"].part,
        "redraws": figures["redrawn"].part,
    }
