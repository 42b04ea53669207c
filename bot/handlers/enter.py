"""录入本部门: item by item, one question at a time; every press is a saved row."""

from bot.aside import question, turn
from bot.call import Call
from bot.router import router
from inspection.entry_steps import Step, next_step, own_finding, require_entering
from inspection.field import (
    Site,
    not_submitted,
    require_matched,
    require_open,
    site_of,
    submitted,
    visits_of,
)
from inspection.field_views import change_facts, none_found_facts, question_facts, summary_facts
from inspection.ids import FindingId, ItemId, VisitId
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.results import DISPOSALS, clean_label, typed_code
from inspection.usecases.attach_evidence import attach_evidence
from inspection.usecases.change_finding import change_finding
from inspection.usecases.describe_finding import (
    choose_uncooperative_kind,
    dispose_finding,
    note_finding,
)
from inspection.usecases.enter_finding import enter_finding
from inspection.usecases.enter_none_found import enter_none_found
from inspection.usecases.submit_findings import reopen_findings, submit_findings
from inspection.visits import VisitState
from inspection.whose import About

_QUESTIONS = {
    Step.RESULT: "ask_result",
    Step.KIND: "ask_kind",
    Step.NOTE: "ask_note",
    Step.DISPOSAL: "ask_disposal",
}


@router.button("entry", Deed.ENTER_FINDING, About.VISIT)
def on_entry(call: Call) -> None:
    """Go on at the first unanswered question of the own department."""
    site = site_of(call.desk, VisitId(call.number(0)))
    require_matched(call.desk, call.actor, site)
    require_open(site)
    go_on(call, site)


@router.button("result", Deed.ENTER_FINDING, About.VISIT)
def on_result(call: Call) -> None:
    """A result was pressed."""
    finding = enter_finding(
        call.desk,
        actor=call.actor,
        visit_id=VisitId(call.number(0)),
        item_id=ItemId(call.number(1)),
        result=call.word(2),
    )
    go_on(call, site_of(call.desk, finding.visit_id))


@router.button("none_found", Deed.ENTER_FINDING, About.VISIT)
def on_none_found(call: Call) -> None:
    """各项均未发现问题: asked once more with the names of the items."""
    site = site_of(call.desk, VisitId(call.number(0)))
    if call.args[1:] != ("sure",):
        _ask_none_found(call, site)
        return
    enter_none_found(call.desk, actor=call.actor, visit_id=site.visit.id)
    go_on(call, site)


@router.answer("result", Deed.ENTER_FINDING, About.VISIT)
def on_result_typed(call: Call) -> None:
    """A result was typed: its number or its words; with 均 before it, for all items."""
    if call.text.strip() == f"均{clean_label(call.desk.profile)}":
        _ask_none_found(call, site_of(call.desk, VisitId(call.about_number("visit"))))
        return
    code = typed_code(call.desk.profile, call.text)
    finding = enter_finding(
        call.desk,
        actor=call.actor,
        visit_id=VisitId(call.about_number("visit")),
        item_id=ItemId(call.about_number("item")),
        result=code.canonical,
    )
    go_on(call, site_of(call.desk, finding.visit_id))


@router.button("kind", Deed.ENTER_FINDING, About.FINDING)
def on_kind(call: Call) -> None:
    """Which kind of uncooperative conduct it was."""
    finding = choose_uncooperative_kind(
        call.desk,
        actor=call.actor,
        finding_id=FindingId(call.number(0)),
        place=call.number(1) - 1,
    )
    go_on(call, site_of(call.desk, finding.visit_id))


@router.answer("kind", Deed.ENTER_FINDING, About.VISIT)
def on_kind_typed(call: Call) -> None:
    """The kind was typed as its number."""
    typed = call.text.strip()
    kinds = call.desk.profile.results.uncooperative.value or ()
    if not typed.isdecimal() or not 1 <= int(typed) <= len(kinds):
        raise Refusal("number_wanted", {"least": 1, "most": len(kinds)})
    finding_id = FindingId(call.about_number("finding"))
    finding = choose_uncooperative_kind(
        call.desk, actor=call.actor, finding_id=finding_id, place=int(typed) - 1
    )
    go_on(call, site_of(call.desk, finding.visit_id))


@router.answer("note", Deed.ENTER_FINDING, About.VISIT)
def on_note(call: Call) -> None:
    """What was found, in words."""
    finding_id = FindingId(call.about_number("finding"))
    finding = note_finding(call.desk, actor=call.actor, finding_id=finding_id, note=call.text)
    go_on(call, site_of(call.desk, finding.visit_id))


@router.button("dispose", Deed.ENTER_FINDING, About.FINDING)
def on_dispose(call: Call) -> None:
    """What was done about it; then the photo."""
    _disposed(call, FindingId(call.number(0)), call.word(1))


