"""换人落定: rows, form and messages of an approved replacement, by either method."""

from dataclasses import replace

from inspection.ceremony import drawn_draw
from inspection.desk import Desk
from inspection.ids import PersonId
from inspection.matching import Call, MatchTerms, qualified, replace_inspector
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.staffing import (
    calls_for,
    inspector_key,
    lender_of,
    match_of,
    match_terms,
    matched_by_area,
    person_of,
    replaceable,
)
from inspection.tasks import InspectionTask
from inspection.team_news import tell_replaced
from inspection.teams import Assignment, Replacement


def redraw(desk: Desk, task: InspectionTask, approved: Replacement, actor: Person) -> Replacement:
    """另行随机匹配: the next round, without the outgoing person, subject by subject.

    Several people may come in; each has a replacement of their own, with the same approval.
    """
    entered = [
        _put(desk, task, approved, held, actor, None) for held in _held(desk, task, approved)
    ]
    incoming = list(dict.fromkeys(each.person_id for each in entered))
    first = desk.ledger.replacements.save(replace(approved, incoming_id=incoming[0]))
    more = [
        desk.ledger.replacements.add(replace(first, id=0, incoming_id=each))
        for each in incoming[1:]
    ]
    for each in (first, *more):
        mine = [row for row in entered if row.person_id == each.incoming_id]
        tell_replaced(desk, task, each, mine, actor)
    return first


def send(
    desk: Desk,
    task: InspectionTask,
    approved: Replacement,
    incoming_id: PersonId,
    actor: Person,
) -> Replacement:
    """选派: the picked person takes over everything the outgoing one still holds."""
    entered = [
        _put(desk, task, approved, held, actor, incoming_id) for held in _held(desk, task, approved)
    ]
    done = desk.ledger.replacements.save(replace(approved, incoming_id=incoming_id))
    tell_replaced(desk, task, done, entered, actor)
    return done


def eligible(desk: Desk, task: InspectionTask, approved: Replacement) -> list[Person]:
    """合格人选: own people fit for every subject the outgoing one still holds, and not on it."""
    fit: set[str] | None = None
    terms = _terms(desk, task)
    for held in _held(desk, task, approved):
        call = _call(desk, task, held)
        here = set(qualified(terms, call, _absent(desk, task, held)))
        fit = here if fit is None else fit & here
    return [desk.ledger.people.get(person_of(key)) for key in sorted(fit or ())]


def _held(desk: Desk, task: InspectionTask, approved: Replacement) -> list[Assignment]:
    held = replaceable(desk, task, approved.department_id, approved.outgoing_id)
    if not held:
        citation = desk.profile.match.replacement.citation
        name = desk.ledger.people.get(approved.outgoing_id).name
        raise Refusal("result_already_entered", {"object": name}, citation)
    return held


def _put(
    desk: Desk,
    task: InspectionTask,
    approved: Replacement,
    held: Assignment,
    actor: Person,
    incoming_id: PersonId | None,
) -> Assignment:
    rows = desk.ledger.assignments.find(task_id=task.id)
    standing = [match_of(desk, each) for each in rows if each.active]
    given_up = [
        match_of(desk, each)
        for each in rows
        if not each.active and each.subject_id == held.subject_id
    ]
    match = replace_inspector(
        _terms(desk, task),
        match_of(desk, held),
        _call(desk, task, held),
        matches=[*standing, *given_up],
        reason=approved.reason,
        approver=actor.name,
        result_entered=False,
        incoming=inspector_key(incoming_id) if incoming_id else None,
    )
    desk.ledger.assignments.save(replace(held, active=False))
    return desk.ledger.assignments.add(
        replace(
            held,
            id=0,
            person_id=person_of(match.inspector),
            round=match.round,
            active=True,
            lent_by=lender_of(desk, match),
        )
    )


def _call(desk: Desk, task: InspectionTask, held: Assignment) -> Call:
    by_area = matched_by_area(desk, task)
    return calls_for(desk, held.department_id, [held.subject_id], by_area=by_area)[0]


def _terms(desk: Desk, task: InspectionTask) -> MatchTerms:
    draw = drawn_draw(desk.ledger, task)
    return match_terms(desk, task, draw, task.officers or 1)


def _absent(desk: Desk, task: InspectionTask, held: Assignment) -> frozenset[str]:
    rows = desk.ledger.assignments.find(
        task_id=task.id, subject_id=held.subject_id, department_id=held.department_id
    )
    return frozenset(inspector_key(each.person_id) for each in rows)
