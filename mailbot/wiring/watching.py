"""Joins what watches a desk: alarms, figures, and the door where they are read."""

import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.holder import own_name
from mailbot.adapters.http_door import HttpDoor
from mailbot.adapters.metrics import Metrics
from mailbot.adapters.webhook import Webhook
from mailbot.pipeline.alerting import Watching
from mailbot.pipeline.loops import WATCH
from mailbot.pipeline.parts import Say
from mailbot.pipeline.pulse import Pulse
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.seeing import see, tell_health
from mailbot.pipeline.troubles import Surroundings
from mailbot.ports import Store
from mailbot.settings import Settings
from mailbot.wiring.desk import Ways, character_of
from mailbot.wiring.doctor.machine import LEAST_FREE, places
from mailbot.wiring.metering import MeteredSay

CANARY_LATE = 2
"""A canary that is not back after so many times its own interval is missed."""


def watch_over(settings: Settings, store: Store, ways: Ways, say: Say, pulse: Pulse) -> Watching:
    """What watches this process, and the database for all."""
    character, hook = character_of(settings), settings.alert_webhook.get_secret_value()
    around = Surroundings(
        free=partial(_free, settings),
        least_free=LEAST_FREE,
        ends=partial(_ends, ways),
        canary_within=settings.canary * CANARY_LATE if settings.canary is not None else None,
    )
    return Watching(
        *(store, SystemClock(), own_name(), character.identity, character.keys, RulebookInForce(), pulse),
        complain=partial(say.trouble, "watch", seconds=WATCH),
        surroundings=around,
        hook=Webhook(hook) if hook else None,
    )


def _free(settings: Settings) -> Mapping[str, int]:
    """Bytes that are free, by folder and machine."""
    return {f"{folder} on {socket.gethostname()}": shutil.disk_usage(folder).free for folder in places(settings)}


def _ends(ways: Ways) -> Mapping[str, datetime]:
    """Until when certificates and consents are good that servers showed us."""
    return {name: end for source in ways.ending for name, end in source().items()}


@contextmanager
def open_door(settings: Settings, store: Store, pulse: Pulse, say: Say) -> Iterator[Say]:
    """Let figures and health be read over HTTP, where that is asked for; whom the desk tells so that they are counted.

    Raises PortTaken.
    """
    clock = SystemClock()
    metrics = Metrics(partial(see, store, clock, pulse))
    counted = MeteredSay(say, metrics, pulse)
    if settings.http is None:
        yield counted
        return
    with HttpDoor(settings.http.host, settings.http.port, metrics.page, lambda: tell_health(pulse, clock.now())):
        yield counted
