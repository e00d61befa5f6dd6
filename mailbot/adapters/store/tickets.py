"""Tickets and their entries."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, true, update

from mailbot.adapters.store import participants
from mailbot.adapters.store.edits import changes_to_text, references_in, tell, write_changes
from mailbot.adapters.store.families import FAMILY
from mailbot.adapters.store.keys_of import key_of_ticket, remember_key
from mailbot.adapters.store.lookups import look_up
from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.remarks import remarks_from_text, remarks_to_text
from mailbot.adapters.store.restricting import restrict
from mailbot.adapters.store.rows import Row, attachments_from_text, attachments_to_text, clean_text
from mailbot.adapters.store.sealed import sealing, vault_of
from mailbot.adapters.store.splits import split_off
from mailbot.adapters.store.tables import entry, ticket
from mailbot.adapters.store.words import changed_fields, told_remarks
from mailbot.core.deciding.context import Lookups
from mailbot.core.deciding.telling import tell_changes
from mailbot.core.decision import (
    AddParticipant,
    ChangeTicket,
    EditTicket,
    OpenTicket,
    RemoveParticipant,
    SplitOff,
)
from mailbot.core.message import address_key
from mailbot.core.participant import Participant
from mailbot.core.ticket import Change, Entry, EntryKind, Status
from mailbot.ports import Correction, Found, NewEntry

OPEN = Prepared(insert(ticket).returning(ticket.c.id))
ORIGIN = Prepared(select(ticket.c.origin).where(ticket.c.id == bindparam("row")))
APPEND = Prepared(insert(entry))
CHANGING = (
    update(ticket)
    .where(ticket.c.id == bindparam("row"))
    .values(
        status=bindparam("to"),
        urgency=bindparam("level"),
        due_at=bindparam("due"),
        stage=bindparam("at_stage"),
        updated_at=bindparam("now"),
        ending="",
    )
)
CHANGE, RESTRICT = Prepared(CHANGING), Prepared(CHANGING.values(restricted=true()))


class Tickets:
    """Ticket part of a transaction. `changed` is told the numbers of the tickets that it writes to."""

    def __init__(self, connection: Connection, changed: set[int]) -> None:
        self.connection, self.changed = connection, changed
        self._names: dict[int, str] = {}

    def look_up(self, lookups: Lookups, recent_since: datetime) -> Found:
        """Answer the questions of one mail; what it does not ask costs nothing."""
        return look_up(self.connection, lookups, recent_since)

    def open_ticket(self, effect: OpenTicket, prefix: str, now: datetime, origin: str = "") -> int:
        """Write a new ticket; its number. `origin` is the name of the mail that opens it."""
        found = effect.classification
        key = vault_of(self.connection).new_key()
        seal = sealing(self.connection, key)
        values = {
            "prefix": prefix,
            "subject": seal(effect.subject),
            "status": Status.NEW,
            "area": found.area,
            "topic": found.topic,
            "country": found.country,
            "urgency": found.urgency,
            "language": effect.language,
            "requester": seal(effect.requester),
            "requester_name": seal(effect.requester_name),
            "requester_key": address_key(effect.requester),
            "requester_type": found.requester_type,
            "owner": effect.owner,
            "restricted": found.restricted,
            "tags": " ".join(found.tags),
            "mentions": " ".join(effect.mentions),
            "created_at": now,
            "updated_at": now,
            "due_at": effect.due_at,
            "stands_in_for": effect.stands_in_for,
            "key_id": key,
            "origin": origin or None,
        }
        ((number,),) = OPEN.fetch(self.connection, values)
        remember_key(self.connection, ticket, number, key)
        self.changed.add(number)
        self._names[int(number)] = origin or str(number)
        return int(number)

    def name_of(self, number: int) -> str:
        """The name that the mails of a ticket are signed for; see core.ticket."""
        if number not in self._names:
            found = ORIGIN.fetch(self.connection, {"row": number})
            self._names[number] = (found[0][0] if found else None) or str(number)
        return self._names[number]

    def append_entry(self, new: NewEntry, now: datetime) -> None:
        """Add a line to a ticket."""
        self._append(new, now)

    def edit_ticket(self, effect: EditTicket, inbound: int | None, now: datetime) -> None:
        """Set fields as a person's mail says, or the desk by itself, and note it as an event that can be taken back."""
        self.changed |= write_changes(self.connection, effect.ticket, effect.changes, now)
        references = references_in(self.connection, effect.changes)
        text = tell(effect.changes, references, effect.undoes)
        remarks = tell_changes(effect.changes, references, undone=effect.undoes is not None)
        event = NewEntry(effect.ticket, EntryKind.EVENT, effect.by, text, inbound, remarks=remarks)
        self._append(event, now, changes=effect.changes, undoes=effect.undoes)

    def _append(
        self,
        new: NewEntry,
        now: datetime,
        *,
        changes: Sequence[Change] | None = None,
        undoes: int | None = None,
        corrected: Sequence[Change] = (),
    ) -> None:
        """`changes` can be taken back, what is `corrected` cannot."""
        seal = sealing(self.connection, key_of_ticket(self.connection, new.ticket))
        values = {
            "ticket": new.ticket,
            "at": now,
            "kind": new.kind,
            "author": seal(new.author),
            "author_key": address_key(new.author),
            "text": seal(new.text),
            "inbound": new.inbound,
            "attachments": seal(attachments_to_text(new.attachments)),
            "changes": seal(changes_to_text(changes)) if changes is not None else None,
            "changed": changed_fields(changes or corrected),
            "told": told_remarks(new.remarks),
            "undoes": undoes,
            "remarks": seal(remarks_to_text(new.remarks)),
        }
        APPEND.run(self.connection, [values])
        self.changed.add(new.ticket)

    def split_off(self, effect: SplitOff, opened: int, inbound: int, now: datetime) -> None:
        """Write a further mail of a requester as the request of the ticket that was opened, and an event on both."""
        split_off(self.connection, effect, opened, inbound, now)

    def add_participant(self, effect: AddParticipant, inbound: int, now: datetime) -> None:
        """Let a person take part."""
        participants.add(self.connection, effect, inbound, now)

    def remove_participant(self, effect: RemoveParticipant, now: datetime) -> None:
        """Let a person take part no more; an answer to him that is still here stays here."""
        participants.remove(self.connection, effect, now)

    def participants(self, number: int) -> tuple[Participant, ...]:
        """Who takes part in a ticket, or did, the newest first."""
        return participants.of_tickets(self.connection, {number})

    def story(self, number: int, most: int) -> tuple[Entry, ...]:
        """The newest lines of a ticket and of those that were merged into it, at most so many, oldest first."""
        newest = select(entry).where(entry.c.ticket.in_(select(FAMILY.c.id))).order_by(entry.c.id.desc()).limit(most)
        rows: Sequence[Row] = self.connection.execute(newest, {"roots": [number]}).mappings().all()
        return tuple(_entry(row) for row in reversed(rows))

    def change_ticket(self, effect: ChangeTicket, now: datetime) -> None:
        """Set a ticket's state."""
        state = {"to": effect.status, "level": effect.urgency, "due": effect.due_at, "at_stage": effect.stage}
        values = {"row": effect.ticket, **state, "now": now}
        (RESTRICT if effect.restricted else CHANGE).run(self.connection, [values])
        self.changed.add(effect.ticket)
        if effect.restricted:
            self.changed |= restrict(self.connection, effect.ticket)

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
        restricts = correction.restricted and not row["restricted"]
        if not new and not restricts:
            return ()
        for_good = {"stands_in_for": ""} if "owner" in new else {}
        changes = {**new, **for_good, "updated_at": now} | ({"restricted": True} if restricts else {})
        self.connection.execute(update(ticket).where(ticket.c.id == correction.ticket).values(changes))
        if restricts:
            self.changed |= restrict(self.connection, correction.ticket)
        said = [f"{name}: {row[name] or 'none'} -> {value or 'none'}" for name, value in new.items()]
        entry_text = f"corrected {'; '.join(said + (['restricted'] if restricts else []))}"
        corrected = [Change(name, row[name], value) for name, value in new.items()]
        corrected += [Change("restricted", "false", "true")] if restricts else []
        remarks = tell_changes(corrected, {}, undone=False)
        event = NewEntry(correction.ticket, EntryKind.EVENT, correction.by, entry_text, correction.inbound, remarks=remarks)
        self._append(event, now, corrected=corrected)
        return tuple(new)


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
        remarks=remarks_from_text(row["remarks"]),
    )
