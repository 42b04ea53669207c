"""行政检查审批表的事实: what one department asks its head to approve before the visits."""

from datetime import date

from inspection.desk import Desk
from inspection.ids import DepartmentId, SubjectId
from inspection.plain import Facts, Plain
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import (
    article_of,
    common_facts,
    items_of,
    joined,
    liaison_of,
    methods_of,
)
from inspection.snapshots.officers import officers_of
from inspection.snapshots.planned_visits import planned_days
from inspection.tasks import InspectionTask, Stage
from inspection.visits import VisitState


def inspection_approval_facts(
    desk: Desk, task: InspectionTask, department_id: DepartmentId
) -> Facts:
    """行政检查审批表: the department's own items, its matched officers, the drawn subjects.

    How often a subject was checked this year counts finished visits of other tasks and the day of
    its last inspection.
    """
    held = desk.ledger.assignments.find(task_id=task.id, department_id=department_id, active=True)
    subject_ids = list(dict.fromkeys(each.subject_id for each in held))
    items = items_of(desk, task, department_id)
    work = desk.profile.whistle.stage(Stage.VISIT.value).work
    entry = desk.ledger.plan_entries.get(task.plan_entry_id)
    liaison = liaison_of(desk, department_id)
    named: list[Plain] = [desk.ledger.subjects.get(each).name for each in subject_ids]
    return {
        **common_facts(desk, task, issuer_id=department_id, basis=(work.citation,)),
        "department": desk.ledger.departments.get(department_id).name,
        "source": phrases.APPROVAL_SOURCE.format(
            year=task.year, number=entry.number, task=task.number
        ),
        "legal_basis": list(dict.fromkeys(item.basis for item in items if item.basis)),
        "scope": joined(str(each) for each in named) or None,
        "check_items": [item.name for item in items],
        "period": planned_days(desk, task),
        "method": joined(methods_of(items)) or None,
        "frequency": _frequency(desk, task, subject_ids),
        "officers": [
            {"name": officer.name, "certificate_number": officer.certificate_number}
            for officer in officers_of(desk, dict.fromkeys(each.person_id for each in held))
        ],
        "assistants": None,
        "handler": liaison.name if liaison else None,
        "handler_opinion": phrases.APPROVAL_OPINION.format(count=len(subject_ids)),
        "approver_opinion": None,
        "article": article_of(work.citation),
    }


def _frequency(desk: Desk, task: InspectionTask, subject_ids: list[SubjectId]) -> str | None:
    """None where every subject is checked for the first time this year."""
    said = []
    for subject_id in subject_ids:
        times = _times(desk, task, subject_id)
        if times:
            name = desk.ledger.subjects.get(subject_id).name
            said.append(phrases.CHECKED_BEFORE.format(name=name, times=times))
    if said and len(said) < len(subject_ids):
        said.append(phrases.FIRST_CHECK)
    return "；".join(said) or None


def _times(desk: Desk, task: InspectionTask, subject_id: SubjectId) -> int:
    days: set[date] = set()
    for visit in desk.ledger.visits.find(subject_id=subject_id, state=VisitState.FINISHED):
        if visit.task_id != task.id and visit.finished_at is not None:
            days.add(visit.finished_at.astimezone(desk.now.tzinfo).date())
    last = desk.ledger.subjects.get(subject_id).last_inspected
    own = {
        visit.finished_at.astimezone(desk.now.tzinfo).date()
        for visit in desk.ledger.visits.find(subject_id=subject_id, task_id=task.id)
        if visit.finished_at is not None
    }
    if last is not None and last not in own:
        days.add(last)
    return sum(day.year == task.year for day in days)
