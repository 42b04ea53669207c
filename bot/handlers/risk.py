"""/fengxian 风险: what the year's results have in common; a proposal at one press."""

from bot.call import Call
from bot.handlers.statistics import said_year
from bot.router import router
from inspection.permissions import Deed
from inspection.risk_news import risk_facts


@router.verb("risk", Deed.STATISTICS)
def on_risk(call: Call) -> None:
    """The year said behind the command, or this year; in private, as subjects are named."""
    call.whisper("risk_patterns", risk_facts(call.desk, said_year(call)))
