"""What coordinators change by mail and may take back, and what receipts say of it.

Revision: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Entries of before tell of no changes that could be taken back."""
    op.add_column("entry", sa.Column("changes", sa.Text(), nullable=True))
    op.add_column("entry", sa.Column("undoes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
    op.add_column("outbound", sa.Column("particulars", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Back to 0002; which changes could be taken back is lost."""
    op.drop_column("outbound", "particulars")
    op.drop_column("entry", "undoes")
    op.drop_column("entry", "changes")
