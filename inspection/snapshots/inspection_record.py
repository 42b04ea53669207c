"""情况记录表的事实: what was found at one subject, item by item, and who confirmed it."""

from inspection.desk import Desk
from inspection.findings import PROBLEMS, Finding
from inspection.ids import DepartmentId, ItemId
from inspection.items import InspectionItem
from inspection.plain import Facts, Plain
from inspection.snapshots import phrases
from inspection.snapshots.advisers import adviser_remarks
from inspection.snapshots.borrowed import borrowed_remarks
from inspection.snapshots.common import (
    common_facts,
    day_words,
    items_of,
    joined,
    methods_of,
    record_form,
    span_words,
)
from inspection.snapshots.joint_teams import JointTeam, team_for
from inspection.snapshots.officers import officers_of
from inspection.snapshots.results import CLEAN, code_rows, worded
from inspection.subjects import Subject, SubjectKind
from inspection.tasks import InspectionTask, Stage
from inspection.visits import Confirmation, Visit


def inspection_record_facts(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    """情况记录表: the layout is the locality's own form, or the plain joint one (卧龙附件B)."""
    profile = desk.profile
    subject = desk.ledger.subjects.get(visit.subject_id)
    team = team_for(desk, task, subject.id)
    found = {each.item_id: each for each in desk.ledger.findings.find(visit_id=visit.id)}
    items = tuple(item for item in items_of(desk, task) if item.id in found)
    basis = (
        profile.whistle.stage(Stage.VISIT.value).work.citation,
        profile.record.form.citation,
        profile.record.signature.citation,
    )
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=basis),
        "record_form": record_form(profile),
        "team_name": team.name if team else None,
        "officers": _officers(desk, team),
        "subject": _subject(subject),
        "checked_at": span_words(desk, visit.opened_at, visit.finished_at),
        "method": _method(desk, task, visit, items),
        "findings": [_finding(desk, item, found[item.id]) for item in items],
        "opinion": _opinion(desk, items, found),
        "remarks": _remarks(desk, task, visit),
        "signature": _signature(desk, visit),
        "evidence": _evidence(desk, visit),
        "result_codes": code_rows(profile),
    }


def _officers(desk: Desk, team: JointTeam | None) -> list[Plain]:
    if team is None:
        return []
    return [
        {
            "name": officer.name,
            "department": officer.department,
            "certificate_number": officer.certificate_number,
            "phone": officer.phone,
            "leader": officer.person_id == team.leader_id,
        }
        for officer in officers_of(desk, team.members)
    ]


def _remarks(desk: Desk, task: InspectionTask, visit: Visit) -> str | None:
    said = [
        *borrowed_remarks(desk, task, visit.subject_id),
        *adviser_remarks(desk, task, visit.subject_id),
    ]
    if visit.network_note:
        said.insert(0, phrases.NETWORK_REMARK.format(note=visit.network_note.rstrip("。；")))
    return "；".join(said) or None


def _subject(subject: Subject) -> dict[str, Plain]:
    kind = "non_market" if subject.kind is SubjectKind.NON_MARKET else "market"
    return {
        "name": subject.name,
        "identifier_label": phrases.IDENTIFIER[kind],
        "credit_code": subject.code,
        "representative_label": phrases.REPRESENTATIVE[kind],
        "representative": subject.legal_representative or None,
        "phone": subject.phone or None,
        "address": subject.address or None,
    }


def _method(
    desk: Desk, task: InspectionTask, visit: Visit, items: tuple[InspectionItem, ...]
) -> str | None:
    methods = methods_of(items or items_of(desk, task))
    if visit.network_checked_at is not None:
        methods.append(phrases.NETWORK_METHOD)
    return joined(methods) or None


def _finding(desk: Desk, item: InspectionItem, finding: Finding) -> dict[str, Plain]:
    code, label = worded(desk.profile, finding.result)
    return {
        "department": desk.ledger.departments.get(finding.department_id).name,
        "name": item.name,
        "code": code,
        "label": label,
        "note": finding.note or None,
        "disposal": finding.disposal or None,
    }


def _opinion(
    desk: Desk, items: tuple[InspectionItem, ...], found: dict[ItemId, Finding]
) -> str | None:
    if not items:
        return None
    if all(found[item.id].result in CLEAN for item in items):
        return phrases.NO_PROBLEM
    lines = []
    for item in items:
        finding = found[item.id]
        if finding.result in CLEAN:
            continue
        label = worded(desk.profile, finding.result)[1] or ""
        said = [finding.note, finding.disposal] if finding.result in PROBLEMS else [finding.note]
        what = "，".join(part.rstrip("。；，") for part in (*said,) if part) or label
        department = desk.ledger.departments.get(finding.department_id).name
        lines.append(phrases.OPINION_LINE.format(item=item.name, department=department, what=what))
    return "".join(lines)


def _signature(desk: Desk, visit: Visit) -> dict[str, Plain]:
    given = visit.confirmation
    signed = None if given is None else given is Confirmation.SIGNED
    return {
        "signed": signed,
        "refusal_reason": visit.refusal_reason or None,
        "witness": None,
        "recording": None,
        "signed_at": day_words(desk, visit.finished_at) if signed else None,
    }


def _evidence(desk: Desk, visit: Visit) -> list[Plain]:
    counts: dict[tuple[ItemId | None, DepartmentId | None], int] = {}
    for each in desk.ledger.evidence.find(visit_id=visit.id):
        key = (each.item_id, None if each.item_id is not None else each.department_id)
        counts[key] = counts.get(key, 0) + 1
    rows: list[Plain] = []
    for (item_id, department_id), count in counts.items():
        if item_id is not None:
            name = desk.ledger.items.get(item_id).name
            rows.append(phrases.EVIDENCE_OF_ITEM.format(item=name, count=count))
        elif department_id is not None:
            name = desk.ledger.departments.get(department_id).name
            rows.append(phrases.EVIDENCE_OF_DEPARTMENT.format(department=name, count=count))
    return rows
