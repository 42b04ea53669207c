"""检查时间摘录: when a visit is, or the days that the filed scheme sets aside for visits."""

from inspection.desk import Desk
from inspection.snapshots import phrases
from inspection.snapshots.common import moment_words
from inspection.tasks import InspectionTask, Stage
from inspection.visits import Visit


def visit_time(desk: Desk, task: InspectionTask, visit: Visit) -> str | None:
    """When the visit began; before that the days of the scheme, None without a scheme."""
    if visit.opened_at is not None:
        return moment_words(desk, visit.opened_at)
    days = planned_days(desk, task)
    return phrases.VISIT_PERIOD.format(period=days) if days else None


def planned_days(desk: Desk, task: InspectionTask) -> str | None:
    """The period of the visits in the newest scheme."""
    schemes = desk.ledger.documents.find(task_id=task.id, form="工作方案")
    steps = schemes[-1].facts.get("schedule") if schemes else None
    label = desk.profile.whistle.stage(Stage.VISIT.value).label
    for step in steps if isinstance(steps, list) else ():
        if isinstance(step, dict) and step.get("stage") == label and step.get("period"):
            return str(step["period"])
    return None
