"""导入平台名单: what the provincial platform drew is recorded; nothing is drawn here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from inspection.ceremony import require_drawable
from inspection.desk import Desk
from inspection.draw import BATCH_STRATUM
from inspection.drawing import announce_drawn, plan_visits
from inspection.draws import DrawnSubject, DrawRecord, DrawSource, DrawState
from inspection.ids import TaskId
from inspection.lots import platform_seed
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.subjects import Subject
from inspection.tasks import InspectionTask

LABEL = "S1"
LONGEST_NUMBER = 64


def import_platform_draw(
    desk: Desk, *, actor: Person, task_id: TaskId, number: str, codes: Sequence[str]
) -> DrawRecord:
    """Enter the platform's list in its own order; the seed for matching comes from the list.

    Refusals: permission, those of `require_drawable`, `platform_number_missing`, `list_empty`,
    `list_doubled`, `unknown_subjects`, `subjects_of_other_trade`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.DRAW, task)
    require_drawable(desk, task)
    number = number.strip()
    if not 1 <= len(number) <= LONGEST_NUMBER:
        raise Refusal("platform_number_missing")
    subjects = _subjects(desk, task, codes)
    draw = desk.ledger.draws.add(
        DrawRecord(
            task_id=task.id,
            attempt=len(desk.ledger.draws.find(task_id=task.id)) + 1,
            source=DrawSource.PLATFORM,
            state=DrawState.DRAWN,
            opened_by=actor.id,
            frozen_at=desk.now,
            strata={BATCH_STRATUM: LABEL},
            seed=platform_seed(number, codes),
            drawn_at=desk.now,
            platform_number=number,
        )
    )
    for rank, subject in enumerate(subjects, 1):
        desk.ledger.drawn_subjects.add(
            DrawnSubject(
                draw_id=draw.id,
                subject_id=subject.id,
                stratum=LABEL,
                rank=rank,
                ticket="",
                drawn=True,
            )
        )
    task = desk.ledger.tasks.save(replace(task, platform_number=number))
    plan_visits(desk, task, draw)
    announce_drawn(desk, task, draw, actor.id)
    return draw


def _subjects(desk: Desk, task: InspectionTask, codes: Sequence[str]) -> list[Subject]:
    if not codes:
        raise Refusal("list_empty")
    doubled = [code for code, times in Counter(codes).items() if times > 1]
    if doubled:
        raise Refusal("list_doubled", {"codes": doubled})
    known = {each.code: each for each in desk.ledger.subjects.find(code=list(codes))}
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise Refusal("unknown_subjects", {"codes": unknown})
    foreign = [code for code in codes if known[code].industry != task.industry]
    if foreign:
        names = [known[code].name for code in foreign]
        raise Refusal("subjects_of_other_trade", {"names": names, "industry": task.industry})
    return [known[code] for code in codes]
