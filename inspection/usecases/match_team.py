"""匹配: SSJ-MATCH/1 with the seed of the draw, for every department of the team."""

from dataclasses import replace

from inspection.ceremony import drawn_draw
from inspection.desk import Desk
from inspection.ids import DepartmentId, TaskId
from inspection.matching import Match, check_team_size, match_inspectors
from inspection.papers.drafting import draft_due
from inspection.papers.visit_lists import CHECK_SHEET
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.staffing import (
    MATCHED,
    calls_for,
    lender_of,
    loads_of,
    match_terms,
    person_of,
    short_name,
    standing,
    unmatched,
)
from inspection.tasks import InspectionTask, TaskState
from inspection.team_news import tell_matched
from inspection.teams import Assignment


def match_team(
    desk: Desk,
    *,
    actor: Person,
    task_id: TaskId,
    officers: int,
    by_area: bool = False,
    by_route: bool = False,
) -> tuple[Assignment, ...]:
    """Match the drawn subjects that have no team yet; the new assignments.

    The sheets by which the trade is checked are drafted where the circular wants them.

    `officers` is m of each department; `by_area` keeps inspectors to their own areas;
    `by_route` sends one team to all subjects of an area (新华第十四条（二）).
    Refusals: permission, `task_closed`, `not_drawn_yet`, `all_matched`, `bad_officers`,
    `routes_not_provided`, those of the match.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.MATCH, task)
    if task.state is TaskState.ARCHIVED:
        raise Refusal("task_closed", {"task": task.name})
    draw = drawn_draw(desk.ledger, task)
    waiting = unmatched(desk, task, draw)
    if not waiting:
        raise Refusal("all_matched", {"task": task.name})
    if not 1 <= officers <= 9:
        raise Refusal("bad_officers", {"officers": officers})
    considers = desk.profile.match.considers
    if by_route and considers.silent:
        raise Refusal("routes_not_provided", {"basis": considers.cited()})
    ids = [subject.id for subject in waiting]
    terms = match_terms(desk, task, draw, officers)
    loads = loads_of(standing(desk, task))
    matches: list[tuple[DepartmentId, Match]] = []
    for department_id in task.department_ids:
        calls = calls_for(desk, department_id, ids, by_area=by_area, by_route=by_route)
        found = match_inspectors(terms, calls, loads=loads)
        sent = frozenset((each.inspector, each.id) for each in found)
        terms = replace(terms, engaged=terms.engaged | sent)
        matches += [(department_id, each) for each in found]
    check_team_size(desk.profile, [each for _, each in matches])
    task = desk.ledger.tasks.save(replace(task, officers=officers))
    entered = _enter(desk, task, matches)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb=MATCHED,
        facts={
            "officers": officers,
            "by_area": by_area,
            "by_route": by_route,
            "seed": draw.seed,
            "matches": [
                [short_name(desk, department), each.id, each.inspector, each.borrowed_from]
                for department, each in matches
            ],
        },
    )
    draft_due(desk, task, CHECK_SHEET, actor_id=actor.id)
    tell_matched(desk, task, entered, actor)
    return entered


def _enter(
    desk: Desk, task: InspectionTask, matches: list[tuple[DepartmentId, Match]]
) -> tuple[Assignment, ...]:
    codes = [each.id for _, each in matches]
    ids = {subject.code: subject.id for subject in desk.ledger.subjects.find(code=codes)}
    return tuple(
        desk.ledger.assignments.add(
            Assignment(
                task_id=task.id,
                subject_id=ids[each.id],
                department_id=department_id,
                person_id=person_of(each.inspector),
                round=each.round,
                leader=each.leader,
                lent_by=lender_of(desk, each),
            )
        )
        for department_id, each in matches
    )
