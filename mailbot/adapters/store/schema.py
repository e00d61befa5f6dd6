"""Brings the database to the schema of this version, and says whether it is there."""

from enum import Enum
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from mailbot.adapters.store.store import SqlStore

HEAD = "0014"
"""The newest revision in `migrations/versions`; a test holds the two together."""

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
        return SchemaState.CURRENT
    known = {path.name.partition("_")[0] for path in (Path(__file__).parents[1] / "migrations" / "versions").glob("0*.py")}
    return SchemaState.OLDER if version in known else SchemaState.UNKNOWN


def upgrade(store: SqlStore) -> SchemaState:
    """Run what is missing, all of it or nothing; what the state was before. Two at once wait for one another.

    Raises StoreTrouble.
    """
    with store.connection() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        before = _state(connection)
        if before in (SchemaState.EMPTY, SchemaState.OLDER):
            _run(connection)
        return before


def _run(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - Alembic is slow to import and seldom needed
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
