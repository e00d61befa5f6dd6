"""What the sender newly wrote, apart from history, signature and footers. Linear, and each line ends in exactly one place."""

from dataclasses import dataclass

from mailbot.core.message import Address, Forwarded
from mailbot.core.reading.attribution import find_attribution_above, find_groupwise, split_shared_line
from mailbot.core.reading.begin import Begin, Sort, is_quote
from mailbot.core.reading.history import find_begin
from mailbot.core.reading.marks import HISTORY, INDENTED, QUOTED, SIGNED, without_marks, without_unseen
from mailbot.core.reading.quote_words import FORWARD_PREFIXES
from mailbot.core.reading.signature import find_signature, find_trailer

NEW, QUOTE, SIGN = 0, 1, 2
# So many lines of one mail are looked at closely; beyond that they are text.
MOST_LOOKS = 20_000
QUOTE_STARTS = frozenset("> \t›&\u200e\u200f\u202a\u202b" + QUOTED)
RULE_STARTS = frozenset("-_=*–—━─#> \t" + HISTORY)


@dataclass(frozen=True, slots=True)
class Divided:
    """A body divided. `reply + quoted + signature` hold every visible line of it once."""

    reply: str
    quoted: str
    signature: str
    forwarded: Forwarded | None


def divide_text(text: str, sender: Address | None, subject: str) -> Divided:
    """Divide a body (lines may carry our marks). Never raises."""
    shown = text.split("\n")
    lines = shown.copy()
    bare = without_unseen(text)
    if len(bare) < len(text):  # what is unseen hides no separator, and yet is kept in what is shown
        lines = bare.split("\n")
        shown = [line if seen else "" for line, seen in zip(shown, lines, strict=True)]
    places = bytearray(len(lines))
    forward = _place_history(lines, shown, places, subject)
    _place_signature(lines, places, sender)
    _place_context(lines, shown, places)
    return Divided(_join(shown, places, NEW), _join(shown, places, QUOTE), _join(shown, places, SIGN), forward)


def _place_history(lines: list[str], shown: list[str], places: bytearray, subject: str) -> Forwarded | None:
    """Mark the lines of earlier mails; returns the forwarded mail, where the text is passed on and not answered."""
    at, quoting, looked = 0, False, 0
    first_new = len(lines)
    for i, line in enumerate(lines):
        if ">>>" in line[:12] and i >= at:
            at = _place_groupwise(lines, places, i)
            quoting = quoting or at > i
        if i < at or not line:
            continue
        quoted = (line[0] in QUOTE_STARTS and is_quote(line)) or (line[0] == INDENTED and quoting)
        if quoted or line[0] == INDENTED:
            placed = not quoting and _place_attribution(lines, places, i)
            if quoted or placed:
                places[i], quoting = QUOTE, True
                if first_new < i and places[first_new] == QUOTE:
                    first_new = len(lines)
                continue
        if line.isspace():
            continue
        quoting = False
        first_new = min(first_new, i)
        if (":" not in line and "：" not in line and line[0] not in RULE_STARTS) or looked > MOST_LOOKS:
            continue
        looked += 1
        head = split_shared_line(lines, i)
        if head is not None:
            lines[i : i + 1] = head
            shown[i : i + 1] = head
            places.insert(i, NEW)
            continue
        begin = find_begin(lines, i)
        if begin is None:
            continue
        written = first_new < begin.line
        if begin.sort is Sort.ATTRIBUTION and (_quoted_at(lines, begin.body) or not written):
            at, quoting = begin.body, True
            places[begin.line : at] = bytes((QUOTE,)) * (at - begin.line)
            first_new = first_new if written else len(lines)
            continue
        places[begin.line :] = bytes((QUOTE,)) * (len(lines) - begin.line)
        return _forwarded(shown, begin, subject) if _is_forward(begin, subject, written=written) else None
    return None


