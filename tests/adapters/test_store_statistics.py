"""What is counted of a ticket follows it through whatever happens, in the transaction in which it happens."""

import random
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from mailbot.adapters.store.mending import cancel_outbound, retry_outbound
from mailbot.adapters.store.tables import countdown, entry, inbound, outbound, statistic, ticket
from mailbot.core.reporting import Statistic
from mailbot.ports import Correction, Rejected
from tests.fakes import START
from tests.mails import AWA
from tests.pipeline.test_absences import notice
from tests.recounting import recount, statistics_of
from tests.rulebooks import LEAD, MALI, SECOND
from tests.several import Several
from tests.stage import Stage

NEVER = Rejected("550 5.1.1 no such user")
SAID = (
    *("Here is the answer.", "#close", "#close unmet", "#close withdrawn", "#reopen", "#take", "#undo", "#split", "#send"),
    *(f"#to {MALI}", f"#to {LEAD}", f"#to {SECOND}", "#urgency high", "#urgency low", "#topic mi_find", "#topic pr_case"),
    *("#country ML", "#wait 3d", "#restrict", "#note\n\nsomething", "#close unmet\n\nWe cannot do this."),
)


def check(desk: Several) -> None:
    """Compare every row with what plain Python computes."""
    found = statistics_of(desk.stage.store)
    for row in found.values():
        del row["reopened"]
    assert found == recount(desk.stage.store)


def pick(chance: random.Random, desk: Several, kind: str) -> int | None:
    with desk.stage.store.connection() as connection:
        rows = connection.execute(select(outbound.c.id).where(outbound.c.kind == kind)).scalars().all()
    return chance.choice(rows) if rows else None


def command(chance: random.Random, desk: Several, reference: str) -> None:
    people = [one for one in (LEAD, MALI, SECOND) if desk.sent(reference, one)]
    if people:
        said = chance.choice((*SAID, f"#merge {chance.choice(desk.stage.tickets())['reference']}"))
        desk.say(reference, said, by=chance.choice(people))


def requester(chance: random.Random, desk: Several, reference: str) -> None:
    if desk.sent(reference, AWA):
        desk.say(reference, chance.choice(("It is urgent now.", "A survivor asks.", "Thank you, and one more thing.")), by=AWA)


def mend(chance: random.Random, desk: Several, reference: str) -> None:
    row = pick(chance, desk, chance.choice(("answer", "ack")))
    if row is not None:
        with desk.stage.store.connection() as connection:
            if chance.random() < 0.5:
                cancel_outbound(connection, row)
            else:
                retry_outbound(connection, row, desk.stage.clock.now())


def correct(chance: random.Random, desk: Several, reference: str) -> None:
    fields_ = chance.choice(({"owner": MALI}, {"owner": LEAD, "country": "ML"}, {"topic": "mi_find", "area": "mines"}))
    with desk.stage.store.transaction() as tx:
        tx.tickets.correct_ticket(Correction(int(reference[3:]) - 10_000, "admin", fields_), desk.stage.clock.now())


def refuse(chance: random.Random, desk: Several, reference: str) -> None:
    desk.stage.transport.say(chance.choice((AWA, LEAD, MALI)), NEVER)


def fall_away(chance: random.Random, desk: Several, reference: str) -> None:
    person = chance.choice((LEAD, MALI))
    if desk.stage.transport.to(person):
        day = desk.stage.clock.now() + timedelta(days=1)
        text = f"I am out of the office until {day:%d %B %Y}."
        desk.stage.arrive_one(notice(desk.stage.sent_to(person), text, at=desk.stage.clock.now()))


ACTS: tuple[Callable[[random.Random, Several, str], None], ...] = (
    command,
    command,
    command,
    requester,
    mend,
    correct,
    refuse,
    fall_away,
)


@pytest.mark.parametrize("seed", range(6))
def test_every_row_is_what_plain_python_computes_after_each_of_many_happenings(stage: Stage, seed: int) -> None:
    chance, desk = random.Random(seed), Several(stage)
    for number in range(3):
        desk.ask(chance.choice(("Who leads it?", "A grenade in Mali!", "A survivor needs help")), subject=f"Question {number}")
    for _ in range(30):
        stage.clock.move(timedelta(minutes=chance.randrange(1, 600)))
        chance.choice(ACTS)(chance, desk, chance.choice(stage.tickets())["reference"])
        stage.tick()
        check(desk)
    assert len(statistics_of(stage.store)) == len(stage.tickets()) >= 3


