"""The flood runs, and says where a promise is not kept."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.drain.mails import SMALL, small_request
from benchmarks.flood.__main__ import broken_promises
from benchmarks.flood.flooding import Flooded, critical
from mailbot.core.message import Kind
from mailbot.core.reading import read
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import Urgency

ROOT = Path(__file__).parents[2]


def test_the_critical_mail_is_critical_by_the_shipped_rules(shipped_rulebook: Rulebook) -> None:
    classification, _ = shipped_rulebook.classify(read(critical("last", 1)))
    assert classification.urgency is Urgency.CRITICAL


def test_the_small_mails_are_small_requests() -> None:
    mails = [small_request(1, number) for number in range(14)]
    assert len(set(mails)) == 14
    assert max(map(len, mails)) <= SMALL * 1.2
    assert {read(raw).kind for raw in mails} == {Kind.REQUEST}


def test_a_broken_promise_is_told() -> None:
    good = Flooded({"first": 1.0, "middle": None, "last": 59.0, "late": 3.0}, peak=299 * 1024)
    assert broken_promises(good, 300, 60) == []
    bad = Flooded({"first": 1.0, "middle": 2.0, "last": 61.0, "late": None}, peak=301 * 1024)
    assert broken_promises(bad, 300, 60) == [
        "the critical mail `last` was acknowledged after 61.0 s",
        "the critical mail `late` was acknowledged never",
        "peak memory was 301 MiB",
    ]


def test_a_small_flood_runs_and_can_fail() -> None:
    command = [sys.executable, "-m", "benchmarks.flood", "--mails", "30", "--embedded", "--json", "--seconds", "200"]
    patient = ["--most-mib", "1", "--most-seconds", "200"]
    done = subprocess.run([*command, *patient], cwd=ROOT, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert done.returncode == 1, done.stderr
    assert (found["kept"], found["wrong"]) == (31, [f"peak memory was {found['peak'] / 1024:.0f} MiB"])
    assert all(seconds > 0 for seconds in found["acks"].values())
