"""The form of a sealed value: `version | number of its key | nonce | ciphertext and tag`, by AES-256-GCM (NIST SP 800-38D).

Version and number are authenticated with it. Nonces are random, 96 bits: one key seals thousands of values, not 2^32.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_OCTETS, NUMBER_OCTETS, NONCE_OCTETS = 32, 16, 12
HEAD_OCTETS = len(VERSION) + NUMBER_OCTETS


class Damaged(ValueError):
    """A value that is not as it was sealed."""


def seal(cipher: AESGCM, number: bytes, data: bytes) -> bytes:
    """`data` sealed with the key of this number."""
    head, nonce = VERSION + number, os.urandom(NONCE_OCTETS)
    return b"".join((head, nonce, cipher.encrypt(nonce, data, head)))


def number_of(sealed: bytes) -> bytes:
    """The number of the key that a value is sealed with. Raises Damaged."""
    if sealed[:1] != VERSION or len(sealed) <= HEAD_OCTETS + NONCE_OCTETS:
        raise Damaged("no sealed value")
    return sealed[1:HEAD_OCTETS]


def unseal(cipher: AESGCM, sealed: bytes) -> bytes:
    """What was sealed, by the cipher of its key; a large value is not copied on the way. Raises Damaged."""
    view = memoryview(sealed)
    nonce, rest = view[HEAD_OCTETS : HEAD_OCTETS + NONCE_OCTETS], view[HEAD_OCTETS + NONCE_OCTETS :]
    try:
        return cipher.decrypt(nonce, rest, view[:HEAD_OCTETS])
    except InvalidTag:
        raise Damaged("a sealed value is not as it was written") from None
