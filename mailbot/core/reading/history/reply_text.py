"""What the sender newly wrote, apart from history, signature and footers. Linear, and each line ends in exactly one place."""

from dataclasses import dataclass

from mailbot.core.message import Address, Forwarded
from mailbot.core.reading.history.begin import is_quote
from mailbot.core.reading.history.past import NEW, QUOTE, place_past
from mailbot.core.reading.marks import SIGNED, without_marks, without_unseen
from mailbot.core.reading.signature.signature import find_signature, find_trailer

SIGN = 2


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
    forward = place_past(lines, shown, places, subject)
    _place_signature(lines, places, sender)
    _place_context(lines, shown, places)
    return Divided(_join(shown, places, NEW), _join(shown, places, QUOTE), _join(shown, places, SIGN), forward)


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
