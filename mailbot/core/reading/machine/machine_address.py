"""Addresses behind which nobody reads, told by their local part, and envelope senders that name nobody."""

import re

from mailbot.core.reading.machine.machine_words import AMBIGUOUS_NAMES, DAEMON_NAMES, PASSING_NAMES, UNREAD_NAMES

_LONGEST = 200
_PARENS = re.compile(r"([()])")


def _one_of(names: tuple[str, ...]) -> str:
    """The names as one expression: a blank is an optional sign between words, `*` anything."""
    return "|".join(re.escape(name).replace(r"\ ", "[-_.]?").replace(r"\*", ".*") for name in names)


_UNREAD = re.compile(rf"(?:.*[-_.+])?(?:{_one_of(UNREAD_NAMES)})(?:[-_.+=\d].*)?\Z", re.DOTALL)
_DAEMON = re.compile(rf"(?:{_one_of(DAEMON_NAMES)}|.*[-_.+]bounces?(?:[+=].*)?)\Z", re.DOTALL)
_AMBIGUOUS = frozenset(AMBIGUOUS_NAMES)
_PASSING = re.compile(rf"(?:{_one_of(PASSING_NAMES)})\Z", re.DOTALL)


def local_part(address: str) -> str:
    """The local part as it is compared: case folded, without the quotes that mean nothing (RFC 5321, 4.1.2)."""
    local = address.rpartition("@")[0].casefold()[:_LONGEST]
    return local.replace('"', "").replace("\\", "") if '"' in local else local


def is_machine_address(address: str) -> bool:
    """Whether an address is one behind which nobody reads, by its local part."""
    local = local_part(address)
    return _UNREAD.match(local) is not None or is_daemon(local)


def is_unread(address: str) -> bool:
    """Whether the address says that nobody reads what is sent to it (noreply and its kin, in many languages)."""
    return _UNREAD.match(local_part(address)) is not None


def is_ambiguous(address: str) -> bool:
    """Whether a machine's address may be a person's or an office's as well (`daemon@smith.example`, `noreply.nyabenda@`)."""
    local = local_part(address)
    return local in _AMBIGUOUS or not is_daemon(local)


def is_daemon(local: str) -> bool:
    """Whether a local part is a server's, its plus-part (RFC 5233) left out if need be."""
    return _DAEMON.match(local) is not None or ("+" in local and _DAEMON.match(local.partition("+")[0]) is not None)


def is_passing(local: str) -> bool:
    """Whether the local part of a return path is of a list or a web server, through which people write."""
    return _PASSING.match(local) is not None


def is_null_path(path: str) -> bool:
    """Whether a Return-Path field names nobody to answer to (RFC 5321, 4.5.5), in whatever way servers write that."""
    bare = without_comments(path).strip(" \t<>").casefold().lstrip('"')
    return not bare or bare.startswith("mailer-daemon")


def without_comments(value: str) -> str:
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
