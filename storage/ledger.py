"""账: the port of the core, kept in SQL."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import or_, select, update

from inspection.deadlines import Deadline
from inspection.events import Event
from inspection.ids import ChatId, PersonId, SubjectId, TaskId
from inspection.inbox import NO_CHAT, InboxUpdate
from inspection.ledger import RosterLine
from inspection.plain import Facts
from inspection.posting import Posting, PostingState
from inspection.publication import DutyLine
from storage import models_chat as chat
from storage import models_rosters as rosters
from storage import models_tasks as tasks
from storage import queue_statements as statements
from storage.columns import SHANGHAI
from storage.duty_statements import open_duties
from storage.shelves import Shelves
from storage.standing import asking

STREAMED = 5_000
"""Rows of a roster fetched at a time."""
UNSENT = (PostingState.PENDING, PostingState.UNKNOWN)
"""What moves with a chat; one in hand moves when its sending fails for that reason."""


class SqlLedger(Shelves):
    """账: lives as long as one transaction on one connection (see `Database.transaction`)."""

    def post(self, posting: Posting) -> None:
        """Put a posting into the outbox, unless its `dedupe` is already there.

        A pending posting of the same chat and slot is superseded; the new one is sent as early as
        the most urgent that it replaces would have been.
        """
        self._later.post(posting)

    def record(
        self,
        *,
        at: datetime,
        actor_id: PersonId | None,
        task_id: TaskId | None,
        verb: str,
        facts: Facts,
    ) -> None:
        """Append an event to the journal: chained to the last one, numbered without a gap."""
        event = Event(
            at=at.astimezone(SHANGHAI), actor_id=actor_id, task_id=task_id, verb=verb, facts=facts
        )
        self._later.enter(event)

    def last_event(self) -> Event:
        """The newest event of the journal. LookupError when there is none."""
        self.write()
        found = self._quick.ask("end of journal", statements.end_of_journal, {})
        if not found:
            raise LookupError("events: no row")
        return self.events.get(found[0][0])

    def roster_lines(self, industry: str) -> Iterator[RosterLine]:
        """The subjects of a trade in order of id, one at a time, never all in memory."""
        row = rosters.SubjectRow
        wanted = (row.id, row.code, row.state, row.risk_class, row.last_inspected)
        statement = select(*wanted).where(row.industry == industry).order_by(row.id)
        in_parts = {"yield_per": STREAMED}
        for line in self.connection.execute(statement, execution_options=in_parts):
            yield RosterLine(SubjectId(line.id), *line[1:])

    def open_duties(
        self,
        *,
        ids: Sequence[int] | None = None,
        task_ids: Sequence[TaskId] | None = None,
    ) -> tuple[DutyLine, ...]:
        """What is not published yet, of tasks not archived, earliest due first."""
        lists = {"ids": ids, "task_ids": task_ids}
        if () in lists.values() or [] in lists.values():
            return ()
        shape = {"of_these": ids is not None, "of_tasks": task_ids is not None}
        build = partial(open_duties, **shape)
        rows = self._quick.ask(("open duties", *shape.values()), build, lists)
        return tuple(map(DutyLine._make, rows))

    def due(self, now: datetime, limit: int = 500) -> tuple[Deadline, ...]:
        """Deadlines neither fired nor cancelled whose moment has come, earliest first."""
        values = {"now": now, "most": limit}
        return asking(self.deadlines).asked("deadlines come", statements.deadlines_come, values)

    def receive(
        self, *, update_id: int, raw: Facts, received_at: datetime, chat_id: ChatId = NO_CHAT
    ) -> bool:
        """Keep a raw update; False when this update_id is already kept."""
        if self.inbox.one(update_id=update_id) is not None:
            return False
        self.inbox.add(
            InboxUpdate(update_id=update_id, raw=raw, chat_id=chat_id, received_at=received_at)
        )
        return True

    def sendable(self, now: datetime, limit: int = 100) -> tuple[Posting, ...]:
        """Pending postings whose time has come, by priority, then oldest first."""
        row = chat.PostingRow
        return asking(self.postings).chosen(
            row.state == PostingState.PENDING,
            or_(row.not_before.is_(None), row.not_before <= now),
            order=(row.priority, row.created_at, row.id),
            limit=limit,
        )

    def move_chat(self, old: ChatId, new: ChatId) -> None:
        """A group became a supergroup: carry tasks, prompts and postings to the new number.

        Message numbers start anew there, so what is carried forgets them; postings already sent
        stay with the old number, lest an edit hits a stranger's message.
        """
        task, prompt, posting = tasks.InspectionTaskRow, chat.PromptRow, chat.PostingRow
        for statement in (
            update(task).where(task.chat_id == old).values(chat_id=new),
            update(prompt)
            .where(prompt.chat_id == old, prompt.closed_at.is_(None))
            .values(chat_id=new, message_id=None),
            update(posting)
            .where(posting.chat_id == old, posting.state.in_(UNSENT))
            .values(chat_id=new, edits=None, reply_to=None),
        ):
            self.connection.execute(statement)
        self.memory.clear()
