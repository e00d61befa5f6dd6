"""A small storm leaves everything there once, and what would be wrong after one is found."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.drain.mails import sender_of
from benchmarks.storm.outcome import sum_up
from benchmarks.storm.weather import make_weather
from tests.servers.postgres import find_binaries

ROOT = Path(__file__).parents[2]
SEED = "2"
"""With one in which the server of the database dies too."""
DATA = b"Message-ID: <%d.%s@desk.example.org>\r\n\r\nwords\r\n"


def storm(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "benchmarks.storm", "--embedded", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_small_storm_loses_nothing(database: str) -> None:
    if database == "postgresql" and find_binaries() is None:
        pytest.skip("no pg_ctl on this machine")
    code, said = storm("--mails", "4", "--kills", "1", "--seed", SEED, "--database", database, "--json")
    assert code == 0, said
    told = json.loads(said)
    assert (told["kept"], told["tickets"], told["acks"], told["kills"]) == (4, 4, 4, 1)
    assert told["kills_of_the_database"] == (database == "postgresql")
    assert told["mails"] - told["again"] == 8


def test_more_kills_than_mails_are_refused() -> None:
    code, said = storm("--mails", "3", "--kills", "4")
    assert code == 2
    assert "--kills must be" in said


def test_the_weather_is_that_of_its_seed_and_falls_into_the_work() -> None:
    blows = list(make_weather(3, 1000, 20, 4, with_database=True))
    assert blows == list(make_weather(3, 1000, 20, 4, with_database=True))
    assert blows != list(make_weather(4, 1000, 20, 4, with_database=True))
    assert [blow.arrived for blow in blows] == list(range(50, 1001, 50))
    assert all(2 * (blow.arrived - 50) <= blow.left < 2 * blow.arrived for blow in blows)
    assert any(blow.database for blow in blows)
    assert not any(blow.database for blow in make_weather(3, 1000, 20, 1, with_database=False))


Wire = list[tuple[list[str], bytes]]
Tables = dict[str, list[dict[str, Any]]]


def a_clean_end() -> tuple[Tables, Wire]:
    """Three requests, each decided, acknowledged and routed."""
    wire: Wire = []
    tables: Tables = {name: [] for name in ("inbound", "ticket", "entry", "decision", "outbound", "job")}
    for number in range(3):
        tables["inbound"].append({"state": "done", "disposition": "opened"})
        for table in ("ticket", "entry", "decision"):
            tables[table].append({"id": number})
        for kind, to in (("ack", sender_of(number)), ("route", "lead@team.example.org")):
            data = DATA % (number, kind.encode())
            row = {"message_id": f"<{number}.{kind}@desk.example.org>", "kind": kind, "state": "sent"}
            tables["outbound"].append(row | {"sha": hashlib.sha256(data).hexdigest()})
            wire.append(([to], data))
    return tables, wire


def test_a_clean_end_is_clean_and_what_came_again_is_counted() -> None:
    tables, wire = a_clean_end()
    outcome = sum_up(3, tables, [*wire, wire[0]], 1)
    assert outcome.wrong == ()
    assert (outcome.tickets, outcome.acks, outcome.mails, outcome.again, outcome.in_doubt) == (3, 3, 7, 1, 4)


def lost_ticket(tables: Tables, wire: Wire) -> None:
    tables["ticket"].pop()


def doubled_ticket(tables: Tables, wire: Wire) -> None:
    tables["ticket"].append({"id": 9})


def lost_mail(tables: Tables, wire: Wire) -> None:
    tables["inbound"].pop()


def unsent(tables: Tables, wire: Wire) -> None:
    tables["outbound"][0]["state"] = "queued"


def not_on_the_wire(tables: Tables, wire: Wire) -> None:
    wire.pop(0)


def another_ack(tables: Tables, wire: Wire) -> None:
    wire.append(([sender_of(0)], DATA % (7, b"ack")))


def other_bytes(tables: Tables, wire: Wire) -> None:
    wire.append((wire[0][0], wire[0][1] + b"more"))


def five_again(tables: Tables, wire: Wire) -> None:
    wire.extend([wire[0]] * 5)


def left_over(tables: Tables, wire: Wire) -> None:
    tables["job"].append({"queue": "process"})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lost_ticket, "tickets: 2"),
        (doubled_ticket, "tickets: 4"),
        (lost_mail, "mails in the ledger"),
        (unsent, "states of owed mails"),
        (not_on_the_wire, "acknowledgements by who got one"),
        (another_ack, "mails on the wire"),
        (other_bytes, "<0.ack@desk.example.org> came with 2 different texts"),
        (five_again, "5 mails came again"),
        (left_over, "work left"),
    ],
)
def test_what_is_wrong_is_found(spoil: Callable[[Tables, Wire], None], said: str) -> None:
    tables, wire = a_clean_end()
    spoil(tables, wire)
    assert any(line.startswith(said) for line in sum_up(3, tables, wire, 1).wrong)
