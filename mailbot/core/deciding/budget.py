"""Whether one more automatic mail is within its budgets, and when it would be.

Mails are counted by slots, quarters of a window, at the moment at which they may leave. Any stretch as long as a window lies
within five slots, so a budget is never exceeded in any of them; who has used one up may have to wait for a quarter more.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mailbot.core.budgets import Budgets, Scope, Window
from mailbot.core.message import person_key

SLOTS = 4
"""In a window."""

LONGEST_WAIT = timedelta(days=1)
"""A mail to somebody outside that would wait longer for his domain, or for all, is left out: it would say nothing any more."""

FARTHEST = timedelta(days=30)
"""What is never left out is put off so far at most, whatever waits before it."""

Spent = Mapping[str, Mapping[int, int]]
"""By the key of a budget and the number of a slot, how many mails were counted."""


@dataclass(frozen=True, slots=True)
class Budget:
    """So many automatic mails, at most, to or about `whom` within a window. `whom` is "" where all are meant."""

    scope: Scope
    whom: str
    window: Window
    limit: int

    @property
    def key(self) -> str:
        """What its mails are counted under."""
        return f"{self.scope}:{self.window}:{self.whom}"

    @property
    def name(self) -> str:
        """What people call it: `domain, 500 a day`."""
        article = "an" if self.window is Window.HOUR else "a"
        return f"{self.scope}, {self.limit} {article} {self.window}".replace("_", " ")

    def slot_of(self, moment: datetime) -> int:
        """The number of the slot that holds a moment."""
        return int(moment.timestamp() // self._width.total_seconds())

    def end_of(self, slot: int) -> datetime:
        """The moment from which a slot lies in no window any more."""
        return _moment((slot + SLOTS + 1) * self._width)

    @property
    def _width(self) -> timedelta:
        return self.window.span / SLOTS

    def used(self, spent: Spent, moment: datetime) -> int:
        """How many mails were counted in the fullest window that holds a moment."""
        slots, here = spent.get(self.key, {}), self.slot_of(moment)
        if not slots:
            return 0
        return max(sum(slots.get(one, 0) for one in range(first, first + SLOTS + 1)) for first in range(here - SLOTS, here + 1))

    def has_room(self, spent: Spent, moment: datetime) -> bool:
        """Whether one more mail may leave at a moment."""
        if sum(spent.get(self.key, {}).values()) < self.limit:
            return True  # not even all that is counted would fill it
        return self.used(spent, moment) < self.limit


@dataclass(frozen=True, slots=True)
class Shortage:
    """A budget that is used up, by its name. `until` is when all of them have room again, None for not within LONGEST_WAIT."""

    name: str
    until: datetime | None = None


def find_shortage(budgets: Collection[Budget], spent: Spent, now: datetime, longest: timedelta = LONGEST_WAIT) -> Shortage | None:
    """The first budget without room now, and when one more mail may leave; None where it may now."""
    full = next((one for one in budgets if not one.has_room(spent, now)), None)
    if full is None:
        return None
    moments = _begins_of_slots(now, now + longest)
    return Shortage(full.name, next((at for at in moments if all(one.has_room(spent, at) for one in budgets)), None))


def _begins_of_slots(now: datetime, last: datetime) -> Iterable[datetime]:
    """The begins of the shortest slots after `now`: those of longer ones are among them."""
    width = Window.HOUR.span / SLOTS
    at = _moment((now.timestamp() // width.total_seconds() + 1) * width)
    while at <= last:
        yield at
        at += width


def _moment(since_epoch: timedelta) -> datetime:
    return datetime.fromtimestamp(0, UTC) + since_epoch


def budgets_of(desk: Budgets, scope: Scope, whom: str = "") -> tuple[Budget, ...]:
    """The budgets of one scope, one a window."""
    return tuple(Budget(scope, whom, window, limit) for window, limit in desk.limits.get(scope, {}).items())


def budgets_of_address(desk: Budgets, address: str) -> tuple[Budget, ...]:
    """Those of a mailbox outside, but for its hour."""
    return budgets_of(desk, Scope.ADDRESS, person_key(address))


def budgets_of_domain(desk: Budgets, address: str) -> tuple[Budget, ...]:
    """Those of the domain of a mailbox; of one at a large provider the wider ones."""
    domain = domain_of(address)
    return budgets_of(desk, Scope.PROVIDER if domain in desk.providers else Scope.DOMAIN, domain)


def budgets_of_unproved(desk: Budgets, address: str) -> tuple[Budget, ...]:
    """The smallest ones: of a sender for whom nobody vouches."""
    whom, domain = person_key(address), domain_of(address)
    return (*budgets_of(desk, Scope.UNPROVED, whom), *budgets_of(desk, Scope.UNPROVED_DOMAIN, domain))


def domain_of(address: str) -> str:
    """The domain of an address, in the form to compare by."""
    return person_key(address).rpartition("@")[2]
