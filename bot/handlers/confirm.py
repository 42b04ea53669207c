"""/luru 录入结果, the end of a visit: signed, closed without a signature, or refused and why."""

from bot.aside import asked, question, turn
from bot.call import Call
from bot.handlers.visit import show_visit
from bot.router import router
from inspection.field import require_leader, site_of
from inspection.finishing import confirmation_facts
from inspection.ids import VisitId
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.said import said
from inspection.usecases.confirm_visit import confirm_visit, require_confirmable
from inspection.visits import Confirmation
from inspection.whose import About


@router.button("confirm", Deed.VISIT, About.VISIT)
def on_confirm(call: Call) -> None:
    """已签字, or closed without a signature where none is asked; asked once more, it is final."""
    given = Confirmation.SIGNED if call.word(1) == "signed" else None
    visit_id = VisitId(call.number(0))
    if call.args[2:] != ("sure",):
        site = site_of(call.desk, VisitId(call.number(0)))
        require_leader(call.desk, call.actor, site)
        require_confirmable(call.desk, site, given)
        facts = confirmation_facts(call.desk, site)
        turn(call, "confirm_sure", {**facts, "signed": given is not None})
        return
    confirm_visit(call.desk, actor=call.actor, visit_id=visit_id, confirmation=given)
    show_visit(call, site_of(call.desk, visit_id))


@router.button("sign_refused", Deed.VISIT, About.VISIT)
def on_sign_refused(call: Call) -> None:
    """拒签: ask why."""
    site = site_of(call.desk, VisitId(call.number(0)))
    require_leader(call.desk, call.actor, site)
    require_confirmable(call.desk, site, Confirmation.REFUSED)
    rule = call.desk.profile.record.signature
    facts: dict[str, Plain] = {
        "subject": site.subject.name,
        "visit": site.visit.id,
        "basis": rule.cited(),
    }
    question(call, "sign_refused", {"visit": site.visit.id}, "ask_sign_refused", facts)


@router.answer("sign_refused", Deed.VISIT, About.VISIT)
def on_refusal_reason(call: Call) -> None:
    """The reason; then whether it was recorded, where the circular deals with a refusal."""
    about: dict[str, Plain] = {"visit": call.about_number("visit"), "reason": said(call.text)}
    _ask_recording(call, about)


@router.button("recorded", Deed.VISIT, About.VISIT, asks="recording")
def on_recorded(call: Call) -> None:
    """有录音录像 or not; then the witness."""
    prompt = asked(call, "recording")
    if prompt is None:
        raise Refusal("button_out_of_date")
    _ask_witness(call, {**prompt.about, "recording": call.word(0) == "yes"})


@router.answer("recording", Deed.VISIT, About.VISIT)
def on_recording_words(call: Call) -> None:
    """The same in words: 有 or 无, or the number of the recording."""
    said = call.text.strip()
    number = "" if said in ("有", "无", "没有") else said
    if number and not any(each.isdecimal() for each in number):
        raise Refusal("yes_or_no", {"yes": "有", "no": "无"})
    taken: dict[str, Plain] = {"recording": said not in ("无", "没有"), "recording_number": number}
    _ask_witness(call, {**_about(call), **taken})


@router.button("no_witness", Deed.VISIT, About.VISIT, asks="sign_witness")
def on_no_witness(call: Call) -> None:
    """There was no witness."""
    prompt = asked(call, "sign_witness")
    if prompt is None:
        raise Refusal("button_out_of_date")
    _refused(call, prompt.about, "")


@router.answer("sign_witness", Deed.VISIT, About.VISIT)
def on_witness(call: Call) -> None:
    """The witness's name."""
    _refused(call, _about(call), call.text.strip())


def _about(call: Call) -> dict[str, Plain]:
    return dict(call.prompt.about) if call.prompt else {}


def _ask_recording(call: Call, about: dict[str, Plain]) -> None:
    helps = _helps(call)
    if not helps:
        _ask_witness(call, about)
        return
    asked_for = any("录音" in each for each in helps)
    basis = call.desk.profile.record.signature.cited() if asked_for else None
    question(call, "recording", about, "ask_recording", {"basis": basis})


def _ask_witness(call: Call, about: dict[str, Plain]) -> None:
    if not any("见证" in each for each in _helps(call)):
        _refused(call, about, "")
        return
    basis = call.desk.profile.record.signature.cited()
    question(call, "sign_witness", about, "ask_sign_witness", {"basis": basis})


def _helps(call: Call) -> tuple[str, ...]:
    rule = call.desk.profile.record.signature.value
    return rule.when_refused if rule else ()


def _refused(call: Call, about: dict[str, Plain], witness: str) -> None:
    recording = about.get("recording")
    visit_id = VisitId(int(str(about["visit"])))
    confirm_visit(
        call.desk,
        actor=call.actor,
        visit_id=visit_id,
        confirmation=Confirmation.REFUSED,
        reason=str(about["reason"]),
        recording=recording if isinstance(recording, bool) else None,
        recording_number=str(about.get("recording_number") or ""),
        witness=witness,
    )
    show_visit(call, site_of(call.desk, visit_id))
