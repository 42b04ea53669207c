"""现场摘录: a visited subject, the officers who were there and what they said, for papers."""

from inspection.desk import Desk
from inspection.ids import DepartmentId, SubjectId
from inspection.plain import Facts, Plain
from inspection.snapshots import field_phrases
from inspection.snapshots.joint_teams import team_for
from inspection.snapshots.officers import Officer, officers_of
from inspection.subjects import Subject
from inspection.tasks import InspectionTask
from inspection.visits import Visit


def visited(desk: Desk, visit: Visit) -> dict[str, Plain]:
    """检查对象: name, code and address as the papers of a visit head with."""
    return subject_facts(desk.ledger.subjects.get(visit.subject_id))


def subject_facts(subject: Subject) -> dict[str, Plain]:
    """The same for a subject at hand."""
    return {
        "name": subject.name,
        "credit_code": subject.code,
        "address": subject.address or None,
    }


def subject_named(subject: Subject) -> dict[str, Plain]:
    """检查对象: name and code only."""
    return {"name": subject.name, "credit_code": subject.code}


def officers_there(
    desk: Desk,
    task: InspectionTask,
    subject_id: SubjectId,
    department_id: DepartmentId | None = None,
) -> tuple[Officer, ...]:
    """检查人员: the team of a subject, leader first, or those who check for one department."""
    team = team_for(desk, task, subject_id)
    seats = desk.ledger.assignments.find(task_id=task.id, subject_id=subject_id, active=True)
    wanted = {each.person_id for each in seats if department_id in (None, each.department_id)}
    return tuple(
        officer
        for officer in officers_of(desk, team.members if team else ())
        if officer.person_id in wanted
    )


def officer_rows(
    desk: Desk,
    task: InspectionTask,
    subject_id: SubjectId,
    department_id: DepartmentId | None = None,
) -> list[Plain]:
    """检查人员 as papers of a visit list them: name, department, certificate number."""
    return [
        {
            "name": officer.name,
            "department": officer.department,
            "certificate_number": officer.certificate_number,
        }
        for officer in officers_there(desk, task, subject_id, department_id)
    ]


def told(desk: Desk, task: InspectionTask, verb: str, visit: Visit) -> Facts:
    """What the journal keeps of the last such step at a visit; empty where there was none."""
    found = [
        event.facts
        for event in desk.ledger.events.find(task_id=task.id, verb=verb)
        if event.facts.get("visit") == visit.id
    ]
    return found[-1] if found else {}


def record_paper(desk: Desk) -> str:
    """记录表: what the locality calls its record form."""
    return desk.profile.record.form.value or field_phrases.RECORD_PAPER
