"""计划调整办理: what the steps of an adjustment share: before and after, in fields and in words."""

from dataclasses import replace
from datetime import date

from inspection.desk import Desk
from inspection.figures import period_words
from inspection.ids import PlanAdjustmentId, PlanEntryId
from inspection.plain import Facts, Plain
from inspection.plan_words import share_of
from inspection.planning import require_in_force
from inspection.plans import AdjustmentPoint, AdjustmentState, PlanAdjustment, PlanEntry
from inspection.refusal import Refusal
from inspection.tasks import TaskState

POINTS: dict[AdjustmentPoint, tuple[str, ...]] = {
    AdjustmentPoint.PERIOD: ("starts_on", "ends_on"),
    AdjustmentPoint.SHARE: ("rates", "count", "at_least", "per_year"),
    AdjustmentPoint.CANCEL: ("cancelled",),
    AdjustmentPoint.ADD: ("cancelled",),
}
"""The fields of an entry that each point changes."""


def values_of(entry: PlanEntry, point: AdjustmentPoint) -> Facts:
    """The fields of a point as plain values, days as ISO text."""
    return {name: _plain(getattr(entry, name)) for name in POINTS[point]}


def changed(entry: PlanEntry, values: Facts) -> PlanEntry:
    """The entry with these values."""
    fields = {
        name: date.fromisoformat(str(value)) if name.endswith("_on") else value
        for name, value in values.items()
    }
    return replace(entry, **fields)  # type: ignore[arg-type]


def said_of(entry: PlanEntry, point: AdjustmentPoint) -> str:
    """What an entry says on a point: 2026年3月2日至4月30日, 10%, or its state."""
    if point is AdjustmentPoint.PERIOD:
        return period_words(entry.starts_on, entry.ends_on)
    if point is AdjustmentPoint.SHARE:
        return share_of(entry)
    if point is AdjustmentPoint.ADD:
        return "未列入计划" if entry.cancelled else "列入计划"
    return "取消" if entry.cancelled else "实施"


def adjustment_facts(desk: Desk, adjustment: PlanAdjustment) -> Facts:
    """One adjustment as it is shown: before, after, why, who decides and with whom it is filed."""
    entry = desk.ledger.plan_entries.get(adjustment.entry_id)
    plan = desk.profile.plan
    return {
        "id": adjustment.id,
        "year": adjustment.year,
        "number": entry.number,
        "task": entry.name,
        "lead": desk.ledger.departments.get(entry.lead_id).short_name,
        "point": adjustment.point.value,
        "before": said_of(changed(entry, adjustment.before), adjustment.point),
        "after": said_of(changed(entry, adjustment.after), adjustment.point),
        "reason": adjustment.reason,
        "state": adjustment.state.value,
        "reply": adjustment.reply,
        "office": desk.profile.names.office_short,
        "basis": plan.adjusting.cited(),
        "filed_with": plan.refiled_with.value,
        "filed_on": adjustment.filed_on.isoformat() if adjustment.filed_on else None,
        "filing_basis": plan.refiled_with.cited(),
    }


def adjustment_of(desk: Desk, key: PlanAdjustmentId) -> PlanAdjustment:
    """An adjustment; a button that names none is out of date."""
    try:
        return desk.ledger.plan_adjustments.get(key)
    except LookupError:
        raise Refusal("button_out_of_date") from None


def adjustable(desk: Desk, key: PlanEntryId) -> PlanEntry:
    """An entry in force of which no task is under way.

    Refusals: `button_out_of_date`, `plan_not_approved`, `plan_entry_cancelled`,
    `plan_task_opened`.
    """
    try:
        entry = desk.ledger.plan_entries.get(key)
    except LookupError:
        raise Refusal("button_out_of_date") from None
    require_in_force(desk, entry)
    for task in desk.ledger.tasks.find(plan_entry_id=entry.id):
        if task.state is not TaskState.ARCHIVED:
            raise Refusal("plan_task_opened", {"task": entry.name, "number": task.number})
    return entry


def waiting_adjustments(desk: Desk, year: int) -> tuple[PlanAdjustment, ...]:
    """Adjustments of a year that the office has not decided."""
    return desk.ledger.plan_adjustments.find(year=year, state=AdjustmentState.ASKED)


def unfiled_adjustments(desk: Desk, year: int) -> tuple[PlanAdjustment, ...]:
    """Approved adjustments that the locality wants filed and that are not."""
    if desk.profile.plan.refiled_with.silent:
        return ()
    return desk.ledger.plan_adjustments.find(
        year=year, state=AdjustmentState.APPROVED, filed_on=None
    )


def _plain(value: object) -> Plain:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): int(rate) for key, rate in value.items()}
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"no plain value: {value!r}")
