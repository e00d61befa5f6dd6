"""How many automatic mails were owed, and which of them wait for room.

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
    op.add_column("outbound", sa.Column("leaves_at", sa.DateTime(timezone=True)))
    some = sa.text("leaves_at IS NOT NULL")
    columns = ["recipient_key", "leaves_at"]
    op.create_index("ix_outbound_leaves_at", "outbound", columns, sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """What was before knows no budgets but the hourly one."""
    op.drop_index("ix_outbound_leaves_at", table_name="outbound")
    op.drop_column("outbound", "leaves_at")
    op.drop_table("tally")
