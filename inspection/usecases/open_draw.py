"""开始抽取: roster and parameters are frozen, and witnesses are invited (draw.md, steps 1-3)."""

from inspection.announce import to_group
from inspection.ceremony import post_draw_board, require_drawable
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawSource, DrawState
from inspection.ids import TaskId
from inspection.lots import OPENED, excluded_text, freeze_roster, require_order_mode
from inspection.papers.drafting import draft_paper
from inspection.papers.draw_stage import DRAW_PLAN
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.tasks import InspectionTask


def open_draw(desk: Desk, *, actor: Person, task_id: TaskId, order: bool = False) -> DrawRecord:
    """Freeze what is drawn from and post its hashes; nothing of it changes afterwards.

    With `order` all are checked and only the order of batches is drawn (忻州第九条).
    Refusals: permission, those of `require_drawable` and `require_order_mode`, `empty_roster`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.DRAW, task)
    require_drawable(desk, task)
    attempt = len(desk.ledger.draws.find(task_id=task.id)) + 1
    if order:
        require_order_mode(desk, task)
    frozen = freeze_roster(desk, task, order=order)
    params, digest = frozen.params(task, attempt)
    draw = desk.ledger.draws.add(
        DrawRecord(
            task_id=task.id,
            attempt=attempt,
            source=DrawSource.LOCAL,
            state=DrawState.INVITING,
            opened_by=actor.id,
            frozen_at=desk.now,
            roster=frozen.roster.decode(),
            excluded=excluded_text(frozen.excluded),
            params=params,
            params_sha256=digest,
            strata=frozen.labels,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb=OPENED,
        facts={
            "draw": draw.id,
            "attempt": attempt,
            "params_sha256": digest,
            "roster_sha256": frozen.roster_sha256,
            "roster": frozen.total,
            "excluded": len(frozen.excluded),
            "order": order,
        },
    )
    _publish_plan(desk, task, draw, actor)
    post_draw_board(desk, task, draw, dedupe="open")
    return draw


def _publish_plan(desk: Desk, task: InspectionTask, draw: DrawRecord, actor: Person) -> None:
    """What is drawn from and how is public before anybody can know the seed."""
    plan = draft_paper(desk, task, DRAW_PLAN, about_id=draw.id, actor_id=actor.id)
    to_group(
        desk,
        task,
        "draw_plan_posted",
        {
            "title": plan.title,
            "task": task.name,
            "lead": desk.ledger.departments.get(task.lead_id).short_name,
        },
        dedupe=f"draw_plan:{draw.id}",
        document_id=plan.id,
    )
