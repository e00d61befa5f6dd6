"""What alarms, which notices were given of it, and the canaries; mails that wait for a person are counted from an index.

Revision: 0018
"""

import sqlalchemy as sa
from alembic import op

from mailbot.adapters.store.tables import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITING = (
    ("ix_inbound_waiting", "inbound", sa.text("state IN ('held', 'quarantined')")),
    ("ix_outbound_waiting", "outbound", sa.text("state IN ('dead', 'uncertain')")),
)


def upgrade() -> None:
    """Only added, so that the version before can run beside."""
    op.create_table(
        "alarm",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_alarm")),
    )
    op.create_table(
        "notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("alarms", sa.Text(), nullable=False, server_default="[]"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "canary",
        sa.Column("id", KEY, nullable=False),
        sa.Column("owed_at", UtcDateTime(), nullable=False),
        sa.Column("came_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canary")),
        sqlite_autoincrement=True,
    )
    for name, table, some in WAITING:
        op.create_index(name, table, ["state"], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """What was before watches nothing."""
    op.execute("DELETE FROM job WHERE queue = 'notice'")
    for name, table, _ in WAITING:
        op.drop_index(name, table_name=table)
    for table in ("canary", "notice", "alarm"):
        op.drop_table(table)
