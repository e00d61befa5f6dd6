"""Whether a machine sent it, and why we think so (RFC 3834, 2; RFC 5230, 4.6; RFC 2919; RFC 8098; RFC 5965).

A reason means: never answer (`threats` L1). It says nothing of whether a person wrote it: list headers on a real request leave
it a request that is not acknowledged.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from mailbot.core.reading.machine_words import AUTO_HEADERS, LIST_HEADERS, SPAM_HEADERS


class Machine(Enum):
    """What sort of machine mail it is."""

    REPLY = "reply"
    LIST = "list"
    NEWSLETTER = "newsletter"
    ROBOT = "robot"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that a machine sent the mail: what sort, and in words by what it shows."""

    sort: Machine
    reason: str


Fields = Mapping[str, Sequence[str]]
"""Decoded values by lower-case name."""

_NOREPLY = re.compile(
    r"(?:.*[-_.+])?(?:no[-_.]?(?:reply|response|responder|responda|antwort)|do[-_.]?not[-_.]?(?:reply|respond)|dont[-_.]?reply|not?[-_.]?responder|"
    r"nao[-_.]?responda|ne[-_.]?pas[-_.]?repondre|nepasrepondre|pas[-_.]?de[-_.]?reponse|nicht[-_.]?antworten|unattended|noanswer)(?:[-_.+=\d].*)?\Z"
)
_DAEMON = re.compile(
    r"(?:mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|daemon|mdaemon|majordomo|listserv|listproc|autoresponder|auto[-_.]?reply|autoresponse|root|cron|nobody|www-data|"
    r"owner-.*|.*-owner|.*-request|.*-bounces?|bounces?|bounce[-_+.].*|bounces[-_+.=].*|.*[-_.+]bounces?(?:[+=].*)?|prvs=.*|notifications?|mailman(?:-.*)?|uucp)\Z"
)
_LOOSE_PRECEDENCE = {
    "bulk": Machine.NEWSLETTER,
    "junk": Machine.NEWSLETTER,
    "list": Machine.LIST,
    "auto_reply": Machine.REPLY,
    "auto-reply": Machine.REPLY,
    "autoreply": Machine.REPLY,
}
_FOREFRONT_SPAM = re.compile(r"(?:^|;)\s{0,4}SFV:(?:SPM|SKS|SKB)\s{0,4};", re.I)
_CHALLENGES = ("x-challenge", "x-boxtrapper", "x-tmda-fingerprint", "x-asciidata-challenge", "x-spamarrest-noauth")


def find_spam_verdict(fields: Fields) -> str | None:
    """The verdict of the server's filter, as it says it; None where it says nothing or acquits."""
    for name, verdicts in SPAM_HEADERS.items():
        if name in fields and fields[name][0].strip().casefold().startswith(verdicts):
            return f"{name}: {fields[name][0][:60]}"
    for value in fields.get("x-forefront-antispam-report", ()):
        if _FOREFRONT_SPAM.search(value):
            return "the mail server calls it spam"
    return None


def is_machine_address(address: str) -> bool:
    """Whether an address is one behind which nobody reads, by its local part."""
    local = address.rpartition("@")[0].casefold()[:200]
    return bool(local) and (_NOREPLY.match(local) or _DAEMON.match(local)) is not None


def find_sign(fields: Fields, *, sender: str) -> Sign | None:
    """The strongest sign of a machine in the fields, or None."""
    return _auto_submitted(fields) or _precedence(fields) or _auto_headers(fields) or _lists(fields) or _sender(fields, sender)


def _auto_submitted(fields: Fields) -> Sign | None:
    for value in fields.get("auto-submitted", ()):
        said = value.partition(";")[0].partition("(")[0].strip().casefold()
        if said and said != "no":
            return Sign(Machine.REPLY if said.startswith("auto-replied") else Machine.ROBOT, f"Auto-Submitted: {said[:60]}")
    return None


def _precedence(fields: Fields) -> Sign | None:
    for name in ("precedence", "x-precedence"):
        for value in fields.get(name, ()):
            sort = _LOOSE_PRECEDENCE.get(value.partition(";")[0].partition("(")[0].strip().casefold())
            if sort is Machine.NEWSLETTER and not any(h in fields for h in LIST_HEADERS):
                sort = Machine.ROBOT
            if sort is not None and not (sort is Machine.LIST and "list-unsubscribe" in fields):
                return Sign(sort, f"Precedence: {value.strip()[:40]}")
    return None


def _auto_headers(fields: Fields) -> Sign | None:
    for name in AUTO_HEADERS:
        if name in fields and fields[name][0].strip().casefold() not in {"no", "0", "false"}:
            return Sign(Machine.REPLY, f"{name} is there")
    for name in _CHALLENGES:
        if name in fields:
            return Sign(Machine.REPLY, "a challenge of a spam filter")
    suppress = {w.strip().casefold() for v in fields.get("x-auto-response-suppress", ()) for w in v.split(",")} - {"", "none"}
    if suppress:
        return Sign(Machine.ROBOT, "X-Auto-Response-Suppress is there")
    return None


def _lists(fields: Fields) -> Sign | None:
    named = next((h for h in LIST_HEADERS if h in fields), "")
    if not named:
        return None
    if named == "x-loop":
        return Sign(Machine.LIST, "X-Loop is there")
    bulk = "list-unsubscribe" in fields and "list-post" not in fields
    return Sign(Machine.NEWSLETTER if bulk else Machine.LIST, f"a mailing list ({named})")


def _sender(fields: Fields, sender: str) -> Sign | None:
    local = sender.rpartition("@")[0].casefold()
    if is_machine_address(sender):
        return Sign(Machine.ROBOT, f"the sender {local[:60]} is a machine")
    for value in fields.get("return-path", ())[:1]:
        path = value.strip()
        if path in {"<>", ""} or path.casefold().startswith("<mailer-daemon"):
            return Sign(Machine.ROBOT, "null return path")
        who = path.strip("<> ").rpartition("@")[0].casefold()
        if who and _DAEMON.match(who[:200]) and not who.startswith(("bounce", "prvs=")) and "bounce" not in who:
            return Sign(Machine.ROBOT, f"the return path {who[:60]} is a machine's")
    return None
