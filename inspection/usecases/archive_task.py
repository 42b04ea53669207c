"""归档: documents printed, index drawn up, task closed for good (忻州第二十五条)."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from inspection.archive import StoredFile
from inspection.archiving import (
    ARCHIVED,
    announce_archived,
    require_archivable,
    retire_deadlines,
)
from inspection.desk import Desk
from inspection.dossier import (
    INDEX_FORM,
    JOURNAL,
    DossierItem,
    dossier_items,
    index_entries,
    volumes,
)
from inspection.dossier_check import SEALED
from inspection.filing import draft_document
from inspection.ids import DocumentId, TaskId
from inspection.journal_extract import extract, jsonl
from inspection.papers.closing_stage import DILIGENCE
from inspection.papers.drafting import draft_due
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.snapshots.common import date_words
from inspection.snapshots.dossier_index import dossier_index_facts
from inspection.tasks import InspectionTask, TaskState


def archive_task(
    desk: Desk,
    *,
    actor: Person,
    task_id: TaskId,
    printed: Callable[[DocumentId], StoredFile],
    bundled: Callable[[str], bytes],
) -> InspectionTask:
    """Archive the task; nothing of it changes afterwards.

    `printed` renders a document's .docx, `bundled` puts a named bundle together, both in this
    transaction. Refusals: permission, `task_closed`, `not_summarised`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.ARCHIVE, task)
    require_archivable(task)
    for document in desk.ledger.documents.find(task_id=task.id):
        printed(document.id)
    for document in draft_due(desk, task, DILIGENCE, actor_id=actor.id):
        printed(document.id)
    items = dossier_items(desk.ledger, desk.profile, task)
    head = _seal(desk, actor, task, items)
    index = printed(_index(desk, actor, task, items, head))
    task = desk.ledger.tasks.save(replace(task, state=TaskState.ARCHIVED, archived_at=desk.now))
    retire_deadlines(desk, task)
    names = [f"dossier:{task.id}:{number}" for number in range(1, len(volumes(items)) + 1)]
    hashes = [sha256(bundled(name)).hexdigest() for name in names]
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb=ARCHIVED,
        facts={
            "journal_sha256": head,
            "index_sha256": index.sha256,
            "dossier_sha256": [*hashes],
        },
    )
    announce_archived(desk, task, actor)
    return task


def _seal(desk: Desk, actor: Person, task: InspectionTask, items: list[DossierItem]) -> str:
    """The last event of the dossier's journal binds every file in it; its hash is printed."""
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb=SEALED,
        facts={"files": {item.path: item.sha256 for item in items if item.listed}},
    )
    event = desk.ledger.last_event()
    return event.hash


def _index(
    desk: Desk, actor: Person, task: InspectionTask, items: list[DossierItem], head: str
) -> DocumentId:
    entries = index_entries(items, lambda day: date_words(day.astimezone(desk.now.tzinfo).date()))
    journal = jsonl(extract(desk.ledger.events.find(task_id=task.id), head))
    entries.append(
        {
            "title": JOURNAL,
            "author": desk.ledger.departments.get(task.lead_id).name,
            "date": date_words(desk.now.date()),
            "sha256": sha256(journal).hexdigest(),
        }
    )
    document = draft_document(
        desk,
        task=task,
        form=INDEX_FORM,
        title=INDEX_FORM,
        facts={
            **dossier_index_facts(
                desk, task, entries=entries, journal_sha256=head, filed_by=actor.name
            ),
            "draft": False,
        },
        actor_id=actor.id,
        issuer_id=task.lead_id,
    )
    return document.id
