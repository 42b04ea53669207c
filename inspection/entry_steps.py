"""逐项录入: what is still to be answered, from the rows each time: a crash loses nothing."""

from dataclasses import dataclass
from enum import StrEnum

from inspection.desk import Desk
from inspection.field import (
    Site,
    findings_of,
    items_of,
    require_matched,
    require_open,
    site_of,
    submitted,
)
from inspection.findings import PROBLEMS, Finding
from inspection.ids import DepartmentId, FindingId, ItemId
from inspection.items import InspectionItem
from inspection.people import Person
from inspection.plain import Facts
from inspection.profile import Profile
from inspection.refusal import Refusal
from inspection.results import NOTED, code_of, code_words


class Step(StrEnum):
    """录入步骤: the one question that comes next for an item."""

    RESULT = "result"
    KIND = "kind"  # 不配合的情形 (新华第十八条)
    NOTE = "note"
    DISPOSAL = "disposal"


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStep:
    """下一步: the item, its place among the department's items (from 1), and the question."""

    item: InspectionItem
    finding: Finding | None
    step: Step
    place: int
    count: int


def missing_step(profile: Profile, finding: Finding | None) -> Step | None:
    """The question an item still needs; None when it is answered in full."""
    if finding is None:
        return Step.RESULT
    kinds = profile.results.uncooperative.value or ()
    if finding.result == "uncoop" and kinds and not finding.note:
        return Step.KIND
    if finding.result in NOTED and (not finding.note or finding.note in kinds):
        return Step.NOTE
    if finding.result in PROBLEMS and not finding.disposal:
        return Step.DISPOSAL
    return None


def next_step(desk: Desk, site: Site, department_id: DepartmentId) -> NextStep | None:
    """The first question of a department that has no answer yet; None when all are answered."""
    items = items_of(desk, site.task, department_id)
    entered = {each.item_id: each for each in findings_of(desk, site.visit, department_id)}
    for place, item in enumerate(items, 1):
        finding = entered.get(item.id)
        step = missing_step(desk.profile, finding)
        if step is not None:
            return NextStep(item=item, finding=finding, step=step, place=place, count=len(items))
    return None


def open_items(desk: Desk, site: Site, department_id: DepartmentId) -> tuple[InspectionItem, ...]:
    """The department's items that have no result yet."""
    entered = {each.item_id for each in findings_of(desk, site.visit, department_id)}
    items = items_of(desk, site.task, department_id)
    return tuple(item for item in items if item.id not in entered)


def record_finding(desk: Desk, actor: Person, site: Site, item_id: ItemId, result: str) -> Finding:
    """Enter the result of one item, and write it into the journal."""
    finding = desk.ledger.findings.add(
        Finding(
            visit_id=site.visit.id,
            item_id=item_id,
            department_id=site.works_for(actor),
            result=result,
            entered_by=actor.id,
            entered_at=desk.now,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="finding_entered",
        facts={
            "finding": finding.id,
            "visit": site.visit.id,
            "item": item_id,
            "result": finding.result,
        },
    )
    return finding


def require_entering(desk: Desk, actor: Person, site: Site) -> None:
    """Refuse who may not enter now: `not_matched`, `visit_not_open`, `already_submitted`."""
    require_matched(desk, actor, site)
    require_open(site)
    department = site.works_for(actor)
    if items_of(desk, site.task, department) and submitted(desk, site, department):
        raise Refusal("already_submitted", {"subject": site.subject.name, "visit": site.visit.id})


def own_finding(desk: Desk, actor: Person, finding_id: FindingId) -> tuple[Site, Finding]:
    """A finding the actor may still change, with its site; `foreign_finding` and the above."""
    finding = desk.ledger.findings.get(finding_id)
    site = site_of(desk, finding.visit_id)
    if finding.department_id != site.works_for(actor):
        raise Refusal("foreign_finding", {"subject": site.subject.name})
    require_entering(desk, actor, site)
    return site, finding


def finding_facts(desk: Desk, finding: Finding) -> Facts:
    """One answered item as it is shown to its own department."""
    item = desk.ledger.items.get(finding.item_id)
    return {
        "id": finding.id,
        "visit": finding.visit_id,
        "item": item.name,
        "label": code_words(code_of(desk.profile, finding.result)),
        "problem": finding.result in PROBLEMS,
        "note": finding.note,
        "disposal": finding.disposal,
        "by": desk.ledger.people.get(finding.entered_by).name,
        "at": finding.entered_at.isoformat(),
        "stamp": int(finding.entered_at.timestamp()),
        "complete": missing_step(desk.profile, finding) is None,
    }
