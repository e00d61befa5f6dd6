"""How many automatic mails were owed.

Revision: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

HASH = sa.LargeBinary().with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    """What was sent before is not counted: a budget begins full."""
    op.create_table(
        "tally",
        sa.Column("key", HASH, nullable=False),
        sa.Column("slot", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("shard", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", "slot", "shard", name=op.f("pk_tally")),
    )
    op.create_index("ix_tally_until", "tally", ["until"])


def downgrade() -> None:
    """What was before knows no budgets but the hourly one."""
    op.drop_table("tally")
