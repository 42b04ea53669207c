"""待批: what waits for the decision of a department's head, over all their tasks.

A request is never decided by whoever made it, nor by the person it concerns.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from inspection.ceremony import standing_draw
from inspection.desk import Desk
from inspection.draws import DrawState
from inspection.duties import duties_of_task
from inspection.events import Event
from inspection.ids import PersonId
from inspection.matter import may
from inspection.people import Person
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.publishing import (
    CORRECT_ASKED,
    CORRECTION,
    WITHHOLD_ASKED,
    WITHHOLDING,
    open_request,
)
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask, TaskState
from inspection.teams import Replacement, ReplacementState
from inspection.voiding import open_request as open_void


class ApprovalKind(StrEnum):
    """审批种类."""

    REPLACEMENT = "replacement"
    PICK = "pick"  # 已同意更换，还要选派
    VOID_DRAW = "void_draw"
    WITHHOLDING = "withholding"
    CORRECTION = "correction"


APPROVAL_WORDS = {
    "换人": ApprovalKind.REPLACEMENT,
    "选派": ApprovalKind.PICK,
    "作废": ApprovalKind.VOID_DRAW,
    "不公开": ApprovalKind.WITHHOLDING,
    "更正": ApprovalKind.CORRECTION,
}
"""The word before the number by which a head names a request when typing."""

_DEED = {
    ApprovalKind.REPLACEMENT: Deed.DECIDE_REPLACEMENT,
    ApprovalKind.PICK: Deed.DECIDE_REPLACEMENT,
    ApprovalKind.VOID_DRAW: Deed.VOID_DRAW,
    ApprovalKind.WITHHOLDING: Deed.DECIDE_PUBLICATION,
    ApprovalKind.CORRECTION: Deed.DECIDE_PUBLICATION,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Approval:
    """待批事项: `about` is the row that its buttons carry, `label` whom or what it concerns.

    `label` is a person, a subject or the number of an attempt; `change` is the result before and
    after a correction.
    """

    kind: ApprovalKind
    task: InspectionTask
    about: int
    label: str
    change: tuple[str, str] = ("", "")
    reason: str
    asked_by: PersonId | None
    asked_at: datetime


def approvals_of(desk: Desk, head: Person) -> list[Approval]:
    """Everything this head has to decide, the longest waiting first."""
    found: list[Approval] = []
    for task in desk.ledger.tasks.find(state=(TaskState.OPEN, TaskState.SUMMARISED)):
        found += approvals_in(desk, head, task)
    return sorted(found, key=lambda each: (each.asked_at, each.about))


def approvals_in(desk: Desk, head: Person, task: InspectionTask) -> list[Approval]:
    """What this person has to decide in one task; nothing for anybody but a head of the team."""
    allowed = {kind for kind, deed in _DEED.items() if may(head, deed, task)}
    if not allowed:
        return []
    asked = (
        *_replacements(desk, head, task),
        *_voidings(desk, task),
        *_withholdings(desk, head, task),
        *_corrections(desk, head, task),
    )
    return [each for each in asked if each.kind in allowed and each.asked_by != head.id]


def require_approval(desk: Desk, head: Person, kind: ApprovalKind, about: int) -> Approval:
    """The named request, if it still waits for this head; Refusal `nothing_to_decide`."""
    for each in approvals_of(desk, head):
        if (each.kind, each.about) == (kind, about):
            return each
    raise Refusal("nothing_to_decide")


def approval_facts(desk: Desk, approval: Approval) -> Facts:
    """One request as it is listed; reasons may be personal, so only in the private chat."""
    asker = desk.ledger.people.get(approval.asked_by).name if approval.asked_by else ""
    words = {kind: word for word, kind in APPROVAL_WORDS.items()}
    return {
        "kind": approval.kind.value,
        "code": f"{words[approval.kind]}{approval.about}",
        "about": approval.about,
        "task": approval.task.name,
        "task_id": approval.task.id,
        "label": approval.label,
        "before": approval.change[0],
        "after": approval.change[1],
        "reason": approval.reason,
        "asked_by": asker,
        "asked_at": approval.asked_at.isoformat(),
    }


def _replacements(desk: Desk, head: Person, task: InspectionTask) -> Iterator[Approval]:
    rows = desk.ledger.replacements.find(task_id=task.id, department_id=head.department_id)
    for row in rows:
        kind = _stage_of(row)
        if kind is None or row.outgoing_id == head.id:
            continue
        yield Approval(
            kind=kind,
            task=task,
            about=row.id,
            label=desk.ledger.people.get(row.outgoing_id).name,
            reason=row.reason,
            asked_by=row.asked_by,
            asked_at=row.asked_at,
        )


def _stage_of(row: Replacement) -> ApprovalKind | None:
    if row.state is ReplacementState.ASKED:
        return ApprovalKind.REPLACEMENT
    if row.state is ReplacementState.APPROVED and row.incoming_id is None:
        return ApprovalKind.PICK
    return None


def _voidings(desk: Desk, task: InspectionTask) -> Iterator[Approval]:
    draw = standing_draw(desk.ledger, task.id)
    if draw is None or draw.state is DrawState.DRAWN:
        return
    request = open_void(desk, draw)
    if request is not None:
        yield _approval(ApprovalKind.VOID_DRAW, task, draw.id, str(draw.attempt), request)


def _withholdings(desk: Desk, head: Person, task: InspectionTask) -> Iterator[Approval]:
    if not desk.ledger.events.find(task_id=task.id, verb=WITHHOLD_ASKED):
        return
    for view in duties_of_task(desk, task):
        if view.duty.department_id != head.department_id or view.duty.settled:
            continue
        request = open_request(desk, task.id, WITHHOLDING, "duty", view.duty.id)
        if request is not None:
            label = view.subject.name
            yield _approval(ApprovalKind.WITHHOLDING, task, view.duty.id, label, request)


def _corrections(desk: Desk, head: Person, task: InspectionTask) -> Iterator[Approval]:
    asked = desk.ledger.events.find(task_id=task.id, verb=CORRECT_ASKED)
    keys = sorted({int(str(event.facts["finding"])) for event in asked})
    for finding in desk.ledger.findings.find(id=keys, department_id=head.department_id):
        request = open_request(desk, task.id, CORRECTION, "finding", finding.id)
        if request is not None:
            facts = request.facts
            label = f"{facts['subject']} {facts['item']}"
            approval = _approval(ApprovalKind.CORRECTION, task, finding.id, label, request)
            yield replace(approval, change=(str(facts["before"]), str(facts["after"])))


def _approval(
    kind: ApprovalKind, task: InspectionTask, about: int, label: str, request: Event
) -> Approval:
    return Approval(
        kind=kind,
        task=task,
        about=about,
        label=label,
        reason=str(request.facts.get("reason", "")),
        asked_by=request.actor_id,
        asked_at=request.at,
    )
