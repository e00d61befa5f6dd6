"""What another rulebook would decide otherwise: each mail is read once, and decided by both in the context of then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailbot.core.deciding.context import Context, Identity
from mailbot.core.deciding.gates import decide
from mailbot.core.deciding.record import UnknownRecord, decode_context
from mailbot.core.decision import ChangeTicket, Decision, OpenTicket, OweMail, Role, RuleHit
from mailbot.core.rulebook import Rulebook
from mailbot.pipeline.kept_mail import read_kept
from mailbot.ports import PastMail

HELD = "held"
NO_MAIL = "none"


@dataclass(frozen=True, slots=True)
class Trial:
    """A mail to be decided twice, and what it is called: `inbound 7`, or the file that it comes from."""

    name: str
    mail: PastMail


@dataclass(frozen=True, slots=True)
class Change:
    """A field that the other rulebook decides otherwise."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A mail whose decision changes: in what, and the rules that decided that, before and after.

    Of a restricted mail there is no subject and no word, by whichever of the two rulebooks it is restricted.
    """

    name: str
    inbound: int
    reference: str
    restricted: bool
    subject: str
    changes: tuple[Change, ...]
    before: tuple[RuleHit, ...]
    after: tuple[RuleHit, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A batch decided twice: how many mails, how many of them had no context kept, and for each other rulebook what changes."""

    mails: int
    bare: int
    changed: tuple[tuple[Changed, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rulebook to compare with and the others; `identity` stands in where a mail has no context of its own."""

    before: Rulebook
    others: tuple[Rulebook, ...]
    identity: Identity

    def compare(self, trials: Sequence[Trial]) -> Compared:
        """Decide a batch by all rulebooks. Never raises."""
        bare = 0
        changed: list[list[Changed]] = [[] for _ in self.others]
        for trial in trials:
            context = kept_context(trial.mail)
            bare += context is None
            for found, one in zip(changed, self._compare_one(trial, context), strict=True):
                if one is not None:
                    found.append(one)
        return Compared(len(trials), bare, tuple(tuple(found) for found in changed))

    def _compare_one(self, trial: Trial, kept: Context | None) -> Iterator[Changed | None]:
        mail = trial.mail
        message = read_kept(mail)
        context = kept or Context(now=mail.received_at, identity=self.identity, mailbox=mail.mailbox)
        before = decide(message, context, self.before)
        shown = shown_fields(before, context.now)
        for other in self.others:
            after = decide(message, context, other)
            changes = find_changes(shown, shown_fields(after, context.now))
            yield _changed(trial, message.subject, changes, ((before, self.before), (after, other))) if changes else None


def kept_context(mail: PastMail) -> Context | None:
    """The context in which a mail was decided, None where none is kept that we can read."""
    if mail.record is None or not mail.record.context:
        return None
    try:
        return decode_context(mail.record.context)
    except UnknownRecord:
        return None


def shown_fields(decision: Decision, now: datetime) -> Mapping[str, str]:
    """What counts of a decision, as texts in one order: what it is, who gets it, by when, and who is written to."""
    found = decision.classification
    opened = next((effect for effect in decision.effects if isinstance(effect, OpenTicket)), None)
    return {
        "disposition": decision.disposition or HELD,
        "noise": found.noise if found else "",
        "area": found.area if found else "",
        "topic": found.topic if found else "",
        "country": found.country if found else "",
        "urgency": found.urgency if found else "",
        "requester_type": found.requester_type if found else "",
        "restricted": str(found.restricted).lower() if found else "",
        "tags": " ".join(found.tags) if found else "",
        "owner": opened.owner if opened else found.owner if found else "",
        "due": _due(decision, now),
        "mails": ", ".join(_mail(effect) for effect in decision.effects if isinstance(effect, OweMail)) or NO_MAIL,
    }


def _due(decision: Decision, now: datetime) -> str:
    due = next((effect.due_at for effect in decision.effects if isinstance(effect, OpenTicket | ChangeTicket)), None)
    return "" if due is None else f"{(due - now).total_seconds() / 3600:g} h"


def _mail(owed: OweMail) -> str:
    to = owed.role if owed.role in (Role.REQUESTER, Role.PARTICIPANT) else owed.to
    return " ".join(filter(None, (owed.kind, owed.hint, "to", to, f"({owed.locale})")))


def find_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    """The fields in which two decisions differ."""
    return tuple(Change(name, old, after[name]) for name, old in before.items() if after[name] != old)


def _changed(
    trial: Trial, subject: str, changes: tuple[Change, ...], sides: tuple[tuple[Decision, Rulebook], tuple[Decision, Rulebook]]
) -> Changed:
    restricted = trial.mail.restricted or any(one.classification and one.classification.restricted for one, _ in sides)
    before, after = (_winners(decision, hide_words=restricted) for decision, _ in sides)
    fields = {change.field for change in changes}
    asked = {table.name for _, rulebook in sides for table in rulebook.tables if fields & set(table.decides)}
    return Changed(
        name=trial.name,
        inbound=trial.mail.inbound,
        reference=trial.mail.reference,
        restricted=restricted,
        subject="" if restricted else subject,
        changes=changes,
        before=tuple(hit for hit in before if hit.table in asked or hit not in after),
        after=tuple(hit for hit in after if hit.table in asked or hit not in before),
    )


def _winners(decision: Decision, *, hide_words: bool) -> list[RuleHit]:
    won = [hit for hit in decision.trace.rules if hit.won]
    return [RuleHit(hit.table, hit.rule, (), won=True) for hit in won] if hide_words else won
