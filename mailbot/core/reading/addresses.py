"""Mailboxes of an address field, strictly (RFC 5322, 3.4). What is not plainly one mailbox is a problem, never a guess.

Python's own `getaddresses` of 3.11 reads `carla@desk.example <mallory@evil.example>` as Carla (CVE-2023-27043); here the
display name is never taken for an address, and such a field has a problem.
"""

import re
from dataclasses import dataclass, field

from mailbot.core.message import Address
from mailbot.core.reading.headers import clean_line, decode_words

_LOCAL = r"[^\s<>()@,;:\\\"\[\]]{1,128}"
_DOMAIN = r"(?:[^\s<>()@,;:\\\"\[\]/]{1,253}|\[[0-9A-Za-z:.]{3,60}\])"
_SPEC = re.compile(rf"(?:{_LOCAL}|\"[^\"\\\r\n]{{1,100}}\")@{_DOMAIN}\Z")
_PLAIN = re.compile(
    rf"\s{{0,20}}(?:\"([^\"\\<>@]{{0,400}})\"|([^\"<>@,;:()\\\[\]]{{0,400}}))\s{{0,20}}<({_LOCAL}@{_DOMAIN})>\s{{0,20}}\Z"
)
_SPECIAL = re.compile(r'[",;:<>()\\]')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PAIR = re.compile(r"\\(.)")


@dataclass(slots=True)
class Mailboxes:
    """What a field holds: the mailboxes in order, and what is wrong or ambiguous ("" items never occur)."""

    found: list[Address] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Element:
    """One comma-separated element while it is read."""

    words: list[str] = field(default_factory=list)
    angles: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    after: bool = False
    open_angle: bool = False


def parse_mailboxes(text: str, limit: int) -> Mailboxes:
    """Read an unfolded field whose encoded words are not yet decoded (their content is a name, never structure)."""
    plain = _PLAIN.match(text)
    if plain:
        box = _mailbox(plain[1] if plain[1] is not None else plain[2], plain[3])
        return Mailboxes([box], []) if box else Mailboxes([], ["an address is malformed"])
    bare = text.strip()
    if _SPEC.match(bare):
        box = _mailbox("", bare)
        return Mailboxes([box], []) if box else Mailboxes([], ["an address is malformed"])
    result = Mailboxes()
    for element in _split_elements(text, result):
        if len(result.found) >= limit:
            result.problems.append(f"more than {limit} addresses; the rest is ignored")
            break
        _finish(element, result)
    return result


def _split_elements(text: str, result: Mailboxes) -> list[_Element]:
    """Divide a list into its elements; one pass over the special characters."""
    elements, element, at = [], _Element(), 0
    in_group = False
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
            at = _read_angle(text, at, element, result)
        elif mark == ":" and not in_group and not element.angles:
            result.problems.append("group syntax in an address field")
            element, in_group = _Element(), True
        elif mark == "," or (mark == ";" and in_group):
            elements.append(element)
            element, in_group = _Element(), in_group and mark == ","
        elif mark == ";":
            elements.append(element)
            element = _Element()
            result.problems.append("addresses divided by a semicolon")
        else:
            _add(element, mark)
            result.problems.append(f"stray {mark!r} in an address field")
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
    element.comments.append(text[start : at - 1])
    return at


def _read_angle(text: str, at: int, element: _Element, result: Mailboxes) -> int:
    end = text.find(">", at)
    if end < 0:
        result.problems.append("an address without its closing bracket")
        end = len(text)
        element.open_angle = True
    element.angles.append(text[at:end].strip())
    return end + 1


def _finish(element: _Element, result: Mailboxes) -> None:
    """Turn an element into a mailbox, or say what is wrong with it."""
    phrase = " ".join(" ".join(element.words).split())
    if not phrase and not element.angles:
        return
    if len(element.angles) > 1 or element.after:
        result.problems.append("more than one address where one belongs")
    if element.open_angle:
        result.problems.append("an address field is cut off")
    spec = element.angles[-1] if element.angles else phrase
    name = phrase if element.angles else " ".join(element.comments)
    if element.angles and "@" in name and name.casefold() != spec.casefold():
        result.problems.append("a display name that looks like another address")
    box = _mailbox(name.replace("\ufe6b", "@"), spec)
    if box is None:
        if spec:
            result.problems.append("an address is malformed")
        return
    result.found.append(box)


def _mailbox(name: str, spec: str) -> Address | None:
    """The mailbox of a display name and an addr-spec; None where the spec is not well formed."""
    if len(spec) > 320 or not _SPEC.match(spec) or not spec.isprintable() or "=?" in spec:
        return None
    local, _, domain = spec.rpartition("@")
    domain = domain.rstrip(".")
    if not domain.strip(".-") or ".." in domain or domain.startswith("."):
        return None
    if "=?" in name:
        name = decode_words(name)
    return Address(clean_line(name).strip().strip("'\"").strip()[:500], f"{local}@{domain.lower()}")