@pytest.fixture
def desk(stage: Stage) -> Several:
    return Several(stage)


def row(desk: Several, number: int = 1) -> dict[str, Any]:
    return statistics_of(desk.stage.store)[number]


def test_a_ticket_is_counted_from_its_first_moment(desk: Several) -> None:
    desk.ask()
    found = row(desk)
    assert (found["opened_at"], found["acked_at"], found["answered_at"], found["closed_at"]) == (START, START, None, None)
    assert (found["language"], found["urgency"], found["merged"]) == ("en", "normal", False)


def test_an_acknowledgement_counts_when_a_server_took_it(desk: Several) -> None:
    desk.stage.transport.default = NEVER
    desk.ask()
    assert row(desk)["acked_at"] is None


def test_the_first_answer_counts_and_one_that_was_given_up_does_not(desk: Several) -> None:
    reference = desk.ask()
    desk.stage.clock.move(timedelta(hours=1))
    desk.stage.transport.say(AWA, NEVER)
    desk.say(reference, "She does.")
    assert row(desk)["answered_at"] is None
    desk.stage.clock.move(timedelta(hours=1))
    desk.say(reference, "She does indeed.")
    desk.say(reference, "And he too.")
    assert row(desk)["answered_at"] == START + timedelta(hours=2)


def test_an_unmet_gap_is_counted_until_it_is_opened_again(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, "#close unmet")
    assert (row(desk)["ending"], row(desk)["closed_at"]) == ("unmet", START)
    desk.say(reference, "But I still need it.", by=AWA)
    assert (row(desk)["ending"], row(desk)["closed_at"], row(desk)["reopened"]) == ("", None, 1)
    desk.say(reference, "#close")
    assert (row(desk)["ending"], row(desk)["reopened"]) == ("", 1)
    desk.say(reference, "But I still need it!", by=AWA)
    desk.say(reference, "#close unmet\n\nWe cannot do this.")
    assert (row(desk)["ending"], row(desk)["reopened"]) == ("unmet", 2)


def test_an_ending_stands_below_an_answer_and_is_taken_back(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, "#close unmet\n\nWe cannot do this.")
    assert row(desk)["ending"] == "unmet"
    assert desk.of(reference)["status"] == "closed"
    desk.say(reference, "#undo")
    assert (row(desk)["ending"], row(desk)["closed_at"]) == ("", None)


def test_who_gives_it_to_whom(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, f"#to {MALI}")
    assert (row(desk)["reassignments"], row(desk)["escalations"]) == (1, 0)
    desk.say(reference, "#undo")
    assert row(desk)["reassignments"] == 0
    desk.stage.transport.say(MALI, NEVER)
    desk.say(reference, f"#to {MALI}")
    assert (row(desk)["reassignments"], row(desk)["escalations"]) == (1, 1)


def test_the_row_outlives_its_ticket_and_names_nobody(desk: Several) -> None:
    desk.ask()
    before = row(desk)
    with desk.stage.store.connection() as connection:
        connection.execute(delete(entry))
        connection.execute(delete(outbound))
        connection.execute(delete(countdown))
        connection.execute(inbound.update().values(ticket=None))
        connection.execute(delete(ticket))
    assert row(desk) == before
    with desk.stage.store.transaction() as tx:
        (kept,) = tx.statistics.opened(START, START + timedelta(seconds=1))
        assert tx.statistics.opened(START - timedelta(days=1), START) == ()
    assert "@" not in str(kept)
    assert {one.name for one in fields(Statistic)} - {"owner"} == {column.name for column in statistic.columns} - {"merged"}


def test_a_part_of_another_ticket_is_counted_with_that_one(desk: Several) -> None:
    first, second = desk.ask(), desk.ask(subject="The same again")
    desk.say(second, f"#merge {first}")
    with desk.stage.store.transaction() as tx:
        assert [one.ticket for one in tx.statistics.opened(START, START + timedelta(days=1))] == [1]
        assert [(one.ticket, one.owner) for one in tx.statistics.open_now()] == [(1, LEAD)]
