"""借用: the department from whose base an inspector was matched (忻州第十七条)."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who lent an inspector."""
    with op.batch_alter_table("assignments") as assignments:
        assignments.add_column(sa.Column("lent_by", sa.Integer(), nullable=True))
        assignments.create_foreign_key("fk_assignments_lent_by", "departments", ["lent_by"], ["id"])


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("assignments") as assignments:
        assignments.drop_constraint("fk_assignments_lent_by", type_="foreignkey")
        assignments.drop_column("lent_by")
