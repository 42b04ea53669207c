"""不予公开: asked by the department, decided by its head (忻州第二十条（三）)."""

from bot.call import Call
from bot.router import router
from inspection.duties import require_duty
from inspection.permissions import Deed
from inspection.refusal import Refusal
from inspection.usecases.ask_withholding import ask_withholding
from inspection.usecases.decide_withholding import decide_withholding
from inspection.whose import About


@router.button("withhold", Deed.PUBLISH, About.DUTY)
def on_withhold(call: Call) -> None:
    """Why the result is not fit to be published."""
    view = require_duty(call.desk, call.actor, call.number(0))
    if not call.private:
        raise Refusal("only_in_private")
    facts = {
        "subject": view.subject.name,
        "basis": call.desk.profile.publication.exception.cited(),
    }
    call.ask("withhold_reason", {"duty": view.duty.id}, "ask_withhold_reason", facts)


@router.answer("withhold_reason", Deed.PUBLISH, About.DUTY)
def on_reason(call: Call) -> None:
    """The request goes to the head."""
    duty_id = call.about_number("duty")
    ask_withholding(call.desk, actor=call.actor, duty_id=duty_id, reason=call.text)
    call.close_prompts()
    call.say("sent_to_head")


@router.button("withhold_yes", Deed.DECIDE_PUBLICATION, About.DUTY)
def on_yes(call: Call) -> None:
    """同意不予公开."""
    decide_withholding(call.desk, actor=call.actor, duty_id=call.number(0), approve=True)
    call.show("decision_kept", {"approved": True})


@router.button("withhold_no", Deed.DECIDE_PUBLICATION, About.DUTY)
def on_no(call: Call) -> None:
    """不同意."""
    decide_withholding(call.desk, actor=call.actor, duty_id=call.number(0), approve=False)
    call.show("decision_kept", {"approved": False})
