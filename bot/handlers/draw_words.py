"""Words behind /chouqu: what the buttons of the draw do, for those who would rather type (R6)."""

from collections.abc import Callable

from bot.call import Call
from inspection.draws import DrawRecord
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask
from inspection.usecases.add_alternate import add_alternate
from inspection.usecases.ask_void_draw import ask_void_draw
from inspection.usecases.decide_void_draw import decide_void_draw
from inspection.usecases.join_as_witness import join_as_witness
from inspection.usecases.open_draw import open_draw
from inspection.usecases.reveal_secret import reveal_secret

Act = Callable[[Call, InspectionTask, DrawRecord], None]


def said_behind(call: Call, task: InspectionTask, draw: DrawRecord | None) -> bool:
    """Do what the first word behind the command asks for; False when it asks for nothing."""
    word = call.args[0] if call.args else ""
    if word in ("开始", "排序"):
        open_draw(call.desk, actor=call.actor, task_id=task.id, order=word == "排序")
        return True
    act = ACTS.get(word)
    if act is None:
        return False
    if draw is None:
        raise Refusal("no_draw_underway", {"task": task.name})
    act(call, task, draw)
    return True


def _witness(call: Call, task: InspectionTask, draw: DrawRecord) -> None:
    witness = join_as_witness(call.desk, actor=call.actor, draw_id=draw.id)
    call.say("witness_joined", {"label": witness.label, "bot": call.bot_name})


def _reveal(call: Call, task: InspectionTask, draw: DrawRecord) -> None:
    witness = call.desk.ledger.draw_witnesses.one(draw_id=draw.id, person_id=call.actor.id)
    if witness is None:
        raise Refusal("not_a_witness")
    secret = call.args[1] if len(call.args) > 1 else ""
    done = reveal_secret(call.desk, actor=call.actor, witness_id=witness.id, secret=secret)
    call.say("secret_revealed", {"state": done.state.value})


def _void(call: Call, task: InspectionTask, draw: DrawRecord) -> None:
    reason = " ".join(call.args[1:])
    ask_void_draw(call.desk, actor=call.actor, draw_id=draw.id, reason=reason)
    call.say("void_asked")


def _approve(call: Call, task: InspectionTask, draw: DrawRecord) -> None:
    approved = call.args[0] == "同意作废"
    decide_void_draw(call.desk, actor=call.actor, draw_id=draw.id, approve=approved)
    call.say("void_settled", {"approved": approved, "attempt": draw.attempt})


def _alternate(call: Call, task: InspectionTask, draw: DrawRecord) -> None:
    permit(call.actor, Deed.DRAW, task)
    said = call.args[1] if len(call.args) > 1 else ""
    subjects = call.desk.ledger.subjects
    found = [*subjects.find(code=said.upper()), *subjects.find(name=said)]
    if not found:
        raise Refusal("subject_not_found", {"said": said[:40], "industry": task.industry})
    taken = add_alternate(
        call.desk,
        actor=call.actor,
        draw_id=draw.id,
        subject_id=found[0].id,
        reason=" ".join(call.args[2:]),
    )
    call.say("alternate_taken", {"name": subjects.get(taken.subject_id).name})


ACTS: dict[str, Act] = {
    "见证": _witness,
    "公开": _reveal,
    "作废": _void,
    "同意作废": _approve,
    "不同意作废": _approve,
    "递补": _alternate,
}
"""The words, as they are typed behind /chouqu or 抽取."""
