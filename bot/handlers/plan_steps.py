"""计划登记: approval, issue and filing of the plan, each confirmed before it is written down."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.aside import asked, question
from bot.call import Call
from bot.handlers.plan import show_year
from bot.router import router
from inspection.adjustments import adjustment_facts, adjustment_of
from inspection.desk import Desk
from inspection.ids import PlanAdjustmentId
from inspection.people import Person
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.plan_number import issued_plan, plan_number
from inspection.plan_registering import entering_facts, number_to_enter
from inspection.planning import require_year
from inspection.refusal import Refusal
from inspection.registered import registered
from inspection.rule import Rule
from inspection.usecases.approve_plan import approve_plan
from inspection.usecases.file_adjustment import file_adjustment
from inspection.usecases.file_plan import file_plan
from inspection.usecases.issue_plan import issue_plan


@router.button("plan_approve", Deed.SETTLE_PLAN)
def on_approve(call: Call) -> None:
    """登记审定: day and number of the approval."""
    _request(call, "approve")


@router.button("plan_issue", Deed.SETTLE_PLAN)
def on_issue(call: Call) -> None:
    """登记印发公布: day and document number."""
    _request(call, "issue")


@router.button("plan_file", Deed.SETTLE_PLAN)
def on_file(call: Call) -> None:
    """登记备案: day and receipt."""
    _request(call, "file")


@router.button("adjust_file", Deed.SETTLE_PLAN)
def on_adjust_file(call: Call) -> None:
    """登记调整备案: day and receipt."""
    adjustment_of(call.desk, PlanAdjustmentId(call.number(0)))
    _request(call, "refile")


@router.answer("plan_step", Deed.SETTLE_PLAN)
def on_words(call: Call) -> None:
    """What was understood, to be confirmed."""
    step, about = str(call.about("step")), call.about_number("about")
    given = _given(call.desk, step, about)
    day, words = registered(call.text, call.desk.now.date(), given)
    number = number_to_enter(call.desk, about, words, day.year) if step == "issue" else ""
    said: Facts = {"step": step, "about": about, "day": day.isoformat(), "words": words}
    entering = entering_facts(call.desk, number)
    shown = {**said, **_rule_facts(call, step), "given": given, **entering}
    question(call, "plan_step_sure", said, "plan_step_sure", shown)


@router.answer("plan_step_sure", Deed.SETTLE_PLAN)
def on_other_words(call: Call) -> None:
    """Typed instead of confirmed: understood anew."""
    on_words(call)


@router.button("plan_step_sure", Deed.SETTLE_PLAN)
def on_sure(call: Call) -> None:
    """Write it down."""
    prompt = asked(call, "plan_step_sure")
    if prompt is None:
        raise Refusal("button_out_of_date")
    about = prompt.about
    day = date.fromisoformat(str(about["day"]))
    key = int(str(about["about"]))
    year = REGISTER[str(about["step"])](call.desk, call.actor, key, day, str(about["words"]))
    call.close_prompts()
    paper = issued_plan(call.desk, year)
    if paper is not None:
        call.backstage.print_document(call.desk.ledger, paper.id)
    show_year(call, year)


def _request(call: Call, step: str) -> None:
    if not call.private:
        raise Refusal("only_in_private")
    about = call.number(0)
    if step != "refile":
        require_year(about)
    facts: Facts = {
        "step": step,
        "about": about,
        "example": call.desk.now.date().isoformat(),
        "given": _given(call.desk, step, about),
        "task": _task(call.desk, step, about),
        **_rule_facts(call, step),
    }
    call.ask("plan_step", {"step": step, "about": about}, "ask_plan_step", facts)


def _given(desk: Desk, step: str, about: int) -> str:
    """The number that 签发 gave the plan whose issue is registered."""
    return plan_number(desk, about) if step == "issue" else ""


def _task(desk: Desk, step: str, about: int) -> str:
    if step != "refile":
        return ""
    return str(adjustment_facts(desk, adjustment_of(desk, PlanAdjustmentId(about)))["task"])


def _rule_facts(call: Call, step: str) -> Facts:
    plan = call.desk.profile.plan
    rules: Mapping[str, Rule[str]] = {
        "approve": plan.approver,
        "issue": plan.issuer,
        "file": plan.filed_with,
        "refile": plan.refiled_with,
    }
    rule = rules[step]
    return {"who": rule.value, "basis": rule.cited()}


def _approve(desk: Desk, actor: Person, year: int, day: date, words: str) -> int:
    return approve_plan(desk, actor=actor, year=year, day=day, words=words).year


def _issue(desk: Desk, actor: Person, year: int, day: date, words: str) -> int:
    return issue_plan(desk, actor=actor, year=year, day=day, words=words).year


def _file(desk: Desk, actor: Person, year: int, day: date, words: str) -> int:
    return file_plan(desk, actor=actor, year=year, day=day, words=words).year


def _refile(desk: Desk, actor: Person, key: int, day: date, words: str) -> int:
    adjustment_id = PlanAdjustmentId(key)
    filed = file_adjustment(desk, actor=actor, adjustment_id=adjustment_id, day=day, words=words)
    return filed.year


Register = Callable[[Desk, Person, int, date, str], int]
REGISTER: Mapping[str, Register] = {
    "approve": _approve,
    "issue": _issue,
    "file": _file,
    "refile": _refile,
}
"""Step to the verb that writes it down; each returns the year of the plan."""
