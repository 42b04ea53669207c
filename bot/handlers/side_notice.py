"""抄告: which department is told of a problem; in the private chat."""

from bot.aside import question
from bot.call import Call
from bot.handlers.rectify import show_problem
from bot.router import router
from inspection.ids import DepartmentId, FindingId
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.remedies import problem_facts, problem_of, require_problem
from inspection.usecases.notify_department import notify_department
from inspection.whose import About


@router.button("side_notice", Deed.FOLLOW_UP, About.FINDING)
def on_side_notice(call: Call) -> None:
    """To whom?"""
    problem = require_problem(call.desk, call.actor, FindingId(call.number(0)))
    receivers: list[Plain] = [
        {"id": each, "name": call.desk.ledger.departments.get(each).short_name}
        for each in problem.task.department_ids
        if each != call.actor.department_id
    ]
    facts: Facts = {**problem_facts(call.desk, problem), "receivers": receivers}
    about: dict[str, Plain] = {"finding": problem.finding.id}
    question(call, "side_notice_to", about, "ask_side_notice", facts)


@router.button("side_notice_to", Deed.FOLLOW_UP, About.FINDING)
def on_receiver(call: Call) -> None:
    """A department of the team was chosen."""
    finding_id, department_id = FindingId(call.number(0)), DepartmentId(call.number(1))
    if department_id not in problem_of(call.desk, finding_id).task.department_ids:
        raise Refusal("button_out_of_date")
    _notify(call, finding_id, call.desk.ledger.departments.get(department_id).name)


@router.answer("side_notice_to", Deed.FOLLOW_UP, About.FINDING)
def on_receiver_typed(call: Call) -> None:
    """Another unit was typed."""
    receiver = call.text.strip()
    if not 2 <= len(receiver) <= 60:
        raise Refusal("receiver_wanted")
    _notify(call, FindingId(call.about_number("finding")), receiver)


def _notify(call: Call, finding_id: FindingId, receiver: str) -> None:
    notify_department(call.desk, actor=call.actor, finding_id=finding_id, receiver=receiver)
    show_problem(call, problem_of(call.desk, finding_id))
