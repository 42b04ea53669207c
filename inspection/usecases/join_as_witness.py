"""见证: the first inspectors of different departments who press become W1, W2 …"""

from dataclasses import replace

from inspection.ceremony import post_draw_board, witnesses_needed, witnesses_of
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawState, DrawWitness
from inspection.ids import DrawId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.witnessing import ask_next_step


def join_as_witness(desk: Desk, *, actor: Person, draw_id: DrawId) -> DrawWitness:
    """Enter a witness; when enough have joined, each is asked privately for a secret.

    Refusals: permission, `already_witness`, `witnesses_complete`, `opener_cannot_witness`,
    `department_has_witness`.
    """
    draw = desk.ledger.draws.get(draw_id)
    task = desk.ledger.tasks.get(draw.task_id)
    permit(actor, Deed.WITNESS, task)
    joined = witnesses_of(desk.ledger, draw.id)
    _require_fit(desk, draw, joined, actor)
    witness = desk.ledger.draw_witnesses.add(
        DrawWitness(draw_id=draw.id, label=f"W{len(joined) + 1}", person_id=actor.id)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="witness_joined",
        facts={"draw": draw.id, "label": witness.label},
    )
    if len(joined) + 1 == witnesses_needed(desk.profile):
        draw = desk.ledger.draws.save(replace(draw, state=DrawState.COMMITTING))
        for each in (*joined, witness):
            ask_next_step(desk, task, draw, each, dedupe="first")
    post_draw_board(desk, task, draw, dedupe=witness.label)
    return witness


def _require_fit(
    desk: Desk, draw: DrawRecord, joined: tuple[DrawWitness, ...], actor: Person
) -> None:
    for each in joined:
        if each.person_id == actor.id:
            raise Refusal("already_witness", {"label": each.label})
    if draw.state is not DrawState.INVITING:
        raise Refusal("witnesses_complete", {"state": draw.state.value})
    if draw.opened_by == actor.id:
        raise Refusal("opener_cannot_witness")
    for each in joined:
        person = desk.ledger.people.get(each.person_id)
        if person.department_id == actor.department_id:
            raise Refusal("department_has_witness", {"name": person.name, "label": each.label})
