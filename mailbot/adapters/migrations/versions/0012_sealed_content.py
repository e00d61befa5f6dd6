"""What people outside wrote, and who they are, is sealed with keys that lie apart.

One transaction does it, some rows at a time: killed, it begins anew, and leaves nothing but keys that nothing was sealed with.

Revision: 0012
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from mailbot.adapters.store.sealed import vault_of
from mailbot.core.message import address_key, person_key
from mailbot.ports import Vault

revision = "0012"
down_revision = "0014"
branch_labels = None
depends_on = None

AT_ONCE = 500
OCTETS, WORDS = sa.LargeBinary(), sa.Text()
SEALED: Mapping[str, tuple[str, ...]] = {
    "inbound": ("reason", "message_id"),
    "decision": ("trace", "context", "outcome"),
    "ticket": ("subject", "requester", "requester_name"),
    "entry": ("author", "text", "attachments", "changes", "remarks"),
    "participant": ("address", "added_by", "left_by"),
    "outbound": ("recipient", "error", "particulars"),
}
"""The columns that are sealed where they stand."""
HASHED: Mapping[str, tuple[str, ...]] = {
    "inbound": ("dedupe_key",),
    "participant": ("address_key",),
    "outbound": ("recipient_key", "idem_key"),
}
"""The columns that are hashed where they stand."""
NUMBER: Mapping[str, str] = {"decision": "inbound"}
"""The primary key where it is not `id`."""
OWNER: Mapping[str, tuple[str, str]] = {
    "decision": ("inbound", "inbound"),
    "entry": ("ticket", "ticket"),
    "participant": ("ticket", "ticket"),
}
"""By whose key a row is sealed, and which column leads there, where it has no key of its own."""
NONE_YET = "UPDATE outbound SET key_id = COALESCE((SELECT key_id FROM ticket WHERE ticket.id = outbound.ticket), "
NONE_YET += "(SELECT key_id FROM inbound WHERE inbound.id = outbound.inbound))"


def upgrade() -> None:
    """Seal every row."""
    connection = op.get_bind()
    vault = vault_of(connection)
    _add_columns(connection)
    if connection.dialect.name == "postgresql":  # SQLite keeps octets in a column of TEXT as they are
        _turn_into_octets()
    _give_keys(connection, vault)
    for table in SEALED:
        for row in _rows(connection, table):
            _write(connection, table, row[NUMBER.get(table, "id")], _sealed(table, row, vault))
    _note(connection, vault)
    op.create_index("ix_ticket_requester_key", "ticket", ["requester_key"])


def _add_columns(connection: sa.Connection) -> None:
    octets = OCTETS if connection.dialect.name == "postgresql" else WORDS
    op.create_table(
        "vault",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("value", OCTETS, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_vault")),
    )
    op.create_table(
        "forgotten", sa.Column("key_id", OCTETS, nullable=False), sa.PrimaryKeyConstraint("key_id", name=op.f("pk_forgotten"))
    )
    for table in ("blob", "inbound", "ticket", "outbound"):
        op.add_column(table, sa.Column("key_id", OCTETS))
    op.add_column("ticket", sa.Column("requester_key", octets))
    op.add_column("entry", sa.Column("author_key", octets))
    op.add_column("entry", sa.Column("changed", WORDS, nullable=False, server_default=""))
    op.add_column("entry", sa.Column("told", WORDS, nullable=False, server_default=""))
    op.add_column("outbound", sa.Column("identity", octets))


def _turn_into_octets() -> None:
    op.execute("ALTER TABLE outbound ALTER particulars DROP DEFAULT")
    for table, columns in SEALED.items():
        changes = [f"ALTER {name} TYPE bytea USING convert_to({name}, 'UTF8')" for name in columns + HASHED.get(table, ())]
        op.execute(f"ALTER TABLE {table} {', '.join(changes)}")
    op.execute("ALTER TABLE outbound ALTER particulars SET DEFAULT ''")


def _give_keys(connection: sa.Connection, vault: Vault) -> None:
    """A key for each ticket, each mail that arrived, and each mail of ours that hangs on neither; the bytes are sealed too."""
    for number in _numbers(connection, "SELECT id FROM ticket"):
        _write(connection, "ticket", number, {"key_id": vault.new_key()})
    for sha in _numbers(connection, "SELECT DISTINCT sha FROM inbound"):
        _seal_blob(connection, vault, sha, vault.new_key())
    connection.execute(sa.text("UPDATE inbound SET key_id = (SELECT key_id FROM blob WHERE blob.sha = inbound.sha)"))
    connection.execute(sa.text(NONE_YET))
    for number in _numbers(connection, "SELECT id FROM outbound WHERE key_id IS NULL"):
        _write(connection, "outbound", number, {"key_id": vault.new_key()})
    of_ours = "SELECT blob.sha, outbound.key_id FROM blob LEFT JOIN outbound ON outbound.sha = blob.sha WHERE blob.key_id IS NULL"
    for sha, key in {row.sha: row.key_id for row in connection.execute(sa.text(of_ours))}.items():
        _seal_blob(connection, vault, sha, key or vault.new_key())


def _seal_blob(connection: sa.Connection, vault: Vault, sha: str, key: bytes) -> None:
    data = connection.execute(sa.text("SELECT data FROM blob WHERE sha = :sha"), {"sha": sha}).scalar_one()
    sealed = {"sha": sha, "data": vault.seal(key, data), "key": key}
    connection.execute(sa.text("UPDATE blob SET data = :data, codec = 'zstd+seal', key_id = :key WHERE sha = :sha"), sealed)


def _sealed(table: str, row: sa.RowMapping, vault: Vault) -> dict[str, Any]:
    """What the columns of a row hold from now on."""

    def seal(text: str | None) -> bytes | None:
        return None if text is None else vault.seal(row["row_key"], text.encode()) if text else b""

    said = {name: _text(row[name]) for name in SEALED[table] + HASHED.get(table, ())}
    values: dict[str, Any] = {name: seal(said[name]) for name in SEALED[table]}
    values |= {name: vault.hash(text) for name in HASHED.get(table, ()) if (text := said[name]) is not None}
    match table:
        case "ticket":
            values["requester_key"] = vault.hash(address_key(said["requester"] or ""))
        case "entry":
            values["author_key"] = vault.hash(address_key(said["author"] or ""))
            values["changed"] = _words(_changed(said["changes"], said["text"] or ""))
            values["told"] = _words([key for key, _ in json.loads(said["remarks"] or "[]")])
            values["attachments"] = b"" if said["attachments"] == "[]" else values["attachments"]
        case "outbound":
            values["identity"] = seal(said["idem_key"])
    return values


def _changed(changes: str | None, text: str) -> list[str]:
    """Which fields an event changed, and whether that closed its ticket."""
    if changes is None and text.startswith("corrected "):
        return [said.partition(":")[0] for said in text.removeprefix("corrected ").split("; ")]
    told = json.loads(changes or "[]")
    closed = any(field == "status" and after == "closed" for field, _, after in told)
    return [field for field, *_ in told] + (["status=closed"] if closed else [])


def _words(found: Sequence[str]) -> str:
    return f" {' '.join(dict.fromkeys(found))} " if found else ""


def _note(connection: sa.Connection, vault: Vault) -> None:
    """Which key store it was, and whether the files still hold what was there before."""
    insert = sa.text("INSERT INTO vault (name, value) VALUES (:name, :value)")
    connection.execute(insert, {"name": "keys", "value": vault.hash("mailbot")})
    if connection.execute(sa.text("SELECT 1 FROM blob LIMIT 1")).first() is not None:
        connection.execute(insert, {"name": "unclean", "value": b"\x01"})


def downgrade() -> None:
    """Back to words that anybody can read; which mail a later one repeats is lost."""
    connection = op.get_bind()
    vault = vault_of(connection)
    opened = {table: [(row, _opened(table, row, vault)) for row in _rows(connection, table)] for table in SEALED}
    for sha in _numbers(connection, "SELECT sha FROM blob"):
        data = connection.execute(sa.text("SELECT data FROM blob WHERE sha = :sha"), {"sha": sha}).scalar_one()
        plain = {"sha": sha, "data": vault.open(data)}
        connection.execute(sa.text("UPDATE blob SET data = :data, codec = 'zstd' WHERE sha = :sha"), plain)
    op.drop_index("ix_ticket_requester_key", table_name="ticket")
    if connection.dialect.name == "postgresql":
        _turn_into_words()
    for table, rows in opened.items():
        for row, values in rows:
            _write(connection, table, row[NUMBER.get(table, "id")], values)
    for table, name in (
        ("ticket", "requester_key"),
        ("entry", "author_key"),
        ("entry", "changed"),
        ("entry", "told"),
        ("outbound", "identity"),
    ):
        op.drop_column(table, name)
    for table in ("blob", "inbound", "ticket", "outbound"):
        op.drop_column(table, "key_id")
    op.drop_table("forgotten")
    op.drop_table("vault")


def _turn_into_words() -> None:
    op.execute("ALTER TABLE outbound ALTER particulars DROP DEFAULT")
    for table, columns in SEALED.items():
        changes = [f"ALTER {name} TYPE text USING encode({name}, 'hex')" for name in columns + HASHED.get(table, ())]
        op.execute(f"ALTER TABLE {table} {', '.join(changes)}")
    op.execute("ALTER TABLE outbound ALTER particulars SET DEFAULT ''")


def _opened(table: str, row: sa.RowMapping, vault: Vault) -> dict[str, Any]:
    """What the columns of a row held before."""
    values = {name: vault.open(row[name]).decode() if row[name] else _text(row[name]) for name in SEALED[table]}
    match table:
        case "inbound":
            values["dedupe_key"] = row["dedupe_key"].hex() if row["dedupe_key"] is not None else None
        case "entry":
            values["attachments"] = values["attachments"] or "[]"
        case "participant":
            values["address_key"] = address_key(str(values["address"]))
        case "outbound":
            values["recipient_key"] = person_key(str(values["recipient"]))
            values["idem_key"] = vault.open(row["identity"]).decode()
    return values


def _rows(connection: sa.Connection, table: str) -> Iterator[sa.RowMapping]:
    """All rows with the number of their key as `row_key`, AT_ONCE at a time."""
    number = NUMBER.get(table, "id")
    owner, way = OWNER.get(table, (table, "id"))
    wanted = sa.text(
        f"SELECT t.*, o.key_id AS row_key FROM {table} t JOIN {owner} o ON o.id = t.{way} "  # noqa: S608 - names of ours
        f"WHERE t.{number} > :last ORDER BY t.{number} LIMIT {AT_ONCE}"
    )
    last = 0
    while rows := connection.execute(wanted, {"last": last}).mappings().all():
        yield from rows
        last = rows[-1][number]


def _write(connection: sa.Connection, table: str, number: int, values: Mapping[str, Any]) -> None:
    set_ = ", ".join(f"{name} = :{name}" for name in values)
    row = sa.text(f"UPDATE {table} SET {set_} WHERE {NUMBER.get(table, 'id')} = :row_number")  # noqa: S608 - names of ours
    connection.execute(row, {**values, "row_number": number})


def _numbers(connection: sa.Connection, wanted: str) -> list[Any]:
    return list(connection.execute(sa.text(wanted)).scalars())


def _text(value: str | bytes | None) -> str | None:
    return value.decode() if isinstance(value, bytes) else value
