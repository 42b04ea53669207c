"""/zhenggai 整改复查: order, term, re-inspection, case; all in the private chat."""

from datetime import date

from bot.aside import asked, question, turn
from bot.call import Call
from bot.router import router
from inspection.due_days import term_end, typed_due_day
from inspection.followup import FollowUpKind
from inspection.ids import FindingId, FollowUpId
from inspection.permissions import Deed, permit
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.remedies import (
    Problem,
    basis_of,
    problem_facts,
    problem_list,
    problem_of,
    problems_of,
    require_follow_up,
    require_orderable,
    require_problem,
    require_unfiled,
    to_rectify,
)
from inspection.said import said
from inspection.usecases.file_case import file_case
from inspection.usecases.order_rectification import order_rectification
from inspection.usecases.re_inspect import re_inspect
from inspection.whose import About

TERMS = (7, 15, 30)
"""Terms offered, in natural days; no circular sets one."""


@router.verb("rectify", Deed.FOLLOW_UP)
def on_rectify(call: Call) -> None:
    """The problems that the own department ordered to be put right."""
    task = call.task()
    permit(call.actor, Deed.FOLLOW_UP, task)
    problems = [
        each for each in problems_of(call.desk, task, call.actor.department_id) if to_rectify(each)
    ]
    if not problems:
        raise Refusal("nothing_to_rectify", {"task": task.name})
    listed = problem_list(call.desk, problems)
    basis = basis_of(call.desk, FollowUpKind.RECTIFY).cited()
    turn(call, "problem_list", {**listed, "basis": basis, "referring": False})


@router.button("problem", Deed.FOLLOW_UP, About.FINDING)
def on_problem(call: Call) -> None:
    """One problem, with what can be done about it."""
    show_problem(call, require_problem(call.desk, call.actor, FindingId(call.number(0))))


@router.button("order", Deed.FOLLOW_UP, About.FINDING)
def on_order(call: Call) -> None:
    """下达责令改正: ask what is demanded."""
    problem = require_problem(call.desk, call.actor, FindingId(call.number(0)))
    require_orderable(problem)
    facts = problem_facts(call.desk, problem)
    question(call, "rectify_demand", {"finding": problem.finding.id}, "ask_demand", facts)


@router.answer("rectify_demand", Deed.FOLLOW_UP, About.FINDING)
def on_demand(call: Call) -> None:
    """The demand; then until when."""
    demand = said(call.text)
    problem = require_problem(call.desk, call.actor, FindingId(call.about_number("finding")))
    terms: list[Plain] = [
        {"days": days, "until": term_end(call.desk, days).isoformat()} for days in TERMS
    ]
    facts: Facts = {**problem_facts(call.desk, problem), "terms": terms}
    about: dict[str, Plain] = {"finding": problem.finding.id, "demand": demand}
    question(call, "rectify_term", about, "ask_term", facts)


@router.button("term", Deed.FOLLOW_UP, About.FINDING, asks="rectify_term")
def on_term(call: Call) -> None:
    """The term was chosen, in days; 0 is at once."""
    prompt = asked(call, "rectify_term")
    if prompt is None or call.number(0) not in (0, *TERMS):
        raise Refusal("button_out_of_date")
    _order(call, prompt.about, term_end(call.desk, call.number(0)))


@router.answer("rectify_term", Deed.FOLLOW_UP, About.FINDING)
def on_term_typed(call: Call) -> None:
    """The last day was typed."""
    day = typed_due_day(call.text, call.desk.now.date())
    _order(call, call.prompt.about if call.prompt else {}, day)


@router.button("re_inspect", Deed.FOLLOW_UP, About.FOLLOW_UP)
def on_re_inspect(call: Call) -> None:
    """已改正 or 未改正: ask what the re-inspection saw."""
    problem, follow_up = require_follow_up(
        call.desk, call.actor, FollowUpId(call.number(0)), FollowUpKind.RECTIFY
    )
    rectified = call.word(1) == "yes"
    facts: Facts = {
        **problem_facts(call.desk, problem),
        "demand": follow_up.demand,
        "rectified": rectified,
    }
    about: dict[str, Plain] = {"follow_up": follow_up.id, "rectified": rectified}
    question(call, "re_inspection", about, "ask_re_inspection", facts)


@router.answer("re_inspection", Deed.FOLLOW_UP, About.FOLLOW_UP)
def on_re_inspection(call: Call) -> None:
    """What the re-inspection saw."""
    follow_up = re_inspect(
        call.desk,
        actor=call.actor,
        follow_up_id=FollowUpId(call.about_number("follow_up")),
        rectified=bool(call.about("rectified")),
        note=call.text,
    )
    show_problem(call, problem_of(call.desk, follow_up.finding_id))


@router.button("file_case", Deed.FOLLOW_UP, About.FINDING)
def on_file_case(call: Call) -> None:
    """立案: ask the number of the case."""
    problem = require_problem(call.desk, call.actor, FindingId(call.number(0)))
    require_unfiled(problem)
    basis = basis_of(call.desk, FollowUpKind.CASE).cited()
    facts: Facts = {**problem_facts(call.desk, problem), "basis": basis}
    question(call, "case_number", {"finding": problem.finding.id}, "ask_case_number", facts)


@router.answer("case_number", Deed.FOLLOW_UP, About.FINDING)
def on_case_number(call: Call) -> None:
    """The number of the case."""
    finding_id = FindingId(call.about_number("finding"))
    file_case(call.desk, actor=call.actor, finding_id=finding_id, case_number=call.text)
    show_problem(call, problem_of(call.desk, finding_id))


def _order(call: Call, about: Facts, due_on: date) -> None:
    finding_id = FindingId(int(str(about["finding"])))
    order_rectification(
        call.desk,
        actor=call.actor,
        finding_id=finding_id,
        demand=str(about["demand"]),
        due_on=due_on,
    )
    show_problem(call, problem_of(call.desk, finding_id))


def show_problem(call: Call, problem: Problem) -> None:
    """The card of a problem, in the private chat."""
    facts: Facts = {
        **problem_facts(call.desk, problem),
        "to_rectify": to_rectify(problem),
        "basis": basis_of(call.desk, FollowUpKind.RECTIFY).cited(),
    }
    turn(call, "problem_card", facts)
