"""Each Monday the office gets the last hash of the journal, once, while a task runs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.auditing import audit
from inspection.journal_watch import HEAD_POSTED, watch_journal
from inspection.tasks import TaskState
from tests.small_chat import SmallChat

OFFICE = "周见山"


def heads(chat: SmallChat) -> list[str]:
    """The hashes posted so far."""
    events = chat.read(lambda ledger: ledger.events.find(verb=HEAD_POSTED))
    return [str(event.facts["head"]) for event in events]


def test_the_head_is_posted_each_monday_and_stays_on_the_chain(
    open_chat: Callable[..., SmallChat],
) -> None:
    chat = open_chat()
    chat.says("林晓禾", "/chuishao")
    chat.presses("林晓禾", "2 个工作日")
    chat.presses("林晓禾", "确认")
    chat.write(lambda desk: watch_journal(desk, chat.county.task))
    chat.write(lambda desk: watch_journal(desk, chat.county.task))
    chat.ticks(chat.now + timedelta(days=12))
    assert len(heads(chat)) == 2, "two tasks' alarms speak once a week"
    told = [text for text in chat.seen(OFFICE) if "留痕末值" in text]
    assert [head for head in heads(chat) if any(head in text for text in told)] == heads(chat)
    with chat.database.reading() as ledger:
        assert audit(ledger, head=heads(chat)[0]).faults == ()
        assert audit(ledger, head="0" * 63 + "1").faults != ()


def test_an_archived_task_is_silent(open_chat: Callable[..., SmallChat]) -> None:
    chat = open_chat()
    chat.write(lambda desk: watch_journal(desk, chat.county.task))
    chat.write(
        lambda desk: desk.ledger.tasks.save(replace(chat.county.task, state=TaskState.ARCHIVED))
    )
    chat.ticks(chat.now + timedelta(days=9))
    assert heads(chat) == []
