"""申请更正公示结果: nothing published is changed without leave (信阳第二十二条)."""

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.duties import require_duty
from inspection.ids import FindingId
from inspection.papers.approval_forms import CORRECTION_FORM
from inspection.papers.drafting import draft_paper
from inspection.people import Person
from inspection.plain import Facts
from inspection.publishing import CORRECT_ASKED, CORRECTION, deciding_heads, open_request
from inspection.refusal import Refusal
from inspection.results import code_of, code_words, listed_code
from inspection.said import said


def ask_correction(
    desk: Desk, *, actor: Person, finding_id: FindingId, result: str, reason: str
) -> None:
    """Put another result of a published finding, on its form, before the heads but the asker.

    Refusals: those of `require_duty`, `not_published_yet`, `no_such_code`, `same_result`,
    `already_asked`, `reason_missing`, `no_other_head`.
    """
    finding = desk.ledger.findings.get(finding_id)
    duty = desk.ledger.entry_duties.one(
        visit_id=finding.visit_id, department_id=finding.department_id
    )
    if duty is None or duty.published_at is None:
        raise Refusal("not_published_yet")
    view = require_duty(desk, actor, duty.id)
    if actor.department_id != finding.department_id:
        owner = desk.ledger.departments.get(finding.department_id).short_name
        raise Refusal("foreign_duty", {"subject": view.subject.name, "owner": owner})
    code = listed_code(desk.profile, result)
    before = code_words(code_of(desk.profile, finding.result))
    if code.canonical == finding.result:
        raise Refusal("same_result", {"label": before})
    if open_request(desk, view.task.id, CORRECTION, "finding", finding.id) is not None:
        raise Refusal("already_asked", {"subject": view.subject.name})
    facts: Facts = {
        "finding": finding.id,
        "subject": view.subject.name,
        "item": desk.ledger.items.get(finding.item_id).name,
        "before": before,
        "after": code_words(code),
        "result": code.canonical,
        "reason": said(reason),
    }
    heads = deciding_heads(desk, finding.department_id, actor)
    desk.ledger.record(
        at=desk.now, actor_id=actor.id, task_id=view.task.id, verb=CORRECT_ASKED, facts=facts
    )
    event = desk.ledger.last_event()
    form = draft_paper(desk, view.task, CORRECTION_FORM, about_id=event.id, actor_id=actor.id)
    rule = desk.profile.publication.alter_after
    for head in heads:
        to_person(
            desk,
            head.id,
            "correction_request",
            {**facts, "task": view.task.name, "name": actor.name, "basis": rule.cited()},
            dedupe=f"correct:{event.id}",
            document_id=form.id,
            task=view.task,
        )
