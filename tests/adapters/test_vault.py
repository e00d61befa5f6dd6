"""Keys that lie apart: made before they are used, opened by the master key alone, forgotten for good."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.schema import SchemaState, upgrade
from mailbot.adapters.store.sealed import sealing
from mailbot.adapters.store.tables import absence, entry, forgotten, participant
from mailbot.adapters.store.vault.key_store import KeyStore, keys_url
from mailbot.adapters.store.vault.vault import AT_ONCE, FEWEST_AHEAD, Census, KeyVault
from mailbot.adapters.store.vault.wrapping import Wrapped, Wrapping
from mailbot.ports import Erased, KeysUnusable, StoreTrouble

MASTER, NEXT, OTHER = b"m" * 32, b"n" * 32, b"o" * 32


@pytest.fixture
def keys(database: str) -> Iterator[KeyStore]:
    """The key store of a database."""
    store = KeyStore(keys_url(database_url(database)))
    yield store
    store.close()


def vault_with(keys: KeyStore, current: bytes = b"", old: bytes = b"") -> KeyVault:
    return KeyVault(keys, Wrapping(current, old))


def test_what_is_sealed_is_opened_and_says_nothing(keys: KeyStore) -> None:
    vault = vault_with(keys, MASTER)
    key = vault.new_key()
    for data in (b"", b"planted", os.urandom(100_000)):
        sealed = vault.seal(key, data)
        assert vault_with(keys, MASTER).open(sealed) == data
        assert not data or data not in sealed
        assert vault.seal(key, data) != sealed


def test_a_value_that_was_changed_is_not_opened(keys: KeyStore) -> None:
    vault = vault_with(keys)
    one, other = vault.new_key(), vault.new_key()
    sealed = vault.seal(one, b"planted")
    for wrong in (sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed[:1] + other + sealed[17:], b"planted", sealed[:20], b""):
        with pytest.raises(KeysUnusable, match="restore a backup"):
            vault.open(wrong)


def test_a_forgotten_key_opens_and_seals_nothing_here_or_elsewhere(keys: KeyStore) -> None:
    vault = vault_with(keys)
    key, stays = vault.new_key(), vault.new_key()
    sealed, kept = vault.seal(key, b"planted"), vault.seal(stays, b"kept")
    vault.forget([key, os.urandom(16)])
    vault.forget([key])
    for one in (vault, vault_with(keys)):
        with pytest.raises(Erased):
            one.open(sealed)
        with pytest.raises(Erased):
            one.seal(key, b"more")
        assert one.open(kept) == b"kept"


def test_nothing_of_a_forgotten_key_stays_in_the_files(tmp_path: Path) -> None:
    keys = KeyStore(database_url(f"sqlite:///{tmp_path}/x.keys"))
    vault = vault_with(keys)
    vault.make()
    numbers = [vault.new_key() for _ in range(2000)]
    gone = {one.number: one.data for batch in keys.everything(500) for one in batch if one.number in set(numbers[::2])}
    stays = {one.number: one.data for batch in keys.everything(500) for one in batch if one.number in set(numbers[1::2])}
    vault.forget(gone.keys())
    octets = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert (len(gone), len(stays)) == (1000, 1000)
    assert [number for number, key in gone.items() if key in octets or number in octets] == []
    assert [number for number, key in stays.items() if key not in octets] == []
    vault.close()


def test_equal_texts_have_equal_hashes_which_another_store_would_not_make(keys: KeyStore, tmp_path: Path) -> None:
    vault = vault_with(keys)
    assert vault.hash("awa@ngo.example.org") == vault_with(keys).hash("awa@ngo.example.org")
    assert len(vault.hash("a")) == 16
    assert vault.hash("a") != vault.hash("b")
    elsewhere = vault_with(KeyStore(database_url(f"sqlite:///{tmp_path}/other.keys")))
    elsewhere.make()
    assert elsewhere.hash("a") != vault.hash("a")
    elsewhere.close()


def test_keys_are_made_ahead_and_given_back(keys: KeyStore) -> None:
    before = keys.masters()[""]
    vault = vault_with(keys)
    used = vault.new_key()
    assert keys.masters()[""] == before + FEWEST_AHEAD
    assert len({used, *(vault.new_key() for _ in range(5 * FEWEST_AHEAD))}) == 5 * FEWEST_AHEAD + 1
    vault.close()
    assert keys.masters()[""] == before + 5 * FEWEST_AHEAD + 1
    assert keys.find(used) is not None


def test_with_a_master_key_no_key_lies_readable(keys: KeyStore) -> None:
    vault = vault_with(keys, MASTER)
    number = vault.new_key()
    wrapped = keys.find(number)
    assert wrapped is not None
    assert Wrapping(MASTER).unwrap(wrapped) not in wrapped.data
    assert wrapped.master != ""
    assert MASTER.hex() not in wrapped.master


@pytest.mark.parametrize(
    ("current", "said"),
    [(b"", r"MAILBOT_MASTER_KEY: is not set, and 8 keys"), (OTHER, r"MAILBOT_MASTER_KEY: does not open 8 keys")],
)
def test_without_the_right_master_key_nothing_is_done(keys: KeyStore, current: bytes, said: str) -> None:
    right = vault_with(keys, MASTER)
    sealed = right.seal(right.new_key(), b"planted")
    before, mark = keys.masters(), right.fingerprint()
    wrong = vault_with(keys, current)
    for act in (wrong.make, lambda: wrong.verify(mark), lambda: wrong.open(sealed)):
        with pytest.raises(KeysUnusable, match=said):
            act()
    assert keys.masters() == before
    assert vault_with(keys, OTHER, old=MASTER).open(sealed) == b"planted"


def test_rotation_wraps_everything_and_may_end_anywhere(keys: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = vault_with(keys, MASTER)
    numbers = [vault.new_key() for _ in range(AT_ONCE + 100)]
    sealed = vault.seal(numbers[0], b"planted")
    vault.close()
    rotating = vault_with(keys, NEXT, old=MASTER)
    replace = keys.replace

    def replace_and_die(wrapped: Sequence[Wrapped]) -> int:
        replace(wrapped)
        raise ZeroDivisionError

    monkeypatch.setattr(keys, "replace", replace_and_die)
    with pytest.raises(ZeroDivisionError):
        rotating.rotate()
    monkeypatch.undo()
    some = rotating.census([])
    assert (some.current, some.broken) == (AT_ONCE, 0)
    assert some.old + some.plain > 0
    assert rotating.open(sealed) == b"planted"
    assert rotating.rotate() == some.old + some.plain
    assert rotating.rotate() == 0
    total = sum(keys.masters().values())
    assert vault_with(keys, NEXT).census([]) == Census(total, 0, 0, 0, 0)
    assert vault_with(keys, NEXT).open(sealed) == b"planted"


def test_a_damaged_key_is_counted(keys: KeyStore) -> None:
    vault = vault_with(keys, MASTER)
    wrapped = keys.find(vault.new_key())
    assert wrapped is not None
    keys.replace([Wrapped(wrapped.number, wrapped.master, wrapped.data[:-1] + bytes([wrapped.data[-1] ^ 1]))])
    assert vault_with(keys, MASTER).census([wrapped.number]) == Census(FEWEST_AHEAD, 0, 1, 1, 0)


def test_the_file_of_the_keys_is_its_owners_alone(tmp_path: Path) -> None:
    store = SqlStore(database_url(f"sqlite:///{tmp_path}/x.db"))
    upgrade(store)
    store.vault.new_key()
    files = [path for path in tmp_path.iterdir() if ".keys" in path.name]
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    store.close()


def test_where_the_keys_are_gone_nothing_is_made_in_their_place(tmp_path: Path) -> None:
    url = database_url(f"sqlite:///{tmp_path}/x.db")
    store = SqlStore(url)
    upgrade(store)
    store.close()
    for path in tmp_path.glob("*.keys*"):
        path.unlink()
    again = SqlStore(url)
    with pytest.raises(KeysUnusable, match=r"x\.db\.keys: the keys of the database are not there: restore them"):
        again.verify_keys()
    assert upgrade(again) is SchemaState.CURRENT
    with pytest.raises(StoreTrouble), again.transaction() as tx:
        tx.forgetting.connection.execute(select(absence)).all()
        again.vault.new_key()
    assert list(tmp_path.glob("*.keys")) == []
    again.close()


def test_the_keys_of_another_database_are_known_as_such(tmp_path: Path) -> None:
    for name in ("x", "y"):
        store = SqlStore(database_url(f"sqlite:///{tmp_path}/{name}.db"))
        upgrade(store)
        store.verify_keys()
        store.close()
    (tmp_path / "y.db.keys").rename(tmp_path / "x.db.keys")
    store = SqlStore(database_url(f"sqlite:///{tmp_path}/x.db"))
    with pytest.raises(KeysUnusable, match="these are the keys of another database"):
        store.verify_keys()
    store.close()


def test_a_text_that_is_not_sealed_is_refused(store: SqlStore) -> None:
    with pytest.raises((StatementError, TypeError), match="not sealed"), store.connection() as connection:
        connection.execute(insert(participant).values(ticket=1, address="plain", address_key="plain", added_by=""))


def test_what_is_looked_for_is_not_readable(store: SqlStore) -> None:
    key = store.vault.new_key()
    with store.connection() as connection:
        seal = sealing(connection, key)
        wanted = select(entry.c.id).where(entry.c.author_key == "awa@ngo.example.org")
        assert connection.execute(wanted).all() == []
        assert seal("") == b""
        assert seal("a\x00b") != seal("ab")


def test_keys_go_only_with_the_commit(store: SqlStore) -> None:
    key = store.vault.new_key()
    sealed = store.vault.seal(key, b"planted")
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:
        tx.forgetting.forget([key])
        raise ZeroDivisionError
    assert store.vault.open(sealed) == b"planted"
    with store.transaction() as tx:
        tx.forgetting.forget([key, key])
        tx.forgetting.forget([])
        assert store.vault.open(sealed) == b"planted"
    with pytest.raises(Erased):
        store.vault.open(sealed)
    with store.connection() as connection:
        assert connection.execute(select(forgotten)).all() == []


def test_a_crash_after_the_commit_is_made_good_at_the_next_start(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    key = store.vault.new_key()
    sealed = store.vault.seal(key, b"planted")

    def crash(_numbers: object) -> None:
        raise ZeroDivisionError

    for step in ("remove", "overwrite"):
        monkeypatch.setattr(store.vault._keys, step, crash if step == "remove" else lambda: crash(()))
        with pytest.raises(ZeroDivisionError), store.transaction() as tx:
            tx.forgetting.forget([key])
        monkeypatch.undo()
        again = SqlStore(store.url)
        with again.connection() as connection:
            assert connection.execute(select(forgotten.c.key_id)).scalars().all() == [key]
        again.close()
    again = SqlStore(store.url)
    assert again.finish_forgetting() == 1
    assert again.finish_forgetting() == 0
    with pytest.raises(Erased):
        again.vault.open(sealed)
    again.close()
