"""What happened in the year, as plain values: what people did, and what the desk did. All that the checker is given."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person did with a ticket: `verb` is one of VERBS, `by` his address ("" for the requester).

    `value` is the address behind `to`, the level behind `urgency` and of what a requester writes, the first day back of a notice
    ("" for none); `until` is the moment behind `snooze` and `wait`, and of a notice.
    """

    at: datetime
    ticket: int
    verb: str
    by: str = ""
    value: str = ""
    until: datetime | None = None


VERBS = ("open", "more", "answer", "take", "to", "urgency", "snooze", "wait", "close", "reopen", "notice")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: the fields that routing hangs on."""

    country: str
    area: str
    urgency: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """How a ticket stands from a moment on, after everything that happened to it then."""

    at: datetime
    ticket: int
    status: str
    owner: str
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """What the desk did by itself: `kind` and `at` as it says them, `owner` who has the ticket then."""

    at: datetime
    ticket: int
    kind: str
    owner: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that a step, or a change of the desk file, made the desk owe."""

    at: datetime
    ticket: int
    kind: str
    hint: str
    to: str


@dataclass
class Story:
    """The whole year. `requests` are by ticket; `plans` counts the plans that are in force, by the moment."""

    requests: dict[int, Request] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    end: datetime | None = None
