"""承诺: a witness binds a secret by its hash; nothing is revealed before all are posted."""

import re
from dataclasses import replace

from inspection.announce import to_group
from inspection.asking import close_asked
from inspection.ceremony import own_witness, post_draw_board, require_state, witnesses_of
from inspection.desk import Desk
from inspection.draw import commit
from inspection.draws import DrawState, DrawWitness
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.witnessing import ask_next_step

COMMITMENT = re.compile(r"[0-9a-f]{64}")


def commit_secret(
    desk: Desk, *, actor: Person, witness_id: int, secret: str = "", commitment: str = ""
) -> DrawWitness:
    """Enter the commitment to `secret`, or a `commitment` computed elsewhere.

    Refusals: permission, `not_this_witness`, `draw_step_passed`, `already_committed`,
    `bad_secret`, `bad_commitment`.
    """
    witness, draw = own_witness(desk, actor, witness_id)
    task = desk.ledger.tasks.get(draw.task_id)
    permit(actor, Deed.WITNESS, task)
    if witness.commit:
        raise Refusal("already_committed", {"label": witness.label, "commit": witness.commit})
    require_state(draw, DrawState.COMMITTING)
    if commitment and not COMMITMENT.fullmatch(commitment):
        raise Refusal("bad_commitment", {"length": len(commitment)})
    value = commitment or commit(draw.params_sha256, witness.label, secret)
    witness = desk.ledger.draw_witnesses.save(
        replace(witness, commit=value, secret=secret, committed_at=desk.now)
    )
    close_asked(desk, "secret", "witness", witness.id)
    facts: Facts = {"draw": draw.id, "label": witness.label, "commit": value}
    desk.ledger.record(
        at=desk.now, actor_id=actor.id, task_id=task.id, verb="secret_committed", facts=facts
    )
    to_group(
        desk,
        task,
        "commitment_posted",
        {**facts, "name": actor.name},
        dedupe=f"commit:{witness.id}",
    )
    witnesses = witnesses_of(desk.ledger, draw.id)
    if all(each.commit for each in witnesses):
        draw = desk.ledger.draws.save(replace(draw, state=DrawState.REVEALING))
        for each in witnesses:
            ask_next_step(desk, task, draw, each, dedupe="first")
    post_draw_board(desk, task, draw, dedupe=f"c{witness.id}")
    return witness
