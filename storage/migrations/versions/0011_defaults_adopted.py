"""通行默认值的选用: when and by whom the office adopted the defaults."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Not adopted yet, whatever was done before."""
    with op.batch_alter_table("office") as office:
        office.add_column(
            sa.Column("defaults_adopted_at", sa.DateTime(timezone=True), nullable=True)
        )
        office.add_column(sa.Column("defaults_adopted_by", sa.Integer(), nullable=True))
        office.create_foreign_key(
            "fk_office_defaults_adopted_by", "people", ["defaults_adopted_by"], ["id"]
        )


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("office") as office:
        office.drop_constraint("fk_office_defaults_adopted_by", type_="foreignkey")
        office.drop_column("defaults_adopted_by")
        office.drop_column("defaults_adopted_at")
