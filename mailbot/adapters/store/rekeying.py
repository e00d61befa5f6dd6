"""Gives up keys: what is still sealed with one is sealed with a new one, so that no copy of before can be read any more."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, update

from mailbot.adapters.store.forgetting import forget_keys
from mailbot.adapters.store.keys_of import know_nothing_of_keys
from mailbot.adapters.store.sealed import SealedText, sealing, vault_of
from mailbot.adapters.store.tables import blob, decision, entry, inbound, outbound, participant, ticket
from mailbot.ports import Erased

HANGING: Mapping[str, Sequence[tuple[Table, str, str]]] = {
    "inbound": ((decision, "inbound", "inbound"),),
    "ticket": ((entry, "id", "ticket"), (participant, "id", "ticket")),
    "outbound": (),
}
"""The rows that are sealed with the key of another one: their table, what they are known by, and what leads to that one."""


def give_up(connection: Connection, keys: Collection[bytes]) -> None:
    """Forget keys when the transaction is committed; what is still sealed with them is sealed anew before."""
    for key in sorted(set(keys)):
        _seal_anew(connection, key)
    forget_keys(connection, keys)


def _seal_anew(connection: Connection, old: bytes) -> None:
    """Seal with a new key whatever still is with this one; a new one is made only where something is."""
    new: bytes | None = None
    for table in (inbound, ticket, outbound):
        rows = list(connection.execute(select(table.c.id).where(table.c.key_id == old).with_for_update()).scalars())
        if rows:
            new = new or vault_of(connection).new_key()
            _seal_rows(connection, table, "id", table.c.id.in_(rows), new)
            for hanging, number, way in HANGING[table.name]:
                _seal_rows(connection, hanging, number, hanging.c[way].in_(rows), new)
            connection.execute(update(table).where(table.c.id.in_(rows)).values(key_id=new))
    _seal_bytes(connection, old, new)
    know_nothing_of_keys(connection)


def _seal_rows(connection: Connection, table: Table, number: str, which: Any, new: bytes) -> None:
    names = [column.name for column in table.c if isinstance(column.type, SealedText)]
    seal = sealing(connection, new)
    for row in connection.execute(select(table).where(which)).mappings().all():
        values = {name: None if row[name] is None else seal(row[name]) for name in names}
        connection.execute(update(table).where(table.c[number] == row[number]).values(values))


def _seal_bytes(connection: Connection, old: bytes, new: bytes | None) -> None:
    vault = vault_of(connection)
    for sha in list(connection.execute(select(blob.c.sha).where(blob.c.key_id == old)).scalars()):
        new = new or vault.new_key()
        sealed = connection.execute(select(blob.c.data).where(blob.c.sha == sha)).scalar_one()
        try:
            data = vault.seal(new, vault.open(sealed))
        except Erased:
            continue  # it is forgotten already
        connection.execute(update(blob).where(blob.c.sha == sha).values(data=data, key_id=new))
