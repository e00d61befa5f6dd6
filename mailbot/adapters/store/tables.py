"""The tables, for SQLite and PostgreSQL alike. Times are stored in UTC and read back aware.

What people outside wrote, and who they are, is sealed, with the key that `key_id` numbers: a mail has one, a ticket has one for
all that hangs on it, and so has a mail of ours that hangs on none.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    literal_column,
    text,
)

from mailbot.adapters.store.sealed import HashedText, SealedText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NO_TRACE = '{"gates": [], "rules": []}'
Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware on both sides, UTC in the database. SQLite drops zones, so they are put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To UTC; a naive time is a mistake of ours and is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


blob = Table(
    "blob",
    metadata,
    Column("sha", Text, primary_key=True),
    Column("codec", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("key_id", LargeBinary),
)

cursor = Table(
    "cursor",
    metadata,
    Column("mailbox", Text, primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("last_uid", BigInteger, nullable=False),
    Column("settled_uid", BigInteger, nullable=False),
    Column("since", UtcDateTime),
    Column("unsettled", Text, nullable=False, server_default=""),
)

inbound = Table(
    "inbound",
    metadata,
    Column("id", Key, primary_key=True),
    Column("mailbox", Text, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger),
    Column("sha", Text, ForeignKey("blob.sha"), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("disposition", Text),
    Column("reason", SealedText, nullable=False),
    Column("message_id", SealedText),
    Column("dedupe_key", HashedText, unique=True),
    Column("ticket", Key, ForeignKey("ticket.id")),
    Column("attempts", Integer, nullable=False),
    Column("confirmed_by", Key),
    Column("key_id", LargeBinary),
    UniqueConstraint("mailbox", "uidvalidity", "uid"),
    Index("ix_inbound_mailbox_sha", "mailbox", "sha"),
    Index("ix_inbound_sha", "sha"),
    Index("ix_inbound_ticket", "ticket"),
    sqlite_autoincrement=True,
)

ticket = Table(
    "ticket",
    metadata,
    Column("id", Key, primary_key=True),
    Column("prefix", Text, nullable=False),
    Column("subject", SealedText, nullable=False),
    Column("status", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("urgency", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("requester", SealedText, nullable=False),
    Column("requester_name", SealedText, nullable=False),
    Column("requester_type", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("tags", Text, nullable=False),
    Column("mentions", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    Column("stands_in_for", Text, nullable=False, server_default=""),
    Column("merged_into", Key),
    Column("stage", Text, nullable=False, server_default=""),
    Column("ending", Text, nullable=False, server_default=""),
    Column("requester_key", HashedText),
    Column("key_id", LargeBinary),
    Column("origin", Text),
    Index("ix_ticket_merged_into", "merged_into"),
    Index("ix_ticket_requester_key", "requester_key"),
    Index("uq_ticket_origin", "origin", unique=True),
    sqlite_autoincrement=True,
)
Index(
    "ix_ticket_stands_in_for",
    ticket.c.stands_in_for,
    sqlite_where=literal_column("stands_in_for") != literal_column("''"),
    postgresql_where=literal_column("stands_in_for") != literal_column("''"),
)

Index(
    "ix_ticket_open",
    ticket.c.owner,
    ticket.c.due_at,
    sqlite_where=literal_column("status") != literal_column("'closed'"),
    postgresql_where=literal_column("status") != literal_column("'closed'"),
)

entry = Table(
    "entry",
    metadata,
    Column("id", Key, primary_key=True),
    Column("ticket", Key, ForeignKey("ticket.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", Text, nullable=False),
    Column("author", SealedText, nullable=False),
    Column("text", SealedText, nullable=False),
    Column("inbound", Key, ForeignKey("inbound.id")),
    Column("attachments", SealedText(""), nullable=False),
    Column("changes", SealedText("[]")),
    Column("undoes", Key),
    Column("remarks", SealedText("")),
    Column("author_key", HashedText),
    Column("changed", Text, nullable=False, server_default=""),
    Column("told", Text, nullable=False, server_default=""),
    Index("ix_entry_inbound", "inbound"),
    sqlite_autoincrement=True,
)

participant = Table(
    "participant",
    metadata,
    Column("id", Key, primary_key=True),
    Column("ticket", Key, ForeignKey("ticket.id"), nullable=False, index=True),
    Column("address", SealedText, nullable=False),
    Column("address_key", HashedText, nullable=False),
    Column("added_by", SealedText, nullable=False),
    Column("inbound", Key, ForeignKey("inbound.id"), nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("left_at", UtcDateTime),
    Column("left_by", SealedText, nullable=False),
    sqlite_autoincrement=True,
)
Index(
    "uq_participant_there",
    participant.c.ticket,
    participant.c.address_key,
    unique=True,
    sqlite_where=participant.c.left_at.is_(None),
    postgresql_where=participant.c.left_at.is_(None),
)
"""Nobody takes part in a ticket twice at once; who comes back has another row."""

naming = Table(
    "naming",
    metadata,
    Column("inbound", Key, ForeignKey("inbound.id"), primary_key=True, autoincrement=False),
    Column("ticket", Key, primary_key=True, autoincrement=False),
    Index("ix_naming_ticket", "ticket"),
)
"""Which tickets a decision had before its eyes: what it keeps of them is sealed, and goes with them."""

decision = Table(
    "decision",
    metadata,
    Column("inbound", Key, ForeignKey("inbound.id"), primary_key=True, autoincrement=False),
    Column("revision", Text, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("classification", Text, nullable=False),
    Column("trace", SealedText(NO_TRACE), nullable=False),
    Column("context", SealedText("")),
    Column("outcome", SealedText("")),
)

outbound = Table(
    "outbound",
    metadata,
    Column("id", Key, primary_key=True),
    Column("ticket", Key, ForeignKey("ticket.id")),
    Column("inbound", Key, ForeignKey("inbound.id")),
    Column("kind", Text, nullable=False),
    Column("recipient", SealedText, nullable=False),
    Column("recipient_key", HashedText, nullable=False),
    Column("role", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("idem_key", HashedText, nullable=False, unique=True),
    Column("message_id", Text, nullable=False, unique=True),
    Column("reply_token", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("error", SealedText, nullable=False),
    Column("sha", Text, ForeignKey("blob.sha")),
    Column("particulars", SealedText(""), nullable=False, server_default=""),
    Column("digest", Key),
    Column("identity", SealedText),
    Column("key_id", LargeBinary),
    Column("leaves_at", UtcDateTime),
    Index("ix_outbound_ticket", "ticket"),
    Index("ix_outbound_recipient_key_created_at", "recipient_key", "created_at"),
    Index("ix_outbound_reply_token", "reply_token"),
    Index("ix_outbound_sha", "sha"),
    sqlite_autoincrement=True,
)

Index(
    "ix_outbound_digest",
    outbound.c.digest,
    sqlite_where=outbound.c.digest.is_not(None),
    postgresql_where=outbound.c.digest.is_not(None),
)

Index(
    "ix_outbound_leaves_at",
    outbound.c.recipient_key,
    outbound.c.leaves_at,
    sqlite_where=outbound.c.leaves_at.is_not(None),
    postgresql_where=outbound.c.leaves_at.is_not(None),
)
"""What a budget put off, until when."""

tally = Table(
    "tally",
    metadata,
    Column("key", HashedText, primary_key=True),
    Column("slot", BigInteger, primary_key=True, autoincrement=False),
    Column("shard", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("until", UtcDateTime, nullable=False, index=True),
)
"""How many automatic mails were owed, by what a budget counts. `until` is when a row counts no more. Each connection to
PostgreSQL counts in a `shard` of its own, so that nobody waits for another.
"""

job = Table(
    "job",
    metadata,
    Column("id", Key, primary_key=True),
    Column("queue", Text, nullable=False),
    Column("ref", Key, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("run_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("holder", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("rank", Integer, nullable=False, server_default="1"),
    Column("flow", BigInteger),
    Column("turn", BigInteger),
    Column("thread", HashedText),
    Column("behind", Key, ForeignKey("job.id", ondelete="SET NULL")),
)
"""`rank`, `flow` and `turn`: see core.queueing; a job without a turn is taken by its age. `thread`: the ticket and the recipient
of a mail; `behind`: the mail that leaves before it: the database empties that when the job is gone, whoever ended it.
"""
_FREE = "state = 'ready' AND behind IS NULL"
for _name, _columns, _which in (
    ("due", (job.c.queue, job.c.run_at, job.c.id), _FREE),
    ("turn", (job.c.queue, job.c.rank, job.c.turn, job.c.id), f"{_FREE} AND turn IS NOT NULL"),
    ("urgent", (job.c.queue, job.c.run_at, job.c.id), f"{_FREE} AND turn IS NULL AND rank = 0"),
    ("flow", (job.c.queue, job.c.flow, job.c.turn), "flow IS NOT NULL"),
    ("thread", (job.c.thread, job.c.id), "thread IS NOT NULL"),
    ("behind", (job.c.behind,), "behind IS NOT NULL"),
):
    Index(f"ix_job_{_name}", *_columns, sqlite_where=text(_which), postgresql_where=text(_which))
Index(
    "ix_job_ready",
    job.c.queue,
    job.c.run_at,
    job.c.id,
    sqlite_where=literal_column("state") == literal_column("'ready'"),
    postgresql_where=literal_column("state") == literal_column("'ready'"),
)
"""For workers of the version before, which know of no turns."""
Index(
    "ix_job_leased",
    job.c.lease_until,
    sqlite_where=literal_column("state") == literal_column("'leased'"),
    postgresql_where=literal_column("state") == literal_column("'leased'"),
)

absence = Table(
    "absence",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person", Text, nullable=False, unique=True),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("back_on", Date),
    Column("inbound", Key, ForeignKey("inbound.id"), nullable=False),
    sqlite_autoincrement=True,
)

countdown = Table(
    "countdown",
    metadata,
    Column("ticket", Key, ForeignKey("ticket.id"), primary_key=True, autoincrement=False),
    Column("phase", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due", UtcDateTime),
    Column("promised", UtcDateTime),
    Column("remind_at", UtcDateTime),
    Column("told", Boolean, nullable=False),
    Column("called", Text, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

revision = Table(
    "revision",
    metadata,
    Column("id", Key, primary_key=True),
    Column("sha", Text, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("published_by", Text, nullable=False),
    Column("files", LargeBinary, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

statistic = Table(
    "statistic",
    metadata,
    Column("ticket", Key, primary_key=True, autoincrement=False),
    Column("area", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("urgency", Text, nullable=False),
    Column("requester_type", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("merged", Boolean, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    Column("acked_at", UtcDateTime),
    Column("answered_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("ending", Text, nullable=False),
    Column("escalations", Integer, nullable=False),
    Column("reassignments", Integer, nullable=False),
    Column("reopened", Integer, nullable=False),
    Index("ix_statistic_opened_at", "opened_at"),
)
"""What is counted of each ticket: no text, no person. No foreign key, for it stays when the ticket is gone."""
Index(
    "ix_statistic_open",
    statistic.c.opened_at,
    sqlite_where=statistic.c.closed_at.is_(None),
    postgresql_where=statistic.c.closed_at.is_(None),
)

erasure = Table(
    "erasure",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("tickets", Integer, nullable=False),
    Column("arrived", Integer, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("confirmation", Key),
    Column("confirmed", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""What was erased, without a word of it. `confirmation` is the number that the mail about it has, or had, in the outbox."""

