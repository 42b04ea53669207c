"""/jihua 计划: what stage the plan of a year is in, what is missing from whom, what comes next."""

import re

from bot.call import Call
from bot.router import router
from inspection.ids import DocumentId, PlanProposalId
from inspection.permissions import Deed, permit_role
from inspection.plan_status import plan_facts
from inspection.planning import planning_year, require_year
from inspection.plans import PLAN_PAPER
from inspection.refusal import Refusal
from inspection.usecases.declare_no_task import declare_no_task
from inspection.usecases.withdraw_proposal import withdraw_proposal

YEAR = re.compile(r"(20\d\d)年?度?")


@router.verb("plan", Deed.PROPOSE_PLAN)
def on_plan(call: Call) -> None:
    """The state of the plan; a year, or 申报, 汇总, 调整, may be said behind the command."""
    if not call.private:
        raise Refusal("only_in_private")
    words = [word for word in call.args if not YEAR.fullmatch(word)]
    years = [YEAR.fullmatch(word) for word in call.args]
    year = next((int(found[1]) for found in years if found), planning_year(call.desk))
    if not words:
        call.show("plan_status", plan_facts(call.desk, call.actor, year))
        return
    button = {"申报": "plan_propose", "汇总": "plan_gather", "调整": "plan_adjust"}.get(words[0])
    if button is None:
        raise Refusal("plan_year_wanted", {"said": words[0][:20]})
    _press(call, button, year)


@router.button("plan_year", Deed.PROPOSE_PLAN)
def on_year(call: Call) -> None:
    """The plan of another year, or the same one anew."""
    show_year(call, call.number(0))


@router.button("plan_none", Deed.PROPOSE_PLAN)
def on_none(call: Call) -> None:
    """The department leads no task (1), or after all may (0)."""
    none = call.number(1) == 1
    declare_no_task(call.desk, actor=call.actor, year=call.number(0), none=none)
    show_year(call, call.number(0))


@router.button("plan_withdraw", Deed.PROPOSE_PLAN)
def on_withdraw(call: Call) -> None:
    """The department takes a proposal back."""
    key = PlanProposalId(call.number(0))
    withdrawn = withdraw_proposal(call.desk, actor=call.actor, proposal_id=key)
    show_year(call, withdrawn.year)


@router.button("plan_paper", Deed.PROPOSE_PLAN)
def on_paper(call: Call) -> None:
    """The plan as a document."""
    papers = call.desk.ledger.documents.find(task_id=None, form=PLAN_PAPER, year=call.number(0))
    if not papers:
        raise Refusal("plan_not_compiled", {"year": call.number(0)})
    facts = {"year": call.number(0), "version": papers[-1].version}
    call.whisper("plan_paper", facts, document_id=DocumentId(papers[-1].id))


def show_year(call: Call, year: int) -> None:
    """The state of the plan in the place of the pressed message."""
    require_year(year)
    if not call.private:
        raise Refusal("only_in_private")
    call.show("plan_status", plan_facts(call.desk, call.actor, year))


def _press(call: Call, button: str, year: int) -> None:
    """Do what the button does, with its own guard."""
    route = router.buttons[button]
    permit_role(call.actor, route.deed)
    call.args = (str(year),)
    route.handler(call)
