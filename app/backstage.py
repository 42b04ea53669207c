"""后台: transactions with law and calendar in hand, printing, bundles and chance."""

import hashlib
import secrets
import string
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from app import own_forms, stating
from app.bundles import credit_file, entry_sheet, make_bundle, statistics_book
from app.makings import cannot_convert, converted_making, papers_making
from app.profiles import load_profile, templates_folder
from bot.ports import Attachment, BookReport, Making, PlacedTemplate
from documents.forms import FORMS
from documents.masking import public_facts
from documents.naming import file_name
from documents.pages import estimated_pages
from documents.render import STANDARD
from documents.typefaces import Typefaces
from inspection.archive import Document, StoredFile
from inspection.desk import Desk
from inspection.entry_sheet import EntryTick
from inspection.ids import DocumentId, PersonId, TaskId
from inspection.issuing import FROZEN, versions_of
from inspection.ledger import Ledger
from inspection.own_templates import OwnTemplate
from inspection.people import Person
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.stated_facts import OpenFact
from inspection.workdays import Calendar
from scheduler.calendar import HolidayNotice, china_calendar
from scheduler.clock import Clock
from storage.database import Database
from storage.seats import Seats

OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
}
SECRET_LENGTH = 24
MOST_REMEMBERED = 10_000
"""Papers of which it is remembered what they lack, by the hash of their facts."""
_SECRET_ALPHABET = string.ascii_letters + string.digits


