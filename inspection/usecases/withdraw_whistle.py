"""撤哨: the lead department takes a whistle back; its stage can be whistled for again."""

from dataclasses import replace

from inspection.announce import to_group
from inspection.asking import close_asked
from inspection.board import post_board
from inspection.desk import Desk
from inspection.ids import WhistleId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.posting import Priority
from inspection.said import said
from inspection.whistle import Whistle, WhistleState
from inspection.withdrawing import require_withdrawable, stop_clock


def withdraw_whistle(desk: Desk, *, actor: Person, whistle_id: WhistleId, reason: str) -> Whistle:
    """Take the whistle back: its reminders stop, its board closes, the group is told why.

    What departments answered stays on record and no longer counts. Refusals: permission,
    `whistle_withdrawn`, `withdraw_too_late`, `reason_missing`.
    """
    whistle = desk.ledger.whistles.get(whistle_id)
    task = desk.ledger.tasks.get(whistle.task_id)
    permit(actor, Deed.WHISTLE, task)
    require_withdrawable(desk, task, whistle)
    why = said(reason)
    stop_clock(desk, whistle)
    close_asked(desk, "objection", "whistle", whistle.id)
    withdrawn = desk.ledger.whistles.save(
        replace(whistle, state=WhistleState.WITHDRAWN, closed_at=desk.now)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="whistle_withdrawn",
        facts={"whistle": whistle.id, "stage": whistle.stage.value, "reason": why},
    )
    rules = desk.profile.whistle
    to_group(
        desk,
        task,
        "whistle_recalled",
        {
            "task": task.name,
            "stage_label": rules.stage(whistle.stage.value).label,
            "call_word": rules.call_word,
            "answer_word": rules.answer_word,
            "lead": desk.ledger.departments.get(task.lead_id).short_name,
            "reason": why,
        },
        dedupe=f"withdrawn:{whistle.id}",
        priority=Priority.WHISTLE,
    )
    post_board(desk, task, withdrawn, dedupe="withdrawn")
    return withdrawn
