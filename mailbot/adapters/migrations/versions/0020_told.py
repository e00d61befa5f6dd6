"""Notices know the alarms that they told, so that none of them uses up what a day may tell of others.

Revision: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only added, so that the version before can run beside."""
    op.add_column("notice", sa.Column("alarms", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """What was before counts notices alone."""
    op.drop_column("notice", "alarms")
