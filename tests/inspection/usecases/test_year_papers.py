"""年度文书: papers of the office that belong to no task, and who may read them."""

from collections.abc import Callable

import pytest

from inspection.archive import Document
from inspection.filing import draft_document
from inspection.people import Person, Role
from inspection.permissions import Deed, permit_year
from inspection.refusal import Refusal
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
OFFICE, ISSUER, OTHERS = "周见山", "林晓禾", ("李安澜", "吴听雨")


def paper(chat: SmallChat, issuer: str | None = None) -> Document:
    """A paper of the year, of the office or of somebody's department."""
    department = chat.county.people[issuer].department_id if issuer else None
    title = "2026年度计划调整备案表" if issuer else "2026年度联合抽查计划"
    document: Document = chat.write(
        lambda desk: draft_document(
            desk,
            task=None,
            form="计划调整备案表" if issuer else "年度联合抽查计划",
            title=title,
            facts={"draft": True},
            actor_id=None,
            issuer_id=department,
            year=2026,
        )
    )
    return document


def refused(person: Person, deed: Deed, document: Document) -> str:
    """The code of the refusal, or nothing."""
    try:
        permit_year(person, deed, document.issuer_id, document.title)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_paper_of_the_office_is_read_by_the_office_only(open_chat: OpenChat) -> None:
    chat = open_chat()
    document = paper(chat)
    readers = {
        name
        for name, person in chat.county.people.items()
        if not refused(person, Deed.LOOK, document)
    }
    assert readers == {OFFICE}


def test_paper_of_a_department_is_read_by_it_and_by_the_office(open_chat: OpenChat) -> None:
    chat = open_chat()
    document = paper(chat, ISSUER)
    own = chat.county.people[ISSUER].department_id
    for name, person in chat.county.people.items():
        may = person.department_id == own or Role.OFFICE in person.roles
        assert refused(person, Deed.LOOK, document) == ("" if may else "foreign_year_paper"), name


def test_deed_of_the_issuing_side_is_not_the_offices_for_a_paper_of_a_department(
    open_chat: OpenChat,
) -> None:
    chat = open_chat()
    document = paper(chat, ISSUER)
    assert refused(chat.county.people["马知远"], Deed.SUMMARISE, document) == ""
    assert refused(chat.county.people["许明达"], Deed.SUMMARISE, document) == "foreign_year_paper"
    assert refused(chat.county.people[OFFICE], Deed.SUMMARISE, document) == "role_not_allowed"


@pytest.mark.parametrize("name", OTHERS)
def test_button_of_a_year_paper_is_refused_to_others(open_chat: OpenChat, name: str) -> None:
    chat = open_chat()
    document = paper(chat)
    assert "由联席办和制发部门查看" in chat.callback(name, f"v1:document:{document.id}")
