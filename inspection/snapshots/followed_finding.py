"""后续处理摘录: the finding behind a follow-up, with its subject, item and department."""

from dataclasses import dataclass

from inspection.departments import Department
from inspection.desk import Desk
from inspection.findings import Finding
from inspection.followup import FollowUp
from inspection.items import InspectionItem
from inspection.snapshots.common import day_words
from inspection.subjects import Subject
from inspection.visits import Visit


@dataclass(frozen=True, slots=True)
class FollowedFinding:
    """后续处理所据的检查结果: `checked_on` in words, None while the visit has no time."""

    finding: Finding
    visit: Visit
    subject: Subject
    item: InspectionItem
    department: Department
    checked_on: str | None


def followed_finding(desk: Desk, follow_up: FollowUp) -> FollowedFinding:
    """What a follow-up is about."""
    finding = desk.ledger.findings.get(follow_up.finding_id)
    visit = desk.ledger.visits.get(finding.visit_id)
    return FollowedFinding(
        finding,
        visit,
        desk.ledger.subjects.get(visit.subject_id),
        desk.ledger.items.get(finding.item_id),
        desk.ledger.departments.get(finding.department_id),
        day_words(desk, visit.finished_at or visit.opened_at),
    )
