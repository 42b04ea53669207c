"""回避: an inspector declares an interest in a subject before the seed is known (忻州第十七条)."""

from inspection.ceremony import standing_draw
from inspection.desk import Desk
from inspection.draws import DrawState
from inspection.ids import SubjectId, TaskId
from inspection.papers.drafting import draft_paper
from inspection.papers.draw_stage import RECUSAL
from inspection.papers.handing import hand_over
from inspection.people import Person
from inspection.permissions import Deed
from inspection.refusal import Refusal
from inspection.said import said
from inspection.standing_in import permit_here
from inspection.teams import Recusal


def declare_recusal(
    desk: Desk, *, actor: Person, task_id: TaskId, subject_id: SubjectId, reason: str
) -> Recusal:
    """Enter a recusal and write the statement of all the actor declared.

    The journal names no reason, which may be personal.

    Refusals: permission, `recusal_too_late` once drawn, `already_recused`, `reason_missing`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit_here(desk.ledger, actor, Deed.RECUSE, task)
    name = desk.ledger.subjects.get(subject_id).name
    draw = standing_draw(desk.ledger, task.id)
    if draw is not None and draw.state is DrawState.DRAWN:
        raise Refusal("recusal_too_late", {"name": name})
    if desk.ledger.recusals.find(task_id=task.id, person_id=actor.id, subject_id=subject_id):
        raise Refusal("already_recused", {"name": name})
    words = said(reason)
    recusal = desk.ledger.recusals.add(
        Recusal(
            task_id=task.id,
            person_id=actor.id,
            subject_id=subject_id,
            reason=words,
            declared_at=desk.now,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="recusal_declared",
        facts={"recusal": recusal.id, "subject": subject_id},
    )
    paper = draft_paper(desk, task, RECUSAL, about_id=actor.id, actor_id=actor.id)
    hand_over(desk, task, paper, actor.id)
    return recusal
