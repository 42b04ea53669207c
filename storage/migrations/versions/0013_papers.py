"""单位模板、补填事实: the office's own templates, stated facts, what printed a document."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Two new tables; every document so far was printed with a built-in template."""
    _own_templates()
    _stated_facts()
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("template_sha256", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("documents") as table:
        table.alter_column("template_sha256", server_default=None)


def downgrade() -> None:
    """Only built-in templates remain, and no stated facts."""
    with op.batch_alter_table("documents") as table:
        table.drop_column("template_sha256")
    op.drop_table("stated_facts")
    op.drop_table("own_templates")


def _own_templates() -> None:
    op.create_table(
        "own_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("unused", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("adopted_by", sa.Integer(), nullable=True),
        sa.Column("adopted_at", MOMENT, nullable=True),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        _refers("own_templates", "file_id", "files"),
        _refers("own_templates", "sent_by", "people"),
        _refers("own_templates", "adopted_by", "people"),
        _refers("own_templates", "revoked_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_own_templates"),
        sa.UniqueConstraint("form", "version", name="uq_own_templates_form_version"),
    )


def _stated_facts() -> None:
    op.create_table(
        "stated_facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("numeric", sa.Boolean(), nullable=False),
        sa.Column("stated_by", sa.Integer(), nullable=False),
        sa.Column("stated_at", MOMENT, nullable=False),
        _refers("stated_facts", "task_id", "tasks"),
        _refers("stated_facts", "subject_id", "subjects"),
        _refers("stated_facts", "stated_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_stated_facts"),
    )
    op.create_index("ix_stated_facts_task_id", "stated_facts", ["task_id"], unique=False)


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")
