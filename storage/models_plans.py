"""Rows of the annual plan: 年度计划、申报、调整."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from inspection.plans import AdjustmentPoint, AdjustmentState, ProposalState
from storage.columns import Chosen, Plainly, Several
from storage.models_base import Row, points_to


class AnnualPlanRow(Row):
    """年度抽查计划: one a year."""

    __tablename__ = "annual_plans"

    year: Mapped[int] = mapped_column(unique=True)
    opened_at: Mapped[datetime]
    none_from: Mapped[tuple[int, ...]] = mapped_column(Several(int))
    compiled_by: Mapped[int | None] = points_to("people")
    compiled_at: Mapped[datetime | None]
    approved_on: Mapped[date | None]
    approval: Mapped[str]
    issued_on: Mapped[date | None]
    document_number: Mapped[str]
    filed_on: Mapped[date | None]
    filing: Mapped[str]
    in_force_at: Mapped[datetime | None]


class PlanProposalRow(Row):
    """计划申报."""

    __tablename__ = "plan_proposals"

    year: Mapped[int] = mapped_column(index=True)
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
    state: Mapped[ProposalState] = mapped_column(Chosen(ProposalState))
    proposed_by: Mapped[int] = points_to("people")
    proposed_at: Mapped[datetime]
    merged_from: Mapped[tuple[int, ...]] = mapped_column(Several(int))
    merged_into: Mapped[int | None] = points_to("plan_proposals")
    reason: Mapped[str]
    decided_by: Mapped[int | None] = points_to("people")
    decided_at: Mapped[datetime | None]


class PlanAdjustmentRow(Row):
    """计划调整: one change of one entry."""

    __tablename__ = "plan_adjustments"

    entry_id: Mapped[int] = points_to("plan_entries", index=True)
    year: Mapped[int]
    point: Mapped[AdjustmentPoint] = mapped_column(Chosen(AdjustmentPoint))
    before: Mapped[dict[str, object]] = mapped_column(Plainly)
    after: Mapped[dict[str, object]] = mapped_column(Plainly)
    reason: Mapped[str]
    asked_by: Mapped[int] = points_to("people")
    asked_at: Mapped[datetime]
    state: Mapped[AdjustmentState] = mapped_column(Chosen(AdjustmentState))
    reply: Mapped[str]
    decided_by: Mapped[int | None] = points_to("people")
    decided_at: Mapped[datetime | None]
    filed_on: Mapped[date | None]
    filing: Mapped[str]
