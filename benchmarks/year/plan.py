"""The desk of the simulated year, as plain data: the rules are written from it, and the checker reads it too."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2027, 1, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PREFIX = "YD"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
URGENCIES = ("low", "normal", "high", "critical")


@dataclass(frozen=True)
class Hours:
    """When a desk works: `opens` and `closes` as HH:MM on the clock of `zone`, `weekend` as ISO weekdays, days off as MM-DD."""

    zone: str
    opens: str
    closes: str
    weekend: tuple[int, ...]
    off: tuple[str, ...]


@dataclass(frozen=True)
class Turns:
    """Who is on duty, one after the other, `days` each, handing over at `at` in `zone`."""

    people: tuple[str, ...]
    since: date
    days: int
    at: str
    zone: str


@dataclass(frozen=True)
class Group:
    """A desk: its people in order of duty, its countries, its hours, perhaps a rota of its own."""

    people: tuple[str, ...]
    countries: tuple[str, ...]
    hours: str
    turns: Turns | None = None


@dataclass(frozen=True)
class Plan:
    """The whole desk. `deputies` are all people, each with the one who stands in, "" for none; `leads` are by area."""

    hours: Mapping[str, Hours]
    deputies: Mapping[str, str]
    desks: Mapping[str, Group]
    leads: Mapping[str, str]
    turns: Turns
    top: str = "global"
    take_within: timedelta = timedelta(minutes=30)
    warning: timedelta = 21 * DAY
    closing: timedelta = 7 * DAY

    def without(self, person: str) -> "Plan":
        """The same desk after somebody has left it."""
        rota = replace(self.turns, people=tuple(one for one in self.turns.people if one != person))
        desks = {
            name: replace(
                group,
                people=tuple(one for one in group.people if one != person),
                turns=group.turns and replace(group.turns, people=tuple(one for one in group.turns.people if one != person)),
            )
            for name, group in self.desks.items()
        }
        deputies = {one: "" if other == person else other for one, other in self.deputies.items() if one != person}
        return replace(self, turns=rota, desks=desks, deputies=deputies)


def _people(desk: str, count: int) -> tuple[str, ...]:
    return tuple(f"{desk}{number}@team.example.org" for number in range(1, count + 1))


WEST, EAST, NORTH, ASIA, LATIN = (_people(name, 3) for name in ("west", "east", "north", "asia", "latin"))
GLOBAL, MINES, HLP = _people("global", 3), _people("mines", 2), _people("hlp", 2)
COUNTRIES = {"ML": "Mali", "SD": "Sudan", "LB": "Lebanon", "EG": "Egypt", "NP": "Nepal", "CL": "Chile", "": "somewhere"}
AREAS = {"protection": "cluster", "mine_action": "mines", "hlp": "houses", "cases": "survivor"}
"""Words by which the rules tell them."""

FULL = Plan(
    hours={
        "dakar": Hours("Africa/Dakar", "08:00", "17:00", (6, 7), ("01-01", "04-04", "12-25")),
        "khartoum": Hours("Africa/Khartoum", "08:00", "16:00", (5, 6), ("01-01", "06-30")),
        "beirut": Hours("Asia/Beirut", "08:30", "16:30", (6, 7), ("01-06", "05-01", "11-22")),
        "cairo": Hours("Africa/Cairo", "09:00", "17:00", (5, 6), ("01-07", "07-23")),
        "kathmandu": Hours("Asia/Kathmandu", "10:00", "17:00", (6, 7), ("04-14", "09-19", "09-20", "09-21")),
        "santiago": Hours("America/Santiago", "09:00", "18:00", (6, 7), ("09-18", "09-19", "12-25")),
        "geneva": Hours("Europe/Zurich", "09:00", "17:30", (6, 7), ("01-01", "08-01", "12-25", "12-26")),
    },
    deputies={
        **dict.fromkeys((*WEST, *EAST, *NORTH, *ASIA, *LATIN, *MINES, *HLP, *GLOBAL), ""),
        WEST[0]: WEST[2],
        NORTH[0]: EAST[0],
        ASIA[0]: GLOBAL[1],
        MINES[0]: GLOBAL[0],
    },
    desks={
        "west": Group(WEST, ("ML",), "dakar"),
        "east": Group(EAST, ("SD",), "khartoum"),
        "north": Group(
            NORTH, ("LB", "EG"), "cairo", Turns((NORTH[1], NORTH[2], NORTH[0]), date(2026, 1, 4), 3, "20:00", "Africa/Cairo")
        ),
        "asia": Group(ASIA, ("NP",), "kathmandu"),
        "latin": Group(LATIN, ("CL",), "santiago"),
        "global": Group(GLOBAL, (), "geneva"),
        "mines": Group(MINES, (), "beirut"),
        "hlp": Group(HLP, (), "geneva"),
    },
    leads={"protection": "global", "mine_action": "mines", "hlp": "hlp", "cases": "global"},
    turns=Turns((GLOBAL[1], WEST[1], ASIA[1], LATIN[0]), date(2026, 1, 5), 7, "09:00", "Europe/Zurich"),
)

MOVED = replace(
    FULL.without(GLOBAL[1]),
    hours={**FULL.hours, "dakar": Hours("America/Santiago", "07:30", "15:00", (5, 6), ()), "geneva": FULL.hours["beirut"]},
    take_within=timedelta(minutes=45),
    warning=10 * DAY,
)
"""Somebody has left, two desks work in another zone and at other hours, and other times are given."""

PLANS = (FULL, FULL.without(WEST[0]), MOVED, FULL.without(EAST[0]).without(ASIA[1]), FULL)
"""One after the other: people leave in the course of the year, and are followed; at its end all are back."""

CHANGES = (BEGIN, *(datetime(2026, month, 15, 10, 7, 11, tzinfo=UTC) for month in (4, 6, 9, 11)))
"""When each of them comes into force."""


def rules_of(plan: Plan) -> Mapping[str, str]:
    """The rule files that describe a plan; JSON is YAML."""
    areas = [{"id": area, "name": area, "lead": lead, "topics": [f"{area}_topic"]} for area, lead in plan.leads.items()]
    desk = {
        "name": "A year",
        "prefix": PREFIX,
        "global_desk": plan.top,
        "tables": ["country", "topic", "urgency"],
        "calendars": {name: _hours(hours) for name, hours in plan.hours.items()},
        "coordinators": [_person(address, deputy) for address, deputy in plan.deputies.items()],
        "desks": [_desk(name, group) for name, group in plan.desks.items()],
        "areas": areas,
        "targets": {"critical": {"hours": 2}, "high": {"days": 1}, "normal": {"days": 3}, "low": {"days": 10}},
        "take_within": {"minutes": plan.take_within // timedelta(minutes=1)},
        "silence": {"warning": {"days": plan.warning.days}, "closing": {"days": plan.closing.days}},
        "duty": _turns(plan.turns),
        "restricted_topics": ["cases_topic"],
    }
    tables = {
        "country": [_rule(word, {"country": code}) for code, word in COUNTRIES.items() if code],
        "topic": [_rule(word, {"area": area, "topic": f"{area}_topic"}) for area, word in AREAS.items()],
        "urgency": [_rule(f"{level}ly", {"urgency": level}) for level in URGENCIES],
    }
    decides = {"country": ["country"], "topic": ["area", "topic"], "urgency": ["urgency"]}
    files = {name: {"table": name, "decides": decides[name], "policy": "first", "rules": rules} for name, rules in tables.items()}
    return {f"{name}.yaml": json.dumps(content) for name, content in {"desk": desk, **files}.items()}


def _rule(word: str, then: Mapping[str, str]) -> Mapping[str, object]:
    return {"name": word, "when": {"words": [word]}, "then": then}


def _hours(hours: Hours) -> Mapping[str, object]:
    weekend = [DAYS[day - 1] for day in hours.weekend]
    return {"timezone": hours.zone, "hours": f"{hours.opens}-{hours.closes}", "weekend": weekend, "holidays": list(hours.off)}


def _person(address: str, deputy: str) -> Mapping[str, str]:
    return {"address": address, "name": f"Person {address.partition('@')[0]}", **({"deputy": deputy} if deputy else {})}


def _desk(name: str, group: Group) -> Mapping[str, object]:
    own = {"duty": _turns(group.turns)} if group.turns is not None else {}
    return {
        "id": name,
        "name": f"Desk {name}",
        "coordinators": list(group.people),
        "countries": list(group.countries),
        "calendar": group.hours,
        **own,
    }


def _turns(turns: Turns) -> Mapping[str, object]:
    return {
        "coordinators": list(turns.people),
        "since": turns.since.isoformat(),
        "days": turns.days,
        "at": turns.at,
        "timezone": turns.zone,
    }
