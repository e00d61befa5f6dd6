"""S/MIME as far as it can be read without keys: what a CMS message is, and the content of a signed one (RFC 8551, RFC 5652)."""

from dataclasses import dataclass

TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
# The DER of the object identifiers that stand at the head of a CMS message.
_OIDS = {
    bytes.fromhex("2a864886f70d010702"): "signed",
    bytes.fromhex("2a864886f70d010703"): "encrypted",
    bytes.fromhex("2a864886f70d010910 0117"): "encrypted",
    bytes.fromhex("2a864886f70d010706"): "encrypted",
    bytes.fromhex("2a864886f70d010910 0109"): "compressed",
}
_SEQUENCE, _SET, _INTEGER, _OID, _OCTETS, _CONTENT = 0x30, 0x31, 0x02, 0x06, 0x04, 0xA0
_OCTETS_IN_PIECES = 0x24
_MOST_PIECES = 100_000


@dataclass(frozen=True, slots=True)
class _Item:
    """One element (X.690, 8.1): its tag and the span of its content. Where that is not said, it ends with what holds it."""

    tag: int
    start: int
    end: int
    says_end: bool


_NOTHING = _Item(0, 0, 0, says_end=True)


def find_sort(head: bytes) -> str:
    """What a CMS message is, told from its first octets: "signed", "encrypted", "compressed" or "" (none, or damaged)."""
    outer = _read_item(head, 0, len(head))
    oid = _read_item(head, outer.start, outer.end)
    return _OIDS.get(head[oid.start : oid.end], "") if (outer.tag, oid.tag) == (_SEQUENCE, _OID) else ""


def find_content(data: bytes) -> bytes:
    """The MIME entity within a signed CMS message, b"" if there is none. Total; linear."""
    outer = _read_item(data, 0, len(data))
    oid = _read_item(data, outer.start, outer.end)
    if outer.tag != _SEQUENCE or _OIDS.get(data[oid.start : oid.end]) != "signed":
        return b""
    wrapped = _read_item(data, oid.end, outer.end)
    signed = _read_item(data, wrapped.start, wrapped.end)
    version = _read_item(data, signed.start, signed.end)
    digests = _read_item(data, version.end, signed.end)
    if (wrapped.tag, signed.tag, version.tag, digests.tag) != (_CONTENT, _SEQUENCE, _INTEGER, _SET):
        return b""
    enclosed = _read_item(data, _skip(data, digests, signed.end), signed.end)
    kind = _read_item(data, enclosed.start, enclosed.end)
    explicit = _read_item(data, kind.end, enclosed.end)
    if (enclosed.tag, kind.tag, explicit.tag) != (_SEQUENCE, _OID, _CONTENT):
        return b""
    octets = _read_item(data, explicit.start, explicit.end)
    if octets.tag == _OCTETS:
        return data[octets.start : octets.end]
    return _join_pieces(data, octets) if octets.tag == _OCTETS_IN_PIECES else b""


def _read_item(data: bytes, at: int, end: int) -> _Item:
    """The element at `at`; one of tag 0 where there is none."""
    if at + 2 > end:
        return _NOTHING
    tag, length, start = data[at], data[at + 1], at + 2
    if length == 0x80:
        return _Item(tag, start, end, says_end=False)
    if length > 0x80:
        count = length & 0x7F
        if count > 8 or start + count > end:
            return _NOTHING
        length, start = int.from_bytes(data[start : start + count], "big"), start + count
    return _Item(tag, start, min(end, start + length), says_end=True)


def _skip(data: bytes, item: _Item, end: int) -> int:
    """Where the element after `item` begins. One of unsaid length is walked, element by element, one level deep."""
    if item.says_end:
        return item.end
    at = item.start
    for _ in range(100):
        inner = _read_item(data, at, end)
        if inner.tag == 0 or not inner.says_end:
            break
        at = inner.end
    return at + 2


def _join_pieces(data: bytes, octets: _Item) -> bytes:
    """An octet string that was sent in pieces."""
    out = bytearray()
    at = octets.start
    for _ in range(_MOST_PIECES):
        piece = _read_item(data, at, octets.end)
        if piece.tag != _OCTETS or not piece.says_end:
            break
        out += data[piece.start : piece.end]
        at = piece.end
    return bytes(out)
