"""专家咨询意见: an officer of the visit writes down what an expert said (信阳第二十条)."""

from dataclasses import replace

from inspection.advising import require_invited
from inspection.desk import Desk
from inspection.experts import ExpertInvitation
from inspection.field import require_matched, site_of
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.said import said
from inspection.visits import VisitState


def record_advice(
    desk: Desk, *, actor: Person, invitation_id: int, advice: str
) -> ExpertInvitation:
    """Keep the advice; a later one takes its place until the visit is over, both are journalled.

    Refusals: permission, `not_matched`, `expert_called_off`, `visit_not_open`, `reason_missing`.
    """
    invitation = require_invited(desk, invitation_id)
    visit = desk.ledger.visits.one(task_id=invitation.task_id, subject_id=invitation.subject_id)
    assert visit is not None
    site = site_of(desk, visit.id)
    require_matched(desk, actor, site)
    if visit.state is VisitState.FINISHED:
        facts = {"subject": site.subject.name, "state": visit.state.value}
        raise Refusal("visit_not_open", facts)
    kept = desk.ledger.expert_invitations.save(
        replace(invitation, advice=said(advice), advised_at=desk.now)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="expert_advised",
        facts={"invitation": kept.id, "subject": site.subject.name, "words": kept.advice},
    )
    return kept
