"""What a decision was made from; notes of revisions, which nothing may change.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REFUSED = "a published rulebook is never changed"


def upgrade() -> None:
    """Decisions of before keep NULL: they cannot be made again, and are told so."""
    op.add_column("decision", sa.Column("context", sa.Text(), nullable=True))
    op.add_column("decision", sa.Column("outcome", sa.Text(), nullable=True))
    op.add_column("revision", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER revision_keeps_{act.lower()} BEFORE {act} ON revision "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION revision_keeps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
    )
    op.execute("CREATE TRIGGER revision_keeps BEFORE UPDATE OR DELETE ON revision FOR EACH ROW EXECUTE FUNCTION revision_keeps()")


def downgrade() -> None:
    """Back to 0001; what was kept of decisions is lost."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER revision_keeps_{act.lower()}")
    else:
        op.execute("DROP TRIGGER revision_keeps ON revision")
        op.execute("DROP FUNCTION revision_keeps()")
    op.drop_column("revision", "note")
    op.drop_column("decision", "outcome")
    op.drop_column("decision", "context")
