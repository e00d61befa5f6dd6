"""Searches a database for words that were planted in it: every byte of its files, every column of its tables."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import inspect, select

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.blobs import decompress
from mailbot.adapters.store.tables import blob, metadata

WINDOW = 24
"""Octets of compressed data by which it is known again: no other data has them by chance."""


def columns_with(store: SqlStore, words: Iterable[str]) -> list[str]:
    """`table.column: word` of every row in which one of the words stands, in any case, compressed bytes unpacked."""
    found = []
    with store.connection() as connection:
        there = set(inspect(connection).get_table_names())
        for table in metadata.sorted_tables:
            assert table.name in there
            for row in connection.execute(select(table)).mappings():
                for name, value in row.items():
                    text = _text(table.name, str(name), value)
                    found += [f"{table.name}.{name}: {word}" for word in words if word.casefold() in text]
    return found


def _text(table: str, column: str, value: object) -> str:
    if isinstance(value, bytes):
        data = decompress(value) if (table, column) == (blob.name, "data") else value
        return data.decode("utf-8", "replace").casefold()
    return str(value).casefold()


def folder_of(store: SqlStore) -> Path:
    """Where the files of an SQLite database are."""
    assert store.url.database is not None
    return Path(store.url.database).parent


def on_disk(store: SqlStore, pieces: Iterable[bytes]) -> list[str]:
    """`file: piece` of every piece of bytes that stands in one of the files beside the database, itself among them."""
    files = {path.name: path.read_bytes() for path in folder_of(store).iterdir() if path.is_file()}
    return [f"{name}: {piece!r}" for name, data in files.items() for piece in pieces if piece in data]


def compressed_pieces(store: SqlStore, words: Iterable[str]) -> list[bytes]:
    """What the bytes of all mails that hold one of the words look like on the disk: the beginnings of their compressed forms."""
    with store.connection() as connection:
        datas = list(connection.execute(select(blob.c.data)).scalars())
    theirs = [data for data in datas if any(word.encode().lower() in decompress(data).lower() for word in words)]
    return [data[12 : 12 + WINDOW] for data in theirs if len(data) > 12 + WINDOW]
