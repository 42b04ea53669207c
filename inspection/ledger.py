"""账: the port through which verbs read and write; `storage` implements it with SQL.

A ledger lives as long as one transaction. What a verb adds, saves and posts is committed together
or not at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import NamedTuple, Protocol, TypeVar

from inspection.archive import Document, StoredFile
from inspection.deadlines import Deadline
from inspection.departments import Department
from inspection.draws import DrawnSubject, DrawRecord, DrawWitness
from inspection.events import Event
from inspection.experts import Expert, ExpertInvitation
from inspection.findings import Finding
from inspection.followup import FollowUp
from inspection.ids import ChatId, PersonId, PromptId, SubjectId, TaskId
from inspection.inbox import NO_CHAT, InboxState, InboxUpdate
from inspection.items import InspectionItem
from inspection.numbers import DocumentNumber
from inspection.office import HolidayNotice, Office
from inspection.own_templates import OwnTemplate
from inspection.people import BindLink, Inspector, Person
from inspection.plain import Facts
from inspection.plans import AnnualPlan, PlanAdjustment, PlanEntry, PlanProposal
from inspection.posting import Posting, Prompt
from inspection.publication import DutyLine, EntryDuty
from inspection.running import Beat, ChatWait, Health
from inspection.stated_facts import StatedFact
from inspection.subjects import Subject, SubjectState
from inspection.tasks import InspectionTask
from inspection.teams import Assignment, Recusal, Replacement
from inspection.visits import Evidence, Visit
from inspection.whistle import CheckIn, Whistle

NounT = TypeVar("NounT")


class RosterLine(NamedTuple):
    """名录一行: what a draw needs to know of a subject, so that a million can be read in a row."""

    id: SubjectId
    code: str
    state: SubjectState
    risk_class: str
    last_inspected: date | None


class Shelf(Protocol[NounT]):
    """架: all nouns of one kind."""

    def add(self, noun: NounT) -> NounT:
        """Enter a noun whose id is 0; return it with its id. A broken unique rule is a fault."""

    def save(self, noun: NounT) -> NounT:
        """Write a changed noun back by its id; return it. LookupError when it is not there."""

    def add_all(self, nouns: Iterable[NounT]) -> int:
        """Enter many nouns whose ids are 0, in batches; return how many."""

    def save_all(self, nouns: Iterable[NounT]) -> int:
        """Write many changed nouns back by their ids, in batches; return how many."""

    def get(self, key: int) -> NounT:
        """The noun with this id. LookupError when there is none."""

    def find(self, **equals: object) -> tuple[NounT, ...]:
        """All nouns whose fields equal these values, in order of id. A list or tuple of values
        means any of them; None means empty."""

    def one(self, **equals: object) -> NounT | None:
        """The only noun that fits, or None. More than one is a fault (LookupError)."""


class Ledger(Protocol):
    """账: the shelves, and the few questions that need more than equality."""

    office: Shelf[Office]
    holiday_notices: Shelf[HolidayNotice]
    departments: Shelf[Department]
    people: Shelf[Person]
    inspectors: Shelf[Inspector]
    bind_links: Shelf[BindLink]
    items: Shelf[InspectionItem]
    subjects: Shelf[Subject]
    plan_entries: Shelf[PlanEntry]
    annual_plans: Shelf[AnnualPlan]
    plan_proposals: Shelf[PlanProposal]
    plan_adjustments: Shelf[PlanAdjustment]
    tasks: Shelf[InspectionTask]
    whistles: Shelf[Whistle]
    check_ins: Shelf[CheckIn]
    draws: Shelf[DrawRecord]
    draw_witnesses: Shelf[DrawWitness]
    drawn_subjects: Shelf[DrawnSubject]
    assignments: Shelf[Assignment]
    recusals: Shelf[Recusal]
    replacements: Shelf[Replacement]
    experts: Shelf[Expert]
    expert_invitations: Shelf[ExpertInvitation]
    visits: Shelf[Visit]
    evidence: Shelf[Evidence]
    findings: Shelf[Finding]
    entry_duties: Shelf[EntryDuty]
    follow_ups: Shelf[FollowUp]
    documents: Shelf[Document]
    files: Shelf[StoredFile]
    own_templates: Shelf[OwnTemplate]
    stated_facts: Shelf[StatedFact]
    document_numbers: Shelf[DocumentNumber]
    deadlines: Shelf[Deadline]
    prompts: Shelf[Prompt]
    postings: Shelf[Posting]
    inbox: Shelf[InboxUpdate]
    events: Shelf[Event]
    chat_waits: Shelf[ChatWait]
    beats: Shelf[Beat]

    def post(self, posting: Posting) -> None:
        """Put a posting into the outbox, unless its `dedupe` is already there.

        A pending posting of the same chat and slot is superseded (last wins).
        """

    def record(
        self,
        *,
        at: datetime,
        actor_id: PersonId | None,
        task_id: TaskId | None,
        verb: str,
        facts: Facts,
    ) -> None:
        """Append an event to the journal; number and hash it gets when it is written."""

    def last_event(self) -> Event:
        """The newest event: what was just recorded. LookupError when the journal is empty."""

    def roster_lines(self, industry: str) -> Iterator[RosterLine]:
        """The subjects of a trade in order of id, one at a time, never all in memory."""

    def open_duties(
        self,
        *,
        ids: Sequence[int] | None = None,
        task_ids: Sequence[TaskId] | None = None,
    ) -> Sequence[DutyLine]:
        """What is not published yet, of tasks not archived, earliest due first.

        Only these duties where `ids` are given, only of these tasks where `task_ids` are.
        """

    def due(self, now: datetime, limit: int = 500) -> tuple[Deadline, ...]:
        """Deadlines neither fired nor cancelled whose moment has come, earliest first."""

    def mark_fired(self, deadlines: Sequence[Deadline], at: datetime) -> None:
        """These deadlines have fired."""

    def receive(
        self, *, update_id: int, raw: Facts, received_at: datetime, chat_id: ChatId = NO_CHAT
    ) -> bool:
        """Keep a raw update; False when this update_id is already kept."""

    def receive_all(self, updates: Sequence[InboxUpdate]) -> int:
        """Keep raw updates but those whose update_id is already kept; how many are new."""

    def attempt(self) -> AbstractContextManager[None]:
        """A part of the transaction that is undone by itself when an exception passes."""

    def write(self) -> None:
        """Write now what would be written at the end of the transaction, with its faults."""

    def take_updates(self, most: int) -> tuple[InboxUpdate, ...]:
        """Take in hand the oldest that wait, with nobody else and behind nobody of their chat."""

    def claim_updates(self, updates: Sequence[InboxUpdate]) -> frozenset[int]:
        """Take waiting updates in hand until the transaction ends; the ids of those in hand.

        Not what is done or in other hands, nor what comes after such a one in its chat.
        """

    def mark_update(self, update: InboxUpdate, state: InboxState, failure: str = "") -> None:
        """Write what became of an update."""

    def hold(self, chats: Iterable[ChatId] | None = None) -> None:
        """Wait for the turn to change the ledger: all of it, or only what concerns these chats."""

    def waiting_updates(self, limit: int = 100) -> tuple[InboxUpdate, ...]:
        """Updates not yet handled, in order of arrival."""

    def sendable(self, now: datetime, limit: int = 100) -> tuple[Posting, ...]:
        """Pending postings whose time has come, by priority, then oldest first."""

    def last_posting(self) -> int:
        """The number of the newest posting, 0 when there is none."""

    def next_of_each_chat(self, now: datetime, limit: int = 100) -> tuple[Posting, ...]:
        """The posting whose turn it is in each chat that may be sent to now, by urgency.

        None of a chat that has one in hand, waits by Telegram's order, or is about to try again.
        """

    def claim_postings(self, postings: Sequence[Posting], process: int) -> tuple[Posting, ...]:
        """Take pending postings in hand as `sending`: those that nobody else took first."""

    def postpone(self, posting: Posting, until: datetime) -> None:
        """A pending posting is not to be sent before that moment."""

    def settle_posting(self, posting: Posting) -> bool:
        """Write what became of a posting in hand; False when it is no longer in these hands."""

    def in_hand(self) -> tuple[Posting, ...]:
        """Postings being sent, by this process or another."""

    def sent_before(self, chat_id: ChatId, count: int, now: datetime) -> datetime | None:
        """When the last message or edit but `count - 1` went to the chat, up to now."""

    def answer_expected_at(self, prompt_id: PromptId, message_id: int) -> None:
        """The message that asks the prompt's question has been sent."""

    def wait_in(self, chat_id: ChatId, until: datetime, now: datetime) -> None:
        """Telegram demands silence in this chat until then."""

    def beat(self, name: str, at: datetime) -> None:
        """Note that a worker was at work."""

    def health(self, now: datetime) -> Health:
        """How the workers keep up."""

    def slot_message(self, chat_id: ChatId, slot: str) -> int | None:
        """The message that already shows this slot in this chat, if one was sent."""

    def slot_shown_at(self, chat_id: ChatId, slot: str, now: datetime) -> datetime | None:
        """When this slot was last sent or edited in this chat, up to now."""

    def move_chat(self, old: ChatId, new: ChatId) -> None:
        """A group became a supergroup: carry tasks, prompts and postings to the new number."""
