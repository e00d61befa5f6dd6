"""How much automatic mail the desk sends: by whom it goes to or what it is about, and over which windows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Window(StrEnum):
    """A stretch of time, the last one that has gone by at any moment."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"

    @property
    def span(self) -> timedelta:
        """How long it is."""
        return _SPANS[self]


_SPANS = {Window.HOUR: timedelta(hours=1), Window.DAY: timedelta(days=1), Window.WEEK: timedelta(days=7)}


class Scope(StrEnum):
    """What a budget is of: a mailbox outside, a domain, one of the large mail providers, a ticket, an area of the desk, all that
    goes to people outside, a coordinator.

    UNPROVED and UNPROVED_DOMAIN are the mailbox and the domain of a sender for whom our border server does not vouch.
    """

    ADDRESS = "address"
    DOMAIN = "domain"
    PROVIDER = "provider"
    TICKET = "ticket"
    AREA = "area"
    ALL = "all"
    TEAM = "team"
    UNPROVED = "unproved"
    UNPROVED_DOMAIN = "unproved_domain"


Limits = Mapping[Window, int]

USUAL: Mapping[Scope, Limits] = MappingProxyType(
    {
        Scope.ADDRESS: {Window.DAY: 50, Window.WEEK: 150},
        Scope.DOMAIN: {Window.HOUR: 500, Window.DAY: 2_000},
        Scope.PROVIDER: {Window.HOUR: 1_500, Window.DAY: 6_000},
        Scope.TICKET: {Window.HOUR: 30, Window.DAY: 100},
        Scope.AREA: {Window.HOUR: 1_500, Window.DAY: 8_000},
        Scope.ALL: {Window.HOUR: 2_000, Window.DAY: 10_000},
        Scope.TEAM: {Window.HOUR: 600, Window.DAY: 3_000},
        Scope.UNPROVED: {Window.DAY: 1},
        Scope.UNPROVED_DOMAIN: {Window.DAY: 20},
    }
)
"""The budgets where the desk file says nothing. The hour of an address is `Desk.hourly_limit`."""

_PROVIDERS = """
gmail.com googlemail.com outlook.com hotmail.com hotmail.fr live.com msn.com yahoo.com yahoo.fr yahoo.co.uk ymail.com
icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.net gmx.de gmx.com web.de mail.ru bk.ru inbox.ru list.ru
yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua meta.ua orange.fr wanadoo.fr free.fr laposte.net terra.com.br uol.com.br
bol.com.br zoho.com qq.com 163.com 126.com naver.com rediffmail.com
"""
PROVIDERS = frozenset(_PROVIDERS.split())
"""Domains in which everybody may have a mailbox: many people, not one organisation."""


@dataclass(frozen=True, slots=True)
class Budgets:
    """The budgets of a desk. `providers` are the domains that count as providers."""

    limits: Mapping[Scope, Limits] = field(default_factory=lambda: USUAL)
    providers: frozenset[str] = PROVIDERS
