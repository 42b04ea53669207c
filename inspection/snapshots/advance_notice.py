"""提前告知书的事实: what a subject is told before a visit."""

from inspection.desk import Desk
from inspection.plain import Facts
from inspection.snapshots.common import (
    common_facts,
    contact_of,
    items_of,
    joined,
    methods_of,
)
from inspection.snapshots.joint_teams import team_for
from inspection.snapshots.officers import officers_of
from inspection.snapshots.planned_visits import visit_time
from inspection.tasks import InspectionTask
from inspection.visits import Visit


def advance_notice_facts(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    """提前告知书: whether one is owed at all is the locality's rule (`check.notice`)."""
    subject = desk.ledger.subjects.get(visit.subject_id)
    items = items_of(desk, task)
    team = team_for(desk, task, subject.id)
    rule = desk.profile.check.notice
    leader = desk.ledger.people.get(team.leader_id) if team and team.leader_id else None
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=(rule.citation,)),
        "subject": {
            "name": subject.name,
            "credit_code": subject.code,
            "address": subject.address or None,
        },
        "visit": {
            "time": visit_time(desk, task, visit),
            "place": subject.address or None,
            "method": joined(methods_of(items)) or None,
        },
        "check_items": [
            {
                "department": desk.ledger.departments.get(item.department_id).name,
                "name": item.name,
                "basis": item.basis or None,
            }
            for item in items
        ],
        "papers": [],
        "officers": [
            {
                "name": officer.name,
                "department": officer.department,
                "certificate_number": officer.certificate_number,
            }
            for officer in officers_of(desk, team.members if team else ())
        ],
        "contact": contact_of(leader),
        "delivery": visit.notice_way or None,
        "notice_rule": {"article": rule.citation.text} if rule.citation else None,
    }
