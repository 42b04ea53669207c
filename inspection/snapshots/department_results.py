"""部门结果摘录: what one department found at one subject, as its approval forms quote it."""

from dataclasses import dataclass

from inspection.desk import Desk
from inspection.findings import Finding
from inspection.publication import EntryDuty
from inspection.snapshots import field_phrases
from inspection.snapshots.common import joined
from inspection.snapshots.on_site import record_paper
from inspection.snapshots.results import worded
from inspection.subjects import Subject
from inspection.visits import Visit


@dataclass(frozen=True, slots=True)
class DepartmentResults:
    """部门检查结果: the findings a duty to publish is about, with their surroundings."""

    visit: Visit
    subject: Subject
    department: str
    findings: tuple[Finding, ...]


def department_results(desk: Desk, duty: EntryDuty) -> DepartmentResults:
    """What a duty is about."""
    visit = desk.ledger.visits.get(duty.visit_id)
    return DepartmentResults(
        visit,
        desk.ledger.subjects.get(visit.subject_id),
        desk.ledger.departments.get(duty.department_id).name,
        desk.ledger.findings.find(visit_id=visit.id, department_id=duty.department_id),
    )


def item_names(desk: Desk, findings: tuple[Finding, ...]) -> str | None:
    """检查事项 of these findings, None where there are none."""
    return joined(desk.ledger.items.get(each.item_id).name for each in findings) or None


def codes_and_labels(desk: Desk, findings: tuple[Finding, ...]) -> tuple[str | None, str | None]:
    """结果编号 and 检查结果 of these findings, each once."""
    found = [worded(desk.profile, each.result) for each in findings]
    return (
        joined(code for code, _ in found if code) or None,
        joined(label for _, label in found if label) or None,
    )


def proof_of(desk: Desk, visit: Visit, finding: Finding) -> list[str]:
    """证明材料 that the dossier has of a finding: the record form, what was photographed."""
    item = desk.ledger.items.get(finding.item_id)
    taken = len(desk.ledger.evidence.find(visit_id=visit.id, item_id=item.id))
    proof = [record_paper(desk)]
    if taken:
        proof.append(field_phrases.EVIDENCE_OF_RESULT.format(item=item.name, count=taken))
    return proof
