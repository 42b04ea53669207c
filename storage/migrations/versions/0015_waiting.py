"""收件: what waits is found by its number, however much has been settled or waits behind it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An index of a few rows."""
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_inbox_waiting", "inbox", ["id"], sqlite_where=waiting, postgresql_where=waiting
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_inbox_waiting", "inbox")
