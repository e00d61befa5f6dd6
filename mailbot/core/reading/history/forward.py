"""A mail that is passed on: how much of the text it is, and what it says."""

import re

from mailbot.core.message import Forwarded
from mailbot.core.reading.history.begin import Begin, Sort, is_quote
from mailbot.core.reading.history.history import ends_forward, opens_forward
from mailbot.core.reading.history.quote_words import FORWARD_PREFIXES
from mailbot.core.reading.marks import INDENTED, without_marks

# What gateways write before a subject ("[EXTERNAL] Fwd: ...").
MOST_LOOKED_AT = 20_000
"""Characters of a text in which a separator is looked for."""

_RULE = re.compile(r"\s{0,8}[-_=*\u2014\u2500\u2550]{4}")
_TAG = re.compile(r"\[[^\]\n]{1,40}\]\s*")


def is_forward(begin: Begin, subject: str, *, written: bool) -> bool:
    """Whether the earlier mail is passed on: its separator or the subject says so, or nothing stands above its header."""
    if begin.sort is Sort.FORWARD:
        return True
    if not begin.sender:
        return False
    return says_forward(subject) or (begin.sort is not Sort.ATTRIBUTION and not written)


def says_forward(subject: str) -> bool:
    """Whether the subject of a mail says that it passes on another."""
    return _without_tag(subject).casefold().startswith(FORWARD_PREFIXES)


def shows_forward(subject: str, text: str) -> bool:
    """Whether a mail is called a forward and a separator stands in its text, be it one that nobody knows."""
    lines = text[:MOST_LOOKED_AT].split("\n")
    return says_forward(subject) and any(is_quote(line) or _RULE.match(line) for line in lines)


def forwarded_mail(lines: list[str], begin: Begin, end: int, subject: str) -> Forwarded:
    """The mail that is passed on in the lines up to `end`; `subject` is that of the mail which passes it on."""
    body = [without_marks(line) for line in lines[begin.body : end]]
    while body and (not body[-1] or body[-1].isspace() or ends_forward(body[-1])):
        body.pop()
    filled = [line for line in body if line and not line.isspace()]
    if sum(line.startswith(">") for line in filled) * 2 > len(filled):
        body = [line[1:].removeprefix(" ") if line.startswith(">") else line for line in body]
    return Forwarded(begin.sender, begin.subject or _without_prefix(subject), "\n".join(body).strip("\n").rstrip())


def end_of_forward(lines: list[str], begin: Begin) -> int:
    """The line below what is passed on: below its last quoted line, or the words that end it, or the end."""
    first = next((i for i in range(begin.body, len(lines)) if lines[i] and not lines[i].isspace()), len(lines))
    if first < len(lines) and (_is_set_off(lines[first]) or _is_set_off(lines[max(begin.body - 1, 0)])):
        # Long lines of it may have been broken, so the last line that is marked ends it, and not the first that is not.
        last = next((i for i in range(len(lines) - 1, first, -1) if lines[i] and _is_set_off(lines[i])), first)
        below = next((i for i in range(last + 1, len(lines)) if lines[i] and not lines[i].isspace()), None)
        if below is None:
            return len(lines)
        return below + 1 if ends_forward(lines[below]) else last + 1
    return _end_said(lines, first)


def _end_said(lines: list[str], at: int) -> int:
    """The line below the words that end the outermost forward, from line `at` on; the end of the text where none are."""
    depth, last = 1, len(lines)
    for i in range(at, len(lines)):
        if lines[i][:1] not in {"-", "=", "_", "*"}:
            continue
        if ends_forward(lines[i]):
            depth, last = depth - 1, i + 1
            if not depth:
                break
        elif opens_forward(lines[i]):
            depth += 1
    return last


def _is_set_off(line: str) -> bool:
    return is_quote(line) or line.startswith(INDENTED)


def _without_tag(subject: str) -> str:
    tag = _TAG.match(subject)
    return subject[tag.end() :] if tag else subject


def _without_prefix(subject: str) -> str:
    bare = _without_tag(subject)
    low = bare.casefold()
    for prefix in FORWARD_PREFIXES:
        if low.startswith(prefix) and len(low) == len(bare):
            return bare[len(prefix) :].strip()
    return subject
