"""双清单和检查单的事实: what a subject is told will be looked at, what officers check by."""

import re

from inspection.desk import Desk
from inspection.items import InspectionItem
from inspection.plain import Facts, Plain
from inspection.snapshots.common import (
    article_of,
    common_facts,
    contact_of,
    items_of,
)
from inspection.snapshots.joint_teams import team_for
from inspection.snapshots.officers import officers_of
from inspection.snapshots.planned_visits import visit_time
from inspection.subjects import Subject
from inspection.tasks import InspectionTask
from inspection.visits import Visit

_POINTS = re.compile(r"[；;\n]+")


def items_and_papers_facts(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    """检查事项和材料清单: told once and completely (忻州第二十条（一）); no list of ours names the
    papers a department wants to see, so that they are for the team to fill in."""
    subject = desk.ledger.subjects.get(visit.subject_id)
    team = team_for(desk, task, subject.id)
    leader = desk.ledger.people.get(team.leader_id) if team and team.leader_id else None
    rule = desk.profile.check.notice
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=(rule.citation,)),
        "subject": _subject(subject),
        "officers": [
            {
                "name": officer.name,
                "department": officer.department,
                "certificate_number": officer.certificate_number,
            }
            for officer in officers_of(desk, team.members if team else ())
        ],
        "visit_time": visit_time(desk, task, visit),
        "check_items": [
            {
                "department": _department(desk, item),
                "name": item.name,
                "content": item.content or None,
                "basis": item.basis or None,
            }
            for item in items_of(desk, task)
        ],
        "papers": [],
        "contact": contact_of(leader),
        "article": article_of(rule.citation),
    }


def check_sheet_facts(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    """行业统一检查单: one line for each point of each item, blank to be filled in on the spot.

    The article is that of the sheet (新县第二部分（一）), else of the guide it follows.
    """
    lists = desk.profile.lists
    rule = lists.guide if lists.check_sheet.silent else lists.check_sheet
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=(rule.citation,)),
        "subject": _subject(desk.ledger.subjects.get(visit.subject_id)),
        "industry": task.industry,
        "checked_at": None,
        "check_items": [
            {
                "department": _department(desk, item),
                "name": item.name,
                "point": point,
                "method": item.method or None,
                "basis": item.basis or None,
                "checked": None,
                "finding": None,
            }
            for item in items_of(desk, task)
            for point in _points(item)
        ],
        "article": article_of(rule.citation),
    }


def _subject(subject: Subject) -> dict[str, Plain]:
    return {
        "name": subject.name,
        "credit_code": subject.code,
        "address": subject.address or None,
    }


def _department(desk: Desk, item: InspectionItem) -> str:
    return desk.ledger.departments.get(item.department_id).name


def _points(item: InspectionItem) -> list[str | None]:
    """检查要点: the parts of the content that the list itself sets apart."""
    parts: list[str | None] = [part.strip() for part in _POINTS.split(item.content) if part.strip()]
    return parts or [None]
