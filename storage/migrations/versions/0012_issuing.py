"""签发: states of documents, 机关代字, the register of numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
BY = ("submitted_by", "reviewed_by", "issued_by")


def upgrade() -> None:
    """What was written before is a draft; no number was given yet."""
    for name in ("departments", "office"):
        with op.batch_alter_table(name) as table:
            table.add_column(_text("number_code"))
        with op.batch_alter_table(name) as table:
            table.alter_column("number_code", server_default=None)
    _documents()
    op.create_table(
        "document_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("cancelled_by", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [target], name=f"fk_document_numbers_{column}")
            for column, target in (
                ("issuer_id", "departments.id"),
                ("document_id", "documents.id"),
                ("taken_by", "people.id"),
                ("cancelled_by", "people.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document_numbers"),
        sa.UniqueConstraint("text", name="uq_document_numbers_text"),
        sa.UniqueConstraint("document_id", name="uq_document_numbers_document_id"),
    )
    _once("uq_document_numbers_of_department", ["issuer_id", "year", "serial"], "IS NOT NULL")
    _once("uq_document_numbers_of_office", ["year", "serial"], "IS NULL")


def downgrade() -> None:
    """Documents without states, no register."""
    op.drop_table("document_numbers")
    op.drop_index("ix_documents_state", table_name="documents")
    with op.batch_alter_table("documents") as table:
        for name in (*BY, "corrects_id", "public_file_id"):
            table.drop_constraint(f"fk_documents_{name}", type_="foreignkey")
        for name in (*BY, "corrects_id", "public_file_id", "issued_at", "number", "state"):
            table.drop_column(name)
    for name in ("departments", "office"):
        with op.batch_alter_table(name) as table:
            table.drop_column("number_code")


def _documents() -> None:
    with op.batch_alter_table("documents") as table:
        table.add_column(_text("state", "draft"))
        table.add_column(_text("number"))
        table.add_column(sa.Column("issued_at", MOMENT, nullable=True))
        for name, target in (
            *((name, "people") for name in BY),
            ("corrects_id", "documents"),
            ("public_file_id", "files"),
        ):
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
            table.create_foreign_key(f"fk_documents_{name}", target, [name], ["id"])
    with op.batch_alter_table("documents") as table:
        table.alter_column("state", server_default=None)
        table.alter_column("number", server_default=None)
    op.create_index("ix_documents_state", "documents", ["state"])


def _once(name: str, columns: list[str], issuer: str) -> None:
    where = sa.text(f"issuer_id {issuer}")
    op.create_index(
        name,
        "document_numbers",
        columns,
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)
