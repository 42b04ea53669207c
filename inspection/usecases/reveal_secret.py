"""揭示: a witness publishes the secret; with the last one the draw is made, then and there."""

from dataclasses import replace

from inspection.announce import to_group
from inspection.asking import close_asked
from inspection.ceremony import own_witness, post_draw_board, require_state, witnesses_of
from inspection.desk import Desk
from inspection.draw import commit
from inspection.drawing import draw_now
from inspection.draws import DrawRecord, DrawState
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.refusal import Refusal


def reveal_secret(desk: Desk, *, actor: Person, witness_id: int, secret: str = "") -> DrawRecord:
    """Publish the kept secret, or `secret` where only a commitment was sent; return the draw.

    Refusals: permission, `not_this_witness`, `already_revealed`, `draw_step_passed`,
    `bad_secret`, `secret_wanted`, `commitment_broken`, and those of the draw.
    """
    witness, draw = own_witness(desk, actor, witness_id)
    task = desk.ledger.tasks.get(draw.task_id)
    permit(actor, Deed.WITNESS, task)
    if witness.revealed_at is not None:
        raise Refusal("already_revealed", {"label": witness.label})
    require_state(draw, DrawState.REVEALING)
    said = witness.secret or secret
    if not said:
        raise Refusal("secret_wanted", {"label": witness.label})
    if commit(draw.params_sha256, witness.label, said) != witness.commit:
        raise Refusal("commitment_broken", {"witness": witness.label})
    witness = desk.ledger.draw_witnesses.save(replace(witness, secret=said, revealed_at=desk.now))
    close_asked(desk, "reveal", "witness", witness.id)
    facts: Facts = {"draw": draw.id, "label": witness.label, "secret": said}
    desk.ledger.record(
        at=desk.now, actor_id=actor.id, task_id=task.id, verb="secret_revealed", facts=facts
    )
    to_group(
        desk, task, "secret_posted", {**facts, "name": actor.name}, dedupe=f"said:{witness.id}"
    )
    if all(each.revealed_at for each in witnesses_of(desk.ledger, draw.id)):
        draw = draw_now(desk, task, draw)
    post_draw_board(desk, task, draw, dedupe=f"r{witness.id}")
    return draw
