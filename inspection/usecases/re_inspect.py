"""复查: whether what was ordered has been put right."""

from inspection.desk import Desk
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import FollowUpId
from inspection.people import Person
from inspection.remedies import close_follow_up, require_follow_up
from inspection.said import said


def re_inspect(
    desk: Desk, *, actor: Person, follow_up_id: FollowUpId, rectified: bool, note: str
) -> FollowUp:
    """Enter the outcome: 已改正 closes the matter, 未改正 leads to a case or a referral.

    Refusals: those of `require_problem`, `follow_up_closed`, `reason_missing`.
    """
    _, follow_up = require_follow_up(desk, actor, follow_up_id, FollowUpKind.RECTIFY)
    words = said(note)
    state = FollowUpState.DONE if rectified else FollowUpState.FAILED
    return close_follow_up(desk, actor, follow_up, state, words)
