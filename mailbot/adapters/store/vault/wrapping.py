"""Wraps the keys of the key store with the master key of the environment: AES-256-GCM, the key's number as associated data.

The wrapping key and the name of a master key are derived from it by HKDF-SHA256 (RFC 5869), so that a name tells nothing of the
key. Without a master key the keys lie as they are: forgetting works all the same.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mailbot.adapters.store.vault.cipher import NONCE_OCTETS, Damaged

PLAIN = ""
"""The name of no master key."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key as the key store keeps it; `master` names the master key that wraps it."""

    number: bytes
    master: str
    data: bytes


class Wrapping:
    """Wraps with the current master key, if there is one; unwraps with that, with the one before, and what lies unwrapped."""

    def __init__(self, current: bytes = b"", old: bytes = b"") -> None:
        self._ciphers = {_name(one): AESGCM(_derive(one, b"mailbot wrapping key", 32)) for one in (old, current) if one}
        self.current = _name(current) if current else PLAIN

    def knows(self, master: str) -> bool:
        """Whether keys under a master key of this name can be unwrapped."""
        return master == PLAIN or master in self._ciphers

    def wrap(self, number: bytes, key: bytes) -> Wrapped:
        """A key under the current master key."""
        if self.current == PLAIN:
            return Wrapped(number, PLAIN, key)
        nonce = os.urandom(NONCE_OCTETS)
        return Wrapped(number, self.current, nonce + self._ciphers[self.current].encrypt(nonce, key, number))

    def unwrap(self, wrapped: Wrapped) -> bytes:
        """The key. Raises Damaged where it is not as it was wrapped, KeyError where no master key of that name is here."""
        if wrapped.master == PLAIN:
            return wrapped.data
        nonce, rest = wrapped.data[:NONCE_OCTETS], wrapped.data[NONCE_OCTETS:]
        try:
            return self._ciphers[wrapped.master].decrypt(nonce, rest, wrapped.number)
        except InvalidTag:
            raise Damaged("a key is not as it was written") from None


def _name(master: bytes) -> str:
    return _derive(master, b"mailbot master key name", 8).hex()


def _derive(master: bytes, purpose: bytes, octets: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=octets, salt=None, info=purpose).derive(master)
