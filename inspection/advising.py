"""专家参加: which experts may be invited to a subject, who is, and what they said."""

from inspection.desk import Desk
from inspection.experts import EXPERT_KIND_NAMES, Expert, ExpertInvitation
from inspection.field import Site
from inspection.ids import SubjectId
from inspection.people import Person
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask
from inspection.visits import Visit, VisitState

OFFERED = 20
"""Experts offered in one message."""


def visits_to_advise(desk: Desk, task: InspectionTask) -> tuple[Visit, ...]:
    """The visits of a task that are not over, in order."""
    return tuple(
        visit
        for visit in desk.ledger.visits.find(task_id=task.id)
        if visit.state is not VisitState.FINISHED
    )


def advisers(
    desk: Desk, task: InspectionTask, subject_id: SubjectId | None = None
) -> tuple[ExpertInvitation, ...]:
    """Who is invited and has not been called off, at one subject or all."""
    where: dict[str, object] = {"task_id": task.id, "withdrawn_at": None}
    if subject_id is not None:
        where["subject_id"] = subject_id
    return desk.ledger.expert_invitations.find(**where)


def available_experts(desk: Desk, task: InspectionTask, subject_id: SubjectId) -> list[Expert]:
    """Who could still be invited there today, by the roster."""
    asked = {each.expert_id for each in advisers(desk, task, subject_id)}
    today = desk.now.date()
    return [
        expert
        for expert in desk.ledger.experts.find()
        if expert.id not in asked and expert.available_on(today)
    ]


def require_invitable(desk: Desk, site: Site, expert: Expert) -> None:
    """Refuse once the visit is over, for who left the roster, and before enough officers go.

    Experts come on top of the officers (忻州第十条). Refusals: `expert_too_late`,
    `expert_not_available`, `expert_invited_already`, `experts_on_top`.
    """
    require_under_way(desk, site.task, site.subject.id)
    until = expert.appointed_until
    if not expert.available_on(desk.now.date()):
        raise Refusal(
            "expert_not_available",
            {"name": expert.name, "until": until.isoformat() if until and expert.active else None},
        )
    if any(each.expert_id == expert.id for each in advisers(desk, site.task, site.subject.id)):
        raise Refusal("expert_invited_already", {"name": expert.name, "subject": site.subject.name})
    officers = len({each.person_id for each in site.team})
    least = desk.profile.check.min_officers
    if least.value is not None and officers < least.value:
        rule = desk.profile.match.experts
        facts = {"subject": site.subject.name, "officers": officers, "least": least.value}
        raise Refusal("experts_on_top", facts, rule.citation or least.citation)


def require_under_way(desk: Desk, task: InspectionTask, subject_id: SubjectId) -> None:
    """Once the visit is over its experts stay as they are: `expert_too_late`."""
    visit = desk.ledger.visits.one(task_id=task.id, subject_id=subject_id)
    if visit is None or visit.state is VisitState.FINISHED:
        name = desk.ledger.subjects.get(subject_id).name
        raise Refusal("expert_too_late", {"subject": name})


def require_invited(desk: Desk, invitation_id: int) -> ExpertInvitation:
    """An invitation that stands; Refusal `expert_called_off`."""
    invitation = desk.ledger.expert_invitations.get(invitation_id)
    if invitation.withdrawn_at is not None:
        raise Refusal(
            "expert_called_off", {"name": desk.ledger.experts.get(invitation.expert_id).name}
        )
    return invitation


def expert_facts(expert: Expert) -> Facts:
    """One expert as the chat names them; no telephone."""
    kinds = {kind: name for name, kind in EXPERT_KIND_NAMES.items()}
    return {
        "id": expert.id,
        "name": expert.name,
        "kind": kinds[expert.kind],
        "organisation": expert.organisation,
        "expertise": list(expert.expertise),
    }


def invitation_facts(desk: Desk, invitation: ExpertInvitation, person: Person | None) -> Facts:
    """One invitation: who, where, and what they said."""
    expert = desk.ledger.experts.get(invitation.expert_id)
    return {
        **expert_facts(expert),
        "id": invitation.id,
        "task": desk.ledger.tasks.get(invitation.task_id).name,
        "subject": desk.ledger.subjects.get(invitation.subject_id).name,
        "advice": invitation.advice,
        "by": person.name if person else "",
        "basis": desk.profile.match.experts.cited(),
    }
