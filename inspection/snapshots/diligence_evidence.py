"""履职尽责证据清单的事实: what one department did about one subject, and what shows it."""

from collections.abc import Iterable
from datetime import datetime

from inspection.desk import Desk
from inspection.findings import PROBLEMS, Finding
from inspection.followup import FollowUpKind
from inspection.plain import Facts, Plain
from inspection.publication import EntryDuty
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import article_of, common_facts, moment_words
from inspection.snapshots.officers import officers_of
from inspection.snapshots.results import submitted_findings
from inspection.snapshots.settled_draw import settled_draw
from inspection.snapshots.team_list import MATCHED
from inspection.tasks import InspectionTask
from inspection.visits import Visit

_FOLLOWED = {
    FollowUpKind.RECTIFY: "rectify",
    FollowUpKind.REFER: "refer",
    FollowUpKind.CASE: "case",
}


def diligence_evidence_facts(desk: Desk, task: InspectionTask, duty: EntryDuty) -> Facts:
    """履职尽责证据清单: for one department's duty at one visit (忻州第二十六、二十七条).

    It gathers what the ledger proves and judges nobody; the cases in which nobody is to blame are
    printed where the circular lists them. A paper's hash is that of the file as it was printed.
    """
    visit = desk.ledger.visits.get(duty.visit_id)
    subject = desk.ledger.subjects.get(visit.subject_id)
    rule = desk.profile.reports.exemption
    held = desk.ledger.assignments.find(
        task_id=task.id, subject_id=subject.id, department_id=duty.department_id, active=True
    )
    findings = tuple(
        each
        for each in submitted_findings(desk, (visit,))
        if each.department_id == duty.department_id
    )
    acts = [
        *_before(desk, task, visit),
        *_on_site(desk, visit, findings),
        *_after(desk, duty, findings),
    ]
    return {
        **common_facts(desk, task, issuer_id=duty.department_id, basis=(rule.citation,)),
        "subject": {"name": subject.name, "credit_code": subject.code},
        "department": desk.ledger.departments.get(duty.department_id).name,
        "officers": [each.name for each in officers_of(desk, (row.person_id for row in held))],
        "acts": [_act(desk, task, visit, *each) for each in sorted(acts, key=lambda act: act[0])],
        "grounds": list(rule.value or ()),
        "statement": _statement(desk, duty, findings),
        "article": article_of(rule.citation),
    }


Act = tuple[datetime, str, dict[str, str]]
"""When something was done, its key in `phrases.DILIGENCE`, and what to fill in."""


def _before(desk: Desk, task: InspectionTask, visit: Visit) -> Iterable[Act]:
    draw = settled_draw(desk, task)
    if draw is not None and draw.drawn_at is not None:
        yield draw.drawn_at, "drawn", {}
    matched = desk.ledger.events.find(task_id=task.id, verb=MATCHED)
    if matched:
        yield matched[-1].at, "matched", {}
    if visit.notified_at is not None:
        yield visit.notified_at, "notified", {"way": visit.notice_way}
    if visit.network_checked_at is not None:
        yield visit.network_checked_at, "network", {}


def _on_site(desk: Desk, visit: Visit, findings: tuple[Finding, ...]) -> Iterable[Act]:
    submitted = [each.submitted_at for each in findings if each.submitted_at is not None]
    if submitted:
        yield max(submitted), "submitted", {"count": str(len(findings))}
    if visit.finished_at is not None and visit.confirmation is not None:
        confirmed = phrases.CONFIRMED[visit.confirmation.value]
        yield visit.finished_at, "visited", {"confirmed": confirmed}


def _after(desk: Desk, duty: EntryDuty, findings: tuple[Finding, ...]) -> Iterable[Act]:
    if duty.entered_at is not None:
        number = f"（{duty.platform_number}）" if duty.platform_number else ""
        yield duty.entered_at, "entered", {"number": number}
    if duty.published_at is not None:
        yield duty.published_at, "published", {}
    if duty.withheld_at is not None:
        yield duty.withheld_at, "withheld", {}
    for finding in findings:
        for each in desk.ledger.follow_ups.find(finding_id=finding.id):
            yield each.opened_at, _FOLLOWED[each.kind], {}
            if each.kind is FollowUpKind.RECTIFY and each.closed_at is not None:
                yield each.closed_at, "rechecked", {}


def _act(
    desk: Desk, task: InspectionTask, visit: Visit, at: datetime, key: str, words: dict[str, str]
) -> dict[str, Plain]:
    act, paper = (text.format(**words) for text in phrases.DILIGENCE[key])
    return {
        "time": moment_words(desk, at),
        "act": act,
        "paper": paper,
        "sha256": _printed(desk, task, visit, paper),
    }


def _printed(desk: Desk, task: InspectionTask, visit: Visit, form: str) -> str | None:
    """The hash of the newest printed paper of this form about the subject or the whole task."""
    for whose in (visit.subject_id, None):
        found = desk.ledger.documents.find(task_id=task.id, form=form, subject_id=whose)
        for document in reversed(found):
            if document.file_id is not None:
                return desk.ledger.files.get(document.file_id).sha256
    return None


def _statement(desk: Desk, duty: EntryDuty, findings: tuple[Finding, ...]) -> str | None:
    """Only what the counts bear out; None while nothing was submitted."""
    if not findings:
        return None
    problems = [each for each in findings if each.result in PROBLEMS]
    followed = sum(bool(desk.ledger.follow_ups.find(finding_id=each.id)) for each in problems)
    parts = [phrases.DILIGENCE_STATEMENT.format(items=len(findings))]
    parts.append(
        phrases.DILIGENCE_PROBLEMS.format(problems=len(problems), followed=followed)
        if problems
        else phrases.DILIGENCE_CLEAN
    )
    if duty.entered_at is not None:
        day = duty.entered_at.astimezone(desk.now.tzinfo).date()
        when = phrases.ON_TIME if day <= duty.due_on else phrases.LATE
        parts.append(phrases.DILIGENCE_ENTERED.format(when=when))
    return "，".join(parts) + "。"
