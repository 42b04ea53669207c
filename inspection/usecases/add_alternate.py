"""递补: the next alternate of the stratum takes part; the order is extended, never reshuffled."""

from dataclasses import replace

from inspection.announce import to_group
from inspection.desk import Desk
from inspection.drawing import plan_visits, post_papers
from inspection.draws import DrawnSubject, DrawState
from inspection.ids import DrawId, SubjectId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.said import said
from inspection.tasks import InspectionTask
from inspection.visits import VisitState

TAKEN = "alternate_taken"


def add_alternate(
    desk: Desk, *, actor: Person, draw_id: DrawId, subject_id: SubjectId, reason: str
) -> DrawnSubject:
    """Take the next alternate for a drawn subject that cannot be checked.

    The subject given up stays on the list and on record. Refusals: permission,
    `draw_step_passed`, `not_drawn`, `visit_begun`, `alternate_already_taken`, `reason_missing`,
    `no_alternates`.
    """
    draw = desk.ledger.draws.get(draw_id)
    task = desk.ledger.tasks.get(draw.task_id)
    permit(actor, Deed.DRAW, task)
    if draw.state is not DrawState.DRAWN:
        raise Refusal("draw_step_passed", {"state": draw.state.value, "attempt": draw.attempt})
    given_up = desk.ledger.drawn_subjects.one(draw_id=draw.id, subject_id=subject_id, drawn=True)
    if given_up is None:
        raise Refusal("not_drawn")
    name = desk.ledger.subjects.get(subject_id).name
    _require_open(desk, task, subject_id, name)
    words = said(reason)
    waiting = desk.ledger.drawn_subjects.find(
        draw_id=draw.id, stratum=given_up.stratum, drawn=False
    )
    if not waiting:
        raise Refusal("no_alternates", {"stratum": given_up.stratum, "asked": 1, "left": 0})
    following = min(waiting, key=lambda each: each.rank)
    taken = desk.ledger.drawn_subjects.save(replace(following, drawn=True))
    facts: Facts = {
        "draw": draw.id,
        "given_up": subject_id,
        "taken": taken.subject_id,
        "stratum": taken.stratum,
        "rank": taken.rank,
        "reason": words,
    }
    desk.ledger.record(at=desk.now, actor_id=actor.id, task_id=task.id, verb=TAKEN, facts=facts)
    plan_visits(desk, task, draw)
    to_group(
        desk,
        task,
        "alternate_posted",
        {
            **facts,
            "given_up": name,
            "taken": desk.ledger.subjects.get(taken.subject_id).name,
            "matched": bool(desk.ledger.assignments.find(task_id=task.id, active=True)),
            "task_id": task.id,
        },
        dedupe=f"alternate:{taken.id}",
    )
    post_papers(desk, task, draw, actor.id, dedupe=f"a{taken.id}")
    return taken


def _require_open(desk: Desk, task: InspectionTask, subject_id: SubjectId, name: str) -> None:
    visit = desk.ledger.visits.one(task_id=task.id, subject_id=subject_id)
    if visit is not None and visit.state is not VisitState.PLANNED:
        raise Refusal("visit_begun", {"name": name})
    for event in desk.ledger.events.find(task_id=task.id, verb=TAKEN):
        if event.facts.get("given_up") == subject_id:
            raise Refusal("alternate_already_taken", {"name": name})
