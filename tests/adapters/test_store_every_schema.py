"""A database of every version there was, with rows in every table, is brought to this version, and a desk runs over it."""

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    column,
    insert,
    inspect,
    literal_column,
    select,
    table,
)

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.blobs import compress
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.integrity import find_faults
from mailbot.adapters.store.schema import MIGRATIONS, SchemaState, migrate, state_of, upgrade
from mailbot.adapters.store.sealed import HashedText, SealedText, vault_of
from mailbot.adapters.store.tables import UtcDateTime, metadata
from tests.databases import copy_database
from tests.mails import mail
from tests.rulebooks import LEAD
from tests.stage import Stage

OURSELVES = ("alembic_version", "vault", "forgotten", "program")
"""What the desk notes of itself."""

FAR = datetime(2099, 1, 1, tzinfo=UTC)
SAID: Mapping[str, Any] = {
    "inbound.state": "done",
    "inbound.disposition": "opened",
    "inbound.confirmed_by": None,
    "ticket.prefix": "TD",
    "ticket.status": "closed",
    "ticket.urgency": "low",
    "ticket.language": "en",
    "ticket.owner": LEAD,
    "ticket.merged_into": None,
    "ticket.stage": "",
    "ticket.stands_in_for": "",
    "entry.kind": "event",
    "entry.attachments": '[["a.txt", "text/plain", 1, "sha", false]]',
    "entry.changes": '[["owner", "a@x.example", "b@x.example"]]',
    "entry.remarks": "[]",
    "entry.undoes": None,
    "decision.trace": '{"gates": [["noise", "why"]], "rules": []}',
    "decision.context": "",
    "decision.outcome": "",
    "outbound.kind": "ack",
    "outbound.role": "requester",
    "outbound.locale": "en",
    "outbound.state": "sent",
    "outbound.digest": None,
    "outbound.particulars": "",
    "outbound.hint": "",
    "job.state": "ready",
    "job.queue": "process",
    "job.run_at": FAR,
    "job.lease_until": None,
    "job.holder": "",
    "job.behind": None,
    "countdown.until": FAR,
    "absence.until": FAR,
    "erased.what": "inbound",
    "erasure.reason": "ticket",
    "blob.codec": "zstd",
}
"""Values with a meaning; all others are made of the name of the column and the round."""

MADE: tuple[tuple[type, Callable[[str, int], Any]], ...] = (
    (Boolean, lambda _, __: False),
    (Integer, lambda _, number: number),
    (DateTime, lambda _, number: datetime(2026, 1, 1 + number, 9, tzinfo=UTC)),
    (Date, lambda _, number: date(2026, 1, 1 + number)),
    (LargeBinary, lambda field, number: f"{field} {number}".encode()),
)
"""What a column of a type is given in a round; texts else."""

REREAD = {"statistic", "naming"}
"""What migrations make of the rows that are there."""


def chain() -> list[str]:
    """Every revision, the first one first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


class Filler:
    """Writes one row into every table a round, and remembers what they said."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.round = 0

    def fill(self, connection: Connection) -> None:
        """One more row in each table, as the schema is now."""
        self.round += 1
        looked = inspect(connection)
        sealed = looked.has_table("vault")
        key = vault_of(connection).new_key() if sealed else b""
        made: dict[str, Mapping[str, Any]] = {}
        for name, _ in looked.get_sorted_table_and_fkc_names():
            if name is None or name in OURSELVES:
                continue
            refers = {one["constrained_columns"][0]: one["referred_table"] for one in looked.get_foreign_keys(name)}
            said: dict[str, Any] = {}
            for one in looked.get_columns(name):
                if one["name"] == "id":
                    continue
                if refers.get(one["name"], name) != name:
                    parent = made[refers[one["name"]]]
                    said[one["name"]] = parent["sha" if refers[one["name"]] == "blob" else "id" if "id" in parent else "ticket"]
                elif one["name"] == "key_id":
                    said["key_id"] = key or None
                else:
                    said[one["name"]] = self._value(name, one["name"], one["type"])
            written = {one: _as_kept(connection, name, one, value, key) for one, value in said.items()}
            if name == "blob" and sealed:
                written |= {"codec": "zstd+seal", "data": vault_of(connection).seal(key, said["data"])}
                said["codec"] = "zstd+seal"
            made[name] = said | self._write(
                connection, name, written, numbered="id" in {c["name"] for c in looked.get_columns(name)}
            )
            self.rows.setdefault(name, []).append(said)

    def _value(self, name: str, field: str, kind: Any) -> Any:
        if f"{name}.{field}" in SAID:
            return SAID[f"{name}.{field}"]
        if field in ("data", "files"):
            return compress(json.dumps({"desk.yaml": f"round {self.round}"}).encode())
        words = f"{field} {self.round}"
        if isinstance(metadata.tables[name].c[field].type, SealedText | HashedText):
            return words
        return next((make(field, self.round) for of, make in MADE if isinstance(kind, of)), words)

    @staticmethod
    def _write(connection: Connection, name: str, row: Mapping[str, Any], *, numbered: bool) -> dict[str, Any]:
        columns = (
            column(one, UtcDateTime() if isinstance(value, datetime) else Date() if isinstance(value, date) else None)
            for one, value in row.items()
        )
        adding = insert(table(name, *columns)).values(dict(row))
        if not numbered:
            connection.execute(adding)
            return {}
        return {"id": connection.execute(adding.returning(literal_column("id"))).scalar_one()}


