"""Joins what erases: persons, requests, what is over its period; and what must be kept by law."""

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.holder import own_name
from mailbot.adapters.store.holds import Hold, hold, release
from mailbot.adapters.store.numbers import number_of
from mailbot.core.rulebook.desk_values import is_address
from mailbot.pipeline.forget import CannotForget, Forgetting, Forgotten, Order, forget_person, forget_request
from mailbot.pipeline.purge import Purged, Purging, purge, rehearse_purge
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.settings import Settings, require
from mailbot.wiring.desk import character_of
from mailbot.wiring.operator import operator
from mailbot.wiring.stores import open_store, take_back

__all__ = ["CannotForget", "Forgotten", "Order", "Purged"]


def forget(settings: Settings, target: str, order: Order) -> Forgotten:
    """Erase the person with an address, or the request with a reference.

    Raises CannotForget, BadSettings, StoreTrouble, NoRulebook.
    """
    require(settings, "MAILBOT_ADDRESS", "MAILBOT_SECRET")
    if "@" in target and not is_address(target):
        raise CannotForget(f"{target} is no mail address: write name@example.org, without a display name")
    character = character_of(settings)
    with open_store(settings) as store:
        take_back(store)
        rulebooks, clock = RulebookInForce(), SystemClock()
        work = Forgetting(store, clock, own_name(), character.identity, character.keys, rulebooks, operator())
        return forget_person(work, target, order) if "@" in target else forget_request(work, target, order)


def purge_desk(settings: Settings) -> Purged:
    """Erase what is over its period. Raises StoreTrouble, NoRulebook, BadSettings."""
    with open_store(settings) as store:
        take_back(store)
        return purge(Purging(store, SystemClock(), own_name(), RulebookInForce(), operator()))


def rehearse(settings: Settings) -> Purged:
    """What `purge_desk` would erase. Raises StoreTrouble, NoRulebook, BadSettings."""
    with open_store(settings) as store:
        return rehearse_purge(Purging(store, SystemClock(), own_name(), RulebookInForce(), operator()))


def hold_request(settings: Settings, reference: str, reason: str) -> bool:
    """Keep a request from being erased; whether there is one of this reference. Raises StoreTrouble, BadSettings."""
    with open_store(settings) as store, store.connection() as connection:
        number = number_of(connection, reference)
        if number is not None:
            hold(connection, number, Hold(SystemClock().now(), operator(), reason))
        return number is not None


def release_request(settings: Settings, reference: str) -> bool | None:
    """Let a request be erased again; whether it was held, None where there is none. Raises StoreTrouble, BadSettings."""
    with open_store(settings) as store, store.connection() as connection:
        number = number_of(connection, reference)
        return release(connection, number) if number is not None else None
