"""不予公开: results that a department's head has approved not to publish (忻州第二十条（三）)."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """When a duty was closed without publication."""
    op.add_column(
        "entry_duties", sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_column("entry_duties", "withheld_at")
