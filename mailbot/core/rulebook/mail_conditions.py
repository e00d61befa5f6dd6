"""Conditions on who wrote, to whom, by which way, in which language: each compares a fact of the mail with a list."""

from dataclasses import dataclass
from typing import ClassVar

from mailbot.core.rulebook.condition import TEXTS, Form, Shown
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.facts import IN_TEXT, Clue, Facts, Key
from mailbot.core.rulebook.mail_patterns import address_pattern
from mailbot.core.rulebook.nodes import Node
from mailbot.core.rulebook.samples import Sample
from mailbot.core.rulebook.vocabulary import REQUESTER_TYPES


@dataclass(frozen=True, slots=True)
class Known:
    """Base form of the conditions that compare a fact with a list: it holds where one of `wanted` is among the mail's keys."""

    wanted: frozenset[Key]
    points: float

    def keys(self) -> frozenset[Key]:
        """The facts themselves."""
        return self.wanted

    def find(self, facts: Facts) -> list[Clue] | None:
        """A clue for each fact that is there."""
        there = self.wanted & facts.keys
        if not there:
            return None
        return [Clue(key, self.points, text=key.partition(":")[2] or key) for key in sorted(map(str, there))]


def _addresses(side: str, node: Node, draft: Draft) -> Known | None:
    patterns = [address_pattern(text, draft) for text in draft.texts(node, side)]
    wanted: frozenset[Key] = frozenset(f"{side}:{pattern}" for pattern in patterns if pattern is not None)
    return Known(wanted, IN_TEXT) if wanted else None


class From:
    """The sender's address is one of these; `@example.org` stands for a domain with its subdomains, `@gov.*` for any ending.

    `@*.un.*` stands for every domain one of whose names is `un`.
    """

    key: ClassVar[str] = "from"
    form: ClassVar[Form] = TEXTS
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("from: [ana@example.org]", Sample(sender="Ana@Example.org"), Sample(sender="joana@example.org")),
        Shown("from: ['@gov.*']", Sample(sender="x@mines.gov.example"), Sample(sender="x@gov.example.org")),
        Shown("from: ['@*.gov.*']", Sample(sender="x@mines.gov.example.org"), Sample(sender="x@governance.example.org")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Addresses."""
        return _addresses("from", node, draft)


class Domain:
    """The sender's domain is one of these or below one of them."""

    key: ClassVar[str] = "domain"
    form: ClassVar[Form] = TEXTS
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("domain: [unhcr.example.org]", Sample(sender="a@mali.unhcr.example.org"), Sample(sender="a@notunhcr.example.org")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Domains."""
        return _addresses("from", node, draft)


class To:
    """One of these addresses stands in To or Cc: a hint, people use the address they know."""

    key: ClassVar[str] = "to"
    form: ClassVar[Form] = TEXTS
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("to: [gbv@gpc.example.org]", Sample(to=("gbv@gpc.example.org",)), Sample(to=("helpdesk@gpc.example.org",))),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Addresses."""
        return _addresses("to", node, draft)


class Cc:
    """One of these addresses stands in Cc."""

    key: ClassVar[str] = "cc"
    form: ClassVar[Form] = TEXTS
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("cc: ['@ocha.example.org']", Sample(cc=("a@ocha.example.org",)), Sample(to=("a@ocha.example.org",))),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Addresses."""
        return _addresses("cc", node, draft)


class Mailbox:
    """The mail came in by one of these mailboxes: an id of `mailboxes` in desk.yaml, or a mailbox as the settings name it.

    It came by a mailbox of desk.yaml where one of that mailbox's addresses stands in To or Cc.
    """

    key: ClassVar[str] = "mailbox"
    form: ClassVar[Form] = TEXTS
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("mailbox: [hlp@gpc.example.org]", Sample(mailbox="HLP@gpc.example.org"), Sample(mailbox="gbv@gpc.example.org")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Names of mailboxes."""
        for text in draft.texts(node, "mailbox"):
            if "@" not in text.value and text.value not in draft.desk.mailboxes:
                known = ", ".join(draft.desk.mailboxes) or "none yet"
                draft.wrong(
                    text, f"there is no mailbox '{text.value[:40]}'", f"one of mailboxes in desk.yaml ({known}), or an address"
                )
        return _facts_of("mailbox", node, draft)


class MailingList:
    """The mail came by a mailing list: one of these ids (List-Id, RFC 2919) or endings of ids; `*` is any list."""

    key: ClassVar[str] = "list"
    form: ClassVar[Form] = TEXTS
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("list: [lists.example.org]", Sample(headers=(("list-id", "WG <wg.lists.example.org>"),)), Sample()),
        Shown("list: ['*']", Sample(headers=(("list-id", "<a.example.net>"),)), Sample()),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Ids of lists."""
        return _facts_of("list", node, draft)


class Language:
    """The mail is written in one of these languages (ISO 639-1)."""

    key: ClassVar[str] = "language"
    form: ClassVar[Form] = TEXTS
    examples: ClassVar[tuple[Shown, ...]] = (Shown("language: [fr, ar]", Sample(language="fr"), Sample(language="en")),)

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Language codes."""
        for text in draft.texts(node, "language"):
            if len(text.value) != 2 or not text.value.isascii() or not text.value.islower():
                draft.wrong(text, f"'{text.value}' is no language", "two small letters: en, fr, es, ar, pt, ru, uk")
        return _facts_of("language", node, draft, points=0)


class KnownSender:
    """`known_senders` in desk.yaml lists the sender under one of these requester types; `*` is any."""

    key: ClassVar[str] = "known_sender"
    form: ClassVar[Form] = {
        "anyOf": [{"enum": ["*", *REQUESTER_TYPES]}, {"type": "array", "items": {"enum": ["*", *REQUESTER_TYPES]}}]
    }
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("known_sender: [un]", Sample(sender="a@unmas.known.example.org"), Sample(sender="a@ngo.known.example.org")),
        Shown("known_sender: '*'", Sample(sender="a@ngo.known.example.org"), Sample(sender="a@unknown.example.org")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Types of requesters."""
        for text in draft.texts(node, "known_sender"):
            if text.value not in ("*", *REQUESTER_TYPES):
                draft.wrong(text, f"'{text.value[:40]}' is no type of requester", f"one of {', '.join(REQUESTER_TYPES)}, or '*'")
        return _facts_of("known", node, draft)


class Authenticated:
    """Whether our own mail server proved the sender's domain (`true`: DMARC passed, docs/security.md S1) or not (`false`)."""

    key: ClassVar[str] = "authenticated"
    form: ClassVar[Form] = {"type": "boolean"}
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("authenticated: true", Sample("Hello", authenticated=True), Sample("Hello")),
        Shown("authenticated: false", Sample("Hello"), Sample("Hello", authenticated=True)),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """True or false."""
        if draft.text(node, "authenticated") not in ("true", "false"):
            draft.wrong(node, "authenticated is either true or false", "authenticated: true")
            return None
        return _facts_of("authenticated", node, draft, points=0)


def _facts_of(side: str, node: Node, draft: Draft, *, points: float = IN_TEXT) -> Known | None:
    wanted: frozenset[Key] = frozenset(f"{side}:{text.value.strip().casefold()}" for text in draft.texts(node, side))
    return Known(wanted, points) if wanted else None
