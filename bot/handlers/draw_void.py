"""作废: asked by the lead department, decided by its head."""

from bot.call import Call
from bot.router import router
from inspection.ids import DrawId
from inspection.permissions import Deed, permit
from inspection.usecases.ask_void_draw import ask_void_draw
from inspection.usecases.decide_void_draw import decide_void_draw
from inspection.whose import About


@router.button("void_draw", Deed.DRAW, About.DRAW)
def on_void(call: Call) -> None:
    """Why the attempt cannot be finished."""
    draw = call.desk.ledger.draws.get(DrawId(call.number(0)))
    permit(call.actor, Deed.DRAW, call.desk.ledger.tasks.get(draw.task_id))
    call.ask("void_reason", {"draw": draw.id}, "ask_void_reason", {"attempt": draw.attempt})


@router.answer("void_reason", Deed.DRAW, About.DRAW)
def on_void_reason(call: Call) -> None:
    """The request goes to the head."""
    ask_void_draw(
        call.desk,
        actor=call.actor,
        draw_id=DrawId(call.about_number("draw")),
        reason=call.text,
    )
    call.close_prompts()
    call.say("void_asked")


@router.button("void_yes", Deed.VOID_DRAW, About.DRAW)
def on_void_yes(call: Call) -> None:
    """同意作废."""
    _decide(call, approve=True)


@router.button("void_no", Deed.VOID_DRAW, About.DRAW)
def on_void_no(call: Call) -> None:
    """不同意作废."""
    _decide(call, approve=False)


def _decide(call: Call, *, approve: bool) -> None:
    draw = decide_void_draw(
        call.desk, actor=call.actor, draw_id=DrawId(call.number(0)), approve=approve
    )
    call.show("void_settled", {"approved": approve, "attempt": draw.attempt})
