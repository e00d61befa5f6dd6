"""The harness of faults runs on both databases, replays a case, finds what is planted; and each of its checkers can fail."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.faults.boundary import BadCase, Case, Fault, Moment, cases_at, choose, parse_case
from benchmarks.faults.driver import label_of
from benchmarks.faults.facts import Facts
from benchmarks.faults.harness import Database, Harness, open_harness
from benchmarks.faults.invariants import INVARIANTS, find_violations
from benchmarks.faults.journey import travel
from benchmarks.faults.looking import look_at_end
from benchmarks.faults.part import parse_part
from benchmarks.faults.people import CLAIMED, REQUESTER, STRANGER
from tests.servers.postgres import Postgres

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def clean() -> Iterator[tuple[list[str], Facts]]:
    """The boundaries of a journey that nothing struck, and what was there at its end."""
    with open_harness(Database("sqlite")) as harness, harness.world() as world:
        outcome = travel(world)
        assert (outcome.violations, outcome.repeats) == ([], 0)
        yield outcome.passed, look_at_end(world)


@pytest.fixture(params=["sqlite", "postgresql"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    database = Database("sqlite")
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        database = Database("postgresql", server.socket, server.user)
    with open_harness(database) as opened:
        yield opened


def test_every_sort_of_boundary_is_passed_and_each_leg_has_its_own(clean: tuple[list[str], Facts]) -> None:
    passed, _ = clean
    assert len(set(passed)) == len(passed) > 500
    assert {boundary.partition(".")[0] for boundary in passed} == {"request", "answer", "follow_up"}
    labels = {boundary.split(".")[1] for boundary in passed}
    assert labels >= {"connect", "commit", "insert-inbound", "insert-ticket", "update-outbound", "delete-job", "insert-key"}
    assert labels >= {
        "imap1-connect",
        "imap1-login",
        "imap1-uid-fetch",
        "imap1-uid-store",
        "smtp1-mail",
        "smtp2-text",
        "smtp1-quit",
    }


@pytest.mark.parametrize(
    ("case", "again"),
    [
        ("request.commit.10:torn-after", 0),
        ("follow_up.smtp1-text.1:slow-after", 3),  # three mails are on their way, and another machine sends them meanwhile
    ],
)
def test_a_case_strikes_and_nothing_is_violated(harness: Harness, case: str, again: int) -> None:
    outcome = harness.travel(parse_case(case, 1))
    assert outcome.struck
    assert outcome.violations == []
    assert outcome.repeats == again


def test_the_same_case_is_the_same_again_and_passes_what_was_counted(clean: tuple[list[str], Facts]) -> None:
    with open_harness(Database("sqlite")) as harness:
        first, second = (harness.travel(parse_case("answer.update-job.2:error-before", 5)) for _ in range(2))
        assert set(first.passed) == set(second.passed)
        before = [boundary for boundary in clean[0] if boundary.startswith("request.")]
        assert set(before) <= set(first.passed)


def test_a_case_that_does_not_strike_is_told() -> None:
    with open_harness(Database("sqlite")) as harness:
        assert "did not strike" in harness.travel(parse_case("request.commit.999:kill-before", 1)).violations[0]


@pytest.mark.parametrize(
    ("plant", "after", "what", "found"),
    [
        ("flag-before-commit", "insert-inbound.1", "insert-inbound", "kept_before_flagged"),
        ("ack-outside", "insert-statistic.1", "begin", "all_or_nothing"),
        ("endless-lease", "smtp1-text.1", "smtp1-text", "nothing_vanishes"),
    ],
)
def test_a_planted_mistake_is_found(clean: tuple[list[str], Facts], plant: str, after: str, what: str, found: str) -> None:
    start = clean[0].index(f"request.{after}")
    struck = next(boundary for boundary in clean[0][start:] if boundary.split(".")[1] == what)
    with open_harness(Database("sqlite"), plant) as harness:
        violations = harness.travel(Case(struck, Fault.KILL, Moment.BEFORE)).violations
    assert any(line.startswith(found) for line in violations), violations


Spoil = Callable[[dict[str, list[dict[str, Any]]]], None]


def first(table: str, **changes: Any) -> Spoil:
    """The first row of a table is otherwise."""
    return lambda tables: tables[table][0].update(changes)


def gone(table: str) -> Spoil:
    """The first row of a table is not there."""
    return lambda tables: tables[table].pop(0) and None


def twice(table: str) -> Spoil:
    """The first row of a table is there again."""
    return lambda tables: tables[table].append(dict(tables[table][0], id=99))


def sent_to_machine(tables: dict[str, list[dict[str, Any]]]) -> None:
    (machine,) = [row for row in tables["inbound"] if row["disposition"] == "automatic"]
    tables["outbound"][0]["inbound"] = machine["id"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (gone("inbound"), "kept_before_flagged: UID 101 is marked"),
        (twice("inbound"), "counted_once: 2 rows for UID 101"),
        (twice("decision"), "counted_once: 2 decisions for inbound 1"),
        (first("inbound", sha="0"), "counted_once: inbound 1 is not the mail of UID 101"),
        (gone("outbound"), "all_or_nothing: inbound 1 was opened"),
        (gone("entry"), "all_or_nothing: inbound 1 was opened"),
        (gone("decision"), "all_or_nothing: inbound 1 was opened"),
        (first("inbound", state="pending"), "all_or_nothing: inbound 1 is pending"),
        (gone("statistic"), "all_or_nothing: ticket 1 is there"),
        (first("outbound", state="queued"), "all_or_nothing: outbox 1 is queued, and has 0 jobs"),
        (first("inbound", state="held"), "pure_and_total: inbound 1 is held"),
        (gone("decision"), "pure_and_total: replay"),
        (first("job", queue="process", state="leased"), "nothing_vanishes: a job of process"),
        (sent_to_machine, "no_machine_answers_machine: inbound 4 is automatic, and was answered"),
        (twice("outbound"), "no_machine_answers_machine: ticket 1 was acknowledged 2 times"),
        (first("ticket", owner=""), "nobody_unowned: ticket 1 has the owner ''"),
        (first("ticket", due_at=None), "nobody_unowned: ticket 1 is open, has the deadline None"),
        (gone("job"), "nobody_unowned: ticket 1 is open"),
        (gone("outbound"), "every_mail_sent_can_be_explained: <td.ack."),
        (first("outbound", sha="0"), "every_mail_sent_can_be_explained: <td.ack."),
        (first("decision", revision="0"), "every_mail_sent_can_be_explained: <td."),
    ],
)
def test_what_is_wrong_in_the_tables_is_found(clean: tuple[list[str], Facts], spoil: Spoil, said: str) -> None:
    tables = deepcopy({name: [dict(row) for row in rows] for name, rows in clean[1].tables.items()})
    spoil(tables)
    assert any(line.startswith(said) for line in find_violations(replace(clean[1], tables=tables)))


def unflagged(facts: Facts) -> Facts:
    return replace(facts, flags=dict.fromkeys(facts.flags, frozenset()))


def one_mail_less(facts: Facts) -> Facts:
    return replace(facts, sent=facts.sent[1:])


def five_come_again(facts: Facts) -> Facts:
    return replace(facts, sent=[*facts.sent, *[facts.sent[0]] * 5])


def other_bytes(facts: Facts) -> Facts:
    return replace(facts, sent=[*facts.sent, replace(facts.sent[0], data=facts.sent[0].data + b"x")])


def unmarked(facts: Facts) -> Facts:
    data = facts.sent[0].data.replace(b"Auto-Submitted: auto-replied", b"X-Auto: no")
    return replace(facts, sent=[replace(facts.sent[0], data=data)])


def words_of_another(facts: Facts) -> Facts:
    return replace(facts, sent=[replace(facts.sent[0], data=facts.sent[0].data + CLAIMED.encode())])


def to_a_third(facts: Facts) -> Facts:
    return replace(facts, sent=[replace(facts.sent[0], rcpt_to=("third@elsewhere.example.com",))])


def told_otherwise(**changes: Any) -> Callable[[Facts], Facts]:
    def spoil(facts: Facts) -> Facts:
        assert facts.told is not None
        return replace(facts, told=replace(facts.told, **changes))

    return spoil


def line_of(author: str, reference: str) -> dict[str, Any]:
    return {"reference": reference, "status": "open", "owner": "", "entries": [{"author": author}]}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (unflagged, "nothing_vanishes: UID 101 was never marked"),
        (one_mail_less, "every_mail_sent_can_be_explained: <td.ack."),
        (five_come_again, "every_mail_sent_can_be_explained: 5 mails came again"),
        (other_bytes, "every_mail_sent_can_be_explained: <td.ack."),
        (unmarked, "no_machine_answers_machine: <td.ack."),
        (words_of_another, "nothing_leaks_out: <td.ack."),
        (to_a_third, "nothing_leaks_out: <td.ack."),
        (told_otherwise(replay=(1, "5 decisions: 4 the same, 1 otherwise")), "pure_and_total: replay"),
        (told_otherwise(inbound=[]), "nothing_vanishes: UID 101 is on the server"),
        (told_otherwise(raws=dict.fromkeys(range(1, 6), b"")), "nothing_vanishes: inbound 1: its bytes"),
        (told_otherwise(outbox=[{"id": 1, "kind": "ack", "state": "dead", "error": "no"}]), "nothing_vanishes: outbox 1 (ack)"),
        (told_otherwise(tickets=[line_of(STRANGER, "TD-10001")]), "nobody_gets_in_by_a_header: the stranger"),
        (told_otherwise(tickets=[line_of("x@y.example", "TD-10001")]), "nobody_gets_in_by_a_header: TD-10001 has lines"),
        (told_otherwise(tickets=[line_of(REQUESTER, "TD-10001") | {"status": "closed"}]), "nobody_gets_in_by_a_header: TD-10001"),
    ],
)
def test_what_is_wrong_outside_is_found(clean: tuple[list[str], Facts], spoil: Callable[[Facts], Facts], said: str) -> None:
    assert any(line.startswith(said) for line in find_violations(spoil(clean[1])))


def test_there_is_a_checker_for_each_of_the_ten_invariants() -> None:
    assert len(INVARIANTS) == 10


def test_a_case_is_read_as_it_is_printed() -> None:
    case = Case("request.commit.3", Fault.TORN, Moment.AFTER, 7)
    assert parse_case(str(case), 7) == case
    for wrong in ("request.commit:kill-before", "request.commit.3:die-before", "request.commit.3:kill", ""):
        with pytest.raises(BadCase, match="is no case"):
            parse_case(wrong, 1)


def test_a_commit_is_struck_on_both_sides_and_a_statement_before() -> None:
    assert len(cases_at("request.commit.3", 1)) == 10
    assert {case.moment for case in cases_at("request.insert-ticket.1", 1)} == {Moment.BEFORE}
    assert len(cases_at("request.smtp1-text.1", 1)) == 10
    assert choose(["request.commit.3"], 1, 4) == choose(["request.commit.3"], 1, 4) != choose(["request.commit.3"], 2, 4)


def test_the_parts_of_a_run_are_all_of_it_and_none_twice() -> None:
    cases = choose([f"request.commit.{number}" for number in range(1, 8)], 1)
    parts = [parse_part(f"{number}/4").cases(cases) for number in (1, 2, 3, 4)]
    assert sorted(map(str, cases)) == sorted(str(case) for part in parts for case in part)
    assert all(parts)


@pytest.mark.parametrize("text", ["", "0/4", "5/4", "1", "a/b", "1/0"])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(BadCase, match="is no part"):
        parse_part(text)


@pytest.mark.parametrize(
    ("statement", "label"),
    [
        ("INSERT INTO ticket (id) VALUES (?)", "insert-ticket"),
        ("\nSELECT a, b \nFROM mailbot_keys.key", "select-key"),
        ('INSERT INTO "main".key VALUES (1)', "insert-key"),
        ("WITH due AS (SELECT job.id FROM job) UPDATE job", "with-job"),
        ("BEGIN IMMEDIATE", "begin"),
        ("PRAGMA journal_mode=WAL", "pragma-journal_mode"),
        ("", "nothing"),
    ],
)
def test_a_statement_is_named_by_what_it_does(statement: str, label: str) -> None:
    assert label_of(statement) == label


def faults(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "benchmarks.faults", "--jobs", "1", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_violation_ends_with_1_and_says_how_to_replay_it() -> None:
    code, said = faults("--plant", "flag-before-commit", "--only", "request.insert-inbound.1:kill-before")
    assert code == 1
    assert "VIOLATION request.insert-inbound.1:kill-before --seed 1" in said


def test_a_case_that_does_not_exist_is_refused() -> None:
    code, said = faults("--only", "request")
    assert code == 2
    assert "'request' is no case" in said
