"""邀请专家: an expert is to advise at one subject; they are no officer and enter nothing."""

from inspection.advising import invitation_facts, require_invitable
from inspection.announce import to_group
from inspection.desk import Desk
from inspection.experts import ExpertInvitation
from inspection.field import require_working, site_of
from inspection.ids import VisitId
from inspection.people import Person
from inspection.permissions import Deed, permit


def invite_expert(
    desk: Desk, *, actor: Person, visit_id: VisitId, expert_id: int
) -> ExpertInvitation:
    """Enter the invitation and tell the group, without telephone.

    Source: 信阳第二十条, 新华第十条, 新县第二部分（二）, 忻州第十条.
    Refusals: permission, `task_closed`, those of `require_invitable`.
    """
    site = site_of(desk, visit_id)
    require_working(site)
    permit(actor, Deed.INVITE_EXPERT, site.task)
    expert = desk.ledger.experts.get(expert_id)
    require_invitable(desk, site, expert)
    invited = desk.ledger.expert_invitations.add(
        ExpertInvitation(
            task_id=site.task.id,
            subject_id=site.subject.id,
            expert_id=expert.id,
            invited_by=actor.id,
            invited_at=desk.now,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="expert_invited",
        facts={"invitation": invited.id, "subject": site.subject.name, "name": expert.name},
    )
    to_group(
        desk,
        site.task,
        "expert_invited",
        invitation_facts(desk, invited, actor),
        dedupe=f"expert:{invited.id}",
    )
    return invited
