"""The requests of a digest or an overview as its template sees them: in HTML each with its links, in plain text with none."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mailbot.adapters.templates.buttons import write_links
from mailbot.adapters.templates.layout import Passage
from mailbot.adapters.templates.lines import one_line, short_line
from mailbot.adapters.templates.words import Words, say_date, say_moment
from mailbot.core.writing.view import DigestItem, OverviewItem

ITEMS, REQUESTS = "items", "requests"
"""The names under which a template is given them: those of a digest, those of an overview."""

REQUESTER_OCTETS = 50
"""How much of a name is shown, twenty times or more, and twice."""


def write_item(item: DigestItem, words: Words) -> DigestItem:
    """Return a request whose values are words, lines and HTML."""
    said: dict[str, Any] = {
        "requester": short_line(item.requester, REQUESTER_OCTETS),
        "due": say_moment(words, item.due, "short"),
        "text": Passage(one_line(item.text)),
        "taps": write_links(item.taps, words),
    }
    return replace(item, **said)


def write_request(item: OverviewItem, words: Words) -> OverviewItem:
    """Return a request whose values are words, lines and HTML."""
    said: dict[str, Any] = {
        "owner": short_line(item.owner, REQUESTER_OCTETS),
        "asked": say_date(words, item.asked),
        "due": say_moment(words, item.due, "short"),
        "taps": write_links(item.taps, words),
    }
    return replace(item, **said)


def without_links(values: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Return the requests for plain text."""
    bare: dict[str, Any] = {"taps": ""}
    return {name: tuple(replace(item, **bare) for item in values[name]) for name in (ITEMS, REQUESTS)}


def are_linked(values: Mapping[str, Any]) -> bool:
    """Return whether any of them has links."""
    return any(item.taps for name in (ITEMS, REQUESTS) for item in values[name])
