"""Where an earlier mail begins in a text: attributions, separators, header blocks. Each line is seen in a bounded window."""

from mailbot.core.reading.attribution import VERB, find_attribution
from mailbot.core.reading.begin import MAX_LINE, Begin, Sort, next_written
from mailbot.core.reading.header_block import find_block
from mailbot.core.reading.marks import HISTORY, MARKS, QUOTED
from mailbot.core.reading.quote_words import FORWARDED, MESSAGE, ORIGINAL, PREVIOUS

_RULE_CHARS = "-_=*–—━─ \t>#·•\xa0"
_ORIGINAL = frozenset(w.casefold() for w in ORIGINAL)
_FORWARDED = frozenset(w.casefold() for w in FORWARDED)
_PREVIOUS = frozenset(w.casefold() for w in PREVIOUS)
_LONGEST = max(map(len, (*ORIGINAL, *FORWARDED))) + 12


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
        block = find_block(lines, at, marked=marked)
        if block:
            return block
    return find_attribution(lines, at, marked=marked)


def _find_below_rule(lines: list[str], at: int) -> Begin | None:
    """A line of dashes and under it a header block, or a heading such as "Previous replies"."""
    below = next_written(lines, at + 1, 2)
    if len(lines[at]) < 3 or below < 0:
        return None
    if lines[below].strip(_RULE_CHARS).casefold() in _PREVIOUS:
        return Begin(Sort.ORIGINAL, at, below + 1)
    block = find_block(lines, below, marked=True) if len(lines[at]) > 4 else None
    return Begin(block.sort, at, block.body, block.sender, block.subject) if block else None


def _find_separator(lines: list[str], at: int, line: str, bare: str) -> Begin | None:
    """A line such as "-----Original Message-----". A forward may also be announced in words that end in a colon."""
    words = bare.rstrip(":： ").casefold()
    ruled = line.strip(" \t>" + HISTORY + QUOTED)[:1] in "-_=*–—━─#" and line.rstrip(" :")[-1:] in "-_=*–—━─#"
    forward = words in _FORWARDED and (ruled or bare.endswith((":", "：")))
    if not forward and not (words in _ORIGINAL and (ruled or line.startswith(HISTORY))):
        forward = ruled and words.startswith("forwarded by ")
        if not forward and not (ruled and _is_announced(words, line)):
            return None
    below = next_written(lines, at + 1, 4)
    block = find_block(lines, below, marked=True) if below >= 0 else None
    sort = Sort.FORWARD if forward else Sort.ORIGINAL
    if block:
        return Begin(sort, at, block.body, block.sender, block.subject)
    return Begin(sort, at, at + 1)


def _is_announced(words: str, line: str) -> bool:
    """Whether a line between two rules of dashes speaks of a message or of somebody who wrote one."""
    if not (line.count("-") >= 4 or line.count("_") >= 4 or line.count("=") >= 4) or len(words) > 80:
        return False
    return VERB.search(words) is not None or (len(words.split()) <= 4 and any(noun in words for noun in MESSAGE))
