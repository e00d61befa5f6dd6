"""Conditions that look into one part of a mail alone. Their value is a list of words, or a nested condition."""

from typing import ClassVar, Protocol

from mailbot.core.rulebook.condition import TEXTS_OR_INNER, Documented, Form, Shown
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.samples import Sample


class PartOfMail(Documented, Protocol):
    """The class of such a condition."""

    section: Section


class Subject:
    """Words, an expression or a nested condition, looked for in the subject alone."""

    key: ClassVar[str] = "subject"
    section: ClassVar[Section] = Section.SUBJECT
    form: ClassVar[Form] = TEXTS_OR_INNER
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("subject: [urgent]", Sample(subject="URGENT: convoy"), Sample("urgent")),
        Shown(r"subject: {regex: '^re\b'}", Sample(subject="Re: hello"), Sample(subject="Reply")),
    )


class Reply:
    """The same in the new text alone: no subject, quoted history, signature or footer."""

    key: ClassVar[str] = "reply"
    section: ClassVar[Section] = Section.REPLY
    form: ClassVar[Form] = TEXTS_OR_INNER
    examples: ClassVar[tuple[Shown, ...]] = (Shown("reply: [thank you]", Sample("Thank you!"), Sample(subject="Thank you")),)


class Body:
    """The same in the whole text, with quoted history, signature and passed-on mail."""

    key: ClassVar[str] = "body"
    section: ClassVar[Section] = Section.BODY
    form: ClassVar[Form] = TEXTS_OR_INNER
    examples: ClassVar[tuple[Shown, ...]] = (Shown("body: [prothèse]", Sample("oui", quoted="> une prothèse"), Sample("non")),)


class Quoted:
    """The same in the quoted history alone."""

    key: ClassVar[str] = "quoted"
    section: ClassVar[Section] = Section.QUOTED
    form: ClassVar[Form] = TEXTS_OR_INNER
    examples: ClassVar[tuple[Shown, ...]] = (Shown("quoted: [mine]", Sample("ok", quoted="> a mine"), Sample("a mine")),)


class PassedOn:
    """The same in a mail that the sender passes on."""

    key: ClassVar[str] = "forwarded"
    section: ClassVar[Section] = Section.FORWARDED
    form: ClassVar[Form] = TEXTS_OR_INNER
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("forwarded: [mine]", Sample("see below", forwarded="a mine lies there"), Sample("a mine lies there")),
    )


class Signature:
    """The same in the signature alone: who writes, not what about."""

    key: ClassVar[str] = "signature"
    section: ClassVar[Section] = Section.SIGNATURE
    form: ClassVar[Form] = TEXTS_OR_INNER
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown(
            "signature: [cluster coordinator]",
            Sample("Hi", signature="Protection Cluster Coordinator"),
            Sample("the cluster coordinator"),
        ),
    )


class SenderName:
    """The same in the name that the sender's mail program shows beside the address."""

    key: ClassVar[str] = "sender"
    section: ClassVar[Section] = Section.SENDER
    form: ClassVar[Form] = TEXTS_OR_INNER
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("sender: [sub-cluster]", Sample(name="GBV Sub-Cluster Juba"), Sample("the sub-cluster", name="Ana")),
    )


class AddressWords:
    """The same in the words of the sender's address: its names, parted at dots, dashes and digits."""

    key: ClassVar[str] = "address"
    section: ClassVar[Section] = Section.ADDRESS
    form: ClassVar[Form] = TEXTS_OR_INNER
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("address: [cluster]", Sample(sender="info@cluster-juba.example.org"), Sample("cluster", sender="a@example.org")),
    )


PARTS: tuple[PartOfMail, ...] = (Subject, Reply, Body, Quoted, PassedOn, Signature, SenderName, AddressWords)
