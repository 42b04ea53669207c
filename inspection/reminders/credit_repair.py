"""信用修复提醒: the day has come to stop publishing what was negative (信阳第二十六条)."""

from inspection.announce import to_person
from inspection.deadlines import Deadline
from inspection.desk import Desk
from inspection.duties import DutyView, views_of
from inspection.ids import DocumentId
from inspection.papers.approval_forms import UNPUBLISH_FORM
from inspection.people import Role
from inspection.roster import with_role


def fire_credit_repair(desk: Desk, deadline: Deadline) -> None:
    """Tell the department's liaisons and clerks, in private; an archived task is no bar."""
    view = views_of(desk, (desk.ledger.entry_duties.get(deadline.about_id),))[0]
    rule = desk.profile.follow_up.credit_repair
    people = [
        *with_role(desk.ledger, Role.LIAISON, view.duty.department_id),
        *with_role(desk.ledger, Role.CLERK, view.duty.department_id),
    ]
    form = _form(desk, view)
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
            dedupe=f"credit_repair:{deadline.id}",
            task=view.task,
        )
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=view.task.id,
        verb="credit_repair_reminded",
        facts={"duty": view.duty.id, "subject": view.subject.name},
    )


def _form(desk: Desk, view: DutyView) -> DocumentId | None:
    """The newest 停止公示审批表 of this duty; it was drafted when the day was set."""
    found = [
        each.id
        for each in desk.ledger.documents.find(task_id=view.task.id, form=UNPUBLISH_FORM)
        if each.subject_id == view.subject.id and each.issuer_id == view.duty.department_id
    ]
    return found[-1] if found else None
