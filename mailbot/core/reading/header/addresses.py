"""Mailboxes of an address field, strictly (RFC 5322, 3.4). What is not plainly one mailbox is a problem, never a guess.

Python's own `getaddresses` of 3.11 reads `carla@desk.example <mallory@evil.example>` as Carla (CVE-2023-27043); here the
display name is never taken for an address, and such a field has a problem. Where there is a problem, the likeliest mailbox is
found all the same, to be shown; nobody trusts it.
"""

import re
from dataclasses import dataclass, field

from mailbot.core.message import Address
from mailbot.core.reading.charset.decoding import decode_octets
from mailbot.core.reading.header.addr_spec import PLAIN_SPEC, Spec, read_spec, split_name
from mailbot.core.reading.header.encoded_words import decode_phrase
from mailbot.core.reading.header.headers import clean_line
from mailbot.core.reading.marks import without_unseen

_PLAIN = re.compile(
    rf"\s{{0,20}}(?:\"([^\"\\<>@]{{0,400}})\"|([^\"<>@,;:()\\\[\]]{{0,400}}))\s{{0,20}}<({PLAIN_SPEC})>\s{{0,20}}\Z"
)
_BARE = re.compile(rf"{PLAIN_SPEC}\Z")
_SPECIAL = re.compile(r'[",;:<>()\\]')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_INVISIBLE = re.compile("[\u00ad\u180e\u2061-\u2064\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]+")
_PAIR = re.compile(r"\\([\x00-\x7f])")
_LOCAL_USER = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}\Z", re.A)
MALFORMED = "an address is malformed"
SEVERAL = "more than one address where one belongs"


@dataclass(slots=True)
class Mailboxes:
    """What a field holds: the mailboxes in order, and what is wrong or ambiguous ("" items never occur).

    `users` are names without a domain, as programs on the server itself write them (`MAILER-DAEMON`): no mailboxes elsewhere.
    """

    found: list[Address] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    users: list[Address] = field(default_factory=list)


@dataclass(slots=True)
class _Element:
    """One comma-separated element while it is read. `angles` are what stood in angle brackets, `after` what followed them."""

    words: list[str] = field(default_factory=list)
    angles: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    after: bool = False
    open_angle: bool = False


@dataclass(slots=True)
class _Reading:
    """What the reading of one field shares."""

    charset: str
    groups_end: int
    result: Mailboxes = field(default_factory=Mailboxes)
    in_group: bool = False
    # The part of a name before a comma that nobody quoted: "Diallo, Amina <amina@field.example>".
    torn: str = ""


def parse_mailboxes(text: str, limit: int, charset: str = "") -> Mailboxes:
    """Read an unfolded field whose encoded words are not yet decoded (their content is a name, never structure).

    Raw octets that are no UTF-8 stand in it as lone surrogates (PEP 383); those of names are decoded last, in `charset` if it
    fits, so that no charset makes structure of them.
    """
    plain = _PLAIN.match(text)
    spec = read_spec(plain[3] if plain else text.strip()) if plain or _BARE.match(text.strip()) else None
    if spec is not None and spec.plain:
        name = (plain[1] if plain[1] is not None else plain[2]) if plain else ""
        return Mailboxes([Address(_clean_name(name, charset), spec.address)])
    reading = _Reading(charset, text.rfind(";"))
    result = reading.result
    for element in _split_elements(text, reading):
        if len(result.found) >= limit:
            result.problems.append(f"more than {limit} addresses; the rest is ignored")
            break
        _finish(element, reading)
    if not result.found and "=?" in text:
        _look_into_words(text, limit, charset, result)
    return result


def _look_into_words(text: str, limit: int, charset: str, result: Mailboxes) -> None:
    """Encoded words that hold the address, too: against RFC 2047, 5, so it is shown and no more."""
    decoded = clean_line(decode_phrase(text, charset))
    if "@" in decoded and "=?" not in decoded:
        result.problems.append("an address within encoded words")
        result.found += parse_mailboxes(decoded, limit, charset).found


def _split_elements(text: str, reading: _Reading) -> list[_Element]:
    """Divide a list into its elements; one pass over the special characters."""
    elements, element, at = [], _Element(), 0
    size = len(text)
    while at < size:
        special = _SPECIAL.search(text, at)
        end = special.start() if special else size
        if end > at:
            _add(element, text[at:end])
        if special is None:
            break
        mark, at = special[0], end + 1
        if mark == '"':
            at = _read_quoted(text, end, element)
        elif mark == "(":
            at = _read_comment(text, at, element)
        elif mark == "<":
            at = _read_angle(text, at, element, reading.result)
        elif mark == ":" and not reading.in_group and not element.angles and at <= reading.groups_end:
            reading.result.problems.append("group syntax in an address field")
            element, reading.in_group = _Element(), True
        elif mark in ",;":
            elements.append(element)
            element = _Element()
            if mark == ";" and not reading.in_group:
                reading.result.problems.append("addresses divided by a semicolon")
            reading.in_group = reading.in_group and mark == ","
        else:
            if not element.angles:
                _add(element, mark)
            reading.result.problems.append(f"stray {mark!r} in an address field")
    elements.append(element)
    return elements


