"""All words of all tables in one automaton, run once over a mail, so that the thousandth rule costs next to nothing."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntFlag
from types import MappingProxyType

import ahocorasick_rs

from mailbot.core.message import InboundMessage
from mailbot.core.rulebook.folding import Folded, fold
from mailbot.core.rulebook.memberships import Memberships, invert
from mailbot.core.rulebook.word_forms import ARABIC, FIRST_ARABIC, fold_many, fold_word, variants_of

MAX_SECTION_CHARACTERS = 60_000
"""What is looked at of each part of a mail; a request is not longer, and a longer text must not cost more."""

_CLITICS = frozenset(
    f"{first}{second}" for first in ("", "و", "ف") for second in ("", "ال", "ب", "بال", "ل", "لل", "ك", "كال", "س")
)
"""What Arabic writes onto the front of a word: and, so, the, with, for, as, will."""

_GAP = " \x01 "
NO_LISTS: Mapping[str, frozenset[int]] = MappingProxyType({})
_NO_LETTER = re.compile(r"[\W\d_]+")

_AFTER_STAR = re.compile(r"(?<=\*) ")


class Section(IntFlag):
    """The parts of a mail that a condition may look into."""

    SUBJECT = 1
    REPLY = 2
    FORWARDED = 4
    SIGNATURE = 8
    QUOTED = 16
    SENDER = 32
    ADDRESS = 64

    NEW = SUBJECT | REPLY | FORWARDED
    BODY = REPLY | FORWARDED | SIGNATURE | QUOTED


_LIMITS = {Section.QUOTED: 8_000, Section.SIGNATURE: 2_000}
"""The newest part of a long history says what the mail is about, if anything there does."""


Hit = tuple[int, int, int, int]
"""A word found: start, minus end (so that hits sort by place, the longer first), number of the word, value of the section.

A plain tuple, since a mail may have hundreds and this is the hot path."""


class LexiconBuilder:
    """Collects words while files are read and gives each a number; equal words get the same."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def add(self, word: str) -> int:
        """The number of `word` as an admin wrote it (`*` stands for any ending). Raises WordRefused."""
        form = fold_word(word)
        return self._numbers.setdefault(form, len(self._numbers))

    def add_plain(self, words: Sequence[str]) -> dict[str, int]:
        """The numbers of those of `words` that nothing is wrong with at first sight; `add` has to try the rest."""
        numbers = self._numbers
        return {word: numbers.setdefault(form, len(numbers)) for word, form in fold_many(words).items()}

    def __len__(self) -> int:
        return len(self._numbers)

    def build(self, tables: Sequence[frozenset[int]], lists: Mapping[str, frozenset[int]] = NO_LISTS) -> "Lexicon":
        """The automaton over everything added; `tables` are the words of each table, `lists` those of each named list."""
        codes = array("I")
        endings: dict[int, tuple[str, ...]] = {}
        automaton = None
        if self._numbers:
            kind = ahocorasick_rs.Implementation.ContiguousNFA
            patterns = self._patterns(codes, endings)
            automaton = ahocorasick_rs.AhoCorasick(patterns, implementation=kind, store_patterns=False)
        return Lexicon(
            automaton,
            codes,
            endings,
            invert(tables, range(len(tables)), len(self._numbers)),
            "\n".join(self._numbers).encode("utf-8", "surrogatepass"),
            len(tables),
            invert([*lists.values()], [*lists], len(self._numbers)),
        )

    def _patterns(self, codes: "array[int]", endings: dict[int, tuple[str, ...]]) -> Iterator[str]:
        """What to look for, one after the other, so that they never all lie in memory; what is to be known of each is noted."""
        for form, number in self._numbers.items():
            if form < FIRST_ARABIC and "*" not in form:  # most words, and a rulebook has a hundred thousand
                codes.append(number << 2 | 1)
                yield f" {form} "
                continue
            for variant in variants_of(form):
                head, *rest = _AFTER_STAR.split(variant) if "* " in variant else (variant,)
                arabic = ARABIC.match(variant) is not None
                open_ended = head.endswith("*")
                if rest:
                    endings[len(codes)] = tuple(rest)
                codes.append(number << 2 | arabic << 1 | (not open_ended))
                yield ("" if arabic else " ") + (head[:-1] if open_ended else head + " ")