def _as_kept(connection: Connection, name: str, field: str, value: Any, key: bytes) -> Any:
    """The value as the program of that version wrote it."""
    kind = metadata.tables[name].c[field].type if field in metadata.tables[name].c else None
    if not key or value is None or not isinstance(kind, SealedText | HashedText):
        return value
    vault = vault_of(connection)
    if isinstance(kind, HashedText):
        return vault.hash(value)
    return vault.seal(key, value.encode()) if value else b""


def assert_nothing_is_lost(store: SqlStore, filler: Filler) -> None:
    """Bring a copy to this version: every row says what it said, and a desk goes on."""
    upgrade(store)
    assert state_of(store) is SchemaState.CURRENT
    with store.connection() as connection:
        for name, rows in filler.rows.items():
            there = metadata.tables[name]
            kept = [
                one
                for one in rows[-1]
                if one in there.c and not isinstance(there.c[one].type, HashedText) and one not in ("data", "codec", "key_id")
            ]
            found = [tuple(row) for row in connection.execute(select(*(there.c[one] for one in kept)))]
            said = [tuple(row.get(one) for one in kept) for row in rows]
            if name not in REREAD:
                assert len(found) == len(rows), name
            missing = [row for row in said if not any(_same(row, one) for one in found)]
            assert not missing, (name, kept, missing, found)
        assert find_faults(connection, full=True) == []
    stage = Stage(store)
    assert stage.arrive_one(mail(sender="new@ngo.example.org", subject="After it all"))["disposition"] == "opened"


def _same(said: tuple[Any, ...], found: tuple[Any, ...]) -> bool:
    """Whether a row says what it said; what an older version had no column for may be anything."""
    return all(one is None or one == other for one, other in zip(said, found, strict=True))


def make_keys(url: str) -> None:
    """The key store of an empty database."""
    store = SqlStore(database_url(url))
    store.vault.make()
    store.close()


def test_no_row_of_any_version_is_lost_on_sqlite(quick_folder: Path, tmp_path: Path) -> None:
    folder = quick_folder / "every"
    folder.mkdir()
    try:
        url = f"sqlite:///{folder}/chain.db"
        filler = Filler()
        make_keys(url)
        for revision in chain():
            store = SqlStore(database_url(url))
            with store.connection() as connection:
                migrate(connection, revision)
                filler.fill(connection)
            store.close()
            copy_database(folder / "chain.db", folder / f"{revision}.db")
            copy = SqlStore(database_url(f"sqlite:///{folder}/{revision}.db"))
            assert_nothing_is_lost(copy, filler)
            copy.close()
    finally:
        shutil.rmtree(folder)


def test_no_row_of_any_version_is_lost_on_postgresql(request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("postgres")
    filler = Filler()
    with server.database("template1") as url:
        make_keys(url)
        for revision in chain():
            store = SqlStore(database_url(url))
            with store.connection() as connection:
                migrate(connection, revision)
                filler.fill(connection)
            store.close()
            with server.database(database_url(url).database) as copied:
                copy = SqlStore(database_url(copied))
                assert_nothing_is_lost(copy, filler)
                copy.close()


def test_every_migration_from_the_last_one_on_says_which_programs_may_run_beside_it() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    known = {script.revision for script in scripts}
    for script in scripts:
        assert getattr(script.module, "oldest_program", script.revision) in known