def _add(element: _Element, words: str) -> None:
    if words.strip():
        element.words.append(words)
        element.after = element.after or bool(element.angles)


def _read_quoted(text: str, at: int, element: _Element) -> int:
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        _add(element, text[at + 1 :])
        element.open_angle = True
        return len(text)
    following = text[quoted.end() : quoted.end() + 1]
    if following == "@":  # a quoted local part
        _add(element, quoted[0])
    else:
        _add(element, _PAIR.sub(r"\1", quoted[1]).replace("@", "\ufe6b") or " ")
    return quoted.end()


def _read_comment(text: str, at: int, element: _Element) -> int:
    depth, start = 1, at
    while at < len(text) and depth:
        char = text[at]
        depth += (char == "(") - (char == ")")
        at += 2 if char == "\\" else 1
    comment = _PAIR.sub(r"\1", text[start : at - 1])
    element.comments.append(comment)
    return at


def _read_angle(text: str, at: int, element: _Element, result: Mailboxes) -> int:
    end = text.find(">", at)
    if end < 0:
        result.problems.append("an address without its closing bracket")
        end = len(text)
        element.open_angle = True
    element.angles.append(text[at:end].strip())
    return end + 1


def _finish(element: _Element, reading: _Reading) -> None:
    """Turn an element into a mailbox, or say what is wrong with it."""
    result = reading.result
    phrase = " ".join(" ".join(element.words).split()).replace('" @', '"@')
    if not phrase and not element.angles:
        return
    if len(element.angles) > 1 or element.after:
        result.problems.append(SEVERAL)
    if element.open_angle:
        result.problems.append("an address field is cut off")
    name = phrase if element.angles else " ".join(element.comments)
    spec = _read_address(element.angles[-1] if element.angles else phrase, reading, enclosed=bool(element.angles))
    if element.angles and "@" in name and (spec is None or name.casefold() != spec.address.casefold()):
        result.problems.append("a display name that looks like another address")
    if spec is None and (not element.angles or " " in element.angles[-1]):
        words, address = split_name(element.angles[-1] if element.angles else phrase)
        spec = _read_address(address, reading, enclosed=False) if address else None
        if spec is not None:
            name = f"{phrase} {words}" if element.angles else words
            result.problems.append("an address without angle brackets")
    if spec is None:
        _note_user(element, phrase, reading)
        return
    if not spec.plain:
        result.problems.append("an address that is not written plainly")
    if reading.torn:
        name, reading.torn = f"{reading.torn}, {name}" if name else name, ""
    if not name and element.comments:
        name = " ".join(element.comments)
    result.found.append(Address(_clean_name(name.replace("\ufe6b", "@"), reading.charset), spec.address))


def _read_address(text: str, reading: _Reading, *, enclosed: bool) -> Spec | None:
    """An address; raw octets in it are decoded here, when the structure around them is settled."""
    spec = read_spec(text, enclosed=enclosed)
    if spec is not None or text.isprintable() or len(text) > 400:
        return spec
    octets = text.encode("utf-8", "surrogateescape" if not _has_other_surrogates(text) else "replace")
    mended = read_spec(without_unseen(decode_octets(octets, reading.charset)))
    return Spec(mended.address, plain=False) if mended else None


def _has_other_surrogates(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" and not "\udc80" <= c <= "\udcff" for c in text)


def _note_user(element: _Element, phrase: str, reading: _Reading) -> None:
    """Remember an element without an address: the first half of a name, a user without a domain, or nothing."""
    result = reading.result
    given = element.angles[-1] if element.angles else phrase
    if given or not element.angles:
        result.problems.append(MALFORMED)
    if not element.angles:
        reading.torn = f"{reading.torn}, {phrase}" if reading.torn else phrase
    if _LOCAL_USER.match(given):
        name = phrase if element.angles else " ".join(element.comments)
        result.users.append(Address(_clean_name(name, reading.charset), given))


def _clean_name(name: str, charset: str) -> str:
    decoded = decode_phrase(name, charset) if not name.isascii() or "=?" in name else name
    if not decoded.isascii():  # with marks of direction a name would show other letters than it has, and hide what it is
        decoded = _INVISIBLE.sub("", without_unseen(decoded))
    return clean_line(decoded).strip().strip("'\"").strip()[:500]
