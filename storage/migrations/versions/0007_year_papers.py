"""年度文书: documents of the office that belong to no task; who issues a document."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The task becomes optional; year and issuing department are kept."""
    with op.batch_alter_table("documents") as table:
        table.alter_column("task_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("issuer_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("year", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_documents_issuer_id", "departments", ["issuer_id"], ["id"])
    op.create_index(
        "uq_documents_version_of_year",
        "documents",
        ["form", "title", "version"],
        unique=True,
        sqlite_where=sa.text("task_id IS NULL"),
        postgresql_where=sa.text("task_id IS NULL"),
    )


def downgrade() -> None:
    """Only documents of tasks remain."""
    op.drop_index("uq_documents_version_of_year", table_name="documents")
    op.execute("DELETE FROM documents WHERE task_id IS NULL")
    with op.batch_alter_table("documents") as table:
        table.drop_constraint("fk_documents_issuer_id", type_="foreignkey")
        table.drop_column("year")
        table.drop_column("issuer_id")
        table.alter_column("task_id", existing_type=sa.Integer(), nullable=False)
