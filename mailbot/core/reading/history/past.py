"""Which lines of a text are of earlier mails: one walk over them, in which each line is seen in a bounded window."""

from dataclasses import dataclass, field

from mailbot.core.message import Forwarded
from mailbot.core.reading.history.attribution import find_attribution_above, find_groupwise, is_tail, split_shared_line
from mailbot.core.reading.history.begin import Begin, Sort, is_bar, is_quote, next_filled
from mailbot.core.reading.history.forward import end_of_forward, forwarded_mail, is_forward
from mailbot.core.reading.history.history import RULES, find_begin, split_separator
from mailbot.core.reading.marks import HISTORY, INDENTED, QUOTED, TYPED

NEW, QUOTE = 0, 1
# So many lines of one mail are looked at closely; beyond that they are text.
MOST_LOOKS = 8_000
# Programs that quote break lines where they pass this length.
LONGEST_QUOTED = 72
QUOTE_STARTS = frozenset("> \t›＞&\u200e\u200f\u202a\u202b" + QUOTED + TYPED)
RULE_STARTS = frozenset(RULES + "> \t[" + HISTORY + TYPED)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is known of the mail beside its text: its subject, and whether it answers or passes on another."""

    subject: str
    answers: bool


@dataclass(slots=True)
class Walk:
    """The state of the walk: the lines as compared and as shown, the place of each, and what was met so far."""

    lines: list[str]
    shown: list[str]
    places: bytearray
    letter: Letter
    at: int = 0
    quoting: bool = False
    bars: bool = False
    looks: int = 0
    first_new: int = field(default=1 << 62)
    forward: Forwarded | None = None

    def place(self, begin: int, end: int) -> None:
        """Mark the lines from `begin` up to `end` as those of an earlier mail, and go on below them."""
        self.places[begin:end] = bytes((QUOTE,)) * (end - begin)
        self.at = max(self.at, end)


def place_past(lines: list[str], shown: list[str], places: bytearray, letter: Letter) -> Forwarded | None:
    """Mark the lines of earlier mails as QUOTE; returns the forwarded mail, where the text is passed on and not answered.

    A line that new words share with an attribution is split in two, in all three lists.
    """
    walk = Walk(lines, shown, places, letter)
    for i, line in enumerate(lines):
        if ">>>" in line[:12] and i >= walk.at:
            _place_groupwise(walk, i)
        if i < walk.at or not line:
            continue
        if _place_quoted(walk, i, line) or line.isspace():
            continue
        if walk.quoting and _is_broken_off(lines, i):
            places[i] = QUOTE
            continue
        walk.quoting = False
        walk.first_new = min(walk.first_new, i)
        if (":" in line or "：" in line or line[0] in RULE_STARTS) and walk.looks < MOST_LOOKS:
            walk.looks += 1
            _place_begin(walk, i)
    return walk.forward


def _place_quoted(walk: Walk, at: int, line: str) -> bool:
    """Place a line that is marked as quoted, with what introduces it; whether it was one."""
    indented = line[0] == INDENTED
    quoted = (indented and walk.quoting) or (line[0] in QUOTE_STARTS and is_quote(line) and not is_tail(line))
    quoted = quoted or (walk.bars and is_bar(line))
    if not quoted and not indented:
        return False
    if not walk.quoting:
        begin = None if walk.forward else _find_quoted_forward(walk, at)
        if begin is not None:
            end = end_of_forward(walk.lines, begin)
            walk.forward = forwarded_mail(walk.shown, begin, end, walk.letter.subject)
            walk.place(at, end)
            return True
        quoted = _place_attribution(walk, at) or quoted
    if quoted:
        walk.places[at], walk.quoting = QUOTE, True
        if walk.first_new < at and walk.places[walk.first_new] == QUOTE:
            walk.first_new = len(walk.lines)
    return quoted


def _place_begin(walk: Walk, at: int) -> None:
    """Place what begins at line `at`: only its introduction where new text may follow, else all below it."""
    lines = walk.lines
    head = split_separator(lines, at)
    if head is not None:
        _split(walk, at, head)
    head = split_shared_line(lines, at)
    if head is not None:
        _split(walk, at, head)
        return
    begin = find_begin(lines, at)
    if begin is None or _is_own(walk, begin):
        return
    written = walk.first_new < begin.line
    end = len(lines)
    if (
        walk.forward is None
        and is_forward(begin, walk.letter.subject, written=written)
        and not _is_answered(walk, begin, written=written)
    ):
        end = end_of_forward(lines, begin)
        walk.forward = forwarded_mail(walk.shown, begin, end, walk.letter.subject)
    elif _may_go_on(lines, begin, written=written):
        end, walk.quoting = begin.body, True
        walk.bars = walk.bars or _barred_at(lines, begin.body)
    walk.place(begin.line, end)
    if not written:
        walk.first_new = len(lines)


def _split(walk: Walk, at: int, pieces: list[str]) -> None:
    """Make two lines of one."""
    walk.lines[at : at + 1] = pieces
    walk.shown[at : at + 1] = pieces
    walk.places.insert(at, NEW)


def _is_own(walk: Walk, begin: Begin) -> bool:
    """Whether what looks like the begin of an earlier mail is the sender's, who answers nobody: a list, a log, a form."""
    if walk.letter.answers or walk.lines[begin.line].startswith(HISTORY):
        return False
    if begin.sort is Sort.ATTRIBUTION:
        return not _quoted_at(walk.lines, begin.body)
    return begin.sort is Sort.HEADER and "@" not in begin.sender


