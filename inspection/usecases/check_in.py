"""报到: a participating department answers a whistle, once (R5)."""

from dataclasses import replace

from inspection.announce import to_group, to_person
from inspection.board import post_board
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.ids import WhistleId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.posting import Priority
from inspection.refusal import Refusal
from inspection.said import said
from inspection.snapshots.check_in_receipt import check_in_receipt_facts
from inspection.tasks import InspectionTask
from inspection.whistle import CheckIn, CheckInAnswer, Whistle, WhistleState
from inspection.withdrawing import stop_clock


def check_in(
    desk: Desk,
    *,
    actor: Person,
    whistle_id: WhistleId,
    answer: CheckInAnswer = CheckInAnswer.AGREE,
    remark: str = "",
) -> CheckIn:
    """Enter the department's check-in; the last one closes the whistle.

    Refusals: permission, `whistle_withdrawn`, `already_checked_in` with the time, `reason_missing`
    for an objection or a refusal without words.
    """
    whistle = desk.ledger.whistles.get(whistle_id)
    task = desk.ledger.tasks.get(whistle.task_id)
    permit(actor, Deed.CHECK_IN, task)
    if whistle.state is WhistleState.WITHDRAWN:
        raise Refusal("whistle_withdrawn", {"word": desk.profile.whistle.answer_word})
    answers = desk.ledger.check_ins.find(whistle_id=whistle.id)
    earlier = next((each for each in answers if each.department_id == actor.department_id), None)
    if earlier is not None:
        raise Refusal(
            "already_checked_in",
            {
                "at": earlier.at.isoformat(),
                "person": desk.ledger.people.get(earlier.person_id).name,
                "word": desk.profile.whistle.answer_word,
            },
        )
    words = said(remark) if remark.strip() or answer is not CheckInAnswer.AGREE else ""
    entered = desk.ledger.check_ins.add(
        CheckIn(
            whistle_id=whistle.id,
            department_id=actor.department_id,
            person_id=actor.id,
            at=desk.now,
            on_time=desk.now <= whistle.due_at,
            answer=answer,
            remark=words,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="checked_in",
        facts={
            "whistle": whistle.id,
            "department": actor.department_id,
            "on_time": entered.on_time,
            "answer": answer.value,
        },
    )
    _announce(desk, task, whistle, entered, actor)
    return entered


def _announce(
    desk: Desk, task: InspectionTask, whistle: Whistle, entered: CheckIn, actor: Person
) -> None:
    department = desk.ledger.departments.get(entered.department_id)
    draft_document(
        desk,
        task=task,
        form="报到回执",
        title=f"{department.short_name}{desk.profile.whistle.stage(whistle.stage.value).label}回执",
        facts=check_in_receipt_facts(desk, task, whistle, entered),
        actor_id=actor.id,
        issuer_id=department.id,
    )
    if entered.answer is not CheckInAnswer.AGREE:
        to_person(
            desk,
            whistle.blown_by,
            "objection_received",
            {
                "check_in": entered.id,
                "department": department.short_name,
                "answer": entered.answer.value,
                "remark": entered.remark,
                "stage_label": desk.profile.whistle.stage(whistle.stage.value).label,
                "task": task.name,
                "call_word": desk.profile.whistle.call_word,
            },
            dedupe=f"objection:{entered.id}",
            task=task,
        )
    done = len(desk.ledger.check_ins.find(whistle_id=whistle.id)) == len(task.partner_ids)
    if done and whistle.state is WhistleState.OPEN:
        whistle = _close(desk, whistle)
        _everybody_in(desk, task, whistle)
    post_board(desk, task, whistle, dedupe=f"c{entered.id}")


def _close(desk: Desk, whistle: Whistle) -> Whistle:
    stop_clock(desk, whistle)
    return desk.ledger.whistles.save(
        replace(whistle, state=WhistleState.CLOSED, closed_at=desk.now)
    )


def _everybody_in(desk: Desk, task: InspectionTask, whistle: Whistle) -> None:
    to_group(
        desk,
        task,
        "everybody_in",
        {
            "stage": whistle.stage.value,
            "stage_label": desk.profile.whistle.stage(whistle.stage.value).label,
            "answer_word": desk.profile.whistle.answer_word,
            "lead": desk.ledger.departments.get(task.lead_id).short_name,
            "count": len(task.partner_ids),
            "leader_named": not desk.profile.check.leader.silent,
        },
        dedupe=f"everybody:{whistle.id}",
        priority=Priority.WHISTLE,
    )
