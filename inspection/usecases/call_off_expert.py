"""取消邀请: an invited expert does not come; what they have said already stays."""

from dataclasses import replace

from inspection.advising import invitation_facts, require_invited, require_under_way
from inspection.announce import to_group
from inspection.desk import Desk
from inspection.experts import ExpertInvitation
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal


def call_off_expert(desk: Desk, *, actor: Person, invitation_id: int) -> ExpertInvitation:
    """Take the invitation back.

    Refusals: permission, `expert_called_off`, `expert_too_late`, `expert_has_advised`.
    """
    invitation = require_invited(desk, invitation_id)
    task = desk.ledger.tasks.get(invitation.task_id)
    permit(actor, Deed.INVITE_EXPERT, task)
    require_under_way(desk, task, invitation.subject_id)
    facts = invitation_facts(desk, invitation, actor)
    if invitation.advice:
        raise Refusal("expert_has_advised", {"name": facts["name"], "subject": facts["subject"]})
    withdrawn = desk.ledger.expert_invitations.save(replace(invitation, withdrawn_at=desk.now))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="expert_called_off",
        facts={"invitation": invitation.id, "subject": facts["subject"], "name": facts["name"]},
    )
    to_group(desk, task, "expert_called_off", facts, dedupe=f"expert_off:{invitation.id}")
    return withdrawn
