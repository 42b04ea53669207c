"""Words behind /gongshi: what its buttons do, for those who would rather type (R6)."""

from collections.abc import Callable

from bot.call import Call
from bot.handlers.credit_repair import YEARS_AHEAD, say_day
from bot.handlers.duty_views import ask_sure, show_duty, show_list, typed_number
from bot.handlers.entry_sheet import ask_sheet, send_sheet
from inspection.due_days import FURTHEST, typed_due_day
from inspection.duties import DutyView, duties_for
from inspection.findings import Finding
from inspection.refusal import Refusal
from inspection.results import typed_code
from inspection.tasks import InspectionTask
from inspection.usecases.ask_correction import ask_correction
from inspection.usecases.ask_withholding import ask_withholding
from inspection.usecases.set_credit_repair import name_repair_case, set_credit_repair
from inspection.usecases.tick_platform_entry import tick_all_entered, tick_platform_entry
from inspection.usecases.tick_publication import tick_publication
from inspection.usecases.untick_duty import untick_duty

Act = Callable[[Call, InspectionTask], None]


def said_behind(call: Call, task: InspectionTask) -> bool:
    """Do what the first word behind the command asks for; False when it asks for nothing."""
    act = ACTS.get(call.args[0]) if call.args else None
    if act is None:
        return False
    act(call, task)
    return True


def _sheet(call: Call, task: InspectionTask) -> None:
    send_sheet(call, task, whole=call.args[0] == "全部清单")


def _all_entered(call: Call, task: InspectionTask) -> None:
    tick_all_entered(call.desk, actor=call.actor, task_id=task.id)
    show_list(call, task)


def _entered(call: Call, task: InspectionTask) -> None:
    duty_id = _named(call, task).duty.id
    number = typed_number(_rest(call, 2)) if len(call.args) > 2 else None
    tick_platform_entry(call.desk, actor=call.actor, duty_id=duty_id, platform_number=number)
    show_duty(call, duty_id)


def _published(call: Call, task: InspectionTask) -> None:
    duty_id, sure = _named(call, task).duty.id, call.args[2:] == ("确认",)
    if call.desk.profile.publication.alter_after.value == "forbidden" and not sure:
        ask_sure(call, duty_id)
        return
    tick_publication(call.desk, actor=call.actor, duty_id=duty_id, sure=sure)
    show_duty(call, duty_id)


def _untick(call: Call, task: InspectionTask) -> None:
    duty_id = _named(call, task).duty.id
    untick_duty(call.desk, actor=call.actor, duty_id=duty_id, reason=_rest(call, 2))
    show_duty(call, duty_id)


def _withhold(call: Call, task: InspectionTask) -> None:
    _privately(call)
    duty_id = _named(call, task).duty.id
    ask_withholding(call.desk, actor=call.actor, duty_id=duty_id, reason=_rest(call, 2))
    call.say("sent_to_head")


def _correct(call: Call, task: InspectionTask) -> None:
    _privately(call)
    finding = _finding(call, _named(call, task))
    code = typed_code(call.desk.profile, _word(call, 3))
    ask_correction(
        call.desk,
        actor=call.actor,
        finding_id=finding.id,
        result=code.canonical,
        reason=_rest(call, 4),
    )
    call.say("sent_to_head")


def _credit_repair(call: Call, task: InspectionTask) -> None:
    _privately(call)
    view = _named(call, task)
    day = typed_due_day(_word(call, 2), call.desk.now.date(), YEARS_AHEAD * FURTHEST)
    set_credit_repair(call.desk, actor=call.actor, duty_id=view.duty.id, day=day)
    if len(call.args) > 3:
        place = int(call.args[3]) if call.args[3].isdecimal() else 0
        name_repair_case(call.desk, actor=call.actor, duty_id=view.duty.id, place=place)
    say_day(call, view, day)


def _named(call: Call, task: InspectionTask) -> DutyView:
    """The department's duty whose subject is named by name, part of it, or code."""
    said = _word(call, 1)
    views = duties_for(call.desk, call.actor, task)
    exact = [
        each for each in views if said.upper() == each.subject.code or said == each.subject.name
    ]
    found = exact or [each for each in views if said in each.subject.name]
    own = [each for each in found if each.duty.department_id == call.actor.department_id]
    if len(own or found) != 1:
        names = [each.subject.name for each in own or found or views]
        raise Refusal("duty_unclear", {"said": said[:40], "found": len(found), "names": names[:8]})
    return (own or found)[0]


def _finding(call: Call, view: DutyView) -> Finding:
    said = _word(call, 2)
    ledger = call.desk.ledger
    entered = ledger.findings.find(visit_id=view.visit.id, department_id=view.duty.department_id)
    names = {each.id: ledger.items.get(each.item_id).name for each in entered}
    exact = [each for each in entered if names[each.id] == said]
    found = exact or [each for each in entered if said in names[each.id]]
    if len(found) != 1:
        facts = {"said": said[:40], "items": list(names.values())}
        raise Refusal("item_unclear", facts)
    return found[0]


def _privately(call: Call) -> None:
    if not call.private:
        raise Refusal("only_in_private")


def _word(call: Call, place: int) -> str:
    """A word that must be there; Refusal `publish_words` says how the command is written."""
    if place >= len(call.args):
        raise Refusal("publish_words", {"word": call.args[0]})
    return call.args[place]


def _rest(call: Call, place: int) -> str:
    return " ".join(call.args[place:])


ACTS: dict[str, Act] = {
    "清单": _sheet,
    "全部清单": _sheet,
    "回填": ask_sheet,
    "已录入": _entered,
    "全部已录入": _all_entered,
    "已公示": _published,
    "点错了": _untick,
    "不公开": _withhold,
    "更正": _correct,
    "信用修复": _credit_repair,
}
"""The words, as they are typed behind /gongshi or 公示."""
