"""不予公开审批: the head of the department decides, never the asker (忻州第二十条（三）)."""

from dataclasses import replace

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.duties import stop_watching, views_of
from inspection.papers.approval_forms import WITHHOLDING_FORM
from inspection.papers.drafting import draft_paper
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.publication import EntryDuty
from inspection.publishing import (
    WITHHELD,
    WITHHOLD_REFUSED,
    WITHHOLDING,
    open_request,
    when_all_published,
)
from inspection.refusal import Refusal
from inspection.risk_news import tell_office_of_patterns
from inspection.tasks import require_open


def decide_withholding(desk: Desk, *, actor: Person, duty_id: int, approve: bool) -> EntryDuty:
    """Approve or refuse the open request; approved, the duty is settled without publication.

    Refusals: permission, `task_closed`, `not_own_department`, `nothing_to_decide`, `own_request`.
    """
    view = views_of(desk, (desk.ledger.entry_duties.get(duty_id),))[0]
    permit(actor, Deed.DECIDE_PUBLICATION, view.task)
    require_open(view.task)
    if actor.department_id != view.duty.department_id:
        raise Refusal("nothing_to_decide")
    request = open_request(desk, view.task.id, WITHHOLDING, "duty", view.duty.id)
    if request is None or view.duty.settled:
        raise Refusal("nothing_to_decide")
    if request.actor_id == actor.id:
        raise Refusal("own_request")
    facts: Facts = {**request.facts}
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=view.task.id,
        verb=WITHHELD if approve else WITHHOLD_REFUSED,
        facts=facts,
    )
    form = draft_paper(desk, view.task, WITHHOLDING_FORM, about_id=request.id, actor_id=actor.id)
    duty = view.duty
    if approve:
        duty = desk.ledger.entry_duties.save(replace(duty, withheld_at=desk.now))
        stop_watching(desk, duty)
        if when_all_published(desk, view.task, actor):
            tell_office_of_patterns(desk, view.task)
    if request.actor_id is not None:
        to_person(
            desk,
            request.actor_id,
            "withholding_decided",
            {**facts, "approved": approve, "task": view.task.name},
            dedupe=f"withhold_decided:{request.id}",
            document_id=form.id,
            task=view.task,
        )
    return duty
