"""Applies a decision: ticket, entries, changes and owed mails, inside one transaction of the caller."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from mailbot.core.deciding.context import Identity, reference_of
from mailbot.core.decision import (
    OPENED,
    AddParticipant,
    AppendEntry,
    CancelMail,
    ChangeTicket,
    Classification,
    Decision,
    DiscardHeld,
    EditTicket,
    Effect,
    EndAbsence,
    MailKind,
    OpenTicket,
    OweMail,
    RecordAbsence,
    ReleaseHeld,
    ReleaseMail,
    RemoveParticipant,
    Role,
    SplitOff,
)
from mailbot.core.remark import Remark
from mailbot.core.rulebook import Rulebook
from mailbot.core.writing.identity import (
    Keys,
    digest_key,
    idem_key,
    mint_confirmation_token,
    mint_message_id,
    mint_reply_token,
)
from mailbot.pipeline.budgets import keep_within
from mailbot.pipeline.winding import wind_clocks
from mailbot.ports import NewEntry, NewMail, Pending, Transaction


class Signing(Protocol):
    """Who signs what is owed."""

    @property
    def identity(self) -> Identity:
        """Our addresses."""

    @property
    def keys(self) -> Keys:
        """Our secret."""


def apply(  # noqa: PLR0913, PLR0917 - the parts of one act
    tx: Transaction, signing: Signing, rulebook: Rulebook, inbound: int, decision: Decision, now: datetime, name: str
) -> int | None:
    """Write all effects; the ticket that the mail belongs to now, if any. `name` is that of the mail."""
    return apply_effects(tx, signing, rulebook, inbound, decision.effects, now, ticket=decision.ticket, event=name)


def apply_effects(  # noqa: PLR0913, PLR0917 - the parts of one act
    tx: Transaction,
    signing: Signing,
    rulebook: Rulebook,
    inbound: int | None,
    effects: Sequence[Effect],
    now: datetime,
    *,
    ticket: int | None = None,
    event: str,
) -> int | None:
    """Write effects; the ticket that they are about, if any. `inbound` is the mail that they come from, sooner or later, if any.

    `event` names what happened: for a mail that arrived its name. It is the same where a restored desk does it again, so that
    the mails that it owes are the same.
    """
    opened: int | None = None
    about = ticket
    mails: list[NewMail] = []
    for effect in effects:
        match effect:
            case OpenTicket():
                about = opened = tx.tickets.open_ticket(effect, rulebook.desk.prefix, now, event)
            case SplitOff():
                tx.tickets.split_off(effect, _certain(opened), _caused(inbound), now)
            case OweMail():
                owed = _naming(effect, rulebook.desk.prefix, opened)
                mails.append(mint(signing, rulebook, owed, _cause(tx, owed, about, inbound, event)))
            case _:
                _write(tx, effect, about, inbound, now)
    if mails:
        tx.outbox.owe(keep_within(tx, rulebook.desk.budgets, mails, _opened_by(effects), now), now)
    wind_clocks(tx, rulebook.desk, effects, opened, now)
    return ticket if ticket is not None else opened


def _opened_by(effects: Sequence[Effect]) -> Classification | None:
    return next((effect.classification for effect in effects if isinstance(effect, OpenTicket)), None)


def _certain(ticket: int | None) -> int:
    if ticket is None:
        raise ValueError("a line for a ticket that was not opened")
    return ticket


def _caused(inbound: int | None) -> int:
    if inbound is None:
        raise ValueError("an effect that only an arrived mail can have")
    return inbound


def _write(tx: Transaction, effect: Effect, ticket: int | None, inbound: int | None, now: datetime) -> None:
    """Write one effect on what is there already."""
    match effect:
        case AppendEntry():
            target = _certain(effect.ticket if effect.ticket is not None else ticket)
            line = NewEntry(target, effect.kind, effect.author, effect.text, inbound, effect.attachments, effect.remarks)
            tx.tickets.append_entry(line, now)
        case ChangeTicket():
            tx.tickets.change_ticket(effect, now)
        case EditTicket():
            tx.tickets.edit_ticket(effect, inbound, now)
        case AddParticipant():
            tx.tickets.add_participant(effect, _caused(inbound), now)
        case RemoveParticipant():
            tx.tickets.remove_participant(effect, now)
        case ReleaseHeld():
            tx.ledger.release(effect.inbound, _caused(inbound), now)
        case DiscardHeld():
            tx.ledger.discard(effect.inbound, effect.reason)
        case ReleaseMail():
            tx.outbox.release(effect.mail, now)
        case CancelMail():
            tx.outbox.cancel(effect.mail)
        case RecordAbsence():
            tx.absences.record(effect, _caused(inbound), now)
        case EndAbsence():
            tx.absences.end(effect, now)


def _naming(owed: OweMail, prefix: str, opened: int | None) -> OweMail:
    """The mail, its remarks with the reference of the ticket that was opened."""
    if opened is None or not owed.remarks:
        return owed
    names = {OPENED: reference_of(prefix, opened)}
    remarks = (Remark(one.key, tuple((name, names.get(said, said)) for name, said in one.values)) for one in owed.remarks)
    return replace(owed, remarks=tuple(remarks))


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a mail is owed: what happened, the mail that arrived with it, the ticket that it is about and the name of that."""

    event: str
    inbound: int | None = None
    ticket: int | None = None
    name: str = ""


