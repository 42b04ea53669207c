"""办公室的文书: the item list and its changes, meetings, statistics, the report on supervision."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.events import Event
from inspection.papers.paper import Occasion, YearPaper
from inspection.plain import Facts
from inspection.roster_changes import IMPORTED, changes_in
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import day_words
from inspection.snapshots.joint_item_list import joint_item_list_facts
from inspection.snapshots.list_adjustment import (
    issuer_of,
    list_adjustment_facts,
    targets,
)
from inspection.snapshots.meetings import meeting_minutes_facts, meeting_notice_facts
from inspection.snapshots.statistics_table import statistics_table_facts
from inspection.snapshots.supervision_report import supervision_report_facts

ITEM_LIST = "联合抽查事项清单"
ADJUSTMENT = "清单和名录库动态调整表"
NOTICE = "会商会议通知"
MINUTES = "会商会议纪要"
REPORT = "督查通报"
STATISTICS = "统计表"


def _item_list(desk: Desk, year: int) -> Iterable[Occasion]:
    """Due as soon as there are items in the list and tasks in the plan."""
    if desk.ledger.items.find():
        planned = bool(desk.ledger.plan_entries.find(year=year))
        yield Occasion(title=f"{year}年{ITEM_LIST}", issuer_id=None, due=planned)


def _adjustments(desk: Desk, year: int) -> Iterable[Occasion]:
    """One for each import of the year that changed a list; numbered within the day."""
    numbers: dict[str | None, int] = {}
    for event in _imports(desk, year):
        found = changes_in(event.facts.get("lists"))
        if not found.counts:
            continue
        day = day_words(desk, event.at)
        numbers[day] = numbers.get(day, 0) + 1
        yield Occasion(
            about_id=event.id,
            title=phrases.LIST_ADJUSTMENT_TITLE.format(
                target=targets(found), day=day, number=numbers[day]
            ),
            issuer_id=issuer_of(desk, event),
        )


def _imports(desk: Desk, year: int) -> list[Event]:
    zone = desk.now.tzinfo
    found = desk.ledger.events.find(verb=IMPORTED)
    return [each for each in found if each.at.astimezone(zone).year == year]


def _adjustment_facts(desk: Desk, year: int, occasion: Occasion) -> Facts:
    return list_adjustment_facts(desk, desk.ledger.events.get(occasion.about_id))


def _notices(desk: Desk, year: int) -> Iterable[Occasion]:
    """Those there are, and the next one."""
    return _meetings(phrases.MEETING_TITLE, year, _held(desk, year, NOTICE) + 1)


def _minutes(desk: Desk, year: int) -> Iterable[Occasion]:
    """One for each meeting that was called; without a notice the next one."""
    called, kept = _held(desk, year, NOTICE), _held(desk, year, MINUTES)
    return _meetings(phrases.MINUTES_TITLE, year, max(called, kept + 1))


def _meetings(title: str, year: int, count: int) -> Iterable[Occasion]:
    for number in range(1, count + 1):
        yield Occasion(
            about_id=number, title=title.format(year=year, number=number), issuer_id=None
        )


def _held(desk: Desk, year: int, form: str) -> int:
    """How many papers of a form the year has, versions apart."""
    return len({each.title for each in desk.ledger.documents.find(form=form, year=year)})


def _of_the_year(form: str) -> Iterable[Occasion]:
    return (Occasion(title=form, issuer_id=None),)


OFFICE_YEAR_PAPERS = (
    YearPaper(
        form=ITEM_LIST,
        occasions=_item_list,
        facts=lambda desk, year, occasion: joint_item_list_facts(desk, year),
    ),
    YearPaper(form=ADJUSTMENT, occasions=_adjustments, facts=_adjustment_facts),
    YearPaper(
        form=NOTICE,
        occasions=_notices,
        facts=lambda desk, year, occasion: meeting_notice_facts(desk),
    ),
    YearPaper(
        form=MINUTES,
        occasions=_minutes,
        facts=lambda desk, year, occasion: meeting_minutes_facts(desk),
    ),
    YearPaper(
        form=REPORT,
        occasions=lambda desk, year: _of_the_year(f"{year}年{REPORT}"),
        facts=lambda desk, year, occasion: supervision_report_facts(desk, year),
    ),
    YearPaper(
        form=STATISTICS,
        occasions=lambda desk, year: _of_the_year(f"{year}年{STATISTICS}"),
        facts=lambda desk, year, occasion: statistics_table_facts(desk, year),
    ),
)
