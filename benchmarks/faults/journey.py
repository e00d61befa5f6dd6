"""The journey: a request, its acknowledgement and routing, the coordinator's answer, the requester's follow-up; and one fault."""

from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.faults.boundary import Case, Fault
from benchmarks.faults.child import Manner
from benchmarks.faults.facts import is_quiet
from benchmarks.faults.invariants import find_violations
from benchmarks.faults.looking import look, look_at_end
from benchmarks.faults.people import REQUESTER, answer_mail, first_mail, machine_mail, second_mail, strange_mail
from benchmarks.faults.world import Ended, Hangs, World

ENDS = (0, 1, 2, 75)
"""The exit codes of the contract."""
LATER = 700.0
"""Seconds after which every lease is over; the longest is that of sending, 600."""
SHORT = 1.0
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
        patience = SHORT if case is not None and case.fault is Fault.TIMEOUT and case.on_the_wire else 60.0
        ended = self._run("one", Manner(leg, case, patience=patience, plant=self.plant))
        if ended is None:
            return
        self.outcome.passed += ended.passed
        if case is not None:
            self.outcome.struck = case.boundary in ended.passed or (case.fault is Fault.KILL and ended.code == -9)
            self._check(f"at {case}")
        self._start_again(case)

    def _start_again(self, case: Case | None) -> None:
        """The same machine at once, or another one, which can take over nothing before it is given up."""
        machine = case.chance.choice(("one", "two")) if case is not None else "one"
        for number in range(TRIES):
            if is_quiet(look(self.world)):
                return
            if number:
                self.world.move_on(LATER)
            self._run(machine, Manner(plant=self.plant))
        if not is_quiet(look(self.world)):
            self.outcome.violations.append(f"a desk that does not come to rest: it was started {TRIES} times")

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

    def arrive(self) -> None:
        """The end: all of it must be there, once."""
        facts = look_at_end(self.world)
        self.outcome.repeats = len(facts.sent) - len({mail.data for mail in facts.sent})
        self.outcome.violations += find_violations(facts)
        if self.outcome.repeats and (self.case is None or not self.outcome.struck):
            self.outcome.violations.append(f"{self.outcome.repeats} mails came twice though nothing struck")

    def _check(self, when: str) -> None:
        self.outcome.violations += [f"{line} ({when})" for line in find_violations(look(self.world))]


def _ask_first(_world: World) -> list[bytes] | None:
    return [first_mail()]


def _answer(world: World) -> list[bytes] | None:
    routings = [mail.data for mail in world.sent if REQUESTER not in mail.rcpt_to]
    return [answer_mail(routings[-1])] if routings else None


def _write_again(world: World) -> list[bytes] | None:
    answers = [mail.data for mail in world.sent if REQUESTER in mail.rcpt_to and b"words of the coordinator" in mail.data]
    return [second_mail(answers[0]), machine_mail(answers[0]), strange_mail()] if answers else None


Write = Callable[[World], list[bytes] | None]
LEGS: tuple[tuple[str, Write], ...] = (("request", _ask_first), ("answer", _answer), ("follow_up", _write_again))
