"""专家库: the roster of experts, and who advises at which inspection; 岗位 of inspectors."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Two tables and a column."""
    with op.batch_alter_table("inspectors") as inspectors:
        inspectors.add_column(sa.Column("post", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("inspectors") as inspectors:
        inspectors.alter_column("post", server_default=None)
    op.create_table(
        "experts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("appointed_until", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_experts_department_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_experts"),
    )
    op.create_index("ix_experts_department_id", "experts", ["department_id"], unique=False)
    op.create_index("uq_experts_name", "experts", ["name", "organisation"], unique=True)
    op.create_table(
        "expert_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("advised_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["experts.id"], name="fk_expert_invitations_expert_id"
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["people.id"], name="fk_expert_invitations_invited_by"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name="fk_expert_invitations_subject_id"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_expert_invitations_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_expert_invitations"),
    )
    op.create_index("ix_expert_invitations_task_id", "expert_invitations", ["task_id"])


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("inspectors") as inspectors:
        inspectors.drop_column("post")
    op.drop_table("expert_invitations")
    op.drop_table("experts")
