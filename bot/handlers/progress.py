"""/jindu 进度: the whole task on one screen."""

from bot.call import Call
from bot.router import router
from inspection.permissions import Deed
from inspection.progress import progress_facts
from inspection.standing_in import permit_here


@router.verb("progress", Deed.LOOK)
def on_progress(call: Call) -> None:
    """How far the task is and who has to act next; nothing personal, so the same everywhere."""
    task = call.task()
    permit_here(call.desk.ledger, call.actor, Deed.LOOK, task)
    call.show("progress", progress_facts(call.desk, task))
