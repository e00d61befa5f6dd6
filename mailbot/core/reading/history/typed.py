"""Lines that begin with ">" and are no quotation: somebody wrote "greater than" (">500 m for mines").

Such a line may be a distance on which lives hang, so it is never lost. Where a document says what it quotes (HTML with a
quotation in it, text that flows, RFC 3676, 4.4), or where it looks like nothing else, it is what the sender wrote. In plain text
nobody can be sure of that: it is kept in the new text all the same, and named as doubtful.
"""

import re
from collections.abc import Iterator

from mailbot.core.reading.history.begin import fold, is_quote
from mailbot.core.reading.history.past import NEW, QUOTE
from mailbot.core.reading.history.unit_words import UNITS
from mailbot.core.reading.marks import HISTORY, QUOTED, TYPED, without_marks

_NUMBER = r"\d[\d.,'’–—-]{0,14}(?:[ \xa0\u202f]\d{3}(?!\d)){0,2}"
_UNIT = "|".join(re.escape(fold(unit)) for unit in sorted(UNITS, key=len, reverse=True))
_AT_ONCE = re.compile(rf"[>›＞](?:(?!\d{{1,3}}[.)](?:\s|\Z)){_NUMBER}|\s{{0,2}}[=≥](?![=>])|[~≈±+$€£-]{{1,2}}\s?\d)")
_APART = re.compile(rf"[>›＞]\s{{1,2}}[~≈±+$€£-]{{0,2}}{_NUMBER}\s?(?:(?:{_UNIT})(?!\w)|\Z)")
_LONGEST = 80
MOST_DOUBTFUL = 20
STUFFED = " "
"""What stands before the ">" of such a line in the new text, as RFC 3676, 4.4 has it; a quoted line has nothing there."""


def is_comparison(line: str, *, apart: bool) -> bool:
    """Whether a line compares with a number right behind its only ">" (`>500 m`, `>= 3`); no item of a list does.

    `apart`: a blank may stand between, where a unit follows (`> 5 km`).
    """
    bare = fold(without_marks(line[:_LONGEST]).strip())
    return _AT_ONCE.match(bare) is not None or (apart and _APART.match(bare) is not None)


def place_typed(lines: list[str], shown: list[str], places: bytearray) -> tuple[str, ...]:
    """Place typed lines with the new text, behind a blank; those of them that may be quoted all the same.

    Nothing may introduce them: they stand below new text, or above all of it.
    """
    says_quotes = any(line[:1] in {HISTORY, QUOTED} for line in lines)
    doubtful: list[str] = []
    for block in _unintroduced(lines, places):
        apart = all(is_comparison(lines[i], apart=True) for i in block)
        for i in block:
            compares, marked = is_comparison(lines[i], apart=apart), lines[i].startswith(TYPED)
            if not compares and not marked:
                continue
            written = without_marks(shown[i]).strip()
            places[i] = NEW
            shown[i] = STUFFED + written
            if not marked or not (says_quotes or compares):
                doubtful.append(written)
    return tuple(doubtful[:MOST_DOUBTFUL])


def _unintroduced(lines: list[str], places: bytearray) -> Iterator[list[int]]:
    """The blocks of lines behind ">" above which new text stands, or nothing; none where nothing else is new.

    What is yielded may be placed anew before the next one is asked for.
    """
    filled = [i for i, line in enumerate(lines) if line and not line.isspace()]
    if not any(places[i] == NEW for i in filled):
        return
    above: int = NEW
    block: list[int] = []
    for i in [*filled, len(lines)]:
        quoted = i < len(lines) and places[i] == QUOTE and is_quote(lines[i])
        if block and (not quoted or block[-1] != i - 1):
            if above == NEW:
                yield block
            above, block = places[block[-1]], []
        if quoted:
            block.append(i)
        elif i < len(lines):
            above = places[i]
