"""Rows round the papers: 单位模板、补填事实."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Several
from storage.models_base import Row, points_to


class OwnTemplateRow(Row):
    """单位模板: versions of one form never repeat."""

    __tablename__ = "own_templates"
    __table_args__ = (UniqueConstraint("form", "version"),)

    form: Mapped[str]
    version: Mapped[int]
    file_id: Mapped[int] = points_to("files")
    sha256: Mapped[str]
    unused: Mapped[tuple[str, ...]] = mapped_column(Several(str))
    sent_by: Mapped[int] = points_to("people")
    sent_at: Mapped[datetime]
    adopted_by: Mapped[int | None] = points_to("people")
    adopted_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None] = points_to("people")
    revoked_at: Mapped[datetime | None]


class StatedFactRow(Row):
    """补填事实."""

    __tablename__ = "stated_facts"

    task_id: Mapped[int | None] = points_to("tasks", index=True)
    form: Mapped[str]
    title: Mapped[str]
    subject_id: Mapped[int | None] = points_to("subjects")
    path: Mapped[str]
    text: Mapped[str]
    numeric: Mapped[bool]
    stated_by: Mapped[int] = points_to("people")
    stated_at: Mapped[datetime]
