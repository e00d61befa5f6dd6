"""What an event of a ticket was, so that it can be told in its reader's language.

Revision: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Events from before are told in English, as they were written."""
    op.add_column("entry", sa.Column("remarks", sa.Text(), nullable=True))


def downgrade() -> None:
    """Back to 0008."""
    op.drop_column("entry", "remarks")
