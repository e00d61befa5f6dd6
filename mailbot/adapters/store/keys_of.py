"""With which key a row's values are sealed. Asked once a transaction: within one it never changes."""

from sqlalchemy import Connection, Table, bindparam, select, union

from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.tables import blob, inbound, outbound, ticket
from mailbot.ports import Conflict, Erased

PROMISED = "forgets"
"""Where a connection remembers that its transaction gives up keys."""

KNOWN = "keys_of"
"""Where a connection remembers what was asked in its transaction: (table, row) -> key."""


def _key_of(table: Table) -> Prepared:
    return Prepared(select(table.c.key_id).where(table.c.id == bindparam("row")))


ASKING = {table.name: _key_of(table) for table in (inbound, outbound, ticket)}


IN_USE = union(*(select(table.c.key_id).where(table.c.key_id.is_not(None)) for table in (blob, inbound, ticket, outbound)))


def keys_in_use(connection: Connection) -> list[bytes]:
    """The numbers of all keys that something is sealed with."""
    return [bytes(number) for number in connection.execute(IN_USE).scalars()]


def key_of_inbound(connection: Connection, row: int) -> bytes:
    """The key of an arrived mail. Raises Erased, Conflict where there is none such any more."""
    return _found(connection, inbound, row)


def key_of_ticket(connection: Connection, row: int) -> bytes:
    """The key of a ticket and all that hangs on it. Raises Erased, Conflict where there is none such any more."""
    return _found(connection, ticket, row)


def key_of_outbound(connection: Connection, row: int) -> bytes:
    """The key of a mail of ours. Raises Erased, Conflict where there is none such any more."""
    return _found(connection, outbound, row)


def remember_key(connection: Connection, table: Table, row: int, key: bytes) -> None:
    """The key of a row that was just written."""
    connection.info.setdefault(KNOWN, {})[table.name, row] = key


def know_nothing(connection: Connection) -> None:
    """At the begin of a transaction: what was known in the one before may have been rolled back."""
    connection.info.pop(KNOWN, None)
    connection.info.pop(PROMISED, None)


def know_nothing_of_keys(connection: Connection) -> None:
    """Rows have other keys now."""
    connection.info.pop(KNOWN, None)


def _found(connection: Connection, table: Table, row: int) -> bytes:
    known: dict[tuple[str, int], bytes] = connection.info.setdefault(KNOWN, {})
    key = known.get((table.name, row))
    if key is None:
        key = known[table.name, row] = _ask(connection, table, row)
    return key


def _ask(connection: Connection, table: Table, row: int) -> bytes:
    found = ASKING[table.name].fetch(connection, {"row": row})
    if not found:
        raise Conflict(f"{table.name} {row} is there no more")
    ((key,),) = found
    if key is None:
        raise Erased(f"{table.name} {row} is erased")
    return bytes(key)
