"""A batch is settled in one transaction, yet each update stands or falls by itself."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.backstage import Backstage
from app.demo.seed import seed_demo
from bot.settling import NOT_OURS, Settler
from inspection.desk import Desk
from inspection.ids import ChatId, TaskId
from inspection.inbox import InboxState
from inspection.posting import Posting, Priority
from inspection.refusal import Refusal
from scheduler.clock import HandClock
from storage.database import Database, open_database
from storage.quick import Quick
from tests.storage.example_values import AT

HERE = ChatId(-7)


class Dispatcher:
    """Does with each update what its text says, by these acts; every other one is answered."""

    def __init__(self, **acts: Callable[[Desk], None]) -> None:
        self._acts = acts

    def handle(self, desk: Desk, incoming: Any, upload: object) -> None:
        desk.ledger.record(at=AT, actor_id=None, task_id=None, verb=incoming.text, facts={})
        self._acts.get(incoming.text, answered)(desk)


def answered(desk: Desk) -> None:
    last = desk.ledger.last_event()
    desk.ledger.post(posting(f"answer {last.id}"))


def posting(dedupe: str, task_id: TaskId | None = None) -> Posting:
    return Posting(
        chat_id=HERE,
        kind="x",
        facts={},
        dedupe=dedupe,
        priority=Priority.ANSWER,
        created_at=AT,
        task_id=task_id,
    )


def refused(desk: Desk) -> None:
    raise Refusal("button_out_of_date")


def broken(desk: Desk) -> None:
    """What the database refuses when it is written, at the end."""
    desk.ledger.post(posting("nowhere", TaskId(99)))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    made.migrate()
    with made.transaction() as ledger:
        seed_demo(ledger, "xinyang", AT)
    yield made
    made.close()


def sent(database: Database, *texts: str, first: int = 0) -> None:
    """Messages of one chat with these texts are kept."""
    with database.rows() as ledger:
        for number, text in enumerate(texts, first):
            message = {
                "message_id": number,
                "text": text,
                "from": {"id": 5},
                "chat": {"id": HERE, "type": "group"},
            }
            raw = {"update_id": number, "message": message}
            ledger.receive(update_id=number, raw=raw, received_at=AT, chat_id=HERE)


def settler(database: Database, **acts: Callable[[Desk], None]) -> Settler:
    acting: Any = Dispatcher(**acts)
    return Settler(acting, Backstage(database, HandClock(AT)), "chuishao_bot")


def settled(database: Database, *texts: str, **acts: Callable[[Desk], None]) -> list[InboxState]:
    """Settle messages with these texts; what became of each."""
    sent(database, *texts)
    settling = settler(database, **acts)
    while any(outcome is not NOT_OURS for outcome in settling.settle_waiting(50).outcomes):
        pass
    with database.reading() as ledger:
        return [each.state for each in ledger.inbox.find()]


def told(database: Database) -> list[str]:
    with database.reading() as ledger:
        return [each.kind for each in ledger.postings.find(chat_id=HERE)]


def done(database: Database, *texts: str) -> list[str]:
    with database.reading() as ledger:
        return [each.verb for each in ledger.events.find() if each.verb in texts]


def test_one_that_is_refused_leaves_the_others(database: Database) -> None:
    assert settled(database, "a", "no", "b", no=refused) == [InboxState.DONE] * 3
    assert done(database, "a", "no", "b") == ["a", "b"]
    assert told(database) == ["x", "refusal_button_out_of_date", "x"]


def test_one_that_breaks_a_rule_only_when_it_is_written_is_found(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    states = settled(database, "a", "bad", "b", bad=broken)
    assert states == [InboxState.DONE, InboxState.FAULTY, InboxState.DONE]
    assert done(database, "a", "bad", "b") == ["a", "b"]
    assert told(database) == ["x", "fault", "x"]
    assert "settled one by one" in caplog.text


def test_savepoints_are_set_only_while_somebody_is_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    say = Quick.say
    monkeypatch.setattr(Quick, "say", lambda self, text: (said.append(text), say(self, text)))
    settling = settler(database, no=refused)
    guarded = []
    for first, texts in enumerate((("a", "b"), ("c", "no"), ("d", "e"), ("f", "g"))):
        said.clear()
        sent(database, *texts, first=10 * first)
        settling.settle_waiting(50)
        guarded.append(said.count("SAVEPOINT attempt"))
    assert guarded == [0, 2, 2, 0]


def test_what_comes_behind_a_file_in_its_chat_waits_for_it(database: Database) -> None:
    sent(database, "before")
    document = {"file_id": "x", "file_name": "名单.xlsx", "file_size": 5}
    chat = {"id": 9, "type": "private"}
    with database.rows() as ledger:
        for number, (chat_id, more) in enumerate(
            ((9, {"document": document}), (9, {"text": "behind"}), (HERE, {"text": "elsewhere"})), 1
        ):
            where = chat if chat_id == 9 else {"id": HERE, "type": "group"}
            message = {"message_id": number, "from": {"id": 5}, "chat": where, **more}
            raw = {"update_id": number, "message": message}
            ledger.receive(update_id=number, raw=raw, received_at=AT, chat_id=ChatId(chat_id))
    settling = settler(database)
    done = settling.settle_waiting(50)
    assert [letter.kept.update_id for letter in done.files] == [1]
    assert len(done.outcomes) == 2
    assert done_so_far(database) == [0, 3]
    settling.settle(done.files[0])
    settling.settle_waiting(50)
    assert done_so_far(database) == [0, 1, 2, 3]


def done_so_far(database: Database) -> list[int]:
    with database.reading() as ledger:
        return [each.update_id for each in ledger.inbox.find(state=InboxState.DONE)]


def test_what_comes_before_there_is_an_office_waits(tmp_path: Path) -> None:
    empty = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    empty.migrate()
    assert settled(empty, "a")[:1] == [InboxState.WAITING]
    empty.close()
