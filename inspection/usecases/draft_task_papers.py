"""起草任务文书: somebody wants a registered paper of a task written."""

from collections.abc import Iterable

from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import TaskId
from inspection.papers.drafting import draft_paper
from inspection.people import Person
from inspection.permissions import Deed
from inspection.standing_in import permit_here


def draft_task_papers(
    desk: Desk, *, actor: Person, task_id: TaskId, form: str, about_ids: Iterable[int]
) -> list[Document]:
    """Write the paper for each of these occasions; a new version only where its facts changed.

    `about_ids` are the ledger's numbers of what the papers are about (`Occasion.about_id`).
    Refusals: those of permission, `paper_not_yet`, `paper_by_step`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit_here(desk.ledger, actor, Deed.DRAFT, task)
    return [
        draft_paper(desk, task, form, about_id=about_id, actor_id=actor.id)
        for about_id in about_ids
    ]
