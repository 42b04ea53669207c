"""Rows of the task and its call: 计划、任务、吹哨、报到、抽取、检查组."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from inspection.draws import DrawSource, DrawState
from inspection.tasks import Stage, TaskState
from inspection.teams import ReplacementState
from inspection.whistle import CheckInAnswer, WhistleState
from storage.columns import Chosen, Plainly, Several
from storage.models_base import Row, points_to, telegram_number

STILL_OPEN = text("state = 'open'")


class PlanEntryRow(Row):
    """计划条目: its number is unique within the year."""

    __tablename__ = "plan_entries"
    __table_args__ = (UniqueConstraint("year", "number"),)

    year: Mapped[int]
    name: Mapped[str]
    industry: Mapped[str]
    lead_id: Mapped[int] = points_to("departments")
    partner_ids: Mapped[tuple[int, ...]] = mapped_column(Several(int))
    item_ids: Mapped[tuple[int, ...]] = mapped_column(Several(int))
    rates: Mapped[dict[str, int]] = mapped_column(Plainly)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    count: Mapped[int | None]
    at_least: Mapped[bool]
    per_year: Mapped[int | None]
    scope: Mapped[str]
    checker: Mapped[str]
    number: Mapped[str]
    cancelled: Mapped[bool]


class InspectionTaskRow(Row):
    """抽查任务: its number is unique; one plan entry may have several tasks."""

    __tablename__ = "tasks"

    number: Mapped[str] = mapped_column(unique=True)
    plan_entry_id: Mapped[int] = points_to("plan_entries", index=True)
    name: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)
    industry: Mapped[str]
    lead_id: Mapped[int] = points_to("departments")
    partner_ids: Mapped[tuple[int, ...]] = mapped_column(Several(int))
    item_ids: Mapped[tuple[int, ...]] = mapped_column(Several(int))
    rates: Mapped[dict[str, int]] = mapped_column(Plainly)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    opened_by: Mapped[int] = points_to("people")
    opened_at: Mapped[datetime]
    chat_id: Mapped[int | None] = telegram_number(index=True)
    state: Mapped[TaskState] = mapped_column(Chosen(TaskState), index=True)
    officers: Mapped[int | None]
    platform_number: Mapped[str]
    archived_at: Mapped[datetime | None]
    count: Mapped[int | None]
    at_least: Mapped[bool]


class WhistleRow(Row):
    """吹哨: at most one open whistle per task and stage."""

    __tablename__ = "whistles"
    __table_args__ = (
        Index(
            "uq_whistles_open",
            "task_id",
            "stage",
            unique=True,
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
    )

    task_id: Mapped[int] = points_to("tasks", index=True)
    stage: Mapped[Stage] = mapped_column(Chosen(Stage))
    blown_by: Mapped[int] = points_to("people")
    blown_at: Mapped[datetime]
    due_at: Mapped[datetime]
    remark: Mapped[str]
    state: Mapped[WhistleState] = mapped_column(Chosen(WhistleState))
    closed_at: Mapped[datetime | None]


class CheckInRow(Row):
    """报到: one per department and whistle (R5)."""

    __tablename__ = "check_ins"
    __table_args__ = (UniqueConstraint("whistle_id", "department_id"),)

    whistle_id: Mapped[int] = points_to("whistles")
    department_id: Mapped[int] = points_to("departments")
    person_id: Mapped[int] = points_to("people")
    at: Mapped[datetime]
    on_time: Mapped[bool]
    answer: Mapped[CheckInAnswer] = mapped_column(Chosen(CheckInAnswer))
    remark: Mapped[str]
    reply: Mapped[str]


class DrawRow(Row):
    """随机抽取: attempts of a task are numbered without repetition."""

    __tablename__ = "draws"
    __table_args__ = (UniqueConstraint("task_id", "attempt"),)

    task_id: Mapped[int] = points_to("tasks")
    attempt: Mapped[int]
    source: Mapped[DrawSource] = mapped_column(Chosen(DrawSource))
    state: Mapped[DrawState] = mapped_column(Chosen(DrawState))
    opened_by: Mapped[int] = points_to("people")
    frozen_at: Mapped[datetime]
    roster: Mapped[str]
    excluded: Mapped[str]
    params: Mapped[str]
    params_sha256: Mapped[str]
    strata: Mapped[dict[str, str]] = mapped_column(Plainly)
    beacon: Mapped[str]
    seed: Mapped[str]
    drawn_at: Mapped[datetime | None]
    void_reason: Mapped[str]
    platform_number: Mapped[str]


class DrawWitnessRow(Row):
    """见证人: label and person are unique within an attempt."""

    __tablename__ = "draw_witnesses"
    __table_args__ = (
        UniqueConstraint("draw_id", "label"),
        UniqueConstraint("draw_id", "person_id"),
    )

    draw_id: Mapped[int] = points_to("draws")
    label: Mapped[str]
    person_id: Mapped[int] = points_to("people", index=True)
    department_id: Mapped[int] = points_to("departments")
    commit: Mapped[str]
    secret: Mapped[str]
    committed_at: Mapped[datetime | None]
    revealed_at: Mapped[datetime | None]


class DrawnSubjectRow(Row):
    """抽中对象或递补对象: a subject has one place in one draw."""

    __tablename__ = "drawn_subjects"
    __table_args__ = (UniqueConstraint("draw_id", "subject_id"),)

    draw_id: Mapped[int] = points_to("draws")
    subject_id: Mapped[int] = points_to("subjects", index=True)
    stratum: Mapped[str]
    rank: Mapped[int]
    ticket: Mapped[str]
    drawn: Mapped[bool]


class AssignmentRow(Row):
    """匹配."""

    __tablename__ = "assignments"

    task_id: Mapped[int] = points_to("tasks", index=True)
    subject_id: Mapped[int] = points_to("subjects", index=True)
    department_id: Mapped[int] = points_to("departments")
    person_id: Mapped[int] = points_to("people", index=True)
    round: Mapped[int]
    leader: Mapped[bool]
    active: Mapped[bool]
    lent_by: Mapped[int | None] = points_to("departments")


class RecusalRow(Row):
    """回避."""

    __tablename__ = "recusals"

    task_id: Mapped[int] = points_to("tasks", index=True)
    person_id: Mapped[int] = points_to("people", index=True)
    subject_id: Mapped[int] = points_to("subjects")
    reason: Mapped[str]
    declared_at: Mapped[datetime]


class ReplacementRow(Row):
    """更换人员."""

    __tablename__ = "replacements"

    task_id: Mapped[int] = points_to("tasks", index=True)
    department_id: Mapped[int] = points_to("departments")
    outgoing_id: Mapped[int] = points_to("people")
    incoming_id: Mapped[int | None] = points_to("people")
    reason: Mapped[str]
    asked_by: Mapped[int] = points_to("people")
    asked_at: Mapped[datetime]
    state: Mapped[ReplacementState] = mapped_column(Chosen(ReplacementState))
    decided_by: Mapped[int | None] = points_to("people")
    decided_at: Mapped[datetime | None]
