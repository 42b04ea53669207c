"""计划汇总: the office sees the proposals, merges what is alike, accepts, drops, compiles."""

from bot.call import Call
from bot.handlers.plan import show_year
from bot.router import router
from inspection.adjustments import adjustment_facts
from inspection.ids import DepartmentId, PlanProposalId
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.plan_gathering import gathered_facts, merger_facts, settled_facts, whole_facts
from inspection.planning import plan_of, proposal, proposals_in, require_year
from inspection.plans import PlanProposal, ProposalState
from inspection.refusal import Refusal
from inspection.usecases.add_task_to_plan import add_task_to_plan
from inspection.usecases.compile_plan import compile_plan
from inspection.usecases.merge_proposals import merge_proposals
from inspection.usecases.part_proposals import part_proposals
from inspection.usecases.reopen_plan import reopen_plan
from inspection.usecases.settle_proposal import settle_proposal


@router.button("plan_gather", Deed.SETTLE_PLAN)
def on_gather(call: Call) -> None:
    """What looks alike first, then what is not settled."""
    _show(call, call.number(0))


@router.button("plan_settled", Deed.SETTLE_PLAN)
def on_settled(call: Call) -> None:
    """What is settled, each with its way back."""
    require_year(call.number(0))
    call.show("plan_settled", settled_facts(call.desk, call.number(0)))


@router.button("plan_merge", Deed.SETTLE_PLAN)
def on_merge(call: Call) -> None:
    """Two that look alike: why, and who might lead when."""
    call.show("plan_merge", merger_facts(call.desk, _found(call, 0), _found(call, 1)))


@router.button("plan_join", Deed.SETTLE_PLAN)
def on_join(call: Call) -> None:
    """Put them together as chosen: the department that leads, 1 for the days both run."""
    first, second = _found(call, 0), _found(call, 1)
    whole = merge_proposals(
        call.desk,
        actor=call.actor,
        proposal_ids=(first.id, second.id),
        lead_id=DepartmentId(call.number(2)),
        both_run=call.number(3) == 1,
    )
    call.show("plan_merged", whole_facts(call.desk, whole))


@router.button("plan_part", Deed.SETTLE_PLAN)
def on_part(call: Call) -> None:
    """Undo a merger."""
    parts = part_proposals(call.desk, actor=call.actor, proposal_id=_found(call, 0).id)
    _show(call, parts[0].year)


@router.button("plan_look", Deed.SETTLE_PLAN)
def on_look(call: Call) -> None:
    """One proposal in full."""
    call.show("plan_proposal", whole_facts(call.desk, _found(call, 0)))


@router.button("plan_accept", Deed.SETTLE_PLAN)
def on_accept(call: Call) -> None:
    """采用; into a plan in force only with the reason, as an adjustment."""
    found = _found(call, 0)
    if plan_of(call.desk, found.year).in_force_at is None:
        _settle(call, ProposalState.ACCEPTED)
        return
    basis = call.desk.profile.plan.adjusting.cited()
    facts: Facts = {"year": found.year, "task": found.name, "basis": basis}
    call.ask("plan_add", {"proposal": found.id}, "ask_plan_add", facts)


@router.answer("plan_add", Deed.SETTLE_PLAN)
def on_added(call: Call) -> None:
    """新增任务."""
    key = PlanProposalId(call.about_number("proposal"))
    added = add_task_to_plan(call.desk, actor=call.actor, proposal_id=key, reason=call.text)
    call.close_prompts()
    call.say("adjustment_decided", adjustment_facts(call.desk, added))


@router.button("plan_accept_all", Deed.SETTLE_PLAN)
def on_accept_all(call: Call) -> None:
    """采用 everything that is not settled."""
    for each in proposals_in(call.desk, call.number(0), ProposalState.SUBMITTED):
        settle_proposal(
            call.desk, actor=call.actor, proposal_id=each.id, state=ProposalState.ACCEPTED
        )
    _show(call, call.number(0))


@router.button("plan_drop", Deed.SETTLE_PLAN)
def on_drop(call: Call) -> None:
    """不采用: why."""
    found = _found(call, 0)
    call.ask("plan_drop", {"proposal": found.id}, "ask_plan_drop", {"task": found.name})


@router.answer("plan_drop", Deed.SETTLE_PLAN)
def on_dropped(call: Call) -> None:
    """The reason goes to the department when the plan is compiled."""
    key = PlanProposalId(call.about_number("proposal"))
    dropped = settle_proposal(
        call.desk,
        actor=call.actor,
        proposal_id=key,
        state=ProposalState.DROPPED,
        reason=call.text,
    )
    call.close_prompts()
    _show(call, dropped.year)


@router.button("plan_undo", Deed.SETTLE_PLAN)
def on_undo(call: Call) -> None:
    """Neither accepted nor dropped after all."""
    _settle(call, ProposalState.SUBMITTED)


@router.button("plan_compile", Deed.SETTLE_PLAN)
def on_compile(call: Call) -> None:
    """What the draft of the plan would hold."""
    require_year(call.number(0))
    call.show("plan_compile_sure", gathered_facts(call.desk, call.number(0)))


@router.button("plan_compile_sure", Deed.SETTLE_PLAN)
def on_compile_sure(call: Call) -> None:
    """汇总成稿."""
    compile_plan(call.desk, actor=call.actor, year=call.number(0))
    show_year(call, call.number(0))


@router.button("plan_reopen", Deed.SETTLE_PLAN)
def on_reopen(call: Call) -> None:
    """退回汇总."""
    reopen_plan(call.desk, actor=call.actor, year=call.number(0))
    show_year(call, call.number(0))


def _settle(call: Call, state: ProposalState) -> None:
    found = _found(call, 0)
    settle_proposal(call.desk, actor=call.actor, proposal_id=found.id, state=state)
    _show(call, found.year)


def _found(call: Call, place: int) -> PlanProposal:
    return proposal(call.desk, PlanProposalId(call.number(place)))


def _show(call: Call, year: int) -> None:
    if not call.private:
        raise Refusal("only_in_private")
    require_year(year)
    call.show("plan_gathered", gathered_facts(call.desk, year))
