"""The benchmark makes the same mails each time, and runs."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.drain.mails import DESK, LEAST_FILE, MOST, MOST_FILE, WARM, Answered, reply, request, sender_of
from benchmarks.drain.words import TONGUES
from mailbot.core.message import InboundMessage, Kind
from mailbot.core.reading import read
from tests.servers.dovecot import why_not

ROOT = Path(__file__).parents[2]
ACK = Answered(
    "<gpc-10001.ack.x@desk.example.org>",
    "helpdesk+gpc-10001.x@desk.example.org",
    sender_of(5),
    "[GPC-10001] Got it",
    "Thank you.\n\nThe desk\n",
)
SEVENTY = range(70)


def requests() -> list[InboundMessage]:
    return [read(request(1, number)) for number in SEVENTY]


def replies() -> list[InboundMessage]:
    return [read(reply(1, number, ACK)) for number in SEVENTY]


def test_a_seed_makes_the_same_mails_and_another_one_others() -> None:
    assert [request(1, n) for n in range(20)] == [request(1, n) for n in range(20)]
    assert reply(1, 7, ACK) == reply(1, 7, ACK)
    assert request(1, 3) != request(2, 3)
    assert len({request(1, n) for n in SEVENTY}) == len(SEVENTY)


@pytest.mark.parametrize("make", [lambda n: request(1, n), lambda n: reply(1, n, ACK)], ids=["requests", "replies"])
def test_sizes_are_as_promised(make) -> None:  # type: ignore[no-untyped-def]  # two lambdas above
    sizes = sorted(len(make(number)) for number in SEVENTY)
    small, large = sizes[:63], sizes[63:]
    assert small[0] >= 2_000
    assert small[-1] <= MOST * 1.05
    assert small[-1] - small[0] > 25_000
    assert all(LEAST_FILE * 1.33 < size < MOST_FILE * 1.4 + MOST for size in large)


def test_requests_read_as_what_they_are() -> None:
    mails = requests()
    assert {mail.kind for mail in mails} == {Kind.REQUEST}
    assert [mail.language for mail in mails] == [TONGUES[number % 7].code for number in SEVENTY]
    assert len({mail.sender.address for mail in mails if mail.sender}) == len(SEVENTY)
    assert {mail.defects for mail in mails} == {()}
    assert sum(len(mail.attachments) for mail in mails) == 7


def test_replies_read_as_what_they_are() -> None:
    mails = replies()
    assert {mail.kind for mail in mails} == {Kind.REPLY}
    assert {mail.in_reply_to for mail in mails} == {(ACK.message_id,)}
    assert {mail.to[0].address for mail in mails} == {ACK.reply_to}
    assert all("Thank you." in mail.quoted and "Thank you." not in mail.reply for mail in mails)
    assert all(len(mail.reply) > 50 for mail in mails)


def test_the_warm_up_has_two_mails_of_each_language() -> None:
    assert Counter(read(request(1, number)).language for number in WARM) == {tongue.code: 2 for tongue in TONGUES}


def drain(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.drain", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("server", ["Dovecot", "pymap"])
def test_a_small_run_prints_its_figures(server: str) -> None:
    if server == "Dovecot" and why_not():
        pytest.skip(why_not())
    code, said = drain("--mails", "20", "--json", *(["--embedded"] if server == "pymap" else []))
    assert code == 0, said
    (run,) = json.loads(said)
    assert (run["mails"], run["server"], run["wrong"]) == (20, server, [])
    assert run["mailbot"]["sent"] == 2 * (14 + len(WARM)) + 6
    assert run["floor"]["sent"] == 20 + len(WARM)
    for side in (run["mailbot"], run["floor"]):
        assert all(side[name] > 0 for name in ("cpu_ms_a_mail", "mails_a_second", "peak_kib", "start_cpu_s"))
    assert run["ratio"] == pytest.approx(run["mailbot"]["cpu_ms_a_mail"] / run["floor"]["cpu_ms_a_mail"], abs=0.01)


def test_what_it_cannot_do_is_said() -> None:
    code, said = drain("--mails", "2")
    assert code == 2
    assert "--mails must be 3 or more" in said


def test_the_desk_of_the_mails_is_the_desk_that_answers() -> None:
    assert DESK.encode() in request(1, 0)
