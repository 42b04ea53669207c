"""/huanren 换人: who cannot go, why, and the head's decision."""

from bot.call import Call
from bot.router import router
from inspection.ids import PersonId, TaskId
from inspection.people import Person, Role
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.replacing import eligible
from inspection.staffing import asking_for, replaceable, standing
from inspection.standing_in import held_for, permit_here
from inspection.tasks import InspectionTask
from inspection.team_news import replacement_facts
from inspection.teams import Replacement, ReplacementState
from inspection.usecases.ask_replacement import ask_replacement
from inspection.usecases.decide_replacement import decide_replacement
from inspection.usecases.pick_replacement import pick_replacement
from inspection.whose import About


@router.verb("replace", Deed.LOOK)
def on_replace(call: Call) -> None:
    """Who of the own department can be replaced; for the head, what waits for a decision."""
    task = call.task()
    if Role.HEAD in call.actor.roles and _remind_head(call, task):
        return
    permit_here(call.desk.ledger, call.actor, Deed.ASK_REPLACEMENT, task)
    people = _replaceable_people(call, task)
    if not people:
        raise Refusal("nobody_to_replace")
    facts: Facts = {"task": task.name, "task_id": task.id, "people": people}
    if call.private:
        call.show("replace_menu", facts)
    else:  # reasons are personal: the rest is said in private
        call.whisper("replace_menu", facts)
        call.say("look_in_private", {"name": call.actor.name})


@router.button("replace_person", Deed.ASK_REPLACEMENT, About.TASK)
def on_person(call: Call) -> None:
    """Why: the reasons the circular accepts, or in own words where it is silent."""
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit_here(call.desk.ledger, call.actor, Deed.ASK_REPLACEMENT, task)
    _ask_why(call, task, call.desk.ledger.people.get(call.number(1)))


@router.button("cannot_go", Deed.ASK_REPLACEMENT, About.TASK)
def on_cannot_go(call: Call) -> None:
    """去不了: the same for oneself; the list of one's subjects stays as it is."""
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit_here(call.desk.ledger, call.actor, Deed.ASK_REPLACEMENT, task)
    if asking_for(call.desk, call.actor, task, call.actor.id) is None:
        raise Refusal("nothing_to_replace", {"name": call.actor.name})
    _ask_why(call, task, call.actor, apart=True)


@router.button("replace_reason", Deed.ASK_REPLACEMENT, About.TASK)
def on_reason_button(call: Call) -> None:
    """One of the accepted reasons."""
    reasons = call.desk.profile.effective_replacement.value.reasons
    place = call.number(2)
    if not 0 <= place < len(reasons):
        raise Refusal("button_out_of_date")
    _ask(call, TaskId(call.number(0)), PersonId(call.number(1)), reasons[place])


@router.answer("replace_reason", Deed.ASK_REPLACEMENT, About.TASK)
def on_reason_text(call: Call) -> None:
    """The reason in own words."""
    person = PersonId(call.about_number("person"))
    _ask(call, TaskId(call.about_number("task")), person, call.text)
    call.close_prompts()


@router.button("replace_yes", Deed.DECIDE_REPLACEMENT, About.REPLACEMENT)
def on_yes(call: Call) -> None:
    """同意."""
    decided = decide_replacement(
        call.desk, actor=call.actor, replacement_id=call.number(0), approve=True
    )
    if decided.incoming_id is None:
        show_candidates(call, decided)
    else:
        incoming = call.desk.ledger.people.get(decided.incoming_id).name
        call.show("replacement_done", {"incoming": incoming})


@router.button("replace_no", Deed.DECIDE_REPLACEMENT, About.REPLACEMENT)
def on_no(call: Call) -> None:
    """不同意."""
    decided = decide_replacement(
        call.desk, actor=call.actor, replacement_id=call.number(0), approve=False
    )
    outgoing = call.desk.ledger.people.get(decided.outgoing_id).name
    call.show("replacement_turned_down", {"outgoing": outgoing})


@router.button("replace_pick", Deed.DECIDE_REPLACEMENT, About.REPLACEMENT)
def on_pick(call: Call) -> None:
    """选派."""
    done = pick_replacement(
        call.desk,
        actor=call.actor,
        replacement_id=call.number(0),
        incoming_id=PersonId(call.number(1)),
    )
    assert done.incoming_id is not None
    incoming = call.desk.ledger.people.get(done.incoming_id).name
    call.show("replacement_done", {"incoming": incoming})


def _ask_why(call: Call, task: InspectionTask, person: Person, *, apart: bool = False) -> None:
    law = call.desk.profile.match.replacement
    facts: dict[str, Plain] = {
        "task_id": task.id,
        "person": person.id,
        "name": person.name,
        "basis": law.cited(),
        "reasons": list(law.value.reasons) if law.value else [],
    }
    if law.value is None:
        about: dict[str, Plain] = {"task": task.id, "person": person.id}
        call.ask("replace_reason", about, "ask_replace_reason", facts)
    elif apart:
        call.say("replace_reasons", facts)
    else:
        call.show("replace_reasons", facts)


def _replaceable_people(call: Call, task: InspectionTask) -> list[Plain]:
    own = held_for(call.desk.ledger, call.actor, task)
    held = {
        (each.person_id, each.department_id)
        for each in standing(call.desk, task)
        if each.department_id in own
    }
    return [
        {"id": person, "name": call.desk.ledger.people.get(person).name, "count": count}
        for person, department in sorted(held)
        if (count := len(replaceable(call.desk, task, department, person)))
    ]


def _ask(call: Call, task_id: TaskId, person_id: PersonId, reason: str) -> None:
    asked = ask_replacement(
        call.desk, actor=call.actor, task_id=task_id, outgoing_id=person_id, reason=reason
    )
    outgoing = call.desk.ledger.people.get(asked.outgoing_id).name
    call.show("replacement_asked", {"outgoing": outgoing})


def _remind_head(call: Call, task: InspectionTask) -> bool:
    """Show the head privately what waits for them; False when nothing does."""
    found = call.desk.ledger.replacements.find(
        task_id=task.id, department_id=call.actor.department_id
    )
    waiting = [each for each in found if each.state is ReplacementState.ASKED]
    for each in waiting:
        call.whisper("replacement_request", replacement_facts(call.desk, task, each))
    unpicked = [
        each
        for each in found
        if each.state is ReplacementState.APPROVED and each.incoming_id is None
    ]
    for each in unpicked:
        show_candidates(call, each)
    return bool(waiting or unpicked)


def show_candidates(call: Call, approved: Replacement) -> None:
    """Who may be sent instead, in the private chat."""
    task = call.desk.ledger.tasks.get(approved.task_id)
    people: list[Plain] = [
        {"id": each.id, "name": each.name} for each in eligible(call.desk, task, approved)
    ]
    facts = {**replacement_facts(call.desk, task, approved), "people": people}
    if call.private:
        call.show("replacement_candidates", facts)
    else:
        call.whisper("replacement_candidates", facts)
