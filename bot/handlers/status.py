"""/zhuangtai 状态: how the bot keeps up, for the coordinating office."""

from bot.call import Call
from bot.router import router
from inspection.permissions import Deed
from inspection.running import health_facts


@router.verb("status", Deed.OPERATE)
def on_status(call: Call) -> None:
    """Queues, lateness, doubts, missed deadlines, the last tick."""
    call.say("status", health_facts(call.desk.ledger.health(call.desk.now)))
