"""各环节报到统计: how many departments were called at each stage, answered, answered late."""

from dataclasses import dataclass

from inspection.desk import Desk
from inspection.stages import whistles_of
from inspection.tasks import STAGES, InspectionTask


@dataclass(frozen=True, slots=True)
class StageAnswers:
    """环节报到: counts of departments; `label` is the stage as the locality calls it."""

    label: str
    sent: int
    responded: int
    late: int


def stage_answers(desk: Desk, task: InspectionTask) -> tuple[StageAnswers, ...]:
    """The stages that were whistled for, in their order; withdrawn whistles do not count."""
    rows = []
    whistles = whistles_of(desk, task)
    for stage in STAGES:
        blown = [whistle for whistle in whistles if whistle.stage is stage]
        if not blown:
            continue
        answers = desk.ledger.check_ins.find(whistle_id=tuple(each.id for each in blown))
        rows.append(
            StageAnswers(
                desk.profile.whistle.stage(stage.value).label,
                len(blown) * len(task.partner_ids),
                len(answers),
                sum(not answer.on_time for answer in answers),
            )
        )
    return tuple(rows)
