"""The pulse of a process: which of its loops turn, which get on, and which have not for a while."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

LONGEST_TURN = timedelta(minutes=30)
"""A loop that has not come round for longer, beyond what it said that it would wait, hangs. What takes longest is to erase what a
desk has not erased for years.
"""

USUAL_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Beat:
    """One loop: when it came round last and how long it waits since, when it got on last, and since when it does not."""

    name: str
    at: datetime
    waits: timedelta
    got_on: datetime | None = None
    failing_since: datetime | None = None

    def turns(self, now: datetime) -> bool:
        """Whether it comes round; one whose server is away does, one that hangs does not."""
        return now - self.at <= self.waits + LONGEST_TURN


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


class Pulse:
    """The beats of all loops of this process. For any number of threads."""

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._beats: dict[str, Beat] = {}
        self._bad_template_at: datetime | None = None

    def begin(self, name: str) -> None:
        """A loop begins."""
        with self._lock:
            self._beats[name] = Beat(name, self._now(), timedelta(seconds=USUAL_WAIT))

    def turned(self, name: str) -> None:
        """A loop is at work, in the middle of a long turn."""
        with self._lock:
            self._beats[name] = replace(self._beats[name], at=self._now())

    def worked(self, name: str) -> None:
        """A loop came round and got on."""
        now = self._now()
        with self._lock:
            self._beats[name] = Beat(name, now, timedelta(seconds=USUAL_WAIT), got_on=now)

    def failed(self, name: str, seconds: float) -> None:
        """A loop came round and could not get on; it waits so long."""
        now = self._now()
        with self._lock:
            before = self._beats.get(name, Beat(name, now, timedelta()))
            since = before.failing_since or now
            self._beats[name] = replace(before, at=now, waits=timedelta(seconds=seconds), failing_since=since)

    def template_failed(self) -> None:
        """A template of the desk could not be used."""
        with self._lock:
            self._bad_template_at = self._now()

    @property
    def bad_template_at(self) -> datetime | None:
        """When a template could not be used last, None where all could."""
        with self._lock:
            return self._bad_template_at

    def beats(self) -> list[Beat]:
        """All loops, by name."""
        with self._lock:
            return [self._beats[name] for name in sorted(self._beats)]

    def lives(self) -> bool:
        """Whether every loop turns."""
        now = self._now()
        return all(beat.turns(now) for beat in self.beats())

    def ready(self) -> bool:
        """Whether every loop got on at least once, and does so now."""
        beats = self.beats()
        return bool(beats) and all(beat.got_on is not None and beat.failing_since is None for beat in beats)
