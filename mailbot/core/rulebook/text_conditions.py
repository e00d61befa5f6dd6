"""Conditions on what the mail says: words and expressions."""

from dataclasses import dataclass
from typing import ClassVar

from mailbot.core.rulebook.condition import TEXT, TEXTS, Form, Shown
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.facts import IN_SUBJECT, IN_TEXT, Clue, Facts, Key
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.nodes import Node, Text
from mailbot.core.rulebook.patterns import Pattern, PatternRefused, compile_pattern
from mailbot.core.rulebook.samples import Sample
from mailbot.core.rulebook.sieve import sieve_key


@dataclass(frozen=True, slots=True)
class Words:
    """Any of these words or phrases stands in the subject, the new text or a passed-on mail.

    Whole words, whatever the case, accents or Arabic prefixes; `*` at the end of a word stands for any ending. A list, or one
    text with commas or line ends between. A longer phrase of the same table swallows a shorter one inside it: where a table knows
    "South Sudan", that is no "Sudan".
    """

    numbers: frozenset[int]
    scope: Section

    key: ClassVar[str] = "words"
    form: ClassVar[Form] = TEXTS
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("words: [landmine, hidden min*]", Sample("Two hidden mines were seen"), Sample("Two landmines, one minefield")),
        Shown("words: [انفجار لغم]", Sample("وانفجار لغم قرب المدرسة"), Sample("انفجار الغاز")),
        Shown("words: prothèse, jambe artificielle", Sample("une PROTHESE pour lui"), Sample("synthèse", quoted="> prothèse")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Words":
        """A list of words, or a text of words with commas."""
        return cls(draft.words(node), draft.scope)

    def keys(self) -> frozenset[Key]:
        """Its words."""
        return self.numbers

    def find(self, facts: Facts) -> list[Clue] | None:
        """One clue a distinct word; a word of the subject is worth more."""
        weights = facts.weights(self.scope)
        clues = []
        for number in self.numbers & facts.found.keys():
            best, most = None, 0.0
            for hit in facts.found[number]:
                points = weights.get(hit[3], 0.0)
                if points > most:
                    best, most = hit, points
            if best is not None:
                clues.append(Clue(number, most, best))
        if not clues:
            return None
        return sorted(clues, key=_place) if len(clues) > 1 else clues


def _place(clue: Clue) -> int:
    return clue.hit[0] if clue.hit is not None else 0


@dataclass(frozen=True, slots=True)
class Regex:
    r"""An expression of RE2 is found in the subject, the new text or a passed-on mail.

    Case is ignored; `\b \w \d \s` know every script. Words are quicker and safer; write an expression for numbers and codes.
    Written out, an expression has at most 120 places, and the more it has, the less of a long text it looks into: 120,000 octets
    with five places, 5,000 with 120.
    """

    pattern: Pattern
    scope: Section
    number: int

    key: ClassVar[str] = "regex"
    form: ClassVar[Form] = TEXT
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown(r"regex: '\bUXO\b'", Sample("an uxo near the well"), Sample("UXOs")),
        Shown(r"regex: '\bмин\w{0,3}\b'", Sample("Подрыв на минах"), Sample("администрация")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Regex | None":
        """One expression."""
        pattern = read_pattern(node, draft)
        if pattern is None:
            return None
        number, known = draft.patterns.setdefault(pattern.source, (len(draft.patterns), pattern))
        return cls(known, draft.scope, number)

    def keys(self) -> frozenset[Key]:
        """That the sieve let it through."""
        return frozenset((sieve_key(self.number),))

    def find(self, facts: Facts) -> list[Clue] | None:
        """The first place that matches."""
        found = self.pattern.find(facts.pattern_text(facts.scope(self.scope)))
        points = IN_SUBJECT if self.scope is Section.SUBJECT else IN_TEXT
        return None if found is None else [Clue(("regex", self.pattern.source), points, text=found)]


def read_pattern(node: Node, draft: Draft) -> Pattern | None:
    """The expression at `node`; None after noting why it cannot be used."""
    source = draft.text(node, "an expression")
    if source is None:
        return None
    try:
        return compile_pattern(source)
    except PatternRefused as refused:
        place = node if refused.at is None or not isinstance(node, Text) else node.letter(refused.at)
        draft.wrong(
            place, f"the expression '{source[:60]}' cannot be used: {refused}", "see the syntax of RE2; put it in single quotes"
        )
        return None
