"""文书一览: the documents of a task by stage, what is due and not there, what lacks facts."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import SubjectId
from inspection.issuing import FROZEN, left_open, state_words
from inspection.ledger import Ledger
from inspection.papers.paper import ANY_STAGE, CLOSING
from inspection.papers.register import TASK_PAPERS
from inspection.papers.writable import Writable, by_its_step_only, writable_papers
from inspection.plain import Facts, Plain
from inspection.profile import Profile
from inspection.tasks import STAGES, InspectionTask, Stage, TaskState

SHELVES = (*(stage.value for stage in STAGES), CLOSING)
"""The four stages and what comes after them."""

PUBLIC_FORMS = frozenset(paper.form for paper in TASK_PAPERS.values() if paper.public)
"""Forms without personal data, which may be named in the group."""

_PLACES = {form: place for place, form in enumerate(TASK_PAPERS)}

PAGE = 8
"""Documents on one page of the list."""

ALL, MISSING, OLD = "all", "missing", "old"
"""Views of the list besides the stages: everything current, what lacks facts, earlier versions."""

Missing = Callable[[Document], Sequence[str]]
"""Tells the labels of the facts that a document still lacks."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """在架文书: a document with its stage; `latest` is false for an earlier version."""

    document: Document
    shelf: str
    subject: str
    latest: bool

    @property
    def public(self) -> bool:
        """May it be named in the group."""
        return self.document.form in PUBLIC_FORMS


@dataclass(frozen=True, slots=True)
class Entry:
    """文书条目: a document as it is listed, with how many facts it lacks."""

    one: Shelved
    missing: int

    def seen_in(self, view: str) -> bool:
        """Does it belong to this view of the list."""
        if view == OLD:
            return not self.one.latest
        shown = {ALL: True, MISSING: self.missing > 0}.get(view, self.one.shelf == view)
        return self.one.latest and shown


def shelf_of(profile: Profile, document: Document) -> str:
    """The stage of a document; a notice or receipt belongs to the stage it names."""
    paper = TASK_PAPERS.get(document.form)
    shelf = paper.shelf if paper else CLOSING
    if shelf != ANY_STAGE:
        return shelf
    named = document.facts.get("stage")
    for stage in STAGES:
        if profile.whistle.stage(stage.value).label == named:
            return stage.value
    return Stage.SCHEME.value


def shelved(ledger: Ledger, profile: Profile, task: InspectionTask) -> list[Shelved]:
    """Every document of the task in filing order: stage, form, subject, title, version."""
    documents = ledger.documents.find(task_id=task.id)
    newest = {_same(each): each.version for each in documents}  # the last of each is the newest
    names = _subject_names(ledger, documents)
    found = [
        Shelved(
            each,
            shelf_of(profile, each),
            names[each.subject_id] if each.subject_id is not None else "",
            newest[_same(each)] == each.version,
        )
        for each in documents
    ]
    return sorted(
        found,
        key=lambda one: (
            SHELVES.index(one.shelf),
            _place(one.document.form),
            one.document.subject_id or 0,
            one.document.title,
            one.document.version,
            one.document.id,
        ),
    )


def chosen_papers(desk: Desk, task: InspectionTask, choice: str) -> list[Shelved]:
    """The current papers of a stage or of a form, or ALL, in filing order."""
    return [
        one
        for one in shelved(desk.ledger, desk.profile, task)
        if one.latest and choice in (ALL, one.shelf, one.document.form)
    ]


def choices_facts(desk: Desk, task: InspectionTask) -> Facts:
    """What can be packed together: everything, each stage, each form of which there are several."""
    found = chosen_papers(desk, task, ALL)
    stages = Counter(one.shelf for one in found)
    forms = Counter(one.document.form for one in found)
    return {
        "task": task.name,
        "task_id": task.id,
        "total": len(found),
        "stages": [
            {"choice": shelf, "label": stage_label(desk, shelf), "count": stages[shelf]}
            for shelf in SHELVES
            if stages[shelf]
        ],
        "forms": [
            {"choice": form, "label": form, "count": count}
            for form, count in forms.items()
            if count > 1
        ],
    }


def entries(desk: Desk, task: InspectionTask, missing: Missing) -> list[Entry]:
    """Every document in the order of the list: by stage and form, newest first, old ones last."""
    ordered = sorted(
        shelved(desk.ledger, desk.profile, task),
        key=lambda one: (
            not one.latest,
            SHELVES.index(one.shelf),
            _place(one.document.form),
            -one.document.version,
            -one.document.id,
        ),
    )
    return [
        Entry(one, len(left_open(one.document, missing(one.document))) if one.latest else 0)
        for one in ordered
    ]


def list_facts(
    desk: Desk,
    task: InspectionTask,
    *,
    missing: Missing,
    public_only: bool = False,
    page: int = 0,
    view: str = ALL,
) -> Facts:
    """One page of one view of the list, with what there is at each stage and what is due."""
    everything = entries(desk, task, missing)
    shown = [
        each for each in everything if each.seen_in(view) and (each.one.public or not public_only)
    ]
    pages = max(1, -(-len(shown) // PAGE))
    page = min(max(page, 0), pages - 1)
    papers = writable_papers(desk, task)
    return {
        "task": task.name,
        "number": task.number,
        "task_id": task.id,
        "total": sum(each.one.latest for each in everything),
        "hidden": sum(each.one.latest and not each.one.public for each in everything),
        "old": sum(not each.one.latest for each in everything),
        "lacking": sum(each.missing > 0 for each in everything),
        "view": view,
        "page": page,
        "pages": pages,
        "stages": _stages(desk, everything),
        "groups": _groups(desk, shown[page * PAGE : (page + 1) * PAGE]),
        "due": due_facts(papers),
        "more": sum(not each.lacking and not by_its_step_only(each.form) for each in papers),
        "index_later": task.state is TaskState.SUMMARISED,
        "closed": task.state is TaskState.ARCHIVED,
    }


def entry_facts(each: Entry) -> dict[str, Plain]:
    """One document as it is listed."""
    document = each.one.document
    return {
        "id": document.id,
        "form": document.form,
        "title": document.title,
        "subject": "" if each.one.subject in document.title else each.one.subject,
        "version": document.version,
        "latest": each.one.latest,
        "state": state_words(document, latest=each.one.latest),
        "issued": document.state in FROZEN,
        "issued_number": document.number,
        "missing": each.missing,
    }


def due_facts(papers: Iterable[Writable]) -> list[Plain]:
    """What should be there by now and is not: form, how many, and whether it can be drafted."""
    counts: dict[str, int] = {}
    for paper in papers:
        if paper.lacking:
            counts[paper.form] = counts.get(paper.form, 0) + 1
    return [
        {"form": form, "count": count, "draftable": not by_its_step_only(form)}
        for form, count in counts.items()
    ]


def stage_label(desk: Desk, shelf: str) -> str:
    """What the locality calls the stage; "" for what comes after the four."""
    return "" if shelf == CLOSING else desk.profile.whistle.stage(shelf).label


def _stages(desk: Desk, everything: list[Entry]) -> list[Plain]:
    counted = {
        shelf: sum(each.one.latest and each.one.shelf == shelf for each in everything)
        for shelf in SHELVES
    }
    return [
        {"shelf": shelf, "label": stage_label(desk, shelf), "count": count}
        for shelf, count in counted.items()
        if count
    ]


def _groups(desk: Desk, page: list[Entry]) -> list[Plain]:
    groups: dict[str, list[Plain]] = {}
    for each in page:
        groups.setdefault(each.one.shelf, []).append(entry_facts(each))
    return [
        {"label": stage_label(desk, shelf), "entries": listed} for shelf, listed in groups.items()
    ]


def _subject_names(ledger: Ledger, documents: Iterable[Document]) -> dict[SubjectId, str]:
    wanted = sorted({each.subject_id for each in documents if each.subject_id is not None})
    return {subject.id: subject.name for subject in ledger.subjects.find(id=wanted)}


def _place(form: str) -> int:
    return _PLACES.get(form, len(_PLACES))


def _same(document: Document) -> tuple[str, str, int]:
    return document.form, document.title, document.subject_id or 0