def _may_go_on(lines: list[str], begin: Begin, *, written: bool) -> bool:
    """Whether new text may follow below the earlier mail: it is marked as quoted, or nothing but its attribution stands above."""
    if begin.sort is Sort.ATTRIBUTION:
        return not written or _quoted_at(lines, begin.body)
    return not written and _quoted_at(lines, begin.body)


def _is_answered(walk: Walk, begin: Begin, *, written: bool) -> bool:
    """Whether a mail that nothing calls forwarded has a quotation under its header and something unquoted below that."""
    lines = walk.lines
    if is_forward(begin, walk.letter.subject, written=True) or not _may_go_on(lines, begin, written=written):
        return False
    rest = (line for line in lines[begin.body :] if line and not line.isspace())
    return any(not is_quote(line) and line[0] != INDENTED and not is_bar(line) for line in rest)


def _place_groupwise(walk: Walk, at: int) -> None:
    """Place GroupWise's attribution at line `at`, and all below where that is not marked as quoted."""
    below = find_groupwise(walk.lines, at)
    if below:
        walk.place(at, below if _quoted_at(walk.lines, below) else len(walk.lines))
        walk.quoting = True


def _place_attribution(walk: Walk, quote: int) -> bool:
    """Place the attribution that stands right above a quotation, even one without a colon; whether there was one."""
    lines, end = walk.lines, quote - 1
    while end >= 0 and end > quote - 3 and not lines[end].strip():
        end -= 1
    if end < 0 or walk.places[end] != NEW or not lines[end].strip() or walk.looks >= MOST_LOOKS:
        return False
    walk.looks += 1
    begin = find_attribution_above(lines, end)
    if begin is None:
        return False
    walk.place(begin, end + 1)
    return True


def _quoted_at(lines: list[str], at: int) -> bool:
    for i in range(at, min(len(lines), at + 3)):
        if lines[i].strip():
            return is_quote(lines[i]) or lines[i][0] == INDENTED or is_bar(lines[i])
    return False


def _barred_at(lines: list[str], at: int) -> bool:
    below = next_filled(lines, at, 3)
    return below >= 0 and is_bar(lines[below])


def _find_quoted_forward(walk: Walk, at: int) -> Begin | None:
    """A mail passed on inside a quotation that begins at line `at` ("> Begin forwarded message:")."""
    line = walk.lines[at]
    if len(line) > 200 or walk.looks >= MOST_LOOKS or (":" not in line and "：" not in line and "--" not in line[:8]):
        return None
    walk.looks += 1
    begin = find_begin(walk.lines, at)
    if begin is None or begin.sort is Sort.ATTRIBUTION:
        return None
    return begin if is_forward(begin, walk.letter.subject, written=True) else None


def _is_broken_off(lines: list[str], at: int) -> bool:
    """Whether an unquoted line between two quoted ones is only what a program broke off the upper one, which was too long."""
    if not at or at + 1 >= len(lines) or not is_quote(lines[at + 1]) or not is_quote(lines[at - 1]):
        return False
    text, above = lines[at].strip()[:400], lines[at - 1].rstrip()[-400:]
    if text.startswith(("(http", "<http", "[http")):
        return len(text.split()) <= 2
    opened = max(above.rfind("(http"), above.rfind("<http"))
    if opened >= 0 and " " not in text and not any(c in above[opened:] for c in ")> "):
        return True
    first = text.split(maxsplit=1)[0]
    return len(above) + len(first) >= LONGEST_QUOTED and not first[0].isupper() and above[-1] not in ".?!:;؟。"
