"""Bind links in the wrong hands, and people who leave."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.incoming import Incoming
from inspection.binding import BIND_REFUSED, MOST_TRIES
from inspection.ids import ChatId, UserId
from inspection.people import Role
from inspection.posting import PostingState
from inspection.refusal import Refusal
from inspection.usecases.issue_bind_link import issue_bind_link
from inspection.usecases.release_person import release_person
from tests.inspection.usecases.field_scene import FIRE, opened
from tests.small_chat import SmallChat

STRANGER = UserId(424242)
OFFICE = "周见山"


def opens(chat: SmallChat, token: str, user: UserId = STRANGER, *, forwarded: bool = False) -> str:
    """The account opens a link; what it is told."""
    incoming = Incoming(
        update_id=next(chat.numbers),
        user_id=user,
        chat_id=ChatId(user),
        private=True,
        message_id=7,
        text=f"/start {token}",
        forwarded=forwarded,
    )
    with chat.database.transaction() as ledger:
        chat.dispatcher.handle(chat.desk(ledger), incoming, None)
        chat._deliver(ledger)
    return max(chat.messages[ChatId(user)].items())[1][1].text


def link(chat: SmallChat, name: str, token: str) -> None:
    """A link for the person."""
    person = chat.person(name).id
    chat.write(lambda desk: issue_bind_link(desk, actor=None, person_id=person, token=token))


def refused(chat: SmallChat) -> list[object]:
    """What the journal says of links that did not bind."""
    events = chat.read(lambda ledger: ledger.events.find(verb=BIND_REFUSED))
    return [event.facts["code"] for event in events]


def test_unknown_used_and_forwarded_links_are_refused_and_journalled(
    open_chat: Callable[..., SmallChat],
) -> None:
    chat = open_chat()
    link(chat, "吴听雨", "token-1")
    assert "转发" in opens(chat, "token-1", forwarded=True)
    assert "绑定成功" in opens(chat, "token-1")
    assert "已经用过" in opens(chat, "token-1", UserId(535353))
    opens(chat, "nonsense", UserId(535353))
    assert refused(chat) == ["forwarded_command", "bind_link_used", "bind_link_unknown"]
    assert chat.person("吴听雨").user_id == STRANGER


def test_guessing_is_slowed_down_and_a_good_link_waits_too(
    open_chat: Callable[..., SmallChat],
) -> None:
    chat = open_chat()
    link(chat, "吴听雨", "good")
    for number in range(MOST_TRIES):
        opens(chat, f"guess{number}")
    assert "点得太多" in opens(chat, "good")
    assert len(refused(chat)) == MOST_TRIES
    chat.now += timedelta(hours=1, minutes=1)
    assert "绑定成功" in opens(chat, "good")


def test_a_new_link_ends_the_earlier_one(open_chat: Callable[..., SmallChat]) -> None:
    chat = open_chat()
    link(chat, "吴听雨", "first")
    link(chat, "吴听雨", "second")
    assert "过期" in opens(chat, "first")
    assert "绑定成功" in opens(chat, "second")


def test_whoever_loses_the_binding_is_told(open_chat: Callable[..., SmallChat]) -> None:
    chat = open_chat()
    before = chat.user(FIRE)
    link(chat, FIRE, "stolen")
    opens(chat, "stolen")
    told = [words.text for _, words in chat.messages[ChatId(before)].values()]
    assert any("改绑" in text for text in told)


def test_who_leaves_loses_account_questions_links_and_unsent_messages(
    open_chat: Callable[..., SmallChat],
) -> None:
    chat = opened(open_chat)
    chat.presses(FIRE, "录入本部门")
    user = UserId(chat.user(FIRE))
    link(chat, FIRE, "kept")
    assert not chat.says(OFFICE, f"/bangding 停用 {FIRE}")
    assert "已停用" in chat.last(OFFICE)
    assert "换人" in chat.last(OFFICE)
    left = chat.person(FIRE)
    assert (left.active, left.user_id) == (False, None)
    assert chat.read(lambda ledger: ledger.prompts.find(person_id=left.id, closed_at=None)) == ()
    waiting = {"chat_id": ChatId(user), "state": PostingState.PENDING}
    assert chat.read(lambda ledger: ledger.postings.find(**waiting)) == ()
    assert "过期" in opens(chat, "kept", user)
    with pytest.raises(Refusal, match="person_left"):
        link(chat, FIRE, "new")
    incoming = Incoming(
        update_id=9, user_id=user, chat_id=ChatId(user), private=True, message_id=1, text="/daiban"
    )
    with pytest.raises(Refusal, match="not_bound"), chat.database.transaction() as ledger:
        chat.dispatcher.handle(chat.desk(ledger), incoming, None)


def test_only_the_office_takes_people_off_duty(open_chat: Callable[..., SmallChat]) -> None:
    chat = open_chat()
    for person in chat.county.people.values():
        if Role.OFFICE not in person.roles:
            assert chat.says(person.name, f"/bangding 停用 {FIRE}")
            with (
                pytest.raises(Refusal, match="role_not_allowed"),
                chat.database.transaction() as rows,
            ):
                release_person(chat.desk(rows), actor=person, person_id=chat.person(FIRE).id)
    assert chat.person(FIRE).active


def test_who_moves_to_another_department_of_the_team_enters_nothing_for_either(
    open_chat: Callable[..., SmallChat],
) -> None:
    from dataclasses import replace

    chat = opened(open_chat)
    moved = replace(chat.person(FIRE), department_id=chat.county.departments["卫生健康委"].id)
    chat.write(lambda desk: desk.ledger.people.save(moved))
    assert "没有派" in chat.callback(FIRE, "v1:entry:1") or chat.callback(FIRE, "v1:entry:1")
    assert chat.read(lambda ledger: ledger.findings.find(entered_by=moved.id)) == ()