@dataclass(frozen=True, slots=True)
class Scan:
    """One mail's text, folded, and for each table its words found there, each at its first place in each part of the mail.

    `lists` are the named lists of each word.
    """

    text: str
    starts: tuple[tuple[int, Section, Folded], ...]
    found: tuple[Mapping[int, Sequence[Hit]], ...]
    lists: Memberships[str]
    _quoted: dict[Hit, str] = field(default_factory=dict, repr=False, compare=False)

    def quote(self, hit: Hit) -> str:
        """What the sender wrote there. Kept, because many rules quote the same words."""
        quoted = self._quoted.get(hit)
        if quoted is None:
            start, end = hit[0], -hit[1]
            begin, _, folded = next(part for part in reversed(self.starts) if part[0] <= start)
            quoted = folded.quote(self.text.count(" ", begin, start), self.text.count(" ", start, end) + 1)
            self._quoted[hit] = quoted
        return quoted


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled words. Safe to share between threads. `homes` are the tables of each word, `lists` its named lists.

    Of each pattern `codes` hold the number of its word, then a bit that says whether Arabic prefixes may precede it, then one
    that says whether it ends its word; `endings` the words that must follow some. `forms` are all words in UTF-8, a line each. A
    rulebook has a hundred thousand: a tuple for each would double what it holds in memory.
    """

    automaton: ahocorasick_rs.AhoCorasick | None
    codes: "array[int]"
    endings: Mapping[int, tuple[str, ...]]
    homes: Memberships[int]
    forms: bytes
    tables: int
    lists: Memberships[str]

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words by number."""
        return tuple(self.forms.decode("utf-8", "surrogatepass").split("\n")) if self.forms else ()

    def scan(self, message: InboundMessage, sections: Section) -> Scan:
        """Find every word in the `sections` of `message`; linear in its length."""
        pieces, starts, at = [" "], [], 1
        for section, text in sections_of(message).items():
            if text and section & sections:
                folded = fold(text[: _LIMITS.get(section, MAX_SECTION_CHARACTERS)])
                starts.append((at, section, folded))
                pieces += (folded.text, _GAP)
                at += len(folded.text) + len(_GAP)
        haystack = "".join(pieces)
        if self.automaton is None or not starts:
            return Scan(haystack, tuple(starts), tuple({} for _ in range(self.tables)), self.lists)
        found = self.automaton.find_matches_as_indexes(haystack, overlapping=True)
        hits = self._hits(haystack, found, [(begin, section.value) for begin, section, _ in starts])
        return Scan(haystack, tuple(starts), self._longest(hits), self.lists)

    def _hits(self, text: str, found: Sequence[tuple[int, int, int]], starts: Sequence[tuple[int, int]]) -> list[Hit]:
        """The matches that are whole words. `found` comes in the order of ends, so one part of the mail comes after another."""
        hits: list[Hit] = []
        codes, part, section = self.codes, 0, starts[0][1]
        next_part = starts[1][0] if len(starts) > 1 else len(text)
        for pattern, begin, end in found:
            code = codes[pattern]
            while begin + 1 >= next_part and part + 1 < len(starts):
                part += 1
                section = starts[part][1]
                next_part = starts[part + 1][0] if part + 1 < len(starts) else len(text)
            if code & 2:
                if text[begin - 1] != " " and text[text.rfind(" ", 0, begin) + 1 : begin] not in _CLITICS:
                    continue
            else:
                begin += 1  # noqa: PLW2901 - the pattern begins with the space before the word
            if code & 1:
                hits.append((begin, 1 - end, code >> 2, section))
                continue
            stop = _follow(text, end, self.endings.get(pattern, ()))
            if stop > 0:
                hits.append((begin, -stop, code >> 2, section))
        hits.sort()
        return hits

    def _longest(self, hits: Sequence[Hit]) -> tuple[Mapping[int, Sequence[Hit]], ...]:
        """By table, the words found, less those that lie inside a longer one of the same table."""
        found: list[dict[int, list[Hit]]] = [{} for _ in range(self.tables)]
        begun, ended = [-1] * self.tables, [-1] * self.tables
        combinations, places = self.homes.combinations, self.homes.places
        for hit in hits:
            start, minus_end, number, section = hit
            end = -minus_end
            for table in combinations[places[number]]:
                if end > ended[table]:
                    begun[table], ended[table] = start, end
                elif end < ended[table] or start != begun[table]:
                    continue
                known = found[table].get(number)
                if known is None:
                    found[table][number] = [hit]
                elif known[-1][3] != section:  # the parts of the mail follow one another
                    known.append(hit)
        return tuple(found)


def _follow(text: str, at: int, rest: Sequence[str]) -> int:
    """The end of a match that may have any ending: `at` is inside its first word, `rest` must follow; -1 where it does not."""
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


def without_quotes(reply: str) -> str:
    """New text without the lines that it quotes between its answers: they are not the sender's words."""
    if "\n>" not in reply and not reply.startswith(">"):
        return reply
    return "\n".join(line for line in reply.split("\n") if not line.startswith(">"))


def sections_of(message: InboundMessage) -> Mapping[Section, str]:
    """The texts of a mail by section."""
    passed_on = message.forwarded
    return {
        Section.SUBJECT: message.subject,
        Section.REPLY: without_quotes(message.reply),
        Section.FORWARDED: f"{passed_on.subject}\n{passed_on.text}" if passed_on is not None else "",
        Section.SIGNATURE: message.signature,
        Section.QUOTED: message.quoted,
        Section.SENDER: message.sender.name if message.sender is not None else "",
        Section.ADDRESS: _NO_LETTER.sub(" ", message.sender.address) if message.sender is not None else "",
    }
