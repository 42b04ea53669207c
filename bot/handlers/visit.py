"""/luru 录入结果, the leader's part: notice, online check, start, confirmation, direct result."""

from bot.aside import asked, question, turn
from bot.call import Call
from bot.router import router
from inspection.field import (
    Site,
    require_leader,
    require_planned,
    require_whistled,
    site_of,
    visits_of,
)
from inspection.field_views import NOTICE_WAYS, direct_menu, notice_menu, visit_card, visit_list
from inspection.finishing import confirmation_facts
from inspection.ids import VisitId
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.results import code_words, direct_code
from inspection.said import said
from inspection.usecases.attach_evidence import attach_evidence
from inspection.usecases.confirm_visit import confirm_visit, require_confirmable
from inspection.usecases.form_direct_result import form_direct_result
from inspection.usecases.record_notice import UNSUITABLE, record_notice
from inspection.usecases.record_online_check import record_online_check
from inspection.usecases.settle_online_check import settle_online_check
from inspection.usecases.start_visit import start_visit
from inspection.visits import Confirmation
from inspection.whose import About


@router.verb("enter", Deed.ENTER_FINDING, About.NOTHING)
def on_enter(call: Call) -> None:
    """The subjects this inspector is matched to; in a group, those of its task."""
    visits = visits_of(call.desk, call.actor)
    if not call.private or call.chosen_task is not None:
        task = call.task()
        visits = tuple(each for each in visits if each.task_id == task.id)
    if not visits:
        raise Refusal("no_visits")
    listed = visit_list(call.desk, visits, call.actor)
    call.show("visit_list", {**listed, "private": call.private})


@router.button("visit", Deed.ENTER_FINDING, About.VISIT)
def on_visit(call: Call) -> None:
    """One subject, with the buttons for whoever asks."""
    show_visit(call, _site(call))


@router.button("notice", Deed.VISIT, About.VISIT)
def on_notice(call: Call) -> None:
    """How was the subject told?"""
    site = _site(call)
    require_leader(call.desk, call.actor, site)
    require_planned(site)
    turn(call, "notice_menu", notice_menu(call.desk, site))


@router.button("notice_way", Deed.VISIT, About.VISIT)
def on_notice_way(call: Call) -> None:
    """The way was chosen: record it, draft the notice."""
    way = NOTICE_WAYS.get(call.word(1))
    if way is None:
        raise Refusal("button_out_of_date")
    record_notice(call.desk, actor=call.actor, visit_id=VisitId(call.number(0)), way=way)
    show_visit(call, _site(call))


@router.button("notice_unfit", Deed.VISIT, About.VISIT)
def on_notice_unfit(call: Call) -> None:
    """不宜告知: ask why."""
    site = _site(call)
    require_leader(call.desk, call.actor, site)
    question(
        call,
        "notice_unfit",
        {"visit": site.visit.id},
        "ask_notice_unfit",
        {"subject": site.subject.name, "visit": site.visit.id},
    )


@router.answer("notice_unfit", Deed.VISIT, About.VISIT)
def on_notice_unfit_reason(call: Call) -> None:
    """Why the subject was not told."""
    visit_id = VisitId(call.about_number("visit"))
    record_notice(call.desk, actor=call.actor, visit_id=visit_id, way=UNSUITABLE, reason=call.text)
    show_visit(call, site_of(call.desk, visit_id))


@router.button("online", Deed.VISIT, About.VISIT)
def on_online(call: Call) -> None:
    """网络检查: ask what it found."""
    site = _site(call)
    require_leader(call.desk, call.actor, site)
    require_planned(site)
    rule = call.desk.profile.check.online_first
    facts: dict[str, Plain] = {
        "subject": site.subject.name,
        "visit": site.visit.id,
        "required": rule.value,
        "basis": rule.cited(),
    }
    question(call, "online_note", {"visit": site.visit.id}, "ask_online_note", facts)


@router.answer("online_note", Deed.VISIT, About.VISIT)
def on_online_note(call: Call) -> None:
    """What the online check found."""
    visit_id = VisitId(call.about_number("visit"))
    record_online_check(call.desk, actor=call.actor, visit_id=visit_id, note=call.text)
    show_visit(call, site_of(call.desk, visit_id))


