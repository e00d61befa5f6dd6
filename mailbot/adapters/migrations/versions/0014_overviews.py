"""Tickets that are not closed, by owner and date: what an overview lists. The jobs by which overviews are made.

Revision: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Closed tickets, of which there are ever more, are not in the index."""
    some = sa.text("status != 'closed'")
    op.create_index("ix_ticket_open", "ticket", ["owner", "due_at"], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """What was before knows no overviews."""
    op.execute("DELETE FROM job WHERE queue = 'overview'")
    op.execute("DELETE FROM job WHERE queue = 'send' AND ref IN (SELECT id FROM outbound WHERE kind = 'overview')")
    op.execute("UPDATE outbound SET state = 'cancelled' WHERE kind = 'overview' AND state IN ('queued', 'uncertain')")
    op.drop_index("ix_ticket_open", table_name="ticket")
