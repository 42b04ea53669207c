"""移送回执: the receiving organ acknowledged the clue (忻州第二十二条: 及时反馈)."""

from inspection.desk import Desk
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import FollowUpId
from inspection.people import Person
from inspection.remedies import close_follow_up, require_follow_up
from inspection.said import said


def record_receipt(
    desk: Desk, *, actor: Person, follow_up_id: FollowUpId, receipt: str
) -> FollowUp:
    """Enter the receipt in words (who, when, what); the referral is done.

    Refusals: those of `require_problem`, `follow_up_closed`, `reason_missing`.
    """
    _, follow_up = require_follow_up(desk, actor, follow_up_id, FollowUpKind.REFER)
    words = said(receipt)
    return close_follow_up(desk, actor, follow_up, FollowUpState.DONE, words)