@router.answer("disposal", Deed.ENTER_FINDING, About.VISIT)
def on_dispose_typed(call: Call) -> None:
    """The disposal was typed in words."""
    said = call.text.strip()
    keys = [key for key, words in DISPOSALS.items() if words == said]
    if not keys:
        raise Refusal("no_such_disposal", {"typed": said[:20]})
    _disposed(call, FindingId(call.about_number("finding")), keys[0])


@router.button("photos", Deed.ENTER_FINDING, About.VISIT)
def on_photos(call: Call) -> None:
    """补照片: ask for photos of the visit as a whole."""
    site = site_of(call.desk, VisitId(call.number(0)))
    require_matched(call.desk, call.actor, site)
    _ask_photo(call, site, 0)


@router.answer("photo", Deed.ENTER_FINDING, About.VISIT)
def on_photo(call: Call) -> None:
    """A photo or document came; more may follow."""
    site = site_of(call.desk, VisitId(call.about_number("visit")))
    item, upload = call.about_number("item"), call.upload
    if upload is None:
        raise Refusal("photo_wanted")
    attach_evidence(
        call.desk,
        actor=call.actor,
        visit_id=site.visit.id,
        item_id=ItemId(item) if item else None,
        name=upload.name,
        media_type=upload.media_type,
        content=upload.content,
    )
    _ask_photo(call, site, item)


@router.button("change", Deed.ENTER_FINDING, About.FINDING)
def on_change(call: Call) -> None:
    """What stands there, and what it may be changed to."""
    site, finding = own_finding(call.desk, call.actor, FindingId(call.number(0)))
    turn(call, "change_finding", change_facts(call.desk, site, finding.id))


@router.button("rechoose", Deed.ENTER_FINDING, About.FINDING)
def on_rechoose(call: Call) -> None:
    """The deliberate change."""
    finding = change_finding(
        call.desk,
        actor=call.actor,
        finding_id=FindingId(call.number(0)),
        seen=call.number(1),
        result=call.word(2),
    )
    go_on(call, site_of(call.desk, finding.visit_id))


@router.button("submit", Deed.ENTER_FINDING, About.VISIT)
def on_submit(call: Call) -> None:
    """Hand in."""
    visit_id = VisitId(call.number(0))
    submit_findings(call.desk, actor=call.actor, visit_id=visit_id)
    go_on(call, site_of(call.desk, visit_id))


@router.button("reopen", Deed.ENTER_FINDING, About.VISIT)
def on_reopen(call: Call) -> None:
    """Take the submission back."""
    visit_id = VisitId(call.number(0))
    reopen_findings(call.desk, actor=call.actor, visit_id=visit_id)
    go_on(call, site_of(call.desk, visit_id))


def go_on(call: Call, site: Site) -> None:
    """The first unanswered question, or the summary when there is none."""
    department = site.works_for(call.actor)
    step = next_step(call.desk, site, department)
    if step is None or submitted(call.desk, site, department):
        turn(call, "entry_summary", summary_facts(call.desk, site, department))
        return
    facts = question_facts(call.desk, site, step)
    about: dict[str, Plain] = {
        "visit": site.visit.id,
        "item": step.item.id,
        "finding": facts["finding"],
    }
    question(call, step.step.value, about, _QUESTIONS[step.step], facts)


def _ask_none_found(call: Call, site: Site) -> None:
    require_entering(call.desk, call.actor, site)
    facts = none_found_facts(call.desk, site, site.works_for(call.actor))
    if not facts["items"]:
        raise Refusal("all_answered", {"subject": site.subject.name})
    turn(call, "none_found_sure", facts)


def _disposed(call: Call, finding_id: FindingId, disposal: str) -> None:
    finding = dispose_finding(call.desk, actor=call.actor, finding_id=finding_id, disposal=disposal)
    _ask_photo(call, site_of(call.desk, finding.visit_id), finding.item_id)


def _ask_photo(call: Call, site: Site, item_id: int) -> None:
    key = item_id or None
    kept = call.desk.ledger.evidence.find(visit_id=site.visit.id, item_id=key)
    item = call.desk.ledger.items.get(ItemId(item_id)).name if item_id else ""
    facts: dict[str, Plain] = {
        "visit": site.visit.id,
        "subject": site.subject.name,
        "item": item,
        "kept": len(kept),
    }
    about: dict[str, Plain] = {"visit": site.visit.id, "item": item_id}
    question(call, "photo", about, "ask_photo", facts, wants="photo")


def resume_entry(call: Call) -> bool:
    """Go on with the first visit under way that still waits for the own department.

    For `/jixu` when no question is open; False when there is nothing to go on with.
    """
    for visit in visits_of(call.desk, call.actor):
        site = site_of(call.desk, visit.id)
        waits = site.works_for(call.actor) in not_submitted(call.desk, site)
        if visit.state is VisitState.OPEN and waits:
            go_on(call, site)
            return True
    return False
