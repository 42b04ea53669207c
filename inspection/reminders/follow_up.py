"""整改到期提醒: one merged message a person a day (R7); private only."""

from collections.abc import Sequence

from inspection.announce import to_person
from inspection.deadlines import Deadline
from inspection.desk import Desk
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import PersonId
from inspection.people import Person, Role
from inspection.plain import Facts
from inspection.remedies import Problem, basis_of, followed_up, pressing_follow_ups
from inspection.roster import with_role

LISTED = 10
"""Matters named in one message, the earliest due first."""


def fire_follow_ups(desk: Desk, deadlines: Sequence[Deadline]) -> None:
    """Tell who ordered it and the department's liaisons of everything that is about to end."""
    ended = desk.ledger.follow_ups.find(
        id=[each.about_id for each in deadlines], state=FollowUpState.OPEN
    )
    told: dict[PersonId, None] = {}
    for problem, follow_up in followed_up(desk, ended):
        liaisons = with_role(desk.ledger, Role.LIAISON, problem.finding.department_id)
        told |= dict.fromkeys(sorted({follow_up.opened_by, *(each.id for each in liaisons)}))
    pressing = pressing_follow_ups(desk, ended) if told else []
    for person_id in told:
        _tell(desk, desk.ledger.people.get(person_id), pressing)


def _tell(desk: Desk, person: Person, pressing: list[tuple[Problem, FollowUp]]) -> None:
    matters = [
        (problem, follow_up)
        for problem, follow_up in pressing
        if follow_up.opened_by == person.id or _liaison_of(person, problem)
    ]
    facts: Facts = {
        "all": len(matters),
        "matters": [_matter(desk, *each) for each in matters[:LISTED]],
        "basis": basis_of(desk, matters[0][1].kind).cited(),
    }
    dedupe = f"follow_up:{desk.now.date().isoformat()}"
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
