"""A scene: the scheme is whistled for; the lead department has a clerk besides its liaison."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import UserId
from inspection.people import Person, Role
from inspection.schemes import publish_scheme
from inspection.tasks import Stage
from inspection.usecases.blow_whistle import blow_whistle
from tests.inspection.usecases.closing_scene import with_backstage
from tests.small_chat import SmallChat, small_chat

LIAISON, HEAD, CLERK, OTHER = "林晓禾", "马知远", "文若兰", "钱满仓"
SCHEME, NOTICE = "工作方案", "吹哨通知"


def set_chat(folder: Path, empty_ledger: Path) -> SmallChat:
    """The chat with notice and scheme drafted; papers can be printed."""
    made = with_backstage(small_chat(folder, empty_ledger))
    made.county.people[CLERK] = made.write(_set)
    return made


def _set(desk: Desk) -> Person:
    task = desk.ledger.tasks.find()[0]
    liaison = next(each for each in desk.ledger.people.find() if each.name == LIAISON)
    clerk = desk.ledger.people.add(
        Person(
            department_id=liaison.department_id,
            name=CLERK,
            roles=(Role.CLERK,),
            user_id=UserId(799999),
        )
    )
    blow_whistle(
        desk,
        actor=liaison,
        task_id=task.id,
        stage=Stage.SCHEME,
        due_at=desk.now.replace(day=9),
    )
    return clerk


def newest(chat: SmallChat, form: str) -> Document:
    """The last version of a form."""
    found: tuple[Document, ...] = chat.read(lambda ledger: ledger.documents.find(form=form))
    return found[-1]


def said(chat: SmallChat, name: str, form: str, words: str) -> str:
    """`/qianfa` with the number of the newest version of the form."""
    return chat.says(name, f"/qianfa {newest(chat, form).id} {words}".strip())


def issued(chat: SmallChat, form: str = SCHEME) -> Document:
    """Submitted, read and issued."""
    assert not said(chat, LIAISON, form, "送核")
    assert not said(chat, CLERK, form, "核稿")
    assert not said(chat, HEAD, form, "同意")
    return newest(chat, form)


def draft_again(chat: SmallChat) -> Document:
    """The scheme, written by its own step."""

    def write(desk: Desk) -> Document:
        liaison = desk.ledger.people.one(name=LIAISON)
        assert liaison is not None
        return publish_scheme(desk, desk.ledger.tasks.find()[0], liaison)

    written: Document = chat.write(write)
    return written


def give_code(chat: SmallChat) -> None:
    """The lead department has its 机关代字."""

    def enter(desk: Desk) -> Any:
        home = desk.ledger.departments.find(short_name="民政局")[0]
        return desk.ledger.departments.save(replace(home, number_code="青民"))

    chat.write(enter)
