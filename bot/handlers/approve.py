"""/shenpi 审批: what waits for a head, over all tasks, with buttons; or decided in words (R6)."""

import re
from collections.abc import Callable

from bot.call import Call
from bot.handlers.replace import show_candidates
from bot.router import router
from inspection.approvals import (
    APPROVAL_WORDS,
    Approval,
    ApprovalKind,
    approval_facts,
    approvals_of,
    require_approval,
)
from inspection.desk import Desk
from inspection.ids import DrawId, FindingId
from inspection.issuing import pending_issues
from inspection.people import Person
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.replacing import eligible
from inspection.teams import Replacement, ReplacementState
from inspection.usecases.decide_correction import decide_correction
from inspection.usecases.decide_replacement import decide_replacement
from inspection.usecases.decide_void_draw import decide_void_draw
from inspection.usecases.decide_withholding import decide_withholding
from inspection.usecases.pick_replacement import pick_replacement

SHOWN = 8
_SAID = re.compile(rf"({'|'.join(APPROVAL_WORDS)})\s*([0-9]{{1,9}})\s*(\S*)")
_DECIDED = {"同意": True, "不同意": False}


@router.verb("approve", Deed.APPROVE)
def on_approve(call: Call) -> None:
    """The list; behind the command a request's number and 同意, 不同意 or whom to send."""
    if not call.private:
        call.say("look_in_private", {"name": call.actor.name})
    if call.args and not call.pressed:
        _decide_in_words(call)
        return
    waiting = approvals_of(call.desk, call.actor)
    listed: list[Plain] = [approval_facts(call.desk, each) for each in waiting[:SHOWN]]
    facts: Facts = {
        "name": call.actor.name,
        "all": len(waiting),
        "approvals": listed,
        "drafts": len(pending_issues(call.desk, call.actor)),
    }
    if call.private:
        call.show("approvals", facts)
    else:
        call.whisper("approvals", facts)


def _decide_in_words(call: Call) -> None:
    said = _SAID.fullmatch(call.text.strip())
    if said is None:
        raise Refusal("approval_unclear", {"said": call.text[:40]})
    kind = APPROVAL_WORDS[said.group(1)]
    approval = require_approval(call.desk, call.actor, kind, int(said.group(2)))
    if kind is ApprovalKind.PICK:
        _pick(call, approval, said.group(3))
        return
    if said.group(3) not in _DECIDED:
        raise Refusal("approval_unclear", {"said": call.text[:40]})
    approved = _DECIDED[said.group(3)]
    _DECIDE[kind](call.desk, call.actor, approval.about, approved)
    call.whisper("decision_kept", {"approved": approved})
    row = _unpicked(call, approval)
    if row is not None:
        show_candidates(call, row)


def _pick(call: Call, approval: Approval, name: str) -> None:
    row = call.desk.ledger.replacements.get(approval.about)
    named = [each for each in eligible(call.desk, approval.task, row) if each.name == name]
    if len(named) != 1:
        show_candidates(call, row)
        return
    pick_replacement(call.desk, actor=call.actor, replacement_id=row.id, incoming_id=named[0].id)
    call.whisper("replacement_done", {"incoming": name})


def _unpicked(call: Call, approval: Approval) -> Replacement | None:
    if approval.kind is not ApprovalKind.REPLACEMENT:
        return None
    row = call.desk.ledger.replacements.get(approval.about)
    picked = row.incoming_id is not None or row.state is not ReplacementState.APPROVED
    return None if picked else row


def _replacement(desk: Desk, head: Person, about: int, approve: bool) -> None:
    decide_replacement(desk, actor=head, replacement_id=about, approve=approve)


def _void(desk: Desk, head: Person, about: int, approve: bool) -> None:
    decide_void_draw(desk, actor=head, draw_id=DrawId(about), approve=approve)


def _withholding(desk: Desk, head: Person, about: int, approve: bool) -> None:
    decide_withholding(desk, actor=head, duty_id=about, approve=approve)


def _correction(desk: Desk, head: Person, about: int, approve: bool) -> None:
    decide_correction(desk, actor=head, finding_id=FindingId(about), approve=approve)


_DECIDE: dict[ApprovalKind, Callable[[Desk, Person, int, bool], None]] = {
    ApprovalKind.REPLACEMENT: _replacement,
    ApprovalKind.VOID_DRAW: _void,
    ApprovalKind.WITHHOLDING: _withholding,
    ApprovalKind.CORRECTION: _correction,
}
