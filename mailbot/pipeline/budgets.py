"""Keeps automatic mail within its budgets: what is used up when a mail is decided, what waits and is counted when it is owed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailbot.core.budgets import Budgets, Scope
from mailbot.core.deciding.budget import (
    FARTHEST,
    Budget,
    budgets_of,
    budgets_of_address,
    budgets_of_domain,
    budgets_of_unproved,
    find_shortage,
)
from mailbot.core.deciding.context import Lookups
from mailbot.core.deciding.withholding import AUTHOR, EVERYBODY, SENDER, UNPROVED
from mailbot.core.decision import Classification, MailKind, Role
from mailbot.core.desk import Desk
from mailbot.core.message import person_key
from mailbot.core.ticket import Urgency
from mailbot.ports import NewMail, Transaction

OUTSIDE = (Role.REQUESTER, Role.PARTICIPANT)
TO_OUTSIDE = (MailKind.ACK, MailKind.QUESTION, MailKind.LEAVING, MailKind.DELAY, MailKind.WARNING, MailKind.CLOSING)
"""The automatic mails to people outside. An answer is a person's."""

PUT_OFF_OUTSIDE = (MailKind.ACK, MailKind.QUESTION, MailKind.LEAVING)
"""Those that wait for room. What the clock owes to a requester it does not even owe until there is."""

PUT_OFF_INSIDE = (
    *(MailKind.ROUTE, MailKind.FOLLOW_UP, MailKind.ESCALATION, MailKind.REMINDER),
    *(MailKind.ALERT, MailKind.UNDELIVERED),
)
"""Mails to the team that wait for room; never those of critical tickets, nor what somebody of the team has just asked for or
done.
"""


def look(tx: Transaction, desk: Desk, lookups: Lookups, now: datetime, *, guarded: bool) -> Mapping[str, str]:
    """The budgets that leave no room for an automatic mail because of an arrived one: see `Context.used_up`.

    `guarded`: a border server is believed. Asked before any ticket is taken, for where a budget is nearly used up, workers take
    turns.
    """
    if not lookups.sender:
        return {}
    budgets = desk.budgets
    who = lookups.author or lookups.sender
    asked: dict[str, Collection[Budget]] = {
        SENDER: budgets_of_address(budgets, lookups.sender),
        AUTHOR: budgets_of_address(budgets, lookups.author) if lookups.author else (),
        UNPROVED: budgets_of_unproved(budgets, lookups.sender) if guarded else (),
    }
    everybody = (*budgets_of_domain(budgets, who), *budgets_of(budgets, Scope.ALL))
    spent = tx.tallies.spent_in_turn([one for some in (*asked.values(), everybody) for one in some], now)
    found: dict[str, str] = {}
    for name, some in asked.items():
        full = next((one for one in some if not one.has_room(spent, now)), None)
        if full is not None:
            found[name] = full.name
    shortage = find_shortage(everybody, spent, now)
    if shortage is not None and shortage.until is None:
        found[EVERYBODY] = shortage.name
    return found


def forget_counted(tx: Transaction, desk: Desk, address: str) -> None:
    """Delete what was counted of somebody, and of his domain but where that is a large provider's."""
    budgets, domain = desk.budgets, budgets_of_domain(desk.budgets, address)
    of_domain = tuple(one for one in domain if one.scope is Scope.DOMAIN)
    tx.tallies.forget((*budgets_of_address(budgets, address), *budgets_of_unproved(budgets, address), *of_domain))


def has_room(tx: Transaction, desk: Desk, requester: str, ticket: int, now: datetime) -> bool:
    """Whether the clock may owe a mail to the requester of a ticket now, but for his hour."""
    area, _ = tx.tallies.about(ticket)
    budgets = (*budgets_of_address(desk.budgets, requester), *_of_outside(desk.budgets, requester, ticket, area))
    spent = tx.tallies.spent(budgets)
    return all(one.has_room(spent, now) for one in budgets)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The budgets under which a mail counts, and whether it `can_wait` until there is room in all of them."""

    budgets: tuple[Budget, ...] = ()
    can_wait: bool = False


def keep_within(
    tx: Transaction, budgets: Budgets, mails: Sequence[NewMail], opened: Classification | None, now: datetime
) -> list[NewMail]:
    """The mails as they are to be owed, counted: one for which there is no room waits until there is.

    `opened` is what the rules said of the ticket that is opened with them, if one is.
    """
    bounds = [_bounds_of(tx, budgets, mail, opened) for mail in mails]
    spent = tx.tallies.spent([one for some in bounds if some.can_wait for one in some.budgets])
    kept = []
    for mail, some in zip(mails, bounds, strict=True):
        shortage = find_shortage(some.budgets, spent, now, FARTHEST) if some.can_wait else None
        at = mail.not_before or now
        if shortage is not None:
            at = shortage.until or now + FARTHEST
            why = f"waits, for a budget of automatic mail is used up ({shortage.name})"
            kept.append(replace(mail, put_off_to=at, waits=why))
        else:
            kept.append(mail)
        tx.tallies.count([(one, at) for one in some.budgets])
    return kept


def _bounds_of(tx: Transaction, desk: Budgets, mail: NewMail, opened: Classification | None) -> _Bounds:
    outside = mail.role in OUTSIDE
    if outside and mail.kind not in TO_OUTSIDE:
        return _Bounds()
    area, urgency = _about(tx, mail, opened)
    if outside:
        own = budgets_of_address(desk, mail.recipient)
        smallest = budgets_of_unproved(desk, mail.recipient) if mail.unproved else ()
        shared = _of_outside(desk, mail.recipient, mail.ticket, area)
        return _Bounds((*shared, *own, *smallest), mail.kind in PUT_OFF_OUTSIDE)
    of_ticket = _of_ticket(desk, mail.ticket) if mail.kind is not MailKind.ROUTE else ()  # the first mail to its owner
    counted = (*budgets_of(desk, Scope.TEAM, person_key(mail.recipient)), *of_ticket)
    return _Bounds(counted, mail.kind in PUT_OFF_INSIDE and urgency is not Urgency.CRITICAL and mail.not_before is None)


def _about(tx: Transaction, mail: NewMail, opened: Classification | None) -> tuple[str, Urgency]:
    if opened is not None:
        return opened.area, opened.urgency
    return tx.tallies.about(mail.ticket) if mail.ticket is not None else ("", Urgency.NORMAL)


def _of_outside(desk: Budgets, address: str, ticket: int | None, area: str) -> tuple[Budget, ...]:
    """The budgets that a mail to somebody outside shares with others."""
    of_area = budgets_of(desk, Scope.AREA, area) if area else ()
    return (*_of_ticket(desk, ticket), *budgets_of_domain(desk, address), *of_area, *budgets_of(desk, Scope.ALL))


def _of_ticket(desk: Budgets, ticket: int | None) -> tuple[Budget, ...]:
    return budgets_of(desk, Scope.TICKET, str(ticket)) if ticket is not None else ()
