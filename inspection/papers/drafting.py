"""起草: a registered paper becomes a document, for an occasion or for all that are due."""

from inspection.archive import Document
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.ids import PersonId
from inspection.papers.paper import Occasion, TaskPaper
from inspection.papers.register import OFFICE_PAPERS, TASK_PAPERS
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask


def draft_paper(
    desk: Desk,
    task: InspectionTask,
    form: str,
    *,
    about_id: int = 0,
    actor_id: PersonId | None,
) -> Document:
    """Write one paper of a task; a new version where the facts changed since the last.

    Refusals: `paper_not_yet` where there is no such occasion (yet).
    """
    paper = TASK_PAPERS[form]
    for occasion in paper.occasions(desk, task):
        if occasion.about_id == about_id:
            return _written(desk, task, paper, occasion, actor_id)
    raise Refusal("paper_not_yet", {"form": form, "task": task.name})


def draft_due(
    desk: Desk,
    task: InspectionTask,
    *forms: str,
    about_id: int | None = None,
    actor_id: PersonId | None,
) -> list[Document]:
    """Write what is due of these forms and not there yet; what is there stays as it is.

    `about_id` keeps to the papers about one thing (a visit); None is all of the task.
    """
    return [
        _written(desk, task, TASK_PAPERS[form], occasion, actor_id)
        for form in forms
        for occasion in TASK_PAPERS[form].occasions(desk, task)
        if occasion.due
        and about_id in (None, occasion.about_id)
        and not written(desk, task, form, occasion)
    ]


def draft_year_paper(
    desk: Desk, year: int, form: str, *, about_id: int = 0, actor_id: PersonId | None
) -> Document:
    """Write one paper of the office; Refusal `paper_not_yet`."""
    paper = OFFICE_PAPERS[form]
    for occasion in paper.occasions(desk, year):
        if occasion.about_id == about_id:
            return draft_document(
                desk,
                task=None,
                form=form,
                title=occasion.title,
                facts=paper.facts(desk, year, occasion),
                actor_id=actor_id,
                issuer_id=occasion.issuer_id,
                year=year,
            )
    raise Refusal("paper_not_yet", {"form": form, "year": year})


def written(desk: Desk, task: InspectionTask, form: str, occasion: Occasion) -> bool:
    """Is there a document for this occasion, in any version."""
    found = desk.ledger.documents.find(task_id=task.id, form=form, title=occasion.title)
    return any(document.subject_id == occasion.subject_id for document in found)


def _written(
    desk: Desk,
    task: InspectionTask,
    paper: TaskPaper,
    occasion: Occasion,
    actor_id: PersonId | None,
) -> Document:
    if paper.facts is None:
        raise Refusal("paper_by_step", {"form": paper.form})
    return draft_document(
        desk,
        task=task,
        form=paper.form,
        title=occasion.title,
        facts=paper.facts(desk, task, occasion),
        actor_id=actor_id,
        subject_id=occasion.subject_id,
        issuer_id=occasion.issuer_id,
    )
