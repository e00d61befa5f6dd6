"""Databases as things that are copied, with their keys beside them, and tampered with."""

from pathlib import Path
from shutil import copyfile

from sqlalchemy import select, update

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.keys_of import key_of_inbound
from mailbot.adapters.store.sealed import sealing
from mailbot.adapters.store.tables import decision


def keys_beside(path: Path) -> Path:
    """The file of the keys of a database."""
    return path.with_name(f"{path.name}.keys")


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that nobody has open, and its keys."""
    copyfile(source, target)
    copyfile(keys_beside(source), keys_beside(target))


def tamper(store: SqlStore, inbound: int, column: str, old: str, new: str) -> None:
    """Replace words in a sealed column of a decision."""
    with store.connection() as connection:
        row = decision.c.inbound == inbound
        said = connection.execute(select(decision.c[column]).where(row)).scalar_one()
        assert old in said
        sealed = sealing(connection, key_of_inbound(connection, inbound))(said.replace(old, new))
        connection.execute(update(decision).where(row).values({column: sealed}))
