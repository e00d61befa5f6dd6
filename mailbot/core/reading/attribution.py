"""Attributions: "On <date>, <name> wrote:" in any language, on one line or several."""

import re

from mailbot.core.reading.begin import EDGE, MAX_LINE, Begin, Sort, is_quote, quote_follows
from mailbot.core.reading.marks import HISTORY
from mailbot.core.reading.quote_words import ON, WROTE

SIGN_CHARS = " \t*\ue002"
# Verbs stand whole; scripts that write without blanks need no border.
VERB = re.compile(
    "|".join(
        (rf"(?<!\w){re.escape(v)}(?!\w)" if v[0] < "\u2e80" else re.escape(v))
        for v in sorted({w.casefold() for w in WROTE}, key=len, reverse=True)
    )
)
_OPENING = re.compile(
    r"[\s>*\"'\u200e\u200f\u202a-\u202e\u2066-\u2069]{0,12}(?:(?:"
    + "|".join(sorted(map(re.escape, ON), key=len, reverse=True))
    + r")(?!\w)|[\d\u0660-\u0669\u06f0-\u06f9]{1,4}(?:[./:,年-]|\s|-))"
)
_DATE = re.compile(
    r"\d{1,2}\s?[:.h時时시]\s?\d{2}|(?:19|20)\d\d|[\u0660-\u0669]{4}|[\u06f0-\u06f9]{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}"
)
_INNER_OPENING = re.compile(
    r"[\s.!?)-](?:-{2,}\s?)?((?:" + "|".join(sorted(map(re.escape, ON), key=len, reverse=True)) + r")\s[^\d<>@]{0,20}\d)"
)
_TIME = re.compile(r"\d{1,2}:\d{2}")
_GROUPWISE = re.compile(r">>>\s?[^\s>].*?(?:>>>|, in message <.*:)\Z")
_ADDRESS = re.compile(r"[^\s<>@]{1,80}@[^\s<>@]{1,80}")


def find_attribution(lines: list[str], at: int, *, marked: bool) -> Begin | None:
    """An "On <date>, <name> wrote:" whose last line is `at`, begun some lines above, or which is marked by its HTML."""
    if marked:
        end = at
        while end < min(len(lines) - 1, at + 3) and lines[end + 1].strip(EDGE) and not is_quote(lines[end + 1]):
            end += 1
        said = " ".join(line.strip(EDGE) for line in lines[at : end + 1])[:MAX_LINE]
        known = _is_attribution(said.casefold(), opens=True, quoted_below=True)
        return (
            Begin(Sort.ATTRIBUTION, at, (end if known else at) + 1, _sender_of(said))
            if known or quote_follows(lines, at + 1)
            else None
        )
    if not lines[at].rstrip(EDGE).endswith((":", "：")):
        return None
    quoted_below = quote_follows(lines, at + 1)
    window = ""
    for i in range(at, max(-1, at - 5), -1):
        text = lines[i].strip(EDGE)
        if not text or is_quote(lines[i]):
            break
        window = f"{text} {window}" if window else text
        if len(window) > MAX_LINE:
            break
        if _opens(lines[i]) and _is_attribution(window.casefold(), opens=True, quoted_below=quoted_below):
            return Begin(Sort.ATTRIBUTION, i, at + 1, _sender_of(window))
    alone = lines[at].strip(EDGE)
    if _is_attribution(alone.casefold(), opens=False, quoted_below=quoted_below):
        return Begin(Sort.ATTRIBUTION, at, at + 1, _sender_of(alone))
    return None


def find_attribution_above(lines: list[str], end: int) -> int | None:
    """The first line of the attribution that ends at line `end`, right above a quotation; None if that line is none."""
    window = ""
    for i in range(end, max(-1, end - 5), -1):
        text = lines[i].strip(EDGE)
        if not text or is_quote(lines[i]):
            break
        window = f"{text} {window}" if window else text
        if len(window) > MAX_LINE:
            break
        if _opens(lines[i]) and _is_attribution(window.casefold(), opens=True, quoted_below=True):
            return i
    return end if _is_attribution(lines[end].strip(EDGE).casefold(), opens=False, quoted_below=True) else None


def find_groupwise(lines: list[str], at: int) -> int:
    """The line below a GroupWise attribution (">>> Name <address> date >>>", wrapped or not) that begins at `at`; 0 if none."""
    window = ""
    for i in range(at, min(len(lines), at + 3)):
        text = lines[i].strip(EDGE)
        if not text or len(text) > MAX_LINE or (i > at and text[0] == ">" and text != ">>>"):
            return 0
        window = f"{window} {text}" if window else text
        if _GROUPWISE.match(window):
            return i + 1 if _DATE.search(window) or _TIME.search(window) else 0
        if not window.startswith(">>>"):
            return 0
    return 0


def split_shared_line(lines: list[str], at: int) -> list[str] | None:
    """The line in two where new words and an attribution share it ("Yes. On Monday, ... wrote:"); None if they do not."""
    line = lines[at]
    if len(line) > MAX_LINE or not line.rstrip(EDGE).endswith((":", "：")) or _opens(line):
        return None
    low = line.casefold()
    inner = _INNER_OPENING.search(low) if len(low) == len(line) else None
    if inner is None:
        return None
    head, said = line[: inner.start()].rstrip(" \t-_"), line[inner.start(1) :]
    if not head.strip(EDGE) or any(c.isdigit() or c == "@" for c in head) or VERB.search(said.casefold()) is None:
        return None
    return [head, said] if _is_attribution(said.casefold(), opens=True, quoted_below=quote_follows(lines, at + 1)) else None


def _opens(line: str) -> bool:
    return _OPENING.match(line.lstrip(HISTORY + SIGN_CHARS).casefold()) is not None


def _is_attribution(window: str, *, opens: bool, quoted_below: bool) -> bool:
    dated = _DATE.search(window) is not None
    addressed = "@" in window and _ADDRESS.search(window) is not None
    ends = window.endswith((":", "："))
    if VERB.search(window):
        if dated or addressed:
            return ends or quoted_below
        return ends and quoted_below and len(window) < 120
    if quoted_below and opens and dated and addressed and window.endswith(">"):
        return True
    return ends and dated and (addressed or quoted_below) and (opens or _TIME.search(window) is not None)


def _sender_of(window: str) -> str:
    """The address in an attribution, or ""."""
    found = _ADDRESS.search(window)
    return found[0].strip("<>()[]:,\u202a\u202c\u200f") if found else ""
