"""Footers that programs, houses and lists put under a mail: each is told by its words, in many languages."""

import re
from enum import Enum, auto

import ahocorasick_rs

from mailbot.core.reading.plain import plain_form
from mailbot.core.reading.signature import footer_words, legal_words

MAX_LINE = 200
MAX_PARAGRAPH = 4000
MOST_STAMP = 100
_WORD = re.compile(r"[^\W_]+")
_RULE = re.compile(r"[\s\-_=*+|–—━─~#.]{3,200}\Z")
_LINK = re.compile(r"<[^<>\s]{1,300}>|\((?:https?|mailto)[^()\s]{1,300}\)|https?://\S{1,300}|\[image:[^\]]{0,80}\]")
_CLAUSES = re.compile(r"[.,;!。،]\s|\s[–—-]\s")
_FIRST_PERSON = frozenset(legal_words.FIRST_PERSON.split())


def _plain_words(table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain_form(word) for words in table.values() for word in words))


def _stems(table: dict[str, str]) -> frozenset[str]:
    return frozenset(plain_form(" ".join(table.values())).split())


def _secrecy() -> dict[str, frozenset[str]]:
    """What may stand behind each name of a label."""
    found: dict[str, frozenset[str]] = {}
    for names, values in footer_words.SECRECY.values():
        for name in map(plain_form, names):
            found[name] = found.get(name, frozenset()) | frozenset(map(plain_form, values))
    return found


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(plain_form, words))


_SENT = _plain_words(footer_words.SENT)
_SENT_LAST = _plain_words(footer_words.SENT_LAST)
_SENT_HEADS = frozenset(words[:2] for words in (*_SENT, "via mobile", "from mobile", "mobile", "iphone"))
_SENT_TAILS = frozenset(words[-2:] for words in _SENT_LAST)
_EDGE = " \t\n\xa0*_[]<>()|\"'"
_SLOGANS = _plain(footer_words.SLOGANS)
_SECRECY = _secrecy()
_MINE = _plain(footer_words.MINE)
_DEVICES = _plain(footer_words.DEVICES)
_EXCUSES = _plain(footer_words.EXCUSES)
_STEMS = tuple(map(_stems, (legal_words.MESSAGE, legal_words.CONFIDENTIAL, legal_words.RECIPIENT, legal_words.DELETE)))
_HEADINGS = _plain(legal_words.HEADINGS)


class Sign(Enum):
    """What a word of a footer speaks of."""

    MESSAGE = auto()
    CONFIDENTIAL = auto()
    RECIPIENT = auto()
    DELETE = auto()
    VIEWS = auto()
    BEFORE_PRINTING = auto()
    ENVIRONMENT = auto()
    CHECKER = auto()
    VIRUS = auto()
    CHECKED = auto()
    LIST = auto()
    LIST_NAME = auto()


def _phrases() -> list[tuple[str, Sign]]:
    groups = [
        *((words, sign) for row in legal_words.INSIDE.values() for words, sign in zip(row, list(Sign)[:4], strict=True)),
        (legal_words.VIEWS, Sign.VIEWS),
        (legal_words.BEFORE_PRINTING, Sign.BEFORE_PRINTING),
        (legal_words.ENVIRONMENT, Sign.ENVIRONMENT),
        (legal_words.CHECKERS, Sign.CHECKER),
        (legal_words.VIRUSES, Sign.VIRUS),
        (legal_words.CHECKED, Sign.CHECKED),
        (footer_words.LISTS, Sign.LIST),
        (footer_words.LIST_NAMES, Sign.LIST_NAME),
    ]
    return [(plain_form(word), sign) for words, sign in groups for word in words]


_PHRASES = _phrases()
_AUTOMATON = ahocorasick_rs.AhoCorasick([word for word, _ in _PHRASES])
_SIGNS = [sign for _, sign in _PHRASES]


def _signs_in(plain: str) -> set[Sign]:
    """What the paragraph speaks of; all phrases of all languages are sought in one pass."""
    return {_SIGNS[number] for number, _, _ in _AUTOMATON.find_matches_as_indexes(plain, overlapping=True)}


def is_rule(line: str) -> bool:
    """Whether the line is drawn and not written: dashes, stars and the like, three at least."""
    return _RULE.match(line) is not None


def find_footer(lines: list[str], block: list[int]) -> list[int]:
    """Those lines at the end of the paragraph `block` (their numbers) that no person wrote; [] where a person did."""
    last = lines[block[-1]]
    if is_rule(last) or is_mobile(last, alone=len(block) == 1) or is_stamp(last):
        return block[-1:]
    if len(block) >= 2 and len(last) <= MAX_LINE:
        above = lines[block[-2]]
        joined = f"{above.strip()} {last.strip()}"
        if is_mobile(joined, alone=len(block) == 2) or is_stamp(joined):  # broken into two lines
            return block[-2:]
    if len(block) > 30:
        return []
    text = " ".join([lines[i].strip() for i in block])[:MAX_PARAGRAPH]
    if len(text) < 16 or text.endswith(("?", "؟")):
        return []
    plain = plain_form(text)
    signs = _signs_in(plain)
    return block if _is_legal(plain, signs) else _list_footer(lines, block, signs)


