"""Gives up a mail: its end and all that follows from it are written together."""

from dataclasses import dataclass
from datetime import datetime

from mailbot.core.deciding.context import Context, name_undelivered
from mailbot.core.deciding.undelivered import UNSENT, Undelivered, follow_end, stranded
from mailbot.core.reading.report.reason import OTHER, reason_of_reply
from mailbot.core.rulebook import Rulebook
from mailbot.pipeline.apply import Signing, apply_effects
from mailbot.pipeline.process import RECENT, known_mail
from mailbot.ports import Outcome, OwedMail, Rejected, Settled, Transaction

LATE = "expired"
"""The reason where a server put us off until the time was over, and said nothing that we understand."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A mail that never arrives. `unsent`: no server was asked, for it cannot be written or may not leave."""

    owed: OwedMail
    outcome: Outcome
    settled: Settled
    unsent: bool

    @property
    def refused(self) -> bool:
        """Whether a server will not have it, now or later."""
        return isinstance(self.outcome, Rejected) and not self.unsent

    @property
    def reason(self) -> str:
        """Why, as an id of the section `reason` of a word list."""
        if self.unsent:
            return UNSENT
        found = reason_of_reply(self.settled.error)
        return LATE if found == OTHER and not self.refused else found


def give_up(tx: Transaction, signing: Signing, rulebook: Rulebook, mail: GivenUp, now: datetime) -> tuple[str, ...]:
    """Settle a mail as dead, with what follows for its tickets and for who waits for it; what whoever runs the desk has to hear.

    Its tickets are taken first, as whoever decides a mail does (PostgreSQL): then nobody settles it twice, and nobody waits for
    us who has what we want. A mail that is no longer ours to settle is another's to follow.
    """
    found = tx.tickets.look_up(name_undelivered(mail.owed.message_id), now - RECENT)
    if not tx.outbox.settle(mail.settled):
        return ()
    context = Context(
        now=now,
        identity=signing.identity,
        absences=found.absences,
        participants=found.participants,
        recent_to_team=found.recent_to_team,
        unreached=found.unreached,
    )
    problems: list[str] = []
    for known in map(known_mail, found.mails):
        lost = Undelivered(known, mail.reason, mail.refused)
        effects = follow_end(lost, rulebook.desk, context)
        apply_effects(tx, signing, rulebook, mail.owed.inbound, effects, now, event=f"undelivered-{mail.owed.message_id}")
        problems += [
            f"outbox {mail.owed.id}: {ticket.reference} stays with an owner whom no mail reaches: nobody is left to stand in"
            for ticket in stranded(lost, rulebook.desk, context)
        ]
    return tuple(problems)
