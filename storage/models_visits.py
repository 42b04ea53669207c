"""Rows of the visit and what follows: 实地检查、结果、公示、后续处理、文书、文号."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from inspection.archive import DocumentState
from inspection.followup import FollowUpKind, FollowUpState
from inspection.visits import Confirmation, VisitState
from storage.columns import Chosen, Plainly, Several
from storage.models_base import Row, points_to

WITH_SUBJECT = text("subject_id IS NOT NULL")
WITHOUT_SUBJECT = text("subject_id IS NULL")
WITHOUT_TASK = text("task_id IS NULL")
OF_A_DEPARTMENT = text("issuer_id IS NOT NULL")
OF_THE_OFFICE = text("issuer_id IS NULL")


class VisitRow(Row):
    """实地检查: one per task and subject."""

    __tablename__ = "visits"
    __table_args__ = (UniqueConstraint("task_id", "subject_id"),)

    task_id: Mapped[int] = points_to("tasks")
    subject_id: Mapped[int] = points_to("subjects", index=True)
    state: Mapped[VisitState] = mapped_column(Chosen(VisitState))
    notice_way: Mapped[str]
    notified_at: Mapped[datetime | None]
    network_note: Mapped[str]
    network_checked_at: Mapped[datetime | None]
    opened_by: Mapped[int | None] = points_to("people")
    opened_at: Mapped[datetime | None]
    confirmation: Mapped[Confirmation | None] = mapped_column(Chosen(Confirmation))
    refusal_reason: Mapped[str]
    finished_at: Mapped[datetime | None]


class EvidenceRow(Row):
    """取证材料."""

    __tablename__ = "evidence"

    visit_id: Mapped[int] = points_to("visits", index=True)
    item_id: Mapped[int | None] = points_to("items")
    department_id: Mapped[int] = points_to("departments")
    file_id: Mapped[int] = points_to("files")
    added_by: Mapped[int] = points_to("people")
    added_at: Mapped[datetime]


class FindingRow(Row):
    """检查结果（逐项）: one per visit and item."""

    __tablename__ = "findings"
    __table_args__ = (UniqueConstraint("visit_id", "item_id"),)

    visit_id: Mapped[int] = points_to("visits")
    item_id: Mapped[int] = points_to("items")
    department_id: Mapped[int] = points_to("departments")
    result: Mapped[str]
    note: Mapped[str]
    disposal: Mapped[str]
    entered_by: Mapped[int] = points_to("people")
    entered_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]


class EntryDutyRow(Row):
    """录入公示义务: one per visit and department."""

    __tablename__ = "entry_duties"
    __table_args__ = (UniqueConstraint("visit_id", "department_id"),)

    visit_id: Mapped[int] = points_to("visits")
    department_id: Mapped[int] = points_to("departments", index=True)
    due_on: Mapped[date]
    provisional: Mapped[bool]
    entered_at: Mapped[datetime | None]
    entered_by: Mapped[int | None] = points_to("people")
    published_at: Mapped[datetime | None]
    published_by: Mapped[int | None] = points_to("people")
    platform_number: Mapped[str]
    withheld_at: Mapped[datetime | None]


class FollowUpRow(Row):
    """后续处理."""

    __tablename__ = "follow_ups"

    task_id: Mapped[int] = points_to("tasks", index=True)
    finding_id: Mapped[int] = points_to("findings", index=True)
    kind: Mapped[FollowUpKind] = mapped_column(Chosen(FollowUpKind))
    state: Mapped[FollowUpState] = mapped_column(Chosen(FollowUpState))
    due_on: Mapped[date | None]
    demand: Mapped[str]
    receiver: Mapped[str]
    opened_by: Mapped[int] = points_to("people")
    opened_at: Mapped[datetime]
    outcome: Mapped[str]
    closed_by: Mapped[int | None] = points_to("people")
    closed_at: Mapped[datetime | None]


class StoredFileRow(Row):
    """文件."""

    __tablename__ = "files"

    name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    content: Mapped[bytes]


class DocumentRow(Row):
    """文书: versions of one form for a task, for a subject of it, or for a year, never repeat."""

    __tablename__ = "documents"
    __table_args__ = (
        Index(
            "uq_documents_version_of_subject",
            "task_id",
            "form",
            "title",
            "subject_id",
            "version",
            unique=True,
            sqlite_where=WITH_SUBJECT,
            postgresql_where=WITH_SUBJECT,
        ),
        Index(
            "uq_documents_version_of_task",
            "task_id",
            "form",
            "title",
            "version",
            unique=True,
            sqlite_where=WITHOUT_SUBJECT,
            postgresql_where=WITHOUT_SUBJECT,
        ),
        Index(
            "uq_documents_version_of_year",
            "form",
            "title",
            "version",
            unique=True,
            sqlite_where=WITHOUT_TASK,
            postgresql_where=WITHOUT_TASK,
        ),
    )

    task_id: Mapped[int | None] = points_to("tasks", index=True)
    form: Mapped[str]
    title: Mapped[str]
    subject_id: Mapped[int | None] = points_to("subjects")
    issuer_id: Mapped[int | None] = points_to("departments")
    year: Mapped[int | None]
    version: Mapped[int]
    facts: Mapped[dict[str, object]] = mapped_column(Plainly)
    facts_sha256: Mapped[str]
    created_by: Mapped[int | None] = points_to("people")
    created_at: Mapped[datetime]
    missing: Mapped[tuple[str, ...]] = mapped_column(Several(str))
    file_id: Mapped[int | None] = points_to("files")
    file_name: Mapped[str]
    state: Mapped[DocumentState] = mapped_column(Chosen(DocumentState), index=True)
    submitted_by: Mapped[int | None] = points_to("people")
    reviewed_by: Mapped[int | None] = points_to("people")
    issued_by: Mapped[int | None] = points_to("people")
    issued_at: Mapped[datetime | None]
    number: Mapped[str]
    corrects_id: Mapped[int | None] = points_to("documents")
    public_file_id: Mapped[int | None] = points_to("files")
    template_sha256: Mapped[str]


class DocumentNumberRow(Row):
    """发文字号: of an issuer and year each serial once; a text once; a document has one."""

    __tablename__ = "document_numbers"
    __table_args__ = (
        UniqueConstraint("text"),
        Index(
            "uq_document_numbers_of_department",
            "issuer_id",
            "year",
            "serial",
            unique=True,
            sqlite_where=OF_A_DEPARTMENT,
            postgresql_where=OF_A_DEPARTMENT,
        ),
        Index(
            "uq_document_numbers_of_office",
            "year",
            "serial",
            unique=True,
            sqlite_where=OF_THE_OFFICE,
            postgresql_where=OF_THE_OFFICE,
        ),
    )

    issuer_id: Mapped[int | None] = points_to("departments")
    year: Mapped[int]
    serial: Mapped[int]
    text: Mapped[str]
    document_id: Mapped[int] = points_to("documents", unique=True)
    title: Mapped[str]
    taken_by: Mapped[int] = points_to("people")
    taken_at: Mapped[datetime]
    cancelled_by: Mapped[int | None] = points_to("people")
    cancelled_at: Mapped[datetime | None]
    reason: Mapped[str]
