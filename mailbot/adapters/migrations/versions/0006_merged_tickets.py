"""Which ticket another one was merged into; the lines of a ticket by the mail that they hold.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No ticket of before was merged."""
    op.add_column("ticket", sa.Column("merged_into", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
    op.create_index("ix_ticket_merged_into", "ticket", ["merged_into"])
    op.create_index("ix_entry_inbound", "entry", ["inbound"])


def downgrade() -> None:
    """Back to 0005; merged tickets are closed ones then, each with its own lines."""
    op.drop_index("ix_entry_inbound", "entry")
    op.drop_index("ix_ticket_merged_into", "ticket")
    op.drop_column("ticket", "merged_into")
