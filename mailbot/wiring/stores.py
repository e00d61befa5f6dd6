"""Opens the database, at the right schema."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.holder import is_alive
from mailbot.adapters.store.confirmations import end_confirmation
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.listings import Listings
from mailbot.adapters.store.mending import Mended, retry_inbound, retry_outbound
from mailbot.adapters.store.mending import cancel_outbound as cancel
from mailbot.adapters.store.schema import SchemaState, revisions, state_of, upgrade
from mailbot.adapters.store.store import SqlStore
from mailbot.adapters.store.vault.key_store import KeyStore, keys_url
from mailbot.adapters.store.vault.vault import KeyVault
from mailbot.adapters.store.vault.wrapping import Wrapping
from mailbot.ports import OutboundState, Store
from mailbot.settings import BadSettings, Settings
from mailbot.wiring.operator import operator

__all__ = ["Mended", "SchemaState"]


class WrongSchema(Exception):
    """The database is not of this version; the text says what to do."""


@contextmanager
def open_store(settings: Settings) -> Iterator[SqlStore]:
    """The database at the schema of this version, with its own keys; an empty one is given its tables.

    Keys that a crash kept from being forgotten are forgotten now. Raises StoreTrouble, WrongSchema, KeysUnusable, BadSettings.
    """
    store = bare_store(settings)
    try:
        state = state_of(store)
        if state is SchemaState.EMPTY:
            upgrade(store)
        elif state is SchemaState.OLDER:
            raise WrongSchema("the database is of an older version: back it up, then run `mailbot db upgrade`")
        elif state is SchemaState.UNKNOWN:
            raise WrongSchema(
                "the database was made by a newer mailbot, or by something else: use that version, or another DATABASE_URL"
            )
        elif state is SchemaState.NEWER:
            sys.stderr.write("mailbot: the database was upgraded already, and this version may go on: install the new one soon\n")
        store.stop_when_outdated(revisions())
        store.verify_keys()
        store.finish_forgetting()
        yield store
    finally:
        store.close()


def bare_store(settings: Settings) -> SqlStore:
    """The database as it is. Raises BadSettings, StoreTrouble."""
    try:
        url = database_url(settings.database_url.get_secret_value())
    except ValueError as wrong:
        raise BadSettings(f"DATABASE_URL: {wrong}") from None
    return SqlStore(url, _vault(settings, url))


def _vault(settings: Settings, database: URL) -> KeyVault:
    """The keys that lie where the settings say, else where those of this database lie."""
    said = settings.keys_url.get_secret_value()
    try:
        url = database_url(said) if said else keys_url(database)
    except ValueError as wrong:
        raise BadSettings(f"MAILBOT_KEYS_URL: {wrong}") from None
    if said and url.get_backend_name() == "sqlite":
        if url.database in (None, "", ":memory:"):
            raise BadSettings("MAILBOT_KEYS_URL: names a database in memory, which keeps nothing: write sqlite:///mailbot.keys")
        if url.database == database.database:
            raise BadSettings("MAILBOT_KEYS_URL: names the database itself, whose copies would hold the keys: name another file")
    return KeyVault(KeyStore(url), Wrapping(settings.master_key, settings.master_key_old))


@contextmanager
def open_listings(settings: Settings) -> Iterator[Listings]:
    """The store for looking only."""
    with open_store(settings) as store, store.connection() as connection:
        yield Listings(connection)


def note_looked(listings: Listings, reference: str, what: str) -> None:
    """Write down that whoever runs this command was shown something of a restricted ticket."""
    listings.note_access(reference, operator(), what, SystemClock().now())


def take_back(store: Store) -> None:
    """Free what processes of this machine had in hand when they died."""
    with store.transaction() as tx:
        for holder in tx.jobs.holders():
            if holder and not is_alive(holder):
                tx.jobs.free(holder)


def upgrade_schema(settings: Settings) -> SchemaState:
    """Bring the database to this version; what it was before. Raises StoreTrouble, BadSettings."""
    store = bare_store(settings)
    try:
        return upgrade(store)
    finally:
        store.close()


def schema_state(settings: Settings) -> SchemaState:
    """How the database compares with this version. Raises StoreTrouble, BadSettings."""
    store = bare_store(settings)
    try:
        return state_of(store)
    finally:
        store.close()


def mend_inbound(settings: Settings, number: int) -> tuple[Mended, str]:
    """Process a held or quarantined mail again; what came of it, and the state it was in."""
    with open_store(settings) as store, store.connection() as connection:
        return retry_inbound(connection, number, SystemClock().now())


def resend(settings: Settings, number: int) -> tuple[Mended, str]:
    """Send an owed mail again; what came of it, and the state it was in."""
    with open_store(settings) as store, store.connection() as connection:
        return retry_outbound(connection, number, SystemClock().now())


def cancel_outbound(settings: Settings, number: int) -> tuple[Mended, str]:
    """Never send an owed mail; what came of it, and the state it was in."""
    with open_store(settings) as store, store.connection() as connection:
        done, state = cancel(connection, number)
        if done is Mended.DONE:
            end_confirmation(connection, number, OutboundState.CANCELLED, SystemClock().now())
        return done, state
