"""可写文书: which papers of a task or a year can be written now, are due, are there already."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from inspection.desk import Desk
from inspection.papers.paper import Occasion
from inspection.papers.register import OFFICE_PAPERS, TASK_PAPERS
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask


@dataclass(frozen=True, slots=True)
class Writable:
    """可写: one paper that can be written: its form, its occasion, whether it is there already."""

    form: str
    occasion: Occasion
    written: bool

    @property
    def lacking(self) -> bool:
        """It should be there by now and is not."""
        return self.occasion.due and not self.written


def writable_papers(desk: Desk, task: InspectionTask) -> list[Writable]:
    """Every paper of the task that has an occasion and is not written by its own step only.

    What is due stays listed even then: somebody has to take that step.
    """
    there = {
        (each.form, each.title, each.subject_id)
        for each in desk.ledger.documents.find(task_id=task.id)
    }
    return [
        Writable(form, occasion, (form, occasion.title, occasion.subject_id) in there)
        for form, paper in TASK_PAPERS.items()
        for occasion in paper.occasions(desk, task)
    ]


def writable_year_papers(desk: Desk, year: int) -> list[Writable]:
    """Every paper of the office that has an occasion in the year."""
    there = {(each.form, each.title) for each in desk.ledger.documents.find(task_id=None)}
    return [
        Writable(form, occasion, (form, occasion.title) in there)
        for form, paper in OFFICE_PAPERS.items()
        for occasion in paper.occasions(desk, year)
    ]


def by_its_step_only(form: str) -> bool:
    """Nobody drafts this form by itself: the step to which it belongs writes it."""
    paper = TASK_PAPERS.get(form)
    return paper is not None and paper.facts is None


def form_named(said: str, known: Collection[str]) -> str:
    """The form that the words mean, whole or the only one that contains them.

    Refusal `form_unknown` with the nearest name.
    """
    if said in known:
        return said
    holding = [form for form in known if said and said in form]
    if len(holding) == 1:
        return holding[0]
    close = get_close_matches(said, holding or known, n=1, cutoff=0.3) or holding[:1]
    raise Refusal("form_unknown", {"said": said[:20], "nearest": close[0] if close else None})
