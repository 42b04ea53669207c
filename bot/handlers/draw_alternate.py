"""递补: which subject cannot be checked, why, and the next alternate."""

from bot.call import Call
from bot.router import router
from inspection.ids import DrawId, SubjectId
from inspection.permissions import Deed, permit
from inspection.plain import Plain
from inspection.usecases.add_alternate import add_alternate
from inspection.whose import About


@router.button("alternate", Deed.DRAW, About.DRAW)
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


@router.button("alternate_for", Deed.DRAW, About.DRAW)
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


@router.answer("alternate_reason", Deed.DRAW, About.DRAW)
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
