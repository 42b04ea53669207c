"""The visit and what follows: 实地检查、结果、公示、后续处理、文书."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
    )
    op.create_index("ix_files_sha256", "files", ["sha256"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("facts_sha256", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name="fk_documents_created_by"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_documents_file_id"),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name="fk_documents_subject_id"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_documents_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_index("ix_documents_task_id", "documents", ["task_id"], unique=False)
    op.create_index(
        "uq_documents_version_of_subject",
        "documents",
        ["task_id", "form", "title", "subject_id", "version"],
        unique=True,
        sqlite_where=sa.text("subject_id IS NOT NULL"),
        postgresql_where=sa.text("subject_id IS NOT NULL"),
    )
    op.create_index(
        "uq_documents_version_of_task",
        "documents",
        ["task_id", "form", "title", "version"],
        unique=True,
        sqlite_where=sa.text("subject_id IS NULL"),
        postgresql_where=sa.text("subject_id IS NULL"),
    )
    op.create_table(
        "visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("notice_way", sa.Text(), nullable=False),
        sa.Column("notified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("network_note", sa.Text(), nullable=False),
        sa.Column("network_checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmation", sa.Text(), nullable=True),
        sa.Column("refusal_reason", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name="fk_visits_opened_by"),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name="fk_visits_subject_id"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_visits_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
        sa.UniqueConstraint("task_id", "subject_id", name="uq_visits_task_id_subject_id"),
    )
    op.create_index("ix_visits_subject_id", "visits", ["subject_id"], unique=False)
    op.create_table(
        "entry_duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("platform_number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_entry_duties_department_id"
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name="fk_entry_duties_entered_by"),
        sa.ForeignKeyConstraint(
            ["published_by"], ["people.id"], name="fk_entry_duties_published_by"
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_entry_duties_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry_duties"),
        sa.UniqueConstraint(
            "visit_id", "department_id", name="uq_entry_duties_visit_id_department_id"
        ),
    )
    op.create_index(
        "ix_entry_duties_department_id", "entry_duties", ["department_id"], unique=False
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name="fk_evidence_added_by"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_evidence_department_id"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_evidence_file_id"),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_evidence_item_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_evidence_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_visit_id", "evidence", ["visit_id"], unique=False)
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("disposal", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_findings_department_id"
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name="fk_findings_entered_by"),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_findings_item_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_findings_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
        sa.UniqueConstraint("visit_id", "item_id", name="uq_findings_visit_id_item_id"),
    )
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name="fk_follow_ups_closed_by"),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name="fk_follow_ups_finding_id"),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name="fk_follow_ups_opened_by"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_follow_ups_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_ups"),
    )
    op.create_index("ix_follow_ups_finding_id", "follow_ups", ["finding_id"], unique=False)
    op.create_index("ix_follow_ups_task_id", "follow_ups", ["task_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("follow_ups")
    op.drop_table("findings")
    op.drop_table("evidence")
    op.drop_table("entry_duties")
    op.drop_table("visits")
    op.drop_table("documents")
    op.drop_table("files")
