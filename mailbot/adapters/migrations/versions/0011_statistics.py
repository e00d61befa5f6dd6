"""What is counted of each ticket, and how a closed one ended.

Revision: 0011
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from mailbot.adapters.store.tables import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Moment = UtcDateTime()
FIELDS = ("area", "topic", "country", "urgency", "requester_type", "language", "restricted")

TICKETS = sa.table(
    "ticket",
    *(sa.column(name) for name in ("id", *FIELDS, "status", "merged_into")),
    *(sa.column(name, Moment) for name in ("created_at", "updated_at", "due_at")),
)
ENTRIES = sa.table(
    "entry",
    *(sa.column(name) for name in ("id", "ticket", "kind", "author", "text", "inbound", "changes", "undoes")),
    sa.column("at", Moment),
)
DECISIONS = sa.table("decision", sa.column("inbound"), sa.column("outcome"))
OUTBOUND = sa.table(
    "outbound", *(sa.column(name) for name in ("id", "ticket", "inbound", "kind", "role", "state")), sa.column("sent_at", Moment)
)

Row = sa.RowMapping


def upgrade() -> None:
    """Tickets of before are counted by what is known of them: how they ended is not, nor where they were opened again."""
    op.add_column("ticket", sa.Column("ending", sa.Text(), nullable=False, server_default=""))
    made = op.create_table(
        "statistic",
        sa.Column("ticket", Key, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in FIELDS if name != "restricted"),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("merged", sa.Boolean(), nullable=False),
        sa.Column("opened_at", Moment, nullable=False),
        *(sa.Column(name, Moment, nullable=True) for name in ("due_at", "acked_at", "answered_at", "closed_at")),
        sa.Column("ending", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("escalations", "reassignments", "reopened")),
        sa.PrimaryKeyConstraint("ticket", name="pk_statistic"),
    )
    op.create_index("ix_statistic_opened_at", "statistic", ["opened_at"])
    still_open = sa.text("closed_at IS NULL")
    op.create_index("ix_statistic_open", "statistic", ["opened_at"], sqlite_where=still_open, postgresql_where=still_open)
    connection = op.get_bind()
    for one in connection.execute(sa.select(TICKETS).order_by(TICKETS.c.id)).mappings().all():
        connection.execute(sa.insert(made), [_count(connection, one)])


def _count(connection: sa.Connection, one: Row) -> dict[str, Any]:
    lines = _of(connection, ENTRIES, one)
    mails = _of(connection, OUTBOUND, one)
    moved = [line for line in lines if _changes_owner(line) and not _taken_back(line, lines)]
    by_desk = [line for line in moved if line["author"] == "mailbot"]
    return {
        **{name: one[name] for name in FIELDS},
        "ticket": one["id"],
        "restricted": bool(one["restricted"]),
        "merged": one["merged_into"] is not None,
        "opened_at": one["created_at"],
        "due_at": _first_deadline(connection, one, lines),
        "acked_at": min((mail["sent_at"] for mail in mails if mail["kind"] == "ack" and mail["sent_at"]), default=None),
        "answered_at": min((line["at"] for line in lines if _answers(line, mails)), default=None),
        "closed_at": _closing(one, lines) if one["status"] == "closed" else None,
        "ending": "",
        "escalations": len([line for line in by_desk if "stands_in_for" not in _fields(line)]),
        "reassignments": len(moved) - len(by_desk),
        "reopened": 0,
    }


def _of(connection: sa.Connection, rows: sa.TableClause, one: Row) -> Sequence[Row]:
    return connection.execute(sa.select(rows).where(rows.c.ticket == one["id"]).order_by(rows.c.id)).mappings().all()


def _changes(line: Row) -> list[tuple[str, str, str]]:
    return [(field, before, after) for field, before, after in json.loads(line["changes"] or "[]")]


def _fields(line: Row) -> set[str]:
    return {field for field, _, _ in _changes(line)}


def _changes_owner(line: Row) -> bool:
    corrected = line["changes"] is None and line["text"].startswith("corrected ") and "owner: " in line["text"]
    return bool(line["kind"] == "event" and line["undoes"] is None and (corrected or "owner" in _fields(line)))


def _taken_back(line: Row, lines: Sequence[Row]) -> bool:
    return any(other["undoes"] == line["id"] for other in lines)


def _answers(line: Row, mails: Sequence[Row]) -> bool:
    """Whether a line is an answer that was neither taken back nor given up."""
    gone = {mail["inbound"] for mail in mails if _is_answer(mail) and mail["state"] in ("cancelled", "dead")}
    return line["kind"] == "answer" and line["inbound"] not in gone


def _is_answer(mail: Row) -> bool:
    return bool(mail["kind"] == "answer" and mail["role"] == "requester")


def _closing(one: Row, lines: Sequence[Row]) -> datetime:
    closings = [line["at"] for line in lines if any(f == "status" and after == "closed" for f, _, after in _changes(line))]
    moment: datetime = max(closings, default=one["updated_at"])
    return moment


def _first_deadline(connection: sa.Connection, one: Row, lines: Sequence[Row]) -> datetime | None:
    """The deadline with which it was opened, as that decision says; else the one of now, where nobody has answered."""
    causes = [line["inbound"] for line in lines if line["at"] == one["created_at"] and line["inbound"] is not None]
    asked = sa.select(DECISIONS.c.outcome).where(DECISIONS.c.inbound.in_(causes), DECISIONS.c.outcome.is_not(None))
    for outcome in connection.execute(asked).scalars().all():
        for effect in json.loads(outcome or "{}").get("effects", ()):
            if effect.get("effect") == "OpenTicket":
                return datetime.fromisoformat(effect["due_at"]).astimezone(UTC)
    moment: datetime | None = one["due_at"] if one["status"] == "new" else None
    return moment


def downgrade() -> None:
    """Back to 0010."""
    op.drop_index("ix_statistic_open", "statistic")
    op.drop_index("ix_statistic_opened_at", "statistic")
    op.drop_table("statistic")
    op.drop_column("ticket", "ending")
