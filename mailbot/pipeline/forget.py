"""Erases a person or a request at once, owes the mails that say so, and has the bytes leave the disk."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mailbot.core.deciding.context import Identity
from mailbot.core.decision import MailKind, OweMail, Role
from mailbot.core.desk import Desk
from mailbot.core.message import Address
from mailbot.core.person import Person
from mailbot.core.remark import remark
from mailbot.core.ticket import Status, Ticket
from mailbot.core.writing.identity import Keys
from mailbot.pipeline.apply import Cause, mint
from mailbot.pipeline.budgets import forget_counted
from mailbot.pipeline.mentions import Mention, Sought, find_mentions, lines_of, sort_mentions
from mailbot.pipeline.rehearsing import rehearsal
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.wipe import wipe_now
from mailbot.ports import Clock, Store, Transaction
from mailbot.ports.erasing import Erasure, ErasureReason, Gone, OnServer, Request

SOME_KEPT = "some_kept"
"""The hint of a confirmation that does not speak of all: something must be kept by law."""

ONE_REQUEST = "request"
"""The hint of one that speaks of a single request."""

ENGLISH = "en"
"""The language of a confirmation where no request of the person's tells another."""

BY_PERSON = "person"
"""The hint for an owner that the person himself wished that his request goes; without it whoever runs the desk did."""


class CannotForget(Exception):
    """What is asked for cannot be done; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting needs. `who` orders it, by name."""

    store: Store
    clock: Clock
    holder: str
    identity: Identity
    keys: Keys
    rulebooks: RulebookInForce
    who: str


