"""/guidang 归档: what will be archived, the final confirmation, the dossier once more."""

from bot.call import Call
from bot.router import router
from inspection.archiving import archived_facts, preview_facts, require_archivable, send_dossier
from inspection.ids import TaskId
from inspection.permissions import Deed, permit
from inspection.tasks import InspectionTask, TaskState
from inspection.usecases.archive_task import archive_task
from inspection.whose import About


@router.verb("archive", Deed.ARCHIVE)
def on_archive(call: Call) -> None:
    """What will be archived; of an archived task, its hashes."""
    task = call.task()
    permit(call.actor, Deed.ARCHIVE, task)
    if task.state is TaskState.ARCHIVED:
        call.show("archive_done", archived_facts(call.desk, task))
        return
    require_archivable(task)
    call.show("archive_preview", preview_facts(call.desk, task))


@router.button("archive_task", Deed.ARCHIVE, About.TASK)
def on_archive_task(call: Call) -> None:
    """确认归档."""
    ledger, backstage = call.desk.ledger, call.backstage
    task = archive_task(
        call.desk,
        actor=call.actor,
        task_id=TaskId(call.number(0)),
        printed=lambda document_id: backstage.print_document(ledger, document_id)[1],
        bundled=lambda name: _kept(call, name),
    )
    call.show("archive_done", archived_facts(call.desk, task))


@router.button("dossier", Deed.ARCHIVE, About.TASK)
def on_dossier(call: Call) -> None:
    """The dossier once more, privately."""
    task: InspectionTask = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit(call.actor, Deed.ARCHIVE, task)
    send_dossier(call.desk, task, call.actor.id, dedupe=f"u{call.update_id}")
    call.toast("sent_privately")


def _kept(call: Call, name: str) -> bytes:
    """A volume of the dossier, kept as it is: later changes of names cannot alter it."""
    volume = call.backstage.bundle(call.desk.ledger, name)
    call.backstage.keep_file(call.desk.ledger, volume.name, "application/zip", volume.content)
    return volume.content
