"""What is over its period goes by itself; what is not, or must be kept, or waits for a person, stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mailbot.adapters.store.holds import Hold, hold, release
from mailbot.adapters.store.tables import erased, erasure, job
from mailbot.core.retention import Period, Retention
from mailbot.pipeline.housekeeping import keep_house
from mailbot.pipeline.purge import Purged, Purging, purge, rehearse_purge
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports.erasing import Waiting
from tests.fakes import START
from tests.mails import AWA, authenticated, mail, reply
from tests.pipeline.test_forgetting import BOB, FILE, INSIDE, NAME, SUBJECT, TEXT, ask, found
from tests.rulebooks import DESK, LEAD, MALI, SMALL
from tests.searching import columns_with, on_disk, sealed_pieces
from tests.stage import HOLDER, Stage

PLANTED = (BOB, NAME, SUBJECT, TEXT, FILE, INSIDE)


def purged(stage: Stage) -> Purged:
    return purge(Purging(stage.store, stage.clock, HOLDER, RulebookInForce(), "operator"))


def close(stage: Stage, owner: str = LEAD, *, minutes: int = 60) -> None:
    stage.arrive_one(reply(stage.sent_to(owner), "#close", sender=owner, minutes=minutes))


@pytest.fixture
def closed(stage: Stage) -> Stage:
    """A desk with a closed request of Bob's and an open one of Awa's."""
    ask(stage)
    close(stage, MALI)
    stage.arrive_one(mail("Who leads the cluster?"))
    return stage


def test_a_closed_request_goes_after_twelve_months_and_not_a_day_before(closed: Stage) -> None:
    pieces = sealed_pieces(closed.store, PLANTED)
    closed.clock.move(timedelta(days=364))
    assert purged(closed).gone.tickets == ()
    assert found(closed)
    closed.clock.move(timedelta(days=2))
    done = purged(closed)
    assert (done.gone.tickets, done.wiped) == ((1,), True)
    assert [ticket["reference"] for ticket in closed.tickets()] == ["TD-10002"]
    assert found(closed) == []
    if closed.store.url.get_backend_name() == "sqlite":
        assert on_disk(closed.store, pieces) == []


def test_an_open_request_stays_for_ever(stage: Stage) -> None:
    stage.arrive_one(mail("Who leads the cluster?"))
    stage.clock.move(timedelta(days=3_000))
    assert purged(stage).gone.tickets == ()
    assert len(stage.tickets()) == 1


def test_a_restricted_request_goes_after_three_months(stage: Stage) -> None:
    stage.arrive_one(mail(f"A survivor needs help, {TEXT}", sender=BOB))
    close(stage)
    stage.clock.move(timedelta(days=88))
    assert purged(stage).gone.tickets == ()
    stage.clock.move(timedelta(days=3))
    assert purged(stage).gone.tickets == (1,)
    assert columns_with(stage.store, PLANTED) == []


def test_the_time_counts_from_the_closing_and_not_from_what_was_changed_later(closed: Stage) -> None:
    closed.clock.move(timedelta(days=300))
    closed.arrive_one(reply(closed.transport.to(MALI)[0], "#urgency high", sender=MALI, minutes=90))
    closed.clock.move(timedelta(days=70))
    assert purged(closed).gone.tickets == (1,)


def test_mail_that_became_no_request_goes_after_thirty_days(stage: Stage) -> None:
    stage.arrive_one(mail(f"Get cheap backlinks now, {TEXT}", sender=BOB))
    stage.clock.move(timedelta(days=29))
    assert purged(stage).gone.arrived == ()
    stage.clock.move(timedelta(days=2))
    assert purged(stage).gone.arrived == (1,)
    assert found(stage) == []
    (row,) = stage.inbound()
    assert (row["disposition"], row["reason"], row["state"]) == ("discarded", "erased", "done")


def test_what_waits_for_a_person_waits_as_long_as_it_takes(stage: Stage) -> None:
    stage.trust()
    stage.arrive(authenticated(mail("I say that I am she."), "fail"))
    stage.clock.move(timedelta(days=3_000))
    assert (purged(stage).waiting, purged(stage).gone.arrived) == (Waiting(held=1), ())
    assert [row["state"] for row in stage.inbound()] == ["held"]


def with_retention(said: str) -> dict[str, str]:
    return {**SMALL, "desk.yaml": f"{DESK}\nretention: {said}\n"}


def test_the_desk_says_how_long(closed: Stage) -> None:
    closed.publish(with_retention("{closed: {days: 10}}"))
    closed.clock.move(timedelta(days=11))
    assert purged(closed).gone.tickets == (1,)


def test_never_is_never(closed: Stage) -> None:
    closed.publish(with_retention("{closed: never, spam: never}"))
    closed.arrive_one(mail("Get cheap backlinks now"))
    closed.clock.move(timedelta(days=9_000))
    assert not purged(closed).gone


def test_a_rehearsal_says_the_same_and_changes_nothing(closed: Stage) -> None:
    closed.arrive_one(mail("Get cheap backlinks now"))
    closed.clock.move(timedelta(days=400))
    before = columns_with(closed.store, PLANTED)
    told = rehearse_purge(Purging(closed.store, closed.clock, HOLDER, RulebookInForce()))
    assert columns_with(closed.store, PLANTED) == before
    done = purged(closed)
    assert (done.gone, done.waiting) == (told.gone, told.waiting)
    assert (len(done.gone.tickets), done.gone.arrived) == (1, (1, 2, 4))


def test_what_is_held_by_law_stays_with_all_that_was_merged_into_it(stage: Stage) -> None:
    stage.arrive_one(mail("Who leads the cluster?"))
    stage.arrive_one(mail("And when does it meet?"))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#merge TD-10001", minutes=70))
    stage.arrive_one(reply(stage.transport.to(LEAD)[0], "#close", sender=LEAD, minutes=80))
    with stage.store.connection() as connection:
        hold(connection, 2, Hold(START, "operator", "a court asked for it"))
    stage.clock.move(timedelta(days=400))
    assert (purged(stage).held, purged(stage).gone.tickets) == (("TD-10001",), ())
    assert [ticket["legal_hold"] for ticket in stage.tickets()] == ["a court asked for it"] * 2
    with stage.store.connection() as connection:
        assert release(connection, 1)
    assert purged(stage).gone.tickets == (1, 2)


def test_the_clock_purges_once_a_day_however_many_days_were_missed(closed: Stage) -> None:
    def runs() -> int:
        with closed.store.connection() as connection:
            return len(connection.execute(select(erasure.c.id)).all())

    assert keep_house(closed.ticking())
    assert not keep_house(closed.ticking())
    closed.clock.move(timedelta(days=400))
    assert keep_house(closed.ticking())
    assert runs() == 1
    assert not keep_house(closed.ticking("another process"))
    closed.clock.move(timedelta(hours=23))
    assert not keep_house(closed.ticking())
    closed.clock.move(timedelta(hours=2))
    assert keep_house(closed.ticking())
    with closed.store.connection() as connection:
        assert [row.queue for row in connection.execute(select(job).where(job.c.queue != "countdown"))] == ["purge"]


def test_a_request_that_was_split_off_keeps_the_mail_that_it_tells(stage: Stage) -> None:
    stage.arrive_one(mail("Who leads the cluster?"))
    stage.arrive_one(reply(stage.sent_to(AWA), "By the way, who has maps of Gao?", sender=AWA, minutes=70))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#split", minutes=80))
    stage.arrive_one(reply(stage.transport.to(LEAD)[0], "#close", sender=LEAD, minutes=90))
    stage.clock.move(timedelta(days=400))
    assert purged(stage).gone.tickets == (1,)
    (ticket,) = stage.tickets()
    request = stage.ticket(ticket["reference"])["entries"][0]
    assert "maps of Gao" in request["text"]
    row = next(row for row in stage.inbound() if row["id"] == request["inbound"])
    assert (row["ticket"], row["reason"] != "erased", row["size"] > 0) == (ticket["reference"], True, True)


def test_what_is_erased_is_written_down_without_a_word(closed: Stage) -> None:
    closed.clock.move(timedelta(days=400))
    purged(closed)
    with closed.store.connection() as connection:
        (act,) = connection.execute(select(erasure)).all()
        rows = connection.execute(select(erased.c.what, erased.c.number).order_by(erased.c.what, erased.c.number)).all()
    assert (act.who, act.reason, act.tickets, act.confirmed) == ("operator", "retention", 1, "no")
    assert [tuple(row) for row in rows if row.what != "outbound"] == [("inbound", 1), ("inbound", 2), ("ticket", 1)]


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period(months=12), START.replace(year=START.year - 1)),
        (Period(months=1), START.replace(month=1)),
        (Period(days=3), START - timedelta(days=3)),
    ],
)
def test_a_period_counts_back(period: Period, before: object) -> None:
    assert period.before(START) == before


def test_the_last_day_of_a_short_month() -> None:
    assert Period(months=1).before(START.replace(month=3, day=31)) == START.replace(month=2, day=28)


def test_of_a_restricted_request_the_stricter_period_holds() -> None:
    kept = Retention(closed=Period(days=5), restricted=Period(days=50))
    assert kept.closed_before(START, restricted=True) == START - timedelta(days=5)
    assert Retention(closed=None).closed_before(START, restricted=True) == Period(months=3).before(START)
    assert Retention(closed=None).closed_before(START, restricted=False) is None
