"""Overviews: at hours of his own a coordinator is told, in one mail, of all that is his, and what is late where he leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from mailbot.core.decision import MailKind, OweMail, Role
from mailbot.core.desk import MAIL_SIZE, Coordinator, Desk
from mailbot.core.overview import Part, part_of
from mailbot.core.remark import Remark
from mailbot.core.ticket import Stage, Status, Ticket
from mailbot.core.writing.identity import reply_address
from mailbot.core.writing.taps import ANSWER, Tap
from mailbot.core.writing.view import OverviewItem
from mailbot.pipeline.apply import apply_effects
from mailbot.pipeline.rulebooks import NoRulebook
from mailbot.pipeline.timers import Timing, run_timers
from mailbot.ports import Job, OwedMail, Queue, Transaction

MOST = 16
"""Requests that one overview lists, fewer for who has smaller mails: with their links no more fit a thin line in every language.
The rest is counted.
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A ticket in an overview: in which part it is, and the token by which its reader answers it, "" without one."""

    ticket: Ticket
    part: Part
    token: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """What an overview tells: the tickets that it lists, by part, and how many each part has, listed or not."""

    listed: tuple[Listed, ...]
    counts: Mapping[Part, int]

    @property
    def more(self) -> int:
        """How many are not listed."""
        return sum(self.counts.values()) - len(self.listed)


def owe_overviews(work: Timing) -> int:
    """Owe the overviews that are due, each in one transaction; how many coordinators were looked at. Raises StoreTrouble.

    Who wishes overviews is looked up in the rules in force each time, so that an edit of the desk file takes effect by itself.
    One whose moment has passed, however often, is made once.
    """
    now = work.clock.now()
    with work.store.transaction() as tx:
        try:
            desk = work.rulebooks.look(tx).desk
        except NoRulebook:
            return 0  # nobody has said yet who wishes one
        tx.overviews.arrange(_moments(desk, now), now)
    return run_timers(work, Queue.OVERVIEW, partial(_owe, work))


def _moments(desk: Desk, now: datetime) -> Mapping[str, datetime]:
    """When each coordinator has his next overview, by the key of his address."""
    moments = {person.key: _next(person, desk, now) for person in desk.coordinators.values()}
    return {key: moment for key, moment in moments.items() if moment is not None}


def _next(person: Coordinator, desk: Desk, now: datetime) -> datetime | None:
    return person.overview.next(desk.calendar_of(person), now) if person.overview is not None else None


def _owe(work: Timing, job: Job) -> None:
    """The mail, and the next moment: both or neither. Who has nothing, or is away, is told nothing."""
    now = work.clock.now()
    with work.store.transaction() as tx:
        rulebook = work.rulebooks.look(tx)
        person = rulebook.desk.coordinator(tx.overviews.reader_of(job) or "")
        moment = _next(person, rulebook.desk, now) if person is not None else None
        if person is None or moment is None:
            tx.jobs.finish(job)
            return
        tx.overviews.renew(job, moment)
        if _is_due(tx, person, rulebook.desk, now):
            mail = OweMail(MailKind.OVERVIEW, person.address, Role.COORDINATOR, person.language)
            event = f"until-{moment.isoformat()}"  # until then there is one
            apply_effects(tx, work, rulebook, None, (mail,), now, event=event)


def _is_due(tx: Transaction, person: Coordinator, desk: Desk, now: datetime) -> bool:
    """Whether somebody is there to be told, has something to be told, and waits for no overview that has not left yet."""
    if tx.overviews.is_away(person.key, now) or tx.overviews.is_owed(person.address):
        return False
    return find_overview(tx, person, desk, now) is not None


def find_overview(tx: Transaction, person: Coordinator, desk: Desk, now: datetime) -> Overview | None:
    """What there is to tell somebody now; None for nothing. His is what nobody else has: also where its owner is no more."""
    owners = [owner for owner in tx.overviews.owners() if desk.owner_of(owner)[1].key == person.key]
    until = _next(person, desk, now) or now
    parts: dict[Part, list[Ticket]] = {part: [] for part in Part}
    for ticket, promised in tx.overviews.owned(owners):
        parts[part_of(promised, now, until)].append(ticket)
    areas = _led(person, desk)
    if areas:
        parts[Part.OTHERS] += tx.overviews.late(areas, owners, now)
    counts = {part: len(tickets) for part, tickets in parts.items() if tickets}
    if not counts:
        return None
    _shorten(parts, MOST * min(person.mail_size, MAIL_SIZE) // MAIL_SIZE)
    mine = [ticket.id for part, tickets in parts.items() if part is not Part.OTHERS for ticket in tickets]
    tokens = tx.overviews.tokens(mine, person.address)
    listed = (Listed(ticket, part, tokens.get(ticket.id, "")) for part, tickets in parts.items() for ticket in tickets)
    return Overview(tuple(listed), counts)


def _led(person: Coordinator, desk: Desk) -> tuple[str, ...]:
    """The areas that somebody leads: all of them, and tickets without one, where he leads the whole desk."""
    if desk.owner_of(desk.global_desk)[1].key == person.key:
        return (*desk.areas, "none")
    return tuple(area.id for area in desk.areas.values() if desk.owner_of(area.lead)[1].key == person.key)


def _shorten(parts: Mapping[Part, list[Ticket]], most: int) -> None:
    """Leave out what an overview has no room for: the last of the longest part, one after the other."""
    while sum(map(len, parts.values())) > most:
        max(parts.values(), key=len).pop()


def gather_overview(tx: Transaction, owed: OwedMail, desk: Desk, now: datetime) -> Overview | None:
    """What an owed overview tells as it leaves; None where nothing is left to tell, and then it never leaves."""
    person = desk.coordinator(owed.recipient)
    found = find_overview(tx, person, desk, now) if person is not None else None
    if found is None:
        tx.outbox.cancel(owed.id)
    return found


def tell_overview(overview: Overview, desk: Desk, own: str) -> tuple[OverviewItem, ...]:
    """The requests as their reader sees them, without text and names. `own` is the desk's address."""
    seen: set[Part] = set()
    items = []
    for one in overview.listed:
        items.append(_tell(one, overview.counts[one.part], desk, own, heads=one.part not in seen))
        seen.add(one.part)
    return tuple(items)


def _tell(one: Listed, count: int, desk: Desk, own: str, *, heads: bool) -> OverviewItem:
    ticket = one.ticket
    others = one.part is Part.OTHERS
    address = reply_address(own, ticket.reference, one.token) if one.token else ""
    return OverviewItem(
        reference=ticket.reference,
        part=one.part,
        heads=heads,
        count=count,
        urgency=ticket.urgency,
        area=ticket.area,
        topic=ticket.topic,
        country=ticket.country,
        requester_type="" if ticket.restricted else ticket.requester_type,
        owner=desk.owner_of(ticket.owner)[1].name if others else "",
        asked=ticket.created_at,
        due=ticket.due_at,
        waits=ticket.status is Status.WAITING,
        put_off=ticket.stage is Stage.PUT_OFF and ticket.status is not Status.WAITING,
        restricted=ticket.restricted,
        address=address,
        taps=_taps(ticket, address),
    )


def _taps(ticket: Ticket, address: str) -> tuple[Tap, ...]:
    """The one link of a request: the answer, or of a restricted one its text."""
    if not address:
        return ()
    label, said = ("history", "#history") if ticket.restricted else (ANSWER, "")
    return (Tap(Remark(label), address, ticket.reference, said),)
