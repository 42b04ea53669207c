"""请见证人办: the bot asks a witness for the next step, as often as it is wanted."""

from inspection.announce import to_person
from inspection.asking import ask_privately, close_asked
from inspection.ceremony import RUNNING
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawState, DrawWitness
from inspection.ids import PersonId
from inspection.ledger import Ledger
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


def is_witnessing(ledger: Ledger, person_id: PersonId) -> bool:
    """True while a draw under way waits for this person's secret or its reveal."""
    draws = [
        ledger.draws.get(each.draw_id) for each in ledger.draw_witnesses.find(person_id=person_id)
    ]
    return any(draw.state in RUNNING for draw in draws)
