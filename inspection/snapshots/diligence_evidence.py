"""履职尽责证据清单的事实: what one department did in a task, and what shows it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspection.desk import Desk
from inspection.duties import duties_of_task
from inspection.findings import PROBLEMS, Finding
from inspection.followup import FollowUpKind
from inspection.ids import DepartmentId, FileId, PersonId, SubjectId
from inspection.plain import Facts, Plain
from inspection.publication import EntryDuty
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import article_of, common_facts, moment_words
from inspection.snapshots.officers import officers_of
from inspection.snapshots.results import submitted_findings
from inspection.snapshots.settled_draw import settled_draw
from inspection.snapshots.team_list import MATCHED
from inspection.tasks import InspectionTask
from inspection.teams import Assignment
from inspection.visits import Visit

_FOLLOWED = {
    FollowUpKind.RECTIFY: "rectify",
    FollowUpKind.REFER: "refer",
    FollowUpKind.CASE: "case",
}


def diligence_evidence_facts(
    desk: Desk, task: InspectionTask, department_id: DepartmentId
) -> Facts:
    """履职尽责证据清单: of one department in a task, subject by subject (忻州第二十六、二十七条).

    It gathers what the ledger proves and judges nobody; the cases in which nobody is to blame are
    printed where the circular lists them. The draw stands for all subjects, also those not drawn.
    """
    rule = desk.profile.reports.exemption
    works = _works(desk, task, department_id)
    printed = _printed(desk, task, department_id)
    officers = officers_of(desk, dict.fromkeys(each for work in works for each in work.officers))
    return {
        **common_facts(desk, task, issuer_id=department_id, basis=(rule.citation,)),
        "department": desk.ledger.departments.get(department_id).name,
        "officers": [each.name for each in officers],
        "acts": _acts(desk, _drawn_and_matched(desk, task), printed, None),
        "subjects": [_subject(desk, work, printed) for work in works],
        "grounds": list(rule.value or ()),
        "statement": _statement(desk, task, department_id, works),
        "article": article_of(rule.citation),
    }


@dataclass(frozen=True, slots=True)
class _Work:
    """What a department had to do at one subject, who did it, what they found."""

    visit: Visit
    duty: EntryDuty
    officers: tuple[PersonId, ...]
    findings: tuple[Finding, ...]


def _works(desk: Desk, task: InspectionTask, department_id: DepartmentId) -> list[_Work]:
    held = _held(desk, task, department_id)
    findings = _submitted(desk, task, department_id)
    return [
        _Work(
            visit=view.visit,
            duty=view.duty,
            officers=tuple(row.person_id for row in held if row.subject_id == view.subject.id),
            findings=tuple(each for each in findings if each.visit_id == view.visit.id),
        )
        for view in duties_of_task(desk, task)
        if view.duty.department_id == department_id
    ]


def _held(desk: Desk, task: InspectionTask, department_id: DepartmentId) -> tuple[Assignment, ...]:
    return desk.ledger.assignments.find(task_id=task.id, department_id=department_id, active=True)


def _submitted(
    desk: Desk, task: InspectionTask, department_id: DepartmentId
) -> tuple[Finding, ...]:
    found = submitted_findings(desk, desk.ledger.visits.find(task_id=task.id))
    return tuple(each for each in found if each.department_id == department_id)


Act = tuple[datetime, str, dict[str, str]]
"""When something was done, its key in `phrases.DILIGENCE`, and what to fill in."""


Printed = Mapping[tuple[str, SubjectId | None], FileId]
"""The newest printed file of a form about a subject, or about the whole task."""

_OF_EACH_DEPARTMENT = frozenset(
    phrases.DILIGENCE[act][1] for act in ("withheld", "rectify", "rechecked", "refer")
)
"""Forms that every department issues of its own; the others are joint papers of the task."""


def _drawn_and_matched(desk: Desk, task: InspectionTask) -> Iterable[Act]:
    draw = settled_draw(desk, task)
    if draw is not None and draw.drawn_at is not None:
        yield draw.drawn_at, "drawn", {}
    matched = desk.ledger.events.find(task_id=task.id, verb=MATCHED)
    if matched:
        yield matched[-1].at, "matched", {}


def _at_subject(desk: Desk, work: _Work) -> Iterable[Act]:
    visit = work.visit
    if visit.notified_at is not None:
        yield visit.notified_at, "notified", {"way": visit.notice_way}
    if visit.network_checked_at is not None:
        yield visit.network_checked_at, "network", {}
    yield from _on_site(visit, work.findings)
    yield from _after(desk, work.duty, work.findings)


def _on_site(visit: Visit, findings: tuple[Finding, ...]) -> Iterable[Act]:
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


def _subject(desk: Desk, work: _Work, printed: Printed) -> Plain:
    subject = desk.ledger.subjects.get(work.visit.subject_id)
    return {
        "name": subject.name,
        "credit_code": subject.code,
        "officers": [each.name for each in officers_of(desk, work.officers)],
        "acts": _acts(desk, _at_subject(desk, work), printed, subject.id),
    }


def _acts(
    desk: Desk, acts: Iterable[Act], printed: Printed, subject_id: SubjectId | None
) -> list[Plain]:
    """The acts in order of time, each with its paper and the hash of that as it was printed."""
    lines: list[Plain] = []
    for at, key, words in sorted(acts, key=lambda act: act[0]):
        act, paper = (text.format(**words) for text in phrases.DILIGENCE[key])
        file_id = printed.get((paper, subject_id)) or printed.get((paper, None))
        sha256 = desk.ledger.files.get(file_id).sha256 if file_id is not None else None
        lines.append({"time": moment_words(desk, at), "act": act, "paper": paper, "sha256": sha256})
    return lines


def _printed(desk: Desk, task: InspectionTask, department_id: DepartmentId) -> Printed:
    return {
        (document.form, document.subject_id): document.file_id
        for document in desk.ledger.documents.find(task_id=task.id)
        if document.file_id is not None
        and (document.form not in _OF_EACH_DEPARTMENT or document.issuer_id == department_id)
    }


def _statement(
    desk: Desk, task: InspectionTask, department_id: DepartmentId, works: Sequence[_Work]
) -> str | None:
    """Only what the counts bear out, also what is left to do; None while nothing was submitted."""
    findings = _submitted(desk, task, department_id)
    if not findings:
        return None
    checked = {desk.ledger.visits.get(each.visit_id).subject_id for each in findings}
    wanted = {each.subject_id for each in _held(desk, task, department_id)}
    waiting = len((wanted | {work.visit.subject_id for work in works}) - checked)
    problems = [each for each in findings if each.result in PROBLEMS]
    followed = sum(bool(desk.ledger.follow_ups.find(finding_id=each.id)) for each in problems)
    parts = [
        phrases.DILIGENCE_STATEMENT.format(subjects=len(checked), items=len(findings)),
        phrases.DILIGENCE_PROBLEMS.format(problems=len(problems), followed=followed)
        if problems
        else phrases.DILIGENCE_CLEAN,
        *_entries(desk, works),
    ]
    if waiting:
        parts.append(phrases.DILIGENCE_WAITING.format(count=waiting))
    return "，".join(parts) + "。"


def _entries(desk: Desk, works: Sequence[_Work]) -> Iterable[str]:
    """How many results were entered in time, late, and not although their last day is past."""
    entered = Counter(
        work.duty.entered_at.astimezone(desk.now.tzinfo).date() <= work.duty.due_on
        for work in works
        if work.duty.entered_at is not None
    )
    for on_time, when in ((True, phrases.ON_TIME), (False, phrases.LATE)):
        if entered[on_time]:
            yield phrases.DILIGENCE_ENTERED.format(when=when, count=entered[on_time])
    overdue = sum(
        work.duty.entered_at is None
        and not work.duty.settled
        and work.duty.due_on < desk.now.date()
        for work in works
    )
    if overdue:
        yield phrases.DILIGENCE_NOT_ENTERED.format(count=overdue)
