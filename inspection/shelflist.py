"""文书一览: the documents of a task by stage, and those that are due and not there yet."""

from dataclasses import dataclass

from inspection.archive import Document
from inspection.desk import Desk
from inspection.ledger import Ledger
from inspection.papers.drafting import written
from inspection.papers.paper import ANY_STAGE, CLOSING
from inspection.papers.register import TASK_PAPERS
from inspection.plain import Facts, Plain
from inspection.profile import Profile
from inspection.tasks import STAGES, InspectionTask, Stage, TaskState

SHELVES = (*(stage.value for stage in STAGES), CLOSING)
"""The four stages and what comes after them."""

PUBLIC_FORMS = frozenset(paper.form for paper in TASK_PAPERS.values() if paper.public)
"""Forms without personal data, which may be named in the group."""

PAGE = 8
"""Documents on one page of the list."""


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
    names = {
        subject.id: subject.name
        for subject in ledger.subjects.find(
            id=sorted({each.subject_id for each in documents if each.subject_id is not None})
        )
    }
    order = list(TASK_PAPERS)
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
            order.index(one.document.form) if one.document.form in order else len(order),
            one.document.subject_id or 0,
            one.document.title,
            one.document.version,
            one.document.id,
        ),
    )


def list_facts(
    desk: Desk, task: InspectionTask, *, public_only: bool = False, page: int = 0
) -> Facts:
    """One page of the list: by stage and form, newest first, old versions last; what is missing."""
    found = shelved(desk.ledger, desk.profile, task)
    shown = [one for one in found if one.public or not public_only]
    order = list(TASK_PAPERS)
    ordered = sorted(
        shown,
        key=lambda one: (
            SHELVES.index(one.shelf),
            not one.latest,
            order.index(one.document.form) if one.document.form in order else len(order),
            -one.document.version,
            -one.document.id,
        ),
    )
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(page, 0), pages - 1)
    return {
        "task": task.name,
        "task_id": task.id,
        "total": len(found),
        "hidden": len(found) - len(shown),
        "page": page,
        "pages": pages,
        "groups": _groups(desk, ordered[page * PAGE : (page + 1) * PAGE], page * PAGE),
        "due": due_forms(desk, task),
        "index_later": task.state is TaskState.SUMMARISED,
    }


def entry_facts(one: Shelved) -> dict[str, Plain]:
    """One document as it is listed."""
    document = one.document
    return {
        "id": document.id,
        "form": document.form,
        "title": document.title,
        "subject": "" if one.subject in document.title else one.subject,
        "version": document.version,
        "latest": one.latest,
        "draft": bool(document.facts.get("draft", False)),
        "missing": len(document.missing),
        "public": one.public,
        "at": document.created_at.isoformat(),
    }


def due_forms(desk: Desk, task: InspectionTask) -> list[Plain]:
    """What should be there by now and is not: form and how many."""
    wanted = {
        form: sum(
            occasion.due and not written(desk, task, form, occasion)
            for occasion in paper.occasions(desk, task)
        )
        for form, paper in TASK_PAPERS.items()
    }
    return [{"form": form, "count": count} for form, count in wanted.items() if count]


def _groups(desk: Desk, page: list[Shelved], before: int) -> list[Plain]:
    groups: dict[str, list[Plain]] = {}
    for number, one in enumerate(page, before + 1):
        groups.setdefault(one.shelf, []).append({**entry_facts(one), "number": number})
    return [
        {
            "shelf": shelf,
            "label": "" if shelf == CLOSING else desk.profile.whistle.stage(shelf).label,
            "entries": entries,
        }
        for shelf, entries in groups.items()
    ]


def _same(document: Document) -> tuple[str, str, int]:
    return document.form, document.title, document.subject_id or 0
