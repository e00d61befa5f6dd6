"""The condition on when a mail is decided."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import ClassVar

from mailbot.core.calendar import Calendar
from mailbot.core.rulebook.calendars import DAYS, parse_days, parse_hour
from mailbot.core.rulebook.condition import TEXT, TEXTS, Form, Shown, options
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.facts import Clue, Facts
from mailbot.core.rulebook.nodes import Node
from mailbot.core.rulebook.samples import Sample


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day on a calendar of desk.yaml when the mail is decided.

    `calendar` names it; `is` asks for its working time (`open`) or the rest (`closed`); `after` and `before` for an hour of the
    day (`after: '18:00'` with `before: '06:00'` is the night); `days` for days of the week. All that are given must hold.
    """

    calendar: Calendar
    working: bool | None = None
    after: time | None = None
    before: time | None = None
    days: frozenset[int] = field(default=frozenset())

    key: ClassVar[str] = "time"
    form: ClassVar[Form] = options(calendar=TEXT, **{"is": {"enum": ["open", "closed"]}}, after=TEXT, before=TEXT, days=TEXTS)
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown(
            "time: {calendar: geneva, is: closed}",
            Sample("Hello", at="2026-03-06T18:30:00+00:00"),
            Sample("Hello", at="2026-03-06T10:00:00+00:00"),
        ),
        Shown(
            "time: {calendar: geneva, after: '22:00', before: '06:00'}",
            Sample("Hello", at="2026-03-06T23:10:00+00:00"),
            Sample("Hello", at="2026-03-06T12:00:00+00:00"),
        ),
        Shown(
            "time: {calendar: geneva, days: [saturday, sunday]}",
            Sample("Hello", at="2026-03-07T12:00:00+00:00"),
            Sample("Hello", at="2026-03-06T12:00:00+00:00"),
        ),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Clock | None":
        """A mapping with `calendar` and at least one more key."""
        before = len(draft.problems)
        found = {key.value: value for key, value in draft.pairs(node, "time", ("calendar", "is", "after", "before", "days"))}
        if len(draft.problems) > before:
            return None
        if "calendar" not in found or len(found) < 2:
            draft.wrong(node, "'time' needs a calendar and something to ask of it", "time: {calendar: geneva, is: closed}")
            return None
        name = draft.text(found["calendar"], "calendar") or ""
        calendar = draft.desk.calendars.get(name)
        if calendar is None:
            known = ", ".join(draft.desk.calendars) or "none yet"
            draft.wrong(found["calendar"], f"there is no calendar '{name[:40]}'", f"one of calendars in desk.yaml: {known}")
        said = draft.text(found["is"], "is") if "is" in found else None
        if "is" in found and said not in ("open", "closed"):
            draft.wrong(found["is"], f"a calendar is not '{(said or '')[:20]}'", "is: open (working time) or is: closed")
        after = parse_hour(found["after"], draft) if "after" in found else None
        until = parse_hour(found["before"], draft) if "before" in found else None
        days = frozenset(parse_days(found["days"], "days", draft)) if "days" in found else frozenset[int]()
        if calendar is None or len(draft.problems) > before:
            return None
        return cls(calendar, None if said is None else said == "open", after, until, days)

    def keys(self) -> None:
        """It may hold of any mail."""
        return

    def find(self, facts: Facts) -> list[Clue] | None:
        """The local time, where it fits."""
        now = facts.occasion.now
        if now is None or not self._fits(now):
            return None
        here = self.calendar.local(now)
        return [Clue(("time",), 0, text=f"{DAYS[here.isoweekday() - 1]} {here:%H:%M}, {self.calendar.id}")]

    def _fits(self, now: datetime) -> bool:
        here = self.calendar.local(now)
        if self.working is not None and self.calendar.is_open(now) is not self.working:
            return False
        if self.days and here.isoweekday() not in self.days:
            return False
        late = self.after is None or here.time() >= self.after
        early = self.before is None or here.time() < self.before
        night = self.after is not None and self.before is not None and self.after > self.before
        return (late or early) if night else (late and early)
