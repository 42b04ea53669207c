"""签发: who may send a draft for review, read it, issue it, cancel or correct it; what waits.

A clerk or liaison of the issuer submits (送核), another one reads it (核稿), the head issues it
(签发); for a paper of the office its own people do so, and one of the office or the head of the
department that hosts it issues. Nobody issues what they submitted themselves. No circular asks for
this: it is how an office gives a paper its 发文字号, and it holds up no step of an inspection.

Buttons (bot/handlers/issue.py), each with the document's number: `issue_open` the card with what
may be done, `issue_submit` 送核, `issue_review` 核稿通过, `issue_yes` 同意签发, `issue_no` 退回修改
(asks why; for who submitted it: 撤回), `issue_correct` 更正 (asks what), `issue_cancel` 作废 (asks
why); `numbers <issuer or 0> <year>` the register. Commands: `/qianfa`, `/qianfa 文号`.
"""

from collections.abc import Iterable

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.ids import DepartmentId, PersonId
from inspection.ledger import Ledger
from inspection.people import Person, Role
from inspection.refusal import Refusal
from inspection.roster import with_role
from inspection.signing import Signing, signing_of
from inspection.tasks import InspectionTask, TaskState, require_open

WAITING = (DocumentState.SUBMITTED, DocumentState.REVIEWED)
"""States in which somebody has a draft before them."""

FROZEN = (
    DocumentState.ISSUED,
    DocumentState.REPLACED,
    DocumentState.CORRECTED,
    DocumentState.CANCELLED,
)
"""States of a document that was issued and changes no more."""

_WORDS = {
    DocumentState.DRAFT: "草稿",
    DocumentState.SUBMITTED: "核稿中",
    DocumentState.REVIEWED: "待签发",
    DocumentState.MANUSCRIPT: "底稿",
    DocumentState.ISSUED: "已签发",
    DocumentState.REPLACED: "已签发，旧版",
    DocumentState.CORRECTED: "已签发，已被更正",
    DocumentState.CANCELLED: "已作废",
    DocumentState.FINAL: "定稿",
}

GIVEN_AT_ISSUE = frozenset({"document_number", "issue_date"})
"""Facts that a draft may lack: they come with the issue."""

NUMBER_LABELS = frozenset({"发文字号", "纪要编号", "成文日期"})
"""What those facts are called in the list of what is still 【待填】."""


def task_of(ledger: Ledger, document: Document) -> InspectionTask | None:
    """The task of a document; None for a paper of the year."""
    return ledger.tasks.get(document.task_id) if document.task_id is not None else None


def state_words(document: Document, *, latest: bool = True) -> str:
    """The state in a word; 旧稿 for a draft or finished paper that has a later version."""
    if not latest and document.state in (DocumentState.DRAFT, DocumentState.FINAL):
        return "旧稿"
    return _WORDS[document.state]


def needs_issue(document: Document) -> bool:
    """Is it of a form that somebody has to issue."""
    return signing_of(document.form) is Signing.ISSUED


def is_latest(ledger: Ledger, document: Document) -> bool:
    """Is there no later version of this paper."""
    return versions_of(ledger, document)[-1].id == document.id


def versions_of(ledger: Ledger, document: Document) -> tuple[Document, ...]:
    """All versions of this paper, the first one first."""
    found = ledger.documents.find(
        task_id=document.task_id,
        form=document.form,
        title=document.title,
        subject_id=document.subject_id,
    )
    return tuple(sorted(found, key=lambda each: each.version))


def lacking(document: Document) -> tuple[str, ...]:
    """The labels of facts that must be filled in before it can be issued."""
    return tuple(each for each in document.missing if each not in NUMBER_LABELS)


def left_open(document: Document, missing: Iterable[str]) -> list[str]:
    """What somebody has to fill in of what is missing: not what comes with the issue."""
    given = NUMBER_LABELS if needs_issue(document) else frozenset()
    return [label for label in missing if label not in given]


def drafters(ledger: Ledger, issuer_id: DepartmentId | None) -> list[Person]:
    """Who submits and reviews: 联络员 and 文书 of the issuer; for the office its own people too."""
    homes = _homes(ledger, issuer_id)
    found = [
        person
        for role in (Role.LIAISON, Role.CLERK)
        for home in homes
        for person in with_role(ledger, role, home)
    ]
    if issuer_id is None:
        found += with_role(ledger, Role.OFFICE)
    return list({person.id: person for person in found}.values())


def signers(ledger: Ledger, issuer_id: DepartmentId | None) -> list[Person]:
    """Who issues: 负责人 of the issuer; for the office its people and the head of its host."""
    found = [
        person
        for home in _homes(ledger, issuer_id)
        for person in with_role(ledger, Role.HEAD, home)
    ]
    if issuer_id is None:
        found = [*with_role(ledger, Role.OFFICE), *found]
    return list({person.id: person for person in found}.values())


def reviewers_of(ledger: Ledger, document: Document) -> list[Person]:
    """Those with a chat account who may read a submitted draft."""
    return _others(drafters(ledger, document.issuer_id), document.submitted_by)


def signers_of(ledger: Ledger, document: Document) -> list[Person]:
    """Those with a chat account who may issue a submitted draft."""
    return _others(signers(ledger, document.issuer_id), document.submitted_by)


def may_submit(ledger: Ledger, person: Person, document: Document) -> bool:
    """May they send it for review now: a latest draft of a form that is issued, of their issuer."""
    return (
        needs_issue(document)
        and document.state is DocumentState.DRAFT
        and _is_open(ledger, document)
        and _among(person, drafters(ledger, document.issuer_id))
        and is_latest(ledger, document)
    )


