"""One mail before the gates: what is known of it, and what the rules say when they are asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from mailbot.core.deciding.context import Absent, Context
from mailbot.core.deciding.grants import Proof, Right, grants
from mailbot.core.deciding.trust import Verdict, authenticate
from mailbot.core.deciding.whole_text import text_of_first
from mailbot.core.decision import LANGUAGE_IN_DOUBT, Classification, MailKind, OweMail, Role, RuleHit
from mailbot.core.desk import LANGUAGES, Coordinator, Desk
from mailbot.core.message import Address, InboundMessage, Kind, address_key
from mailbot.core.remark import Remark
from mailbot.core.rulebook import Occasion, Rulebook
from mailbot.core.ticket import Ticket

TEAM_LIMIT = 60
"""Receipts to one coordinator an hour: nobody works faster, and a machine in his name is stopped all the same."""

_MARKS = re.compile(r"^>[> ]{0,99}", re.MULTILINE)
"""What stands before the lines of a quotation."""

PEOPLE = (Kind.REQUEST, Kind.REPLY, Kind.EMPTY)
"""The kinds that a person writes."""


@dataclass(frozen=True)
class Case:
    """A mail, its context and the rulebook. The rules are asked at most once, and only by a gate that needs them."""

    message: InboundMessage
    context: Context
    rulebook: Rulebook

    @property
    def desk(self) -> Desk:
        """The desk that the rulebook describes."""
        return self.rulebook.desk

    @cached_property
    def verdict(self) -> Verdict:
        """What our border server says of the sender."""
        return authenticate(self.message, self.context.identity.trusted_authserv)

    def may(self, right: Right, *, signed: bool) -> bool:
        """Whether the mail may do something; `signed`: it bears a reference that was signed for its sender."""
        passed = self.verdict is Verdict.PASS
        if self.context.confirmed:
            proof = Proof.CONFIRMED
        elif signed:
            proof = Proof.SIGNED_AND_AUTHENTICATED if passed else Proof.SIGNED
        else:
            proof = Proof.AUTHENTICATED if passed else Proof.NOTHING
        return right in grants(proof, guarded=bool(self.context.identity.trusted_authserv))

    @property
    def occasion(self) -> Occasion:
        """What the rules may know beside the mail."""
        return Occasion(self.context.mailbox, self.context.now, self.verdict is Verdict.PASS)

    @cached_property
    def judged(self) -> tuple[Classification, tuple[RuleHit, ...]]:
        """What the rules make of the mail: of its new text.

        Of what is quoted below that they know nothing, and yet it becomes a part of a new request: where they would restrict all
        of it they are right, and where nothing stands above it, it is what they have to judge.
        """
        message = replace(self.message, subject="") if self._subject_is_old else self.message
        found, hits = self._classify(message)
        if found.restricted or self._own_tickets:
            return found, hits
        ours = bool(self.context.known)
        text = _MARKS.sub("", text_of_first(message, ours_below=ours))
        if text == message.reply:
            return found, hits
        whole, why = self._classify(replace(message, kind=Kind.REQUEST, reply=text, quoted="", forwarded=None))
        nothing_new = not message.reply and not ours and not whole.noise
        return (whole, why) if whole.restricted or nothing_new else (found, hits)

    def _classify(self, message: InboundMessage) -> tuple[Classification, tuple[RuleHit, ...]]:
        found, hits = self.rulebook.classify(message, self.occasion)
        return replace(found, restricted=found.restricted or found.topic in self.desk.restricted_topics), hits

    @property
    def _subject_is_old(self) -> bool:
        """Whether the mail joins a ticket of its sender, and has that one's subject, as mail programs put it over a reply."""
        subject = self.message.subject.casefold()
        return any(one.subject and subject.endswith(one.subject.casefold()) for one in self._own_tickets)

    @cached_property
    def _own_tickets(self) -> tuple[Ticket, ...]:
        """The tickets of its sender that the mail may join."""
        key = self.message.sender.key if self.message.sender else ""
        signed = [known.ticket for known in self.context.known if known.role is Role.REQUESTER and known.ticket is not None]
        own = tuple(one for one in signed or self.context.mentioned if address_key(one.requester) == key)
        return own if own and self.may(Right.APPEND, signed=bool(signed)) else ()

    @property
    def classification(self) -> Classification:
        """What the rules decided."""
        return self.judged[0]

    @cached_property
    def coordinator(self) -> Coordinator | None:
        """The coordinator whose exact address is the one From, else None."""
        sender = self.message.sender
        return self.desk.coordinator(sender.address) if sender else None

    @cached_property
    def away(self) -> Mapping[str, Absent]:
        """The coordinators who are away now, by the key of their address."""
        return self.context.away

    @property
    def locale(self) -> str:
        """The language to answer in: the mail's, else the usual one of its country, else English."""
        usual = self.desk.country_languages.get(self.classification.country, "en")
        language = self.message.language or usual
        return language if language in LANGUAGES else "en"

    @property
    def language_hint(self) -> str:
        """LANGUAGE_IN_DOUBT where nothing in the mail says its language and that of its country is taken instead, else ""."""
        return "" if self.message.language or self.locale == "en" else LANGUAGE_IN_DOUBT

    @property
    def answerable(self) -> bool:
        """Whether an automatic mail may go to the sender: a person, not ourselves, within the hourly limit (RFC 3834, 2)."""
        return self._answerable(self.desk.hourly_limit)

    @property
    def automatic(self) -> str | None:
        """Why the mail is a machine's, None where a person wrote it to us: also by way of a list that is our own address."""
        own = self.message.carrier and self.context.identity.is_ours(Address("", self.message.carrier))
        return None if own else self.message.automatic

    def _answerable(self, limit: int, *, at_work: bool = False) -> bool:
        sender = self.message.sender
        return (
            sender is not None
            and (self.automatic is None or (at_work and bool(self.message.carrier)))
            and self.message.kind in PEOPLE
            and not self.context.identity.is_ours(sender)
            and self.context.recent_mails < limit
        )

    def receipt(
        self, hint: str, ticket: int | None = None, remarks: tuple[Remark, ...] = (), *, at_work: bool = False
    ) -> tuple[OweMail, ...]:
        """The mail that tells a coordinator what was done, or why nothing was, if one may be sent.

        `at_work`: it is certain that he wrote it, and every mail of his is to have a receipt, up to TEAM_LIMIT, also one that
        came through a list.
        """
        return self.to_coordinator(MailKind.RECEIPT, hint, ticket, remarks, at_work=at_work)

    def to_coordinator(
        self, kind: MailKind, hint: str, ticket: int | None, remarks: tuple[Remark, ...] = (), *, at_work: bool = False
    ) -> tuple[OweMail, ...]:
        """An automatic mail to the coordinator in From, if one may be sent within the limit: `at_work` that of the team."""
        person = self.coordinator
        limit = max(TEAM_LIMIT, self.desk.hourly_limit) if at_work else self.desk.hourly_limit
        if person is None or not self._answerable(limit, at_work=at_work):
            return ()
        return (OweMail(kind, person.address, Role.COORDINATOR, person.language, ticket, hint, remarks),)
