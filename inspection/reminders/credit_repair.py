"""信用修复提醒: the day has come to stop publishing what was negative (信阳第二十六条)."""

from collections.abc import Sequence

from inspection.announce import to_person
from inspection.deadlines import Deadline
from inspection.desk import Desk
from inspection.duties import DutyView, views_of
from inspection.ids import DepartmentId, DocumentId, SubjectId, TaskId
from inspection.papers.approval_forms import UNPUBLISH_FORM
from inspection.people import Role
from inspection.roster import with_role

About = tuple[TaskId | None, SubjectId | None, DepartmentId | None]
"""Task, subject and department that a form is about."""


def fire_credit_repairs(desk: Desk, deadlines: Sequence[Deadline]) -> None:
    """Tell the departments' liaisons and clerks, in private; an archived task is no bar."""
    duties = desk.ledger.entry_duties.find(id=[each.about_id for each in deadlines])
    views = {view.duty.id: view for view in views_of(desk, duties)}
    forms = _forms(desk, {view.task.id for view in views.values()})
    for deadline in deadlines:
        view = views[deadline.about_id]
        about = view.task.id, view.subject.id, view.duty.department_id
        _tell(desk, view, forms.get(about), dedupe=f"credit_repair:{deadline.id}")


def _tell(desk: Desk, view: DutyView, form: DocumentId | None, *, dedupe: str) -> None:
    rule = desk.profile.follow_up.credit_repair
    people = [
        *with_role(desk.ledger, Role.LIAISON, view.duty.department_id),
        *with_role(desk.ledger, Role.CLERK, view.duty.department_id),
    ]
    for person_id in sorted({person.id for person in people}):
        to_person(
            desk,
            person_id,
            "credit_repair_due",
            {
                "subject": view.subject.name,
                "task": view.task.name,
                "channel": desk.profile.names.publication_platform,
                "number": view.duty.platform_number,
                "basis": rule.cited(),
                "words": rule.words,
                "form": form is not None,
            },
            document_id=form,
            dedupe=dedupe,
            task=view.task,
        )
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=view.task.id,
        verb="credit_repair_reminded",
        facts={"duty": view.duty.id, "subject": view.subject.name},
    )


def _forms(desk: Desk, task_ids: set[TaskId]) -> dict[About, DocumentId]:
    """The newest 停止公示审批表 of each duty; it was drafted when the day was set."""
    return {
        (each.task_id, each.subject_id, each.issuer_id): each.id
        for each in desk.ledger.documents.find(task_id=task_ids, form=UNPUBLISH_FORM)
    }
