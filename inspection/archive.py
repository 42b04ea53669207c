"""文书与案卷: documents as frozen facts, files as bytes with a hash."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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


class DocumentState(StrEnum):
    """文书状态: 草稿 -> 核稿 -> 待签发 -> 签发; what nobody issues is 定稿 from the start.

    A 底稿 is the draft that was issued: the version after it is the issued one.
    """

    DRAFT = "draft"  # 草稿
    SUBMITTED = "submitted"  # 核稿: a colleague reads it
    REVIEWED = "reviewed"  # 待签发: the head decides
    MANUSCRIPT = "manuscript"  # 底稿
    ISSUED = "issued"  # 已签发
    REPLACED = "replaced"  # 已签发, 后有新版签发
    CORRECTED = "corrected"  # 已被更正
    CANCELLED = "cancelled"  # 已作废
    FINAL = "final"  # 定稿


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """文书: one version of one form, as the facts it is rendered from.

    `form` is the Chinese key of the catalogue (工作方案 ...). `task_id` is None and `year` set for
    a paper of the year (年度联合抽查计划); `issuer_id` is None for a paper of the office. `file_id`
    is set at the first rendering and never changes; `public_file_id` is the 公开副本 of a public
    form. `missing` lists the labels of facts still 【待填】. `number` is the 发文字号 of an issued
    one, `corrects_id` the document of which a 更正通知 speaks. `template_sha256` names the
    office's own template it was printed with, "" for the built-in one.
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
    state: DocumentState = DocumentState.DRAFT
    submitted_by: PersonId | None = None
    reviewed_by: PersonId | None = None
    issued_by: PersonId | None = None
    issued_at: datetime | None = None
    number: str = ""
    corrects_id: DocumentId | None = None
    public_file_id: FileId | None = None
    template_sha256: str = ""
