"""Many processes: whose hands a posting is in, order per chat, 限流等待, 脉搏."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

IN_HAND = sa.text("state = 'sending'")


def upgrade() -> None:
    """Add what several processes must know of each other."""
    op.execute("UPDATE postings SET state = 'unknown' WHERE state = 'sending'")
    op.add_column("postings", sa.Column("claimed_by", sa.BigInteger(), nullable=True))
    op.add_column("postings", sa.Column("pieces", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_postings_spent", "postings", ["chat_id", "sent_at"], unique=False)
    op.create_index(
        "uq_postings_in_hand",
        "postings",
        ["chat_id"],
        unique=True,
        sqlite_where=IN_HAND,
        postgresql_where=IN_HAND,
    )
    op.add_column(
        "inbox", sa.Column("chat_id", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.drop_index("ix_inbox_state", "inbox")
    op.create_index("ix_inbox_turn", "inbox", ["state", "chat_id", "id"], unique=False)
    op.create_table(
        "chat_waits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chat_waits"),
        sa.UniqueConstraint("chat_id", name="uq_chat_waits_chat_id"),
    )
    op.create_table(
        "beats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_beats"),
        sa.UniqueConstraint("name", name="uq_beats_name"),
    )


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("beats")
    op.drop_table("chat_waits")
    op.drop_index("ix_inbox_turn", "inbox")
    op.create_index("ix_inbox_state", "inbox", ["state"], unique=False)
    op.drop_column("inbox", "chat_id")
    op.drop_index("uq_postings_in_hand", "postings")
    op.drop_index("ix_postings_spent", "postings")
    op.drop_column("postings", "pieces")
    op.drop_column("postings", "claimed_by")
