"""回避摘录: the recusals declared in a task, as forms list them."""

from inspection.desk import Desk
from inspection.ids import DepartmentId
from inspection.plain import Plain
from inspection.tasks import InspectionTask


def recusal_rows(
    desk: Desk, task: InspectionTask, department_id: DepartmentId | None = None
) -> list[Plain]:
    """Name, subject and reason of every recusal, of one department's people or of all."""
    rows: list[Plain] = []
    for recusal in desk.ledger.recusals.find(task_id=task.id):
        person = desk.ledger.people.get(recusal.person_id)
        if department_id in (None, person.department_id):
            subject = desk.ledger.subjects.get(recusal.subject_id)
            rows.append(
                {"name": person.name, "subject": subject.name, "reason": recusal.reason or None}
            )
    return rows
