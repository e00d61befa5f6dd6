"""Brings the database to the schema of this version, and says whether it is there."""

from enum import Enum
from pathlib import Path

from sqlalchemy import Connection, delete, inspect, select, text

from mailbot.adapters.store.forgetting import known_by
from mailbot.adapters.store.store import SqlStore
from mailbot.adapters.store.tables import metadata, vault
from mailbot.adapters.store.wiping import rewrite

HEAD = "0018"
"""The newest revision in `migrations/versions`; a test holds the two together."""

UNCLEAN = select(vault.c.name).where(vault.c.name == "unclean")

LOCK = 0x6D61696C
"""The PostgreSQL advisory lock that one upgrade holds: "mail"."""


class SchemaState(Enum):
    """How a database's schema compares with what this version needs."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    UNKNOWN = "unknown"


def state_of(store: SqlStore) -> SchemaState:
    """Compare the database with this version. UNKNOWN: made by a newer version, or by something else. Raises StoreTrouble."""
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
    known = {path.name.partition("_")[0] for path in (Path(__file__).parents[1] / "migrations" / "versions").glob("0*.py")}
    return SchemaState.OLDER if version in known else SchemaState.UNKNOWN


def upgrade(store: SqlStore) -> SchemaState:
    """Run what is missing, all of it or nothing; what the state was before. Two at once wait for one another.

    Where it sealed what was readable before, the files are written anew afterwards. Raises StoreTrouble, KeysUnusable.
    """
    with store.connection() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        before = _state(connection)
        if before in (SchemaState.EMPTY, SchemaState.OLDER):
            if inspect(connection).has_table("vault"):
                store.vault.verify(known_by(connection))
            else:
                store.vault.make()
            _run(connection)
        unclean = before is not SchemaState.UNKNOWN and _is_unclean(connection)
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


def _run(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - Alembic is slow to import and seldom needed
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
