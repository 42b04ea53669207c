"""总结: the task is summed up once every visit is done and every result published (新县三(三))."""

from dataclasses import replace

from inspection.announce import to_group
from inspection.archive import Document
from inspection.closing import open_work, require_work_done
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.ids import TaskId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.snapshots.closing_summary import closing_summary_facts
from inspection.tasks import InspectionTask, TaskState, require_open

FORM = "工作总结"


def summarise_task(desk: Desk, *, actor: Person, task_id: TaskId) -> Document:
    """Draft the closing summary and post it to the group; the same facts make no new version.

    Open follow-ups do not hinder it: the summary counts them. Refusals: permission, `task_closed`,
    `summary_nothing_done`, `summary_too_early`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.SUMMARISE, task)
    require_open(task)
    work = open_work(desk, task)
    require_work_done(desk, task, work)
    document = draft_document(
        desk,
        task=task,
        form=FORM,
        title=FORM,
        facts=_facts(desk, task),
        actor_id=actor.id,
        issuer_id=task.lead_id,
    )
    if task.state is not TaskState.SUMMARISED:
        task = desk.ledger.tasks.save(replace(task, state=TaskState.SUMMARISED))
        desk.ledger.record(
            at=desk.now,
            actor_id=actor.id,
            task_id=task.id,
            verb="task_summarised",
            facts={"document": document.id, "open_follow_ups": len(work.open_follow_ups)},
        )
    to_group(
        desk,
        task,
        "summary_posted",
        {
            "task": task.name,
            "task_id": task.id,
            "version": document.version,
            "visits": len(work.visits),
            "open_follow_ups": len(work.open_follow_ups),
            "lead": desk.ledger.departments.get(task.lead_id).short_name,
        },
        dedupe=f"summary:{document.id}",
        document_id=document.id,
    )
    return document


def _facts(desk: Desk, task: InspectionTask) -> Facts:
    """The facts of today, or those of the last version when nothing but the day is different."""
    facts = closing_summary_facts(desk, task)
    earlier = desk.ledger.documents.find(task_id=task.id, form=FORM)
    if earlier and earlier[-1].facts == {**facts, "issue_date": earlier[-1].facts["issue_date"]}:
        return earlier[-1].facts
    return facts
