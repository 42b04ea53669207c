"""抄告单的事实: one department tells another of what it found at a subject."""

from inspection.desk import Desk
from inspection.findings import Finding
from inspection.plain import Facts
from inspection.snapshots import field_phrases
from inspection.snapshots.common import (
    article_of,
    common_facts,
    contact_of,
    day_words,
    sentence,
)
from inspection.snapshots.on_site import record_paper, subject_facts
from inspection.tasks import InspectionTask


def side_notice_facts(
    desk: Desk, task: InspectionTask, finding: Finding, receiver: str = ""
) -> Facts:
    """抄告单: issued by the department that checked, to the one it names, "" before it has."""
    visit = desk.ledger.visits.get(finding.visit_id)
    subject = desk.ledger.subjects.get(visit.subject_id)
    item = desk.ledger.items.get(finding.item_id)
    rule = desk.profile.follow_up.refer_department
    taken = len(desk.ledger.evidence.find(visit_id=visit.id, item_id=item.id))
    attachments = [field_phrases.SIDE_NOTICE_RECORD.format(paper=record_paper(desk))]
    if taken:
        attachments.append(field_phrases.EVIDENCE_OF_RESULT.format(item=item.name, count=taken))
    return {
        **common_facts(desk, task, issuer_id=finding.department_id, basis=(rule.citation,)),
        "subject": subject_facts(subject),
        "to_department": receiver or None,
        "checked_on": day_words(desk, visit.finished_at or visit.opened_at),
        "finding": sentence(finding.note),
        "reason": field_phrases.SIDE_NOTICE_REASON,
        "attachments": list(attachments),
        "reply_by": None,
        "article": article_of(rule.citation),
        "contact": contact_of(desk.ledger.people.get(finding.entered_by)),
    }
