"""All words of all tables in one automaton, run once over a mail, so that the thousandth rule costs next to nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag

import ahocorasick_rs

from mailbot.core.message import InboundMessage
from mailbot.core.rulebook.folding import Folded, fold

MAX_WORD = 120
MAX_SECTION_CHARACTERS = 60_000
"""What is looked at of each part of a mail; a request is not longer, and a longer text must not cost more."""

_ARABIC = re.compile("[\u0621-\u064a]")
_CLITICS = frozenset(
    f"{first}{second}" for first in ("", "و", "ف") for second in ("", "ال", "ب", "بال", "ل", "لل", "ك", "كال", "س")
)
"""What Arabic writes onto the front of a word: and, so, the, with, for, as, will."""

_GAP = " \x01 "


class Section(IntFlag):
    """The parts of a mail that a condition may look into."""

    SUBJECT = 1
    REPLY = 2
    FORWARDED = 4
    SIGNATURE = 8
    QUOTED = 16

    NEW = SUBJECT | REPLY | FORWARDED
    BODY = REPLY | FORWARDED | SIGNATURE | QUOTED


class WordRefused(Exception):
    """This cannot be looked for; the text says why."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found: `word` is its number, `start` and `end` its place in the folded text, `section` the part of the mail."""

    word: int
    start: int
    end: int
    section: Section


class LexiconBuilder:
    """Collects words while files are read and gives each a number; equal words get the same."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def add(self, word: str) -> int:
        """The number of `word` as an admin wrote it (`*` at the end of a word of it stands for any ending). Raises WordRefused."""
        form = fold_word(word)
        return self._numbers.setdefault(form, len(self._numbers))

    def __len__(self) -> int:
        return len(self._numbers)

    def build(self) -> "Lexicon":
        """The automaton over everything added."""
        patterns: list[str] = []
        entries: list[tuple[int, tuple[str, ...], bool]] = []
        for form, number in self._numbers.items():
            for variant in _variants(form):
                head, *rest = re.split(r"(?<=\*) ", variant)
                arabic = _ARABIC.match(variant) is not None
                open_ended = head.endswith("*")
                patterns.append(("" if arabic else " ") + (head[:-1] if open_ended else head + " "))
                entries.append((number, tuple(rest) if open_ended else (), arabic))
        automaton = None
        if patterns:
            automaton = ahocorasick_rs.AhoCorasick(
                patterns, implementation=ahocorasick_rs.Implementation.ContiguousNFA, store_patterns=False
            )
        return Lexicon(automaton, tuple(entries), tuple(p.endswith(" ") for p in patterns), tuple(self._numbers))


def fold_word(word: str) -> str:
    """The folded form of a word of the rules, its stars kept. Raises WordRefused."""
    if len(word) > MAX_WORD:
        raise WordRefused(f"'{word[:30]}…' is longer than {MAX_WORD} characters")
    pieces = []
    for piece in re.split(r"[\s-]+", word.strip()):
        bare = piece.rstrip("*")
        folded = fold(bare).text
        if "*" in bare or (piece != bare and not folded):
            raise WordRefused(f"'{word}': a star stands at the end of a word only")
        if piece != bare and len(folded.replace("_", "")) < 3:
            raise WordRefused(f"'{word}': at least three letters must stand before a star")
        if folded:
            pieces.append(folded + ("*" if piece != bare else ""))
    form = " ".join(pieces)
    if not form.replace("_", "").strip():
        raise WordRefused(f"'{word}' has no letter and no digit")
    if _ARABIC.match(form) and len(form) < 2:
        raise WordRefused(f"'{word}': a single Arabic letter is found in front of most words")
    return form


def _variants(form: str) -> tuple[str, ...]:
    """An Arabic word written with its article is looked for without it too, since the article may follow another prefix."""
    if form.startswith("ال") and len(form.split(" ", 1)[0].rstrip("*")) >= 5:
        return form, form[2:]
    return (form,)


@dataclass(frozen=True, slots=True)
class Scan:
    """One mail's text, folded, and every word of the rules found in it, in the order of the text."""

    text: str
    starts: tuple[tuple[int, Section, Folded], ...]
    hits: tuple[Hit, ...]

    def quote(self, hit: Hit) -> str:
        """What the sender wrote there."""
        begin, _, folded = next(part for part in reversed(self.starts) if part[0] <= hit.start)
        first = self.text.count(" ", begin, hit.start)
        return folded.quote(first, self.text.count(" ", hit.start, hit.end) + 1)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled words. Safe to share between threads."""

    automaton: ahocorasick_rs.AhoCorasick | None
    entries: tuple[tuple[int, tuple[str, ...], bool], ...]
    closed: tuple[bool, ...]
    words: tuple[str, ...]

    def scan(self, message: InboundMessage, sections: Section) -> Scan:
        """Find every word in the `sections` of `message`; linear in its length."""
        pieces, starts, at = [" "], [], 1
        for section, text in sections_of(message).items():
            if section & sections and text:
                folded = fold(text[:MAX_SECTION_CHARACTERS])
                starts.append((at, section, folded))
                pieces += (folded.text, _GAP)
                at += len(folded.text) + len(_GAP)
        haystack = "".join(pieces)
        if self.automaton is None or not starts:
            return Scan(haystack, tuple(starts), ())
        found = self.automaton.find_matches_as_indexes(haystack, overlapping=True)
        return Scan(haystack, tuple(starts), tuple(self._hits(haystack, found, starts)))

    def _hits(self, text: str, found: Sequence[tuple[int, int, int]], starts: Sequence[tuple[int, Section, Folded]]) -> list[Hit]:
        hits: list[Hit] = []
        bounds = [(begin, section) for begin, section, _ in starts]
        entries, closed = self.entries, self.closed
        for pattern, begin, stop in found:
            number, rest, arabic = entries[pattern]
            start, end = begin, stop
            if arabic:
                if text[begin - 1] != " " and text[text.rfind(" ", 0, begin) + 1 : begin] not in _CLITICS:
                    continue
            else:
                start += 1
            if closed[pattern]:
                end -= 1
            else:
                end = _follow(text, end, rest)
                if end < 0:
                    continue
            section = next(part for at, part in reversed(bounds) if at <= start)
            hits.append(Hit(number, start, end, section))
        return hits


def _follow(text: str, at: int, rest: Sequence[str]) -> int:
    """The end of a match whose words may have any ending: `at` is inside its first word, `rest` are the words that must follow; -1 if not."""
    end = text.find(" ", at)
    for piece in rest:
        bare = piece.rstrip("*")
        if not text.startswith(bare, end + 1):
            return -1
        stop = end + 1 + len(bare)
        end = text.find(" ", stop)
        if piece == bare and stop != end:
            return -1
    return end


def sections_of(message: InboundMessage) -> Mapping[Section, str]:
    """The texts of a mail by section."""
    passed_on = message.forwarded
    return {
        Section.SUBJECT: message.subject,
        Section.REPLY: message.reply,
        Section.FORWARDED: f"{passed_on.subject}\n{passed_on.text}" if passed_on is not None else "",
        Section.SIGNATURE: message.signature,
        Section.QUOTED: message.quoted,
    }
