"""/chouqu 抽取: preview, source, start; afterwards how far the draw is, and 递补."""

from bot.call import Call
from bot.router import router
from inspection.ceremony import board_facts, require_drawable, standing_draw, witness_facts
from inspection.drawing import drawn_facts
from inspection.draws import DrawRecord, DrawState
from inspection.ids import DrawId, SubjectId, TaskId
from inspection.lots import freeze_roster, plan_facts
from inspection.permissions import Deed, permit
from inspection.plain import Facts, Plain
from inspection.tasks import InspectionTask
from inspection.usecases.add_alternate import add_alternate
from inspection.usecases.open_draw import open_draw
from inspection.witnessing import ask_next_step


@router.verb("draw", Deed.LOOK)
def on_draw(call: Call) -> None:
    """The draw as it stands; before it, what would be drawn from and how."""
    task = call.task()
    permit(call.actor, Deed.LOOK, task)
    draw = standing_draw(call.desk.ledger, task.id)
    if draw is None:
        permit(call.actor, Deed.DRAW, task)
        require_drawable(call.desk, task)
        call.show("draw_preview", _preview(call, task))
    elif draw.state is DrawState.DRAWN:
        call.show("draw_result", drawn_facts(call.desk, task, draw))
    elif not _asked_again(call, task, draw):
        call.show("draw_board", board_facts(call.desk, task, draw))


@router.button("draw_open", Deed.DRAW)
def on_open(call: Call) -> None:
    """Freeze the roster and invite the witnesses."""
    draw = open_draw(call.desk, actor=call.actor, task_id=TaskId(call.number(0)))
    task = call.desk.ledger.tasks.get(draw.task_id)
    call.show("draw_opened", board_facts(call.desk, task, draw))


@router.button("alternate", Deed.DRAW)
def on_alternate(call: Call) -> None:
    """Which of the drawn subjects cannot be checked."""
    draw = call.desk.ledger.draws.get(DrawId(call.number(0)))
    task = call.desk.ledger.tasks.get(draw.task_id)
    permit(call.actor, Deed.DRAW, task)
    rows = call.desk.ledger.drawn_subjects.find(draw_id=draw.id, drawn=True)
    subjects: list[Plain] = [
        {"id": row.subject_id, "name": call.desk.ledger.subjects.get(row.subject_id).name}
        for row in rows
    ]
    call.show("alternate_menu", {"draw": draw.id, "subjects": subjects})


@router.button("alternate_for", Deed.DRAW)
def on_alternate_for(call: Call) -> None:
    """Why it cannot be checked."""
    draw = call.desk.ledger.draws.get(DrawId(call.number(0)))
    permit(call.actor, Deed.DRAW, call.desk.ledger.tasks.get(draw.task_id))
    subject = call.desk.ledger.subjects.get(call.number(1))
    call.ask(
        "alternate_reason",
        {"draw": draw.id, "subject": subject.id},
        "ask_alternate_reason",
        {"name": subject.name},
    )


@router.answer("alternate_reason", Deed.DRAW)
def on_alternate_reason(call: Call) -> None:
    """The reason is written: take the next alternate."""
    taken = add_alternate(
        call.desk,
        actor=call.actor,
        draw_id=DrawId(call.about_number("draw")),
        subject_id=SubjectId(call.about_number("subject")),
        reason=call.text,
    )
    call.close_prompts()
    call.say("alternate_taken", {"name": call.desk.ledger.subjects.get(taken.subject_id).name})


def _asked_again(call: Call, task: InspectionTask, draw: DrawRecord) -> bool:
    """A witness who owes a step is asked for it again, in the private chat."""
    witness = call.desk.ledger.draw_witnesses.one(draw_id=draw.id, person_id=call.actor.id)
    if witness is None or not call.private:
        return False
    return ask_next_step(call.desk, task, draw, witness, dedupe=f"u{call.update_id}")


def _preview(call: Call, task: InspectionTask) -> Facts:
    profile = call.desk.profile
    only = profile.draw.platform_only
    return {
        **plan_facts(freeze_roster(call.desk, task)),
        **witness_facts(profile),
        "task": task.name,
        "task_id": task.id,
        "attempt": len(call.desk.ledger.draws.find(task_id=task.id)) + 1,
        "platform": profile.names.platform,
        "platform_only": bool(only.value),
        "platform_basis": only.cited(),
        "repeat_basis": profile.draw.repeat.cited(),
    }
