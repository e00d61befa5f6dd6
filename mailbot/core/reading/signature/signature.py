"""Signatures at the end of what somebody wrote: below a delimiter, below a closing, or a name and its particulars alone."""

import re

from mailbot.core.message import Address
from mailbot.core.reading.plain import plain_form
from mailbot.core.reading.signature import signature_words as words_of
from mailbot.core.reading.signature.footers import find_footer, is_rule
from mailbot.core.reading.signature.particulars import (
    belongs_to,
    is_contact,
    is_contact_block,
    is_name,
    is_particular,
    is_sentence,
    is_sign_off,
    names_sender,
    words_in,
)

MAX_SIGNATURE = 20
MOST_DELIMITERS = 200
MOST_FOOTERS = 8
_EDGE = " \t\xa0,.!;:*_-–—،؛。、，\u3000\u200f\u200e"
_DASHED_NAME = re.compile(r"[-–—/~]\s?[^\W\d_a-z][\w.'’]{0,20}(?: [^\W\d_a-z][\w.'’]{0,20}){0,2}\Z")
_BOXED = re.compile(r"([|*#!:])\s?(.*?)\s*\1\Z")
_ITEM = re.compile(r"\s{0,8}\d{1,3}[.)]\s")
_POSTSCRIPT = re.compile(
    r"\W{0,3}(?:" + "|".join(re.escape(plain_form(w)) for w in sorted(words_of.POSTSCRIPTS, key=len, reverse=True)) + r")"
    r"(?:\.\s?|\s?[:،,)-])\s{0,3}\S"
)


