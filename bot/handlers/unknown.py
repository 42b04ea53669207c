"""A slash command nobody knows, and the button that sends a doubtful document again."""

from dataclasses import replace

from bot.call import Call
from bot.router import router
from inspection.ids import PostingId
from inspection.permissions import Deed
from inspection.posting import PostingState
from inspection.refusal import Refusal
from inspection.whose import About


@router.verb("unknown", Deed.LOOK, About.NOTHING)
def on_unknown(call: Call) -> None:
    """In a group it may be meant for another bot: say nothing there."""
    if call.private:
        raise Refusal("unknown_command")


@router.button("resend", Deed.LOOK, About.NOTHING)
def on_resend(call: Call) -> None:
    """Send once more what may not have arrived (R3)."""
    posting = call.desk.ledger.postings.get(PostingId(call.number(0)))
    if posting.chat_id != call.chat_id or posting.state is not PostingState.UNKNOWN:
        raise Refusal("button_out_of_date")
    call.desk.ledger.postings.save(
        replace(posting, state=PostingState.PENDING, failure="unknown", attempts=0)
    )
    call.toast("resending")
