"""The outbox outlives a posting that cannot be made ready, and another process in its way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import bot.outbox
from app.backstage import Backstage
from app.demo.seed import seed_demo
from bot.outbox import Outbox
from bot.pacing import Pacing
from inspection.ids import ChatId, PersonId
from inspection.ledger import Ledger
from inspection.posting import Posting, PostingState, Priority
from scheduler.clock import HandClock
from storage.database import Database, open_database
from tests.storage.example_values import AT

Nobody: Any = None


class Workshop:
    """All benches are free."""

    free = 2


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    made.migrate()
    with made.transaction() as ledger:
        seed_demo(ledger, "xinyang", AT)
        for number, bundle in enumerate(("", "bad:1", "good:2"), 1):
            ledger.post(
                Posting(
                    chat_id=ChatId(number),
                    kind="x",
                    facts={},
                    dedupe=str(number),
                    priority=Priority.ANSWER,
                    created_at=AT,
                    bundle=bundle,
                )
            )
    yield made
    made.close()


@pytest.fixture
def outbox(database: Database) -> Iterator[Outbox]:
    workshop: Any = Workshop()
    backstage = Backstage(database, HandClock(AT))
    yield Outbox(Nobody, workshop, backstage, Pacing(0), Nobody)
    backstage.leave()


def prepared(ledger: Ledger, backstage: Any, posting: Posting) -> Posting:
    """In place of printing: `bad` records what the database refuses when it is written."""
    if posting.bundle.startswith("bad"):
        nobody = PersonId(99_999)
        ledger.record(at=AT, actor_id=nobody, task_id=None, verb="printed", facts={})
    return posting


def test_what_printing_records_is_its_postings_own_fault(
    database: Database, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.outbox, "prepare", prepared)
    taken: list[Any] = list(outbox._claim_next(16, frozenset()))
    assert [each.dedupe for each in taken] == ["1", "3"]
    with database.reading() as ledger:
        states = [each.state for each in ledger.postings.find()]
        assert ledger.events.find(verb="printed") == ()
    assert states == [PostingState.SENDING, PostingState.FAILED, PostingState.SENDING]


def test_another_process_in_the_way_is_no_end(
    database: Database, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.outbox, "prepare", prepared)
    in_turn, tries = Outbox._in_turn, []

    def in_the_way(self: Outbox, *args: Any) -> list[Posting]:
        tries.append(1)
        if len(tries) < 3:
            raise ZeroDivisionError
        return in_turn(self, *args)

    monkeypatch.setattr(Outbox, "_in_turn", in_the_way)
    assert outbox._claim_next(16, frozenset())
    assert len(tries) == 3
