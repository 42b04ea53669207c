"""线索移送: a clue goes to the organ that may act on it (信阳第二十三条, 忻州第二十二条)."""

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import FindingId
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.remedies import open_follow_up, require_problem
from inspection.said import said
from inspection.snapshots.referral_letter import referral_letter_facts, referral_rule


def refer_clue(
    desk: Desk, *, actor: Person, finding_id: FindingId, receiver: str, clue: str
) -> FollowUp:
    """Open the referral, draft the 案件线索移送函 and hand it to the actor in private.

    Refusals: those of `require_problem`, `reason_missing`, `already_referred`.
    """
    problem = require_problem(desk, actor, finding_id)
    words, receiver = said(clue), said(receiver, most=60)
    for earlier in problem.follow_ups:
        same = earlier.kind is FollowUpKind.REFER and earlier.receiver == receiver
        if same and earlier.state is FollowUpState.OPEN:
            raise Refusal("already_referred", {"receiver": earlier.receiver})
    follow_up = open_follow_up(
        desk,
        actor,
        problem,
        FollowUp(
            task_id=problem.task.id,
            finding_id=finding_id,
            kind=FollowUpKind.REFER,
            demand=words,
            receiver=receiver,
            opened_by=actor.id,
            opened_at=desk.now,
        ),
    )
    letter = draft_document(
        desk,
        task=problem.task,
        form="案件线索移送函",
        title=f"案件线索移送函（{problem.subject.name}·{problem.item.name}）",
        facts=referral_letter_facts(desk, problem.task, follow_up),
        actor_id=actor.id,
        issuer_id=problem.finding.department_id,
        subject_id=problem.subject.id,
    )
    feedback = desk.profile.follow_up.feedback
    to_person(
        desk,
        actor.id,
        "clue_referred",
        {
            "subject": problem.subject.name,
            "receiver": follow_up.receiver,
            "follow_up": follow_up.id,
            "basis": referral_rule(desk.profile, follow_up.receiver).cited(),
            "feedback": feedback.value,
            "feedback_basis": feedback.cited(),
        },
        dedupe=f"refer:{follow_up.id}",
        document_id=letter.id,
        task=problem.task,
    )
    return follow_up
