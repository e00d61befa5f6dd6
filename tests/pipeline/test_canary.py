"""The desk's mail to itself: it leaves, comes back, does nothing, and is noted once. Nothing else to ourselves may leave (L2)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from mailbot.core.decision import MailKind, OweMail, Role
from mailbot.core.writing.identity import Keys, canary_address, recognise_canary
from mailbot.pipeline.apply import Cause, mint
from mailbot.pipeline.housekeeping import keep_house
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.seeing import see
from tests.mails import DESK, mail, parse
from tests.pipeline.test_alerting import Watcher
from tests.stage import Stage

EVERY = timedelta(minutes=15)
KEYS = Keys(b"k" * 40)


def fly(stage: Stage) -> bool:
    """The clock looks; what it owes is sent."""
    flown = keep_house(replace(stage.ticking(), canary=EVERY))
    stage.deliver()
    return flown


def flown(stage: Stage) -> list[bytes]:
    return [parcel.data for parcel in stage.transport.sent if b".canary." in parcel.data.partition(b"\r\n\r\n")[0]]


def come_back(stage: Stage, raw: bytes) -> dict[str, Any]:
    (row,) = stage.arrive(raw)
    return row


def seconds(stage: Stage) -> float | None:
    return see(stage.store, stage.clock, Watcher(stage).pulse).canary_seconds


def test_it_flies_at_its_interval(stage: Stage) -> None:
    assert fly(stage)
    assert not fly(stage)
    stage.clock.sleep(899)
    assert not fly(stage)
    stage.clock.sleep(1)
    assert fly(stage)
    assert len(flown(stage)) == 2


def test_it_comes_back_does_nothing_and_is_measured_once(stage: Stage) -> None:
    fly(stage)
    (raw,) = flown(stage)
    assert seconds(stage) is None
    stage.clock.sleep(7)
    row = come_back(stage, raw)
    assert (row["state"], row["disposition"], row["ticket"]) == ("done", "automatic", None)
    assert "own addresses" in row["reason"]
    assert seconds(stage) == 7
    stage.clock.sleep(100)
    again = come_back(stage, b"Received: by another.example\r\n" + raw)
    assert again["state"] == "done"
    assert seconds(stage) == 7
    assert stage.tickets() == []
    assert [kind for kind, _ in stage.owed()] == ["canary"]


def test_it_says_that_a_machine_wrote_it_and_goes_to_a_signed_address(stage: Stage) -> None:
    fly(stage)
    headers = parse(flown(stage)[0])
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["To"] == canary_address(stage.keys, DESK, 1)


@pytest.mark.parametrize("how", ["another number", "no signature", "a stranger", "two recipients"])
def test_a_forged_one_notes_nothing(stage: Stage, how: str) -> None:
    fly(stage)
    to = canary_address(stage.keys, DESK, 1)
    forged = {
        "another number": mail(sender=DESK, to=to.replace("canary-1.", "canary-2.")),
        "no signature": mail(sender=DESK, to=DESK.replace("@", "+canary-1.aaaaaaaaaaaaaaaaaaaa@")),
        "a stranger": mail(to=to),
        "two recipients": mail(sender=DESK, to=f"{to}, {DESK}"),
    }[how]
    come_back(stage, forged)
    assert seconds(stage) is None
    assert len(stage.tickets()) == (1 if how == "a stranger" else 0)


def test_L2_no_other_mail_to_ourselves_leaves(stage: Stage) -> None:
    for number, (kind, to) in enumerate(
        [
            (MailKind.ALERT, canary_address(stage.keys, DESK, 1)),
            (MailKind.CANARY, DESK),
            (MailKind.CANARY, DESK.replace("@", "+canary-1.aaaaaaaaaaaaaaaaaaaa@")),
            (MailKind.CANARY, canary_address(KEYS, DESK, 1)),
        ]
    ):
        with stage.store.transaction() as tx:
            owed = mint(stage, RulebookInForce().look(tx), OweMail(kind, to, Role.ADMIN, "en"), Cause(f"try-{number}"))
            tx.outbox.owe([owed], stage.clock.now())
    assert stage.deliver().dead == 4
    assert stage.transport.sent == []


def test_one_that_does_not_come_back_alarms_until_one_does(stage: Stage) -> None:
    watcher = Watcher(stage)
    fly(stage)
    assert watcher.look(1199) == []
    assert watcher.look(2) == ["database:canary"]
    fly(stage)
    come_back(stage, flown(stage)[-1])
    assert watcher.look(121) == ["over: database:canary"]


def test_nothing_flies_where_it_is_not_asked_for(stage: Stage) -> None:
    keep_house(stage.ticking())
    assert stage.owed() == []


@pytest.mark.parametrize("tag", ["", "canary-", "canary-1", "canary-.x", "canary-x.y", "canary-" + "9" * 40 + ".y", "td-1.abc"])
def test_what_is_no_tag_of_a_canary_is_none(tag: str) -> None:
    assert recognise_canary(KEYS, tag) is None


def test_a_canary_of_a_secret_that_is_rotated_is_still_known() -> None:
    to = canary_address(KEYS, DESK, 7)
    tag = to.partition("+")[2].partition("@")[0]
    assert recognise_canary(Keys(b"n" * 40, (b"k" * 40,)), tag) == 7
    assert recognise_canary(Keys(b"n" * 40), tag) is None


def test_the_moment_of_the_last_is_told(stage: Stage) -> None:
    fly(stage)
    come_back(stage, flown(stage)[0])
    told = see(stage.store, stage.clock, Watcher(stage).pulse).canary_back_at
    assert told is not None
    assert datetime.fromtimestamp(told, stage.clock.now().tzinfo) == stage.clock.now()
