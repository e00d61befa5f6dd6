"""Tickets, their entries, and what of them a mail asks about."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, bindparam, func, insert, literal, literal_column, select, true, update

from mailbot.adapters.store.absences import all_absent
from mailbot.adapters.store.answers import last_answers
from mailbot.adapters.store.edits import changes_to_text, last_edits, tell, write_changes
from mailbot.adapters.store.families import FAMILY, members_of, restrict_parts, roots_of, take_turn
from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.rows import Row, attachments_from_text, attachments_to_text, clean_text, to_ticket
from mailbot.adapters.store.splits import further_mails, split_off
from mailbot.adapters.store.tables import entry, inbound, outbound, ticket
from mailbot.core.deciding.context import Awaited, Earlier, Evidence, Family, Lookups
from mailbot.core.decision import ChangeTicket, EditTicket, MailKind, OpenTicket, Role, SplitOff
from mailbot.core.message import address_key, person_key
from mailbot.core.ticket import Entry, EntryKind, Status, Ticket
from mailbot.ports import Correction, Found, FoundMail, NewEntry

REPLIES = (MailKind.ACK, MailKind.QUESTION, MailKind.RECEIPT, MailKind.CONFIRMATION)
AUTOMATIC_REPLIES = [literal_column(f"'{kind}'", Text) for kind in REPLIES]
"""The mails that the hourly limit counts: those that a mail of its recipient caused."""

OPEN = Prepared(insert(ticket).returning(ticket.c.id))
APPEND = Prepared(insert(entry))
CHANGING = (
    update(ticket)
    .where(ticket.c.id == bindparam("row"))
    .values(status=bindparam("to"), urgency=bindparam("level"), due_at=bindparam("due"), updated_at=bindparam("now"))
)
CHANGE, RESTRICT = Prepared(CHANGING), Prepared(CHANGING.values(restricted=true()))
RECENT = select(func.count()).where(
    outbound.c.recipient_key == bindparam("to"),
    outbound.c.created_at > bindparam("since"),
    outbound.c.kind.in_(AUTOMATIC_REPLIES),
)
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
    columns = (outbound.c.idem_key, outbound.c.recipient, outbound.c.role, outbound.c.kind, outbound.c.ticket.label("of"))
    cause = (outbound.c.inbound.label("cause"), inbound.c.state.label("cause_state"), outbound.c.created_at.label("made_at"))
    return (
        select(literal(evidence.value).label("evidence"), named.label("token"), *columns, *cause, ticket)
        .outerjoin(ticket, ticket.c.id == outbound.c.ticket)
        .outerjoin(inbound, inbound.c.id == outbound.c.inbound)
        .where(named.in_(bindparam("names", expanding=True)))
    )


BY_TOKEN, BY_MESSAGE_ID = _of_ours(Evidence.TOKEN), _of_ours(Evidence.MESSAGE_ID)


class Tickets:
    """Ticket part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def look_up(self, lookups: Lookups, recent_since: datetime) -> Found:
        """Answer the questions of one mail; what it does not ask costs nothing."""
        run = self.connection.execute
        sender = clean_text(person_key(lookups.sender)) if lookups.sender else ""
        if sender and self.connection.dialect.name == "postgresql":
            run(ONE_AFTER_THE_OTHER, {"sender": sender})
        absences = all_absent(self.connection) if lookups.absences else ()  # before tickets, in the order of the clock
        if self.connection.dialect.name == "postgresql":
            take_turn(self.connection, lookups)
        questions = {"key": clean_text(lookups.dedupe_key), "to": sender, "since": recent_since}
        recent, inbound_row, of_ticket = ASKED.fetch(self.connection, questions)[0]
        mails: list[FoundMail] = []
        for of_ours, names in ((BY_TOKEN, lookups.tokens), (BY_MESSAGE_ID, lookups.message_ids)):
            if names:
                found = [_found(row) for row in run(of_ours, {"names": [clean_text(name) for name in names]}).mappings()]
                mails += sorted(found, key=lambda mail, order=names: order.index(mail.token))  # type: ignore[misc]  # a bound default
        mentioned = self._tickets(lookups.ticket_numbers)
        mails, mentioned = self._as_they_are_now(mails, mentioned)
        earlier = Earlier(inbound_row, of_ticket) if inbound_row is not None else None
        author = {"to": clean_text(person_key(lookups.author)), "since": recent_since} if lookups.author else None
        recent_to_author = run(RECENT, author).scalar_one() if author else 0
        spoken = _spoken_on(mails, mentioned, lookups.sender)
        answers = last_answers(self.connection, spoken) if spoken else ()
        answered = Found(
            earlier,
            tuple(mails),
            mentioned,
            recent,
            recent_to_author=recent_to_author,
            answers=answers,
            absences=absences,
        )
        return self._for_commands(lookups, answered)

    def _as_they_are_now(
        self, mails: list[FoundMail], mentioned: tuple[Ticket, ...]
    ) -> tuple[list[FoundMail], tuple[Ticket, ...]]:
        """The same, with the tickets of which the named ones are parts by now."""
        named = [mail.ticket for mail in mails if mail.ticket is not None]
        merged = {one.id for one in (*named, *mentioned) if one.merged_into is not None}
        if not merged:
            return mails, mentioned
        roots = roots_of(self.connection, merged)
        mails = [replace(mail, root=roots.get(mail.ticket.id)) if mail.ticket else mail for mail in mails]
        return mails, tuple({now.id: now for now in (roots.get(one.id, one) for one in mentioned)}.values())

    def _for_commands(self, lookups: Lookups, found: Found) -> Found:
        """What beside is asked for by commands that the mail may hold."""
        if not (lookups.undoes or lookups.merges or lookups.splits):
            return found
        now = {one.id: one for one in (*(mail.now for mail in found.mails), *found.mentioned) if one is not None}
        if lookups.undoes:
            edits = last_edits(self.connection, now, clean_text(lookups.sender))
            parts = self._tickets({edit.ticket for edit in edits} - now.keys())
            found = replace(found, edits=edits, parts=parts)
        if lookups.merges:
            wanted = {**now, **{one.id: one for one in roots_of(self.connection, lookups.merges).values()}}
            families = tuple(Family(one, members_of(self.connection, number)) for number, one in sorted(wanted.items()))
            found = replace(found, families=families)
        if lookups.splits:
            told = {mail.inbound for mail in found.mails if mail.kind is MailKind.FOLLOW_UP and mail.inbound is not None}
            several = [mail for root in sorted(now) for mail in further_mails(self.connection, root, told)]
            found = replace(found, further_mails=tuple(several))
        return found

    def _tickets(self, numbers: Collection[int]) -> tuple[Ticket, ...]:
        if not numbers:
            return ()
        return tuple(to_ticket(row) for row in self.connection.execute(MENTIONED, {"ids": sorted(numbers)}).mappings())

    def open_ticket(self, effect: OpenTicket, prefix: str, now: datetime) -> int:
        """Write a new ticket; its number."""
        found = effect.classification
        values = {
            "prefix": prefix,
            "subject": clean_text(effect.subject),
            "status": Status.NEW,
            "area": found.area,
            "topic": found.topic,
            "country": found.country,
            "urgency": found.urgency,
            "language": effect.language,
            "requester": clean_text(effect.requester),
            "requester_name": clean_text(effect.requester_name),
            "requester_type": found.requester_type,
            "owner": effect.owner,
            "restricted": found.restricted,
            "tags": " ".join(found.tags),
            "mentions": " ".join(effect.mentions),
            "created_at": now,
            "updated_at": now,
            "due_at": effect.due_at,
            "stands_in_for": effect.stands_in_for,
        }
        ((number,),) = OPEN.fetch(self.connection, values)
        return int(number)

    def append_entry(self, new: NewEntry, now: datetime) -> None:
        """Add a line to a ticket."""
        values = {
            "ticket": new.ticket,
            "at": now,
            "kind": new.kind,
            "author": clean_text(new.author),
            "text": clean_text(new.text),
            "inbound": new.inbound,
            "attachments": attachments_to_text(new.attachments),
            "changes": None,
            "undoes": None,
        }
        APPEND.run(self.connection, [values])

    def edit_ticket(self, effect: EditTicket, inbound: int, now: datetime) -> None:
        """Set fields as a person's mail says, and note it as an event that can be taken back."""
        write_changes(self.connection, effect.ticket, effect.changes, now)
        values = {
            "ticket": effect.ticket,
            "at": now,
            "kind": EntryKind.EVENT,
            "author": clean_text(effect.by),
            "text": clean_text(tell(self.connection, effect.changes, effect.undoes)),
            "inbound": inbound,
            "attachments": attachments_to_text(()),
            "changes": clean_text(changes_to_text(effect.changes)),
            "undoes": effect.undoes,
        }
        APPEND.run(self.connection, [values])

    def split_off(self, effect: SplitOff, opened: int, inbound: int, now: datetime) -> None:
        """Write a further mail of a requester as the request of the ticket that was opened, and an event on both."""
        split_off(self.connection, effect, opened, inbound, now)

    def story(self, number: int, most: int) -> tuple[Entry, ...]:
        """The newest lines of a ticket and of those that were merged into it, at most so many, oldest first."""
        newest = select(entry).where(entry.c.ticket.in_(select(FAMILY.c.id))).order_by(entry.c.id.desc()).limit(most)
        rows: Sequence[Row] = self.connection.execute(newest, {"roots": [number]}).mappings().all()
        return tuple(_entry(row) for row in reversed(rows))

    def change_ticket(self, effect: ChangeTicket, now: datetime) -> None:
        """Set a ticket's state."""
        values = {"row": effect.ticket, "to": effect.status, "level": effect.urgency, "due": effect.due_at, "now": now}
        (RESTRICT if effect.restricted else CHANGE).run(self.connection, [values])
        if effect.restricted:
            restrict_parts(self.connection, effect.ticket)

    def correct_ticket(self, correction: Correction, now: datetime) -> tuple[str, ...]:
        """Set fields that were decided wrongly, and note it as an event; the fields that were not so already.

        Raises LookupError where there is no such ticket, ValueError for a field that cannot be corrected.
        """
        wrong = correction.fields.keys() - set(Correction.FIELDS)
        if wrong:
            raise ValueError(
                f"{', '.join(sorted(wrong))}: no field that can be corrected; there are {', '.join(Correction.FIELDS)}"
            )
        row = self.connection.execute(select(ticket).where(ticket.c.id == correction.ticket).with_for_update()).mappings().first()
        if row is None:
            raise LookupError(f"there is no ticket {correction.ticket}")
        new = {name: clean_text(value) for name, value in correction.fields.items() if row[name] != value}
        restrict = correction.restricted and not row["restricted"]
        if not new and not restrict:
            return ()
        for_good = {"stands_in_for": ""} if "owner" in new else {}
        changes = {**new, **for_good, "updated_at": now} | ({"restricted": True} if restrict else {})
        self.connection.execute(update(ticket).where(ticket.c.id == correction.ticket).values(changes))
        if restrict:
            restrict_parts(self.connection, correction.ticket)
        said = [f"{name}: {row[name] or 'none'} -> {value or 'none'}" for name, value in new.items()]
        entry_text = f"corrected {'; '.join(said + (['restricted'] if restrict else []))}"
        self.append_entry(NewEntry(correction.ticket, EntryKind.EVENT, correction.by, entry_text, correction.inbound), now)
        return tuple(new)


