"""The service after downtime, and while its start lies in memory."""

import asyncio
import gc
from datetime import timedelta
from pathlib import Path

import pytest

from app.service import Service, spare_collections
from app.settings import Settings
from inspection.deadlines import Deadline, DeadlineKind
from inspection.posting import PostingState
from inspection.running import TICK
from inspection.tasks import Stage
from inspection.usecases.blow_whistle import blow_whistle
from scheduler.clock import HandClock
from storage.faults import StorageFault
from tests.inspection.usecases.conftest import empty_ledger
from tests.small_chat import GROUP, small_chat

__all__ = ["empty_ledger"]
MANY = 1_200


def test_a_chat_gets_one_message_for_more_than_one_batch(
    tmp_path: Path, empty_ledger: Path
) -> None:
    chat = small_chat(tmp_path, empty_ledger)
    lead, task = chat.county.people["林晓禾"], chat.county.task
    due = chat.now + timedelta(days=2)
    whistle = chat.write(
        lambda desk: blow_whistle(desk, actor=lead, task_id=task.id, stage=Stage.SCHEME, due_at=due)
    )
    with chat.database.transaction() as ledger:
        ledger.beat(TICK, chat.now)
        for minute in range(MANY):
            ledger.deadlines.add(
                Deadline(
                    kind=DeadlineKind.CHECK_IN_REMINDER,
                    task_id=task.id,
                    about_id=whistle.id,
                    due_at=chat.now + timedelta(minutes=minute),
                )
            )
    clock = HandClock(chat.now + timedelta(days=3))
    settings = Settings(token="1:away", database=f"sqlite:///{tmp_path / 'xinyang.db'}")
    service = Service(settings, chat.database, clock)
    fired = service._fire()
    assert fired > MANY
    assert service._fire() == 0
    with chat.database.reading() as ledger:
        told = ledger.postings.find(chat_id=GROUP, state=PostingState.PENDING)
    assert [each.kind for each in told if not each.slot] == ["catch_up"]
    chat.database.close()


def test_the_collector_passes_by_what_was_there_at_the_start() -> None:
    before = len(gc.get_objects())
    spare_collections()
    try:
        assert len(gc.get_objects()) < before / 10
    finally:
        gc.unfreeze()


def test_a_bot_that_cannot_start_says_why_and_can_be_stopped(
    tmp_path: Path, empty_ledger: Path
) -> None:
    chat = small_chat(tmp_path, empty_ledger)
    settings = Settings(token="1:second", database=f"sqlite:///{tmp_path / 'xinyang.db'}")
    first, second = (Service(settings, chat.database, HandClock(chat.now)) for _ in range(2))
    assert first.backstage.seats.number

    async def scenario() -> None:
        try:
            with pytest.raises(StorageFault, match="已有一个吹哨进程在用"):
                await second.start()
        finally:
            await second.stop()

    asyncio.run(scenario())
    first.backstage.leave()
    chat.database.close()
