"""What a mail asks about: our mails that it names, their tickets, and what deciding needs to know of them."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, literal, select

from mailbot.adapters.store import participants
from mailbot.adapters.store.absences import all_absent
from mailbot.adapters.store.answers import last_answers
from mailbot.adapters.store.digests import find_told
from mailbot.adapters.store.edits import last_edits
from mailbot.adapters.store.families import members_of, roots_of, take_turn
from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.recent import RECENT, count_recent
from mailbot.adapters.store.rows import Row, clean_text, to_ticket
from mailbot.adapters.store.splits import further_mails
from mailbot.adapters.store.tables import inbound, outbound, ticket
from mailbot.adapters.store.undelivered import look_after
from mailbot.core.deciding.context import Awaited, Earlier, Evidence, Family, Lookups
from mailbot.core.decision import MailKind, Role
from mailbot.core.message import address_key, person_key
from mailbot.core.ticket import Ticket
from mailbot.ports import Found, FoundMail

ONE_AFTER_THE_OTHER = select(func.pg_advisory_xact_lock(func.hashtext(bindparam("sender"))))
"""PostgreSQL: two workers with mails of one sender take turns, or both would count too few mails. SQLite has one writer."""
COUNTED = select(RECENT.scalar_subquery().label("recent")).subquery()
ASKED = Prepared(
    select(COUNTED.c.recent, inbound.c.id, inbound.c.ticket).select_from(
        COUNTED.outerjoin(inbound, inbound.c.dedupe_key == bindparam("key"))
    )
)
"""What every mail asks, in one row: how many mails its sender had lately, and the mail that it repeats."""
MENTIONED = select(ticket).where(ticket.c.id.in_(bindparam("ids", expanding=True)))


def _of_ours(evidence: Evidence) -> Select[Any]:
    named = outbound.c.reply_token if evidence is Evidence.TOKEN else outbound.c.message_id
    columns = (outbound.c.identity, outbound.c.recipient, outbound.c.role, outbound.c.kind, outbound.c.ticket.label("of"))
    cause = (outbound.c.inbound.label("cause"), inbound.c.state.label("cause_state"), outbound.c.created_at.label("made_at"))
    return (
        select(literal(evidence.value).label("evidence"), named.label("token"), *columns, *cause, ticket)
        .outerjoin(ticket, ticket.c.id == outbound.c.ticket)
        .outerjoin(inbound, inbound.c.id == outbound.c.inbound)
        .where(named.in_(bindparam("names", expanding=True)))
    )


BY_TOKEN, BY_MESSAGE_ID = _of_ours(Evidence.TOKEN), _of_ours(Evidence.MESSAGE_ID)


def look_up(connection: Connection, lookups: Lookups, recent_since: datetime) -> Found:
    """Answer the questions of one mail; what it does not ask costs nothing."""
    run = connection.execute
    sender = clean_text(person_key(lookups.sender)) if lookups.sender else ""
    if sender and connection.dialect.name == "postgresql":
        run(ONE_AFTER_THE_OTHER, {"sender": sender})
    absences = all_absent(connection) if lookups.absences else ()  # before tickets, in the order of the clock
    if connection.dialect.name == "postgresql":
        take_turn(connection, lookups)
    questions = {"key": clean_text(lookups.dedupe_key), "to": sender, "since": recent_since}
    recent, inbound_row, of_ticket = ASKED.fetch(connection, questions)[0]
    mails, mentioned = _as_they_are_now(connection, _named(connection, lookups), _tickets(connection, lookups.ticket_numbers))
    earlier = Earlier(inbound_row, of_ticket) if inbound_row is not None else None
    recent_to_author = count_recent(connection, lookups.author, recent_since) if lookups.author else 0
    spoken = _spoken_on(mails, mentioned, lookups.sender)
    answers = last_answers(connection, spoken) if spoken else ()
    of = {mail.now.id for mail in mails if mail.now is not None} | {one.id for one in mentioned}
    answered = Found(
        earlier,
        tuple(mails),
        mentioned,
        recent,
        recent_to_author=recent_to_author,
        answers=answers,
        absences=absences,
        participants=participants.of_tickets(connection, of),
    )
    answered = look_after(connection, answered, recent_since) if lookups.undelivered else answered
    return _for_commands(connection, lookups, answered)


def _named(connection: Connection, lookups: Lookups) -> list[FoundMail]:
    """The mails of ours that a mail names, by reply tokens first, each in the order in which they are named."""
    mails: list[FoundMail] = []
    for of_ours, names in ((BY_TOKEN, lookups.tokens), (BY_MESSAGE_ID, lookups.message_ids)):
        if names:
            rows = connection.execute(of_ours, {"names": [clean_text(name) for name in names]}).mappings()
            mails += sorted(map(_found, rows), key=lambda mail, order=names: order.index(mail.token))  # type: ignore[misc]  # a bound default
    digests = [mail.token for mail in mails if mail.kind is MailKind.DIGEST]
    told = find_told(connection, digests) if digests else {}
    return [replace(mail, told=told[mail.token]) if mail.token in told else mail for mail in mails]


def _as_they_are_now(
    connection: Connection, mails: list[FoundMail], mentioned: tuple[Ticket, ...]
) -> tuple[list[FoundMail], tuple[Ticket, ...]]:
    """The same, with the tickets of which the named ones are parts by now."""
    named = [mail.ticket for mail in mails if mail.ticket is not None]
    merged = {one.id for one in (*named, *mentioned) if one.merged_into is not None}
    if not merged:
        return mails, mentioned
    roots = roots_of(connection, merged)
    mails = [replace(mail, root=roots.get(mail.ticket.id)) if mail.ticket else mail for mail in mails]
    return mails, tuple({now.id: now for now in (roots.get(one.id, one) for one in mentioned)}.values())


def _for_commands(connection: Connection, lookups: Lookups, found: Found) -> Found:
    """What beside is asked for by commands that the mail may hold."""
    if not (lookups.undoes or lookups.merges or lookups.splits):
        return found
    now = {one.id: one for one in (*(mail.now for mail in found.mails), *found.mentioned) if one is not None}
    if lookups.undoes:
        edits = last_edits(connection, now, clean_text(lookups.sender))
        parts = _tickets(connection, {edit.ticket for edit in edits} - now.keys())
        found = replace(found, edits=edits, parts=parts)
    if lookups.merges:
        wanted = {**now, **{one.id: one for one in roots_of(connection, lookups.merges).values()}}
        families = tuple(Family(one, members_of(connection, number)) for number, one in sorted(wanted.items()))
        found = replace(found, families=families)
    if lookups.splits or lookups.undoes:
        told = {mail.inbound for mail in found.mails if mail.kind is MailKind.FOLLOW_UP and mail.inbound is not None}
        several = [mail for root in sorted(now) for mail in further_mails(connection, root, told)]
        found = replace(found, further_mails=tuple(several))
    return found


def _tickets(connection: Connection, numbers: Collection[int]) -> tuple[Ticket, ...]:
    if not numbers:
        return ()
    return tuple(to_ticket(row) for row in connection.execute(MENTIONED, {"ids": sorted(numbers)}).mappings())


def _spoken_on(mails: Iterable[FoundMail], mentioned: Iterable[Ticket], sender: str) -> set[int]:
    """The tickets on which the sender may speak as a coordinator: by a mail of ours to him, or because he owns them."""
    key = address_key(sender)
    theirs = (mail.now for mail in mails if mail.role is Role.COORDINATOR and address_key(mail.recipient) == key)
    return {of.id for of in theirs if of is not None} | {of.id for of in mentioned if address_key(of.owner) == key}


def _found(row: Row) -> FoundMail:
    kind = MailKind(row["kind"])
    asks = kind is MailKind.CONFIRMATION and row["cause"] is not None
    return FoundMail(
        evidence=Evidence(row["evidence"]),
        token=row["token"],
        idem_key=row["identity"],
        recipient=row["recipient"],
        role=Role(row["role"]),
        kind=kind,
        ticket=to_ticket(row) if row["of"] is not None else None,
        awaits=Awaited(row["cause"], row["cause_state"] == "held", row["made_at"]) if asks else None,
        made_at=row["made_at"],
        inbound=row["cause"],
    )
