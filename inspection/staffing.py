"""匹配与账: the ledger's inspectors, subjects and assignments in the terms of `matching.py`.

In the hashes of SSJ-MATCH/1 a department goes by its short name, an object by its code and an
inspector by `P` and the number of the person in the ledger.
"""

from collections.abc import Iterable, Sequence

from inspection.desk import Desk
from inspection.draws import DrawRecord
from inspection.ids import DepartmentId, PersonId, SubjectId
from inspection.matching import Call, Candidate, Match, MatchTerms
from inspection.people import Person
from inspection.standing_in import held_for
from inspection.subjects import Subject
from inspection.tasks import InspectionTask
from inspection.teams import Assignment

MATCHED = "inspectors_matched"
"""The verb of the journal that tells how a match was made."""


def inspector_key(person_id: PersonId) -> str:
    """The name of an inspector in the hashes."""
    return f"P{person_id}"


def person_of(key: str) -> PersonId:
    """The person behind a name in the hashes."""
    return PersonId(int(key.removeprefix("P")))


def short_name(desk: Desk, department_id: DepartmentId) -> str:
    """The name of a department in the hashes."""
    return desk.ledger.departments.get(department_id).short_name


def match_terms(desk: Desk, task: InspectionTask, draw: DrawRecord, officers: int) -> MatchTerms:
    """匹配条件 of the task today: rosters, recusals, and who may lend where lending is ruled."""
    return MatchTerms(
        profile=desk.profile,
        seed=draw.seed,
        on=desk.now.date(),
        lead_department=short_name(desk, task.lead_id),
        per_department=officers,
        candidates=_candidates(desk),
        recusals=frozenset(
            (inspector_key(each.person_id), desk.ledger.subjects.get(each.subject_id).code)
            for each in desk.ledger.recusals.find(task_id=task.id)
        ),
        lenders={} if desk.profile.match.borrowing.silent else _lenders(desk, task),
        engaged=frozenset(
            (inspector_key(each.person_id), desk.ledger.subjects.get(each.subject_id).code)
            for each in standing(desk, task)
        ),
    )


def calls_for(
    desk: Desk,
    department_id: DepartmentId,
    subject_ids: Iterable[SubjectId],
    *,
    by_area: bool,
    by_route: bool = False,
) -> list[Call]:
    """匹配需求 of one department for these subjects, in the given order.

    `by_area` asks for inspectors of the subject's own area: circulars only advise to consider it
    (新华第十四条（二）), so the lead department decides, openly. `by_route` gives the subjects of
    one area one team.
    """
    department = short_name(desk, department_id)
    subjects = (desk.ledger.subjects.get(each) for each in subject_ids)
    return [
        Call(
            id=each.code,
            department=department,
            area=each.area if by_area else "",
            route=each.area if by_route else "",
        )
        for each in subjects
    ]


def matched_by_area(desk: Desk, task: InspectionTask) -> bool:
    """Whether the last match of the task kept to areas."""
    matched = desk.ledger.events.find(task_id=task.id, verb=MATCHED)
    return bool(matched and matched[-1].facts.get("by_area"))


def match_of(desk: Desk, assignment: Assignment) -> Match:
    """An assignment as a match."""
    return Match(
        department=short_name(desk, assignment.department_id),
        id=desk.ledger.subjects.get(assignment.subject_id).code,
        inspector=inspector_key(assignment.person_id),
        round=assignment.round,
        leader=assignment.leader,
        borrowed_from=short_name(desk, assignment.lent_by) if assignment.lent_by else "",
    )


def lender_of(desk: Desk, match: Match) -> DepartmentId | None:
    """The department that lends the matched inspector; None for the department's own."""
    if not match.borrowed_from:
        return None
    lenders = desk.ledger.departments.find(short_name=match.borrowed_from)
    return lenders[0].id


def loads_of(assignments: Iterable[Assignment]) -> dict[str, int]:
    """How many objects each inspector carries already."""
    loads: dict[str, int] = {}
    for each in assignments:
        key = inspector_key(each.person_id)
        loads[key] = loads.get(key, 0) + 1
    return loads


def unmatched(desk: Desk, task: InspectionTask, draw: DrawRecord) -> list[Subject]:
    """Drawn subjects without a team, in the order in which they were drawn."""
    matched = {each.subject_id for each in standing(desk, task)}
    return [
        desk.ledger.subjects.get(each.subject_id)
        for each in desk.ledger.drawn_subjects.find(draw_id=draw.id, drawn=True)
        if each.subject_id not in matched
    ]


def standing(desk: Desk, task: InspectionTask) -> tuple[Assignment, ...]:
    """The assignments that hold now."""
    return desk.ledger.assignments.find(task_id=task.id, active=True)


def result_entered(
    desk: Desk, task: InspectionTask, subject_id: SubjectId, department_id: DepartmentId
) -> bool:
    """Whether the department has begun to enter its result for this subject."""
    visit = desk.ledger.visits.one(task_id=task.id, subject_id=subject_id)
    if visit is None:
        return False
    return bool(desk.ledger.findings.find(visit_id=visit.id, department_id=department_id))


def replaceable(
    desk: Desk, task: InspectionTask, department_id: DepartmentId, person_id: PersonId
) -> list[Assignment]:
    """What a person still holds for a department whose result is not entered."""
    held = desk.ledger.assignments.find(
        task_id=task.id, department_id=department_id, person_id=person_id, active=True
    )
    return [each for each in held if not result_entered(desk, task, each.subject_id, department_id)]


def asking_for(
    desk: Desk, actor: Person, task: InspectionTask, outgoing_id: PersonId
) -> DepartmentId | None:
    """Which department's match the actor asks to replace: the own one, or a borrower's."""
    departments = held_for(desk.ledger, actor, task)
    held = (each for each in departments if replaceable(desk, task, each, outgoing_id))
    return next(held, None)


def names_of(desk: Desk, person_ids: Sequence[PersonId]) -> list[str]:
    """Names in the given order."""
    return [desk.ledger.people.get(each).name for each in person_ids]


def _candidates(desk: Desk) -> tuple[Candidate, ...]:
    people: dict[PersonId, Person] = {
        person.id: person for person in desk.ledger.people.find(active=True)
    }
    names = {each.id: each.short_name for each in desk.ledger.departments.find()}
    return tuple(
        Candidate(
            id=inspector_key(inspector.person_id),
            department=names[people[inspector.person_id].department_id],
            certificate_expires=inspector.certificate_expires,
            expertise=inspector.expertise,
            area=inspector.area,
        )
        for inspector in desk.ledger.inspectors.find()
        if inspector.person_id in people
    )


def _lenders(desk: Desk, task: InspectionTask) -> dict[str, list[str]]:
    """Same-industry departments outside the team: nobody is then sent twice to one subject."""
    departments = desk.ledger.departments.find()
    outside = [each for each in departments if each.id not in task.department_ids]
    return {
        own.short_name: [each.short_name for each in outside if each.industry == own.industry]
        for own in departments
        if own.id in task.department_ids and own.industry
    }
