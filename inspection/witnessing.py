"""请见证人办: the bot asks a witness for the next step, as often as it is wanted."""

from inspection.announce import to_person
from inspection.asking import ask_privately, close_asked
from inspection.ceremony import RUNNING, post_draw_board
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawState, DrawWitness
from inspection.ids import PersonId
from inspection.plain import Facts
from inspection.tasks import InspectionTask


def ask_next_step(
    desk: Desk, task: InspectionTask, draw: DrawRecord, witness: DrawWitness, *, dedupe: str
) -> bool:
    """Ask for the secret or for its reveal, whichever is due of this witness; False if neither."""
    if draw.state is DrawState.COMMITTING and not witness.commit:
        _ask_secret(desk, task, draw, witness, dedupe)
    elif draw.state is DrawState.REVEALING and witness.revealed_at is None:
        _ask_reveal(desk, task, witness, dedupe)
    else:
        return False
    return True


def _ask_secret(
    desk: Desk, task: InspectionTask, draw: DrawRecord, witness: DrawWitness, dedupe: str
) -> None:
    close_asked(desk, "secret", "witness", witness.id)
    ask_privately(
        desk,
        witness.person_id,
        asks="secret",
        about={"witness": witness.id},
        kind="ask_secret",
        facts={
            "task": task.name,
            "label": witness.label,
            "witness": witness.id,
            "params_sha256": draw.params_sha256,
        },
        dedupe=f"secret:{witness.id}:{dedupe}",
        task=task,
    )


def _ask_reveal(desk: Desk, task: InspectionTask, witness: DrawWitness, dedupe: str) -> None:
    facts: Facts = {"task": task.name, "label": witness.label, "witness": witness.id}
    dedupe = f"reveal:{witness.id}:{dedupe}"
    if witness.secret:
        to_person(desk, witness.person_id, "ask_reveal", facts, dedupe=dedupe, task=task)
        return
    close_asked(desk, "reveal", "witness", witness.id)
    ask_privately(
        desk,
        witness.person_id,
        asks="reveal",
        about={"witness": witness.id},
        kind="ask_reveal_secret",
        facts={**facts, "commit": witness.commit},
        dedupe=dedupe,
        task=task,
    )


def leave_places(desk: Desk, person_id: PersonId) -> str:
    """The person leaves: draws under way are told, those committed to cannot be finished.

    Return `void` when such a draw has to be made void (draw.md, step 4), `free` when another may
    take the place, and `` where the person witnesses nothing.
    """
    found = ""
    for witness in desk.ledger.draw_witnesses.find(person_id=person_id):
        draw = desk.ledger.draws.get(witness.draw_id)
        if draw.state not in RUNNING or witness.revealed_at is not None:
            continue
        found = "void" if witness.commit or found == "void" else "free"
        task = desk.ledger.tasks.get(draw.task_id)
        desk.ledger.record(
            at=desk.now,
            actor_id=None,
            task_id=task.id,
            verb="witness_left",
            facts={"draw": draw.id, "label": witness.label, "committed": bool(witness.commit)},
        )
        post_draw_board(desk, task, draw, dedupe=f"left{witness.id}:{person_id}")
    return found