@router.button("online_settled", Deed.VISIT, About.VISIT)
def on_online_settled(call: Call) -> None:
    """Need the site be looked at for it, or not."""
    visit_id, verified = VisitId(call.number(0)), call.word(1) == "yes"
    settle_online_check(call.desk, actor=call.actor, visit_id=visit_id, verified=verified)


@router.button("online_system", Deed.VISIT, About.VISIT)
def on_online_system(call: Call) -> None:
    """Where it was looked up."""
    visit_id, system = VisitId(call.number(0)), call.number(1)
    settle_online_check(call.desk, actor=call.actor, visit_id=visit_id, system=system)


@router.button("start_visit", Deed.VISIT, About.VISIT)
def on_start(call: Call) -> None:
    """开始检查."""
    visit = start_visit(call.desk, actor=call.actor, visit_id=VisitId(call.number(0)))
    show_visit(call, site_of(call.desk, visit.id))


@router.button("confirm", Deed.VISIT, About.VISIT)
def on_confirm(call: Call) -> None:
    """已签字, or closed without a signature where none is asked; asked once more, it is final."""
    given = Confirmation.SIGNED if call.word(1) == "signed" else None
    visit_id = VisitId(call.number(0))
    if call.args[2:] != ("sure",):
        site = _site(call)
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
    site = _site(call)
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


@router.button("direct", Deed.VISIT, About.VISIT)
def on_direct(call: Call) -> None:
    """直接形成结果: which one."""
    site = _site(call)
    require_leader(call.desk, call.actor, site)
    require_whistled(call.desk, site)
    turn(call, "direct_menu", direct_menu(call.desk, site))


@router.button("direct_code", Deed.VISIT, About.VISIT)
def on_direct_code(call: Call) -> None:
    """The result was chosen: ask for the evidence."""
    site = _site(call)
    require_leader(call.desk, call.actor, site)
    code = direct_code(call.desk.profile, call.word(1))
    facts: dict[str, Plain] = {
        "subject": site.subject.name,
        "visit": site.visit.id,
        "label": code_words(code),
        "basis": call.desk.profile.results.direct.cited(),
    }
    about: dict[str, Plain] = {"visit": site.visit.id, "result": code.canonical}
    question(call, "direct_evidence", about, "ask_direct_evidence", facts, wants="photo")


@router.answer("direct_evidence", Deed.VISIT, About.VISIT)
def on_direct_evidence(call: Call) -> None:
    """The evidence came: form the result, or first ask what happened where no word came with it."""
    visit_id, upload = VisitId(call.about_number("visit")), call.upload
    if upload is None:
        raise Refusal("photo_wanted")
    attach_evidence(
        call.desk,
        actor=call.actor,
        visit_id=visit_id,
        item_id=None,
        name=upload.name,
        media_type=upload.media_type,
        content=upload.content,
    )
    result = str(call.about("result"))
    if call.text.strip():
        _form_directly(call, visit_id, result, call.text)
        return
    about: dict[str, Plain] = {"visit": visit_id, "result": result}
    subject = site_of(call.desk, visit_id).subject.name
    question(call, "direct_course", about, "ask_direct_course", {"subject": subject})


@router.answer("direct_course", Deed.VISIT, About.VISIT)
def on_direct_course(call: Call) -> None:
    """What happened: form the result."""
    visit_id = VisitId(call.about_number("visit"))
    _form_directly(call, visit_id, str(call.about("result")), said(call.text))


@router.button("direct_silent", Deed.VISIT, About.VISIT, asks="direct_course")
def on_direct_silent(call: Call) -> None:
    """Nothing to add: form the result."""
    prompt = asked(call, "direct_course")
    if prompt is None:
        raise Refusal("button_out_of_date")
    visit_id = VisitId(int(str(prompt.about["visit"])))
    _form_directly(call, visit_id, str(prompt.about["result"]), "")


def show_visit(call: Call, site: Site) -> None:
    """The card of a visit, in the private chat."""
    turn(call, "visit_card", visit_card(call.desk, site, call.actor))


def _form_directly(call: Call, visit_id: VisitId, result: str, note: str) -> None:
    form_direct_result(call.desk, actor=call.actor, visit_id=visit_id, result=result, note=note)
    show_visit(call, site_of(call.desk, visit_id))


def _site(call: Call) -> Site:
    return site_of(call.desk, VisitId(call.number(0)))


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
