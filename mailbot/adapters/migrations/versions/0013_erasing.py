"""What was erased, what may not be, and who read what is restricted.

Revision: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nothing was erased, is held, or was read before."""
    op.create_table(
        "erasure",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("tickets", sa.Integer(), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("confirmation", KEY, nullable=True),
        sa.Column("confirmed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "erased",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("number", KEY, autoincrement=False, nullable=False),
        sa.Column("erasure", KEY, nullable=False),
        sa.ForeignKeyConstraint(["erasure"], ["erasure.id"], name=op.f("fk_erased_erasure")),
        sa.PrimaryKeyConstraint("what", "number", name=op.f("pk_erased")),
    )
    op.create_table(
        "legal_hold",
        sa.Column("ticket", KEY, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name=op.f("fk_legal_hold_ticket")),
        sa.PrimaryKeyConstraint("ticket", name=op.f("pk_legal_hold")),
    )
    op.create_table(
        "access",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("ticket", KEY, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_access_ticket"), "access", ["ticket"], unique=False)
    op.create_index(op.f("ix_inbound_sha"), "inbound", ["sha"], unique=False)
    op.create_index(op.f("ix_outbound_sha"), "outbound", ["sha"], unique=False)


def downgrade() -> None:
    """Back to 0011; what was erased stays so, and nothing says that it was."""
    op.drop_index(op.f("ix_outbound_sha"), table_name="outbound")
    op.drop_index(op.f("ix_inbound_sha"), table_name="inbound")
    for table in ("access", "legal_hold", "erased", "erasure"):
        op.drop_table(table)
