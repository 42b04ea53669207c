"""更正通知的事实: which issued document is to be read otherwise, and how."""

from inspection.archive import Document
from inspection.desk import Desk
from inspection.people import Person
from inspection.plain import Facts, Plain
from inspection.snapshots.common import (
    common_facts,
    contact_of,
    date_words,
    departments_of,
    sentence,
    year_facts,
)


def correction_notice_facts(desk: Desk, issued: Document, text: str, contact: Person) -> Facts:
    """更正通知: to those the issued document went to; `text` says what is to be read how."""
    task = desk.ledger.tasks.get(issued.task_id) if issued.task_id is not None else None
    if task is None:
        facts = year_facts(desk, issuer_id=issued.issuer_id, basis=())
    else:
        issuer = issued.issuer_id or task.lead_id
        facts = common_facts(desk, task, issuer_id=issuer, basis=())
    recipients = issued.facts.get("recipients")
    if not isinstance(recipients, list) or not recipients:
        recipients = _others(desk, issued)
    return {
        **facts,
        "stage": issued.facts.get("stage"),
        "recipients": recipients,
        "corrected": {
            "title": issued.title,
            "number": issued.number or None,
            "date": str(issued.facts.get("issue_date") or "") or None,
        },
        "text": sentence(text),
        "contact": {**contact_of(contact), "phone": None},
        "copies": issued.facts.get("copies") or [],
        "imprint": {
            "office": facts["issuer"],
            "date": date_words(desk.now.date()),
        },
    }


def _others(desk: Desk, issued: Document) -> list[Plain]:
    """The departments of the task but the issuer; of a paper of the year all departments."""
    if issued.task_id is None:
        found = desk.ledger.departments.find()
    else:
        found = departments_of(desk, desk.ledger.tasks.get(issued.task_id))
    return [each.name for each in found if each.id != issued.issuer_id]
