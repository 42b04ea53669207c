"""抽取见证: who witnesses a draw, how far each has come, and what the group is told of it."""

from inspection.announce import to_group
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawState, DrawWitness
from inspection.ids import DrawId, TaskId
from inspection.ledger import Ledger
from inspection.lots import orders_batches
from inspection.pack_check import sha256_hex
from inspection.people import Person, Role
from inspection.plain import Facts, Plain
from inspection.posting import Priority
from inspection.profile import Profile
from inspection.refusal import Refusal
from inspection.stages import whistles_of
from inspection.tasks import InspectionTask, Stage, TaskState

LEAST_WITNESSES = 2
"""With one witness alone the seed would be one person's choice (draw.md, step 4)."""

LONG_ROSTER = 100_000
"""Above so many lots people are told that the draw takes a while."""

RUNNING = (DrawState.INVITING, DrawState.COMMITTING, DrawState.REVEALING)


def witnesses_needed(profile: Profile) -> int:
    """见证人数: the locality's minimum or the named default, at least two."""
    return max(LEAST_WITNESSES, profile.effective_witnesses.value)


def witness_facts(profile: Profile) -> Facts:
    """How many witnesses, and whether the circular says so, advises it, or is silent."""
    rule = profile.draw.witnesses
    return {
        "needed": witnesses_needed(profile),
        "witness_basis": profile.effective_witnesses.source,
        "witness_local": profile.effective_witnesses.is_local,
        "witness_weight": rule.value.weight if rule.value else "",
    }


def standing_draw(ledger: Ledger, task_id: TaskId) -> DrawRecord | None:
    """The draw that counts: the last attempt that is not void."""
    draws = ledger.draws.find(task_id=task_id)
    return draws[-1] if draws and draws[-1].state is not DrawState.VOID else None


def drawn_draw(ledger: Ledger, task: InspectionTask) -> DrawRecord:
    """The finished draw of the task; Refusal `not_drawn_yet`."""
    draw = standing_draw(ledger, task.id)
    if draw is None or draw.state is not DrawState.DRAWN:
        raise Refusal("not_drawn_yet", {"task": task.name})
    return draw


def witnesses_of(ledger: Ledger, draw_id: DrawId) -> tuple[DrawWitness, ...]:
    """The witnesses of a draw in the order of joining, W1 first."""
    return ledger.draw_witnesses.find(draw_id=draw_id)


def has_left(ledger: Ledger, witness: DrawWitness) -> bool:
    """Whether the place is empty: whoever took it left the department or inspects no more.

    What was revealed stands, so that such a place is never empty.
    """
    person = ledger.people.get(witness.person_id)
    stays = person.active and Role.INSPECTOR in person.roles
    return witness.revealed_at is None and not (
        stays and person.department_id == witness.department_id
    )


def free_places(ledger: Ledger, draw: DrawRecord) -> tuple[DrawWitness, ...]:
    """Empty places that others may take: nothing was committed there yet."""
    if draw.state not in (DrawState.INVITING, DrawState.COMMITTING):
        return ()
    witnesses = witnesses_of(ledger, draw.id)
    return tuple(each for each in witnesses if not each.commit and has_left(ledger, each))


def own_witness(desk: Desk, actor: Person, witness_id: int) -> tuple[DrawWitness, DrawRecord]:
    """The actor's own place as a witness.

    Refusals: `not_this_witness` for somebody else's, `witness_place_lost` after changing the
    department.
    """
    witness = desk.ledger.draw_witnesses.get(witness_id)
    if witness.person_id != actor.id:
        raise Refusal("not_this_witness", {"label": witness.label})
    if actor.active and witness.department_id != actor.department_id:
        raise Refusal("witness_place_lost", {"label": witness.label})
    return witness, desk.ledger.draws.get(witness.draw_id)


def require_drawable(desk: Desk, task: InspectionTask) -> None:
    """Refuse a new draw: `task_closed`, `group_missing`, `draw_whistle_missing`, `draw_underway`,
    `draw_already_made` (nothing may be drawn again)."""
    if task.state is TaskState.ARCHIVED:
        raise Refusal("task_closed", {"task": task.name})
    if task.chat_id is None:
        raise Refusal("group_missing", {"task": task.name})
    rules = desk.profile.whistle
    if all(whistle.stage is not Stage.DRAW for whistle in whistles_of(desk, task)):
        words = {"stage": rules.stage(Stage.DRAW.value).label, "word": rules.call_word}
        raise Refusal("draw_whistle_missing", words)
    draw = standing_draw(desk.ledger, task.id)
    if draw is None:
        return
    if draw.state is DrawState.DRAWN:
        raise Refusal(
            "draw_already_made", {"attempt": draw.attempt}, desk.profile.draw.once.citation
        )
    raise Refusal("draw_underway", {"attempt": draw.attempt})


def require_state(draw: DrawRecord, state: DrawState) -> None:
    """Refuse a step out of its order: `draw_step_passed` with the state the draw is in."""
    if draw.state is not state:
        raise Refusal("draw_step_passed", {"state": draw.state.value, "attempt": draw.attempt})


def board_facts(desk: Desk, task: InspectionTask, draw: DrawRecord) -> Facts:
    """The state of a running draw: hashes, counts, who witnesses and how far they are."""
    listed: list[Plain] = []
    for witness in witnesses_of(desk.ledger, draw.id):
        person = desk.ledger.people.get(witness.person_id)
        listed.append(
            {
                "label": witness.label,
                "name": person.name,
                "department": desk.ledger.departments.get(witness.department_id).short_name,
                "left": draw.state in RUNNING and has_left(desk.ledger, witness),
                "committed": bool(witness.commit),
                "revealed": witness.revealed_at is not None,
            }
        )
    return {
        "draw": draw.id,
        "task": task.name,
        "task_id": task.id,
        "attempt": draw.attempt,
        "state": draw.state.value,
        "roster": draw.roster.count("\n"),
        "excluded": max(draw.excluded.count("\n") - 1, 0),
        "roster_sha256": sha256_hex(draw.roster.encode()),
        "params_sha256": draw.params_sha256,
        "needed": witnesses_needed(desk.profile),
        "witnesses": listed,
        "free": len(free_places(desk.ledger, draw)),
        "platform_number": draw.platform_number,
        "order": orders_batches(desk, draw),
        "order_basis": desk.profile.draw.order_mode.cited(),
        "long": draw.roster.count("\n") > LONG_ROSTER,
    }


def post_draw_board(desk: Desk, task: InspectionTask, draw: DrawRecord, *, dedupe: str) -> None:
    """Bring the draw's message in the group up to date: one message, edited each time."""
    to_group(
        desk,
        task,
        "draw_board",
        board_facts(desk, task, draw),
        dedupe=f"draw:{draw.id}:{dedupe}",
        priority=Priority.ANSWER,
        slot=f"draw:{draw.id}",
    )
