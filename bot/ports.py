"""What the chat needs from the rest of the house; `app` supplies it."""

from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from inspection.archive import Document, StoredFile
from inspection.desk import Desk
from inspection.entry_sheet import EntryTick
from inspection.ids import DocumentId, PersonId
from inspection.ledger import Ledger
from inspection.legible import legible, plain_file_name
from inspection.people import Person
from inspection.plain import Facts
from inspection.stated_facts import OpenFact

InThread = Callable[..., Awaitable[Any]]
"""Runs ledger work off the event loop, one piece at a time."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: a file on its way into a chat; `photo` shows it as a picture."""

    name: str
    content: bytes
    photo: bool = False


Making = Generator[tuple[int, int], None, Attachment]
"""A file made in short steps: each tells how many of how many pieces are done."""


@dataclass(frozen=True, slots=True)
class Upload:
    """上传: a photo or document that a person sent, already fetched and checked for size."""

    name: str
    media_type: str
    content: bytes
    photo: bool

    def neutral(self) -> "Upload":
        """The same under a name and a type that no database, file system or message minds."""
        name, media_type = plain_file_name(self.name), legible(self.media_type)
        return replace(self, name=name, media_type=media_type)


@dataclass(frozen=True, slots=True)
class PlacedTemplate:
    """文件夹里的模板: a file on the server and the `form` it is named after, be there one or not.

    `upload` is None where the file cannot be read.
    """

    name: str
    form: str
    upload: Upload | None


MADE_IN_STEPS = ("papers", "pdf", "preview", "sample")
"""The kinds of bundles that `Backstage.making` makes; the others are put together at once."""


def in_steps(bundle: str) -> bool:
    """Is this bundle made in steps, after it was taken in hand."""
    return bundle.partition(":")[0] in MADE_IN_STEPS


class Seats(Protocol):
    """席位: which of several processes at one ledger polls, and which of them still live."""

    @property
    def number(self) -> int:
        """This process's number among them."""

    def take(self, name: str) -> bool:
        """Whether this process has the seat now: `poller` or `ticker`."""

    def lives(self, number: int) -> bool:
        """Whether the process of that number is still there."""


@dataclass(frozen=True, slots=True)
class BookReport:
    """导入报告: what a workbook brought or would bring; `text` says everything, line by line.

    `counts` has name, added, changed, unchanged and skipped of each sheet that holds rows;
    `importable` is how many rows are faultless.
    """

    imported: bool
    problems: int
    importable: int
    counts: tuple[Facts, ...]
    text: str


class Backstage(Protocol):
    """后台: transactions, printing and chance, behind one port."""

    def desk(self) -> AbstractContextManager[Desk]:
        """One transaction: committed on leaving, rolled back when an exception passes."""

    def look(self) -> AbstractContextManager[Desk]:
        """One reading transaction, which waits for no writer."""

    def rows(self) -> AbstractContextManager[Ledger]:
        """One transaction for single rows of inbox and outbox, which waits for nobody."""

    def desk_on(self, ledger: Ledger) -> Desk:
        """The desk over an open transaction that holds its turn."""

    @property
    def seats(self) -> Seats:
        """This process's place among those at the ledger."""

    def now(self) -> datetime:
        """The moment, from the house's only clock."""

    def print_document(
        self, ledger: Ledger, document_id: DocumentId
    ) -> tuple[Document, StoredFile]:
        """The document's .docx; rendered and kept at the first call, the same bytes ever after."""

    def paper(self, ledger: Ledger, document_id: DocumentId, *, in_group: bool) -> Attachment:
        """A document on its way into a chat: in a group the 公开副本 of a public form."""

    def public_copy(self, ledger: Ledger, document_id: DocumentId) -> StoredFile:
        """公开副本, kept at the first call. Refusal `not_public` for a form not published."""

    def missing(self, document: Document) -> tuple[str, ...]:
        """The labels of the facts that a document still lacks, printed or not."""

    def open_facts(self, form: str, facts: Facts) -> tuple[OpenFact, ...]:
        """The plain facts that a form needs and these facts leave open."""

    def fact_named(self, form: str, said: str) -> OpenFact:
        """The plain fact of a form that is called so. Refusal `fact_unknown` with the nearest."""

    def pages(self, file: StoredFile) -> int | None:
        """How many pages a printed document has, near enough; None of a spreadsheet."""

    def bundle(self, ledger: Ledger, name: str) -> Attachment:
        """Put together a bundle named by a posting (`draw_pack:7:public`, `dossier:3`)."""

    def making(self, name: str) -> Making:
        """Make a file that takes a while: `papers:3:visit`, `pdf:7`, `preview:7`,
        `sample:2` (an own template with the example of 青禾县).

        Every step has its own transaction. Refusals are what the person is told instead.
        """

    def template_forms(self) -> tuple[str, ...]:
        """The forms that may have a template of the office's own."""

    def blank_template(self, ledger: Ledger, form: str) -> StoredFile:
        """The built-in form as a .docx with its tags, kept in the ledger."""

    def placed_templates(self, ledger: Ledger) -> Sequence[PlacedTemplate]:
        """What lies in the locality's folder on the server, by file name."""

    def check_template(self, form: str, content: bytes) -> tuple[str, ...]:
        """The mandatory facts that a template leaves out.

        Refusal `template_refused` names what is wrong, where, and the remedy.
        """

    def cannot_convert(self) -> str:
        """Why documents cannot become PDF or pictures here; "" where they can."""

    def import_drawn_list(self, content: bytes) -> tuple[tuple[str, ...], str]:
        """Read a platform's list of drawn subjects: their codes, and the problems as text."""

    def read_entry_sheet(self, content: bytes) -> tuple[tuple[EntryTick, ...], str]:
        """Read a 结果录入清单 that came back: its lines, and the problems as text."""

    def enter_book(
        self,
        desk: Desk,
        content: bytes,
        *,
        actor_id: PersonId,
        good_rows_only: bool = False,
        dry_run: bool = False,
    ) -> BookReport:
        """Read a workbook and enter it in the caller's transaction, all of it or nothing."""

    def gather_book(
        self, desk: Desk, content: bytes, *, actor: Person, dry_run: bool = False
    ) -> BookReport:
        """Read a plan sheet as proposals of the actor's department, all of it or nothing."""

    def read_share(self, words: str) -> Facts:
        """A share as people write it: rates, count, at_least, per_year. Refusal when unclear."""

    def read_period(self, words: str, year: int) -> tuple[date, date]:
        """A period as people write it, in the year of a plan. Refusal when unclear."""

    def keep_file(self, ledger: Ledger, name: str, media_type: str, content: bytes) -> StoredFile:
        """Enter bytes into the ledger under their SHA-256."""

    def roll_token(self) -> str:
        """A fresh random token of 128 bits or more, of `[A-Za-z0-9_-]`."""

    def roll_secret(self) -> str:
        """A fresh witness secret, `[0-9A-Za-z]{24}`."""
