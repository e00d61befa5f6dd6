"""The journey: a request, its acknowledgement and routing, the coordinator's answer, the requester's follow-up; and one fault."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from benchmarks.faults.boundary import Case, Fault
from benchmarks.faults.child import Manner
from benchmarks.faults.facts import Facts, Told, is_quiet, read_lines, read_tables
from benchmarks.faults.invariants import find_violations
from benchmarks.faults.people import (
    REFERENCE,
    REFERENCE_OF_STRANGER,
    REQUESTER,
    answer_mail,
    first_mail,
    machine_mail,
    second_mail,
    strange_mail,
)
from benchmarks.faults.world import Ended, Hangs, World
from mailbot.demo.smtp_sink import Received

ENDS = (0, 1, 2, 75)
"""The exit codes of the contract."""
LATER = 700.0
"""Seconds after which every lease is over; the longest is that of sending, 600."""
SHORT = 0.5
"""Seconds that a desk waits for a server which says nothing."""
TRIES = 6


@dataclass(slots=True)
class Outcome:
    """What one journey showed: the boundaries of its legs, what was wrong, how many mails came to the sink again, and whether the
    case struck.
    """

    passed: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    repeats: int = 0
    struck: bool = False


def travel(world: World, case: Case | None = None, plant: str = "") -> Outcome:
    """Go the whole way, struck once by the case; every invariant is looked at when it strikes, and at the end."""
    journey = _Journey(world, case, plant)
    for leg, write in LEGS:
        mails = write(world)
        if mails is None:
            journey.outcome.violations.append(f"the way ends before `{leg}`: nobody was sent what is answered there")
            break
        for raw in mails:
            world.deliver(raw)
        journey.go(leg)
    journey.arrive()
    return journey.outcome


class _Journey:
    def __init__(self, world: World, case: Case | None, plant: str) -> None:
        self.world, self.case, self.plant = world, case, plant
        self.outcome = Outcome()

    def go(self, leg: str) -> None:
        """One leg: run the desk, then start it again until nothing is left to do."""
        case = self.case if self.case is not None and self.case.leg == leg else None
        patience = SHORT if case is not None and case.fault is Fault.TIMEOUT else 60.0
        ended = self._run("one", Manner(leg, case, patience=patience, plant=self.plant))
        if ended is None:
            return
        self.outcome.passed += ended.passed
        if case is not None:
            self.outcome.struck = case.boundary in ended.passed or (case.fault is Fault.KILL and ended.code == -9)
            self._look(f"at {case}")
        self._start_again(case)

    def _start_again(self, case: Case | None) -> None:
        """The same machine at once, or another one, which can take over nothing before it is given up."""
        machine = case.chance.choice(("one", "two")) if case is not None else "one"
        for number in range(TRIES):
            if is_quiet(self.look()):
                return
            if number:
                self.world.move_on(LATER)
            self._run(machine, Manner(plant=self.plant))

    def _run(self, machine: str, manner: Manner) -> Ended | None:
        try:
            ended = self.world.run(machine, manner, self._take_over)
        except Hangs as hangs:
            self.outcome.violations.append(f"a desk that does not end: {hangs}")
            return None
        killed = manner.case is not None and manner.case.fault is Fault.KILL and ended.code == -9
        if "Traceback" in ended.said or not (ended.code in ENDS or killed):
            self.outcome.violations.append(f"a desk that ended with {ended.code}: {ended.said[-1500:]}")
        return ended

    def _take_over(self) -> None:
        """All leases run out while the desk stands still, and another machine does what is to be done."""
        self.world.move_on(LATER)
        self._run("two", Manner(busy=1, plant=self.plant))

    def look(self, told: Told | None = None) -> Facts:
        """What is there now."""
        world = self.world
        return Facts(dict(world.delivered), world.imap.flags(), read_tables(world.database), world.sent, told)

    def arrive(self) -> None:
        """The end: all of it must be there, once."""
        facts = self.look(_ask(self.world))
        identities = [mail.data for mail in facts.sent]
        self.outcome.repeats = len(identities) - len(set(identities))
        self.outcome.violations += find_violations(facts)
        if self.outcome.repeats and (self.case is None or not self.outcome.struck):
            self.outcome.violations.append("explained: a mail came twice though nothing struck")

    def _look(self, when: str) -> None:
        self.outcome.violations += [f"{line} ({when})" for line in find_violations(self.look())]


def _ask(world: World) -> Told:
    """Have the commands say what there is."""
    numbers = range(1, len(world.delivered) + 1)
    shown = [["tickets", "show", reference, "--json"] for reference in (REFERENCE, REFERENCE_OF_STRANGER)]
    raw = [["inbound", "raw", str(number)] for number in numbers]
    inbound, outbox, replay, *said = world.ask(
        ["inbound", "list", "--json"], ["outbox", "list", "--json"], ["rules", "replay"], *shown, *raw
    )
    tickets = [ticket for _, one in said[: len(shown)] for ticket in read_lines(one)]
    raws = dict(zip(numbers, (one for _, one in said[len(shown) :]), strict=True))
    return Told(read_lines(inbound[1]), read_lines(outbox[1]), tickets, raws, (replay[0], replay[1].decode()))


def _newest(sent: Iterable[Received], *, to: str = "", but: str = "") -> bytes | None:
    found = [mail.data for mail in sent if (not to or to in mail.rcpt_to) and but not in mail.rcpt_to]
    return found[-1] if found else None


def _ask_first(_world: World) -> list[bytes] | None:
    return [first_mail()]


def _answer(world: World) -> list[bytes] | None:
    routing = _newest(world.sent, but=REQUESTER)
    return [answer_mail(routing)] if routing else None


def _write_again(world: World) -> list[bytes] | None:
    answer = next(
        (mail.data for mail in world.sent if REQUESTER in mail.rcpt_to and b"words of the coordinator" in mail.data), None
    )
    return [second_mail(answer), machine_mail(answer), strange_mail()] if answer else None


Write = Callable[[World], list[bytes] | None]
LEGS: tuple[tuple[str, Write], ...] = (("request", _ask_first), ("answer", _answer), ("follow_up", _write_again))
