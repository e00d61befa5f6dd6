"""A coordinator who wishes so is told, at hours of his own, of all that is his: what is late, what is due, what waits."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

import mailbot.pipeline.overviews as module
from mailbot.adapters.store.overviews import LATE, OWNED, OWNERS
from mailbot.adapters.store.tables import countdown, ticket
from mailbot.core.deciding.context import Identity
from mailbot.core.desk import LANGUAGES
from mailbot.core.writing.identity import Keys
from mailbot.pipeline.rulebooks import NoRulebook, RulebookInForce
from mailbot.pipeline.tick import Ticking, tick_due
from mailbot.ports import Deferred
from tests.fakes import FakeClock
from tests.mails import AWA, DESK, mail, parse, reply, text_of
from tests.pipeline.test_absences import notice
from tests.rulebooks import LEAD, MALI, SMALL
from tests.stage import SECRET, Stage
from tests.tapping import send, tap

EIGHT = datetime(2026, 2, 4, 8, tzinfo=UTC)
"""The first overview after START, a Tuesday at nine."""

DAY = timedelta(days=1)
CALENDARS = "\ncalendars: {here: {timezone: UTC}, amman: {timezone: Asia/Amman, weekend: [friday, saturday]}}\n"


def rules(lead: str = "overview: '08:00'", mali: str = "", topics: str = "") -> Mapping[str, str]:
    """The small desk whose lead, and the coordinator of Mali if wished, have overviews."""
    desk = SMALL["desk.yaml"].replace("name: Lena Lead}", f"name: Lena Lead, {lead}}}" if lead else "name: Lena Lead}")
    desk = desk.replace("language: fr}", f"language: fr, {mali}}}") if mali else desk
    return {**SMALL, "desk.yaml": desk + CALENDARS}


@pytest.fixture
def stage(store: Any) -> Stage:
    return watched(store, rules())


def watched(store: Any, published: Mapping[str, str]) -> Stage:
    """A desk with these rules on which the clock has looked once."""
    stage = Stage(store, rules=published)
    stage.tick()
    return stage


def ask(number: int, words: str = "") -> bytes:
    return mail(f"Question number {number}: whom do we write to? {words}", subject=f"Question {number}")


def come(stage: Stage, moment: datetime) -> None:
    """It is that time, the clock looks, and the desk sends what is due."""
    stage.clock.move(moment - stage.clock.now())
    stage.tick()


def overviews(stage: Stage, to: str = LEAD) -> list[bytes]:
    return [raw for raw in stage.transport.to(to) if ".overview." in str(parse(raw)["Message-ID"])]


def jobs(stage: Stage) -> list[tuple[str, datetime]]:
    return [(job.key, job.run_at) for job in stage.jobs() if job.queue == "overview"]


def test_all_that_is_his_comes_in_one_mail_at_his_hour(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2, "urgent"), ask(3))
    stage.deliver()
    assert jobs(stage) == [(f"overview:{LEAD}", EIGHT)]
    come(stage, EIGHT - timedelta(seconds=1))
    assert overviews(stage) == []
    come(stage, EIGHT)
    (raw,) = overviews(stage)
    assert parse(raw)["Subject"] == "Your requests · Due before the next overview: 1 · Later, or waiting: 2"
    assert parse(raw)["Reply-To"] is None
    assert parse(raw)["Auto-Submitted"] == "auto-generated"
    told = text_of(raw)
    assert told.index("TD-10002 · High") < told.index("TD-10001 · Normal") < told.index("TD-10003")
    assert "TD-10002 · High · Other\nAnswer by: Wed 4 February, 09:00 UTC\nAsked on 3 February, Other\n" in told
    assert not any(word in told for word in ("Question", "Awa", "ngo.example.org"))
    assert jobs(stage) == [(f"overview:{LEAD}", EIGHT + DAY)]


def test_what_is_late_comes_first(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2))
    come(stage, datetime(2026, 2, 9, 8, tzinfo=UTC))
    told = text_of(overviews(stage)[-1])
    assert told.splitlines()[2:6] == [
        "Late: 2",
        "",
        "TD-10001 · Normal · Other",
        "Answer by: Fri 6 February, 09:00 UTC",
    ]


def test_what_waits_for_its_requester_or_was_put_off_says_so(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2), ask(3))
    stage.deliver()
    one, two, three = stage.transport.to(LEAD)
    stage.arrive_one(reply(one, "Write to Ms Diallo."))
    stage.arrive_one(reply(two, "#wait 20.2.2026"))
    stage.arrive_one(reply(three, "#snooze 12.2.2026"))
    come(stage, EIGHT)
    told = text_of(overviews(stage)[0])
    assert "Later, or waiting: 3\n" in told
    assert "TD-10001 · Normal · Other\nWe wait for the requester\nAsked" in told
    assert "We wait for the requester, until Fri 20 February, 00:00 UTC\n" in told
    assert "Put off until Thu 12 February, 00:00 UTC\n" in told


def test_who_has_nothing_is_told_nothing(stage: Stage) -> None:
    come(stage, EIGHT)
    assert (stage.outbox(), jobs(stage)) == ([], [(f"overview:{LEAD}", EIGHT + DAY)])
    stage.arrive_one(ask(1))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#close"))
    come(stage, EIGHT + DAY)
    assert overviews(stage) == []


def test_many_that_were_missed_come_once(stage: Stage) -> None:
    stage.arrive_one(ask(1))
    come(stage, EIGHT + 14 * DAY + timedelta(hours=5))
    come(stage, EIGHT + 14 * DAY + timedelta(hours=6))
    assert len(overviews(stage)) == 1
    assert jobs(stage) == [(f"overview:{LEAD}", EIGHT + 15 * DAY)]


def test_those_that_could_not_leave_come_once(stage: Stage) -> None:
    stage.arrive_one(ask(1))
    stage.tick()
    stage.transport.say(LEAD, *[Deferred("450 busy")] * 50)
    come(stage, EIGHT)
    come(stage, EIGHT + DAY)
    come(stage, EIGHT + 2 * DAY)
    assert [one["state"] for one in stage.outbox() if one["kind"] == "overview"] == ["queued"]


def test_an_edit_of_the_desk_file_takes_effect_by_itself(stage: Stage) -> None:
    stage.tick()
    stage.publish(rules("overview: {at: '16:30', days: [thursday, monday]}", mali="overview: '07:00', calendar: amman"))
    stage.tick()
    assert sorted(jobs(stage)) == [
        (f"overview:{LEAD}", datetime(2026, 2, 5, 16, 30, tzinfo=UTC)),
        (f"overview:{MALI}", datetime(2026, 2, 4, 4, tzinfo=UTC)),
    ]
    stage.publish(rules(""))
    stage.tick()
    assert jobs(stage) == []


def test_an_edit_at_the_hour_itself_drops_what_nobody_wishes(stage: Stage) -> None:
    stage.arrive_one(ask(1))
    stage.tick()
    stage.publish(rules(""))
    come(stage, EIGHT)
    assert (overviews(stage), jobs(stage)) == ([], [])


def test_who_is_away_is_told_nothing_until_he_is_back(stage: Stage) -> None:
    stage.arrive_one(ask(1))
    stage.tick()
    assert stage.arrive_one(notice(stage.sent_to(LEAD)))["reason"].endswith("TD-10001 stays, for nobody can stand in")
    come(stage, EIGHT)
    assert overviews(stage) == []
    assert jobs(stage) == [(f"overview:{LEAD}", EIGHT + DAY)]
    come(stage, datetime(2026, 2, 16, 8, tzinfo=UTC))
    assert len(overviews(stage)) == 1


def test_of_a_restricted_request_there_is_no_name(stage: Stage) -> None:
    stage.arrive_one(mail("A survivor called Mariam needs help", subject="Mariam"))
    come(stage, EIGHT)
    raw = overviews(stage)[0]
    said = raw.decode() + text_of(raw)
    assert "TD-10001 · Normal · pr case · RESTRICTED\nAnswer by: Fri 6 February, 09:00 UTC\nAsked on 3 February\n" in text_of(raw)
    assert not any(word in said for word in ("Awa", "Mariam", "survivor"))


def test_who_leads_sees_what_is_late_with_others_and_whose_it_is(store: Any) -> None:
    stage = watched(store, rules())
    stage.arrive_one(mail("Who leads the cluster in Mali?"))
    come(stage, EIGHT)
    assert overviews(stage) == []
    with stage.store.connection() as connection:
        connection.execute(countdown.update().values(promised=EIGHT))
    come(stage, EIGHT + DAY)
    told = text_of(overviews(stage)[0])
    assert told.splitlines()[2:5] == ["Late with others: 1", "", "TD-10001 · Normal · Other · Mali"]
    assert "With: Moussa Mali\n" in told
    assert not any(word in told for word in ("Awa", "Answer to"))


def test_what_belongs_to_somebody_who_is_gone_is_told_to_who_has_it_now(stage: Stage) -> None:
    stage.arrive_one(ask(1))
    with stage.store.connection() as connection:
        connection.execute(ticket.update().values(owner="gone@team.example.org"))
    come(stage, EIGHT)
    assert "TD-10001" in text_of(overviews(stage)[0])


def test_a_request_is_answered_by_its_link_and_a_reply_to_all_is_asked_back(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2))
    stage.deliver()
    come(stage, EIGHT)
    raw = overviews(stage)[0]
    draft = tap(raw, "Answer")
    stage.arrive_one(send(type(draft)(draft.to, draft.subject, "Write to Ms Diallo.\r\n"), "Gmail, Android", sender=LEAD))
    assert text_of(stage.sent_to(AWA)).strip() == "Write to Ms Diallo."
    row = stage.arrive_one(reply(raw, "Write to Ms Diallo."))
    assert (row["state"], row["ticket"]) == ("held", None)
    assert "you replied to the mail that brings several requests together" in text_of(stage.sent_to(LEAD))


def test_what_is_closed_before_it_leaves_is_not_told(stage: Stage) -> None:
    stage.arrive_one(ask(1))
    routed = stage.sent_to(LEAD)
    stage.tick()
    stage.clock.move(EIGHT - stage.clock.now())
    tick_due(stage.ticking())
    stage.arrive(reply(routed, "#close"))
    stage.deliver()
    assert overviews(stage) == []
    assert [one["state"] for one in stage.outbox() if one["kind"] == "overview"] == ["cancelled"]
    assert [one for one in stage.jobs() if one.queue == "send"] == []


def test_it_lists_what_it_has_room_for_and_counts_the_rest(stage: Stage) -> None:
    stage.arrive(*(mail(f"Question {n}", subject=f"Question {n}", sender=f"<awa{n}@ngo.example.org>") for n in range(25)))
    stage.deliver()
    come(stage, EIGHT)
    told = text_of(overviews(stage)[0])
    assert "Later, or waiting: 25\n" in told
    assert told.count("Asked on 3 February") == module.MOST
    assert f"Not listed here: {25 - module.MOST}" in told
    assert len(overviews(stage)[0]) < 40_000


def test_who_has_smaller_mails_is_listed_fewer(store: Any) -> None:
    stage = watched(store, rules("mail_size: 15, overview: '08:00'"))
    stage.arrive(*(mail(f"Question {n}", subject=f"Question {n}", sender=f"<awa{n}@ngo.example.org>") for n in range(14)))
    stage.deliver()
    come(stage, EIGHT)
    assert "Not listed here: 2" in text_of(overviews(stage)[0])


def test_two_clocks_at_once_make_one(stage: Stage) -> None:
    stage.arrive_one(ask(1))
    stage.tick()
    stage.clock.move(EIGHT - stage.clock.now())
    threads = [threading.Thread(target=tick_due, args=(stage.ticking(f"clock {n}"),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stage.deliver()
    assert len(overviews(stage)) == 1
    assert jobs(stage) == [(f"overview:{LEAD}", EIGHT + DAY)]


def test_a_clock_that_dies_with_one_in_hand_leaves_it_to_the_next(stage: Stage) -> None:
    stage.arrive_one(ask(1))
    stage.tick()
    stage.clock.move(EIGHT - stage.clock.now())
    with stage.store.transaction() as tx:
        assert len(tx.jobs.claim("overview", "dead", EIGHT, EIGHT + timedelta(minutes=2), 5)) == 1
    stage.tick()
    assert overviews(stage) == []
    come(stage, EIGHT + timedelta(minutes=3))
    assert len(overviews(stage)) == 1


def test_a_defect_of_ours_is_told_and_it_is_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.arrive_one(ask(1))
    stage.tick()
    with monkeypatch.context() as broken:
        broken.setattr(module, "find_overview", lambda *_: 1 / 0)
        come(stage, EIGHT)
    (complaint,) = stage.complaints
    assert complaint.startswith("the timer overview 0 could not be carried out: ZeroDivisionError in ")
    come(stage, EIGHT + timedelta(minutes=5))
    assert overviews(stage) == []
    come(stage, EIGHT + timedelta(minutes=10))
    assert len(overviews(stage)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_his_language_and_time(store: Any, language: str) -> None:
    stage = watched(store, rules(f"language: {language}, calendar: amman, overview: '08:00'"))
    stage.arrive_one(ask(1))
    come(stage, datetime(2026, 2, 4, 5, tzinfo=UTC))
    (raw,) = overviews(stage)
    assert "12:00 UTC+3" in text_of(raw)
    assert len(raw) < 20_000


def test_before_rules_are_published_the_clock_has_nothing_to_do(store: Any) -> None:
    rulebooks = RulebookInForce()
    assert tick_due(Ticking(store, FakeClock(), "clock", Identity((DESK,)), Keys(SECRET), rulebooks)) == 0
    with pytest.raises(NoRulebook), store.transaction() as tx:
        rulebooks.look(tx)


def test_the_index_of_what_is_not_closed_serves(stage: Stage) -> None:
    given = {"owners": [LEAD], "areas": ["protection"], "now": EIGHT}
    with stage.store.connection() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "QUERY PLAN " if connection.dialect.name == "sqlite" else ""
        for statement in (OWNERS, OWNED, LATE):
            wanted = {name: value for name, value in given.items() if name in str(statement)}
            query = statement.params(wanted).compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
            assert "ix_ticket_open" in str(connection.exec_driver_sql(f"EXPLAIN {plan}{query}").all())
