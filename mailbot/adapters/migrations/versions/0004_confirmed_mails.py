"""By which mail a held one was confirmed.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing that was held before is confirmed."""
    op.add_column("inbound", sa.Column("confirmed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))


def downgrade() -> None:
    """Back to 0003; which mails were confirmed is lost."""
    op.drop_column("inbound", "confirmed_by")
