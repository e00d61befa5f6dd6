"""The key store: a file beside an SQLite database, a schema of its own in PostgreSQL, or any database by MAILBOT_KEYS_URL.

Content and keys lie apart, so that a copy of the content made yesterday holds no key that is forgotten today.
"""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.engine import URL
from sqlalchemy.schema import CreateSchema

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.store.engine import open_engine, troubles
from mailbot.adapters.store.private_file import make_private
from mailbot.adapters.store.tables import UtcDateTime
from mailbot.adapters.store.vault.wrapping import Wrapped
from mailbot.adapters.store.wiping import rewrite
from mailbot.ports import KeysUnusable, StoreTrouble

SCHEMA = "mailbot_keys"
KEYS = Table(
    "key",
    MetaData(schema=SCHEMA),
    Column("id", LargeBinary, primary_key=True),
    Column("master", Text, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Index("ix_key_master", "master"),
    Index("ix_key_made_at", "made_at"),
)
ALL = select(KEYS.c.id, KEYS.c.master, KEYS.c.wrapped)
ONE = ALL.where(KEYS.c.id == bindparam("number"))
MADE_WITH = ALL.where(KEYS.c.made_at == select(KEYS.c.made_at).where(KEYS.c.id == bindparam("number")).scalar_subquery())
"""What is read together was mostly made together: a listing asks once a batch, and not once a row."""
PRESENT = select(func.count()).where(KEYS.c.id.in_(bindparam("numbers", expanding=True)))
MISSING = "the keys of the database are not there: restore them, or set MAILBOT_KEYS_URL"
MASTERS = select(KEYS.c.master, func.count().label("keys_of_it")).group_by(KEYS.c.master)


def keys_url(database: URL) -> URL:
    """Where the keys of a database lie if nothing else is said: `<file>.keys` beside SQLite's, else the same server."""
    if database.get_backend_name() == "sqlite" and database.database:
        return database.set(database=f"{database.database}.keys")
    return database


class KeyStore:
    """The table of keys. Every call may raise StoreTrouble."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._file = Path((url.database or "").removeprefix("file:")) if url.get_backend_name() == "sqlite" else None
        self._lock = threading.Lock()
        self._engines: dict[bool, Engine] = {}

    def exists(self) -> bool:
        """Whether there is a table of keys. Looks, and makes nothing."""
        if self._file is not None and not self._file.exists():
            return False
        with self._reading() as connection:
            return inspect(connection).has_table("key", schema=self._schema)

    def make(self) -> None:
        """Make the table where there is none: a file that its owner alone may read."""
        if self._file is not None:
            try:
                make_private(self._file)
            except OSError as wrong:
                raise StoreTrouble(f"{self._file}: the file of the keys cannot be made: {wrong.strerror}") from wrong
        with self._writing() as connection:
            if self._schema is not None:
                connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
            KEYS.metadata.create_all(connection)

    def add(self, keys: Sequence[Wrapped]) -> None:
        """Keep keys, for good when this returns."""
        now = SystemClock().now()
        rows = [{"id": one.number, "master": one.master, "wrapped": one.data, "made_at": now} for one in keys]
        with self._writing() as connection:
            connection.execute(insert(KEYS), rows)

    def find(self, number: bytes) -> Wrapped | None:
        """One key, None where it is forgotten."""
        with self._reading() as connection:
            row = connection.execute(ONE, {"number": number}).one_or_none()
        return Wrapped(row.id, row.master, row.wrapped) if row is not None else None

    def find_batch(self, number: bytes) -> list[Wrapped]:
        """One key and those that were made with it, none where it is forgotten."""
        with self._reading() as connection:
            rows = connection.execute(MADE_WITH, {"number": number}).all()
        return [Wrapped(row.id, row.master, row.wrapped) for row in rows]

    def count_present(self, numbers: Sequence[bytes]) -> int:
        """How many of these keys there are."""
        with self._reading() as connection:
            return int(connection.execute(PRESENT, {"numbers": numbers}).scalar_one())

    def masters(self) -> dict[str, int]:
        """How many keys each master key wraps, by its name."""
        with self._reading() as connection:
            return {row.master: row.keys_of_it for row in connection.execute(MASTERS)}

    def everything(self, most: int) -> Iterator[list[Wrapped]]:
        """All keys, `most` at a time, in the order of their numbers."""
        last = b""
        while True:
            with self._reading() as connection:
                rows = connection.execute(ALL.where(KEYS.c.id > last).order_by(KEYS.c.id).limit(most)).all()
            if not rows:
                return
            yield [Wrapped(row.id, row.master, row.wrapped) for row in rows]
            last = rows[-1].id

    def under_others(self, master: str, most: int) -> list[Wrapped]:
        """The next keys that are not wrapped by this master key."""
        with self._reading() as connection:
            rows = connection.execute(ALL.where(KEYS.c.master != master).limit(most)).all()
        return [Wrapped(row.id, row.master, row.wrapped) for row in rows]

    def replace(self, keys: Sequence[Wrapped]) -> int:
        """Keep these keys in their new wrapping; how many of them were there still."""
        change = update(KEYS).where(KEYS.c.id == bindparam("number"))
        change = change.values(master=bindparam("by"), wrapped=bindparam("data"))
        with self._writing() as connection:
            return sum(
                connection.execute(change, {"number": one.number, "by": one.master, "data": one.data}).rowcount for one in keys
            )

    def remove(self, keys: Collection[bytes]) -> None:
        """Delete keys."""
        with self._writing() as connection:
            for number in keys:
                connection.execute(delete(KEYS).where(KEYS.c.id == number))

    def overwrite(self) -> None:
        """Leave nothing of deleted keys in the files of the key store."""
        with troubles(self.url):
            rewrite(self._engine(write=True), [f"{SCHEMA}.key"])

    def close(self) -> None:
        """Let go of all connections."""
        with self._lock:
            for engine in self._engines.values():
                engine.dispose()
            self._engines.clear()

    @property
    def place(self) -> str:
        """The URL without its password."""
        return self.url.render_as_string(hide_password=True)

    @property
    def _schema(self) -> str | None:
        return None if self._file is not None else SCHEMA

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with troubles(self.url), self._engine(write=self._file is None).begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with troubles(self.url), self._engine(write=True).begin() as connection:
            yield connection

    def _engine(self, *, write: bool) -> Engine:
        """The engine for writing or, on SQLite, for reading; opened when it is first asked for."""
        with self._lock:
            if write not in self._engines:
                if self._file is not None and not self._file.exists():  # SQLite would make an empty one
                    raise KeysUnusable(f"{self.place}: {MISSING}")
                opened = open_engine(self.url, write=write)
                if self._file is not None:
                    opened = opened.execution_options(schema_translate_map={SCHEMA: None})
                self._engines[write] = opened
            return self._engines[write]
