"""现场笔录、抽样单、询问笔录的事实: the head only; the rest is written by hand on the spot."""

from inspection.desk import Desk
from inspection.findings import Finding
from inspection.ids import DepartmentId
from inspection.plain import Facts
from inspection.snapshots import field_phrases
from inspection.snapshots.common import common_facts, contact_of, items_of, joined, span_words
from inspection.snapshots.on_site import officer_rows, officers_there, subject_facts, visited
from inspection.tasks import InspectionTask
from inspection.visits import Visit


def site_minutes_facts(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    """现场笔录: of the whole team; who is in charge there and who writes is filled in by hand."""
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=()),
        "subject": visited(desk, visit),
        "officers": officer_rows(desk, task, visit.subject_id),
        "checked_at": span_words(desk, visit.opened_at, visit.finished_at),
        "place": desk.ledger.subjects.get(visit.subject_id).address or None,
        "recorder": None,
        "representative": None,
        "matter": joined(item.name for item in items_of(desk, task)) or None,
    }


def sampling_department(desk: Desk, task: InspectionTask) -> DepartmentId:
    """抽样部门: whose items are checked by sampling; the lead department where none are."""
    for item in items_of(desk, task):
        if any(way in item.method for way in field_phrases.SAMPLING_WAYS):
            return item.department_id
    return task.lead_id


def sampling_sheet_facts(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    """抽样单: its number is that of the task and the place of the visit in it."""
    department_id = sampling_department(desk, task)
    officers = officers_there(desk, task, visit.subject_id, department_id)
    person = desk.ledger.people.get(officers[0].person_id) if officers else None
    visits = [each.id for each in desk.ledger.visits.find(task_id=task.id)]
    return {
        **common_facts(desk, task, issuer_id=department_id, basis=()),
        "subject": visited(desk, visit),
        "officers": officer_rows(desk, task, visit.subject_id, department_id),
        "checked_at": None,
        "place": desk.ledger.subjects.get(visit.subject_id).address or None,
        "recorder": None,
        "sample_number": field_phrases.SAMPLE_NUMBER.format(
            task=task.number, place=visits.index(visit.id) + 1
        ),
        "laboratory": None,
        "contact": contact_of(person),
    }


def interview_facts(desk: Desk, task: InspectionTask, finding: Finding) -> Facts:
    """询问笔录: about one problem, by the officers of the department that found it."""
    visit = desk.ledger.visits.get(finding.visit_id)
    subject = desk.ledger.subjects.get(visit.subject_id)
    item = desk.ledger.items.get(finding.item_id)
    note = finding.note.strip().rstrip("。；")
    return {
        **common_facts(desk, task, issuer_id=finding.department_id, basis=()),
        "subject": subject_facts(subject),
        "officers": officer_rows(desk, task, subject.id, finding.department_id),
        "checked_at": None,
        "place": subject.address or None,
        "recorder": None,
        "person": {"name": None, "post": None, "identity": None, "phone": None},
        "matter": field_phrases.INTERVIEW_MATTER.format(item=item.name, note=note)
        if note
        else item.name,
    }
