"""Looks for what is critical among mails that wait: the rules are asked about each before its turn has come."""

from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.core.rulebook import Occasion, RulebookBroken
from mailbot.core.ticket import Urgency
from mailbot.pipeline.kept_mail import read_kept
from mailbot.pipeline.rulebooks import NoRulebook, RulebookInForce
from mailbot.ports import Clock, KeptMail, Store

MOST_BYTES = 500_000
"""A larger mail waits for its turn: reading it may take as long as reading hundreds of others."""


@dataclass(frozen=True, slots=True)
class Triage:
    """Which mails are urgent, by the real reader and the rules in force: no second idea of what is critical.

    A mail is read twice while much waits, which costs about a quarter of what processing it does. It is asked about once it is
    kept, so that one which kills the process is not met again here.
    """

    store: Store
    clock: Clock
    rulebooks: RulebookInForce

    def find_urgent(self, mailbox: str, mails: Sequence[KeptMail]) -> list[int]:
        """The UIDs of what is critical; nothing where no rules can be asked, which those who process say. Raises StoreTrouble."""
        try:
            with self.store.transaction() as tx:
                rulebook = self.rulebooks.look(tx)
        except (NoRulebook, RulebookBroken):
            return []
        occasion = Occasion(mailbox, self.clock.now())
        urgent: list[int] = []
        for mail in mails:
            if mail.uid is None or mail.dismissed or len(mail.raw) > MOST_BYTES:
                continue
            classification, _ = rulebook.classify(read_kept(mail), occasion)
            if classification.urgency is Urgency.CRITICAL:
                urgent.append(mail.uid)
        return urgent
