"""Mail that comes through a list, and whether people write to that list or only its owner (RFC 2369, RFC 2919)."""

import re
from collections.abc import Mapping, Sequence

from mailbot.core.reading.machine.machine_words import CAMPAIGNS, CARRIERS, DISCUSSIONS, LIST_HEADERS

_POST = re.compile(r"<\s?mailto:([^<>?\s]{3,320})", re.I)
_IDENTITY = re.compile(r"<\s?([^<>@\s.]{1,64}\.[^<>@\s]{3,255})\s?>\s*\Z")
_LONGEST = 1_000

_CAMPAIGNS = frozenset(CAMPAIGNS)
_CARRIERS = frozenset(CARRIERS)
_DISCUSSIONS = frozenset(DISCUSSIONS)


def find_list_header(fields: Mapping[str, Sequence[str]]) -> str:
    """The field by which a mail shows that it came through a list, "" if it did not."""
    return next((name for name in LIST_HEADERS if name in fields), "")


def find_campaign(fields: Mapping[str, Sequence[str]]) -> str:
    """The field by which a sender of mass mail counts its campaign, "" if there is none."""
    if _CAMPAIGNS.isdisjoint(fields) or "x-mandrill-user" in fields:  # Mandrill carries single mails under Mailchimp's fields
        return ""
    return next(name for name in CAMPAIGNS if name in fields)


def is_carried(fields: Mapping[str, Sequence[str]]) -> bool:
    """Whether a carrier of mass mail brought it; beside another sign of bulk it is a newsletter's."""
    return not _CARRIERS.isdisjoint(fields)


def find_carrier(fields: Mapping[str, Sequence[str]]) -> str:
    """The address of the list that a mail came through: where one writes to it (RFC 2369, 3.4), else its identity as an address
    (RFC 2919, 3: `<helpdesk.example.org>`); "" where neither says.
    """
    for value in fields.get("list-post", ()):
        posted = _POST.search(value[:_LONGEST])
        if posted:
            return posted[1].casefold()
    for value in fields.get("list-id", ()):
        named = _IDENTITY.search(value[:_LONGEST])
        if named:
            return named[1].replace(".", "@", 1).casefold()
    return ""


def is_discussion(fields: Mapping[str, Sequence[str]]) -> bool:
    """Whether a mail of a list can be a person's: it answers another, or the list takes mail from people (RFC 2369, 3.4)."""
    if not _DISCUSSIONS.isdisjoint(fields):
        return True
    return any("mailto:" in value.casefold() for value in fields.get("list-post", ()))
