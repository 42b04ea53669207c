"""检查组消息: who visits whom, told to the group by names and to each inspector in private."""

from collections.abc import Iterable, Sequence

from inspection.announce import to_group, to_person
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.ids import PersonId, SubjectId
from inspection.people import Person
from inspection.plain import Facts, Plain
from inspection.snapshots.replacement_approval import replacement_approval_facts
from inspection.snapshots.team_list import team_list_facts
from inspection.staffing import matched_by_area, replaceable, short_name
from inspection.stages import next_call
from inspection.tasks import InspectionTask, Stage
from inspection.teams import Assignment, Replacement


def team_facts(desk: Desk, task: InspectionTask, assignments: Iterable[Assignment]) -> Facts:
    """The teams subject by subject: names and departments only, for the group."""
    by_subject: dict[SubjectId, list[Assignment]] = {}
    for each in assignments:
        by_subject.setdefault(each.subject_id, []).append(each)
    return {
        "task": task.name,
        "task_id": task.id,
        **next_call(desk, task),
        "team_word": desk.profile.names.team or "",
        "by_area": matched_by_area(desk, task),
        "borrow_basis": desk.profile.match.borrowing.cited(),
        "leader_basis": desk.profile.check.leader.cited(),
        "subjects": [_team(desk, *pair) for pair in by_subject.items()],
    }


def tell_matched(
    desk: Desk, task: InspectionTask, entered: Sequence[Assignment], actor: Person
) -> None:
    """The teams to the group, each inspector's own subjects in private, the list to the lead."""
    dedupe = f"matched:{entered[0].id}"
    to_group(
        desk,
        task,
        "team_posted",
        team_facts(desk, task, entered),
        dedupe=dedupe,
    )
    for person_id in dict.fromkeys(each.person_id for each in entered):
        mine = [each for each in entered if each.person_id == person_id]
        _tell_inspector(desk, task, person_id, mine, dedupe)
    _send_team_list(desk, task, actor, dedupe)


def replacement_facts(desk: Desk, task: InspectionTask, asked: Replacement) -> Facts:
    """A request as the head and the asker see it; the reason stays in private chats."""
    held = replaceable(desk, task, asked.department_id, asked.outgoing_id)
    law = desk.profile.match.replacement
    return {
        "replacement": asked.id,
        "task": task.name,
        "department": short_name(desk, asked.department_id),
        "outgoing": desk.ledger.people.get(asked.outgoing_id).name,
        "asked_by": desk.ledger.people.get(asked.asked_by).name,
        "reason": asked.reason,
        "subjects": [desk.ledger.subjects.get(each.subject_id).name for each in held],
        "method": desk.profile.effective_replacement.value.method,
        "silent": law.silent,
        "basis": law.cited(),
    }


def tell_replaced(
    desk: Desk,
    task: InspectionTask,
    done: Replacement,
    entered: Sequence[Assignment],
    actor: Person,
) -> None:
    """The change to the group without its reason, the approval form to asker and head."""
    assert done.incoming_id is not None
    incoming = desk.ledger.people.get(done.incoming_id)
    facts: Facts = {
        "task": task.name,
        "department": short_name(desk, done.department_id),
        "outgoing": desk.ledger.people.get(done.outgoing_id).name,
        "incoming": incoming.name,
        "subjects": [desk.ledger.subjects.get(each.subject_id).name for each in entered],
        "leader": any(each.leader for each in entered),
        "silent": desk.profile.match.replacement.silent,
        "basis": desk.profile.match.replacement.cited(),
    }
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="inspector_replaced",
        facts={
            "replacement": done.id,
            "outgoing": done.outgoing_id,
            "incoming": done.incoming_id,
            "subjects": [each.subject_id for each in entered],
            "round": entered[0].round,
        },
    )
    dedupe = f"replaced:{done.id}"
    to_group(desk, task, "inspector_replaced", facts, dedupe=dedupe)
    _tell_inspector(desk, task, incoming.id, entered, dedupe)
    to_person(desk, done.outgoing_id, "replaced_you", facts, dedupe=f"{dedupe}:out", task=task)
    form = draft_document(
        desk,
        task=task,
        form="人员更换审批表",
        title=f"人员更换审批表（{facts['outgoing']}换{incoming.name}）",
        facts=replacement_approval_facts(desk, task, done),
        actor_id=actor.id,
        issuer_id=done.department_id,
    )
    for person_id in dict.fromkeys((done.asked_by, actor.id)):
        to_person(
            desk,
            person_id,
            "replacement_form",
            facts,
            dedupe=f"{dedupe}:form",
            document_id=form.id,
            task=task,
        )


def _team(desk: Desk, subject_id: SubjectId, assigned: list[Assignment]) -> dict[str, Plain]:
    departments: dict[str, list[Plain]] = {}
    for each in assigned:
        name = desk.ledger.people.get(each.person_id).name
        departments.setdefault(short_name(desk, each.department_id), []).append(name)
    leaders = [each.person_id for each in assigned if each.leader]
    members: list[Plain] = [
        {"department": department, "names": names} for department, names in departments.items()
    ]
    lent: list[Plain] = [
        {
            "name": desk.ledger.people.get(each.person_id).name,
            "home": short_name(desk, each.lent_by),
        }
        for each in assigned
        if each.lent_by
    ]
    return {
        "name": desk.ledger.subjects.get(subject_id).name,
        "leader": desk.ledger.people.get(leaders[0]).name if leaders else None,
        "members": members,
        "lent": lent,
    }


def _tell_inspector(
    desk: Desk,
    task: InspectionTask,
    person_id: PersonId,
    mine: Sequence[Assignment],
    dedupe: str,
) -> None:
    subjects: list[Plain] = []
    for each in mine:
        subject = desk.ledger.subjects.get(each.subject_id)
        subjects.append({"name": subject.name, "address": subject.address, "leader": each.leader})
    named = not desk.profile.check.leader.silent
    starts = [each.leader or (not named and each.department_id == task.lead_id) for each in mine]
    rules = desk.profile.whistle
    facts: Facts = {
        "task": task.name,
        "task_id": task.id,
        "subjects": subjects,
        "stands_for": short_name(desk, mine[0].department_id) if mine[0].lent_by else "",
        "borrow_basis": desk.profile.match.borrowing.cited(),
        "leader_named": named,
        "starts": any(starts),
        "waits": not all(starts),
        "call_word": rules.call_word,
        "stage_label": rules.stage(Stage.VISIT.value).label,
    }
    to_person(desk, person_id, "your_subjects", facts, dedupe=dedupe, task=task)


def _send_team_list(desk: Desk, task: InspectionTask, actor: Person, dedupe: str) -> None:
    document = draft_document(
        desk,
        task=task,
        form="检查组名单",
        title="检查组名单",
        facts=team_list_facts(desk, task),
        actor_id=actor.id,
        issuer_id=task.lead_id,
    )
    to_person(
        desk,
        actor.id,
        "team_list_posted",
        {"task": task.name, "version": document.version},
        dedupe=f"{dedupe}:list",
        document_id=document.id,
        task=task,
    )
