"""The real desk over a store in memory: `decide` decides mails, `apply_effects` writes, `take_step` takes the steps."""

from dataclasses import dataclass
from datetime import date, datetime

from benchmarks.year.memory import CLOCK, STEP, Memory
from benchmarks.year.plan import PLANS, rules_of
from benchmarks.year.story import Deed, Mail, Request, Stand, Step, Story
from mailbot.core.deciding.absences import give_back
from mailbot.core.deciding.context import Context, Evidence, Identity, KnownMail
from mailbot.core.deciding.gates import decide
from mailbot.core.decision import Decision, MailKind, Role
from mailbot.core.message import Absence, Address, InboundMessage, Kind
from mailbot.core.rulebook import Rulebook, compile_rulebook
from mailbot.core.writing.identity import Keys
from mailbot.pipeline.apply import apply_effects
from mailbot.pipeline.countdowns import take_step
from mailbot.pipeline.owners import find_successors
from mailbot.ports import NewMail

BY_ITSELF = (MailKind.REMINDER, MailKind.ESCALATION, MailKind.DELAY, MailKind.WARNING, MailKind.CLOSING)


@dataclass(frozen=True)
class Signing:
    """Who signs what is owed."""

    identity: Identity
    keys: Keys


class World:
    """The desk at work; `story` is what it and people did. Moments never go back."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.story = Story()
        self.signing = Signing(Identity(("desk@help.example.org",)), Keys(b"a secret of thirty-two bytes or more, for a year"))
        self._compiled: dict[int, Rulebook] = {}
        self._arrived = 0
        self.rulebook = self._compile(0)

    def _compile(self, number: int) -> Rulebook:
        return self._compiled.setdefault(number, compile_rulebook(rules_of(PLANS[number])))

    def publish(self, number: int, now: datetime) -> None:
        """Another plan comes into force."""
        self.rulebook = self._compile(number)
        self.memory.published_at = now
        self.memory.owners.look(now)

    @property
    def next_at(self) -> datetime:
        """When the desk has something to do by itself."""
        return self.memory.agenda.next_at

    def tick(self) -> list[NewMail]:
        """Do what is due next, at its moment; the mails that follow."""
        at, what, ref = self.memory.agenda.pop()
        if what == STEP:
            self._step(ref, at)
        elif what == CLOCK:
            self._end_absence(ref, at)
        else:
            find_successors(self.memory, self.signing, self.rulebook, at)  # type: ignore[arg-type]  # as much of one as it asks
        return self._settle(at, by_itself=what != CLOCK)

    def _step(self, number: int, at: datetime) -> None:
        if not self.memory.countdowns.is_due(number, at):
            return
        step = take_step(self.memory, self.signing, self.rulebook, number, at)  # type: ignore[arg-type]  # as above
        if step is not None:
            self.story.steps.append(Step(step.at, number, step.kind, step.ticket.owner))

    def _end_absence(self, number: int, at: datetime) -> None:
        absent = self.memory.absences.ending(number, at)
        if absent is not None:
            effects = give_back(absent, self.memory.absences.waiting(absent.person), self.rulebook.desk)
            apply_effects(self.memory, self.signing, self.rulebook, absent.inbound, effects, at, event=f"absence-{number}")  # type: ignore[arg-type]
            self.memory.absences.forget(absent.person)

    def ask(self, request: Request, text: str, now: datetime) -> tuple[int, list[NewMail]]:
        """A requester writes for the first time; the number of his ticket."""
        number = len(self.memory.rows) + 1
        self._decide(self._mail(f"asker{number}@ngo.example.org", text, Kind.REQUEST), (), now)
        self.story.requests[number] = request
        self.story.deeds.append(Deed(now, number, "open", value=request.urgency))
        return number, self._settle(now, by_itself=False)

    def write(self, deed: Deed, text: str) -> list[NewMail]:
        """A person replies to a mail about a ticket. What the desk does not do is told in the story as held."""
        ticket = self.memory.rows[deed.ticket]
        sender, role = (deed.by, Role.COORDINATOR) if deed.by else (ticket.requester, Role.REQUESTER)
        kind = MailKind.ROUTE if deed.by else MailKind.ACK
        known = KnownMail(Evidence.TOKEN, sender, role, kind, ticket)
        message = self._mail(sender, text, Kind.AUTO_REPLY if deed.verb == "notice" else Kind.REPLY, deed.value)
        decision = self._decide(message, (known,), deed.at)
        if decision.held:
            self.story.held.append(f"{deed.at} {ticket.reference} #{deed.verb} {deed.value}: {decision.reason}")
        else:
            self.story.deeds.append(deed)
        return self._settle(deed.at, by_itself=False)

    def _mail(self, sender: str, text: str, kind: Kind, back_on: str = "") -> InboundMessage:
        self._arrived += 1
        box = Address("", sender)
        away = kind is Kind.AUTO_REPLY
        return InboundMessage(
            sha256="",
            size=len(text),
            kind=kind,
            message_id=f"<{self._arrived}@year.example.org>",
            sender=box,
            senders=(box,),
            subject="A question",
            text=text,
            reply=text,
            language="en",
            automatic="an absence notice" if away else None,
            absence=Absence(date.fromisoformat(back_on) if back_on else None) if away else None,
        )

    def _decide(self, message: InboundMessage, known: tuple[KnownMail, ...], now: datetime) -> Decision:
        absences = self.memory.absences.everybody()
        decision = decide(message, Context(now, self.signing.identity, known=known, absences=absences), self.rulebook)
        apply_effects(
            self.memory,  # type: ignore[arg-type]  # as much of a transaction as it asks
            self.signing,
            self.rulebook,
            self._arrived,
            decision.effects,
            now,
            ticket=decision.ticket,
            event=f"mail-{self._arrived}",
        )
        return decision

    def _settle(self, at: datetime, *, by_itself: bool) -> list[NewMail]:
        """Write down how tickets stand now; the mails that are owed since the last time."""
        for number in sorted(self.memory.touched):
            ticket = self.memory.rows[number]
            self.story.stands.append(Stand(at, number, ticket.status, ticket.owner, ticket.due_at))
        owed = list(self.memory.owed)
        if by_itself:
            mails = (mail for mail in owed if mail.kind in BY_ITSELF and mail.ticket is not None)
            self.story.mails += [Mail(at, mail.ticket or 0, mail.kind, mail.hint, mail.recipient) for mail in mails]
        self.memory.touched.clear()
        self.memory.owed.clear()
        self.memory.lines.clear()
        return owed
