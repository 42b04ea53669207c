"""人员更换审批表的事实: who is to be replaced by whom, why, and what the head decided."""

from inspection.desk import Desk
from inspection.ids import PersonId, SubjectId
from inspection.plain import Facts, Plain
from inspection.snapshots import phrases
from inspection.snapshots.common import (
    article_of,
    common_facts,
    date_words,
    joined,
    moment_words,
)
from inspection.snapshots.joint_teams import joint_teams
from inspection.snapshots.officers import officer_of
from inspection.tasks import InspectionTask
from inspection.teams import Assignment, Replacement


def replacement_approval_facts(desk: Desk, task: InspectionTask, replacement: Replacement) -> Facts:
    """人员更换审批表: by the locality's method (信阳第二十条, 新华第十四条, 忻州第十七条)."""
    rule = desk.profile.match.replacement
    held = _assignments(desk, task, replacement)
    subject_ids = list(dict.fromkeys(each.subject_id for each in held))
    decided = replacement.decided_by
    outgoing = officer_of(desk, replacement.outgoing_id)
    return {
        **common_facts(desk, task, issuer_id=replacement.department_id, basis=(rule.citation,)),
        "department": desk.ledger.departments.get(replacement.department_id).name,
        "team_name": _team_name(desk, task, subject_ids),
        "subjects": [desk.ledger.subjects.get(each).name for each in subject_ids],
        "outgoing": {
            "name": outgoing.name,
            "certificate_number": outgoing.certificate_number,
        },
        "incoming": _incoming(desk, replacement.incoming_id),
        "reason": replacement.reason or None,
        "applied_at": moment_words(desk, replacement.asked_at),
        "rule": {
            "method": phrases.REPLACEMENT_METHOD[rule.value.method].format(
                approver=rule.value.approver
            ),
            "article": article_of(rule.citation),
        }
        if rule.value
        else None,
        "qualification": _qualification(desk, task, replacement.incoming_id, subject_ids),
        "approver": desk.ledger.people.get(decided).name if decided else None,
        "approved_at": moment_words(desk, replacement.decided_at),
        "opinion": phrases.REPLACEMENT_OPINION.get(replacement.state.value),
        "result_entered": _result_entered(desk, task, replacement, subject_ids),
    }


def _assignments(
    desk: Desk, task: InspectionTask, replacement: Replacement
) -> tuple[Assignment, ...]:
    """What changes hands: what the incoming person took over, else what the outgoing one holds."""
    rows = desk.ledger.assignments.find(task_id=task.id, department_id=replacement.department_id)
    held = tuple(each for each in rows if each.person_id == replacement.outgoing_id)
    come_in = {each.subject_id for each in rows if each.person_id == replacement.incoming_id}
    handed = tuple(each for each in held if not each.active and each.subject_id in come_in)
    return handed or tuple(each for each in held if each.active) or held


def _team_name(desk: Desk, task: InspectionTask, subject_ids: list[SubjectId]) -> str | None:
    names = [
        team.name for team in joint_teams(desk, task) if set(subject_ids) & set(team.subject_ids)
    ]
    return joined(names) or None


def _incoming(desk: Desk, person_id: PersonId | None) -> dict[str, Plain]:
    if person_id is None:
        return {"name": None, "certificate_number": None}
    officer = officer_of(desk, person_id)
    return {
        "name": officer.name,
        "certificate_number": officer.certificate_number,
        "expertise": joined(officer.expertise) or None,
    }


def _qualification(
    desk: Desk, task: InspectionTask, person_id: PersonId | None, subject_ids: list[SubjectId]
) -> str | None:
    inspector = person_id and desk.ledger.inspectors.one(person_id=person_id)
    if not person_id or not inspector or inspector.certificate_expires is None:
        return None
    expires = inspector.certificate_expires
    valid = expires >= desk.now.date()
    text = phrases.CERTIFICATE_VALID if valid else phrases.CERTIFICATE_EXPIRED
    declared = desk.ledger.recusals.find(task_id=task.id, person_id=person_id)
    recused = any(each.subject_id in subject_ids for each in declared)
    conflict = phrases.RECUSED if recused else phrases.NOT_RECUSED
    return f"{text.format(day=date_words(expires))}；{conflict}"


def _result_entered(
    desk: Desk, task: InspectionTask, replacement: Replacement, subject_ids: list[SubjectId]
) -> bool:
    visits = desk.ledger.visits.find(task_id=task.id, subject_id=tuple(subject_ids))
    return any(
        desk.ledger.findings.find(visit_id=visit.id, department_id=replacement.department_id)
        for visit in visits
    )
