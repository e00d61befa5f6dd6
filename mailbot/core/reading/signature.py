"""Signatures and footers at the end of what somebody wrote."""

import re

from mailbot.core.message import Address
from mailbot.core.reading.marks import SIGNED
from mailbot.core.reading.signature_words import CLOSINGS, DEVICES, LEGAL, LISTS, MOBILE, OFFICES, THANKS

_MOBILE = tuple(w.casefold() for w in MOBILE)
_LEGAL = tuple(w.casefold() for w in LEGAL)
_OFFICES = frozenset(w.casefold() for w in OFFICES)
_CLOSINGS = frozenset(w.casefold() for w in CLOSINGS)
_THANKS = frozenset(w.casefold() for w in THANKS)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_RULE = re.compile(r"[\s\-_=*–—━─~#.]{3,200}\Z")
_DASHED_NAME = re.compile(r"[-–—/~]\s?[^\W\d_a-z][\w.'’]{0,20}(?: [^\W\d_a-z][\w.'’]{0,20}){0,2}\Z")
_SENTENCE_END = (".", "!", "?", "؟", "。", "…", ":", ",", "،", ";")
MAX_SIGNATURE = 20
MOST_DELIMITERS = 200


def find_signature(lines: list[str], new: list[int], places: bytearray) -> list[int]:
    """The lines from a signature delimiter (RFC 3676, 4.3) to the next quotation or the end; `new` are the filled new lines."""
    delimiters = [n for n, i in enumerate(new) if lines[i].rstrip() in {"--", "--\xa0", "- --"}]
    for position in delimiters[:MOST_DELIMITERS]:
        i = new[position]
        exact = lines[i] == "-- "  # RFC 3676 says so; two dashes alone must be followed by something short
        block = [i]
        end = len(new) if exact else min(len(new), position + MAX_SIGNATURE + 2)
        for j in map(new.__getitem__, range(position + 1, end)):
            if any(places[block[-1] + 1 : j]):
                break
            block.append(j)
        if exact or 1 < len(block) <= MAX_SIGNATURE:
            return block
    return []


def find_trailer(lines: list[str], new: list[int], sender: Address | None) -> list[int]:
    """Footers at the end, paragraph by paragraph: of telephones, of lawyers, of offices, and rules between them."""
    found: list[int] = []
    signed = False
    for _ in range(6):
        block = _last_paragraph(new)
        if not block:
            break
        take = _footer(lines, block)
        if not take and not signed:
            take = _closing(lines, new) or (block if len(new) > len(block) and _is_sign_off(lines, block, sender) else [])
            signed = bool(take)
        if not take:
            break
        found += take
        new = new[: len(new) - len(take)]
    return found


def _last_paragraph(new: list[int]) -> list[int]:
    block: list[int] = []
    for i in reversed(new):
        if block and block[0] != i + 1:
            break
        block.insert(0, i)
        if len(block) > 30:
            break
    return block


def _footer(lines: list[str], block: list[int]) -> list[int]:
    """The lines at the end of the last paragraph that no person wrote."""
    last = lines[block[-1]].strip(" \t\xa0*_[]<>" + SIGNED)
    if _is_mobile(last) or _RULE.match(lines[block[-1]]):
        return block[-1:]
    if len(block) >= 2 and last.startswith(("http", "(http")) and _is_mobile(lines[block[-2]].strip()):
        return block[-2:]
    if len(block) > 30:
        return []
    text = " ".join([lines[i] for i in block])[:4000].casefold()
    if len(text) > 40 and any(w in text for w in _LEGAL) and not text.rstrip().endswith("?"):
        return block
    if any(w in text for w in LISTS):
        ruled = next((n for n, i in enumerate(block) if _RULE.match(lines[i])), 0)
        return block[ruled:]
    return []


def _is_mobile(line: str) -> bool:
    """Whether a mail program wrote the line under a mail: it names a device or a program, or it is no sentence."""
    low = line[:200].casefold()
    if len(line) > 160 or not low.startswith(_MOBILE):
        return False
    return any(device in low for device in DEVICES) or not (low.endswith((".", "?", "؟", "!")) or ", " in low)


def _closing(lines: list[str], new: list[int]) -> list[int]:
    """A closing ("Kind regards,") with the name and the particulars under it, or a last line such as "-Name"."""
    tail = new[-10:]
    if len(new) > 1 and _DASHED_NAME.match(lines[new[-1]].strip()):
        return new[-1:]
    for n in range(len(tail) - 1, -1, -1):
        row = lines[tail[n]].strip()
        words = row.strip(" ,.!;:*_-–،").casefold()
        below = len(tail) - 1 - n
        if words in _CLOSINGS or words in _THANKS:
            enough = below >= (1 if words in _CLOSINGS else 3) and len(new) > below + 1
            return tail[n:] if enough and _is_particular(lines[tail[n + 1]].strip(), first=True) else []
        if not _is_particular(row, first=False):
            return []
    return []


def _is_particular(row: str, *, first: bool) -> bool:
    """Whether a line under a closing is a name, an office, an address or a number; the first one has to be a name."""
    if len(row) > 70 or row.endswith(("?", "؟", "!", ":")):
        return False
    words = row.strip("*_ ").split()
    if first:
        return len(words) <= 5 and all(not w[:1].islower() or len(w) < 4 for w in words) and any(c.isalpha() for c in row)
    return len(words) <= 9 and not (row.endswith(".") and len(words) > 4)


def _is_sign_off(lines: list[str], block: list[int], sender: Address | None) -> bool:
    """Whether the last paragraph is only the name or the office of who writes: short lines without a sentence."""
    if len(block) > 4:
        return False
    rows = [lines[i].strip() for i in block]
    if any(len(row) > 70 or row.endswith(_SENTENCE_END) or ">" in row[:2] for row in rows):
        return False
    words = {w.casefold() for row in rows for w in _WORD.findall(row)}
    if not words or len(words) > 16 or " ".join(rows).casefold() in _CLOSINGS | _THANKS:
        return False
    if words & _OFFICES:
        return True
    return sender is not None and _names_sender(words, rows, sender)


def _names_sender(words: set[str], rows: list[str], sender: Address) -> bool:
    """Whether the words are those of the display name, or of the organisation in the address."""
    name = {w.casefold() for w in _WORD.findall(sender.name)}
    if rows[0].casefold() == sender.name.casefold() or (name and words <= name):
        return True
    long = {w for w in name if len(w) > 3}
    domain = sender.address.rpartition("@")[2].replace("-", ".").split(".")
    return len(words & long) * 2 >= len(words) or len(words & {d for d in domain if len(d) > 4}) >= 2