def is_mobile(line: str, *, alone: bool) -> bool:
    """Whether a mail program wrote the line; `alone` says that nothing else stands in its paragraph.

    It has to name a device or a program in each of its clauses, or to say "my" of a thing, or to link to its maker.
    """
    if len(line) > MAX_LINE + 100 or not line:
        return False
    head, tail = plain_form(line[:12].lstrip(_EDGE))[:2], plain_form(line[-12:].rstrip(_EDGE + "."))[-2:]
    if head not in _SENT_HEADS and tail not in _SENT_TAILS:
        return False
    bare = line
    if "<" in line or "(" in line or "http" in line or "[" in line:
        bare = _LINK.sub("", line).replace("[", "").replace("]", "")
    low = plain_form(bare).strip(_EDGE).rstrip(" .")
    if not low or len(low) > MAX_LINE:
        return False
    opened = low.startswith(_SENT)
    if not opened and not (low.endswith(_SENT_LAST) and any(device in low for device in _DEVICES)):
        return low in {"via mobile", "from mobile", "mobile", "iphone"} and alone
    clauses = [clause for clause in _CLAUSES.split(low) if clause.strip(" .")]
    if all(any(device in c for device in _DEVICES) or _is_excuse(c) for c in clauses):
        return len(low.split()) <= 16
    return _is_unknown_device(bare.strip(), low, clauses, linked=alone and len(bare) < len(line) - 8)


def is_stamp(line: str) -> bool:
    """Whether a line is a program's slogan or a server's label that says how secret a mail is, and nothing else."""
    if len(line) > MAX_LINE + 300:
        return False
    low = plain_form(_LINK.sub("", line)).strip(_EDGE).rstrip(" .:")
    if len(low) > MOST_STAMP:
        return False
    name, sign, value = (piece.strip(_EDGE) for piece in low.partition(":"))
    return low.startswith(_SLOGANS) or (sign != "" and name in _SECRECY and value in _SECRECY[name])


def _is_excuse(clause: str) -> bool:
    return any(word in clause for word in _EXCUSES)


def _is_unknown_device(bare: str, low: str, clauses: list[str], *, linked: bool) -> bool:
    """A device or program of a name that we do not know: it is the writer's own, or a short line that links to its maker."""
    if len(clauses) > 1 or bare.endswith((".", "!")) or ", " in bare:
        return False
    return len(low.split()) <= 6 and (linked or any(mine in low for mine in _MINE))


def _is_legal(plain: str, signs: set[Sign]) -> bool:
    """Whether a paragraph (in plain form) is a notice of confidentiality, of viruses, of opinions or of paper saved."""
    if plain.lstrip(" *_-=#<[").startswith(_HEADINGS):
        return len(plain) > 60
    if Sign.VIEWS in signs or (len(plain) < 400 and signs >= {Sign.ENVIRONMENT, Sign.BEFORE_PRINTING}):
        return True
    return (Sign.VIRUS in signs and _is_virus_note(plain, signs)) or _is_confidential(plain, signs)


def _is_confidential(plain: str, signs: set[Sign]) -> bool:
    """Whether it speaks of a message and of two things more: confidence, who shall receive it, what others must do.

    People write of confidence and of recipients of aid too; so a first person, or too few words, let it stay.
    """
    words = _WORD.findall(plain)
    stems = {word[:5] for word in words}.union(words)
    longer = {word[:7] for word in words}
    if Sign.MESSAGE not in signs and _STEMS[0].isdisjoint(stems) and _STEMS[0].isdisjoint(longer):
        return False
    stems |= longer
    message, confidential, recipient, delete = (
        sign in signs or not stems.isdisjoint(own) for own, sign in zip(_STEMS, Sign, strict=False)
    )
    if not message or not (recipient or confidential):
        return False
    if recipient and confidential:
        return delete or len(plain) > 120 or _speaks_of_itself(plain)
    if not _FIRST_PERSON.isdisjoint(words):
        return False
    if recipient:
        return _speaks_of_itself(plain) or (delete and len(plain) > 120)
    return delete and _speaks_of_itself(plain) and len(plain) > 160


def _speaks_of_itself(plain: str) -> bool:
    """Whether a message is what the first words are about."""
    head = plain[:60]
    return not {word[:5] for word in _WORD.findall(head)[:6]}.isdisjoint(_STEMS[0]) or Sign.MESSAGE in _signs_in(head)


def _is_virus_note(plain: str, signs: set[Sign]) -> bool:
    """Whether a program says that it looked for viruses: it names itself, or the message is what it speaks of."""
    if Sign.CHECKED not in signs or len(plain) > 500 or not _FIRST_PERSON.isdisjoint(_WORD.findall(plain)):
        return False
    return Sign.CHECKER in signs or _speaks_of_itself(plain)


def _list_footer(lines: list[str], block: list[int], signs: set[Sign]) -> list[int]:
    """The footer of a mailing list: from its line of dashes on, or the whole paragraph where its words are unmistakable."""
    if not signs & {Sign.LIST, Sign.LIST_NAME}:
        return []
    ruled = next((n for n, i in enumerate(block) if is_rule(lines[i]) or lines[i].strip() in {"__", "--"}), -1)
    if ruled >= 0 or Sign.LIST in signs:
        return block[max(ruled, 0) :]
    return []
