"""借用人员摘录: which officers of a task check for a department that is not their own."""

from inspection.desk import Desk
from inspection.ids import PersonId, SubjectId
from inspection.snapshots import phrases
from inspection.snapshots.common import joined
from inspection.tasks import InspectionTask


def borrowers(
    desk: Desk, task: InspectionTask, subject_id: SubjectId | None = None
) -> dict[PersonId, str]:
    """The full names of the departments each borrowed officer checks for (忻州第十七条)."""
    rows = desk.ledger.assignments.find(task_id=task.id, active=True)
    names: dict[PersonId, list[str]] = {}
    for each in rows:
        if each.lent_by and subject_id in (None, each.subject_id):
            name = desk.ledger.departments.get(each.department_id).name
            of_one = names.setdefault(each.person_id, [])
            if name not in of_one:
                of_one.append(name)
    return {person_id: joined(each) for person_id, each in names.items()}


def borrowed_remarks(desk: Desk, task: InspectionTask, subject_id: SubjectId) -> list[str]:
    """What the record of one subject says of its borrowed officers."""
    return [
        phrases.BORROWED_REMARK.format(
            name=desk.ledger.people.get(person_id).name, department=department
        )
        for person_id, department in borrowers(desk, task, subject_id).items()
    ]