def _every(table: dict[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(plain_form(word) for words in table.values() for word in words)


_CLOSINGS = _every(words_of.CLOSINGS)
_THANKS = _every(words_of.THANKS)
_LAST_WORDS = _CLOSINGS | _THANKS
_DELIMITERS = frozenset({"--", "- --", "—", "–", "---", "__", "___"})


def find_signature(lines: list[str], new: list[int], places: bytearray) -> list[int]:
    """The lines from a signature delimiter (RFC 3676, 4.3) to the next quotation or the end; `new` are the filled new lines."""
    delimiters = [n for n, i in enumerate(new) if lines[i][0] == "-" and lines[i].rstrip() in {"--", "- --"}]
    for position in delimiters[:MOST_DELIMITERS]:
        i = new[position]
        exact = lines[i] == "-- "  # RFC 3676 says so; two dashes alone must be followed by something short
        block = [i]
        end = len(new) if exact else min(len(new), position + MAX_SIGNATURE + 2)
        for j in map(new.__getitem__, range(position + 1, end)):
            if any(places[block[-1] + 1 : j]) or is_postscript(lines[j]):
                break
            block.append(j)
        if (exact or 1 < len(block) <= MAX_SIGNATURE) and not _is_written(lines, block, exact=exact, first=position == 0):
            return block
    return []


def _is_written(lines: list[str], block: list[int], *, exact: bool, first: bool) -> bool:
    """Whether a person writes on below the dashes: they ask something, or nothing else was written and these are sentences."""
    rows = [lines[i].rstrip() for i in block[1 : MAX_SIGNATURE + 1]]
    if (first or not exact) and any(row.endswith(("?", "؟", "？")) for row in rows):
        return True
    if not exact and any(row.endswith((":", "：")) for row in rows):
        return True
    if sum(_ITEM.match(row) is not None for row in rows) > 1:
        return True
    sentences = sum(len(row) > 40 and row.endswith((".", "!", "。")) for row in rows)
    return first and sentences > 0 and len(block) > 1


def is_postscript(line: str) -> bool:
    """Whether a line begins a postscript, which belongs to the text wherever it stands."""
    head = line[:24].lstrip(" \t*_")
    return head[:1] in "pPnNملпПзЗ" and head != "" and _POSTSCRIPT.match(plain_form(line[:60])) is not None


def find_trailer(lines: list[str], new: list[int], sender: Address | None) -> list[int]:
    """Footers and the sign-off at the end, paragraph by paragraph. A postscript below the sign-off stays in the text."""
    found: list[int] = []
    signed = False
    for _ in range(MOST_FOOTERS):
        block = _last_paragraph(new)
        if not block:
            break
        if not signed and len(block) <= 6 and is_postscript(lines[block[0]]) and len(new) > len(block):
            new = new[: len(new) - len(block)]
            continue
        take = find_footer(lines, block)
        if not take and not signed:
            take = _find_sign_off(lines, new, block, sender)
            signed = bool(take)
        if not take:
            break
        found += take
        new = new[: len(new) - len(take)]
    return found


def _last_paragraph(new: list[int]) -> list[int]:
    block: list[int] = []
    for i in reversed(new):
        if block and block[-1] != i + 1:
            break
        block.append(i)
        if len(block) > 30:
            break
    return block[::-1]


def _find_sign_off(lines: list[str], new: list[int], block: list[int], sender: Address | None) -> list[int]:
    """The lines by which somebody ends: a closing and a name, particulars below a rule, a block of them, or a name alone."""
    return (
        _below_closing(lines, new, sender)
        or _below_rule(lines, new, sender)
        or _alone(lines, new, block, sender)
        or _dashed_name(lines, new)
        or _last_name(lines, new, sender)
    )


def _below_closing(lines: list[str], new: list[int], sender: Address | None) -> list[int]:
    """A closing ("Kind regards,") with the name and the particulars under it."""
    tail = new[-12:]
    for n in range(len(tail) - 1, -1, -1):
        row = lines[tail[n]].strip()
        if len(row) <= 60:
            words = " ".join(plain_form(row.strip(_EDGE)).split())
            below = len(tail) - 1 - n
            thanks = words in _THANKS
            if thanks or words in _CLOSINGS:
                named = below > 0 and len(new) > below + 1 and is_name(lines[tail[n + 1]].strip())
                if named and thanks:
                    named = below >= 3 or _is_sender(lines[tail[n + 1]].strip(), sender)
                return tail[n:] if named else []
            if len(new) > below + 1 and _closes_with_name(row, sender):
                return tail[n:]
        if not (is_particular(row) or is_contact(row)) or (_stands_apart(lines, tail[n]) and is_sentence(row)):
            return []
    return []


def _stands_apart(lines: list[str], at: int) -> bool:
    """Whether a line is a paragraph by itself."""
    above, below = lines[at - 1] if at else "", lines[at + 1] if at + 1 < len(lines) else ""
    return not above.strip() and not below.strip()


def _is_sender(name: str, sender: Address | None) -> bool:
    return sender is not None and is_name(name) and names_sender(words_in([name]), [name], sender)


def _closes_with_name(row: str, sender: Address | None) -> bool:
    """Whether a closing and the sender's name stand on one line ("Cordialement, Amina")."""
    closing, comma, name = row.partition(",")
    if not comma:
        closing, comma, name = row.partition("،")
    return bool(comma) and plain_form(closing.strip(_EDGE)) in _LAST_WORDS and _is_sender(name.strip(), sender)


def _below_rule(lines: list[str], new: list[int], sender: Address | None) -> list[int]:
    """A line of dashes of any length, and below it nothing but particulars, of which one is a contact or names the sender."""
    tail = new[-16:]
    for n in range(len(tail) - 2, -1, -1):
        line = lines[tail[n]]
        if line.strip() in _DELIMITERS or is_rule(line):
            if _underlines(lines, tail[n]):
                return []
            rows = [_unboxed(lines[i]) for i in tail[n + 1 :]]
            if len(new) == len(rows) + 1 or not _is_own(rows, sender):
                return []
            above = tail[n - 1] if n else -1
            return [] if above >= 0 and lines[above].rstrip().endswith((":", "：")) else tail[n:]
        row = _unboxed(line)
        if not (is_particular(row) or is_contact(row)):
            return []
    return []


def _underlines(lines: list[str], at: int) -> bool:
    """Whether a rule is drawn under the line above it, which is a heading then."""
    rule, above = lines[at].strip(), lines[at - 1].strip() if at else ""
    return bool(above) and len(rule) > 3 and rule[0] in "=~-" and abs(len(rule) - len(above)) <= 2


def _is_own(rows: list[str], sender: Address | None) -> bool:
    if any(map(is_contact, rows)):
        return is_name(rows[0]) or (sender is not None and belongs_to(rows, sender))
    return _is_sender(rows[0], sender)


def _unboxed(line: str) -> str:
    """The words of a line in a drawn frame."""
    row = line.strip()
    boxed = _BOXED.match(row[:120]) if row[:1] in "|*#!:" else None
    return boxed.group(2) if boxed else row


def _alone(lines: list[str], new: list[int], block: list[int], sender: Address | None) -> list[int]:
    """The last paragraph, where it is the name, the office or the particulars of who writes and something stands above."""
    if len(new) == len(block) or len(block) > 12:
        return []
    above = lines[new[-len(block) - 1]].rstrip()
    if above.endswith((":", "：")):
        return []  # what a sentence announces is said, and not signed
    rows = [_unboxed(lines[i]) for i in block]
    if rows[0].casefold() == "begin:vcard" and rows[-1].casefold() == "end:vcard":
        return block
    words = " ".join(plain_form(" ".join(rows)[:120].strip(_EDGE)).split())
    if words in _LAST_WORDS:
        return []
    return block if is_sign_off(rows, sender) or is_contact_block(rows, sender) else []


def _dashed_name(lines: list[str], new: list[int]) -> list[int]:
    """A last line such as "-Name" or "/Name", where it is no item of a list."""
    if len(new) < 2 or not _DASHED_NAME.match(lines[new[-1]].strip()):
        return []
    above, row = lines[new[-2]].strip(), lines[new[-1]].strip()
    listed = above.endswith((":", "：")) or above[:1] == row[0]
    return [] if listed else new[-1:]


def _last_name(lines: list[str], new: list[int], sender: Address | None) -> list[int]:
    """The sender's own name as the last line, right below the text."""
    row = lines[new[-1]].strip()
    if sender is None or len(new) < 2 or len(row) > 60 or not is_name(row) or row.endswith("."):
        return []
    if " ".join(plain_form(lines[new[-2]][:60].strip(_EDGE)).split()) in _LAST_WORDS:
        return []  # nothing but thanks or a greeting stands above: that is the mail
    words, name = words_in([row]), words_in([sender.name])
    return new[-1:] if words and words <= name and max(map(len, words)) > 2 else []
