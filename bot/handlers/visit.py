"""/luru 录入结果, the leader's part before a visit: notice, online check, start."""

from bot.aside import question, turn
from bot.call import Call
from bot.router import router
from inspection.field import (
    Site,
    require_leader,
    require_planned,
    site_of,
    visits_of,
)
from inspection.field_views import NOTICE_WAYS, notice_menu, visit_card, visit_list
from inspection.ids import VisitId
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.usecases.record_notice import UNSUITABLE, record_notice
from inspection.usecases.record_online_check import record_online_check
from inspection.usecases.settle_online_check import settle_online_check
from inspection.usecases.start_visit import start_visit
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


def show_visit(call: Call, site: Site) -> None:
    """The card of a visit, in the private chat."""
    turn(call, "visit_card", visit_card(call.desk, site, call.actor))


def _site(call: Call) -> Site:
    return site_of(call.desk, VisitId(call.number(0)))
