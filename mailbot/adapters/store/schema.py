"""Brings the database to the schema of this version, and says whether it is there, and which programs may run on it."""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, inspect, select, text

from mailbot.adapters.store.forgetting import known_by
from mailbot.adapters.store.store import SqlStore
from mailbot.adapters.store.tables import metadata, program, vault
from mailbot.adapters.store.wiping import rewrite

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0019"
"""The newest revision in `migrations/versions`; a test holds the two together."""

MIGRATIONS = Path(__file__).parents[1] / "migrations"

OLDEST = select(program.c.revision).where(program.c.name == "oldest")

UNCLEAN = select(vault.c.name).where(vault.c.name == "unclean")

LOCK = 0x6D61696C
"""The PostgreSQL advisory lock that one upgrade holds: "mail"."""


class SchemaState(Enum):
    """How a database's schema compares with what this version needs. NEWER: upgraded already, and this version may go on."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    UNKNOWN = "unknown"


def state_of(store: SqlStore) -> SchemaState:
    """Compare the database with this version. UNKNOWN: beyond what it can do, or of something else. Raises StoreTrouble."""
    with store.connection() as connection:
        return _state(connection)


def _state(connection: Connection) -> SchemaState:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        return SchemaState.UNKNOWN if "inbound" in tables else SchemaState.EMPTY
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if version is None:
        return SchemaState.EMPTY
    if version == HEAD:
        return SchemaState.OLDER if _is_unclean(connection) else SchemaState.CURRENT
    if version in revisions():
        return SchemaState.OLDER
    allowed = "program" in tables and connection.execute(OLDEST).scalar_one_or_none() in revisions()
    return SchemaState.NEWER if allowed else SchemaState.UNKNOWN


def revisions() -> frozenset[str]:
    """The revisions that this version knows: it may run on a database that names one of them as its oldest program's."""
    return frozenset(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("0*.py"))


def upgrade(store: SqlStore) -> SchemaState:
    """Run what is missing, all of it or nothing; what the state was before. Two at once wait for one another.

    Where it sealed what was readable before, the files are written anew afterwards. Raises StoreTrouble, KeysUnusable.
    """
    with store.connection() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        before = _state(connection)
        if before is SchemaState.OLDER and connection.dialect.name == "postgresql" and inspect(connection).has_table("program"):
            connection.execute(text("LOCK TABLE program"))  # who is in a transaction ends it first, and nobody begins one
        if before in (SchemaState.EMPTY, SchemaState.OLDER):
            if inspect(connection).has_table("vault"):
                store.vault.verify(known_by(connection))
            else:
                store.vault.make()
            migrate(connection)
        unclean = before in (SchemaState.EMPTY, SchemaState.OLDER, SchemaState.CURRENT) and _is_unclean(connection)
    if unclean:
        _clean(store)
    return before


def _is_unclean(connection: Connection) -> bool:
    return connection.execute(UNCLEAN).first() is not None


def _clean(store: SqlStore) -> None:
    """Let nothing of the rows that were sealed lie about in the files."""
    with store.alone() as engine:
        rewrite(engine, sorted(metadata.tables), by="FILE")  # a copy of the whole is no load for the memory, and sealed
    with store.connection() as connection:
        connection.execute(delete(vault).where(vault.c.name == "unclean"))


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to a revision, in the transaction of whoever calls."""
    from alembic import command  # noqa: PLC0415 - Alembic is slow to import and seldom needed
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if inspect(connection).has_table("program"):
        _note_oldest(connection, _oldest_program(config, revision))


def _oldest_program(config: "Config", revision: str) -> str:
    """The revision of the oldest program that may run on this schema: what its migration says, else its own."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_revision(revision)
    return str(getattr(newest.module, "oldest_program", newest.revision))


def _note_oldest(connection: Connection, revision: str) -> None:
    connection.execute(delete(program).where(program.c.name == "oldest"))
    connection.execute(insert(program).values(name="oldest", revision=revision))
