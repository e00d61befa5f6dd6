"""Rulebooks of any size and a mail of 8 KB, the same ones always."""

import random
from collections.abc import Mapping, Sequence

from mailbot.core.message import Address, InboundMessage, Kind

SYLLABLES = {
    "en": ("bar", "ton", "mil", "ker", "osh", "und", "ley", "wick", "ford", "ham"),
    "fr": ("bré", "çon", "vil", "eau", "ière", "mont", "rou", "pêch", "gny", "lac"),
    "es": ("gua", "ción", "ñal", "dor", "rriz", "mez", "pal", "toy", "quir", "leb"),
    "ar": ("با", "رم", "كت", "شم", "عين", "قل", "دار", "طي", "حص", "نو"),
    "pt": ("ção", "rão", "nha", "lho", "bei", "sul", "mar", "pês", "zin", "tro"),
    "ru": ("бор", "ский", "лин", "град", "тюм", "ваш", "щит", "пос", "ежь", "круг"),
    "uk": ("гір", "ївка", "ськ", "луг", "пільг", "хут", "ець", "добр", "річ", "зем"),
}
MAIL_OCTETS = 8_192
FIRST = 10
"""The rules that every rulebook has, and whose words the mail holds."""


def make_words(count: int) -> list[list[str]]:
    """Words of the seven languages, four to a rule."""
    chance = random.Random(7)
    words: dict[str, None] = {}
    while len(words) < 4 * count:
        syllables = SYLLABLES[chance.choice(tuple(SYLLABLES))]
        words["".join(chance.choice(syllables) for _ in range(chance.randint(3, 5)))] = None
    flat = list(words)
    return [flat[4 * number : 4 * number + 4] for number in range(count)]


def make_rulebook(words: Sequence[Sequence[str]], *, expressions: bool = False) -> Mapping[str, str]:
    """A rulebook of one rule for each list of words, spread over five tables; or of expressions for the same words."""
    tables = []
    files = {}
    for number in range(5):
        name = f"t{number}"
        tables.append(name)
        rules = [
            f"  - name: rule {at}\n    when: {_when(group, expressions)}\n    then: {{{name}: v{at % 50}}}\n"
            for at, group in list(enumerate(words))[number::5]
        ]
        files[f"{name}.yaml"] = f"table: {name}\ndecides: [{name}]\npolicy: best\nrules:\n" + "".join(rules)
    values = ", ".join(f"v{number}" for number in range(50))
    own = ", ".join(f"{name}: [{values}]" for name in tables)
    return {**files, "desk.yaml": DESK.format(tables=", ".join(tables), fields=own)}


def make_message(words: Sequence[Sequence[str]]) -> InboundMessage:
    """A request of 8 KB in seven languages that holds a word of each of the first rules."""
    chance = random.Random(8)
    filler = [f"{word}{chance.choice('aeiouаеиоу')}" for group in make_words(2_000) for word in group]
    pieces: list[str] = [group[0] for group in words[:FIRST]]
    size = len(" ".join(pieces).encode())
    while size < MAIL_OCTETS:
        word = chance.choice(filler)
        pieces.append(word)
        size += len(word.encode()) + 1
    chance.shuffle(pieces)
    text = "\n".join(" ".join(pieces[at : at + 12]) for at in range(0, len(pieces), 12))
    sender = Address("", "someone@example.org")
    return InboundMessage(
        "", len(text), Kind.REQUEST, sender=sender, senders=(sender,), subject="A request", text=text, reply=text
    )


def _when(group: Sequence[str], expressions: bool) -> str:
    return f"{{regex: '\\b({'|'.join(group)})\\b'}}" if expressions else f"{{words: [{', '.join(group)}]}}"


DESK = """\
name: Made desk
prefix: GPC
global_desk: global
tables: [{tables}]
coordinators: [{{address: ana@desk.example.org, name: Ana}}]
desks: [{{id: global, name: Global, coordinators: [ana@desk.example.org]}}]
areas: [{{id: protection, name: Protection, lead: global, topics: [pr_other]}}]
targets: {{critical: {{hours: 2}}, high: {{days: 1}}, normal: {{days: 3}}, low: {{days: 10}}}}
fields: {{{fields}}}
"""
