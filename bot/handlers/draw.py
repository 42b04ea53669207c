"""/chouqu 抽取: preview, source, start; afterwards how far the draw is, and 递补."""

from bot.call import Call
from bot.handlers.draw_words import said_behind
from bot.router import router
from inspection.ceremony import board_facts, require_drawable, standing_draw, witness_facts
from inspection.drawing import drawn_facts
from inspection.draws import DrawRecord, DrawState
from inspection.ids import TaskId
from inspection.lots import freeze_roster, order_offered, plan_facts
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.standing_in import permit_here
from inspection.tasks import InspectionTask
from inspection.usecases.open_draw import open_draw
from inspection.whose import About
from inspection.witnessing import ask_next_step


@router.verb("draw", Deed.LOOK)
def on_draw(call: Call) -> None:
    """The draw as it stands; before it, what would be drawn from and how."""
    task = call.task()
    permit_here(call.desk.ledger, call.actor, Deed.LOOK, task)
    draw = standing_draw(call.desk.ledger, task.id)
    if said_behind(call, task, draw):
        return
    if draw is None:
        permit(call.actor, Deed.DRAW, task)
        require_drawable(call.desk, task)
        call.show("draw_preview", _preview(call, task))
    elif draw.state is DrawState.DRAWN:
        call.show("draw_result", drawn_facts(call.desk, task, draw))
    elif not _asked_again(call, task, draw):
        call.show("draw_board", board_facts(call.desk, task, draw))


@router.button("draw_open", Deed.DRAW, About.TASK)
def on_open(call: Call) -> None:
    """Freeze the roster and invite the witnesses; with `order` all are put in order (忻州9)."""
    order = call.args[1:] == ("order",)
    draw = open_draw(call.desk, actor=call.actor, task_id=TaskId(call.number(0)), order=order)
    task = call.desk.ledger.tasks.get(draw.task_id)
    call.show("draw_opened", board_facts(call.desk, task, draw))


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
        "order_offered": order_offered(call.desk, task),
        "order_basis": profile.draw.order_mode.cited(),
        **witness_facts(profile),
        "task": task.name,
        "task_id": task.id,
        "attempt": len(call.desk.ledger.draws.find(task_id=task.id)) + 1,
        "platform": profile.names.platform,
        "platform_only": bool(only.value),
        "platform_basis": only.cited(),
        "platform_words": only.words or "",
        "repeat_basis": profile.draw.repeat.cited(),
    }
