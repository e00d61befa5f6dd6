"""Where an earlier mail begins in a text: attributions, separators, header blocks. Each line is seen in a bounded window."""

import re
from dataclasses import dataclass
from enum import Enum

from mailbot.core.reading.marks import HISTORY, MARKS, QUOTED, without_marks
from mailbot.core.reading.quote_words import FORWARDED, LABELS, MESSAGE, ON, ORIGINAL, PREVIOUS, WROTE


class Sort(Enum):
    """What kind of begin it is."""

    ATTRIBUTION = "attribution"
    ORIGINAL = "original"
    FORWARD = "forward"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Begin:
    """An earlier mail begins: `line` is the first line of its introduction, `body` the first line of its own text."""

    sort: Sort
    line: int
    body: int
    sender: str = ""
    subject: str = ""


MAX_LINE = 500
SIGN_CHARS = " \t*\ue002"
_EDGE = " \t\xa0*\ue000\ue001\ue002\ue003\u200e\u200f\u202a\u202c\u2069"
_RULE_CHARS = "-_=*–—━─ \t>#·•\xa0"
_LABEL = re.compile(r"[\s>*\ue000-\ue003]{0,20}([^\W\d_][^:：\n<>@]{0,24}?)[\s*\xa0]{0,4}[:：][\s*\xa0]{0,4}(.*)")
_KINDS = {word.casefold(): kind for kind, words in LABELS.items() for word in words}
_ORIGINAL = frozenset(w.casefold() for w in ORIGINAL)
_FORWARDED = frozenset(w.casefold() for w in FORWARDED)
_PREVIOUS = frozenset(w.casefold() for w in PREVIOUS)
_LONGEST = max(map(len, (*ORIGINAL, *FORWARDED))) + 12
# Verbs stand whole; scripts that write without blanks need no border.
_VERB = re.compile(
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
_ADDRESS = re.compile(r"[^\s<>@]{1,80}@[^\s<>@]{1,80}")


def is_quote(line: str) -> bool:
    """Whether the line is marked as quoted, by ">" or by the HTML it came from."""
    head = line[:8].lstrip(" \t\u200e\u200f\u202a-\u202e")
    return head.startswith((">", QUOTED, "›", "&gt;")) and not head.startswith(">From ")


def find_begin(lines: list[str], at: int) -> Begin | None:
    """What begins at line `at`, or None. Looks at a few lines below only."""
    line = lines[at]
    if len(line) > MAX_LINE:
        return None
    bare = line.strip(_RULE_CHARS + "".join(MARKS))
    marked = line.startswith(HISTORY)
    if not bare and not marked:
        return _find_below_rule(lines, at)
    if len(bare) <= max(_LONGEST, 80):
        found = _find_separator(lines, at, line, bare)
        if found:
            return found
    if ":" in line[:40] or "：" in line[:40]:
        block = _find_block(lines, at, marked=marked)
        if block:
            return block
    return _find_attribution(lines, at, marked=marked)


def _find_below_rule(lines: list[str], at: int) -> Begin | None:
    """A line of dashes and under it a header block, or a heading such as "Previous replies"."""
    below = _next_filled(lines, at + 1, 2)
    if len(lines[at]) < 3 or below < 0:
        return None
    if lines[below].strip(_RULE_CHARS).casefold() in _PREVIOUS:
        return Begin(Sort.ORIGINAL, at, below + 1)
    block = _find_block(lines, below, marked=True) if len(lines[at]) > 4 else None
    return Begin(block.sort, at, block.body, block.sender, block.subject) if block else None


def find_attribution_above(lines: list[str], end: int) -> int | None:
    """The first line of the attribution that ends at line `end`, right above a quotation; None if that line is none."""
    window = ""
    for i in range(end, max(-1, end - 5), -1):
        text = lines[i].strip(_EDGE)
        if not text or is_quote(lines[i]):
            break
        window = f"{text} {window}" if window else text
        if len(window) > MAX_LINE:
            break
        if _opens(lines[i]) and _is_attribution(window.casefold(), opens=True, quoted_below=True):
            return i
    return end if _is_attribution(lines[end].strip(_EDGE).casefold(), opens=False, quoted_below=True) else None


def split_shared_line(lines: list[str], at: int) -> list[str] | None:
    """The line in two where the sender's words and an attribution share it ("Yes. On Monday, ... wrote:"); None if they do not."""
    line = lines[at]
    if len(line) > MAX_LINE or not line.rstrip(_EDGE).endswith((":", "：")) or _opens(line):
        return None
    inner = _INNER_OPENING.search(line.casefold())
    if inner is None or not _is_attribution(
        line[inner.start(1) :].casefold(), opens=True, quoted_below=_quote_follows(lines, at + 1)
    ):
        return None
    head = line[: inner.start()].rstrip(" \t-_")
    return [head, line[inner.start(1) :]] if head.strip(_EDGE) and len(line) == len(line.casefold()) else None


def _opens(line: str) -> bool:
    return _OPENING.match(line.lstrip(HISTORY + SIGN_CHARS).casefold()) is not None


def _next_filled(lines: list[str], at: int, reach: int) -> int:
    """The next line with anything on it within `reach` lines, -1 if none."""
    for i in range(at, min(len(lines), at + reach)):
        if lines[i].strip(" \t>\xa0" + QUOTED):
            return i
    return -1


def _find_separator(lines: list[str], at: int, line: str, bare: str) -> Begin | None:
    """A line such as "-----Original Message-----". A forward may also be announced in words that end in a colon."""
    words = bare.rstrip(":： ").casefold()
    ruled = line.strip(" \t>" + HISTORY + QUOTED)[:1] in "-_=*–—━─#" and line.rstrip(" :")[-1:] in "-_=*–—━─#"
    forward = words in _FORWARDED and (ruled or bare.endswith((":", "：")))
    if not forward and not (words in _ORIGINAL and (ruled or line.startswith(HISTORY))):
        forward = ruled and words.startswith("forwarded by ")
        if not forward and not (ruled and _is_announced(words, line)):
            return None
    below = _next_filled(lines, at + 1, 4)
    block = _find_block(lines, below, marked=True) if below >= 0 else None
    sort = Sort.FORWARD if forward else Sort.ORIGINAL
    if block:
        return Begin(sort, at, block.body, block.sender, block.subject)
    return Begin(sort, at, at + 1)


def _is_announced(words: str, line: str) -> bool:
    """Whether a line between two rules of dashes speaks of a message or of somebody who wrote one."""
    if not (line.count("-") >= 4 or line.count("_") >= 4 or line.count("=") >= 4) or len(words) > 80:
        return False
    return _VERB.search(words) is not None or (len(words.split()) <= 4 and any(noun in words for noun in MESSAGE))


def _find_block(lines: list[str], at: int, *, marked: bool) -> Begin | None:
    """A block of header labels (From, Sent, To, Subject in any language) that begins at line `at`."""
    values: dict[str, str] = {}
    i, blanks, body = at, 0, at
    last = ""
    while i < len(lines) and i < at + 24 and len(lines[i]) <= MAX_LINE * 4:
        text = lines[i].lstrip(" \t>\xa0\ue000\ue001\ue002\ue003").rstrip(" \t\xa0")
        kind, value = _label(text)
        if kind:
            if kind in values and kind != "other":
                break
            values[kind], last, blanks = value, kind, 0
            body = i + 1
        elif not text:
            blanks += 1
            if blanks > 1 or len(values) >= 4 or (len(values) >= 3 and "subject" in values):
                break
        elif last and (blanks == 0 and _continues(text, last, values)):
            values[last] += " " + text
            body = i + 1
        else:
            break
        i += 1
    real = values.keys() - {"other"}
    if "from" not in values or len(real) < (2 if marked else 3) or not _looks_real(values, marked=marked):
        return None
    return Begin(Sort.HEADER, at, body, clean_value(values["from"]), clean_value(values.get("subject", "")))


def _label(text: str) -> tuple[str, str]:
    """The kind of header label with which a line begins and its value; ("", "") if none."""
    m = _LABEL.match(text)
    if m is None:
        return "", ""
    kind = _KINDS.get(m[1].strip(" *\xa0").casefold(), "")
    return (kind, m[2].strip(" *\t\xa0")) if kind else ("", "")


def _continues(text: str, last: str, values: dict[str, str]) -> bool:
    """Whether a line without label goes on with the one above: a long list of people, or a value below its label."""
    if not values[last]:
        return True
    if last in {"to", "cc"}:
        return "@" in text or text.endswith((";", ",", ">")) or values[last].rstrip().endswith((";", ","))
    return last in {"subject", "from", "date"} and (text.startswith("<") or text.endswith((">", "]")) or len(values[last]) > 55)


def _looks_real(values: dict[str, str], *, marked: bool) -> bool:
    """Whether it is a header and not a person's list: somebody in From, a number in the date."""
    sender, date = values["from"], values.get("date", "")
    if not sender:
        return False
    if date and not any(c.isdigit() for c in date):
        return False
    return marked or bool(date) or "@" in sender


def clean_value(value: str) -> str:
    """A value of a header block as people wrote it, without emphasis marks and bidi marks."""
    return " ".join(
        without_marks(value).translate(dict.fromkeys((8206, 8207, *range(8234, 8239), *range(8294, 8298)))).split()
    ).strip("* ")


def _find_attribution(lines: list[str], at: int, *, marked: bool) -> Begin | None:
    """An "On <date>, <name> wrote:" whose last line is `at`, begun some lines above, or which is marked by its HTML."""
    if marked:
        end = at
        while end < min(len(lines) - 1, at + 3) and lines[end + 1].strip(_EDGE) and not is_quote(lines[end + 1]):
            end += 1
        said = " ".join(line.strip(_EDGE) for line in lines[at : end + 1])[:MAX_LINE]
        known = _is_attribution(said.casefold(), opens=True, quoted_below=True)
        return (
            Begin(Sort.ATTRIBUTION, at, (end if known else at) + 1, _sender_of(said))
            if known or _quote_follows(lines, at + 1)
            else None
        )
    if not lines[at].rstrip(_EDGE).endswith((":", "：")):
        return None
    quoted_below = _quote_follows(lines, at + 1)
    window = ""
    for i in range(at, max(-1, at - 5), -1):
        text = lines[i].strip(_EDGE)
        if not text or is_quote(lines[i]):
            break
        window = f"{text} {window}" if window else text
        if len(window) > MAX_LINE:
            break
        if _opens(lines[i]) and _is_attribution(window.casefold(), opens=True, quoted_below=quoted_below):
            return Begin(Sort.ATTRIBUTION, i, at + 1, _sender_of(window))
    alone = lines[at].strip(_EDGE)
    if _is_attribution(alone.casefold(), opens=False, quoted_below=quoted_below):
        return Begin(Sort.ATTRIBUTION, at, at + 1, _sender_of(alone))
    return None


def _quote_follows(lines: list[str], at: int) -> bool:
    below = _next_filled_any(lines, at, 3)
    return below >= 0 and is_quote(lines[below])


def _next_filled_any(lines: list[str], at: int, reach: int) -> int:
    for i in range(at, min(len(lines), at + reach)):
        if lines[i].strip(" \t\xa0"):
            return i
    return -1


def _is_attribution(window: str, *, opens: bool, quoted_below: bool) -> bool:
    dated = _DATE.search(window) is not None
    addressed = "@" in window and _ADDRESS.search(window) is not None
    ends = window.endswith((":", "："))
    if _VERB.search(window):
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
