"""Words behind /zhuanjia: 邀请、意见、取消, for those who would rather type (R6)."""

from collections.abc import Callable

from bot.call import Call
from inspection.advising import advisers, invitation_facts
from inspection.experts import Expert, ExpertInvitation
from inspection.ids import SubjectId
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask
from inspection.usecases.call_off_expert import call_off_expert
from inspection.usecases.invite_expert import invite_expert
from inspection.usecases.record_advice import record_advice
from inspection.visits import Visit


def said_behind(call: Call, task: InspectionTask) -> bool:
    """Do what the first word asks for; False when there is none."""
    act = ACTS.get(call.args[0]) if call.args else None
    if act is None:
        return False
    if len(call.args) < 3:
        raise Refusal("expert_words", {"word": call.args[0]})
    act(call, task)
    return True


def _invite(call: Call, task: InspectionTask) -> None:
    visit, expert = _visit(call, task), _expert(call)
    invite_expert(call.desk, actor=call.actor, visit_id=visit.id, expert_id=expert.id)
    if call.private:
        call.say("expert_kept", {"name": expert.name})


def _call_off(call: Call, task: InspectionTask) -> None:
    invitation = _invitation(call, task)
    call_off_expert(call.desk, actor=call.actor, invitation_id=invitation.id)
    if call.private:
        call.say("expert_kept", {"name": call.args[2]})


def _advise(call: Call, task: InspectionTask) -> None:
    if not call.private:
        raise Refusal("only_in_private")
    invitation = _invitation(call, task)
    advice = " ".join(call.args[3:])
    kept = record_advice(call.desk, actor=call.actor, invitation_id=invitation.id, advice=advice)
    call.say("expert_advised", invitation_facts(call.desk, kept, call.actor))


def _visit(call: Call, task: InspectionTask) -> Visit:
    said, ledger = call.args[1], call.desk.ledger
    visits = ledger.visits.find(task_id=task.id)
    named = {each.id: ledger.subjects.get(each.subject_id).name for each in visits}
    found = [each for each in visits if named[each.id] == said]
    found = found or [each for each in visits if said in named[each.id]]
    if len(found) != 1:
        names = [named[each.id] for each in found or visits]
        raise Refusal("visit_unclear", {"said": said[:40], "names": names[:8]})
    return found[0]


def _expert(call: Call) -> Expert:
    said = call.args[2]
    found = call.desk.ledger.experts.find(name=said)
    if len(found) != 1:
        facts = {"said": said[:40], "homes": [each.organisation for each in found]}
        raise Refusal("expert_unclear", facts)
    return found[0]


def _invitation(call: Call, task: InspectionTask) -> ExpertInvitation:
    subject_id: SubjectId = _visit(call, task).subject_id
    names = call.desk.ledger.experts
    for each in advisers(call.desk, task, subject_id):
        if names.get(each.expert_id).name == call.args[2]:
            return each
    raise Refusal("expert_not_invited", {"name": call.args[2][:40]})


ACTS: dict[str, Callable[[Call, InspectionTask], None]] = {
    "邀请": _invite,
    "取消": _call_off,
    "意见": _advise,
}
"""The words, as they are typed behind /zhuanjia or 专家."""
