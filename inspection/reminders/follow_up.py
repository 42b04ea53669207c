"""整改到期提醒: one merged message a person a day (R7); private only."""

from inspection.announce import to_person
from inspection.deadlines import Deadline
from inspection.desk import Desk
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import FollowUpId
from inspection.people import Person, Role
from inspection.plain import Facts
from inspection.remedies import Problem, basis_of, pressing_follow_ups, problem_of
from inspection.roster import with_role
from inspection.tasks import TaskState

LISTED = 10
"""Matters named in one message, the earliest due first."""


def fire_follow_up(desk: Desk, deadline: Deadline) -> None:
    """Tell who ordered it and the department's liaisons of everything that is about to end."""
    follow_up = desk.ledger.follow_ups.get(FollowUpId(deadline.about_id))
    if follow_up.state is not FollowUpState.OPEN:
        return
    problem = problem_of(desk, follow_up.finding_id)
    if problem.task.state is TaskState.ARCHIVED:
        return
    liaisons = with_role(desk.ledger, Role.LIAISON, problem.finding.department_id)
    for person_id in sorted({follow_up.opened_by, *(each.id for each in liaisons)}):
        _tell(desk, desk.ledger.people.get(person_id))


def _tell(desk: Desk, person: Person) -> None:
    dedupe = f"follow_up:{desk.now.date().isoformat()}"
    matters = [
        (problem, follow_up)
        for problem, follow_up in pressing_follow_ups(desk)
        if follow_up.opened_by == person.id or _liaison_of(person, problem)
    ]
    facts: Facts = {
        "all": len(matters),
        "matters": [_matter(desk, *each) for each in matters[:LISTED]],
        "basis": basis_of(desk, matters[0][1].kind).cited(),
    }
    to_person(desk, person.id, "follow_up_reminder", facts, dedupe=dedupe)


def _liaison_of(person: Person, problem: Problem) -> bool:
    own = person.department_id == problem.finding.department_id
    return own and Role.LIAISON in person.roles


def _matter(desk: Desk, problem: Problem, follow_up: FollowUp) -> Facts:
    due = follow_up.due_on
    return {
        "id": follow_up.id,
        "subject": problem.subject.name,
        "item": problem.item.name,
        "task_id": problem.task.id,
        "demand": follow_up.demand,
        "due": due.isoformat() if due else None,
        "today": due == desk.now.date(),
        "past": due is not None and due < desk.now.date(),
        "rectify": follow_up.kind is FollowUpKind.RECTIFY,
    }
