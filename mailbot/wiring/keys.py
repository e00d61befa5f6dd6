"""The keys of what is kept: counted, and wrapped anew."""

from mailbot.adapters.store.keys_of import keys_in_use
from mailbot.adapters.store.store import SqlStore
from mailbot.adapters.store.vault.vault import Census
from mailbot.settings import Settings, require
from mailbot.wiring.stores import open_store

__all__ = ["Census", "count_keys", "count_missing_keys", "rotate_keys"]


def count_keys(settings: Settings) -> Census:
    """How many keys there are, and whether they can be opened. Raises as open_store."""
    with open_store(settings) as store:
        with store.connection() as connection:
            in_use = keys_in_use(connection)
        return store.vault.census(in_use)


def count_missing_keys(store: SqlStore) -> int:
    """How many keys something is sealed with and the key store does not hold. Raises StoreTrouble."""
    missing = 0
    for _ in range(2):  # what is forgotten between the two looks of one round is not missing
        with store.connection() as connection:
            in_use = keys_in_use(connection)
        missing = store.vault.count_missing(in_use)
        if not missing:
            break
    return missing


def rotate_keys(settings: Settings) -> int:
    """Wrap with MAILBOT_MASTER_KEY every key that is not; how many that were. Raises BadSettings, and as open_store."""
    require(settings, "MAILBOT_MASTER_KEY")
    with open_store(settings) as store:
        return store.vault.rotate()
