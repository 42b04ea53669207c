"""专家库 as tables."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from inspection.experts import ExpertKind
from storage.columns import Chosen, Several
from storage.models_base import Row, points_to


class ExpertRow(Row):
    """专家: known by name and the place they work at."""

    __tablename__ = "experts"
    __table_args__ = (Index("uq_experts_name", "name", "organisation", unique=True),)

    department_id: Mapped[int] = points_to("departments", index=True)
    name: Mapped[str]
    kind: Mapped[ExpertKind] = mapped_column(Chosen(ExpertKind))
    organisation: Mapped[str]
    expertise: Mapped[tuple[str, ...]] = mapped_column(Several(str))
    phone: Mapped[str]
    appointed_until: Mapped[date | None]
    active: Mapped[bool]


class ExpertInvitationRow(Row):
    """专家参加."""

    __tablename__ = "expert_invitations"

    task_id: Mapped[int] = points_to("tasks", index=True)
    subject_id: Mapped[int] = points_to("subjects")
    expert_id: Mapped[int] = points_to("experts")
    invited_by: Mapped[int] = points_to("people")
    invited_at: Mapped[datetime]
    advice: Mapped[str]
    advised_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
