"""What keeps the content of the store from whoever has its bytes alone."""

from collections.abc import Collection
from typing import Protocol


class Vault(Protocol):
    """Seals values, each with a key that lies apart from them. Who forgets the key has forgotten every copy of the value.

    A key is known by its number: 16 random octets, which say nothing. Every call may raise StoreTrouble, KeysUnusable among them.
    """

    def new_key(self) -> bytes:
        """The number of a key that nothing was sealed with yet; it is kept for good before this returns."""

    def seal(self, key: bytes, data: bytes) -> bytes:
        """`data` sealed with the key of this number; the result names it. Raises Erased where that key is forgotten."""

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. Raises Erased where its key is forgotten."""

    def hash(self, text: str) -> bytes:
        """16 octets by which a text can be found again, and not be guessed: equal for equal texts."""

    def forget(self, keys: Collection[bytes]) -> None:
        """Forget these keys, and overwrite them; one that is forgotten already is none."""
