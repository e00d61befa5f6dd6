"""Whether a machine sent it, and why we think so (RFC 3834, 2; RFC 5230, 4.6; RFC 2919; RFC 8098; RFC 5965).

A reason means: never answer (`threats` L1). It says nothing of whether a person wrote it: list headers on a real request leave
it a request that is not acknowledged.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from mailbot.core.reading.machine_words import AUTO_HEADERS, AUTO_VALUES, LIST_HEADERS, SPAM_HEADERS


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
_PARENS = re.compile(r"([()])")
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
    local = _local_part(address)[:200]
    return bool(local) and (_NOREPLY.match(local) is not None or _is_daemon(local))


def is_null_path(path: str) -> bool:
    """Whether a Return-Path field names nobody to answer to (RFC 5321, 4.5.5), in whatever way servers write that."""
    bare = _without_comments(path).strip(" \t<>").casefold().lstrip('"')
    return not bare or bare.startswith("mailer-daemon")


def _local_part(address: str) -> str:
    """The local part as it is compared: case folded, without the quotes that mean nothing (RFC 5321, 4.1.2)."""
    local = address.rpartition("@")[0].casefold()
    return local.replace('"', "").replace("\\", "") if '"' in local else local


def _is_daemon(local: str) -> bool:
    """Whether a local part is a server's, its plus-part (RFC 5233) left out if need be."""
    return _DAEMON.match(local) is not None or ("+" in local and _DAEMON.match(local.partition("+")[0]) is not None)


def _without_comments(value: str) -> str:
    """A field's value without its comments, also nested and unclosed ones (RFC 5322, 3.2.2)."""
    if "(" not in value:
        return value
    kept: list[str] = []
    depth = 0
    for piece in _PARENS.split(value):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(piece)
    return " ".join(kept)


def _first_word(value: str) -> str:
    """What a field says before its parameters and apart from comments, case folded."""
    return _without_comments(value).partition(";")[0].strip().casefold()


def find_sign(fields: Fields, *, sender: str) -> Sign | None:
    """The strongest sign of a machine in the fields, or None."""
    return (
        _auto_submitted(fields)
        or _precedence(fields)
        or _auto_headers(fields)
        or _report(fields)
        or _inbox_rule(fields, sender)
        or _lists(fields)
        or _sender(fields, sender)
    )


def _auto_submitted(fields: Fields) -> Sign | None:
    for value in fields.get("auto-submitted", ()):
        said = _first_word(value)
        if said != "no":  # RFC 3834, 5: also what is empty or unknown does not say that a person wrote it
            return Sign(
                Machine.REPLY if said.startswith("auto-replied") else Machine.ROBOT, f"Auto-Submitted: {said[:60]}".rstrip()
            )
    return None


def _precedence(fields: Fields) -> Sign | None:
    for name in ("precedence", "x-precedence"):
        for value in fields.get(name, ()):
            sort = _LOOSE_PRECEDENCE.get(_first_word(value))
            if sort is Machine.NEWSLETTER and not any(h in fields for h in LIST_HEADERS):
                sort = Machine.ROBOT
            if sort is not None and not (sort is Machine.LIST and "list-unsubscribe" in fields):
                return Sign(sort, f"Precedence: {value.strip()[:40]}")
    return None


def _auto_headers(fields: Fields) -> Sign | None:
    for name in AUTO_HEADERS:
        if name in fields and any(value.strip().casefold() not in {"no", "0", "false"} for value in fields[name]):
            return Sign(Machine.REPLY, f"{name} is there")
    for name, word in AUTO_VALUES.items():
        for value in fields.get(name, ()):
            if word in {piece.strip(' \t<>"').casefold() for piece in value.split(";")}:
                return Sign(Machine.REPLY, f"{name}: {word}")
    for name in _CHALLENGES:
        if name in fields:
            return Sign(Machine.REPLY, "a challenge of a spam filter")
    suppress = {w.strip().casefold() for v in fields.get("x-auto-response-suppress", ()) for w in v.split(",")} - {"", "none"}
    if suppress:
        return Sign(Machine.ROBOT, "X-Auto-Response-Suppress is there")
    return None


def _report(fields: Fields) -> Sign | None:
    """A report of whatever type, also where the type is not said (RFC 6522, 3): only programs send these."""
    for value in fields.get("content-type", ())[:1]:
        if _first_word(value) == "multipart/report":
            return Sign(Machine.ROBOT, "a report (multipart/report)")
    return None


def _inbox_rule(fields: Fields, sender: str) -> Sign | None:
    """A rule of an Exchange mailbox wrote it, unless it names another mailbox than the sender's: that one only redirected it."""
    for value in fields.get("x-ms-exchange-inbox-rules-loop", ()):
        who = value.strip(" \t<>").casefold()
        if "@" not in who or who == sender.casefold():
            return Sign(Machine.REPLY, "x-ms-exchange-inbox-rules-loop is there")
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
    if is_machine_address(sender):
        return Sign(Machine.ROBOT, f"the sender {_local_part(sender)[:60]} is a machine")
    for value in fields.get("return-path", ())[:1]:
        if is_null_path(value):
            return Sign(Machine.ROBOT, "null return path")
        who = _local_part(value.strip("<> "))
        if who and _is_daemon(who[:200]) and not who.startswith(("bounce", "prvs=")) and "bounce" not in who:
            return Sign(Machine.ROBOT, f"the return path {who[:60]} is a machine's")
    return None
