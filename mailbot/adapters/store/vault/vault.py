"""ports.Vault over a key store."""

import hmac
import os
import threading
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.engine import URL

from mailbot.adapters.store.vault.cipher import KEY_OCTETS, NUMBER_OCTETS, Damaged, number_of, seal, unseal
from mailbot.adapters.store.vault.key_store import MISSING, KeyStore
from mailbot.adapters.store.vault.wrapping import PLAIN, Wrapped, Wrapping
from mailbot.ports import Erased, KeysUnusable, StoreTrouble

LOOKUP = bytes(NUMBER_OCTETS)
"""The number of the key that hashes are made with."""
HASH_OCTETS = 16
FEWEST_AHEAD, MOST_AHEAD = 8, 256
"""Keys that one commit makes ahead: few at first, since most commands seal little, then twice as many each time."""
MOST_OPENED = 4096
"""Keys that are held open; what they opened is read again and again while a ticket is worked on."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Census:
    """The keys of a store: those under the current master key, under the one before, unwrapped; which of them cannot be opened,
    and which are not there though something is sealed with them.
    """

    current: int
    old: int
    plain: int
    broken: int
    missing: int


class KeyVault:
    """Seals with keys of the key store. Threads may share it."""

    def __init__(self, keys: KeyStore, wrapping: Wrapping) -> None:
        self._keys, self._wrapping = keys, wrapping
        self._lock = threading.Lock()
        self._ahead: list[bytes] = []
        self._next_batch = FEWEST_AHEAD
        self._opened: dict[bytes, AESGCM] = {}

    def make(self) -> None:
        """Make the key store, if there is none; one that is there must be one that we can open. Raises KeysUnusable."""
        self._keys.make()
        self._ask_for_masters()
        if self._keys.find(LOOKUP) is None:
            self._keys.add([self._wrapping.wrap(LOOKUP, os.urandom(KEY_OCTETS))])

    def verify(self, known_by: bytes | None) -> None:
        """Make sure that the keys are there, are those of the database, and can be opened. Raises KeysUnusable.

        `known_by` is what `fingerprint` said when the database was made.
        """
        if not self._keys.exists() or self._keys.find(LOOKUP) is None:
            raise KeysUnusable(f"{self._keys.place}: {MISSING}")
        self._ask_for_masters()
        if known_by != self.fingerprint():
            raise KeysUnusable(
                f"{self._keys.place}: these are the keys of another database: restore its own, or set MAILBOT_KEYS_URL"
            )

    def fits(self, known_by: bytes) -> bool:
        """Whether the keys are there and are those of the database. Raises KeysUnusable where a master key is missing."""
        if not self._keys.exists() or self._keys.find(LOOKUP) is None:
            return False
        self._ask_for_masters()
        return known_by == self.fingerprint()

    @property
    def url(self) -> URL:
        """Where the keys lie."""
        return self._keys.url

    def fingerprint(self) -> bytes:
        """What tells this key store from any other."""
        return self.hash("mailbot")

    def new_key(self) -> bytes:
        """The number of a fresh key."""
        with self._lock:
            if not self._ahead:
                self._make_ahead()
            return self._ahead.pop()

    def seal(self, key: bytes, data: bytes) -> bytes:
        """`data` sealed with the key of this number."""
        return seal(self._cipher(key), key, data)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed."""
        try:
            return unseal(self._cipher(number_of(sealed)), sealed)
        except Damaged as wrong:
            raise KeysUnusable(f"{wrong}: restore a backup of the database and of its keys") from wrong

    def hash(self, text: str) -> bytes:
        """HMAC-SHA256 (RFC 2104) under the lookup key, its first octets."""
        return hmac.digest(self._lookup_key, text.encode("utf-8", "replace"), "sha256")[:HASH_OCTETS]

    def forget(self, keys: Collection[bytes]) -> None:
        """Forget keys for good, here and in the files of the key store."""
        if not keys:
            return
        with self._lock:
            for number in keys:
                self._opened.pop(number, None)
        self._keys.remove(keys)
        self._keys.overwrite()

    def rotate(self) -> int:
        """Wrap with the current master key what is not; how many keys that were. Each batch is a commit: it may end anywhere."""
        done = 0
        while found := self._keys.under_others(self._wrapping.current, AT_ONCE):
            done += self._keys.replace([self._wrapping.wrap(one.number, self._unwrap(one)) for one in found])
        self._keys.overwrite()  # also what an earlier one left that was ended before this
        return done

    def census(self, in_use: Sequence[bytes]) -> Census:
        """Count all keys, and try each; `in_use` are those that something is sealed with."""
        counts = self._keys.masters()
        broken = sum(self._try(one) is None for batch in self._keys.everything(AT_ONCE) for one in batch)
        plain = counts.pop(PLAIN, 0)
        current = counts.pop(self._wrapping.current, 0)
        return Census(current, sum(counts.values()), plain, broken, self.count_missing(in_use))

    def count_missing(self, in_use: Sequence[bytes]) -> int:
        """How many of these keys are not there."""
        parts = (in_use[begin : begin + AT_ONCE] for begin in range(0, len(in_use), AT_ONCE))
        return len(in_use) - sum(self._keys.count_present(part) for part in parts)

    def close(self) -> None:
        """Give back the keys that nothing was sealed with, and let go of the key store."""
        with self._lock:
            unused, self._ahead = self._ahead, []
        if unused:
            with suppress(StoreTrouble):  # they open nothing, and whoever closes may have worse to tell
                self._keys.remove(unused)
        self._keys.close()

    @cached_property
    def _lookup_key(self) -> bytes:
        found = self._keys.find(LOOKUP)
        if found is None:
            raise KeysUnusable(f"{self._keys.place}: {MISSING}")
        return self._unwrap(found)

    def _make_ahead(self) -> None:
        fresh = [(os.urandom(NUMBER_OCTETS), os.urandom(KEY_OCTETS)) for _ in range(self._next_batch)]
        self._keys.add([self._wrapping.wrap(number, key) for number, key in fresh])
        for number, key in fresh:
            self._remember(number, AESGCM(key))
        self._ahead = [number for number, _ in fresh]
        self._next_batch = min(2 * self._next_batch, MOST_AHEAD)

    def _cipher(self, number: bytes) -> AESGCM:
        found = self._opened.get(number)
        return found if found is not None else self._fetch(number)

    def _fetch(self, number: bytes) -> AESGCM:
        """A key that is not held open, and with it those that were made together."""
        batch = {one.number: one for one in self._keys.find_batch(number)}
        if number not in batch:
            raise Erased("this is erased: its key is forgotten")
        found = AESGCM(self._unwrap(batch.pop(number)))
        near = {other: AESGCM(key) for other, one in batch.items() if (key := self._try(one)) is not None}
        with self._lock:
            for other, cipher in (*near.items(), (number, found)):
                self._remember(other, cipher)
        return found

    def _remember(self, number: bytes, cipher: AESGCM) -> None:
        if len(self._opened) >= MOST_OPENED:
            del self._opened[next(iter(self._opened))]
        self._opened[number] = cipher

    def _unwrap(self, wrapped: Wrapped) -> bytes:
        if not self._wrapping.knows(wrapped.master):
            self._ask_for_masters()
        try:
            return self._wrapping.unwrap(wrapped)
        except Damaged as wrong:
            raise KeysUnusable(f"{wrong}: restore a backup of the keys") from wrong

    def _try(self, wrapped: Wrapped) -> bytes | None:
        """The key, None where it is damaged or its master key is not here."""
        try:
            return self._wrapping.unwrap(wrapped)
        except (Damaged, KeyError):
            return None

    def _ask_for_masters(self) -> None:
        """Refuse to work where a key is wrapped by a master key that is not here."""
        unknown = sum(count for master, count in self._keys.masters().items() if not self._wrapping.knows(master))
        if not unknown:
            return
        if self._wrapping.current == PLAIN:
            raise KeysUnusable(f"MAILBOT_MASTER_KEY: is not set, and {unknown} keys are wrapped by one: set it")
        raise KeysUnusable(
            f"MAILBOT_MASTER_KEY: does not open {unknown} keys: set the one that does; while it is rotated, "
            "MAILBOT_MASTER_KEY_OLD is the one before"
        )
