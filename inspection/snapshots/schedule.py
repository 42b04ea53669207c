"""时间安排: the period of a task cut into its five steps, the same cut for the same task."""

from dataclasses import dataclass
from datetime import date, timedelta

from inspection.desk import Desk
from inspection.tasks import STAGES, InspectionTask

SUMMARY = "summary"
STEPS = (*(stage.value for stage in STAGES), SUMMARY)
_SHARES = (20, 10, 25, 35, 10)
"""Per cent of the working days for scheme, draw, visit, publish and summary."""
_PUBLISH = 3
_VISIT = 2


@dataclass(frozen=True, slots=True)
class Step:
    """阶段: one step of the task with its first and last day; `name` is one of STEPS."""

    name: str
    first: date
    last: date


def schedule_of(desk: Desk, task: InspectionTask) -> tuple[Step, ...]:
    """阶段安排: five steps over the working days of the task's period, none overlapping.

    The period ends with the locality's last day for tasks (新县三(二)) where that is earlier; the
    step of publishing takes no more working days than the term for entering results.
    """
    days = _days(desk, task)
    if len(days) < 2 * len(STEPS):
        return _short(days)
    lengths = [len(days) * share // 100 for share in _SHARES]
    most = desk.profile.entry.days.value or desk.profile.national.entry_days.value
    lengths[_PUBLISH] = min(lengths[_PUBLISH], most)
    lengths[_VISIT] += len(days) - sum(lengths)
    steps, at = [], 0
    for name, length in zip(STEPS, lengths, strict=True):
        steps.append(Step(name, days[at], days[at + length - 1]))
        at += length
    return tuple(steps)


def _days(desk: Desk, task: InspectionTask) -> list[date]:
    last = task.ends_on
    rule = desk.profile.task.finish_by.value
    if rule is not None and task.starts_on <= rule.in_year(task.year) < last:
        last = rule.in_year(task.year)
    span = range((last - task.starts_on).days + 1)
    days = [task.starts_on + timedelta(days=step) for step in span]
    return [day for day in days if desk.calendar.is_working_day(day)] or days or [task.starts_on]


def _short(days: list[date]) -> tuple[Step, ...]:
    """A period of fewer than ten working days: steps may share a day."""
    count = len(days)
    firsts = [days[step * count // len(STEPS)] for step in range(len(STEPS))]
    lasts = [
        days[max(step * count // len(STEPS), (step + 1) * count // len(STEPS) - 1)]
        for step in range(len(STEPS))
    ]
    return tuple(map(Step, STEPS, firsts, lasts))
