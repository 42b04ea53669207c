"""苗头统计: the patterns of a year counted from the ledger, trade by trade."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from inspection.desk import Desk
from inspection.findings import PROBLEMS, Finding
from inspection.ids import DepartmentId, ItemId, SubjectId, VisitId
from inspection.patterns import (
    CHECKED_OF_TRADE,
    SUBJECTS_OF_ITEM,
    TIMES_OF_SUBJECT,
    Pattern,
    PatternKind,
)
from inspection.plain import Facts
from inspection.tasks import InspectionTask
from inspection.visits import Visit, VisitState


@dataclass(frozen=True, slots=True)
class _Result:
    """One subject's findings at one finished visit."""

    subject_id: SubjectId
    visit_id: VisitId
    findings: tuple[Finding, ...]

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.result in PROBLEMS)


def patterns_of(desk: Desk, year: int, industry: str | None = None) -> tuple[Pattern, ...]:
    """What the year's results show, trade by trade, the most frequent first."""
    tasks = desk.ledger.tasks.find(year=(year - 1, year))
    trades = sorted({task.industry for task in tasks if industry in (None, task.industry)})
    found: list[Pattern] = []
    for trade in trades:
        own = [task for task in tasks if task.industry == trade]
        this_year = _results(desk, [task for task in own if task.year == year])
        if not this_year:
            continue
        found += _items(desk, trade, this_year)
        found += _repeated(desk, trade, _results(desk, own), this_year)
        found += _trade(desk, trade, this_year)
    return tuple(found)


def trades_with_patterns(desk: Desk, year: int) -> dict[str, list[Pattern]]:
    """The patterns of a year by trade."""
    by_trade: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns_of(desk, year):
        by_trade[pattern.industry].append(pattern)
    return dict(by_trade)


def pattern_facts(desk: Desk, pattern: Pattern) -> Facts:
    """One pattern as the office is shown it in private."""
    names = [desk.ledger.departments.get(each).short_name for each in pattern.department_ids]
    return {
        "kind": pattern.kind.value,
        "label": pattern.label,
        "hits": pattern.hits,
        "checked": pattern.checked,
        "share": pattern.share,
        "departments": list(names),
        "subjects": list(pattern.subjects[:5]),
    }


def rule_facts() -> Facts:
    """The numbers from which on something is called a pattern."""
    return {
        "subjects_of_item": SUBJECTS_OF_ITEM,
        "times_of_subject": TIMES_OF_SUBJECT,
        "checked_of_trade": CHECKED_OF_TRADE,
    }


def _results(desk: Desk, tasks: Iterable[InspectionTask]) -> list[_Result]:
    ledger = desk.ledger
    ids = [task.id for task in tasks]
    visits: tuple[Visit, ...] = ledger.visits.find(task_id=ids, state=VisitState.FINISHED)
    by_visit: dict[VisitId, list[Finding]] = defaultdict(list)
    for finding in ledger.findings.find(visit_id=[visit.id for visit in visits]):
        if finding.submitted_at is not None:
            by_visit[finding.visit_id].append(finding)
    return [
        _Result(visit.subject_id, visit.id, tuple(by_visit[visit.id]))
        for visit in visits
        if by_visit[visit.id]
    ]


def _items(desk: Desk, trade: str, results: list[_Result]) -> list[Pattern]:
    checked: dict[ItemId, set[SubjectId]] = defaultdict(set)
    hit: dict[ItemId, set[SubjectId]] = defaultdict(set)
    for result in results:
        for finding in result.findings:
            checked[finding.item_id].add(result.subject_id)
        for finding in result.problems:
            hit[finding.item_id].add(result.subject_id)
    found = []
    for item_id, subjects in hit.items():
        if len(subjects) >= SUBJECTS_OF_ITEM:
            item = desk.ledger.items.get(item_id)
            found.append(
                Pattern(
                    kind=PatternKind.ITEM,
                    industry=trade,
                    label=item.name,
                    hits=len(subjects),
                    checked=len(checked[item_id]),
                    department_ids=(item.department_id,),
                    subjects=_names(desk, subjects),
                )
            )
    return sorted(found, key=lambda each: (-each.hits, each.label))


def _repeated(
    desk: Desk, trade: str, both_years: list[_Result], this_year: list[_Result]
) -> list[Pattern]:
    """Subjects hit again and again, once of it this year."""
    times: dict[SubjectId, int] = defaultdict(int)
    visits: dict[SubjectId, int] = defaultdict(int)
    departments: dict[SubjectId, set[DepartmentId]] = defaultdict(set)
    for result in both_years:
        visits[result.subject_id] += 1
        times[result.subject_id] += bool(result.problems)
        departments[result.subject_id] |= {each.department_id for each in result.problems}
    now = {result.subject_id for result in this_year if result.problems}
    again = {each for each in now if times[each] >= TIMES_OF_SUBJECT}
    if not again:
        return []
    return [
        Pattern(
            kind=PatternKind.SUBJECT,
            industry=trade,
            hits=len(again),
            checked=sum(count >= TIMES_OF_SUBJECT for count in visits.values()),
            department_ids=tuple(sorted({own for each in again for own in departments[each]})),
            subjects=_names(desk, again),
        )
    ]


def _trade(desk: Desk, trade: str, results: list[_Result]) -> list[Pattern]:
    checked = {result.subject_id for result in results}
    hit = {result.subject_id for result in results if result.problems}
    if len(checked) < CHECKED_OF_TRADE or 2 * len(hit) < len(checked):
        return []
    owners = {each.department_id for result in results for each in result.problems}
    return [
        Pattern(
            kind=PatternKind.TRADE,
            industry=trade,
            hits=len(hit),
            checked=len(checked),
            department_ids=tuple(sorted(owners)),
            subjects=_names(desk, hit),
        )
    ]


def _names(desk: Desk, subject_ids: Iterable[SubjectId]) -> tuple[str, ...]:
    return tuple(desk.ledger.subjects.get(each).name for each in sorted(subject_ids))
