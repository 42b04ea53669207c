"""直接结果证据表的事实: on what a result without a check rests (信阳第二十一条, 忻州第二十一条)."""

from inspection.desk import Desk
from inspection.findings import Finding
from inspection.plain import Facts, Plain
from inspection.snapshots import field_phrases
from inspection.snapshots.common import (
    article_of,
    common_facts,
    joined,
    moment_words,
    sentence,
    span_words,
)
from inspection.snapshots.on_site import officer_rows, visited
from inspection.snapshots.results import worded
from inspection.tasks import InspectionTask
from inspection.visits import Visit


def direct_evidence_facts(
    desk: Desk, task: InspectionTask, visit: Visit, findings: tuple[Finding, ...]
) -> Facts:
    """直接结果证据表: `findings` are those of the visit that were formed without a check."""
    rule = desk.profile.results.direct
    results = [worded(desk.profile, each.result) for each in findings]
    label = joined(label for _, label in results if label) or None
    notes = joined(each.note.strip().rstrip("。；") for each in findings if each.note.strip())
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=(rule.citation,)),
        "subject": visited(desk, visit),
        "officers": officer_rows(desk, task, visit.subject_id),
        "situation": label,
        "situation_detail": sentence(notes),
        "visits": _course(desk, visit, sentence(notes) or label),
        "evidence": _evidence(desk, visit),
        "code": joined(code for code, _ in results if code) or None,
        "label": label,
        "approver_opinion": None,
        "article": article_of(rule.citation),
    }


def _course(desk: Desk, visit: Visit, outcome: str | None) -> list[Plain]:
    rows: list[Plain] = []
    if visit.network_checked_at is not None:
        rows.append(
            {
                "time": moment_words(desk, visit.network_checked_at),
                "action": field_phrases.ONLINE,
                "result": sentence(visit.network_note),
            }
        )
    rows.append(
        {
            "time": span_words(desk, visit.opened_at, visit.finished_at),
            "action": field_phrases.ON_SITE,
            "result": outcome,
        }
    )
    return rows


def _evidence(desk: Desk, visit: Visit) -> list[Plain]:
    rows: list[Plain] = []
    for number, each in enumerate(desk.ledger.evidence.find(visit_id=visit.id), 1):
        file = desk.ledger.files.get(each.file_id)
        what = (
            desk.ledger.items.get(each.item_id).name
            if each.item_id is not None
            else field_phrases.EVIDENCE_ON_SITE
        )
        kind = file.media_type.partition("/")[0]
        rows.append(
            {
                "name": field_phrases.EVIDENCE_NAME.format(what=what, number=number),
                "form": field_phrases.EVIDENCE_FORMS.get(kind, field_phrases.EVIDENCE_FILE),
                "made_at": moment_words(desk, each.added_at),
                "sha256": file.sha256,
            }
        )
    return rows
