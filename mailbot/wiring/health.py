"""Says whether a database is of this version, and sound."""

from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.adapters.store.integrity import find_faults
from mailbot.adapters.store.schema import HEAD, SchemaState, state_of
from mailbot.adapters.store.store import SqlStore
from mailbot.ports import KeysUnusable
from mailbot.settings import Settings
from mailbot.wiring.keys import count_missing_keys
from mailbot.wiring.stores import bare_store

MENDS = {
    SchemaState.EMPTY: "run `mailbot db upgrade`",
    SchemaState.OLDER: "run `mailbot db upgrade`",
    SchemaState.UNKNOWN: "use another DATABASE_URL",
}


@dataclass(frozen=True, slots=True)
class Health:
    """How a database compares with this version (whose revision is told), and a line for each thing that needs a person."""

    schema: str
    revision: str
    problems: tuple[str, ...]


def check_database(settings: Settings, *, full: bool) -> Health:
    """Look, and change nothing. Raises StoreTrouble, BadSettings."""
    store = bare_store(settings)
    try:
        state = state_of(store)
        if state in MENDS:
            return Health(state.value, HEAD, (f"the database is {state.value}: {MENDS[state]}",))
        with store.connection() as connection:
            faults = find_faults(connection, full=full)
        return Health(state.value, HEAD, (*faults, *_faults_of_keys(store, full=full)))
    finally:
        store.close()


def _faults_of_keys(store: SqlStore, *, full: bool) -> Iterator[str]:
    """What would keep a desk from starting, or from reading what it kept."""
    try:
        store.verify_keys()
    except KeysUnusable as wrong:
        yield str(wrong)
        return
    missing = count_missing_keys(store) if full else 0
    if missing:
        yield f"{missing} keys of what is kept are not in the key store: restore a newer one (`mailbot keys check`)"
