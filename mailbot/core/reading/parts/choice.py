"""Which form of an alternative is the text: plain, or the richer one where the plain says nothing or something else."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice

from mailbot.core.reading.blank import is_blank
from mailbot.core.reading.charset.decoding import decode_text
from mailbot.core.reading.limits import Limits
from mailbot.core.reading.parts.mime import Part
from mailbot.core.reading.parts.stub_words import STUBS
from mailbot.core.reading.parts.transfer import clean_encoding, decode_transfer

_WORD = re.compile(r"[^\W\d_]{4,16}")
_LEFT_OVER = re.compile(r"&(?:nbsp|amp|quot|lt|gt|#\d{2,5});|</?(?:p|br|div|td|tr|table|span|font|html|body)\b[^<>]{0,80}>", re.I)
_SAMPLES = 10
_STUB = 600
_SHORT = 400
_WINDOW = 64 * 1024


class Worth(Enum):
    """What the plain form of a mail is worth."""

    ENOUGH = auto()
    NOTHING = auto()
    """It is blank, only tells that there is another form, or has markup left in it."""
    ANOTHER = auto()
    """Its words are not those of the rich form, which is what other people see."""
    LITTLE = auto()
    """It is short, and the rich form is long."""


def compare(text: str, rich: tuple[Part, ...], limits: Limits) -> Worth:
    """What the plain form `text` is worth beside the rich one."""
    if is_blank(text) or (len(text) < _STUB and _is_stub(text)):
        return Worth.NOTHING
    if ("<" in text or "&" in text) and _LEFT_OVER.search(text, 0, _WINDOW):
        return Worth.NOTHING
    if len(text) < _SHORT:
        return Worth.LITTLE if sum(p.end - p.start for p in rich) > 4000 + 10 * len(text) else Worth.ENOUGH
    return Worth.ANOTHER if _is_another(text, rich, limits) else Worth.ENOUGH


def is_better(rich: str, text: str, worth: Worth) -> bool:
    """Whether the rich form is the text, given what the plain one is worth: nothing that only the plain form says is lost."""
    if worth is Worth.NOTHING:
        return not is_blank(rich)
    if worth is Worth.ANOTHER:
        return len(rich) > len(text) // 2
    # A short text with a link in it leads to the rich form; other words of the sender's must stand in that.
    return len(rich) > 3 * len(text) and ("://" in text or "".join(text.split()) in "".join(rich.split()))


def _is_stub(text: str) -> bool:
    words = " ".join(text.casefold().split())
    return any(stub in words for stub in STUBS)


def _is_another(text: str, rich: tuple[Part, ...], limits: Limits) -> bool:
    """Whether hardly one of some words, taken evenly from all over the plain form, stands in the rich one."""
    step = max(1, len(text) // _SAMPLES)
    words = {m[0] for at in range(0, min(len(text), _SAMPLES * step), step) if (m := _WORD.search(text, at, at + 400))}
    # The first and last letters of a sample may be cut off; a word that is cut is still found.
    if len(words) < _SAMPLES // 2:
        return False
    ascii_words = [word.encode() for word in words if word.isascii()]
    wanted = len(words) // 4 + 1
    if len(ascii_words) * 2 > len(words):
        standing = (w for w in ascii_words if any(p.raw.find(w, p.start, p.end) >= 0 for p in rich))
        if _has(standing, wanted):
            return False
    source = _source(rich, limits)
    return "&#" not in source and not _has((word for word in words if word in source), wanted)


def _has(found: Iterator[object], wanted: int) -> bool:
    """Whether there are so many; no more are looked for."""
    return sum(1 for _ in islice(found, wanted)) == wanted


def _source(rich: tuple[Part, ...], limits: Limits) -> str:
    """The rich form as it was written, as much of it as is read."""
    pieces: list[str] = []
    room = limits.html
    for part in rich:
        data, _ = decode_transfer(part.span[:room], clean_encoding(part.encoding))
        pieces.append(decode_text(data, part.parameters.get("charset", ""))[0])
        room -= part.end - part.start
        if room <= 0:
            break
    return "\n".join(pieces)
