"""责令改正: the checking department sets a term to put a problem right (新华第十七条)."""

from datetime import date

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.followup import FollowUp, FollowUpKind
from inspection.ids import FindingId
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.remedies import (
    basis_of,
    open_follow_up,
    require_orderable,
    require_problem,
)
from inspection.said import said
from inspection.snapshots.rectification_order import rectification_order_facts


def order_rectification(
    desk: Desk, *, actor: Person, finding_id: FindingId, demand: str, due_on: date
) -> FollowUp:
    """Open the rectification, draft the 责令改正通知书 and hand it to the actor in private.

    Refusals: those of `require_problem`, `not_ordered`, `already_ordered`, `reason_missing`,
    `date_past`.
    """
    problem = require_problem(desk, actor, finding_id)
    require_orderable(problem)
    words = said(demand)
    today = desk.now.date()
    if due_on < today:
        raise Refusal("date_past", {"day": due_on.isoformat(), "today": today.isoformat()})
    follow_up = open_follow_up(
        desk,
        actor,
        problem,
        FollowUp(
            task_id=problem.task.id,
            finding_id=finding_id,
            kind=FollowUpKind.RECTIFY,
            due_on=due_on,
            demand=words,
            opened_by=actor.id,
            opened_at=desk.now,
        ),
    )
    order = draft_document(
        desk,
        task=problem.task,
        form="责令改正通知书",
        title=f"责令改正通知书（{problem.subject.name}·{problem.item.name}）",
        facts=rectification_order_facts(desk, problem.task, follow_up),
        actor_id=actor.id,
        issuer_id=problem.finding.department_id,
        subject_id=problem.subject.id,
    )
    to_person(
        desk,
        actor.id,
        "rectification_ordered",
        {
            "subject": problem.subject.name,
            "item": problem.item.name,
            "due": due_on.isoformat(),
            "finding": finding_id,
            "basis": basis_of(desk, FollowUpKind.RECTIFY).cited(),
        },
        dedupe=f"rectify:{follow_up.id}",
        document_id=order.id,
        task=problem.task,
    )
    return follow_up
