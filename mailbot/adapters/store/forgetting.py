"""Forgets keys after the transaction that gave them up, and again after a crash in between.

The numbers lie in a table of the content until the key store has let go of the keys. So a key never goes while what it opened
may come back by a rollback, and never stays where that is gone for good.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, select

from mailbot.adapters.store.blobs import insert_or_skip
from mailbot.adapters.store.keys_of import PROMISED
from mailbot.adapters.store.tables import forgotten, vault
from mailbot.ports import Vault

FINGERPRINT = select(vault.c.value).where(vault.c.name == "keys")


class Forgetting:
    """Forgetting part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def forget(self, keys: Collection[bytes]) -> None:
        """Forget keys once this transaction is committed."""
        forget_keys(self.connection, keys)


def forget_keys(connection: Connection, keys: Collection[bytes]) -> None:
    """Forget keys once the transaction is committed, whoever made it."""
    insert_or_skip(connection, forgotten, [{"key_id": number} for number in sorted(set(keys))])
    if keys:
        connection.info[PROMISED] = True


def gives_up_keys(connection: Connection) -> bool:
    """Whether the transaction that is about to be committed gives up keys; asked once."""
    return bool(connection.info.pop(PROMISED, False))


def forget_the_rest(connect: Callable[[], AbstractContextManager[Connection]], keys: Vault) -> int:
    """Forget the keys that committed transactions gave up; how many they were."""
    with connect() as connection:
        numbers = list(connection.execute(select(forgotten.c.key_id)).scalars())
    if not numbers:
        return 0
    keys.forget(numbers)
    with connect() as connection:
        for number in numbers:
            connection.execute(delete(forgotten).where(forgotten.c.key_id == number))
    return len(numbers)


def known_by(connection: Connection) -> bytes | None:
    """The fingerprint of the key store that this database was sealed with, None where it says none."""
    return connection.execute(FINGERPRINT).scalar_one_or_none()