@dataclass(frozen=True, slots=True)
class Order:
    """How to go about it. `confirm`: the person is told by mail; `rehearse`: say what would be erased, and change nothing."""

    confirm: bool = True
    rehearse: bool = False


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased, or would be. `held` are the references of requests that must be kept by law, `stay` mails of other people
    that name the address, `confirmed` the address to which a confirmation leaves, "" for none. `wiped`: nothing of it can be read
    in the database's files any more. `in_rules`: the rules in force name the address.
    """

    gone: Gone = field(default_factory=Gone)
    held: tuple[str, ...] = ()
    stay: tuple[int, ...] = ()
    on_server: tuple[OnServer, ...] = ()
    confirmed: str = ""
    wiped: bool = False
    in_rules: bool = False


def forget_person(work: Forgetting, address: str, order: Order) -> Forgotten:
    """Erase all that somebody wrote or was written, but what must be kept by law.

    Raises CannotForget where it is a coordinator's address or our own, StoreTrouble and NoRulebook.
    """
    person = Person.of(address)
    with work.store.transaction() as tx:
        rulebook = work.rulebooks.look(tx)
        _refuse_our_own(work, person, rulebook.desk)
        shared = tx.erasures.tickets_shared(person)
        sought = Sought(person, frozenset(shared), lines_of(tx.erasures.words_of(person, shared)))
    search = _Search(sought, rulebook.desk)
    more = True
    while more:  # in short transactions, so that a desk at work is not kept waiting
        with work.store.transaction() as tx:
            more = search.go_on(tx)
    return _carry_out(work, order, lambda tx: _erase_person(tx, work, address, search, order))


def forget_request(work: Forgetting, reference: str, order: Order) -> Forgotten:
    """Erase one request, with all that was merged into it.

    Raises CannotForget where there is none of this reference, StoreTrouble and NoRulebook.
    """
    return _carry_out(work, order, lambda tx: _erase_request(tx, work, reference, order))


def _refuse_our_own(work: Forgetting, person: Person, desk: Desk) -> None:
    if any(person.has(one.address) for one in desk.coordinators.values()):
        raise CannotForget(f"{person.key} is a coordinator of the desk file: take him out there, publish, and run it again")
    if work.identity.is_ours(Address("", person.key)):
        raise CannotForget(f"{person.key} is an address of the desk itself")


@dataclass(slots=True)
class _Search:
    """A look through all mails that arrived, and how far it is."""

    sought: Sought
    desk: Desk
    found: list[Mention] = field(default_factory=list)
    last: int = 0

    def go_on(self, tx: Transaction) -> bool:
        """Look through the next mails; whether there were any."""
        mails = tx.erasures.stored_mails(self.last)
        self.found += find_mentions(mails, self.sought, self.desk)
        self.last = mails[-1].inbound if mails else self.last
        return bool(mails)


def _carry_out(work: Forgetting, order: Order, erase: Callable[[Transaction], Forgotten]) -> Forgotten:
    """All of it in one transaction: whatever ends it, nothing was erased, or everything, with what is owed and wiped for it."""
    with rehearsal(work.store) if order.rehearse else work.store.transaction() as tx:
        tx.erasures.take_turn()
        done = erase(tx)
    return done if order.rehearse else replace(done, wiped=wipe_now(work))


def _erase_person(tx: Transaction, work: Forgetting, address: str, search: _Search, order: Order) -> Forgotten:
    person = search.sought.person
    while search.go_on(tx):  # what arrived meanwhile
        pass
    requests = tx.erasures.requests_of(person)
    his = {number for one in requests for number in one.members}
    shared = [number for number in tx.erasures.tickets_shared(person) if number not in his]
    sort = sort_mentions(search.found, his, shared)
    gone = tx.erasures.erase_requests(requests, waiting=True)
    gone += tx.erasures.erase_mails(sort.loose)
    gone += tx.erasures.erase_share(person, sort.share, work.clock.now())
    forget_counted(tx, work.rulebooks.look(tx).desk, address)
    done = _write_down(tx, work, _Act(ErasureReason.PERSON, address if order.confirm else "", requests, sort.stay), gone)
    return replace(done, in_rules=_stands_in_rules(tx, person))


def _stands_in_rules(tx: Transaction, person: Person) -> bool:
    """Whether the rules in force name somebody, as a known sender or in an example."""
    revision = tx.revisions.active_revision()
    return revision is not None and any(person.stands_in(text) for text in revision.files.values())


def _erase_request(tx: Transaction, work: Forgetting, reference: str, order: Order) -> Forgotten:
    found = tx.erasures.request(reference)
    if found is None:
        raise CannotForget(f"there is no request {reference}; `mailbot tickets list` shows all")
    gone = tx.erasures.erase_requests([found], waiting=True)
    return _write_down(tx, work, _Act(ErasureReason.TICKET, found.root.requester if order.confirm else "", (found,)), gone)


@dataclass(frozen=True, slots=True)
class _Act:
    """Why something was erased, who is to be told of it ("" for nobody), what was asked for, and mails of others that stay."""

    reason: ErasureReason
    confirm_to: str
    requests: tuple[Request, ...]
    stay: tuple[int, ...] = ()


def _write_down(tx: Transaction, work: Forgetting, act: _Act, gone: Gone) -> Forgotten:
    """Record what was erased, and owe the mails that tell of it; of nothing nobody is told."""
    held = tuple(one.root.reference for one in act.requests if one.held)
    if not gone:
        return Forgotten(held=held, stay=act.stay)
    now, rulebook = work.clock.now(), work.rulebooks.look(tx)
    number = tx.erasures.record(Erasure(now, work.who, act.reason), gone)
    erased = [one.root for one in act.requests if not one.held]
    told = list(_tell_owners(erased, act.reason, rulebook.desk))
    mails = [mint(work, rulebook, mail, Cause(f"erasure-{number}-{root.id}")) for root, mail in told]
    if act.confirm_to:
        hint = ONE_REQUEST if act.reason is ErasureReason.TICKET else SOME_KEPT if held else ""
        said = _confirm(act.confirm_to, erased, gone, now.isoformat(), hint)
        confirmation = mint(work, rulebook, said, Cause(f"erasure-{number}"))
        tx.outbox.owe([*mails, confirmation], now)
        tx.erasures.expect_confirmation(number, confirmation.message_id)
    elif mails:
        tx.outbox.owe(mails, now)
    return Forgotten(gone, held, act.stay, tx.erasures.on_server(gone.arrived), act.confirm_to)


def _tell_owners(erased: Sequence[Ticket], reason: ErasureReason, desk: Desk) -> Iterator[tuple[Ticket, OweMail]]:
    """The mails to those who have an open request no more: its reference, and who ordered it."""
    for root in erased:
        if root.status is not Status.CLOSED:
            _, owner = desk.owner_of(root.owner)
            hint = BY_PERSON if reason is ErasureReason.PERSON else ""
            about = (remark("erased", reference=root.reference),)  # there is no ticket any more that would tell it
            yield root, OweMail(MailKind.ERASED, owner.address, Role.COORDINATOR, owner.language, None, hint, about)


def _confirm(address: str, erased: Sequence[Ticket], gone: Gone, at: str, hint: str) -> OweMail:
    """What the person is told, in the language of his newest request: when, how much, nothing that leads to a word of it."""
    language = max(erased, key=lambda root: root.id).language if erased else ENGLISH
    counts = {"erased_requests": len(gone.tickets), "erased_arrived": len(gone.arrived), "erased_sent": len(gone.sent)}
    lines = (remark("erased_on", since=at), *(remark(key, count=str(count)) for key, count in counts.items()))
    return OweMail(MailKind.ERASURE, address, Role.REQUESTER, language or ENGLISH, hint=hint, remarks=lines)
