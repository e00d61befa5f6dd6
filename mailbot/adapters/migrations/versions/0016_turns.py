"""Jobs take turns, mails of one ticket leave in order, and mailboxes are read from both ends.

Revision: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

FREE = "state = 'ready' AND behind IS NULL"
INDEXES = {
    "due": (["queue", "run_at", "id"], FREE),
    "turn": (["queue", "rank", "turn", "id"], f"{FREE} AND turn IS NOT NULL"),
    "urgent": (["queue", "run_at", "id"], f"{FREE} AND turn IS NULL AND rank = 0"),
    "flow": (["queue", "flow", "turn"], "flow IS NOT NULL"),
    "thread": (["thread", "id"], "thread IS NOT NULL"),
    "behind": (["behind"], "behind IS NOT NULL"),
}


def upgrade() -> None:
    """Jobs that are there have no turn: they are taken by their age, as those are that the version before makes beside us."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("job", sa.Column("rank", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("job", sa.Column("flow", sa.BigInteger(), nullable=True))
    op.add_column("job", sa.Column("turn", sa.BigInteger(), nullable=True))
    op.add_column("job", sa.Column("thread", sa.Text() if sqlite else sa.LargeBinary(), nullable=True))
    # In one statement, which SQLite knows too: it adds no foreign key to a column that is there.
    key = "CONSTRAINT fk_job_behind REFERENCES job (id) ON DELETE SET NULL"
    op.execute(f"ALTER TABLE job ADD COLUMN behind {'INTEGER' if sqlite else 'BIGINT'} {key}")
    for index, (columns, which) in INDEXES.items():
        op.create_index(f"ix_job_{index}", "job", columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))
    op.add_column("cursor", sa.Column("unsettled", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """What waits is taken by its age again."""
    op.drop_column("cursor", "unsettled")
    for index in INDEXES:
        op.drop_index(f"ix_job_{index}", table_name="job")
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("job") as table:
            for column in ("behind", "thread", "turn", "flow", "rank"):
                table.drop_column(column)
        return
    for column in ("behind", "thread", "turn", "flow", "rank"):
        op.drop_column("job", column)
