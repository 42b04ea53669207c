"""演练指引: who could do what next, read off the ledger; the words are in static/words.js."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from inspection.ceremony import RUNNING, free_places, has_left, standing_draw, witnesses_of
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawState
from inspection.followup import FollowUpState
from inspection.ids import DepartmentId, PersonId
from inspection.people import Person, Role
from inspection.plans import PlanEntry
from inspection.roster import with_role
from inspection.stages import next_stage, whistles_of
from inspection.tasks import InspectionTask, Stage, TaskState
from inspection.visits import VisitState

MOST = 6
"""So many suggestions are shown at once."""


@dataclass(frozen=True, slots=True)
class Hint:
    """指引: whom to play, where, and what to send; `chat` None is the private chat."""

    step: str
    user: int | None = None
    chat: int | None = None
    command: str = ""
    about: str = ""


def guide(desk: Desk, entry: PlanEntry, group: int) -> list[dict[str, Any]]:
    """The next steps of the plan entry's task, most pressing first."""
    steps = list(islice(_hints(desk, entry, group), MOST))
    named = {hint.user for hint in steps}
    waiting = [hint for hint in asked(desk) if hint.user not in named]
    return [asdict(hint) for hint in [*waiting, *steps][:MOST]]


def asked(desk: Desk) -> list[Hint]:
    """Everybody whose answer the bot waits for."""
    found = []
    for prompt in desk.ledger.prompts.find(closed_at=None):
        person = desk.ledger.people.get(prompt.person_id)
        private = int(prompt.chat_id) > 0
        found.append(Hint("answer", person.user_id, None if private else prompt.chat_id))
    return found


def _hints(desk: Desk, entry: PlanEntry, group: int) -> Iterator[Hint]:
    tasks = desk.ledger.tasks.find(plan_entry_id=entry.id)
    liaison = _one_of(desk, entry.lead_id, Role.LIAISON)
    if not tasks:
        yield Hint("open_task", liaison, group, "/renwu", entry.name)
    elif tasks[-1].chat_id is None:
        yield Hint("bind_group", liaison, group, "/bangding")
    else:
        yield from _task_hints(desk, tasks[-1], liaison, tasks[-1].chat_id)


def _task_hints(
    desk: Desk, task: InspectionTask, liaison: int | None, group: int
) -> Iterator[Hint]:
    if task.state is TaskState.ARCHIVED:
        yield Hint("done")
        return
    yield from _unanswered(desk, task, group)
    stage = next_stage(desk, task)
    if stage in (Stage.SCHEME, Stage.DRAW):
        yield _whistle(desk, stage, liaison, group)
        return
    draw = standing_draw(desk.ledger, task.id)
    if draw is None or draw.state is not DrawState.DRAWN:
        yield from _draw(desk, draw, liaison, group)
    elif not desk.ledger.assignments.find(task_id=task.id, active=True):
        yield Hint("match", liaison, group, "/pipei")
    elif stage is Stage.VISIT:
        yield _whistle(desk, stage, liaison, group)
    else:
        yield from _visits(desk, task)
        finished = desk.ledger.visits.find(task_id=task.id, state=VisitState.FINISHED)
        if stage is Stage.PUBLISH and finished:
            yield _whistle(desk, stage, liaison, group)
        if stage is None:
            yield from _finishing(desk, task, liaison, group)


def _whistle(desk: Desk, stage: Stage, liaison: int | None, group: int) -> Hint:
    label = desk.profile.whistle.stage(stage.value).label
    about = f"{desk.profile.whistle.call_word}：{label}"
    return Hint("whistle", liaison, group, "/chuishao", about)


def _unanswered(desk: Desk, task: InspectionTask, group: int) -> Iterator[Hint]:
    """Departments that have not answered the newest whistle."""
    whistles = whistles_of(desk, task)
    if not whistles:
        return
    answers = desk.ledger.check_ins.find(whistle_id=whistles[-1].id)
    answered = {each.department_id for each in answers}
    word = desk.profile.whistle.answer_word
    for department_id in task.partner_ids:
        if department_id not in answered:
            user = _one_of(desk, department_id, Role.LIAISON)
            yield Hint("check_in", user, group, "/baodao", word)


def _draw(desk: Desk, draw: DrawRecord | None, liaison: int | None, group: int) -> Iterator[Hint]:
    if draw is None or draw.state not in RUNNING:
        yield Hint("draw", liaison, group, "/chouqu")
        return
    if draw.state is DrawState.INVITING or free_places(desk.ledger, draw):
        yield Hint("witness", _inspector(desk, draw), group)
    for witness in witnesses_of(desk.ledger, draw.id):
        user = desk.ledger.people.get(witness.person_id).user_id
        if draw.state is DrawState.COMMITTING and not witness.commit:
            yield Hint("commit", user, None, "/chouqu", witness.label)
        if draw.state is DrawState.REVEALING and witness.revealed_at is None:
            yield Hint("reveal", user, None, "/chouqu", witness.label)


def _inspector(desk: Desk, draw: DrawRecord) -> int | None:
    """An inspector of the team who does not witness yet."""
    task = desk.ledger.tasks.get(draw.task_id)
    witnesses = witnesses_of(desk.ledger, draw.id)
    seated = {each.department_id for each in witnesses if not has_left(desk.ledger, each)}
    for department_id in task.department_ids:
        for person in with_role(desk.ledger, Role.INSPECTOR, department_id):
            if department_id not in seated and person.user_id is not None:
                return person.user_id
    return None


def _visits(desk: Desk, task: InspectionTask) -> Iterator[Hint]:
    subjects = {
        each.subject_id: each
        for each in desk.ledger.assignments.find(task_id=task.id, active=True, leader=True)
    }
    for visit in desk.ledger.visits.find(task_id=task.id):
        leader = subjects.get(visit.subject_id)
        if visit.state is VisitState.FINISHED or leader is None:
            continue
        step = "visit" if visit.state is VisitState.PLANNED else "enter"
        name = desk.ledger.subjects.get(visit.subject_id).name
        yield Hint(step, _account(desk, leader.person_id), None, "/luru", name)
    if not desk.ledger.visits.find(task_id=task.id):
        for leader in subjects.values():
            name = desk.ledger.subjects.get(leader.subject_id).name
            yield Hint("visit", _account(desk, leader.person_id), None, "/luru", name)


def _finishing(desk: Desk, task: InspectionTask, liaison: int | None, group: int) -> Iterator[Hint]:
    visits = [visit.id for visit in desk.ledger.visits.find(task_id=task.id)]
    owing = {
        duty.department_id
        for duty in desk.ledger.entry_duties.find(visit_id=visits)
        if not duty.settled
    }
    for department_id in sorted(owing):
        yield Hint("publish", _one_of(desk, department_id, Role.LIAISON), None, "/gongshi")
    if desk.ledger.follow_ups.find(task_id=task.id, state=FollowUpState.OPEN):
        yield Hint("follow_up", liaison, None, "/zhenggai")
    if not owing:
        archive = task.state is TaskState.SUMMARISED
        command = "/guidang" if archive else "/zongjie"
        yield Hint("archive" if archive else "summarise", liaison, group, command)


def _one_of(desk: Desk, department_id: DepartmentId, role: Role) -> int | None:
    people: list[Person] = with_role(desk.ledger, role, department_id)
    return people[0].user_id if people else None


def _account(desk: Desk, person_id: PersonId) -> int | None:
    return desk.ledger.people.get(person_id).user_id