def _place_groupwise(lines: list[str], places: bytearray, at: int) -> int:
    """Mark GroupWise's attribution at line `at`, and all below where that is not marked as quoted; the next line to look at."""
    below = find_groupwise(lines, at)
    if not below:
        return at
    end = below if _quoted_at(lines, below) else len(lines)
    places[at:end] = bytes((QUOTE,)) * (end - at)
    return end


def _place_attribution(lines: list[str], places: bytearray, quote: int) -> bool:
    """Mark the attribution that stands right above a quotation, even one without a colon; whether there was one."""
    end = quote - 1
    while end >= 0 and end > quote - 3 and not lines[end].strip():
        end -= 1
    if end < 0 or places[end] != NEW or not lines[end].strip():
        return False
    begin = find_attribution_above(lines, end)
    if begin is None:
        return False
    places[begin : end + 1] = bytes((QUOTE,)) * (end + 1 - begin)
    return True


def _quoted_at(lines: list[str], at: int) -> bool:
    for i in range(at, min(len(lines), at + 3)):
        if lines[i].strip():
            return is_quote(lines[i]) or lines[i][0] == INDENTED
    return False


def _is_forward(begin: Begin, subject: str, *, written: bool) -> bool:
    """Whether the earlier mail is passed on: its separator or the subject says so, or nothing stands above its header."""
    if begin.sort is Sort.FORWARD:
        return True
    return (
        begin.sort in {Sort.HEADER, Sort.ORIGINAL}
        and bool(begin.sender)
        and (subject.casefold().startswith(FORWARD_PREFIXES) or not written)
    )


def _forwarded(lines: list[str], begin: Begin, subject: str) -> Forwarded:
    text = without_marks("\n".join(lines[begin.body :])).strip("\n")
    return Forwarded(begin.sender, begin.subject or _without_prefix(subject), text)


def _without_prefix(subject: str) -> str:
    low = subject.casefold()
    for prefix in FORWARD_PREFIXES:
        if low.startswith(prefix):
            return subject[len(prefix) :].strip()
    return subject


def _place_signature(lines: list[str], places: bytearray, sender: Address | None) -> None:
    new = [i for i, line in enumerate(lines) if line and places[i] == NEW and not line.isspace()]
    signed = [i for i in new if lines[i][0] == SIGNED] if SIGNED in {lines[i][0] for i in new} else []
    for i in signed or find_signature(lines, new, places):
        places[i] = SIGN
    if places.count(SIGN):
        new = [i for i in new if places[i] == NEW]
    for i in find_trailer(lines, new, sender):
        places[i] = SIGN


def _place_context(lines: list[str], shown: list[str], places: bytearray) -> None:
    """Where two or more quotations are answered one by one, each is kept above its answer, every line of it behind a ">"."""
    if not places.count(QUOTE):
        return
    runs: list[tuple[int, list[int]]] = []
    for i, line in enumerate(lines):
        if line and not line.isspace():
            if not runs or runs[-1][0] != places[i]:
                runs.append((places[i], []))
            runs[-1][1].append(i)
    answered = [runs[n][1] for n in range(len(runs) - 1) if runs[n][0] == QUOTE and runs[n + 1][0] == NEW]
    if len(answered) < 2:
        return
    for i in (i for run in answered for i in run if is_quote(lines[i])):
        places[i] = NEW
        line = without_marks(lines[i])
        shown[i] = line if line.lstrip().startswith(">") else f"> {line}"


def _join(lines: list[str], places: bytearray, place: int) -> str:
    """The lines of one place; where something was taken out, one blank line stands."""
    count = places.count(place)
    if not count:
        return ""
    if count == len(lines):
        return without_marks("\n".join(lines)).strip("\n").rstrip()
    out: list[str] = []
    for line, where in zip(lines, places, strict=True):
        if where == place and line:
            out.append(line)
        elif out and out[-1]:
            out.append("")
    return without_marks("\n".join(out)).strip("\n").rstrip()
