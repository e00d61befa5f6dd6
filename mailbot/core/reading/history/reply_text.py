"""What the sender newly wrote, apart from history, signature and footers. Linear, and each line ends in exactly one place."""

from dataclasses import dataclass

from mailbot.core.message import Address, Forwarded
from mailbot.core.reading.history.begin import is_quote
from mailbot.core.reading.history.past import NEW, QUOTE, Letter, place_past
from mailbot.core.reading.history.typed import place_typed
from mailbot.core.reading.marks import HISTORY, SIGNED, without_marks, without_unseen
from mailbot.core.reading.signature.signature import find_signature, find_trailer

SIGN = 2


@dataclass(frozen=True, slots=True)
class Divided:
    """A body divided. `reply + quoted + signature` hold every visible line of it once.

    `doubtful` are lines of the reply that begin with ">" and may be quoted all the same.
    """

    reply: str
    quoted: str
    signature: str
    forwarded: Forwarded | None
    doubtful: tuple[str, ...] = ()


def divide_text(text: str, sender: Address | None, subject: str, *, answers: bool = True) -> Divided:
    """Divide a body (lines may carry our marks). Never raises.

    `answers`: the mail answers or passes on another, by its header or subject. One that does not has no history of its own: where
    something only looks like it, it is what the sender wrote.
    """
    shown = text.split("\n")
    lines = shown.copy()
    bare = without_unseen(text)
    if len(bare) < len(text):  # what is unseen hides no separator, and yet is kept in what is shown
        lines = bare.split("\n")
        shown = [line if seen else "" for line, seen in zip(shown, lines, strict=True)]
    places = bytearray(len(lines))
    forward = place_past(lines, shown, places, Letter(subject, answers))
    doubtful = place_typed(lines, shown, places)
    _place_signature(lines, places, sender)
    alone = not answers and forward is None and not _is_introduced(lines, places)
    _place_context(lines, shown, places, fewest=1 if alone else 2)
    if alone:
        _restore_quoted(lines, places)
    return Divided(_join(shown, places, NEW), _join(shown, places, QUOTE), _join(shown, places, SIGN), forward, doubtful)


def _place_signature(lines: list[str], places: bytearray, sender: Address | None) -> None:
    new = [i for i, line in enumerate(lines) if line and places[i] == NEW and not line.isspace()]
    signed = [i for i in new if lines[i][0] == SIGNED] if SIGNED in {lines[i][0] for i in new} else []
    for i in signed or find_signature(lines, new, places):
        places[i] = SIGN
    if places.count(SIGN):
        new = [i for i in new if places[i] == NEW]
    for i in find_trailer(lines, new, sender):
        places[i] = SIGN


def _is_introduced(lines: list[str], places: bytearray) -> bool:
    """Whether a mail program introduced what is quoted: it tells when or by which address it was written."""
    return any(
        place == QUOTE and line and not is_quote(line) and (line[0] == HISTORY or "@" in line or any(map(str.isdigit, line)))
        for line, place in zip(lines, places, strict=True)
    )


def _restore_quoted(lines: list[str], places: bytearray) -> None:
    """Where a mail that answers nothing is nothing but a quotation, that is what its sender says."""
    if any(line and not line.isspace() and place == NEW for line, place in zip(lines, places, strict=True)):
        return
    for i, place in enumerate(places):
        if place == QUOTE:
            places[i] = NEW


def _place_context(lines: list[str], shown: list[str], places: bytearray, *, fewest: int) -> None:
    """Where `fewest` quotations or more are answered one by one, each is kept above its answer, every line behind a ">"."""
    if not places.count(QUOTE):
        return
    runs: list[tuple[int, list[int]]] = []
    for i, line in enumerate(lines):
        if line and not line.isspace():
            if not runs or runs[-1][0] != places[i]:
                runs.append((places[i], []))
            runs[-1][1].append(i)
    answered = [runs[n][1] for n in range(len(runs) - 1) if runs[n][0] == QUOTE and runs[n + 1][0] == NEW]
    if len(answered) < fewest:
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
