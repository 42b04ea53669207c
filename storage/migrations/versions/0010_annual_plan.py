"""年度计划: the plan of a year, what departments propose, how it is adjusted; alarms of no task."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
AHEAD = sa.text("fired_at IS NULL AND cancelled_at IS NULL")


def upgrade() -> None:
    """Three tables, the share and scope of an entry, deadlines without a task."""
    _annual_plans()
    _plan_proposals()
    _plan_adjustments()
    with op.batch_alter_table("plan_entries") as table:
        table.add_column(sa.Column("count", sa.Integer(), nullable=True))
        table.add_column(_no("at_least"))
        table.add_column(sa.Column("per_year", sa.Integer(), nullable=True))
        table.add_column(_empty("scope"))
        table.add_column(_empty("checker"))
        table.add_column(_no("cancelled"))
    with op.batch_alter_table("tasks") as table:
        table.add_column(sa.Column("count", sa.Integer(), nullable=True))
        table.add_column(_no("at_least"))
    for name, added in (
        ("plan_entries", ("at_least", "scope", "checker", "cancelled")),
        ("tasks", ("at_least",)),
    ):
        with op.batch_alter_table(name) as table:
            for column in added:
                table.alter_column(column, server_default=None)
    _task_of_deadlines(nullable=True)


def downgrade() -> None:
    """Without the annual plan; alarms of no task are dropped."""
    op.execute("DELETE FROM deadlines WHERE task_id IS NULL")
    _task_of_deadlines(nullable=False)
    with op.batch_alter_table("tasks") as table:
        table.drop_column("at_least")
        table.drop_column("count")
    with op.batch_alter_table("plan_entries") as table:
        for column in ("cancelled", "checker", "scope", "per_year", "at_least", "count"):
            table.drop_column(column)
    op.drop_table("plan_adjustments")
    op.drop_table("plan_proposals")
    op.drop_table("annual_plans")


def _task_of_deadlines(*, nullable: bool) -> None:
    op.drop_index("ix_deadlines_ahead", table_name="deadlines")
    with op.batch_alter_table("deadlines") as table:
        table.alter_column("task_id", existing_type=sa.Integer(), nullable=nullable)
    op.create_index(
        "ix_deadlines_ahead",
        "deadlines",
        ["due_at"],
        sqlite_where=AHEAD,
        postgresql_where=AHEAD,
    )


def _annual_plans() -> None:
    op.create_table(
        "annual_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("none_from", sa.Text(), nullable=False),
        sa.Column("compiled_by", sa.Integer(), nullable=True),
        sa.Column("compiled_at", MOMENT, nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approval", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("document_number", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("filing", sa.Text(), nullable=False),
        sa.Column("in_force_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["compiled_by"], ["people.id"], name="fk_annual_plans_compiled_by"),
        sa.PrimaryKeyConstraint("id", name="pk_annual_plans"),
        sa.UniqueConstraint("year", name="uq_annual_plans_year"),
    )


def _plan_proposals() -> None:
    op.create_table(
        "plan_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("industry", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("partner_ids", sa.Text(), nullable=False),
        sa.Column("item_ids", sa.Text(), nullable=False),
        sa.Column("rates", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("at_least", sa.Boolean(), nullable=False),
        sa.Column("per_year", sa.Integer(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("checker", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("merged_from", sa.Text(), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["departments.id"], name="fk_plan_proposals_lead_id"),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["people.id"], name="fk_plan_proposals_proposed_by"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["plan_proposals.id"], name="fk_plan_proposals_merged_into"
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_plan_proposals_decided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_proposals"),
    )
    op.create_index("ix_plan_proposals_year", "plan_proposals", ["year"], unique=False)


def _plan_adjustments() -> None:
    op.create_table(
        "plan_adjustments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("filing", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["plan_entries.id"], name="fk_plan_adjustments_entry_id"
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name="fk_plan_adjustments_asked_by"),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name="fk_plan_adjustments_decided_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan_adjustments"),
    )
    op.create_index("ix_plan_adjustments_entry_id", "plan_adjustments", ["entry_id"], unique=False)


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _empty(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
