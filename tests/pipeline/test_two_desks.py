"""Two desks write to one another: one exchange, and then silence (L3)."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from mailbot.core.deciding.context import Identity
from tests.mails import DESK, mail
from tests.pipeline.test_budgets_hold import fresh
from tests.stage import Stage

THEIRS = "support@other.example.net"
MARKS = re.compile(
    rb"^(?:Auto-Submitted|Precedence|X-Auto-Response-Suppress|List-[A-Za-z-]+):.*\r\n", re.MULTILINE | re.IGNORECASE
)


@dataclass
class OtherStage(Stage):
    """A desk of somebody else, run by the same program."""

    @property
    def identity(self) -> Identity:
        return Identity((THEIRS,), self.trusted)


Pair = tuple[Stage, Stage]


@pytest.fixture
def desks(migrated_file: Path, quick_folder: Path) -> Iterator[Pair]:
    with ExitStack() as stack:
        ours, theirs = (stack.enter_context(fresh(migrated_file, quick_folder)) for _ in range(2))
        yield Stage(ours), OtherStage(theirs)


def exchange(desks: Pair, gateway: Callable[[bytes], bytes]) -> int:
    """Carry mail between the two until none is left; how many mails that were."""
    read = {DESK: 0, THEIRS: 0}
    carried = 0
    for _ in range(20):
        news = []
        for source, target, address in ((desks[0], desks[1], THEIRS), (desks[1], desks[0], DESK)):
            source.deliver()
            sent = [p.data for p in source.transport.sent if re.sub(r"\+[^@]*", "", p.recipient) == address]
            news += [(target, raw) for raw in sent[read[address] :]]
            read[address] = len(sent)
        if not news:
            return carried
        for target, raw in news:
            target.arrive(gateway(raw))
        carried += len(news)
    raise AssertionError("the desks answer each other without an end")


def strip_marks(raw: bytes) -> bytes:
    """What a careless gateway leaves of a mail: nothing says that it is automatic."""
    head, _, body = raw.partition(b"\r\n\r\n")
    return MARKS.sub(b"", head + b"\r\n") + b"\r\n" + body


def strip_threads(raw: bytes) -> bytes:
    """And nothing names the mail that it answers."""
    head, _, body = strip_marks(raw).partition(b"\r\n\r\n")
    return re.sub(rb"(?im)^(?:In-Reply-To|References):.*\r\n(?:[ \t].*\r\n)*", b"", head + b"\r\n") + b"\r\n" + body


@pytest.mark.parametrize(("gateway", "mails"), [(lambda raw: raw, 1), (strip_marks, 2), (strip_threads, 2)])
def test_L3_two_desks_stop_after_one_exchange(desks: Pair, gateway: Callable[[bytes], bytes], mails: int) -> None:
    ours, theirs = desks
    ours.arrive(mail("Dear colleagues, which of you leads the cluster there?", sender=THEIRS))
    assert exchange(desks, gateway) == mails
    assert len(ours.tickets()) <= 2
    assert len(theirs.tickets()) <= 1


def test_L3_two_desks_stop_whoever_began_on_both_sides(desks: Pair) -> None:
    ours, theirs = desks
    for number in range(3):
        ours.arrive(mail(f"Which of you leads place {number}?", sender=THEIRS, subject=f"a {number}"))
        theirs.arrive(mail(f"Who is there in place {number}?", sender=DESK, to=THEIRS, subject=f"b {number}"))
    exchange(desks, strip_marks)
    acks = [len([one for one in desk.outbox() if one["kind"] == "ack"]) for desk in desks]
    assert sum(acks) <= 9
