"""抄告: a department tells another of what it found (信阳第八条: 信息共享)."""

from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import FindingId
from inspection.papers.drafting import draft_paper
from inspection.papers.handing import hand_over
from inspection.papers.problem_papers import NOTICE_ADDRESSED, SIDE_NOTICE
from inspection.people import Person
from inspection.remedies import require_problem
from inspection.said import said


def notify_department(
    desk: Desk, *, actor: Person, finding_id: FindingId, receiver: str
) -> Document:
    """Draft the 抄告单 to `receiver` and hand it to the actor in private.

    Refusals: those of `require_problem`, `reason_missing`, `text_too_long`.
    """
    problem = require_problem(desk, actor, finding_id)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=problem.task.id,
        verb=NOTICE_ADDRESSED,
        facts={"finding": finding_id, "receiver": said(receiver, most=60)},
    )
    notice = draft_paper(desk, problem.task, SIDE_NOTICE, about_id=finding_id, actor_id=actor.id)
    hand_over(desk, problem.task, notice, actor.id)
    return notice
