"""Three mistakes, planted in a process of the desk, that the harness must find."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.store.queue import Jobs
from mailbot.core.decision import Decision, MailKind, OweMail
from mailbot.pipeline import process
from mailbot.pipeline.apply import Cause, mint
from mailbot.ports import FetchedMail, Job, NewMail

FOR_EVER = timedelta(days=36500)


def flag_before_commit() -> None:
    """Mark mails on their server as soon as they are fetched."""
    fetch = ImapMailbox.fetch

    def fetch_and_mark(self: ImapMailbox, uids: Sequence[int]) -> Iterator[tuple[FetchedMail, ...]]:
        for batch in fetch(self, uids):
            self.settle([mail.uid for mail in batch])
            yield batch

    ImapMailbox.fetch = fetch_and_mark  # type: ignore[method-assign]


def ack_outside() -> None:
    """Owe the acknowledgement in a transaction of its own, after the ticket's."""
    apply, decide = process.apply, process._decide
    held: list[NewMail] = []

    def apply_the_rest(  # noqa: PLR0913, PLR0917 - as apply
        tx: Any, signing: Any, rulebook: Any, inbound: int, decision: Decision, now: datetime, name: str
    ) -> int | None:
        acks = [one for one in decision.effects if isinstance(one, OweMail) and one.kind is MailKind.ACK]
        rest = replace(decision, effects=tuple(one for one in decision.effects if one not in acks))
        ticket = apply(tx, signing, rulebook, inbound, rest, now, name)
        cause = Cause(name, inbound, ticket, tx.tickets.name_of(ticket) if ticket is not None else "")
        held.extend(mint(signing, rulebook, ack, cause) for ack in acks)
        return ticket

    def decide_and_owe(work: Any, job: Any, mail: Any) -> Any:
        done = decide(work, job, mail)
        with work.store.transaction() as tx:
            if held:
                tx.outbox.owe(held, work.clock.now())
        held.clear()
        return done

    process.apply = apply_the_rest  # type: ignore[assignment]
    process._decide = decide_and_owe


def endless_lease() -> None:
    """Take work, and mailboxes, for ever."""
    claim, take = Jobs.claim, Jobs.take_lease

    def claim_for_ever(self: Jobs, queue: str, holder: str, now: datetime, _until: datetime, limit: int) -> list[Job]:
        return claim(self, queue, holder, now, now + FOR_EVER, limit)

    def take_for_ever(self: Jobs, name: str, holder: str, now: datetime, _until: datetime) -> bool:
        return take(self, name, holder, now, now + FOR_EVER)

    Jobs.claim = claim_for_ever  # type: ignore[method-assign]
    Jobs.take_lease = take_for_ever  # type: ignore[method-assign]


PLANTS: Mapping[str, Callable[[], None]] = {
    "flag-before-commit": flag_before_commit,
    "ack-outside": ack_outside,
    "endless-lease": endless_lease,
}
