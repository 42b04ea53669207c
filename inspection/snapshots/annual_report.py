"""年度工作总结和年度工作报告的事实: the counts of a year; what they mean a person writes.

Source: 新县第三部分（三）: departments sum up and hand in, the office reports to 县政府.
"""

from dataclasses import dataclass

from inspection.desk import Desk
from inspection.followup import FollowUpKind, FollowUpState
from inspection.ids import DepartmentId
from inspection.people import Role
from inspection.plain import Facts, Plain
from inspection.roster import with_role
from inspection.snapshots.common import article_of, contact_of, year_facts
from inspection.snapshots.settled_draw import drawn_subject_ids
from inspection.snapshots.tally import Tally, tally_of
from inspection.tasks import InspectionTask


@dataclass(frozen=True, slots=True)
class _Year:
    """The tasks of a year, each with its tally."""

    tasks: tuple[tuple[InspectionTask, Tally], ...]


def department_summary_facts(desk: Desk, year: int, department_id: DepartmentId) -> Facts:
    """年度工作总结 of the tasks that one department led; judgements are left open."""
    rule = desk.profile.reports.department_summary
    common = year_facts(desk, issuer_id=department_id, basis=(rule.citation,))
    own = _tasks(desk, year, department_id)
    return {
        **common,
        "year": year,
        "to": common["office_name"],
        "counts": _counts(desk, own),
        "tasks": [_task(desk, task, tally) for task, tally in own.tasks],
        "practices": None,
        "experience": None,
        "problems": None,
        "next_steps": None,
        "article": article_of(rule.citation),
    }


def office_report_facts(desk: Desk, year: int) -> Facts:
    """年度工作报告 of the office for the whole year; number, signers and judgements are open."""
    rule = desk.profile.reports.office_report
    common = year_facts(desk, issuer_id=None, basis=(rule.citation,))
    office = next(iter(with_role(desk.ledger, Role.OFFICE)), None)
    return {
        **common,
        "signers": None,
        "year": year,
        "to": rule.value.receiver if rule.value else None,
        "counts": _counts(desk, _tasks(desk, year)),
        "organisation": None,
        "inspection": None,
        "effects": None,
        "problems": None,
        "next_steps": None,
        "article": article_of(rule.citation),
        "contact": contact_of(office),
        "imprint": {"office": common["office_name"], "date": common["issue_date"]},
    }


def _tasks(desk: Desk, year: int, lead_id: DepartmentId | None = None) -> _Year:
    return _Year(
        tuple(
            (task, tally_of(desk, task))
            for task in desk.ledger.tasks.find(year=year)
            if lead_id in (None, task.lead_id)
        )
    )


def _counts(desk: Desk, of_year: _Year) -> dict[str, Plain]:
    tallies = [tally for _, tally in of_year.tasks]
    return {
        "tasks": len(of_year.tasks),
        "finished": sum(_finished(desk, task, tally) for task, tally in of_year.tasks),
        "drawn": sum(len(drawn_subject_ids(desk, task)) for task, _ in of_year.tasks),
        "checked": sum(len(tally.visits) for tally in tallies),
        "findings": sum(len(tally.findings) for tally in tallies),
        "problems": sum(len(tally.problems) for tally in tallies),
        "rectified": sum(
            tally.followed(FollowUpKind.RECTIFY, FollowUpState.DONE) for tally in tallies
        ),
        "referred": sum(tally.followed(FollowUpKind.REFER) for tally in tallies),
        "entered_on_time": sum(tally.entered_on_time(desk) for tally in tallies),
    }


def _finished(desk: Desk, task: InspectionTask, tally: Tally) -> bool:
    """Every visit of the task is over, as /tongji counts it."""
    return bool(tally.visits) and len(tally.visits) == len(desk.ledger.visits.find(task_id=task.id))


def _task(desk: Desk, task: InspectionTask, tally: Tally) -> dict[str, Plain]:
    return {
        "name": task.name,
        "drawn": len(drawn_subject_ids(desk, task)),
        "checked": len(tally.visits),
        "problems": len(tally.problems),
        "rectified": tally.followed(FollowUpKind.RECTIFY, FollowUpState.DONE),
        "entered_on_time": tally.entered_on_time(desk),
    }
