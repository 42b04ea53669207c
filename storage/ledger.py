"""账: the port of the core, kept in SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, or_, select, update

from inspection.archive import Document, StoredFile
from inspection.deadlines import Deadline
from inspection.departments import Department
from inspection.draws import DrawnSubject, DrawRecord, DrawWitness
from inspection.events import FIRST_HASH, Event, event_hash
from inspection.experts import Expert, ExpertInvitation
from inspection.findings import Finding
from inspection.followup import FollowUp
from inspection.ids import ChatId, PersonId, SubjectId, TaskId
from inspection.inbox import NO_CHAT, InboxUpdate
from inspection.items import InspectionItem
from inspection.ledger import RosterLine, Shelf
from inspection.numbers import DocumentNumber
from inspection.office import HolidayNotice, Office
from inspection.own_templates import OwnTemplate
from inspection.people import BindLink, Inspector, Person
from inspection.plain import Facts
from inspection.plans import AnnualPlan, PlanAdjustment, PlanEntry, PlanProposal
from inspection.posting import Posting, PostingState, Prompt
from inspection.publication import DutyLine, EntryDuty
from inspection.running import Beat, ChatWait
from inspection.stated_facts import StatedFact
from inspection.subjects import Subject
from inspection.tasks import InspectionTask
from inspection.teams import Assignment, Recusal, Replacement
from inspection.visits import Evidence, Visit
from inspection.whistle import CheckIn, Whistle
from storage import models_chat as chat
from storage import models_experts as experts
from storage import models_papers as papers
from storage import models_plans as plans
from storage import models_rosters as rosters
from storage import models_tasks as tasks
from storage import models_visits as visits
from storage import queue_statements as statements
from storage.columns import SHANGHAI
from storage.duty_statements import open_duties
from storage.queues import SqlQueues
from storage.shelf import SqlShelf

STREAMED = 5_000
"""Rows of a roster fetched at a time."""
UNSENT = (PostingState.PENDING, PostingState.UNKNOWN)
"""What moves with a chat; one in hand moves when its sending fails for that reason."""


class SqlLedger(SqlQueues):
    """账: lives as long as one transaction on one connection (see `Database.transaction`)."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._open_rosters(connection)
        self._open_tasks(connection)
        self._open_visits(connection)
        self._open_chat(connection)

    def _open_rosters(self, at: Connection) -> None:
        self.office: Shelf[Office] = SqlShelf(at, Office, rosters.OfficeRow, self._memory)
        self.holiday_notices: Shelf[HolidayNotice] = SqlShelf(
            at, HolidayNotice, rosters.HolidayNoticeRow, self._memory
        )
        self.departments: Shelf[Department] = SqlShelf(
            at, Department, rosters.DepartmentRow, self._memory
        )
        self.people: Shelf[Person] = SqlShelf(at, Person, rosters.PersonRow, self._memory)
        self.inspectors: Shelf[Inspector] = SqlShelf(
            at, Inspector, rosters.InspectorRow, self._memory
        )
        self.bind_links: Shelf[BindLink] = SqlShelf(at, BindLink, rosters.BindLinkRow)
        self.items: Shelf[InspectionItem] = SqlShelf(
            at, InspectionItem, rosters.InspectionItemRow, self._memory
        )
        self.subjects: Shelf[Subject] = SqlShelf(at, Subject, rosters.SubjectRow)

    def _open_tasks(self, at: Connection) -> None:
        self.plan_entries: Shelf[PlanEntry] = SqlShelf(at, PlanEntry, tasks.PlanEntryRow)
        self.annual_plans: Shelf[AnnualPlan] = SqlShelf(at, AnnualPlan, plans.AnnualPlanRow)
        self.plan_proposals: Shelf[PlanProposal] = SqlShelf(at, PlanProposal, plans.PlanProposalRow)
        self.plan_adjustments: Shelf[PlanAdjustment] = SqlShelf(
            at, PlanAdjustment, plans.PlanAdjustmentRow
        )
        self.tasks: Shelf[InspectionTask] = SqlShelf(
            at, InspectionTask, tasks.InspectionTaskRow, self._memory
        )
        self.whistles: Shelf[Whistle] = SqlShelf(at, Whistle, tasks.WhistleRow, self._memory)
        self.check_ins: Shelf[CheckIn] = SqlShelf(at, CheckIn, tasks.CheckInRow, self._memory)
        self.draws: Shelf[DrawRecord] = SqlShelf(at, DrawRecord, tasks.DrawRow)
        self.draw_witnesses: Shelf[DrawWitness] = SqlShelf(at, DrawWitness, tasks.DrawWitnessRow)
        self.drawn_subjects: Shelf[DrawnSubject] = SqlShelf(at, DrawnSubject, tasks.DrawnSubjectRow)
        self.assignments: Shelf[Assignment] = SqlShelf(at, Assignment, tasks.AssignmentRow)
        self.recusals: Shelf[Recusal] = SqlShelf(at, Recusal, tasks.RecusalRow)
        self.replacements: Shelf[Replacement] = SqlShelf(at, Replacement, tasks.ReplacementRow)
        self.experts: Shelf[Expert] = SqlShelf(at, Expert, experts.ExpertRow)
        self.expert_invitations: Shelf[ExpertInvitation] = SqlShelf(
            at, ExpertInvitation, experts.ExpertInvitationRow
        )

    def _open_visits(self, at: Connection) -> None:
        self.visits: Shelf[Visit] = SqlShelf(at, Visit, visits.VisitRow)
        self.evidence: Shelf[Evidence] = SqlShelf(at, Evidence, visits.EvidenceRow)
        self.findings: Shelf[Finding] = SqlShelf(at, Finding, visits.FindingRow)
        self.entry_duties: Shelf[EntryDuty] = SqlShelf(at, EntryDuty, visits.EntryDutyRow)
        self.follow_ups: Shelf[FollowUp] = SqlShelf(at, FollowUp, visits.FollowUpRow)
        self.documents: Shelf[Document] = SqlShelf(at, Document, visits.DocumentRow)
        self.files: Shelf[StoredFile] = SqlShelf(at, StoredFile, visits.StoredFileRow)
        self.own_templates: Shelf[OwnTemplate] = SqlShelf(at, OwnTemplate, papers.OwnTemplateRow)
        self.stated_facts: Shelf[StatedFact] = SqlShelf(at, StatedFact, papers.StatedFactRow)
        self.document_numbers: Shelf[DocumentNumber] = SqlShelf(
            at, DocumentNumber, visits.DocumentNumberRow
        )

    def _open_chat(self, at: Connection) -> None:
        self._events = SqlShelf(at, Event, chat.EventRow)
        self.deadlines: Shelf[Deadline] = self._deadlines
        self.prompts: Shelf[Prompt] = SqlShelf(at, Prompt, chat.PromptRow)
        self.postings: Shelf[Posting] = self._postings
        self.inbox: Shelf[InboxUpdate] = self._inbox
        self.events: Shelf[Event] = self._events
        self.chat_waits: Shelf[ChatWait] = SqlShelf(at, ChatWait, chat.ChatWaitRow)
        self.beats: Shelf[Beat] = SqlShelf(at, Beat, chat.BeatRow)

    def post(self, posting: Posting) -> Posting:
        """Put a posting into the outbox; when its `dedupe` is already there, return that one.

        A pending posting of the same chat and slot is superseded; the new one is sent as early as
        the most urgent that it replaces would have been.
        """
        known = self.postings.one(dedupe=posting.dedupe)
        if known is not None:
            return known
        if posting.slot:
            for replaced in self.postings.find(
                chat_id=posting.chat_id, slot=posting.slot, state=PostingState.PENDING
            ):
                if self._supersede(replaced):
                    posting = replace(posting, priority=min(posting.priority, replaced.priority))
        return self.postings.add(posting)

    def record(
        self,
        *,
        at: datetime,
        actor_id: PersonId | None,
        task_id: TaskId | None,
        verb: str,
        facts: Facts,
    ) -> Event:
        """Append an event to the journal, chained to the last one and numbered without a gap."""
        self._hold_journal()
        number, previous = self._end_of_journal()
        event = Event(
            at=at.astimezone(SHANGHAI),
            actor_id=actor_id,
            task_id=task_id,
            verb=verb,
            facts=facts,
            previous_hash=previous,
        )
        entered = self._events.enter(replace(event, id=number + 1, hash=event_hash(event)))
        self._journal_end = (entered.id, entered.hash)
        return entered

    def _end_of_journal(self) -> tuple[int, str]:
        """Number and hash of the last event; remembered while nobody else can append."""
        if self._journal_end is not None:
            return self._journal_end
        found = self._quick.ask("end of journal", statements.end_of_journal, {})
        return (found[0][0], found[0][1]) if found else (0, FIRST_HASH)

    def roster_lines(self, industry: str) -> Iterator[RosterLine]:
        """The subjects of a trade in order of id, one at a time, never all in memory."""
        row = rosters.SubjectRow
        wanted = (row.id, row.code, row.state, row.risk_class, row.last_inspected)
        statement = select(*wanted).where(row.industry == industry).order_by(row.id)
        in_parts = {"yield_per": STREAMED}
        for line in self._connection.execute(statement, execution_options=in_parts):
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
        build = partial(open_duties, **shape, arrays=self._shared)
        rows = self._quick.ask(("open duties", *shape.values()), build, lists)
        return tuple(map(DutyLine._make, rows))

    def due(self, now: datetime, limit: int = 500) -> tuple[Deadline, ...]:
        """Deadlines neither fired nor cancelled whose moment has come, earliest first."""
        values = {"now": now, "most": limit}
        return self._deadlines.asked("deadlines come", statements.deadlines_come, values)

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
        return self._postings.chosen(
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
            self._connection.execute(statement)
        self._memory.clear()
