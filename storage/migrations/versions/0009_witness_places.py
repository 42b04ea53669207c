"""见证席位: a witness keeps the place for the department that it was taken for."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FOREIGN_KEY = "fk_draw_witnesses_department_id"


def upgrade() -> None:
    """Whoever has a place took it for the department of today."""
    with op.batch_alter_table("draw_witnesses") as table:
        table.add_column(sa.Column("department_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE draw_witnesses SET department_id ="
        " (SELECT department_id FROM people WHERE people.id = draw_witnesses.person_id)"
    )
    with op.batch_alter_table("draw_witnesses") as table:
        table.alter_column("department_id", existing_type=sa.Integer(), nullable=False)
        table.create_foreign_key(FOREIGN_KEY, "departments", ["department_id"], ["id"])


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("draw_witnesses") as table:
        table.drop_constraint(FOREIGN_KEY, type_="foreignkey")
        table.drop_column("department_id")
