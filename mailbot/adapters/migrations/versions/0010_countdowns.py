"""What the time of a ticket runs towards; what its owner did with it.

Revision: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Nothing runs yet: each open ticket is looked at once, at its date or at once, and then begins a countdown of its own."""
    op.add_column("ticket", sa.Column("stage", sa.Text(), nullable=False, server_default=""))
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "countdown",
        sa.Column("ticket", KEY, sa.ForeignKey("ticket.id", name="fk_countdown_ticket"), primary_key=True, autoincrement=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", moment, nullable=True),
        sa.Column("promised", moment, nullable=True),
        sa.Column("remind_at", moment, nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
    )
    op.execute(
        "INSERT INTO job (queue, ref, key, state, run_at, holder, attempts)"
        " SELECT 'countdown', id, 'countdown:' || id, 'ready', updated_at, '', 0 FROM ticket"
        " WHERE status != 'closed' AND merged_into IS NULL"
    )


def downgrade() -> None:
    """Back to 0009: nothing runs any more."""
    op.execute("DELETE FROM job WHERE queue = 'countdown'")
    op.drop_table("countdown")
    op.drop_column("ticket", "stage")
