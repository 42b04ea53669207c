"""计划调整: a lead department asks, the office decides; before and after are always shown."""

from bot.call import Call
from bot.handlers.plan import show_year
from bot.router import router
from inspection.adjustments import (
    adjustable,
    adjustment_facts,
    adjustment_of,
    said_of,
    unfiled_adjustments,
    waiting_adjustments,
)
from inspection.ids import PlanAdjustmentId, PlanEntryId
from inspection.people import Role
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.plan_status import entry_lines
from inspection.plan_words import planned_facts, role_words
from inspection.planning import require_year
from inspection.plans import AdjustmentPoint
from inspection.refusal import Refusal
from inspection.usecases.ask_adjustment import ask_adjustment
from inspection.usecases.decide_adjustment import decide_adjustment
from inspection.usecases.withdraw_adjustment import withdraw_adjustment


@router.button("plan_adjust", Deed.PROPOSE_PLAN)
def on_adjust(call: Call) -> None:
    """The entries one may ask to change, and the requests under way."""
    if not call.private:
        raise Refusal("only_in_private")
    year = call.number(0)
    require_year(year)
    desk = call.desk
    entries = desk.ledger.plan_entries.find(year=year, cancelled=False)
    office = Role.OFFICE in call.actor.roles
    mine = tuple(each for each in entries if office or each.lead_id == call.actor.department_id)
    under_way = (*waiting_adjustments(desk, year), *unfiled_adjustments(desk, year))
    requests: list[Plain] = [adjustment_facts(desk, each) for each in under_way]
    facts: Facts = {
        "year": year,
        "entries": entry_lines(desk, mine),
        "requests": requests,
        "is_office": office,
        "basis": desk.profile.plan.adjusting.cited(),
        "words": role_words(desk),
    }
    call.show("plan_adjust", facts)


@router.button("adjust_entry", Deed.PROPOSE_PLAN)
def on_entry(call: Call) -> None:
    """What of the entry is to change."""
    entry = adjustable(call.desk, PlanEntryId(call.number(0)))
    facts = {**planned_facts(call.desk, entry), "year": entry.year, "number": entry.number}
    call.show("adjust_entry", facts)


@router.button("adjust_point", Deed.PROPOSE_PLAN)
def on_point(call: Call) -> None:
    """To what; a task to be cancelled needs only the reason."""
    entry = adjustable(call.desk, PlanEntryId(call.number(0)))
    point = call.choice(1, AdjustmentPoint)
    about: Facts = {"entry": entry.id, "point": point.value}
    facts: Facts = {
        "task": entry.name,
        "point": point.value,
        "before": said_of(entry, point),
        "year": entry.year,
    }
    if point is AdjustmentPoint.CANCEL:
        about["after"] = {"cancelled": True}
        call.ask("adjust_reason", about, "ask_adjust_reason", facts)
    else:
        call.ask("adjust_to", about, "ask_adjust_to", facts)


@router.answer("adjust_to", Deed.PROPOSE_PLAN)
def on_to(call: Call) -> None:
    """Why."""
    entry = adjustable(call.desk, PlanEntryId(call.about_number("entry")))
    point = AdjustmentPoint(str(call.about("point")))
    about: Facts = {"entry": entry.id, "point": point.value}
    about["after"] = _after(call, point, entry.year)
    before = said_of(entry, point)
    facts: Facts = {"task": entry.name, "point": point.value, "before": before}
    call.ask("adjust_reason", about, "ask_adjust_reason", {**facts, "year": entry.year})


@router.answer("adjust_reason", Deed.PROPOSE_PLAN)
def on_reason(call: Call) -> None:
    """To the office."""
    after = call.about("after")
    assert isinstance(after, dict)
    asked = ask_adjustment(
        call.desk,
        actor=call.actor,
        entry_id=PlanEntryId(call.about_number("entry")),
        point=AdjustmentPoint(str(call.about("point"))),
        after=after,
        reason=call.text,
    )
    call.close_prompts()
    call.say("adjustment_asked", adjustment_facts(call.desk, asked))


@router.button("adjust_yes", Deed.SETTLE_PLAN)
def on_yes(call: Call) -> None:
    """同意."""
    key = PlanAdjustmentId(call.number(0))
    decided = decide_adjustment(call.desk, actor=call.actor, adjustment_id=key, approve=True)
    call.show("adjustment_decided", adjustment_facts(call.desk, decided))


@router.button("adjust_no", Deed.SETTLE_PLAN)
def on_no(call: Call) -> None:
    """不同意: why."""
    asked = adjustment_of(call.desk, PlanAdjustmentId(call.number(0)))
    facts = adjustment_facts(call.desk, asked)
    call.ask("adjust_no", {"adjustment": asked.id}, "ask_adjust_no", facts)


@router.answer("adjust_no", Deed.SETTLE_PLAN)
def on_refused(call: Call) -> None:
    """The reason goes to whoever asked."""
    key = PlanAdjustmentId(call.about_number("adjustment"))
    decided = decide_adjustment(
        call.desk, actor=call.actor, adjustment_id=key, approve=False, reply=call.text
    )
    call.close_prompts()
    call.say("adjustment_decided", adjustment_facts(call.desk, decided))


@router.button("adjust_withdraw", Deed.PROPOSE_PLAN)
def on_withdraw(call: Call) -> None:
    """The request is taken back."""
    key = PlanAdjustmentId(call.number(0))
    withdrawn = withdraw_adjustment(call.desk, actor=call.actor, adjustment_id=key)
    show_year(call, withdrawn.year)


def _after(call: Call, point: AdjustmentPoint, year: int) -> Plain:
    if point is AdjustmentPoint.SHARE:
        return call.backstage.read_share(call.text)
    starts_on, ends_on = call.backstage.read_period(call.text, year)
    return {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
