"""/luru 录入结果, a subject that cannot be checked: which result, and on what evidence."""

from bot.aside import asked, question, turn
from bot.call import Call
from bot.handlers.visit import show_visit
from bot.router import router
from inspection.field import require_leader, require_whistled, site_of
from inspection.field_views import direct_menu
from inspection.ids import VisitId
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.results import code_words, direct_code
from inspection.said import said
from inspection.usecases.attach_evidence import attach_evidence
from inspection.usecases.form_direct_result import form_direct_result
from inspection.whose import About


@router.button("direct", Deed.VISIT, About.VISIT)
def on_direct(call: Call) -> None:
    """直接形成结果: which one."""
    site = site_of(call.desk, VisitId(call.number(0)))
    require_leader(call.desk, call.actor, site)
    require_whistled(call.desk, site)
    turn(call, "direct_menu", direct_menu(call.desk, site))


@router.button("direct_code", Deed.VISIT, About.VISIT)
def on_direct_code(call: Call) -> None:
    """The result was chosen: ask for the evidence."""
    site = site_of(call.desk, VisitId(call.number(0)))
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


def _form_directly(call: Call, visit_id: VisitId, result: str, note: str) -> None:
    form_direct_result(call.desk, actor=call.actor, visit_id=visit_id, result=result, note=note)
    show_visit(call, site_of(call.desk, visit_id))
