"""The lines of a signature: names, offices, numbers and addresses of who writes."""

import re

from mailbot.core.message import Address
from mailbot.core.reading.plain import plain_form
from mailbot.core.reading.signature import signature_words as words_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ADDRESS = re.compile(r"[^\s@<>]{1,80}@[^\s@<>]{1,80}\.[^\s@<>]{2,}|(?:https?://|www\.)\S{3,}|<?mailto:")
_NUMBER = re.compile(r"\d(?:[\s().\-/]{0,3}\d){6,16}")
_SENTENCE_END = (".", "!", "?", "؟", "。", "…", ":", ",", "،", ";")


def _every(table: dict[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(plain_form(word) for words in table.values() for word in words)


OFFICES = _every(words_of.OFFICES)
_LABELS = _every(words_of.LABELS)
_LABEL = re.compile(
    r"\W{0,3}(" + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True)) + r")(?:\s?[.:：/]|\s\+|\s\d|\.:)[\s.:]{0,4}\S"
)


def is_contact(row: str) -> bool:
    """Whether a short line is a telephone number, an address, or says that it is one ("Tel.: …")."""
    if len(row) > 120:
        return False
    if "@" in row or "www." in row or "http" in row:
        return _ADDRESS.search(row) is not None and len(row.split()) <= 8
    return (_NUMBER.search(row) is not None and len(row.split()) <= 12) or _LABEL.match(plain_form(row)) is not None


def is_particular(row: str) -> bool:
    """Whether a line may stand below a name: short and no sentence."""
    if len(row) > 80 or row.endswith(("?", "؟", "!", ":", "：")):
        return False
    count = len(row.split())
    return count <= 10 and not (row.endswith((".", "。")) and count > 4)


def is_sentence(row: str) -> bool:
    """Whether a line by itself reads as a sentence: many words, most of them of the text, none of an office or a number."""
    words = row.split()
    if len(words) < 5 or is_contact(row) or not words_in([row]).isdisjoint(OFFICES):
        return False
    return sum(w[:1].islower() for w in words) * 2 > len(words)


def is_name(row: str) -> bool:
    """Whether a line may be a person's name: at most five words, none of them of the text."""
    if len(row) > 60 or row.endswith(("?", "؟", "!", ":", ";")):
        return False
    if ":" in row or any(c.isdigit() for c in row):
        return False
    words = row.strip("*_ -–—~/").split()
    return 0 < len(words) <= 5 and words[0][0].isalpha() and all(not w[:1].islower() or len(w) < 4 for w in words)


def is_sign_off(rows: list[str], sender: Address | None) -> bool:
    """Whether short lines at the end are only the name or the office of who writes, without a sentence."""
    if len(rows) > 4 or any(len(row) > 70 or row.endswith(_SENTENCE_END) or ">" in row[:2] for row in rows):
        return False
    words = words_in([row for row in rows if "@" not in row])
    if not words or len(words) > 16:
        return False
    return not words.isdisjoint(OFFICES) or (sender is not None and names_sender(words, rows, sender))


def is_contact_block(rows: list[str], sender: Address | None) -> bool:
    """Whether lines are the particulars of who writes: none is a sentence, one is a number or address, one names the sender."""
    if not 2 <= len(rows) <= 12 or not all(is_contact(row) or is_particular(row) for row in rows):
        return False
    if rows[0].startswith(("- ", "* ", "• ", "1.", "1)")) or not any(map(is_contact, rows)):
        return False
    if sender is None or rows[0][:1].isdigit() or (rows[0][:1].islower() and not belongs_to(rows[:1], sender)):
        return False
    return belongs_to(rows, sender)


def belongs_to(rows: list[str], sender: Address) -> bool:
    """Whether one of the lines has the sender's address, or a name of theirs."""
    address = sender.address.casefold()
    if any(address in row.casefold() for row in rows):
        return True
    own = {w for w in plain_words(f"{sender.name} {sender.address.partition('@')[0]}") if len(w) > 3}
    return not own.isdisjoint(words_in(rows[:4]))


def words_in(rows: list[str]) -> set[str]:
    """The words of the lines, in plain form."""
    return set(plain_words(" ".join(rows)))


def plain_words(text: str) -> list[str]:
    """The words of a text, in plain form."""
    return _WORD.findall(plain_form(text))


def names_sender(words: set[str], rows: list[str], sender: Address) -> bool:
    """Whether the words are those of the display name, or of the organisation in the address."""
    name = set(plain_words(sender.name))
    if rows[0].casefold() == sender.name.casefold() or (name and words <= name):
        return True
    long = {w for w in name if len(w) > 3}
    domain = sender.address.rpartition("@")[2].casefold().replace("-", ".").split(".")
    return len(words & long) * 2 >= len(words) or len(words & {d for d in domain if len(d) > 4}) >= 2
