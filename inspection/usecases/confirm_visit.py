"""现场确认: signed, refused with a reason, or closed where the circular asks no signature."""

from inspection.desk import Desk
from inspection.field import Site, not_submitted, require_leader, require_open, site_of
from inspection.finishing import finish_visit
from inspection.ids import VisitId
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.said import said
from inspection.visits import Confirmation, Visit


def confirm_visit(
    desk: Desk,
    *,
    actor: Person,
    visit_id: VisitId,
    confirmation: Confirmation | None,
    reason: str = "",
    recording: bool | None = None,
    recording_number: str = "",
    witness: str = "",
) -> Visit:
    """Confirm and finish the visit.

    `confirmation` None closes without a signature, only where the circular asks none. `recording`
    is None where nobody was asked. Refusals: `not_leader`, `visit_not_open`, `not_all_submitted`,
    `signature_needed`, `reason_missing`.
    """
    site = site_of(desk, visit_id)
    require_leader(desk, actor, site)
    require_confirmable(desk, site, confirmation)
    refused = confirmation is Confirmation.REFUSED
    reason, witness = said(reason) if refused else "", witness.strip()[:60]
    words = _refusal_words(reason, recording, witness) if refused else ""
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="visit_confirmed",
        facts={
            "visit": visit_id,
            "confirmation": confirmation.value if confirmation else None,
            "reason": reason,
            "recording": recording,
            "recording_number": recording_number.strip()[:60],
            "witness": witness,
        },
    )
    return finish_visit(desk, site, actor, confirmation=confirmation, refusal_reason=words)


def require_confirmable(desk: Desk, site: Site, confirmation: Confirmation | None) -> None:
    """Refuse before every department has handed in, and None where a signature is asked.

    Refusals: `visit_not_open`, `not_all_submitted`, `signature_needed`.
    """
    require_open(site)
    waiting = not_submitted(desk, site)
    if waiting:
        names = [desk.ledger.departments.get(each).short_name for each in waiting]
        raise Refusal("not_all_submitted", {"subject": site.subject.name, "waiting": names})
    rule = desk.profile.record.signature
    if confirmation is None and rule.value is not None:
        raise Refusal("signature_needed", {"subject": site.subject.name}, rule.citation)


def _refusal_words(reason: str, recording: bool | None, witness: str) -> str:
    words = [reason]
    if recording is not None:
        words.append("已录音录像" if recording else "未录音录像")
    if witness:
        words.append(f"见证人：{witness}")
    return "；".join(words)
