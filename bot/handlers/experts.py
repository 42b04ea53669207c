"""/zhuanjia 专家: whom to ask along, what they said; the same in words (R6)."""

from bot.aside import question
from bot.call import Call
from bot.handlers.expert_words import said_behind
from bot.router import router
from inspection.advising import (
    OFFERED,
    advisers,
    available_experts,
    expert_facts,
    invitation_facts,
    require_invited,
    visits_to_advise,
)
from inspection.field import site_of
from inspection.ids import VisitId
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask
from inspection.usecases.call_off_expert import call_off_expert
from inspection.usecases.invite_expert import invite_expert
from inspection.usecases.record_advice import record_advice
from inspection.whose import About


@router.verb("expert", Deed.INVITE_EXPERT)
def on_expert(call: Call) -> None:
    """Who advises where, and the visits that may still ask somebody."""
    task = call.task()
    if not said_behind(call, task):
        show_advisers(call, task)


@router.button("expert_visit", Deed.INVITE_EXPERT, About.VISIT)
def on_visit(call: Call) -> None:
    """The roster, for one subject."""
    site = site_of(call.desk, VisitId(call.number(0)))
    found = available_experts(call.desk, site.task, site.subject.id)
    if not found:
        raise Refusal("no_experts", {"subject": site.subject.name})
    listed: list[Plain] = [expert_facts(each) for each in found[:OFFERED]]
    facts: Facts = {
        "visit": site.visit.id,
        "subject": site.subject.name,
        "all": len(found),
        "experts": listed,
        "basis": call.desk.profile.match.experts.cited(),
        "words": call.desk.profile.match.experts.words,
    }
    call.show("expert_choice", facts)


@router.button("invite_expert", Deed.INVITE_EXPERT, About.VISIT)
def on_invite(call: Call) -> None:
    """邀请."""
    visit_id = VisitId(call.number(0))
    invited = invite_expert(
        call.desk, actor=call.actor, visit_id=visit_id, expert_id=call.number(1)
    )
    show_advisers(call, call.desk.ledger.tasks.get(invited.task_id))


@router.button("call_off_expert", Deed.INVITE_EXPERT, About.INVITATION)
def on_call_off(call: Call) -> None:
    """取消邀请."""
    gone = call_off_expert(call.desk, actor=call.actor, invitation_id=call.number(0))
    show_advisers(call, call.desk.ledger.tasks.get(gone.task_id))


@router.button("expert_advice", Deed.ENTER_FINDING, About.INVITATION)
def on_advice(call: Call) -> None:
    """Ask in private what the expert said."""
    invitation = require_invited(call.desk, call.number(0))
    facts = invitation_facts(call.desk, invitation, None)
    about: Facts = {"invitation": invitation.id}
    question(call, "expert_advice", about, "ask_expert_advice", facts)


@router.answer("expert_advice", Deed.ENTER_FINDING, About.INVITATION)
def on_advice_said(call: Call) -> None:
    """The advice is kept."""
    number = call.about_number("invitation")
    kept = record_advice(call.desk, actor=call.actor, invitation_id=number, advice=call.text)
    call.close_prompts()
    call.say("expert_advised", invitation_facts(call.desk, kept, call.actor))


def show_advisers(call: Call, task: InspectionTask) -> None:
    """The visits with their experts."""
    visits: list[Plain] = [
        {"id": visit.id, "subject": call.desk.ledger.subjects.get(visit.subject_id).name}
        for visit in visits_to_advise(call.desk, task)[:OFFERED]
    ]
    invited: list[Plain] = [
        invitation_facts(call.desk, each, None) for each in advisers(call.desk, task)
    ]
    rule = call.desk.profile.match.experts
    facts: Facts = {
        "task": task.name,
        "visits": visits,
        "invited": invited,
        "basis": rule.cited(),
        "words": rule.words,
    }
    call.show("experts", facts)
