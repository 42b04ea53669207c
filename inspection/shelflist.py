"""文书一览: the documents of a task by stage, and those that are due and not there yet."""

from dataclasses import dataclass

from inspection.archive import Document
from inspection.closing import open_work
from inspection.desk import Desk
from inspection.draws import DrawState
from inspection.ledger import Ledger
from inspection.plain import Facts, Plain
from inspection.profile import Profile
from inspection.stages import whistles_of
from inspection.tasks import STAGES, InspectionTask, Stage, TaskState
from inspection.visits import VisitState

CLOSING = "closing"
"""总结归档: what comes after the four stages."""
SHELVES = (*(stage.value for stage in STAGES), CLOSING)
ANY_STAGE = ""

FORMS = {
    "吹哨通知": ANY_STAGE,
    "工作方案": Stage.SCHEME.value,
    "报到回执": ANY_STAGE,
    "随机抽取记录": Stage.DRAW.value,
    "检查组名单": Stage.DRAW.value,
    "人员更换审批表": Stage.DRAW.value,
    "提前告知书": Stage.VISIT.value,
    "情况记录表": Stage.VISIT.value,
    "结果公示表": Stage.PUBLISH.value,
    "责令改正通知书": Stage.PUBLISH.value,
    "案件线索移送函": Stage.PUBLISH.value,
    "工作总结": CLOSING,
    "卷内目录": CLOSING,
}
"""Form to the stage it belongs to, in filing order; notice and receipt occur at every stage."""

PUBLIC_FORMS = frozenset({"结果公示表"})
"""Forms without personal data, which may be named in the group; as in the forms' catalogue."""

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
    shelf = FORMS.get(document.form, CLOSING)
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
    order = list(FORMS)
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
    order = list(FORMS)
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
        "due": due_forms(desk, task, found),
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


def due_forms(desk: Desk, task: InspectionTask, found: list[Shelved]) -> list[Plain]:
    """What should be there by now and is not: form and how many."""
    present = {one.document.form for one in found}
    wanted = {form: 1 for form in _expected(desk, task) if form not in present}
    finished = desk.ledger.visits.find(task_id=task.id, state=VisitState.FINISHED)
    recorded = {one.document.subject_id for one in found if one.document.form == "情况记录表"}
    records = sum(visit.subject_id not in recorded for visit in finished)
    if records:
        wanted["情况记录表"] = records
    return [{"form": form, "count": count} for form, count in wanted.items()]


def _expected(desk: Desk, task: InspectionTask) -> list[str]:
    blown = {whistle.stage for whistle in whistles_of(desk, task)}
    drawn = desk.ledger.draws.find(task_id=task.id, state=DrawState.DRAWN)
    matched = desk.ledger.assignments.find(task_id=task.id, active=True)
    work = open_work(desk, task)
    conditions = {
        "工作方案": Stage.SCHEME in blown,
        "随机抽取记录": bool(drawn),
        "检查组名单": bool(matched),
        "结果公示表": bool(work.duties) and not work.entries,
        "工作总结": bool(work.visits) and work.ready,
    }
    return [form for form, due in conditions.items() if due]


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