def _cause(tx: Transaction, owed: OweMail, about: int | None, inbound: int | None, event: str) -> Cause:
    """Of one owed mail. That an answer did not arrive happens once, however many reports tell of it."""
    ticket = owed.ticket if owed.ticket is not None else about
    if owed.kind is MailKind.UNDELIVERED and owed.cause is not None:
        event = tx.ledger.identity_of(owed.cause)
    return Cause(event, inbound, ticket, tx.tickets.name_of(ticket) if ticket is not None else "")


def mint(signing: Signing, rulebook: Rulebook, owed: OweMail, cause: Cause) -> NewMail:
    """Give an owed mail its identity. A receipt about no certain ticket carries no reference that could be replied to."""
    key = idem_key(cause.name, cause.event, owed.kind, owed.to)
    domain = signing.identity.addresses[0].rpartition("@")[2]
    if owed.kind is MailKind.CONFIRMATION:
        token = mint_confirmation_token(signing.keys, _caused(cause.inbound), owed.to)
    else:
        token = mint_reply_token(signing.keys, cause.name, owed.to) if cause.ticket is not None else ""
    return NewMail(
        kind=owed.kind,
        recipient=owed.to,
        role=owed.role,
        locale=owed.locale,
        hint=owed.hint,
        ticket=cause.ticket,
        inbound=owed.cause if owed.cause is not None else cause.inbound,
        idem_key=key,
        message_id=mint_message_id(signing.keys, key, f"{rulebook.desk.prefix}.{owed.kind}", domain),
        reply_token=token,
        remarks=owed.remarks,
        former_owner=owed.former_owner,
        tells=owed.tells,
        not_before=owed.not_before,
        restores=owed.restores,
        back_on=owed.back_on,
        others=owed.others,
        unproved=owed.unproved,
        digest=_mint_digest(signing, rulebook, owed, owed.gather_at) if owed.gather_at is not None else None,
    )


def _mint_digest(signing: Signing, rulebook: Rulebook, owed: OweMail, moment: datetime) -> NewMail:
    """The mail that tells this recipient, at this moment, all that waits for it. Replies go to what it tells, not to it."""
    key = digest_key(owed.to, moment)
    domain = signing.identity.addresses[0].rpartition("@")[2]
    return NewMail(
        kind=MailKind.DIGEST,
        recipient=owed.to,
        role=owed.role,
        locale=owed.locale,
        hint="",
        ticket=None,
        inbound=None,
        idem_key=key,
        message_id=mint_message_id(signing.keys, key, f"{rulebook.desk.prefix}.{MailKind.DIGEST}", domain),
        reply_token="",
        not_before=moment,
    )


def owe_alert(tx: Transaction, signing: Signing, rulebook: Rulebook, mail: Pending, now: datetime) -> None:
    """Tell the global desk that a mail was set aside. It may be one that cannot be read: its bytes are its name."""
    _, admin = rulebook.desk.owner_of(rulebook.desk.global_desk)
    alert = OweMail(MailKind.ALERT, admin.address, Role.ADMIN, admin.language, None, "quarantined")
    mails = [mint(signing, rulebook, alert, Cause(f"raw-{mail.sha}", mail.inbound))]
    tx.outbox.owe(keep_within(tx, rulebook.desk.budgets, mails, None, now), now)
