"""Searches a database for words that were planted in it: every byte of its files, every column of its tables, opened."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.blobs import open_blob
from mailbot.adapters.store.tables import blob, metadata
from mailbot.ports import Erased

WINDOW = 24
"""Octets of sealed data by which it is known again: no other data has them by chance."""


def columns_with(store: SqlStore, words: Iterable[str]) -> list[str]:
    """`table.column: word` of every row in which one of the words stands, in any case, what is sealed opened."""
    found = []
    with store.connection() as connection:
        there = set(inspect(connection).get_table_names())
        for table in metadata.sorted_tables:
            assert table.name in there
            for row in connection.execute(select(table)).mappings():
                for name, value in row.items():
                    text = _text(_bytes_of(connection, value) if (table, str(name)) == (blob, "data") else value)
                    found += [f"{table.name}.{name}: {word}" for word in words if word.casefold() in text]
    return found


def _bytes_of(connection: Connection, data: bytes) -> bytes:
    """What is sealed, as far as there is a key; else its seal."""
    try:
        return open_blob(connection, data)
    except Erased:
        return data


def _text(value: object) -> str:
    return value.decode("utf-8", "replace").casefold() if isinstance(value, bytes) else str(value).casefold()


def folder_of(store: SqlStore) -> Path:
    """Where the files of an SQLite database are."""
    assert store.url.database is not None
    return Path(store.url.database).parent


def on_disk(store: SqlStore, pieces: Iterable[bytes]) -> list[str]:
    """`file: piece` of every piece of bytes that stands in one of the files beside the database, itself among them."""
    files = {path.name: path.read_bytes() for path in folder_of(store).iterdir() if path.is_file()}
    return [f"{name}: {piece!r}" for name, data in files.items() for piece in pieces if piece in data]


def sealed_pieces(store: SqlStore, words: Iterable[str]) -> list[bytes]:
    """What the bytes of all mails that hold one of the words look like on the disk: pieces of their sealed forms."""
    with store.connection() as connection:
        datas = [data for data in connection.execute(select(blob.c.data)).scalars() if data]
        theirs = [data for data in datas if any(word.encode().lower() in open_blob(connection, data).lower() for word in words)]
    return [data[40 : 40 + WINDOW] for data in theirs if len(data) > 40 + WINDOW]
