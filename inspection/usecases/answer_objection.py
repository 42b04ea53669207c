"""意见处理: the lead department answers an objection; the scheme becomes a new version."""

from dataclasses import replace

from inspection.board import post_board
from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.said import said
from inspection.schemes import publish_scheme
from inspection.tasks import Stage
from inspection.whistle import CheckIn, WhistleState


def answer_objection(desk: Desk, *, actor: Person, check_in_id: int, reply: str) -> CheckIn:
    """Enter how the objection was dealt with; of the scheme stage, revise the scheme.

    Refusals: permission, `whistle_withdrawn`, `reason_missing`.
    """
    check_in = desk.ledger.check_ins.get(check_in_id)
    whistle = desk.ledger.whistles.get(check_in.whistle_id)
    task = desk.ledger.tasks.get(whistle.task_id)
    permit(actor, Deed.WHISTLE, task)
    if whistle.state is WhistleState.WITHDRAWN:
        raise Refusal("whistle_withdrawn", {"word": "答复"})
    words = said(reply)
    answered = desk.ledger.check_ins.save(replace(check_in, reply=words))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="objection_answered",
        facts={"check_in": check_in.id, "reply": words},
    )
    if whistle.stage is Stage.SCHEME:
        amendments = tuple(
            each.reply for each in desk.ledger.check_ins.find(whistle_id=whistle.id) if each.reply
        )
        publish_scheme(desk, task, actor, amendments=amendments)
    post_board(desk, task, whistle, dedupe=f"r{check_in.id}:{desk.now.isoformat()}")
    return answered
