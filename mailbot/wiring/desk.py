"""Joins a desk: mailboxes, the pipeline, the way out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.holder import own_name
from mailbot.adapters.oauth import OAuthTokens
from mailbot.core.deciding.context import Identity
from mailbot.core.writing.identity import Keys
from mailbot.pipeline.alerting import Watching
from mailbot.pipeline.deliver import Delivery
from mailbot.pipeline.ingest import Intake
from mailbot.pipeline.parts import Desk, Say
from mailbot.pipeline.process import Processing
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.tick import Ticking
from mailbot.pipeline.timers import AGAIN
from mailbot.pipeline.triage import Triage
from mailbot.ports import Mailbox, Renderer, Store, Transport
from mailbot.settings import Settings
from mailbot.wiring.places import find_places

if TYPE_CHECKING:
    from mailbot.adapters.imap import ImapMailbox
    from mailbot.adapters.smtp import SmtpTransport

ROLES = ("poll", "process", "send", "clock")
"""What a process can play."""


@dataclass(frozen=True, slots=True)
class Character:
    """What makes a desk itself: its addresses, its secrets, how far back it begins, and how often it mails itself."""

    identity: Identity
    keys: Keys
    since: str | datetime | None = None
    canary: timedelta | None = None


def character_of(settings: Settings) -> Character:
    """The desk that the settings describe."""
    old = (settings.secret_old,) if settings.secret_old else ()
    identity = Identity(settings.addresses, settings.trusted_authserv)
    return Character(identity, Keys(settings.secret, old), settings.since, settings.canary)


@dataclass(frozen=True, slots=True)
class Ways:
    """The outside of a desk: its mailboxes, the way out, its words."""

    mailboxes: tuple[Mailbox, ...]
    transport: Transport | None
    renderer: Renderer
    ending: tuple[Callable[[], Mapping[str, datetime]], ...] = ()
    """What tells until when certificates and consents are good, by name."""


def open_ways(settings: Settings, roles: tuple[str, ...]) -> Ways:
    """Adapters for what the settings name; nothing is connected yet. Raises BadSettings."""
    from mailbot.adapters.templates import TemplateRenderer  # noqa: PLC0415 - only what runs pays for it

    tokens = OAuthTokens(settings.oauth()) if settings.needs_token() else None
    mailboxes = _open_mailboxes(settings, tokens) if "poll" in roles else ()
    transport = _open_transport(settings, tokens) if "send" in roles else None
    ending = tuple(one.ending for one in (*mailboxes, transport, tokens) if one is not None)
    return Ways(mailboxes, transport, TemplateRenderer(find_places(settings).templates), ending)


def _open_mailboxes(settings: Settings, tokens: OAuthTokens | None) -> "tuple[ImapMailbox, ...]":
    from mailbot.adapters.imap import ImapMailbox  # noqa: PLC0415 - only what runs pays for it

    size = settings.max_message_bytes
    return tuple(ImapMailbox(account, after=settings.after, max_message_bytes=size, tokens=tokens) for account in settings.imap)


def _open_transport(settings: Settings, tokens: OAuthTokens | None) -> "SmtpTransport | None":
    from mailbot.adapters.smtp import SmtpTransport  # noqa: PLC0415 - only what runs pays for it

    return SmtpTransport(settings.smtp, tokens=tokens) if settings.smtp else None


def join(  # noqa: PLR0913 - the parts of a desk
    character: Character,
    store: Store,
    ways: Ways,
    say: Say,
    roles: tuple[str, ...] = ROLES,
    *,
    watching: Watching | None = None,
) -> Desk:
    """A desk that plays `roles`."""
    clock, holder, identity = SystemClock(), own_name(), character.identity
    rulebooks = RulebookInForce(complain=lambda problem: say.trouble("rules", problem, 0))
    intake = processing = delivery = ticking = None
    if "poll" in roles:
        intake = Intake(store, clock, holder, character.since, Triage(store, clock, rulebooks).find_urgent)
    if "process" in roles:
        processing = Processing(store, clock, holder, identity, character.keys, rulebooks, told=say.decided)
    if "send" in roles and ways.transport is not None:
        delivery = Delivery(
            *(store, clock, holder, identity, character.keys, rulebooks, ways.renderer, ways.transport),
            told=say.tried,
            complain=say.template,
            alarm=partial(say.trouble, "send", seconds=0),
        )
    if "clock" in roles:
        complain = partial(say.trouble, "clock", seconds=AGAIN.total_seconds())
        ticking = Ticking(
            *(store, clock, holder, identity, character.keys, rulebooks), complain=complain, canary=character.canary
        )
    return Desk(say, ways.mailboxes, intake, processing, delivery, ticking, watching=watching)
