"""Coordinators who are away, and the tickets that others hold in their place.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Nobody is away, and every ticket is its owner's."""
    op.add_column("ticket", sa.Column("stands_in_for", sa.Text(), nullable=False, server_default=""))
    held = sa.text("stands_in_for != ''")
    op.create_index("ix_ticket_stands_in_for", "ticket", ["stands_in_for"], sqlite_where=held, postgresql_where=held)
    op.create_table(
        "absence",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("inbound", KEY, sa.ForeignKey("inbound.id", name="fk_absence_inbound"), nullable=False),
        sa.UniqueConstraint("person", name="uq_absence_person"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Back to the schema before; who stands in for somebody keeps what he has."""
    op.execute("DELETE FROM job WHERE queue = 'clock'")
    op.drop_table("absence")
    op.drop_index("ix_ticket_stands_in_for", "ticket")
    op.drop_column("ticket", "stands_in_for")
