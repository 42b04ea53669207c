"""结果公示表的事实: the results as the public sees them; no person, phone or risk class."""

from inspection.desk import Desk
from inspection.findings import PROBLEMS, Finding
from inspection.ids import DepartmentId, VisitId
from inspection.plain import Facts, Plain
from inspection.snapshots import phrases
from inspection.snapshots.common import article_of, common_facts, day_words
from inspection.snapshots.results import (
    finished_visits,
    follow_ups_by_finding,
    status_words,
    submitted_findings,
    worded,
)
from inspection.snapshots.terms import entry_term
from inspection.subjects import Subject, SubjectKind
from inspection.tasks import InspectionTask, Stage


def publication_table_facts(desk: Desk, task: InspectionTask) -> Facts:
    """结果公示表: every submitted finding of every finished visit, in the order of the visits."""
    visits = {visit.id: visit for visit in finished_visits(desk, task)}
    submitted = submitted_findings(desk, tuple(visits.values()))
    hidden = _withheld(desk, tuple(visits))
    findings = [each for each in submitted if (each.visit_id, each.department_id) not in hidden]
    subjects = {visit.id: desk.ledger.subjects.get(visit.subject_id) for visit in visits.values()}
    follow_ups = follow_ups_by_finding(desk, task)
    rows: list[Plain] = []
    for finding in findings:
        visit = visits[finding.visit_id]
        checked_on = day_words(desk, visit.finished_at or visit.opened_at)
        status = status_words(follow_ups.get(finding.id, []))
        rows.append(_row(desk, finding, subjects[visit.id], checked_on, status))
    basis = (
        desk.profile.whistle.stage(Stage.PUBLISH.value).work.citation,
        desk.profile.entry.days.citation,
    )
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=basis),
        "rows": rows,
        "counts": {
            "subjects": len({finding.visit_id for finding in findings}),
            "results": len(findings),
            "problems": sum(finding.result in PROBLEMS for finding in findings),
        },
        "channel": _channel(desk, tuple(subjects.values())),
        "rule": entry_term(desk.profile),
        "withheld": len(submitted) - len(findings) or None,
    }


def _withheld(desk: Desk, visit_ids: tuple[VisitId, ...]) -> set[tuple[VisitId, DepartmentId]]:
    """Visits and departments whose results are not published, by approval (忻州第二十条（三）)."""
    return {
        (each.visit_id, each.department_id)
        for each in desk.ledger.entry_duties.find(visit_id=visit_ids)
        if each.withheld_at is not None
    }


def _row(
    desk: Desk, finding: Finding, subject: Subject, checked_on: str | None, status: str | None
) -> dict[str, Plain]:
    code, label = worded(desk.profile, finding.result)
    return {
        "subject": subject.name,
        "credit_code": subject.code,
        "department": desk.ledger.departments.get(finding.department_id).name,
        "check_items": desk.ledger.items.get(finding.item_id).name,
        "checked_on": checked_on,
        "code": code,
        "label": label,
        "disposal": status or finding.disposal or None,
    }


def _channel(desk: Desk, subjects: tuple[Subject, ...]) -> str:
    names, rule = desk.profile.names, desk.profile.publication.non_market
    non_market = any(subject.kind is SubjectKind.NON_MARKET for subject in subjects)
    if non_market and rule.value == "lead_portal":
        return phrases.NON_MARKET_CHANNEL.format(
            platform=names.publication_platform,
            lead=names.lead,
            article=article_of(rule.citation),
        )
    return names.publication_platform
