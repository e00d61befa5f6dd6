"""Which tickets a decision had before its eyes, and what is sealed with a key.

Revision: 0015
"""

import sqlalchemy as sa
from alembic import op

from mailbot.adapters.store.namings import note_namings
from mailbot.adapters.store.sealed import vault_of
from mailbot.ports import Erased

revision = "0015"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT_ONCE = 500
SEALED = ("blob", "inbound", "ticket", "outbound")
NEXT = sa.text("SELECT inbound, context FROM decision WHERE context IS NOT NULL AND inbound > :last ORDER BY inbound LIMIT :most")


def upgrade() -> None:
    """Read it from the contexts that are kept."""
    op.create_table(
        "naming",
        sa.Column("inbound", KEY, sa.ForeignKey("inbound.id", name="fk_naming_inbound"), nullable=False, autoincrement=False),
        sa.Column("ticket", KEY, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("inbound", "ticket", name=op.f("pk_naming")),
    )
    op.create_index("ix_naming_ticket", "naming", ["ticket"])
    for table in SEALED:
        op.create_index(f"ix_{table}_key_id", table, ["key_id"])
    connection = op.get_bind()
    vault, last = vault_of(connection), 0
    while rows := connection.execute(NEXT, {"last": last, "most": AT_ONCE}).all():
        for row in rows:
            try:
                context = vault.open(row.context).decode() if row.context else ""
            except Erased:
                context = ""
            note_namings(connection, row.inbound, context)
        last = rows[-1].inbound


def downgrade() -> None:
    """Back to 0012."""
    for table in SEALED:
        op.drop_index(f"ix_{table}_key_id", table_name=table)
    op.drop_table("naming")
