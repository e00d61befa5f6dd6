"""The mail that a report returns: where it begins within a text, which Message-ID it has, and whom it was for."""

import re

from mailbot.core.reading.header.addresses import parse_mailboxes
from mailbot.core.reading.header.headers import Field, decode_value, parse_ids
from mailbot.core.reading.report.bounce_words import RETURNED

_ID = re.compile(r"^[> \t]{0,8}(?:X-)?(?:Original-)?Message-?ID[ \t]{0,4}:\s{0,8}<?([^<>\s]{1,900})(?:>|\s|\Z)", re.M | re.I)
_TO = re.compile(r"^[> \t]{0,8}(?:X-)?(?:Envelope-)?To:[ \t]{0,8}(\S.{0,500})", re.M | re.I)
_HEADER_FIELD = re.compile(
    r"[> \t]{0,8}(?:Message-ID|From|To|Cc|Date|Subject|Sender|Reply-To|List-[\w-]{1,20}|X-[\w-]{1,40})[ \t]{0,2}:", re.I
)
# Reports quote From, To, Subject and Message-ID before they name the recipient; these stand in real headers only.
_TRACE_FIELD = re.compile(r"[> \t]{0,8}(?:Received|Return-Path|Delivered-To|DKIM-Signature|MIME-Version)[ \t]{0,2}:", re.I)
_RULES = ("-", "=", "*", "+", "#", "_", "|", "~", ">")
_NOT_RETURNED = ("transcript of session", "was received", "following address", "following recipient")
_ARTICLES = re.compile(
    r"(?:(?:here|this|below) is |the |a |your |le |la |les |el |los |o |os |a |as |die |der |das |il |het |de )+"
)
_HEADER_LINES = 12
_ID_WITHIN = 200_000
_TO_WITHIN = 20_000
MOST_TO = 20


def split_returned(text: str) -> tuple[str, str]:
    """The report, and the mail that it returns ("" if there is none in the text), by a line that says so or by its header."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if i > 1 and (_announces(line) or _is_header(lines, i)):
            return "\n".join(lines[:i]), "\n".join(lines[i:])
    return text, ""


def _announces(line: str) -> bool:
    """Whether a line says that the returned mail follows: between rules, or as a short sentence of its own."""
    bare = line.strip()
    if not bare or len(bare) > 200:
        return False
    low = bare.casefold()
    if not any(words in low for words in RETURNED) or any(words in low for words in _NOT_RETURNED):
        return False
    if bare.startswith(_RULES):
        return True
    first = _ARTICLES.match(low)
    begins = low.startswith(RETURNED) or (first is not None and low.startswith(RETURNED, first.end()))
    return begins and (bare.endswith(":") or "follow" in low or "below" in low or "attach" in low or low in RETURNED)


def _is_header(lines: list[str], start: int) -> bool:
    """Whether a mail's header begins at a line: a trace field and two more within the next lines, folds not counted."""
    if _TRACE_FIELD.match(lines[start]) is None and _HEADER_FIELD.match(lines[start]) is None:
        return False
    fields, traces = 0, 0
    for line in lines[start : start + _HEADER_LINES]:
        if _TRACE_FIELD.match(line):
            traces += 1
        elif _HEADER_FIELD.match(line):
            fields += 1
        elif not line.strip():
            break
    return traces > 0 and fields + traces >= 3


def find_original_id(text: str) -> str | None:
    """The Message-ID of a returned mail within a text, or None."""
    m = _ID.search(text[:_ID_WITHIN])
    return f"<{m[1]}>" if m else None


def find_original_to(text: str) -> list[str]:
    """The addresses in the To field of a returned mail within a text, at most twenty."""
    m = _TO.search(text[:_TO_WITHIN])
    return [box.address for box in parse_mailboxes(m[1], MOST_TO).found] if m else []


def field_id(fields: list[Field]) -> str | None:
    """The Message-ID among the fields of a returned mail, or None."""
    for name, value in fields:
        if name == "message-id":
            ids = parse_ids([decode_value(value)], 1)
            return ids[0] if ids else None
    return None