def _spoken_on(mails: Iterable[FoundMail], mentioned: Iterable[Ticket], sender: str) -> set[int]:
    """The tickets on which the sender may speak as a coordinator: by a mail of ours to him, or because he owns them."""
    key = address_key(sender)
    theirs = (mail.now for mail in mails if mail.role is Role.COORDINATOR and address_key(mail.recipient) == key)
    return {of.id for of in theirs if of is not None} | {of.id for of in mentioned if address_key(of.owner) == key}


def _entry(row: Row) -> Entry:
    return Entry(
        id=row["id"],
        ticket=row["ticket"],
        at=row["at"],
        kind=EntryKind(row["kind"]),
        author=row["author"],
        text=row["text"],
        inbound=row["inbound"],
        attachments=attachments_from_text(row["attachments"]),
    )


def _found(row: Row) -> FoundMail:
    kind = MailKind(row["kind"])
    asks = kind is MailKind.CONFIRMATION and row["cause"] is not None
    return FoundMail(
        evidence=Evidence(row["evidence"]),
        token=row["token"],
        idem_key=row["idem_key"],
        recipient=row["recipient"],
        role=Role(row["role"]),
        kind=kind,
        ticket=to_ticket(row) if row["of"] is not None else None,
        awaits=Awaited(row["cause"], row["cause_state"] == "held", row["made_at"]) if asks else None,
        made_at=row["made_at"],
        inbound=row["cause"],
    )
