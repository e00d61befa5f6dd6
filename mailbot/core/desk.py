"""The desk as its admin describes it in `rules/desk.yaml`: people, desks, areas, targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta

from mailbot.core.budgets import Budgets
from mailbot.core.calendar import Calendar
from mailbot.core.duty import Rota
from mailbot.core.message import address_key
from mailbot.core.overview import Rhythm
from mailbot.core.retention import Retention

ANSWER_HOLD = timedelta(minutes=10)
"""How long an answer waits that crosses another, where the desk file says nothing."""

TAKE_WITHIN = timedelta(minutes=30)
"""How long the owner of a critical request has to say that he takes it, where the desk file says nothing."""

LANGUAGES = ("en", "fr", "es", "ar", "pt", "ru", "uk")


MAIL_SIZE = 20
"""The size of mails to a coordinator of whom the desk file says nothing, in kB."""


@dataclass(frozen=True, slots=True)
class Coordinator:
    """A person who answers for the desk, known by one exact address.

    `language` is the one that our mails to him are in, `languages` all that he can answer in (that one among them). `deputy` is
    the address of the coordinator who stands in for him, "" for the next one of his desk; `calendar` is an id in
    `Desk.calendars`, "" for that of his desk. `digest` are the times of day, in rising order, at which he is told of all
    requests that can wait, nothing where each is told at once. `mail_size` are the kB that the text of a mail to him may have,
    plain and HTML together. `overview` says when he is told of all that is his, None for never.
    """

    address: str
    name: str
    language: str = "en"
    languages: tuple[str, ...] = ()
    deputy: str = ""
    calendar: str = ""
    digest: tuple[time, ...] = ()
    mail_size: int = MAIL_SIZE
    overview: Rhythm | None = None

    @property
    def key(self) -> str:
        """The form to compare by."""
        return address_key(self.address)


@dataclass(frozen=True, slots=True)
class RegionalDesk:
    """A desk that owns tickets. `coordinators` are addresses in order of duty, the first one owns what comes in.

    `weekend` holds the days off as ISO weekday numbers (Monday is 1); where the desk has a `calendar`, it is that one's.
    `languages` are those the desk can answer in, nothing where it does not say. `duty` is its own rota.
    """

    id: str
    name: str
    coordinators: tuple[str, ...]
    countries: tuple[str, ...] = ()
    weekend: tuple[int, ...] = (6, 7)
    languages: tuple[str, ...] = ()
    calendar: str = ""
    duty: Rota | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A field of work, its lead of last resort (a desk id), and the ids of its topics."""

    id: str
    name: str
    lead: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """By when a person shall have answered: `hours` on the wall clock, or `days` of work."""

    hours: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Silence:
    """How long an answered ticket stays open whose requester says nothing: until he is warned, and then until it is closed."""

    until_warning: timedelta
    until_closing: timedelta


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole desk file. `global_desk` is the owner of last resort and always exists in `desks`.

    `fields` are the desk's own fields and their values: one table decides them for a later one to ask about. `calendars` and
    `mailboxes` (its own addresses) are by id, `known_senders` lead from an address or a domain (`@example.org`, `@gov.*`) to a
    type of requester. `answer_hold` is how long an answer waits that crosses another coordinator's; nothing switches that off.
    `participants` says how many people may take part in a ticket beside its requester, `monthly_report` to which coordinators the
    report of each month goes. `duty` is who is called for what is
    critical while the desk that owns it is closed, `take_within` how long the owner of a critical ticket has to take it.
    `silence` is None where no ticket is closed by itself. `retention` is how long what is kept.
    `budgets` say how much automatic mail there is; the hour of an address is `hourly_limit`.
    """

    name: str
    prefix: str
    global_desk: str
    coordinators: Mapping[str, Coordinator]
    desks: Mapping[str, RegionalDesk]
    areas: Mapping[str, Area]
    targets: Mapping[str, Target]
    tables: tuple[str, ...]
    restricted_topics: frozenset[str] = frozenset()
    country_languages: Mapping[str, str] = field(default_factory=dict)
    hourly_limit: int = 10
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    mailboxes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known_senders: Mapping[str, str] = field(default_factory=dict)
    answer_hold: timedelta = ANSWER_HOLD
    participants: int = 0
    monthly_report: tuple[str, ...] = ()
    duty: Rota | None = None
    take_within: timedelta = TAKE_WITHIN
    silence: Silence | None = None
    retention: Retention = field(default_factory=Retention)
    budgets: Budgets = field(default_factory=Budgets)

    def coordinator(self, address: str) -> Coordinator | None:
        """The coordinator with exactly this address (case aside), or None."""
        return self.coordinators.get(address_key(address))

    def calendar_of(self, person: Coordinator) -> Calendar:
        """When a person works: his own calendar, that of his desk, or the desk's working days in UTC."""
        home, _ = self.owner_of(person.address)
        own = self.calendars.get(person.calendar) or self.calendars.get(home.calendar)
        return own or Calendar(home.id, weekend=home.weekend)

    def working_time_of(self, owner: str) -> Calendar:
        """The calendar by which the deadlines of an owner's tickets are counted: that of his desk, else his own."""
        home, person = self.owner_of(owner)
        own = self.calendars.get(home.calendar) or self.calendars.get(person.calendar)
        return own or Calendar(home.id, weekend=home.weekend)

    def owner_of(self, owner: str) -> tuple[RegionalDesk, Coordinator]:
        """Resolve what routing said (a desk id or a coordinator's address) to a desk and one person.

        Ending at the global desk.
        """
        person = self.coordinator(owner)
        if person is not None:
            home = next((d for d in self.desks.values() if person.key in {a.casefold() for a in d.coordinators}), None)
            return home or self.desks[self.global_desk], person
        desk = self.desks.get(owner) or self.desks[self.global_desk]
        if not desk.coordinators:
            desk = self.desks[self.global_desk]
        return desk, self.coordinators[desk.coordinators[0].casefold()]
