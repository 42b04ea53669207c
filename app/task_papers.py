"""整批打印: the papers of one task from the ledger into a folder, perhaps with PDF beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.backstage import Backstage
from documents.printing import to_pdf
from inspection.ids import DocumentId, TaskId
from inspection.papers.drafting import draft_paper
from inspection.papers.writable import by_its_step_only, writable_papers
from inspection.refusal import Refusal
from inspection.shelflist import ALL, chosen_papers
from inspection.tasks import InspectionTask

BATCH = 8
"""Documents printed in one transaction, or converted in one run of LibreOffice."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """选定: the papers to be printed, in filing order, and what is due and not there."""

    task: InspectionTask
    papers: tuple[DocumentId, ...]
    lacking: int


def task_named(backstage: Backstage, said: str) -> InspectionTask:
    """The task by its number or name. Refusal `task_unknown` names those there are."""
    with backstage.look() as desk:
        tasks = desk.ledger.tasks.find()
    for task in tasks:
        if said in (task.number, task.name):
            return task
    raise Refusal("task_unknown", {"said": said[:40], "numbers": [each.number for each in tasks]})


def draft_lacking(backstage: Backstage, task_id: TaskId) -> int:
    """Write every paper that is due, can be drafted and is not there; how many."""
    with backstage.desk() as desk:
        task = desk.ledger.tasks.get(task_id)
        due = [
            paper
            for paper in writable_papers(desk, task)
            if paper.lacking and not by_its_step_only(paper.form)
        ]
        for paper in due:
            draft_paper(desk, task, paper.form, about_id=paper.occasion.about_id, actor_id=None)
    return len(due)


def chosen(backstage: Backstage, task_id: TaskId, form: str | None) -> Chosen:
    """The current papers of the task, or those of one form."""
    with backstage.look() as desk:
        task = desk.ledger.tasks.get(task_id)
        found = chosen_papers(desk, task, form or ALL)
        lacking = sum(paper.lacking for paper in writable_papers(desk, task))
    return Chosen(task, tuple(each.document.id for each in found), lacking)


def write_papers(
    backstage: Backstage, papers: Sequence[DocumentId], folder: Path
) -> Iterator[list[Path]]:
    """Print the papers into the folder, a few at a time; the files written so far each time."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for start in range(0, len(papers), BATCH):
        with backstage.desk() as desk:
            for place, document_id in enumerate(papers[start : start + BATCH], start + 1):
                _, file = backstage.print_document(desk.ledger, document_id)
                path = folder / f"{place:03d}-{file.name}"
                path.write_bytes(file.content)
                written.append(path)
        yield written


def write_pdfs(files: Sequence[Path], folder: Path) -> Iterator[int]:
    """Put a PDF beside each file, a few at a time; how many there are so far. `Unprintable`."""
    by_kind = [[file for file in files if file.suffix == suffix] for suffix in (".docx", ".xlsx")]
    done = 0
    for alike in by_kind:
        for start in range(0, len(alike), BATCH):
            done += len(to_pdf(alike[start : start + BATCH], folder))
            yield done
