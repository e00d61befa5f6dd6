"""Mail addresses behind a command, as people type them and mail programs dress them up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.core.message import address_key
from mailbot.core.rulebook.desk_values import is_address

MOST_CHARACTERS = 4_000
"""Of an argument that holds addresses; twenty of them fit, each with the link that a program writes behind it."""

_ITEM = re.compile(
    r"(?:(?P<name>\"[^\"<>]{0,100}\"|[^\s\"<>,;،؛@:()\[\]][^\"<>,;،؛@:()\[\]\n]{0,100})?\s?<(?:mailto:)?(?P<boxed>[^\s<>]{1,320})>)"
    r"|(?P<bare>[^\s<>,;،؛()\[\]]{1,320})(?:\s?[<(\[](?:mailto:)?(?P<again>[^\s<>()\[\]]{1,320})[>)\]])?",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s,;،؛]*")
_SCHEME = re.compile(r"mailto:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """One item as it was written, and the address that it is for certain; "" where it is none, or may be two."""

    word: str
    address: str


def read_addresses(argument: str) -> Iterator[Written]:
    """The items behind a command: `a@x.org`, `Name <a@x.org>`, `a@x.org<mailto:a@x.org>`, divided by blanks or commas.

    A name that holds an address, or a link that leads to another one, is no address (CVE-2023-27043).
    """
    if len(argument) > MOST_CHARACTERS:
        yield Written(argument, "")
        return
    at = _end(_GAP, argument, 0)
    while at < len(argument):
        item = _ITEM.match(argument, at)
        if item is None:
            yield Written(argument[at:], "")
            return
        yield Written(item[0].strip(), _address(item))
        at = _end(_GAP, argument, item.end())


def is_list_of_addresses(line: str) -> bool:
    """Whether a line holds addresses and nothing else."""
    items = list(read_addresses(line))
    return bool(items) and all(item.address for item in items)


def _address(item: re.Match[str]) -> str:
    given = (item["boxed"] or _SCHEME.sub("", item["bare"], count=1)).rstrip(".")
    if item["again"] and address_key(item["again"]) != address_key(given):
        return ""
    local, _, domain = given.rpartition("@")
    return f"{local}@{domain.lower()}" if is_address(given) and given[0].isalnum() else ""


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
