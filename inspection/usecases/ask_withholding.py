"""申请不予公开: a result that is not fit to be published goes to the head (忻州第二十条（三）)."""

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.duties import require_duty
from inspection.papers.approval_forms import WITHHOLDING_FORM
from inspection.papers.drafting import draft_paper
from inspection.people import Person
from inspection.plain import Facts
from inspection.publishing import WITHHOLD_ASKED, WITHHOLDING, deciding_heads, open_request
from inspection.refusal import Refusal
from inspection.said import said


def ask_withholding(desk: Desk, *, actor: Person, duty_id: int, reason: str) -> None:
    """Put the request, on its form, before the heads of the department, the asker excepted.

    Refusals: those of `require_duty`, `withholding_not_provided` where the circular has no such
    approval, `already_settled`, `not_entered_yet`, `already_asked`, `reason_missing`,
    `no_other_head`.
    """
    view = require_duty(desk, actor, duty_id)
    rule = desk.profile.publication.exception
    subject: Facts = {"subject": view.subject.name}
    if rule.value != "leader_approval":
        raise Refusal(
            "withholding_not_provided", {"basis": rule.cited(), "words": rule.words}, rule.citation
        )
    if view.duty.settled:
        raise Refusal("already_settled", subject)
    if view.duty.entered_at is None:
        raise Refusal("not_entered_yet", {**subject, "platform": desk.profile.names.platform})
    if open_request(desk, view.task.id, WITHHOLDING, "duty", view.duty.id) is not None:
        raise Refusal("already_asked", subject)
    words = said(reason)
    heads = deciding_heads(desk, view.duty.department_id, actor)
    facts: Facts = {"duty": view.duty.id, "subject": view.subject.name, "reason": words}
    desk.ledger.record(
        at=desk.now, actor_id=actor.id, task_id=view.task.id, verb=WITHHOLD_ASKED, facts=facts
    )
    event = desk.ledger.last_event()
    form = draft_paper(desk, view.task, WITHHOLDING_FORM, about_id=event.id, actor_id=actor.id)
    for head in heads:
        to_person(
            desk,
            head.id,
            "withholding_request",
            {**facts, "task": view.task.name, "name": actor.name, "basis": rule.cited()},
            dedupe=f"withhold:{event.id}",
            document_id=form.id,
            task=view.task,
        )
