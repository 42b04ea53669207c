"""更正公示结果: which item, which result, why; the department's head decides (信阳第二十二条)."""

from bot.call import Call
from bot.router import router
from inspection.duties import require_duty
from inspection.ids import FindingId
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.results import code_of, code_words, listed_code, listed_codes
from inspection.usecases.ask_correction import ask_correction
from inspection.usecases.decide_correction import decide_correction
from inspection.whose import About


@router.button("correct", Deed.PUBLISH, About.DUTY)
def on_correct(call: Call) -> None:
    """The department's items at this subject."""
    view = require_duty(call.desk, call.actor, call.number(0))
    found = call.desk.ledger.findings.find(
        visit_id=view.visit.id, department_id=call.actor.department_id
    )
    items: list[Plain] = [
        {
            "id": each.id,
            "name": call.desk.ledger.items.get(each.item_id).name,
            "label": code_words(code_of(call.desk.profile, each.result)),
        }
        for each in found
    ]
    rule = call.desk.profile.publication.alter_after
    facts: dict[str, Plain] = {"subject": view.subject.name, "duty": view.duty.id, "items": items}
    call.show("correct_item", {**facts, "basis": rule.cited(), "words": rule.words})


@router.button("correct_item", Deed.PUBLISH, About.FINDING)
def on_item(call: Call) -> None:
    """The results that the locality knows."""
    finding = call.desk.ledger.findings.get(FindingId(call.number(0)))
    codes: list[Plain] = [
        {"key": each.canonical, "label": code_words(each)}
        for each in listed_codes(call.desk.profile)
        if each.canonical != finding.result
    ]
    name = call.desk.ledger.items.get(finding.item_id).name
    call.show("correct_result", {"finding": finding.id, "item": name, "codes": codes})


@router.button("correct_to", Deed.PUBLISH, About.FINDING)
def on_result(call: Call) -> None:
    """Why."""
    code = listed_code(call.desk.profile, call.word(1))
    if not call.private:
        raise Refusal("only_in_private")
    about: dict[str, Plain] = {"finding": call.number(0), "result": code.canonical}
    call.ask("correct_reason", about, "ask_correct_reason", {"label": code_words(code)})


@router.answer("correct_reason", Deed.PUBLISH, About.FINDING)
def on_reason(call: Call) -> None:
    """The request goes to the head."""
    ask_correction(
        call.desk,
        actor=call.actor,
        finding_id=FindingId(call.about_number("finding")),
        result=str(call.about("result")),
        reason=call.text,
    )
    call.close_prompts()
    call.say("sent_to_head")


@router.button("correct_yes", Deed.DECIDE_PUBLICATION, About.FINDING)
def on_yes(call: Call) -> None:
    """同意更正."""
    finding_id = FindingId(call.number(0))
    decide_correction(call.desk, actor=call.actor, finding_id=finding_id, approve=True)
    call.show("decision_kept", {"approved": True})


@router.button("correct_no", Deed.DECIDE_PUBLICATION, About.FINDING)
def on_no(call: Call) -> None:
    """不同意更正."""
    finding_id = FindingId(call.number(0))
    decide_correction(call.desk, actor=call.actor, finding_id=finding_id, approve=False)
    call.show("decision_kept", {"approved": False})
