"""Whatever people, machines and forgers write, in any order: automatic mail stays within every budget, and no machine is answered
twice in a row. What left is counted by the sink alone, not by what the desk counts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.core.deciding import withholding
from mailbot.ports import Queue
from tests.databases import copy_database
from tests.mails import parse
from tests.pipeline.outsiders import TRACEABLE, Machine, Sender, change_all, spelled
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.servers.postgres import Postgres
from tests.stage import Stage

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUDGETS = (
    "budgets: {address: {day: 5}, domain: {hour: 4, day: 8}, all: {hour: 9, day: 20}, team: {hour: 12}, "
    "unproved: {day: 1}, unproved_domain: {day: 2}}\n"
)
TIGHT = {**SMALL, "desk.yaml": SMALL["desk.yaml"].replace("hourly_limit: 10", "hourly_limit: 3") + BUDGETS}
LIMITS: Mapping[str, Mapping[timedelta, int]] = {
    "address": {HOUR: 3, DAY: 5},
    "domain": {HOUR: 4, DAY: 8},
    "all": {HOUR: 9, DAY: 20},
    "team": {HOUR: 12},
    "unproved": {DAY: 1},
    "unproved domain": {DAY: 2},
}
TEAM = (LEAD, MALI, SECOND)
TURNS, MOST_TURNS = 3, 12
"""Within so many turns there must be silence: machines that leave a trace are answered once, each of them at once or when another
mail of the desk has made room; one that leaves none has its budgets alone.
"""

PEOPLE = [f"{name}@{domain}" for domain in ("ngo.example.org", "un.example.org") for name in ("awa", "bob", "eve+x", "Eve")]
Action = tuple[str, int]
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["person", "forger", "stranger", "failing"]), st.integers(0, len(PEOPLE) - 1)),
        st.tuples(st.just("machine"), st.integers(0, len(TRACEABLE))),
        st.tuples(st.just("clock"), st.sampled_from([1, 9, 40, 75, 400, 1500])),
    ),
    min_size=3,
    max_size=14,
)


class World:
    """A desk, who writes to it, and what left it when."""

    def __init__(self, stage: Stage, *, guarded: bool) -> None:
        self.stage = stage
        if guarded:
            stage.trust()
        self.guarded = guarded
        self.sender = Sender(stage)
        manners = (*TRACEABLE, change_all)
        self.machines = [Machine(self.sender, f"robot{spelled(number)}", manner) for number, manner in enumerate(manners)]
        self.left: list[tuple[datetime, str]] = []
        self.unproved: set[str] = set()
        self.proved: set[str] = {machine.domain for machine in self.machines}

    def do(self, action: Action) -> None:
        """One thing happens, and then the machines answer until they have nothing to answer."""
        what, number = action
        if what == "clock":
            self._pass_time(self.stage.clock.now() + timedelta(minutes=number))
        elif what == "machine":
            self.machines[number].begin()
        else:
            self._write(what, PEOPLE[number])
        self._settle()

    def _pass_time(self, until: datetime) -> None:
        """Time goes by for a desk at work: what is due leaves when it is due."""
        while True:
            with self.stage.store.transaction() as tx:
                due = tx.jobs.next_due(Queue.SEND)
            now = self.stage.clock.now()
            if due is None or due > until:
                break
            self.stage.clock.move(max(due - now, timedelta()))
            self._settle()
        self.stage.clock.move(max(until - self.stage.clock.now(), timedelta()))

    def _write(self, what: str, address: str) -> None:
        verdict = {"person": "pass", "failing": "fail"}.get(what, "")
        if what == "stranger":
            address = f"{spelled(self.sender.number)}@stranger.example.com"
        if not verdict:
            self.unproved.add(address)
        text = f"Dear {spelled(self.sender.number)}, where is the school of {spelled(self.sender.number + 7)}?"
        self.sender.write(address, text, verdict=verdict)

    def _settle(self) -> None:
        for turn in range(MOST_TURNS + 1):
            self._deliver()
            self.stage.clock.move(timedelta(seconds=20))
            answering = [machine for machine in self.machines if machine.take_turn()]
            if not answering:
                return
            if turn >= TURNS and any(machine.answer in TRACEABLE for machine in answering):
                break
        raise AssertionError("a machine and the desk answer each other again and again")

    def _deliver(self) -> None:
        before = len(self.stage.transport.sent)
        self.stage.deliver()
        for parcel in self.stage.transport.sent[before:]:
            assert parse(parcel.data)["Auto-Submitted"] in ("auto-replied", "auto-generated"), "nobody has answered by hand"
            self.left.append((self.stage.clock.now(), parcel.recipient))

    def verify(self, limits: Mapping[str, Mapping[timedelta, int]]) -> None:
        """Count what left, by whom it went to, in every window."""
        counted: dict[tuple[str, str], list[datetime]] = defaultdict(list)
        for at, recipient in self.left:
            for scope, whom in self._scopes(recipient):
                counted[scope, whom].append(at)
        for (scope, whom), moments in counted.items():
            for span, limit in limits[scope].items():
                most = max(sum(first <= at < first + span for at in moments) for first in moments)
                assert most <= limit, f"{most} mails to {scope} {whom} within {span}, {limit} are allowed"

    def _scopes(self, recipient: str) -> Iterator[tuple[str, str]]:
        if recipient in TEAM:
            yield "team", recipient
            return
        local, _, domain = recipient.casefold().partition("@")
        mailbox = f"{local.partition('+')[0]}@{domain}"
        yield from (("address", mailbox), ("domain", domain), ("all", ""))
        if self.guarded and domain == "stranger.example.com":  # those who are never vouched for
            yield from (("unproved", mailbox), ("unproved domain", domain))


def play(store: SqlStore, actions: Sequence[Action], *, guarded: bool) -> World:
    world = World(Stage(store, rules=TIGHT), guarded=guarded)
    for action in actions:
        world.do(action)
    for _ in range(8):  # what waits leaves in the end
        world.do(("clock", 400))
    world.verify(LIMITS)
    tickets = world.stage.tickets()
    assert all(row["state"] in ("done", "held") for row in world.stage.inbound())
    routed = {one["ticket"] for one in world.stage.outbox() if one["kind"] == "route" and one["state"] == "sent"}
    assert routed == {ticket["reference"] for ticket in tickets}, "no request is without an owner who was told"
    return world


@contextmanager
def fresh(migrated_file: Path, folder: Path) -> Iterator[SqlStore]:
    """An empty store."""
    with TemporaryDirectory(dir=folder) as place:
        copy_database(migrated_file, Path(place, "mailbot.db"))
        store = SqlStore(database_url(f"sqlite:///{place}/mailbot.db"))
        yield store
        store.close()


MANY_WAIT: list[Action] = [
    *(("clock", 40), ("machine", 4), ("stranger", 4), ("clock", 400), ("machine", 4), ("machine", 4), ("machine", 4)),
    *(("stranger", 4), ("clock", 40), ("clock", 400), ("machine", 4)),
]
"""What waits for one budget leaves beside what is owed then, and must be within the others too."""

SESSION = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@settings(max_examples=10, suppress_health_check=SESSION, phases=[Phase.explicit, Phase.generate])  # to shrink takes minutes
@given(ACTIONS, st.booleans())
@example(actions=MANY_WAIT, guarded=False)
def test_L3_every_budget_holds_for_any_sequence_of_mails(
    migrated_file: Path, quick_folder: Path, actions: list[Action], guarded: bool
) -> None:
    with fresh(migrated_file, quick_folder) as store:
        assert play(store, actions, guarded=guarded).stage.complaints == []


@settings(max_examples=2, suppress_health_check=SESSION)
@given(ACTIONS, st.booleans())
def test_L3_every_budget_holds_on_postgresql(postgres: Postgres, actions: list[Action], guarded: bool) -> None:
    with postgres.database() as url:
        store = SqlStore(database_url(url))
        assert play(store, actions, guarded=guarded).stage.complaints == []
        store.close()


FLOOD: Sequence[Action] = [("person", number % len(PEOPLE)) for number in range(14)]


def test_the_check_finds_a_budget_that_is_not_kept(migrated_file: Path, quick_folder: Path) -> None:
    with fresh(migrated_file, quick_folder) as store:
        world = World(Stage(store), guarded=False)
        for action in FLOOD:
            world.do(action)
        with pytest.raises(AssertionError, match="are allowed"):
            world.verify(LIMITS)


def unlimited(_: object) -> str:
    return ""


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_check_finds_a_loop(migrated_file: Path, quick_folder: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(withholding, "_why_a_machine", unlimited)
    with fresh(migrated_file, quick_folder) as store:
        world = World(Stage(store), guarded=False)
        with pytest.raises(AssertionError, match="answer each other"):
            world.do(("machine", number))


@pytest.mark.parametrize("guarded", [False, True])
@pytest.mark.parametrize("manner", TRACEABLE)
def test_L3_an_unmarked_machine_is_answered_once_and_then_there_is_silence(
    migrated_file: Path, quick_folder: Path, manner: Callable[[Machine, bytes], None], guarded: bool
) -> None:
    with fresh(migrated_file, quick_folder) as store:
        world = World(Stage(store), guarded=guarded)
        machine = world.machines[TRACEABLE.index(manner)]
        machine.begin()
        world._settle()
        assert len(machine.heard) == 1
        assert len(world.stage.tickets()) <= len(machine.heard) + 1
