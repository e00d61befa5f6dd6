"""In which digest a mail is told.

Revision: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing that was owed before is told in a digest."""
    op.add_column("outbound", sa.Column("digest", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
    some = sa.text("digest IS NOT NULL")
    op.create_index("ix_outbound_digest", "outbound", ["digest"], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """Back to 0007; what waits for a digest would never leave, so each leaves as a mail of its own."""
    op.execute(
        "INSERT INTO job (queue, ref, key, state, run_at, holder, attempts)"
        " SELECT 'send', id, 'send:' || id, 'ready', created_at, '', 0 FROM outbound"
        " WHERE digest IS NOT NULL AND state IN ('queued', 'uncertain')"
    )
    op.execute("DELETE FROM job WHERE queue = 'send' AND ref IN (SELECT id FROM outbound WHERE kind = 'digest')")
    op.execute("UPDATE outbound SET state = 'cancelled' WHERE kind = 'digest' AND state IN ('queued', 'uncertain')")
    op.drop_index("ix_outbound_digest", table_name="outbound")
    op.drop_column("outbound", "digest")
