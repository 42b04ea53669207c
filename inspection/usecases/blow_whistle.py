"""吹哨: the lead department calls the team to the next stage (信阳第六条; 新县二(四))."""

from datetime import datetime

from inspection.announce import to_group
from inspection.board import board_facts, post_board
from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.ids import TaskId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.posting import Priority
from inspection.refusal import Refusal
from inspection.response_time import in_office_hours, office_moment, reminder_moments
from inspection.said import said
from inspection.schemes import publish_scheme
from inspection.snapshots.whistle_notice import whistle_notice_facts
from inspection.stages import require_ready
from inspection.tasks import InspectionTask, Stage
from inspection.whistle import Whistle


def blow_whistle(
    desk: Desk, *, actor: Person, task_id: TaskId, stage: Stage, due_at: datetime, remark: str = ""
) -> Whistle:
    """Blow the whistle: notice and board go to the group, the deadlines onto the clock.

    Outside office hours only an urgent whistle goes out, with its reason as `remark`, on record
    (R8). Refusals: permission, `group_missing`, `outside_office_hours`, those of `require_ready`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.WHISTLE, task)
    if task.chat_id is None:
        raise Refusal("group_missing", {"task": task.name})
    require_ready(desk, task, stage)
    words = said(remark) if remark.strip() else ""
    urgent = not in_office_hours(desk.calendar, desk.now)
    if urgent and not words:
        opening = office_moment(desk.calendar, desk.now).isoformat()
        word = desk.profile.whistle.call_word
        raise Refusal("outside_office_hours", {"opening": opening, "word": word})
    whistle = desk.ledger.whistles.add(
        Whistle(
            task_id=task.id,
            stage=stage,
            blown_by=actor.id,
            blown_at=desk.now,
            due_at=due_at,
            remark=words,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="whistle_blown",
        facts={
            "whistle": whistle.id,
            "stage": stage.value,
            "due": due_at.isoformat(),
            **({"outside_office_hours": words} if urgent else {}),
        },
    )
    _set_clock(desk, task, whistle)
    _announce(desk, task, whistle, actor)
    return whistle


def _set_clock(desk: Desk, task: InspectionTask, whistle: Whistle) -> None:
    for moment in reminder_moments(whistle.blown_at, whistle.due_at, desk.calendar):
        _add(desk, task, whistle, DeadlineKind.CHECK_IN_REMINDER, moment)
    _add(desk, task, whistle, DeadlineKind.CHECK_IN_ESCALATION, whistle.due_at)


def _add(
    desk: Desk, task: InspectionTask, whistle: Whistle, kind: DeadlineKind, moment: datetime
) -> None:
    desk.ledger.deadlines.add(
        Deadline(kind=kind, task_id=task.id, about_id=whistle.id, due_at=moment)
    )


def _announce(desk: Desk, task: InspectionTask, whistle: Whistle, actor: Person) -> None:
    label = desk.profile.whistle.stage(whistle.stage.value).label
    notice = draft_document(
        desk,
        task=task,
        form="吹哨通知",
        title=f"{label}{desk.profile.whistle.call_word}通知"
        if desk.profile.whistle.is_whistle
        else f"{label}工作通知",
        facts=whistle_notice_facts(desk, task, whistle),
        actor_id=actor.id,
        issuer_id=task.lead_id,
    )
    rule = desk.profile.whistle.stage(whistle.stage.value).work
    to_group(
        desk,
        task,
        "whistle_notice",
        {
            **board_facts(desk, task, whistle),
            "call_word": desk.profile.whistle.call_word,
            "is_whistle": desk.profile.whistle.is_whistle,
            "lead": desk.ledger.departments.get(task.lead_id).short_name,
            "person": actor.name,
            "number": task.number,
            "remark": whistle.remark,
            "basis": rule.cited(),
            "time_basis": desk.profile.whistle.respond_working_days.cited(),
        },
        dedupe=f"whistle:{whistle.id}",
        priority=Priority.WHISTLE,
        document_id=notice.id,
    )
    if whistle.stage is Stage.SCHEME:
        publish_scheme(desk, task, actor)
    post_board(desk, task, whistle, dedupe="first")
