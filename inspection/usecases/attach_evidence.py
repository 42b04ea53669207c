"""取证: a photo or document taken on a visit is kept with its SHA-256."""

import hashlib

from inspection.archive import StoredFile
from inspection.desk import Desk
from inspection.field import require_matched, site_of
from inspection.ids import ItemId, VisitId
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.uploads import require_evidence
from inspection.visits import Evidence, VisitState


def attach_evidence(
    desk: Desk,
    *,
    actor: Person,
    visit_id: VisitId,
    item_id: ItemId | None,
    name: str,
    media_type: str,
    content: bytes,
) -> Evidence:
    """Keep the file; the same file sent twice to one item is one piece of evidence.

    Refusals: `not_matched`, `evidence_closed` once the visit is finished, `upload_type`,
    `upload_empty`.
    """
    site = site_of(desk, visit_id)
    require_matched(desk, actor, site)
    if site.visit.state is VisitState.FINISHED:
        raise Refusal("evidence_closed", {"subject": site.subject.name})
    name = require_evidence(name, content)
    sha256 = hashlib.sha256(content).hexdigest()
    for earlier in desk.ledger.evidence.find(visit_id=visit_id, item_id=item_id):
        if desk.ledger.files.get(earlier.file_id).sha256 == sha256:
            return earlier
    file = desk.ledger.files.add(
        StoredFile(name=name, media_type=media_type, sha256=sha256, content=content)
    )
    evidence = desk.ledger.evidence.add(
        Evidence(
            visit_id=visit_id,
            item_id=item_id,
            department_id=site.works_for(actor),
            file_id=file.id,
            added_by=actor.id,
            added_at=desk.now,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="evidence_attached",
        facts={"visit": visit_id, "item": item_id, "name": name, "sha256": sha256},
    )
    return evidence
