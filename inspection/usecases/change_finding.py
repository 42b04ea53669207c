"""更改检查结果: a deliberate change before submission, journalled with what stood there before."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.entry_steps import own_finding
from inspection.findings import Finding
from inspection.ids import FindingId
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.results import code_of, code_words, listed_code


def change_finding(
    desk: Desk, *, actor: Person, finding_id: FindingId, result: str, seen: int
) -> Finding:
    """Put another result in place; note and disposal are asked anew, evidence stays.

    `seen` is the second at which the shown entry was made: what a colleague entered meanwhile is
    never overwritten unseen. Refusals: those of `own_finding`, `no_such_code`,
    `finding_changed_meanwhile`.
    """
    site, finding = own_finding(desk, actor, finding_id)
    code = listed_code(desk.profile, result)
    if int(finding.entered_at.timestamp()) != seen:
        raise Refusal(
            "finding_changed_meanwhile",
            {
                "person": desk.ledger.people.get(finding.entered_by).name,
                "label": code_words(code_of(desk.profile, finding.result)),
            },
        )
    changed = desk.ledger.findings.save(
        replace(
            finding,
            result=code.canonical,
            note="",
            disposal="",
            entered_by=actor.id,
            entered_at=desk.now,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="finding_changed",
        facts={
            "finding": finding.id,
            "from": [finding.result, finding.note, finding.disposal],
            "by": finding.entered_by,
            "to": changed.result,
        },
    )
    return changed
