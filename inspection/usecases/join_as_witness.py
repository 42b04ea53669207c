"""见证: the first inspectors of different departments who press become W1, W2 …"""

from dataclasses import replace

from inspection.ceremony import (
    free_places,
    has_left,
    post_draw_board,
    witnesses_needed,
    witnesses_of,
)
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawState, DrawWitness
from inspection.ids import DrawId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.witnessing import ask_next_step


def join_as_witness(desk: Desk, *, actor: Person, draw_id: DrawId) -> DrawWitness:
    """Enter a witness; when enough have joined, each is asked privately for a secret.

    A place whose witness left before committing goes to whoever comes next. Refusals: permission,
    `already_witness`, `witnesses_complete`, `opener_cannot_witness`, `department_has_witness`,
    `witness_place_lost`.
    """
    draw = desk.ledger.draws.get(draw_id)
    task = desk.ledger.tasks.get(draw.task_id)
    permit(actor, Deed.WITNESS, task)
    joined = witnesses_of(desk.ledger, draw.id)
    _require_fit(desk, draw, joined, actor)
    witness = _place(desk, draw, joined, actor)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="witness_joined",
        facts={"draw": draw.id, "label": witness.label},
    )
    seated = [
        each for each in witnesses_of(desk.ledger, draw.id) if not has_left(desk.ledger, each)
    ]
    if draw.state is DrawState.COMMITTING:
        ask_next_step(desk, task, draw, witness, dedupe=f"{actor.id}")
    elif len(seated) == witnesses_needed(desk.profile):
        draw = desk.ledger.draws.save(replace(draw, state=DrawState.COMMITTING))
        for each in seated:
            ask_next_step(desk, task, draw, each, dedupe="first")
    post_draw_board(desk, task, draw, dedupe=f"{witness.label}:{actor.id}")
    return witness


def _place(
    desk: Desk, draw: DrawRecord, joined: tuple[DrawWitness, ...], actor: Person
) -> DrawWitness:
    """An empty place, the actor's own before all others; else a new one."""
    places = free_places(desk.ledger, draw)
    for each in sorted(places, key=lambda place: place.person_id != actor.id):
        taken = replace(each, person_id=actor.id, department_id=actor.department_id)
        return desk.ledger.draw_witnesses.save(taken)
    return desk.ledger.draw_witnesses.add(
        DrawWitness(
            draw_id=draw.id,
            label=f"W{len(joined) + 1}",
            person_id=actor.id,
            department_id=actor.department_id,
        )
    )


def _require_fit(
    desk: Desk, draw: DrawRecord, joined: tuple[DrawWitness, ...], actor: Person
) -> None:
    for each in joined:
        if each.person_id != actor.id:
            continue
        if not has_left(desk.ledger, each):
            raise Refusal("already_witness", {"label": each.label})
        if each.commit:
            raise Refusal("witness_place_lost", {"label": each.label})
    if draw.state is not DrawState.INVITING and not free_places(desk.ledger, draw):
        raise Refusal("witnesses_complete", {"state": draw.state.value})
    if draw.opened_by == actor.id:
        raise Refusal("opener_cannot_witness")
    for each in joined:
        if each.department_id == actor.department_id and not has_left(desk.ledger, each):
            name = desk.ledger.people.get(each.person_id).name
            raise Refusal("department_has_witness", {"name": name, "label": each.label})
