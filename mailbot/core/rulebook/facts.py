"""What the conditions may know of one mail, and what a condition answers."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from mailbot.core.desk import Desk
from mailbot.core.message import InboundMessage
from mailbot.core.rulebook.lexicon import Hit, Scan, Section, sections_of
from mailbot.core.rulebook.occasion import Occasion
from mailbot.core.rulebook.patterns import PatternText

Key = int | str
"""Something that is true of a mail and can be looked up: the number of a word found in it, or `field:value`."""

IN_TEXT, IN_SUBJECT = 1, 2
"""The points of a word found in the text and of one found in the subject."""


class Clue(NamedTuple):
    """One reason why a condition holds. Clues with the same `mark` count once; `hit` places a word, else `text` says it.

    A named tuple, since a mail may have a thousand.
    """

    mark: Hashable
    points: float
    hit: Hit | None = None
    text: str = ""


class Best(NamedTuple):
    """Of the words of a list that were found, the one that counts most."""

    points: float
    hit: Hit


@dataclass(slots=True)
class Facts:
    """One mail while the tables are asked about it, in order. Lives for one classification, in one thread.

    `found` are the words of the table that is asked, `evidence` what a word counts in each part of the mail (the value of its
    Section), `instead` the part of the mail that the table falls back on, if it does.
    """

    message: InboundMessage
    occasion: Occasion
    desk: Desk
    scan: Scan
    keys: set[Key] = field(default_factory=set)
    found: Mapping[int, Sequence[Hit]] = field(default_factory=dict)
    evidence: Mapping[int, float] = field(default_factory=dict)
    instead: Section | None = None
    _lists: dict[Section, Mapping[str, Best]] = field(default_factory=dict)
    _texts: dict[Section, PatternText] = field(default_factory=dict)

    def look(self, found: Mapping[int, Sequence[Hit]], evidence: Mapping[int, float], instead: Section | None) -> None:
        """Turn to the words of the next table, or to the next part of the mail that it falls back on."""
        self.found, self.evidence, self.instead = found, evidence, instead
        self._lists.clear()

    def list_keys(self) -> set[Key]:
        """The named lists of which a word was found anywhere, as facts."""
        homes = self.scan.lists
        return {list_key(name) for number in self.found for name in homes[number]} if homes else set()

    def lists(self, own: Section) -> Mapping[str, Best]:
        """The named lists of which a word stands where a condition looks that looks into `own`."""
        made = self._lists.get(own)
        if made is None:
            made = self._lists[own] = self._find_lists(self.weights(own))
        return made

    def _find_lists(self, weights: Mapping[int, float]) -> Mapping[str, Best]:
        best: dict[str, Best] = {}
        homes = self.scan.lists
        for number, hits in self.found.items():
            for name in homes[number]:
                for hit in hits:
                    points = weights.get(hit[3], 0.0)
                    if points > 0 and (name not in best or points > best[name].points):
                        best[name] = Best(points, hit)
        return best

    def scope(self, own: Section) -> Section:
        """Where a condition that looks into `own` looks now: one for the new text follows the table to where it falls back."""
        return self.instead if self.instead is not None and own == Section.NEW else own

    def weights(self, own: Section) -> Mapping[int, float]:
        """What a word counts, by the value of the section where it stands, for a condition that looks into `own`."""
        if own == Section.NEW:
            return self.evidence if self.instead is None else {self.instead.value: IN_TEXT}
        return _weights(own)

    def pattern_text(self, sections: Section) -> PatternText:
        """The unfolded text of `sections`, a part a paragraph, ready for patterns."""
        made = self._texts.get(sections)
        if made is None:
            parts = [text for section, text in sections_of(self.message).items() if section & sections and text]
            made = self._texts[sections] = PatternText("\n".join(parts)[:60_000])
        return made


LIST = "list of words:"


def list_key(name: str) -> Key:
    """The fact that a word of this named list was found."""
    return LIST + name


def is_list(key: object) -> bool:
    """Whether this is such a fact."""
    return isinstance(key, str) and key.startswith(LIST)


@cache
def _weights(own: Section) -> Mapping[int, float]:
    return {section.value: IN_SUBJECT if section is own is Section.SUBJECT else IN_TEXT for section in own}


def keys_of(message: InboundMessage, occasion: Occasion, desk: Desk) -> set[Key]:
    """Everything about the mail itself that rules are looked up by, beside its words."""
    keys: set[Key] = {
        f"language:{message.language or ''}",
        f"mailbox:{occasion.mailbox.casefold()}",
        f"authenticated:{str(occasion.authenticated).lower()}",
    }
    if message.sender is not None:
        sender = address_keys("from", message.sender.key)
        keys.update(sender)
        keys.update(_known_keys(sender, desk))
    for side, addresses in (("to", message.recipients), ("cc", message.cc)):
        for address in addresses[:100]:
            keys.update(address_keys(side, address.key))
    keys.update(f"mailbox:{name}" for name, own in desk.mailboxes.items() if _came_by(own, occasion.mailbox, keys))
    keys.update(f"header:{name}" for name, _ in message.headers)
    keys.update(f"list:{key}" for value in message.header("list-id")[:3] for key in ("*", *list_ids(value)))
    if message.attachments:
        keys.add("attachment:*")
    return keys


def _came_by(own: Sequence[str], mailbox: str, keys: set[Key]) -> bool:
    """Whether a mail came by a mailbox with the addresses `own`: one is a recipient, or the user of the mailbox that was read."""
    read = unquote(mailbox.casefold())
    return any(f"to:{address}" in keys or read == address or f"://{address}@" in read for address in own)


def list_ids(value: str) -> tuple[str, ...]:
    """The id of a mailing list (RFC 2919, 3: in angle brackets) with each of its endings: `a.lists.example.org`, `lists…`."""
    inside = value[:500].rpartition("<")[2].partition(">")[0].strip().casefold() or value[:500].strip().casefold()
    labels = inside.split(".")[-8:]
    return tuple(".".join(labels[first:]) for first in range(len(labels)))


def _known_keys(sender: Sequence[str], desk: Desk) -> list[str]:
    """What the desk file says of this sender: the most exact entry counts."""
    for key in sender:
        known = desk.known_senders.get(key.partition(":")[2])
        if known is not None:
            return ["known:*", f"known:{known}"]
    return []


def address_keys(side: str, address: str) -> list[str]:
    """`a@x.gov.ml` -> itself, @x.gov.ml, @gov.ml, @ml, the same with the last label open (@x.gov.*, @gov.*), and
    each label by itself (@*.gov.*).
    """
    labels = address.rpartition("@")[2].split(".")[-8:]
    keys = [f"{side}:{address}"]
    for first in range(len(labels)):
        tail = labels[first:]
        keys.append(f"{side}:@{'.'.join(tail)}")
        if len(tail) > 1:
            keys.append(f"{side}:@{'.'.join(tail[:-1])}.*")
    keys += [f"{side}:@*.{label}.*" for label in labels]
    return keys
