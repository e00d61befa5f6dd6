"""Tickets know the mail that opened them, and the database says which programs may run on it.

A ticket from before keeps its number as its name. Programs from before do not ask: from here on they do.

Revision: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column, and a table of one row, which whoever upgrades fills."""
    op.add_column("ticket", sa.Column("origin", sa.Text()))
    op.create_index("uq_ticket_origin", "ticket", ["origin"], unique=True)
    op.create_table(
        "program",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("revision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_program")),
    )


def downgrade() -> None:
    """Back to 0018: what was opened meanwhile is known by its number, and its reply addresses are not recognised any more."""
    op.drop_table("program")
    op.drop_index("uq_ticket_origin", table_name="ticket")
    op.drop_column("ticket", "origin")
