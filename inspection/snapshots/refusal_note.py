"""拒签见证说明的事实: why nobody signed, what was done (信阳第二十一条, 忻州第二十条（三）)."""

import re

from inspection.desk import Desk
from inspection.plain import Facts, Plain
from inspection.snapshots import field_phrases
from inspection.snapshots.common import article_of, common_facts, moment_words, sentence
from inspection.snapshots.on_site import officer_rows, record_paper, told, visited
from inspection.tasks import InspectionTask
from inspection.visits import Visit


def refusal_note_facts(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    """拒签见证说明: the article is printed only where the circular deals with a refusal."""
    rule = desk.profile.record.signature
    provided = rule.value is not None and (rule.value.refusal_noted or rule.value.when_refused)
    citation = rule.citation if provided else None
    said = told(desk, task, "visit_confirmed", visit)
    witness = _witness(str(said.get("witness") or ""))
    recorded = said.get("recording")
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=(citation,)),
        "subject": visited(desk, visit),
        "officers": officer_rows(desk, task, visit.subject_id),
        "checked_at": moment_words(desk, visit.finished_at),
        "place": desk.ledger.subjects.get(visit.subject_id).address or None,
        "paper": record_paper(desk),
        "person": None,
        "reason": sentence(str(said.get("reason") or visit.refusal_reason)),
        "handling": _handling(desk, recorded is True, witness),
        "recording": _recording(recorded, str(said.get("recording_number") or "")),
        "witness": witness,
        "article": article_of(citation),
    }


def _handling(desk: Desk, recorded: bool, witness: dict[str, Plain] | None) -> str | None:
    parts = [field_phrases.REFUSAL_NOTED.format(paper=record_paper(desk))]
    if recorded:
        parts.append(field_phrases.REFUSAL_RECORDED)
    if witness:
        parts.append(field_phrases.REFUSAL_WITNESSED.format(name=witness["name"]))
    return sentence("".join(parts))


def _recording(recorded: Plain, number: str) -> str | None:
    """The number; None where nobody was asked."""
    if recorded is None:
        return None
    if recorded is not True:
        return field_phrases.NO_RECORDING
    return number or field_phrases.RECORDED_UNNUMBERED


def _witness(typed: str) -> dict[str, Plain] | None:
    """何佑 柳湾社区: the name, then the unit; the unit is null where nothing tells them apart."""
    name, *unit = [part for part in re.split(r"[\s，,、（(）)]+", typed.strip()) if part] or [""]
    if not name:
        return None
    return {"name": name, "unit": "".join(unit) or None, "phone": None}
