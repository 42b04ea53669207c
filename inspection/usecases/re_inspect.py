"""复查: whether what was ordered has been put right."""

from inspection.desk import Desk
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import FollowUpId
from inspection.papers.drafting import draft_paper
from inspection.papers.handing import hand_over
from inspection.papers.problem_papers import RE_INSPECTION
from inspection.people import Person
from inspection.remedies import close_follow_up, require_follow_up
from inspection.said import said


def re_inspect(
    desk: Desk, *, actor: Person, follow_up_id: FollowUpId, rectified: bool, note: str
) -> FollowUp:
    """Enter the outcome: 已改正 closes the matter, 未改正 leads to a case or a referral.

    The 复查记录 goes to the actor.

    Refusals: those of `require_problem`, `follow_up_closed`, `reason_missing`.
    """
    problem, follow_up = require_follow_up(desk, actor, follow_up_id, FollowUpKind.RECTIFY)
    words = said(note)
    state = FollowUpState.DONE if rectified else FollowUpState.FAILED
    closed = close_follow_up(desk, actor, follow_up, state, words)
    record = draft_paper(
        desk, problem.task, RE_INSPECTION, about_id=follow_up.id, actor_id=actor.id
    )
    hand_over(desk, problem.task, record, actor.id)
    return closed