class Backstage:
    """What the chat and the command line need of the other rooms (see bot.ports.Backstage)."""

    def __init__(self, database: Database, clock: Clock, faces: Typefaces = STANDARD) -> None:
        self._database = database
        self._faces = faces
        self._clock = clock
        self._seats: Seats | None = None
        self._lacking: dict[tuple[str, str], tuple[str, ...]] = {}

    def now(self) -> datetime:
        """The moment."""
        return self._clock.now()

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """One writing transaction."""
        with self._database.transaction() as ledger:
            yield self.desk_on(ledger)

    @contextmanager
    def rows(self) -> Iterator[Ledger]:
        """One transaction for single rows of inbox and outbox, which waits for nobody."""
        with self._database.rows() as ledger:
            yield ledger

    @property
    def seats(self) -> Seats:
        """This process's place; taken at the first question, left with `leave`."""
        if self._seats is None:
            self._seats = self._database.seats()
        return self._seats

    def leave(self) -> None:
        """Give the seats to whoever comes next."""
        if self._seats is not None:
            self._seats.close()
            self._seats = None

    @contextmanager
    def look(self) -> Iterator[Desk]:
        """One reading transaction: waits for no writer."""
        with self._database.reading() as ledger:
            yield self.desk_on(ledger)

    def desk_on(self, ledger: Ledger) -> Desk:
        """The desk over an open transaction."""
        offices = ledger.office.find()
        if not offices:
            raise Refusal("office_missing")
        now = self._clock.now()
        notices = tuple(
            HolidayNotice(
                each.year,
                frozenset(each.holidays),
                frozenset(each.shifted_working_days),
                each.source,
            )
            for each in ledger.holiday_notices.find()
        )
        return Desk(
            ledger=ledger,
            profile=load_profile(offices[0].locality),
            calendar=_calendar(now.year, notices),
            now=now,
        )

    def print_document(
        self, ledger: Ledger, document_id: DocumentId
    ) -> tuple[Document, StoredFile]:
        """Render at the first call and keep; afterwards always the kept bytes."""
        document = ledger.documents.get(document_id)
        if document.file_id is not None:
            return document, ledger.files.get(document.file_id)
        rendered, own, trouble = own_forms.rendered(
            ledger, document.form, document.facts, self._faces
        )
        name = self._file_name(ledger, document, rendered.suffix)
        stored = ledger.files.add(
            StoredFile(
                name=name,
                media_type=MEDIA_TYPES[rendered.suffix],
                sha256=rendered.sha256,
                content=rendered.docx,
            )
        )
        document = ledger.documents.get(document_id)  # its state may have changed meanwhile
        printed = ledger.documents.save(
            replace(
                document,
                file_id=stored.id,
                file_name=name,
                missing=tuple(rendered.missing),
                template_sha256=own.sha256 if own is not None and not trouble else "",
            )
        )
        if own is not None and trouble:
            self._record_passed_over(ledger, document, own, trouble)
        if document.state in FROZEN:
            self._record_print(ledger, document, stored)
        return printed, stored

    def paper(self, ledger: Ledger, document_id: DocumentId, *, in_group: bool) -> Attachment:
        """A document on its way into a chat: in a group the 公开副本 of a public form."""
        document, file = self.print_document(ledger, document_id)
        if in_group and FORMS[document.form].public:
            file = self.public_copy(ledger, document_id)
            return Attachment(file.name, file.content)
        return Attachment(document.file_name, file.content)

    def public_copy(self, ledger: Ledger, document_id: DocumentId) -> StoredFile:
        """公开副本: without phones, certificates, risk classes; kept at the first call.

        Refusal `not_public` for a form that is not published.
        """
        document, _ = self.print_document(ledger, document_id)
        if not FORMS[document.form].public:
            raise Refusal("not_public", {"title": document.title})
        if document.public_file_id is not None:
            return ledger.files.get(document.public_file_id)
        facts = public_facts(document.form, document.facts)
        rendered, _, _ = own_forms.rendered(ledger, document.form, facts, self._faces)
        stem = document.file_name.removesuffix(rendered.suffix)
        stored = ledger.files.add(
            StoredFile(
                name=f"{stem}-公开副本{rendered.suffix}",
                media_type=MEDIA_TYPES[rendered.suffix],
                sha256=rendered.sha256,
                content=rendered.docx,
            )
        )
        ledger.documents.save(replace(document, public_file_id=stored.id))
        return stored

    def _record_passed_over(
        self, ledger: Ledger, document: Document, own: OwnTemplate, trouble: str
    ) -> None:
        """An own template could not print this document: the journal says so."""
        ledger.record(
            at=self._clock.now(),
            actor_id=None,
            task_id=document.task_id,
            verb="own_template_passed_over",
            facts={
                "form": own.form,
                "version": own.version,
                "title": document.title,
                "reason": trouble,
            },
        )

    def _record_print(self, ledger: Ledger, document: Document, stored: StoredFile) -> None:
        """The hash of an issued paper's file, which must never change, goes into the journal."""
        ledger.record(
            at=self._clock.now(),
            actor_id=None,
            task_id=document.task_id,
            verb="issued_document_printed",
            facts={
                "document": document.id,
                "title": document.title,
                "number": document.number,
                "sha256": stored.sha256,
            },
        )

    def missing(self, document: Document) -> tuple[str, ...]:
        """The labels of the facts that a document still lacks, printed or not."""
        if document.file_id is not None:
            return document.missing
        if len(self._lacking) >= MOST_REMEMBERED:
            self._lacking.clear()
        facts = document.form, document.facts_sha256
        if facts not in self._lacking:
            self._lacking[facts] = stating.missing(document.form, document.facts)
        return self._lacking[facts]

    def open_facts(self, form: str, facts: Facts) -> tuple[OpenFact, ...]:
        """The plain facts that a form needs and these facts leave open."""
        return stating.open_facts(form, facts)

    def fact_named(self, form: str, said: str) -> OpenFact:
        """The plain fact of a form that is called so (see `bot.ports.Backstage`)."""
        return stating.fact_named(form, said)

    def pages(self, file: StoredFile) -> int | None:
        """How many pages a printed document has, near enough; None of a spreadsheet."""
        return estimated_pages(file.content) if file.media_type == MEDIA_TYPES[".docx"] else None

    @staticmethod
    def _file_name(ledger: Ledger, document: Document, suffix: str) -> str:
        task = ledger.tasks.get(document.task_id) if document.task_id is not None else None
        subject = (
            ledger.subjects.get(document.subject_id).name
            if document.subject_id is not None
            else None
        )
        title = document.title
        if subject is not None and subject in title:
            subject = None
        if document.state not in FROZEN:
            title += f"（第{document.version}稿）" if document.version > 1 else ""
        elif not document.number:
            times = sum(each.state in FROZEN for each in versions_of(ledger, document))
            title += f"（第{times}次签发）" if times > 1 else ""
        draft = bool(document.facts.get("draft", False))
        number = document.number or (task.number if task else "")
        return file_name(number, title, subject, draft, suffix)

    def bundle(self, ledger: Ledger, name: str) -> Attachment:
        """Put together a named bundle."""
        if name.startswith("entry_sheet:"):
            return entry_sheet(self.desk_on(ledger), name, self._faces)
        if name.startswith("credit:"):
            return credit_file(self.desk_on(ledger), name)
        if name.startswith("statistics:"):
            return statistics_book(self.desk_on(ledger), name, self._faces)
        return make_bundle(ledger, name)

    def making(self, name: str) -> Making:
        """Make a file that takes a while, in short steps (see `bot.ports.Backstage`)."""
        kind, *arguments = name.split(":")
        if kind == "papers":
            task_id = TaskId(int(arguments[0]))
            return papers_making(self.desk, self.print_document, task_id, arguments[1])
        if kind == "sample":
            return own_forms.sample_making(self._own_template, int(arguments[0]))
        document_id = DocumentId(int(arguments[0]))
        return converted_making(self.desk, self.print_document, document_id, kind)

    def _own_template(self, key: int) -> tuple[OwnTemplate, StoredFile]:
        with self.look() as desk:
            template = desk.ledger.own_templates.get(key)
            return template, desk.ledger.files.get(template.file_id)

    def template_forms(self) -> tuple[str, ...]:
        """The forms that may have a template of the office's own."""
        return own_forms.WORD_FORMS

    def blank_template(self, ledger: Ledger, form: str) -> StoredFile:
        """The built-in form as a .docx with its tags, kept in the ledger."""
        made = own_forms.blank(form, ledger.office.find()[0].locality, self._faces)
        return self.keep_file(ledger, made.name, MEDIA_TYPES[".docx"], made.content)

    def placed_templates(self, ledger: Ledger) -> tuple[PlacedTemplate, ...]:
        """The templates in the locality's folder (see `bot.ports.Backstage`)."""
        folder = templates_folder(ledger.office.find()[0].locality)
        return own_forms.placed(folder, MEDIA_TYPES[".docx"])

    def check_template(self, form: str, content: bytes) -> tuple[str, ...]:
        """The mandatory facts that a template leaves out (see `bot.ports.Backstage`)."""
        return own_forms.unused_facts(form, content)

    def cannot_convert(self) -> str:
        """Why documents cannot become PDF or pictures here; "" where they can."""
        return cannot_convert()

    def import_drawn_list(self, content: bytes) -> tuple[tuple[str, ...], str]:
        """Read a platform's list: codes, and the problems as text (empty when there are none)."""
        from app.workbook.drawn_list import read_drawn_list
        from app.workbook.report import problem_lines

        drawn = read_drawn_list(content)
        return drawn.codes, "\n".join(problem_lines(drawn.problems))

    def read_entry_sheet(self, content: bytes) -> tuple[tuple[EntryTick, ...], str]:
        """Read a 结果录入清单 that came back: its lines, and the problems as text."""
        from app.workbook.entry_sheet import read_entry_sheet
        from app.workbook.report import problem_lines

        ticks, problems = read_entry_sheet(content)
        return tuple(ticks), "\n".join(problem_lines(problems))

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
        from app.workbook.chat import entered

        return entered(desk, content, actor_id, good_rows_only=good_rows_only, dry_run=dry_run)

    def gather_book(
        self, desk: Desk, content: bytes, *, actor: Person, dry_run: bool = False
    ) -> BookReport:
        """Read a plan sheet as proposals of the actor's department, all of it or nothing."""
        from app.workbook.proposals import gathered

        return gathered(desk, content, actor, dry_run=dry_run)

    def read_share(self, words: str) -> Facts:
        """A share as people write it: rates, count, at_least, per_year."""
        from app.workbook.plan_answers import share_said

        return share_said(words)

    def read_period(self, words: str, year: int) -> tuple[date, date]:
        """A period as people write it, in the year of a plan."""
        from app.workbook.plan_answers import period_said

        return period_said(words, year)

    def keep_file(self, ledger: Ledger, name: str, media_type: str, content: bytes) -> StoredFile:
        """Enter bytes into the ledger under their hash."""
        return ledger.files.add(
            StoredFile(
                name=name,
                media_type=media_type,
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
            )
        )

    def roll_token(self) -> str:
        """128 bits and more, for bind links."""
        return secrets.token_urlsafe(24)

    def roll_secret(self) -> str:
        """A witness secret."""
        return "".join(secrets.choice(_SECRET_ALPHABET) for _ in range(SECRET_LENGTH))


@lru_cache(maxsize=8)
def _calendar(year: int, notices: tuple[HolidayNotice, ...]) -> Calendar:
    return china_calendar(range(year - 2, year + 4), notices)