erased = Table(
    "erased",
    metadata,
    Column("what", Text, primary_key=True),
    Column("number", Key, primary_key=True, autoincrement=False),
    Column("erasure", Key, ForeignKey("erasure.id"), nullable=False),
)

legal_hold = Table(
    "legal_hold",
    metadata,
    Column("ticket", Key, ForeignKey("ticket.id"), primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

access = Table(
    "access",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("ticket", Key, nullable=False, index=True),
    Column("what", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Who was shown the text of a restricted ticket. It stays when the ticket is erased, so it points to nothing."""
for _sealed in (blob, inbound, ticket, outbound):
    Index(f"ix_{_sealed.name}_key_id", _sealed.c.key_id)
"""What is sealed with a key is found when that is given up."""

vault = Table(
    "vault",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""What the database knows of its vault: `keys`, the fingerprint of its key store; `unclean`, where its files still hold what was
there before it was sealed.
"""

forgotten = Table("forgotten", metadata, Column("key_id", LargeBinary, primary_key=True))
"""The keys that must go from the key store, until they have."""

program = Table(
    "program",
    metadata,
    Column("name", Text, primary_key=True),
    Column("revision", Text, nullable=False),
)
"""Which programs may run on this database: `oldest` names the revision of the oldest one."""

alarm = Table(
    "alarm",
    metadata,
    Column("name", Text, primary_key=True),
    Column("said", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("level", Integer, nullable=False),
    Column("told", Integer, nullable=False),
)
"""What is not as it should be, and up to which level people were told."""

notice = Table(
    "notice",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("lines", Text, nullable=False),
    Column("alarms", Text, nullable=False, server_default="[]"),
    sqlite_autoincrement=True,
)
"""What people were told, and of which alarms: nothing of mails."""

canary = Table(
    "canary",
    metadata,
    Column("id", Key, primary_key=True),
    Column("owed_at", UtcDateTime, nullable=False),
    Column("came_at", UtcDateTime),
    sqlite_autoincrement=True,
)
"""Mails that the desk sends to itself."""

for _table, _states in ((inbound, ("held", "quarantined")), (outbound, ("dead", "uncertain"))):
    _some = literal_column("state").in_([literal_column(f"'{_state}'") for _state in _states])
    Index(f"ix_{_table.name}_waiting", _table.c.state, sqlite_where=_some, postgresql_where=_some)
