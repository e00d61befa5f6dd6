"""Columns whose values are sealed or hashed, and the vault that does it for a database.

What is read is opened on the way; what is written must be sealed before, with the key of its row, and nothing goes in by
oversight. A value that is looked for by equality is a keyed hash, made on the way in.
"""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, LargeBinary, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

from mailbot.adapters.store.rows import clean_text
from mailbot.ports import ERASED, Erased, Vault

_VAULTS: WeakKeyDictionary[Dialect, Vault] = WeakKeyDictionary()
"""By the dialect of an engine: it is what SQLAlchemy hands to the types of columns."""


def keep_sealed(dialect: Dialect, vault: Vault) -> None:
    """From now on the values of this engine are sealed by this vault."""
    _VAULTS[dialect] = vault


def vault_of(connection: Connection) -> Vault:
    """The vault of a database."""
    return _VAULTS[connection.dialect]


class Sealed(bytes):
    """A text that is sealed."""

    __slots__ = ()


def sealing(connection: Connection, key: bytes) -> Callable[[str], Sealed]:
    """What seals texts with a key. An empty text stays empty: there is nothing to hide, and half of all are."""
    vault = vault_of(connection)

    def seal(text: str) -> Sealed:
        return Sealed(vault.seal(key, clean_text(text).encode()) if text else b"")

    return seal


def sealing_notes(connection: Connection, key: bytes) -> Callable[[str], Sealed]:
    """The same for what we note on a row ourselves, such as why a mail could not be sent: without its key it stays without."""
    seal = sealing(connection, key)

    def note(text: str) -> Sealed:
        try:
            return seal(text)
        except Erased:
            return Sealed(b"")

    return note


class _Octets(TypeDecorator[str]):
    """Octets in the database. SQLite keeps what it is given, whatever a column says, so that its tables need not be made anew."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """BYTEA, or a BLOB in a TEXT column."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else LargeBinary())


class SealedText(_Octets):
    """A sealed text; `erased` is what is read where its key is forgotten."""

    cache_ok = True

    def __init__(self, erased: str = ERASED) -> None:
        super().__init__()
        self.erased = erased

    def process_bind_param(self, value: str | bytes | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Octets for the driver; a text that is not sealed is a mistake of ours and is refused."""
        if value is None:
            return None
        if not value:
            return b""
        if not isinstance(value, Sealed):
            raise TypeError("a text that is not sealed")
        return bytes(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """The text."""
        if value is None:
            return None
        if not value:
            return ""
        try:
            return _VAULTS[dialect].open(value).decode()
        except Erased:
            return self.erased


class HashedText(_Octets):
    """A text that is only ever looked for; read, it is the hash in hexadecimal."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """The keyed hash."""
        return None if value is None else _VAULTS[dialect].hash(clean_text(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Hexadecimal digits."""
        return None if value is None else value.hex()
