"""检查情况与处置: the words and the disposal that a problem asks for."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.entry_steps import Step, missing_step, own_finding
from inspection.findings import Finding
from inspection.ids import FindingId
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.results import DISPOSALS, disposals_for
from inspection.said import said


def note_finding(desk: Desk, *, actor: Person, finding_id: FindingId, note: str) -> Finding:
    """Enter what was found; after a chosen 不配合 kind the words follow it.

    Refusals: those of `own_finding`, `reason_missing`, `button_out_of_date` when there is a note.
    """
    _, finding = own_finding(desk, actor, finding_id)
    words = said(note)
    if missing_step(desk.profile, finding) is not Step.NOTE:
        raise Refusal("button_out_of_date")
    words = f"{finding.note}：{words}" if finding.note else words
    return _save(desk, actor, replace(finding, note=words), "finding_noted", words)


def choose_uncooperative_kind(
    desk: Desk, *, actor: Person, finding_id: FindingId, place: int
) -> Finding:
    """Enter which of the circular's kinds of uncooperative conduct it is (新华第十八条)."""
    _, finding = own_finding(desk, actor, finding_id)
    kinds = desk.profile.results.uncooperative.value or ()
    if not 0 <= place < len(kinds) or missing_step(desk.profile, finding) is not Step.KIND:
        raise Refusal("button_out_of_date")
    return _save(desk, actor, replace(finding, note=kinds[place]), "finding_noted", kinds[place])


def dispose_finding(desk: Desk, *, actor: Person, finding_id: FindingId, disposal: str) -> Finding:
    """Enter what was done about it; `disposal` is a key of DISPOSALS offered for the result."""
    _, finding = own_finding(desk, actor, finding_id)
    if disposal not in disposals_for(finding.result):
        raise Refusal("button_out_of_date")
    words = DISPOSALS[disposal]
    if finding.disposal == words:
        return finding
    if missing_step(desk.profile, finding) is not Step.DISPOSAL:
        raise Refusal("button_out_of_date")
    return _save(desk, actor, replace(finding, disposal=words), "finding_disposed", words)


def _save(desk: Desk, actor: Person, finding: Finding, verb: str, words: str) -> Finding:
    saved = desk.ledger.findings.save(finding)
    task_id = desk.ledger.visits.get(finding.visit_id).task_id
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task_id,
        verb=verb,
        facts={"finding": finding.id, "words": words},
    )
    return saved
