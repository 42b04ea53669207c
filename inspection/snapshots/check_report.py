"""检查报告的事实: what one team checked and judged (卧龙第三部分（一）)."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.findings import PROBLEMS, Finding
from inspection.ids import VisitId
from inspection.plain import Facts, Plain
from inspection.snapshots import field_phrases, phrases
from inspection.snapshots.common import (
    article_of,
    common_facts,
    day_words,
    items_of,
    joined,
    methods_of,
    period_words,
)
from inspection.snapshots.joint_teams import JointTeam
from inspection.snapshots.results import CLEAN, follow_ups_by_finding, status_words, worded
from inspection.tasks import InspectionTask
from inspection.visits import Confirmation, Visit


def check_report_facts(
    desk: Desk, task: InspectionTask, team: JointTeam, visits: tuple[Visit, ...]
) -> Facts:
    """检查报告: of one team, to the lead department; `visits` are all of the team's, finished."""
    rule = desk.profile.record.report
    found = {visit.id: desk.ledger.findings.find(visit_id=visit.id) for visit in visits}
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=(rule.citation,)),
        "issuer": team.name,
        "lead_department": desk.ledger.departments.get(task.lead_id).name,
        "team_name": team.name,
        "leader": _leader(desk, team),
        "checked_period": _period(desk, visits),
        "methods": _methods(desk, task, visits),
        "subjects": [_subject(desk, visit, found[visit.id]) for visit in visits],
        "problems": _problems(desk, task, visits, found),
        "standard": _judged(visits),
        "advice": [],
        "article": article_of(rule.citation),
    }


def _leader(desk: Desk, team: JointTeam) -> str | None:
    """组长; nobody is called so where the circular names none."""
    if team.leader_id is None or desk.profile.check.leader.silent:
        return None
    return desk.ledger.people.get(team.leader_id).name


def _period(desk: Desk, visits: tuple[Visit, ...]) -> str | None:
    days = [
        moment.astimezone(desk.now.tzinfo).date()
        for visit in visits
        for moment in (visit.opened_at, visit.finished_at)
        if moment is not None
    ]
    return period_words(min(days), max(days)) if days else None


def _methods(desk: Desk, task: InspectionTask, visits: tuple[Visit, ...]) -> str | None:
    methods = methods_of(items_of(desk, task))
    if any(visit.network_checked_at is not None for visit in visits):
        methods.append(phrases.NETWORK_METHOD)
    return joined(methods) or None


def _subject(desk: Desk, visit: Visit, findings: tuple[Finding, ...]) -> dict[str, Plain]:
    """The results that say something; 未发现问题 where there are none but that."""
    telling = [each for each in findings if each.result not in CLEAN] or list(findings)
    return {
        "name": desk.ledger.subjects.get(visit.subject_id).name,
        "checked_on": day_words(desk, visit.finished_at or visit.opened_at),
        "check_items": joined(desk.ledger.items.get(each.item_id).name for each in findings)
        or None,
        "result": joined(_labels(desk, telling)) or None,
    }


def _labels(desk: Desk, findings: Iterable[Finding]) -> list[str]:
    return [label for each in findings if (label := worded(desk.profile, each.result)[1])]


def _problems(
    desk: Desk,
    task: InspectionTask,
    visits: tuple[Visit, ...],
    found: dict[VisitId, tuple[Finding, ...]],
) -> list[Plain]:
    follow_ups = follow_ups_by_finding(desk, task)
    rows: list[Plain] = []
    for visit in visits:
        subject = desk.ledger.subjects.get(visit.subject_id).name
        for finding in found[visit.id]:
            if finding.result in PROBLEMS:
                status = status_words(follow_ups.get(finding.id, []))
                label = worded(desk.profile, finding.result)[1]
                rows.append(
                    {
                        "subject": subject,
                        "department": desk.ledger.departments.get(finding.department_id).name,
                        "problem": finding.note.strip().rstrip("。；") or label,
                        "handling": status or finding.disposal or phrases.NO_FOLLOW_UP,
                    }
                )
    return rows


def _judged(visits: tuple[Visit, ...]) -> str:
    """How many subjects signed; no full stop, the form sets it."""
    words = field_phrases.JUDGED
    signed = sum(visit.confirmation is Confirmation.SIGNED for visit in visits)
    refused = sum(visit.confirmation is Confirmation.REFUSED for visit in visits)
    if signed:
        words += field_phrases.JUDGED_SIGNED.format(count=signed)
    if refused:
        words += field_phrases.JUDGED_REFUSED.format(count=refused)
    return words
