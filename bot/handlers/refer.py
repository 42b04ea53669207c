"""/yisong 移送: the clue, its receiver, its receipt; all in the private chat."""

from bot.aside import question, turn
from bot.call import Call
from bot.router import router
from inspection.followup import FollowUpKind
from inspection.ids import DepartmentId, FindingId, FollowUpId
from inspection.permissions import Deed, permit
from inspection.plain import Facts, Plain
from inspection.profile import Profile
from inspection.refusal import Refusal
from inspection.remedies import (
    Problem,
    basis_of,
    problem_facts,
    problem_list,
    problem_of,
    problems_of,
    require_follow_up,
    require_problem,
    to_rectify,
)
from inspection.snapshots.referral_letter import referral_rule
from inspection.usecases.record_receipt import record_receipt
from inspection.usecases.refer_clue import refer_clue
from inspection.whose import About

POLICE, DISCIPLINE = "公安机关", "纪检监察机关"


@router.verb("refer", Deed.FOLLOW_UP)
def on_refer(call: Call) -> None:
    """The problems of the own department that may be referred."""
    task = call.task()
    permit(call.actor, Deed.FOLLOW_UP, task)
    problems = problems_of(call.desk, task, call.actor.department_id)
    if not problems:
        raise Refusal("nothing_to_refer", {"task": task.name})
    listed = problem_list(call.desk, problems)
    basis = basis_of(call.desk, FollowUpKind.REFER).cited()
    turn(call, "problem_list", {**listed, "basis": basis, "referring": True})


@router.button("refer", Deed.FOLLOW_UP, About.FINDING)
def on_refer_finding(call: Call) -> None:
    """To whom?"""
    problem = require_problem(call.desk, call.actor, FindingId(call.number(0)))
    receivers: list[Plain] = [
        {"key": str(each), "name": call.desk.ledger.departments.get(each).short_name}
        for each in problem.task.department_ids
        if each != call.actor.department_id
    ]
    receivers += _organs(call.desk.profile)
    basis = basis_of(call.desk, FollowUpKind.REFER).cited()
    facts: Facts = {**problem_facts(call.desk, problem), "receivers": receivers, "basis": basis}
    about: dict[str, Plain] = {"finding": problem.finding.id}
    question(call, "referral_receiver", about, "ask_receiver", facts)


@router.button("refer_to", Deed.FOLLOW_UP, About.FINDING)
def on_receiver(call: Call) -> None:
    """The receiver was chosen; then the clue."""
    problem = require_problem(call.desk, call.actor, FindingId(call.number(0)))
    key = call.word(1)
    named = {str(each["key"]): str(each["name"]) for each in _organs(call.desk.profile)}
    if key.isdecimal() and DepartmentId(int(key)) in problem.task.department_ids:
        named[key] = call.desk.ledger.departments.get(DepartmentId(int(key))).name
    if key not in named:
        raise Refusal("button_out_of_date")
    _ask_clue(call, problem, named[key])


@router.answer("referral_receiver", Deed.FOLLOW_UP, About.FINDING)
def on_receiver_typed(call: Call) -> None:
    """The receiver was typed."""
    receiver = call.text.strip()
    if not 2 <= len(receiver) <= 60:
        raise Refusal("receiver_wanted")
    problem = require_problem(call.desk, call.actor, FindingId(call.about_number("finding")))
    _ask_clue(call, problem, receiver)


@router.answer("referral_clue", Deed.FOLLOW_UP, About.FINDING)
def on_clue(call: Call) -> None:
    """The clue in words: refer it."""
    finding_id = FindingId(call.about_number("finding"))
    refer_clue(
        call.desk,
        actor=call.actor,
        finding_id=finding_id,
        receiver=str(call.about("receiver")),
        clue=call.text,
    )
    _show(call, problem_of(call.desk, finding_id))


@router.button("receipt", Deed.FOLLOW_UP, About.FOLLOW_UP)
def on_receipt(call: Call) -> None:
    """登记回执: ask what it says."""
    problem, follow_up = require_follow_up(
        call.desk, call.actor, FollowUpId(call.number(0)), FollowUpKind.REFER
    )
    facts: Facts = {**problem_facts(call.desk, problem), "receiver": follow_up.receiver}
    question(call, "receipt", {"follow_up": follow_up.id}, "ask_receipt", facts)


@router.answer("receipt", Deed.FOLLOW_UP, About.FOLLOW_UP)
def on_receipt_words(call: Call) -> None:
    """What the receipt says."""
    follow_up_id = FollowUpId(call.about_number("follow_up"))
    done = record_receipt(call.desk, actor=call.actor, follow_up_id=follow_up_id, receipt=call.text)
    _show(call, problem_of(call.desk, done.finding_id))


def _ask_clue(call: Call, problem: Problem, receiver: str) -> None:
    rule = referral_rule(call.desk.profile, receiver)
    facts: Facts = {
        **problem_facts(call.desk, problem),
        "receiver": receiver,
        "basis": rule.cited(),
    }
    about: dict[str, Plain] = {"finding": problem.finding.id, "receiver": receiver}
    question(call, "referral_clue", about, "ask_clue", facts)


def _organs(profile: Profile) -> list[dict[str, Plain]]:
    """Organs outside the team; 纪检监察 only where the circular sends clues there."""
    organs: list[dict[str, Plain]] = [{"key": "police", "name": POLICE}]
    if not profile.follow_up.refer_discipline.silent:
        organs.append({"key": "discipline", "name": DISCIPLINE})
    return organs


def _show(call: Call, problem: Problem) -> None:
    facts: Facts = {
        **problem_facts(call.desk, problem),
        "to_rectify": to_rectify(problem),
        "basis": basis_of(call.desk, FollowUpKind.REFER).cited(),
    }
    turn(call, "problem_card", facts)
