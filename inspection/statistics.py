"""年度统计: what each department's year came to, every rate with its two counts and its formula.

A rate of nothing is left open, not called 0 or 100 %. Counts are of 户次: one department's part in
the check of one subject, unless said otherwise. No person is named.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from inspection.departments import Department
from inspection.desk import Desk
from inspection.draws import DrawState
from inspection.findings import PROBLEMS, Finding
from inspection.followup import FollowUp, FollowUpState
from inspection.ids import DepartmentId, TaskId, VisitId
from inspection.publication import EntryDuty
from inspection.tasks import InspectionTask
from inspection.teams import Assignment
from inspection.visits import Visit, VisitState


@dataclass(frozen=True, slots=True)
class Measure:
    """指标: its name and formula in words, and the article behind it or the words that none is."""

    key: str
    name: str
    formula: str
    basis: str


@dataclass(frozen=True, slots=True)
class Figure:
    """指标值: part of total; a plain count where `total` is None."""

    part: int
    total: int | None

    @property
    def rate(self) -> float | None:
        """The share from 0 to 1; None for a plain count or where there is nothing to share."""
        return self.part / self.total if self.total else None

    @property
    def said(self) -> str:
        """80.0%（4/5）, 3, or — where there is nothing."""
        if self.total is None:
            return str(self.part)
        return f"{self.part / self.total:.1%}（{self.part}/{self.total}）" if self.total else "—"


@dataclass(frozen=True, slots=True)
class Share:
    """一个部门的统计: figures by the key of the measure; `department` is 合计 for the county."""

    department: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class YearStatistics:
    """年度统计: the measures with their formulas, the departments, and the county as a whole."""

    year: int
    measures: tuple[Measure, ...]
    shares: tuple[Share, ...]
    whole: Share


KEYS = ("planned", "checked", "closed", "entered", "problems", "replaced", "redrawn")
"""The measures of the circulars and the office."""

COUNTS = ("findings", "open")
"""Plain counts beside them: results handed in, problems not yet followed up to the end."""


PLAIN = ("redrawn", *COUNTS)
"""What is counted and shared with nothing."""


def measures_of(desk: Desk) -> tuple[Measure, ...]:
    """The seven measures in the locality's words; the term of entry is the circular's or named."""
    days = desk.profile.entry.days.value or desk.profile.national.entry_days.value
    entry = desk.profile.entry.days.cited()
    own = "本地文件未规定算法，按本表口径"
    return (
        Measure("planned", "计划完成率", "已完成的计划任务÷年度计划任务（由本部门牵头）", own),
        Measure("checked", "检查完成率", "已检查户次÷应检查户次", own),
        Measure("closed", "完结率", "已公示或经审批不公开、后续处理全部办结的户次÷已检查户次", own),
        Measure(
            "entered",
            f"{days}日内录入率",
            f"检查结束后{days}个工作日内录入的户次÷已录入和逾期未录入的户次",
            entry,
        ),
        Measure("problems", "问题发现率", "发现问题的户次÷已检查户次", own),
        Measure("replaced", "更换率", "更换的匹配人次÷匹配人次（不含更换后补上的）", own),
        Measure("redrawn", "重抽次数", "牵头任务中作废后重抽的次数", own),
    )


def year_statistics(desk: Desk, year: int) -> YearStatistics:
    """年度统计 of all departments that had a plan entry or a part in a task of the year."""
    books = _books(desk, year)
    involved = {each.lead_id for each in books.plans} | {
        own for task in books.tasks for own in task.department_ids
    }
    named = [each for each in desk.ledger.departments.find() if each.id in involved]
    shares = tuple(_share(desk, books, each) for each in named)
    return YearStatistics(year, measures_of(desk), shares, _together(shares))


@dataclass(frozen=True, slots=True)
class _Plan:
    lead_id: DepartmentId
    done: bool


@dataclass(frozen=True, slots=True)
class _Books:
    plans: tuple[_Plan, ...]
    tasks: tuple[InspectionTask, ...]
    visits: dict[TaskId, list[Visit]]
    duties: dict[tuple[VisitId, DepartmentId], EntryDuty]
    findings: dict[tuple[VisitId, DepartmentId], list[Finding]]
    follow_ups: dict[int, list[FollowUp]]
    assignments: tuple[Assignment, ...]
    voided: dict[TaskId, int]


def _books(desk: Desk, year: int) -> _Books:
    """Everything of the year, each table read once."""
    ledger = desk.ledger
    tasks = ledger.tasks.find(year=year)
    ids = [task.id for task in tasks]
    by_task: dict[TaskId, list[Visit]] = defaultdict(list)
    for visit in ledger.visits.find(task_id=ids):
        by_task[visit.task_id].append(visit)
    visit_ids = [visit.id for visits in by_task.values() for visit in visits]
    findings: dict[tuple[VisitId, DepartmentId], list[Finding]] = defaultdict(list)
    for finding in ledger.findings.find(visit_id=visit_ids):
        if finding.submitted_at is not None:
            findings[finding.visit_id, finding.department_id].append(finding)
    follow_ups: dict[int, list[FollowUp]] = defaultdict(list)
    for follow_up in ledger.follow_ups.find(task_id=ids):
        follow_ups[follow_up.finding_id].append(follow_up)
    voided: dict[TaskId, int] = defaultdict(int)
    for draw in ledger.draws.find(task_id=ids):
        voided[draw.task_id] += draw.state is not DrawState.VOID and draw.attempt - 1
    done = {
        task.plan_entry_id
        for task in tasks
        if by_task[task.id] and all(map(_finished, by_task[task.id]))
    }
    return _Books(
        plans=tuple(
            _Plan(each.lead_id, each.id in done)
            for each in ledger.plan_entries.find(year=year, cancelled=False)
        ),
        tasks=tasks,
        visits=by_task,
        duties={
            (each.visit_id, each.department_id): each
            for each in ledger.entry_duties.find(visit_id=visit_ids)
        },
        findings=findings,
        follow_ups=follow_ups,
        assignments=ledger.assignments.find(task_id=ids),
        voided=voided,
    )


def _share(desk: Desk, books: _Books, department: Department) -> Share:
    own = department.id
    mine = [
        visit
        for task in books.tasks
        if own in task.department_ids
        for visit in books.visits[task.id]
    ]
    checked = [visit for visit in mine if _finished(visit)]
    plans = [each for each in books.plans if each.lead_id == own]
    led = [task for task in books.tasks if task.lead_id == own]
    held = [each for each in books.assignments if each.department_id == own]
    figures = {
        "planned": Figure(sum(each.done for each in plans), len(plans)),
        "checked": Figure(len(checked), len(mine)),
        "closed": Figure(sum(_closed(books, each.id, own) for each in checked), len(checked)),
        "entered": _entered(desk, books, [each.id for each in checked], own),
        "problems": Figure(sum(_problem(books, each.id, own) for each in checked), len(checked)),
        "replaced": Figure(
            sum(not each.active for each in held), sum(each.active for each in held)
        ),
        "redrawn": Figure(sum(books.voided[task.id] for task in led), None),
        "findings": Figure(sum(len(books.findings[visit.id, own]) for visit in checked), None),
        "open": Figure(sum(_open_problems(books, visit.id, own) for visit in checked), None),
    }
    return Share(department.name, figures)


def _finished(visit: Visit) -> bool:
    return visit.state is VisitState.FINISHED


def _problem(books: _Books, visit_id: VisitId, own: DepartmentId) -> bool:
    return any(each.result in PROBLEMS for each in books.findings[visit_id, own])


def _open_problems(books: _Books, visit_id: VisitId, own: DepartmentId) -> int:
    """Problems that nobody has followed up, or whose follow-up is still under way."""
    problems = [each for each in books.findings[visit_id, own] if each.result in PROBLEMS]
    return sum(
        not books.follow_ups[each.id]
        or any(one.state is FollowUpState.OPEN for one in books.follow_ups[each.id])
        for each in problems
    )


def _closed(books: _Books, visit_id: VisitId, own: DepartmentId) -> bool:
    duty = books.duties.get((visit_id, own))
    if duty is None or not duty.settled:
        return False
    return all(
        follow_up.state is not FollowUpState.OPEN
        for finding in books.findings[visit_id, own]
        for follow_up in books.follow_ups[finding.id]
    )


def _entered(desk: Desk, books: _Books, visit_ids: Iterable[VisitId], own: DepartmentId) -> Figure:
    """Entered in time, of those entered and those whose term has run out."""
    zone, today = desk.now.tzinfo, desk.now.date()
    in_time = counted = 0
    for visit_id in visit_ids:
        duty = books.duties.get((visit_id, own))
        if duty is None or (duty.entered_at is None and duty.due_on >= today):
            continue
        counted += 1
        in_time += (
            duty.entered_at is not None and duty.entered_at.astimezone(zone).date() <= duty.due_on
        )
    return Figure(in_time, counted)


def _together(shares: Iterable[Share]) -> Share:
    listed = list(shares)
    figures = {
        key: Figure(
            sum(each.figures[key].part for each in listed),
            None if key in PLAIN else sum(each.figures[key].total or 0 for each in listed),
        )
        for key in (*KEYS, *COUNTS)
    }
    return Share("合计", figures)
