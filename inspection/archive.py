"""文书与案卷: documents as frozen facts, files as bytes with a hash."""

from dataclasses import dataclass
from datetime import datetime

from inspection.ids import (
    UNSAVED,
    DepartmentId,
    DocumentId,
    FileId,
    PersonId,
    SubjectId,
    TaskId,
)
from inspection.plain import Facts


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredFile:
    """文件: bytes that belong to the ledger, never changed after they are entered."""

    id: FileId = FileId(UNSAVED)
    name: str
    media_type: str
    sha256: str
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """文书: one version of one form, as the facts it is rendered from.

    `form` is the Chinese key of the catalogue (工作方案 ...). `task_id` is None and `year` set for
    a paper of the year (年度联合抽查计划); `issuer_id` is None for a paper of the office. `file_id`
    is set at the first rendering and never changes. `missing` lists the labels of facts still
    【待填】.
    """

    id: DocumentId = DocumentId(UNSAVED)
    task_id: TaskId | None
    form: str
    title: str
    subject_id: SubjectId | None = None
    issuer_id: DepartmentId | None = None
    year: int | None = None
    version: int
    facts: Facts
    facts_sha256: str
    created_by: PersonId | None
    created_at: datetime
    missing: tuple[str, ...] = ()
    file_id: FileId | None = None
    file_name: str = ""
