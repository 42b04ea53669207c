"""机关里的待办: whistles, the draw, approvals, and the lead department's next step."""

from collections.abc import Iterator

from inspection.approvals import approvals_in
from inspection.archive import DocumentState
from inspection.ceremony import (
    free_places,
    has_left,
    standing_draw,
    witnesses_needed,
    witnesses_of,
)
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawState
from inspection.ids import DepartmentId
from inspection.issuing import pending_issues, task_of
from inspection.matter import Matter, MatterKind, may
from inspection.next_step import LEAD_STEPS, next_step
from inspection.people import Person, Role
from inspection.permissions import Deed
from inspection.tasks import InspectionTask
from inspection.whistle import CheckInAnswer, Whistle, WhistleState

_DEED = {
    MatterKind.BIND: Deed.BIND_GROUP,
    MatterKind.WHISTLE: Deed.WHISTLE,
    MatterKind.DRAW: Deed.DRAW,
    MatterKind.MATCH: Deed.MATCH,
    MatterKind.SUMMARY: Deed.SUMMARISE,
    MatterKind.ARCHIVE: Deed.ARCHIVE,
}


def desk_matters(desk: Desk, person: Person, task: InspectionTask) -> Iterator[Matter]:
    """What one task asks of a person away from the field."""
    yield from _whistles(desk, person, task)
    draw = standing_draw(desk.ledger, task.id)
    if draw is not None and draw.state is not DrawState.DRAWN:
        yield from _draw(desk, person, task, draw)
    yield from _approvals(desk, person, task)
    yield from _next(desk, person, task)


def unbound_people(desk: Desk, person: Person) -> Iterator[Matter]:
    """For the office: people who are not bound yet, in departments that work in an open task."""
    if Role.OFFICE not in person.roles:
        return
    unbound = desk.ledger.people.find(active=True, user_id=None)
    if unbound:
        yield Matter(kind=MatterKind.BIND_PEOPLE, count=len(unbound))


def issue_matters(desk: Desk, person: Person) -> Iterator[Matter]:
    """Drafts of any task or year that wait to be read or issued by this person."""
    for document in pending_issues(desk, person):
        reads = document.state is DocumentState.SUBMITTED
        yield Matter(
            kind=MatterKind.REVIEW if reads else MatterKind.ISSUE,
            task=task_of(desk.ledger, document),
            about=document.id,
            label=document.title,
        )


def _whistles(desk: Desk, person: Person, task: InspectionTask) -> Iterator[Matter]:
    for whistle in desk.ledger.whistles.find(task_id=task.id):
        if whistle.state is WhistleState.WITHDRAWN:
            continue
        label = desk.profile.whistle.stage(whistle.stage.value).label
        check_ins = desk.ledger.check_ins.find(whistle_id=whistle.id)
        answered = {check_in.department_id for check_in in check_ins}
        if _must_answer(person, task, whistle, answered):
            yield Matter(
                kind=MatterKind.CHECK_IN,
                task=task,
                about=whistle.id,
                label=label,
                due_at=whistle.due_at,
            )
        if not may(person, Deed.WHISTLE, task):
            continue
        for check_in in check_ins:
            if check_in.answer is not CheckInAnswer.AGREE and not check_in.reply:
                name = desk.ledger.departments.get(check_in.department_id).short_name
                yield Matter(
                    kind=MatterKind.OBJECTION, task=task, about=check_in.id, label=f"{name} {label}"
                )


def _must_answer(
    person: Person, task: InspectionTask, whistle: Whistle, answered: set[DepartmentId]
) -> bool:
    return (
        whistle.state is WhistleState.OPEN
        and person.department_id not in answered
        and may(person, Deed.CHECK_IN, task)
    )


def _draw(desk: Desk, person: Person, task: InspectionTask, draw: DrawRecord) -> Iterator[Matter]:
    joined = witnesses_of(desk.ledger, draw.id)
    seated = [witness for witness in joined if not has_left(desk.ledger, witness)]
    own = [witness for witness in seated if witness.person_id == person.id]
    if draw.state is DrawState.COMMITTING and any(not each.commit for each in own):
        yield Matter(kind=MatterKind.COMMIT, task=task, about=draw.id)
    if draw.state is DrawState.REVEALING and any(each.revealed_at is None for each in own):
        yield Matter(kind=MatterKind.REVEAL, task=task, about=draw.id)
    if (
        (draw.state is DrawState.INVITING or free_places(desk.ledger, draw))
        and len(seated) < witnesses_needed(desk.profile)
        and draw.opened_by != person.id
        and person.department_id not in {each.department_id for each in seated}
        and may(person, Deed.WITNESS, task)
    ):
        yield Matter(kind=MatterKind.WITNESS, task=task, about=draw.id)


def _approvals(desk: Desk, person: Person, task: InspectionTask) -> Iterator[Matter]:
    for each in approvals_in(desk, person, task):
        label = each.label
        yield Matter(kind=MatterKind(each.kind.value), task=task, about=each.about, label=label)


def _next(desk: Desk, person: Person, task: InspectionTask) -> Iterator[Matter]:
    """The step that the lead department has to take, for whoever of it may."""
    step = next_step(desk, task)
    if step.step not in LEAD_STEPS or person.department_id != task.lead_id:
        return
    kind = MatterKind(step.step.value)
    if may(person, _DEED[kind], task):
        label = desk.profile.whistle.stage(step.stage.value).label if step.stage else ""
        yield Matter(kind=kind, task=task, label=label)
