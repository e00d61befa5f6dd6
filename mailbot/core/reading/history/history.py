"""Where an earlier mail begins in a text: attributions, separators, header blocks. Each line is seen in a bounded window."""

import re

from mailbot.core.reading.history.attribution import find_attribution, tells_writer
from mailbot.core.reading.history.begin import MAX_LINE, Begin, Sort, fold, next_written, quote_follows
from mailbot.core.reading.history.byline import find_byline
from mailbot.core.reading.history.header_block import Trust, find_block, is_labelled
from mailbot.core.reading.history.separator_words import (
    ABOVE_THIS_LINE,
    ANNOUNCED,
    END_OF_FORWARD,
    FORWARDED,
    FORWARDED_BY,
    MESSAGE,
    MESSAGE_OF,
    ORIGINAL,
    PREVIOUS,
    PROCESSED_BY,
)
from mailbot.core.reading.marks import HISTORY, MARKS, QUOTED

RULES = "-_=*–—―‐‑‒−─━═⎯~#＿－"
_RULE_CHARS = RULES + " \t>·•\xa0" + "".join(MARKS)
_PREVIOUS = frozenset(fold(w) for w in PREVIOUS)
# Words that people set between rules for other reasons too; only a header block below tells.
_WEAK = frozenset(("original", "forwarded"))
LONGEST = 120
_RUN_TOGETHER = re.compile(
    rf"(?P<separator>[\s{HISTORY}]{{0,8}}[-_=]{{3,40}}\s?(?P<words>[^\W\d_][^-_=:@]{{2,60}}?)\s?[-_=]{{3,40}})\s?(?P<header>[^\s-].*)"
)
# A separator begins with one of these, or ends in a colon.
_HEADS = frozenset(RULES + "[mM" + HISTORY + QUOTED)


def find_begin(lines: list[str], at: int) -> Begin | None:
    """What begins at line `at`, or None. Looks at a few lines below only."""
    line = lines[at]
    if len(line) > MAX_LINE:
        return None
    bare = line.strip(_RULE_CHARS)
    marked = line.startswith(HISTORY)
    if not bare and not marked:
        return _find_below_rule(lines, at)
    if len(bare) <= LONGEST and (line[0] in _HEADS or bare[-1:] in {":", "："} or line[:20].lstrip(" \t>")[:1] in _HEADS):
        found = _find_separator(lines, at, bare)
        if found:
            return found
    if ":" in line[:40] or "：" in line[:40] or (marked and "|" in line[:40]):
        block = find_block(lines, at, Trust.NAMED if marked else Trust.ALONE)
        if block:
            return block
    return find_attribution(lines, at, marked=marked)


def split_separator(lines: list[str], at: int) -> list[str] | None:
    """The line in two where a separator and the header below it were run together, as Yahoo does; None if they were not."""
    line = lines[at]
    found = _RUN_TOGETHER.match(line) if len(line) <= MAX_LINE * 4 else None
    if found is None or not is_labelled(found["header"]):
        return None
    words = fold(found["words"])
    return [found["separator"], found["header"]] if words in FORWARDED or words in ORIGINAL else None


def ends_forward(line: str) -> bool:
    """Whether a line says between rules that what was passed on ends here."""
    return (
        len(line) <= LONGEST
        and (is_ruled(line) or line.startswith("--"))
        and fold(line.strip(_RULE_CHARS).rstrip(":： ")) in END_OF_FORWARD
    )


def opens_forward(line: str) -> bool:
    """Whether a line says between rules that a mail passed on begins here."""
    words = fold(line.strip(_RULE_CHARS).rstrip(":： ")) if len(line) <= LONGEST else ""
    return words in FORWARDED or words in ANNOUNCED


def is_ruled(line: str) -> bool:
    """Whether a line begins and ends with a rule."""
    text = line.strip(" \t>" + HISTORY + QUOTED).rstrip(" :：")
    return text[:1] in RULES and text[-1:] in RULES and bool(text)


def _find_below_rule(lines: list[str], at: int) -> Begin | None:
    """A line of dashes and under it a header block, or a heading such as "Previous replies"."""
    below = next_written(lines, at + 1, 2)
    if len(lines[at]) < 3 or below < 0:
        return None
    if fold(lines[below].strip(_RULE_CHARS)) in _PREVIOUS:
        return Begin(Sort.ORIGINAL, at, below + 1)
    block = find_block(lines, below, Trust.RULED) if len(lines[at]) > 4 else None
    return Begin(block.sort, at, block.body, block.sender, block.subject) if block else None


def _find_separator(lines: list[str], at: int, bare: str) -> Begin | None:
    """A line such as "-----Original Message-----". A forward may also be announced in words that end in a colon."""
    words = " ".join(fold(bare.rstrip(":： ")).split())
    sort = _sort_of(lines[at], bare, words)
    if sort is None and _is_attribution(lines, at, words):
        sort = Sort.ORIGINAL
    if sort is None:
        return None
    below = next_written(lines, at + 1, 4)
    block = find_block(lines, below, Trust.NAMED) if below >= 0 else None
    if block:
        again = next_written(lines, block.body, 2)  # Zoho repeats its separator below the header block
        body = again + 1 if again >= 0 and lines[again].strip() == lines[at].strip() else block.body
        return Begin(Sort.ORIGINAL if sort is Sort.HEADER else sort, at, body, block.sender, block.subject)
    byline = find_byline(lines, below) if sort is Sort.FORWARD and below >= 0 else None
    if byline:
        return Begin(sort, at, byline.body, byline.sender, byline.subject)
    weak = sort is Sort.HEADER or words in _WEAK or words.startswith(MESSAGE_OF)
    return None if weak else Begin(sort, at, at + 1)


def _sort_of(line: str, bare: str, words: str) -> Sort | None:
    """What a line divides: what was passed on, what was answered, a mail if its header follows (HEADER), or nothing."""
    ruled = is_ruled(line)
    by = ruled and words.startswith(FORWARDED_BY) and len(words.split()) > 2
    if by or (ruled and words in FORWARDED) or (words in ANNOUNCED and (bare.endswith((":", "：")) or line.startswith("--"))):
        return Sort.FORWARD
    named = words in ORIGINAL and (ruled or line.startswith(HISTORY))
    headed = words.startswith(MESSAGE_OF) and any(c.isdigit() for c in words)
    if named or headed or (line[:1] == "[" and words.startswith(PROCESSED_BY)):
        return Sort.ORIGINAL
    if not ruled or len(words) > 80:
        return None
    if any(said in words for said in ABOVE_THIS_LINE):
        return Sort.ORIGINAL
    noun = _is_long_rule(line) and len(words.split()) <= 4 and any(noun in words for noun in MESSAGE)
    return Sort.HEADER if noun else None


def _is_attribution(lines: list[str], at: int, words: str) -> bool:
    """Whether a line says between rules who wrote what follows ("---- Ana wrote ----")."""
    if not _is_long_rule(lines[at]) or not is_ruled(lines[at]) or len(words) > LONGEST:
        return False
    return tells_writer(words, quoted_below=quote_follows(lines, at + 1))


def _is_long_rule(line: str) -> bool:
    return line.count("-") >= 4 or line.count("_") >= 4 or line.count("=") >= 4