def may_review(ledger: Ledger, person: Person, document: Document) -> bool:
    """May they pass it on to the head now."""
    return (
        document.state is DocumentState.SUBMITTED
        and document.submitted_by != person.id
        and _is_open(ledger, document)
        and _among(person, drafters(ledger, document.issuer_id))
    )


def may_issue(ledger: Ledger, person: Person, document: Document) -> bool:
    """May they issue it now."""
    return (
        document.state is DocumentState.REVIEWED
        and document.submitted_by != person.id
        and _is_open(ledger, document)
        and _among(person, signers(ledger, document.issuer_id))
    )


def may_return(ledger: Ledger, person: Person, document: Document) -> bool:
    """May they send it back: whoever has it before them, or who submitted it."""
    return document.state in WAITING and (
        document.submitted_by == person.id
        or may_review(ledger, person, document)
        or may_issue(ledger, person, document)
    )


def may_cancel(ledger: Ledger, person: Person, document: Document) -> bool:
    """May they cancel an issued document: those who may issue."""
    return (
        document.state in (DocumentState.ISSUED, DocumentState.CORRECTED)
        and _is_open(ledger, document)
        and _among(person, signers(ledger, document.issuer_id))
    )


def may_correct(ledger: Ledger, person: Person, document: Document) -> bool:
    """May they write a 更正通知 for it: drafters of an issuer that issued it."""
    return (
        document.state is DocumentState.ISSUED
        and _is_open(ledger, document)
        and _among(person, drafters(ledger, document.issuer_id))
    )


def pending_issues(desk: Desk, person: Person) -> list[Document]:
    """Drafts that wait for this person, to be read or to be issued, the oldest first."""
    ledger = desk.ledger
    return [
        document
        for document in ledger.documents.find(state=WAITING)
        if may_review(ledger, person, document) or may_issue(ledger, person, document)
    ]


def submittable(desk: Desk, person: Person) -> list[Document]:
    """Drafts that this person may send for review, the oldest first."""
    return [
        document
        for document in _of_their_issuers(desk.ledger, person, DocumentState.DRAFT)
        if may_submit(desk.ledger, person, document)
    ]


def changeable(desk: Desk, person: Person) -> list[Document]:
    """Issued documents that this person may correct or cancel, the oldest first."""
    return [
        document
        for document in _of_their_issuers(desk.ledger, person, DocumentState.ISSUED)
        if may_correct(desk.ledger, person, document) or may_cancel(desk.ledger, person, document)
    ]


def require_issuable(ledger: Ledger, document: Document) -> None:
    """Refuse what cannot go on to be issued, before it is asked by whom.

    Refusals: `not_to_be_issued`, `already_issued`, `task_closed`, `newer_draft`.
    """
    facts = {"title": document.title}
    if not needs_issue(document):
        raise Refusal("not_to_be_issued", facts)
    if document.state in (*FROZEN, DocumentState.MANUSCRIPT):
        raise Refusal("already_issued", {**facts, "number": number_of(ledger, document)})
    require_task_open(ledger, document)
    latest = versions_of(ledger, document)[-1]
    if latest.id != document.id:
        raise Refusal("newer_draft", {**facts, "version": latest.version})


def require_task_open(ledger: Ledger, document: Document) -> None:
    """Refusal `task_closed` for a document of an archived task (忻州第二十五条)."""
    task = task_of(ledger, document)
    if task is not None:
        require_open(task)


def require_drafter(ledger: Ledger, person: Person, document: Document) -> None:
    """Refusal `not_of_issuer` unless the person drafts for the issuer."""
    if not _among(person, drafters(ledger, document.issuer_id)):
        raise Refusal("not_of_issuer", {"issuer": document.facts.get("issuer") or ""})


def require_signer(ledger: Ledger, person: Person, document: Document) -> None:
    """Refusal `not_of_issuer` unless the person issues for the issuer."""
    if not _among(person, signers(ledger, document.issuer_id)):
        raise Refusal("not_of_issuer", {"issuer": document.facts.get("issuer") or ""})


def require_other(person: Person, document: Document) -> None:
    """Refusal `own_draft` for who submitted it."""
    if document.submitted_by == person.id:
        raise Refusal("own_draft", {"title": document.title})


def number_of(ledger: Ledger, document: Document) -> str:
    """The number of a document, or of the one issued from it."""
    if document.state is not DocumentState.MANUSCRIPT:
        return document.number
    later = [each for each in versions_of(ledger, document) if each.version > document.version]
    return later[0].number if later else ""


def _of_their_issuers(ledger: Ledger, person: Person, state: DocumentState) -> tuple[Document, ...]:
    """Documents of the person's department and of the office: few of all that there are."""
    return ledger.documents.find(state=state, issuer_id=(person.department_id, None))


def _homes(ledger: Ledger, issuer_id: DepartmentId | None) -> list[DepartmentId]:
    if issuer_id is not None:
        return [issuer_id]
    return [host.id for host in ledger.departments.find(office=True)]


def _others(people: list[Person], submitted_by: PersonId | None) -> list[Person]:
    return [each for each in people if each.id != submitted_by and each.user_id is not None]


def _among(person: Person, people: list[Person]) -> bool:
    return person.id in {each.id for each in people}


def _is_open(ledger: Ledger, document: Document) -> bool:
    task = task_of(ledger, document)
    return task is None or task.state is not TaskState.ARCHIVED
