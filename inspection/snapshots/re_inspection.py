"""复查记录的事实: was what a department ordered put right (新华第十七条, 忻州第二十二条)."""

from inspection.desk import Desk
from inspection.followup import FollowUp, FollowUpState
from inspection.plain import Facts, Plain
from inspection.snapshots import field_phrases
from inspection.snapshots.common import (
    article_of,
    common_facts,
    date_words,
    day_words,
    moment_words,
    sentence,
)
from inspection.snapshots.followed_finding import FollowedFinding, followed_finding
from inspection.snapshots.on_site import officer_rows, subject_facts
from inspection.tasks import InspectionTask


def re_inspection_facts(desk: Desk, task: InspectionTask, follow_up: FollowUp) -> Facts:
    """复查记录: of a rectification that was looked at again; issued by who ordered it."""
    about = followed_finding(desk, follow_up)
    rule = desk.profile.follow_up.rectify
    rectified = follow_up.state is FollowUpState.DONE
    return {
        **common_facts(desk, task, issuer_id=about.department.id, basis=(rule.citation,)),
        "subject": subject_facts(about.subject),
        "officers": officer_rows(desk, task, about.subject.id, about.department.id),
        "order_number": _order_number(desk, task, about),
        "ordered_on": day_words(desk, follow_up.opened_at),
        "due": date_words(follow_up.due_on) if follow_up.due_on else None,
        "rechecked_at": moment_words(desk, follow_up.closed_at),
        "matters": [
            {
                "problem": sentence(about.finding.note),
                "requirement": sentence(follow_up.demand),
                "situation": sentence(follow_up.outcome),
                "rectified": rectified,
            }
        ],
        "conclusion": _conclusion(desk, follow_up, rectified),
        "further": None if rectified else field_phrases.RE_INSPECTION_FURTHER,
        "article": article_of(rule.citation),
    }


def _conclusion(desk: Desk, follow_up: FollowUp, rectified: bool) -> str:
    if rectified:
        return field_phrases.RECTIFIED
    closed, due = follow_up.closed_at, follow_up.due_on
    late = closed and due and closed.astimezone(desk.now.tzinfo).date() > due
    return field_phrases.OVERDUE if late else field_phrases.NOT_RECTIFIED


def _order_number(desk: Desk, task: InspectionTask, about: FollowedFinding) -> Plain:
    """文号 of the order, once one was given."""
    ending = f"·{about.item.name}）"
    orders = [
        each
        for each in desk.ledger.documents.find(task_id=task.id, form="责令改正通知书")
        if each.subject_id == about.subject.id and each.title.endswith(ending)
    ]
    return (orders[-1].number or orders[-1].facts.get("document_number")) if orders else None
