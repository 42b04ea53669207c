"""The task and its call: 计划、任务、吹哨、报到、抽取、检查组."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "plan_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("industry", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("partner_ids", sa.Text(), nullable=False),
        sa.Column("item_ids", sa.Text(), nullable=False),
        sa.Column("rates", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["departments.id"], name="fk_plan_entries_lead_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_entries"),
        sa.UniqueConstraint("year", "number", name="uq_plan_entries_year_number"),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("plan_entry_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("industry", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("partner_ids", sa.Text(), nullable=False),
        sa.Column("item_ids", sa.Text(), nullable=False),
        sa.Column("rates", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("officers", sa.Integer(), nullable=True),
        sa.Column("platform_number", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["departments.id"], name="fk_tasks_lead_id"),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name="fk_tasks_opened_by"),
        sa.ForeignKeyConstraint(
            ["plan_entry_id"], ["plan_entries.id"], name="fk_tasks_plan_entry_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.UniqueConstraint("number", name="uq_tasks_number"),
    )
    op.create_index("ix_tasks_chat_id", "tasks", ["chat_id"], unique=False)
    op.create_index("ix_tasks_plan_entry_id", "tasks", ["plan_entry_id"], unique=False)
    op.create_index("ix_tasks_state", "tasks", ["state"], unique=False)
    op.create_index("ix_tasks_year", "tasks", ["year"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_assignments_department_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_assignments_person_id"),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name="fk_assignments_subject_id"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_assignments_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_person_id", "assignments", ["person_id"], unique=False)
    op.create_index("ix_assignments_subject_id", "assignments", ["subject_id"], unique=False)
    op.create_index("ix_assignments_task_id", "assignments", ["task_id"], unique=False)
    op.create_table(
        "draws",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("roster", sa.Text(), nullable=False),
        sa.Column("excluded", sa.Text(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("params_sha256", sa.Text(), nullable=False),
        sa.Column("strata", sa.Text(), nullable=False),
        sa.Column("beacon", sa.Text(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("platform_number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name="fk_draws_opened_by"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_draws_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_draws"),
        sa.UniqueConstraint("task_id", "attempt", name="uq_draws_task_id_attempt"),
    )
    op.create_table(
        "recusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_recusals_person_id"),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name="fk_recusals_subject_id"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_recusals_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recusals"),
    )
    op.create_index("ix_recusals_person_id", "recusals", ["person_id"], unique=False)
    op.create_index("ix_recusals_task_id", "recusals", ["task_id"], unique=False)
    op.create_table(
        "replacements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("outgoing_id", sa.Integer(), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name="fk_replacements_asked_by"),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_replacements_decided_by"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_replacements_department_id"
        ),
        sa.ForeignKeyConstraint(["incoming_id"], ["people.id"], name="fk_replacements_incoming_id"),
        sa.ForeignKeyConstraint(["outgoing_id"], ["people.id"], name="fk_replacements_outgoing_id"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_replacements_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_replacements"),
    )
    op.create_index("ix_replacements_task_id", "replacements", ["task_id"], unique=False)
    op.create_table(
        "whistles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("blown_by", sa.Integer(), nullable=False),
        sa.Column("blown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["blown_by"], ["people.id"], name="fk_whistles_blown_by"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_whistles_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_whistles"),
    )
    op.create_index("ix_whistles_task_id", "whistles", ["task_id"], unique=False)
    op.create_index(
        "uq_whistles_open",
        "whistles",
        ["task_id", "stage"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "check_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("whistle_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on_time", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_check_ins_department_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_check_ins_person_id"),
        sa.ForeignKeyConstraint(["whistle_id"], ["whistles.id"], name="fk_check_ins_whistle_id"),
        sa.PrimaryKeyConstraint("id", name="pk_check_ins"),
        sa.UniqueConstraint(
            "whistle_id", "department_id", name="uq_check_ins_whistle_id_department_id"
        ),
    )
    op.create_table(
        "draw_witnesses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("commit", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["draw_id"], ["draws.id"], name="fk_draw_witnesses_draw_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_draw_witnesses_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_draw_witnesses"),
        sa.UniqueConstraint("draw_id", "label", name="uq_draw_witnesses_draw_id_label"),
        sa.UniqueConstraint("draw_id", "person_id", name="uq_draw_witnesses_draw_id_person_id"),
    )
    op.create_index("ix_draw_witnesses_person_id", "draw_witnesses", ["person_id"], unique=False)
    op.create_table(
        "drawn_subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["draws.id"], name="fk_drawn_subjects_draw_id"),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name="fk_drawn_subjects_subject_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_drawn_subjects"),
        sa.UniqueConstraint("draw_id", "subject_id", name="uq_drawn_subjects_draw_id_subject_id"),
    )
    op.create_index("ix_drawn_subjects_subject_id", "drawn_subjects", ["subject_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("drawn_subjects")
    op.drop_table("draw_witnesses")
    op.drop_table("check_ins")
    op.drop_table("whistles")
    op.drop_table("replacements")
    op.drop_table("recusals")
    op.drop_table("draws")
    op.drop_table("assignments")
    op.drop_table("tasks")
    op.drop_table("plan_entries")
