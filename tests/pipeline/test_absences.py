"""An owner is away: who stands in has the request at once, new ones too, and when the owner is back so are they."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.absences import WAITING
from mailbot.adapters.store.tables import absence
from mailbot.core.deciding.context import Lookups
from mailbot.core.decision import Classification, OpenTicket
from mailbot.pipeline.corrections import find_corrected
from mailbot.pipeline.replay import Verdict, replay
from mailbot.pipeline.tick import tick_due
from mailbot.ports import Correction, Past, StoreTrouble
from tests.fakes import START
from tests.mails import AWA, authenticated, mail, parse, reply, text_of
from tests.pipeline.test_standing_in import returned
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.stage import Stage

REQUEST = "Who leads the cluster in Mali?"
UNTIL_NEXT_MONDAY = "I am out of the office until Friday 13 February 2026."
"""Of Tuesday the 3rd. The Mali desk rests on Friday and Saturday, and is back on Sunday the 15th."""

BACK = datetime(2026, 2, 15, tzinfo=START.tzinfo)


def notice(to: bytes, text: str = UNTIL_NEXT_MONDAY, *, sender: str = "", at: datetime = START, named: bool = True) -> bytes:
    """What a mail program answers to one of our mails while its owner is away."""
    ours = parse(to)
    extra = [("Auto-Submitted", "auto-replied"), *([("In-Reply-To", str(ours["Message-ID"]))] if named else ())]
    return mail(
        text,
        sender=sender or str(ours["To"]),
        subject=f"Automatic reply: {ours['Subject']}",
        message_id=f"<notice-{abs(hash((to, text, sender, at)))}@team.example.org>",
        date=at,
        extra=extra,
    )


PATIENT = {
    **SMALL,
    "desk.yaml": SMALL["desk.yaml"].replace("{days: 3}", "{days: 300}").replace("{hours: 2}", "{days: 300}"),
}
"""Nothing is late while somebody is away: these tests are about that alone."""


@pytest.fixture
def stage(store: SqlStore) -> Stage:
    """A desk where nothing climbs by itself."""
    return Stage(store, rules=PATIENT)


@pytest.fixture
def opened(stage: Stage) -> Stage:
    """A desk with one ticket, which Moussa of the Mali desk owns."""
    stage.arrive_one(mail(REQUEST))
    return stage


@pytest.fixture
def away(opened: Stage) -> Stage:
    """The same once Moussa's absence is known."""
    opened.arrive_one(notice(opened.sent_to(MALI)))
    return opened


def owner(stage: Stage, reference: str = "TD-10001") -> str:
    return str(stage.ticket(reference)["owner"])


def absences(stage: Stage) -> list[tuple[str, datetime]]:
    with stage.store.connection() as connection:
        return [(row.person, row.until) for row in connection.execute(absence.select().order_by(absence.c.id))]


def move_to(stage: Stage, moment: datetime) -> None:
    stage.clock.move(moment - stage.clock.now())


def new_request(text: str = "When does the cluster in Mali meet?", **more: str) -> bytes:
    return mail(text, **more)  # type: ignore[arg-type]


def test_who_stands_in_has_it_with_its_story_and_nothing_goes_to_who_is_away(opened: Stage) -> None:
    row = opened.arrive_one(notice(opened.sent_to(MALI)))
    assert (row["disposition"], row["ticket"]) == ("automatic", "TD-10001")
    assert row["reason"] == "an absence notice of Moussa Mali, back on 2026-02-15: TD-10001 given to Sam Second"
    assert owner(opened) == SECOND
    assert opened.owed()[2:] == [("escalation", SECOND)]
    handed = text_of(opened.sent_to(SECOND))
    assert "you stand in for Moussa Mali, who is away and back on Sunday 15 February 2026" in handed
    assert REQUEST in handed
    assert absences(opened) == [(MALI, BACK)]
    assert [entry["kind"] for entry in opened.ticket("TD-10001")["entries"]] == ["request", "event", "event"]


def test_who_stands_in_can_answer(away: Stage) -> None:
    assert away.arrive_one(reply(away.sent_to(SECOND), "Ms Diallo."))["disposition"] == "answered"
    assert text_of(away.sent_to(AWA)).strip() == "Ms Diallo."


def test_the_next_request_goes_to_him_directly_and_says_why(away: Stage) -> None:
    away.arrive_one(new_request())
    assert (owner(away, "TD-10002"), away.ticket("TD-10002")["stands_in_for"]) == (SECOND, MALI)
    assert away.owed()[-1] == ("route", SECOND)
    routed = text_of(away.sent_to(SECOND))
    assert "You stand in for Moussa Mali, who is away and back on Sunday 15 February 2026." in routed
    assert "unless you write #take" in routed


def test_what_the_requester_adds_to_another_ticket_of_his_goes_to_him_too(opened: Stage) -> None:
    opened.arrive_one(new_request())
    opened.arrive_one(notice(opened.sent_to(MALI)))
    assert (owner(opened), owner(opened, "TD-10002")) == (MALI, SECOND)
    opened.arrive_one(reply(opened.transport.to(AWA)[0], "It is about Gao."))
    assert owner(opened) == SECOND
    assert opened.owed()[-1] == ("escalation", SECOND)
    told = text_of(opened.sent_to(SECOND))
    assert REQUEST in told
    assert "It is about Gao." in told


def test_at_the_day_of_return_it_comes_back_and_both_are_told(away: Stage) -> None:
    away.arrive_one(new_request())
    move_to(away, BACK - timedelta(seconds=1))
    assert (away.tick(), owner(away)) == (0, SECOND)
    move_to(away, BACK)
    before = len(away.owed())
    assert away.tick() == 1
    assert [owner(away), owner(away, "TD-10002")] == [MALI, MALI]
    assert away.owed()[before:] == [("escalation", MALI), ("escalation", SECOND)] * 2
    assert [m["hint"] for m in away.outbox()[before:]] == ["back", "returned"] * 2
    back = text_of(away.transport.to(MALI)[-2])
    assert "vous êtes de retour" in back
    assert REQUEST in back
    gone = text_of(away.transport.to(SECOND)[-1])
    assert "Moussa Mali is back" in gone
    assert "When does" not in gone
    assert away.ticket("TD-10001")["stands_in_for"] is None
    assert away.ticket("TD-10001")["entries"][-1]["text"].startswith(f"changed: owner: {SECOND} -> {MALI}")
    assert (absences(away), [job for job in away.jobs() if job.queue == "clock"]) == ([], [])


def test_after_that_he_is_here_again(away: Stage) -> None:
    move_to(away, BACK)
    away.tick()
    assert away.tick() == 0
    away.arrive_one(new_request())
    assert owner(away, "TD-10002") == MALI


def test_on_the_day_of_return_a_new_request_waits_for_no_clock(away: Stage) -> None:
    move_to(away, BACK)
    away.arrive_one(new_request())
    assert owner(away, "TD-10002") == MALI


def test_without_a_date_it_comes_back_after_two_weeks(opened: Stage) -> None:
    row = opened.arrive_one(notice(opened.sent_to(MALI), "I am on leave and will answer when I return."))
    assert row["reason"] == "an absence notice of Moussa Mali: TD-10001 given to Sam Second"
    assert "who is away. The request goes back then" in text_of(opened.sent_to(SECOND))
    opened.clock.move(timedelta(days=14))
    assert (opened.tick(), owner(opened)) == (1, MALI)


def test_a_mail_of_his_own_ends_it(away: Stage) -> None:
    first = away.transport.to(MALI)[0]
    assert away.arrive_one(reply(first, "#note Back sooner."))["disposition"] == "commanded"
    assert (away.tick(), owner(away), absences(away)) == (1, MALI, [])


@pytest.mark.parametrize("said", ["#tkae", ""])
def test_a_mail_of_his_that_does_nothing_does_not(away: Stage, said: str) -> None:
    away.arrive_one(reply(away.transport.to(MALI)[0], said))
    assert (away.tick(), owner(away), len(absences(away))) == (0, SECOND, 1)


def test_what_he_who_stands_in_has_taken_is_his(away: Stage) -> None:
    away.arrive_one(reply(away.sent_to(SECOND), "#take"))
    move_to(away, BACK)
    assert (away.tick(), owner(away)) == (1, SECOND)


def test_what_was_taken_and_given_up_again_comes_back(away: Stage) -> None:
    handed = away.sent_to(SECOND)
    away.arrive_one(reply(handed, "#take"))
    away.arrive_one(reply(handed, "#undo", minutes=70))
    move_to(away, BACK)
    assert (away.tick(), owner(away)) == (1, MALI)


def test_what_was_handed_on_or_closed_stays(away: Stage) -> None:
    away.arrive_one(new_request())
    second, first = (parse(raw) for raw in away.transport.to(SECOND)[::-1])
    assert ("TD-10002" in str(second["Subject"]), "TD-10001" in str(first["Subject"])) == (True, True)
    away.arrive_one(reply(away.transport.to(SECOND)[0], "#to lena"))
    away.arrive_one(reply(away.transport.to(SECOND)[1], "#close"))
    move_to(away, BACK)
    sent = len(away.outbox())
    assert away.tick() == 1
    assert (owner(away), owner(away, "TD-10002"), len(away.outbox())) == (LEAD, SECOND, sent)
    assert away.ticket("TD-10002")["stands_in_for"] is None


def test_who_hands_a_request_to_somebody_who_is_away_is_told(away: Stage) -> None:
    away.arrive_one(new_request("Who leads the cluster there?"))
    away.arrive_one(reply(away.sent_to(LEAD), "#to moussa"))
    assert "Moussa Mali is away until Sunday 15 February 2026, 00:00 UTC." in text_of(away.sent_to(LEAD))
    assert owner(away, "TD-10002") == MALI


def test_a_restricted_request_goes_to_the_lead_at_once(stage: Stage) -> None:
    stage.arrive_one(mail("I write for a survivor in Mali. She is called Mariam."))
    stage.arrive_one(notice(stage.sent_to(MALI)))
    assert owner(stage) == LEAD
    stage.arrive_one(mail("Another survivor in Mali."))
    assert owner(stage, "TD-10002") == LEAD
    assert all("Mariam" not in text_of(raw) for raw in stage.transport.to(LEAD))


def test_the_deputy_comes_first(stage: Stage) -> None:
    deputy = SMALL["desk.yaml"].replace("name: Moussa Mali,", f"name: Moussa Mali, deputy: {LEAD},")
    stage.publish({**SMALL, "desk.yaml": deputy})
    stage.arrive_one(mail(REQUEST))
    stage.arrive_one(notice(stage.sent_to(MALI)))
    assert owner(stage) == LEAD


def test_where_he_who_stands_in_is_away_too_the_lead_has_it_until_the_first_is_back(away: Stage) -> None:
    away.arrive_one(notice(away.sent_to(SECOND), "I am on leave until 20 February 2026."))
    assert owner(away) == LEAD
    away.arrive_one(new_request())
    assert owner(away, "TD-10002") == LEAD
    move_to(away, BACK)
    away.tick()
    assert (owner(away), owner(away, "TD-10002")) == (MALI, MALI)


def test_where_nobody_is_there_it_stays_and_everything_has_an_owner(away: Stage) -> None:
    away.arrive_one(notice(away.sent_to(SECOND)))
    row = away.arrive_one(notice(away.sent_to(LEAD)))
    assert row["reason"].endswith("TD-10001 stays, for nobody can stand in")
    assert owner(away) == LEAD
    away.arrive_one(new_request())
    assert owner(away, "TD-10002") == MALI


def test_the_global_lead_alone_away_keeps_what_is_his(stage: Stage) -> None:
    stage.arrive_one(mail("Who leads the cluster there?"))
    before = len(stage.outbox())
    stage.arrive_one(notice(stage.sent_to(LEAD)))
    assert (owner(stage), len(stage.outbox())) == (LEAD, before)


def test_a_mail_that_comes_back_passes_over_who_is_away(away: Stage) -> None:
    away.arrive_one(new_request("Who leads the cluster there?"))
    away.arrive_one(reply(away.sent_to(LEAD), "#to sam"))
    away.arrive_one(notice(away.sent_to(SECOND)))
    assert owner(away, "TD-10002") == LEAD
    away.arrive_one(reply(away.sent_to(LEAD), "#to moussa", minutes=90))
    away.arrive_one(returned(away, MALI))
    assert owner(away, "TD-10002") == LEAD


def test_a_closed_request_is_left_alone_and_the_absence_is_known(opened: Stage) -> None:
    routed = opened.sent_to(MALI)
    opened.arrive_one(reply(routed, "#close"))
    before = len(opened.outbox())
    row = opened.arrive_one(notice(routed))
    assert (row["reason"], row["ticket"]) == ("an absence notice of Moussa Mali, back on 2026-02-15", None)
    assert (owner(opened), len(opened.outbox()), len(absences(opened))) == (MALI, before, 1)


def test_a_request_that_waits_for_the_requester_moves_as_well(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(MALI), "Which province?"))
    assert opened.ticket("TD-10001")["status"] == "waiting"
    opened.arrive_one(notice(opened.sent_to(MALI)))
    assert (owner(opened), opened.ticket("TD-10001")["status"]) == (SECOND, "waiting")


def test_a_second_notice_moves_nothing_again(away: Stage) -> None:
    before = len(away.outbox())
    away.arrive_one(notice(away.transport.to(MALI)[0], f"{UNTIL_NEXT_MONDAY} Write to Sam."))
    assert (owner(away), len(away.outbox()), absences(away)) == (SECOND, before, [(MALI, BACK)])


def test_R3_a_notice_that_comes_twice_counts_once(away: Stage) -> None:
    raw = notice(away.transport.to(MALI)[0])
    assert away.arrive_one(b"X-Trace: again\r\n" + raw)["disposition"] == "duplicate"
    assert len(absences(away)) == 1


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("I am on leave until 20 February 2026.", datetime(2026, 2, 22, tzinfo=START.tzinfo)),
        ("I am on leave until 4 February 2026.", BACK),
        ("I am on leave.", BACK),
    ],
    ids=["later", "earlier", "no day"],
)
def test_a_later_day_replaces_an_earlier_one_alone(away: Stage, said: str, until: datetime) -> None:
    away.arrive_one(notice(away.transport.to(MALI)[0], said))
    assert absences(away) == [(MALI, until)]
    assert [job.run_at for job in away.jobs() if job.queue == "clock"] == [until]
    move_to(away, until)
    assert (away.tick(), owner(away)) == (1, MALI)


def test_a_day_replaces_no_day(opened: Stage) -> None:
    routed = opened.sent_to(MALI)
    opened.arrive_one(notice(routed, "I am on leave."))
    assert absences(opened) == [(MALI, START + timedelta(days=14))]
    opened.arrive_one(notice(routed, "I am on leave, back on 9 February."))
    assert absences(opened) == [(MALI, datetime(2026, 2, 9, tzinfo=START.tzinfo))]


def test_a_notice_of_an_absence_that_is_over_does_nothing(opened: Stage) -> None:
    raw = notice(opened.sent_to(MALI), "I am away until 3 February 2026.")
    opened.clock.move(timedelta(days=5))
    assert opened.arrive_one(raw)["reason"] == "an absence notice of Moussa Mali, back since 2026-02-04"
    assert (owner(opened), absences(opened)) == (MALI, [])


def test_a_day_far_off_by_a_false_date_of_the_mail_is_none(opened: Stage) -> None:
    far = datetime(2031, 1, 5, tzinfo=START.tzinfo)
    opened.arrive_one(notice(opened.sent_to(MALI), "I am on leave until 20 January.", at=far))
    assert absences(opened) == [(MALI, START + timedelta(days=14))]


def test_the_day_begins_in_his_own_time_zone(stage: Stage) -> None:
    calendars = "\ncalendars:\n  kiritimati: {timezone: Pacific/Kiritimati}\n"
    person = SMALL["desk.yaml"].replace("name: Moussa Mali,", "name: Moussa Mali, calendar: kiritimati,")
    stage.publish({**SMALL, "desk.yaml": person + calendars})
    stage.arrive_one(mail(REQUEST))
    stage.arrive_one(notice(stage.sent_to(MALI)))
    assert absences(stage) == [(MALI, datetime(2026, 2, 15, 10, tzinfo=START.tzinfo))]


def test_who_is_no_coordinator_any_more_gets_nothing_back(away: Stage) -> None:
    desk = SMALL["desk.yaml"].replace(f"  - {{address: {MALI}, name: Moussa Mali, language: fr}}\n", "")
    away.publish({**SMALL, "desk.yaml": desk.replace(f"[{MALI}, {SECOND}]", f"[{SECOND}]")})
    move_to(away, BACK)
    assert (away.tick(), owner(away), absences(away)) == (2, SECOND, []), "the owners are looked through too"
    assert away.ticket("TD-10001")["stands_in_for"] is None


@pytest.mark.parametrize("urgency", ["right now", "urgent", ""])
def test_every_urgency_moves(stage: Stage, urgency: str) -> None:
    stage.arrive_one(mail(f"{REQUEST} {urgency}"))
    stage.arrive_one(notice(stage.sent_to(MALI)))
    assert owner(stage) == SECOND


def nothing_followed(stage: Stage) -> bool:
    """Whether the ticket is its owner's, nobody is away, and nothing is owed but the acknowledgement and the routing mail."""
    return (owner(stage), absences(stage), len(stage.outbox())) == (MALI, [], 2)


class TestForged:
    """A notice that nobody can prove moves nothing, and nobody is taken to be away."""

    def test_S3_it_names_no_mail_of_ours(self, opened: Stage) -> None:
        assert opened.arrive_one(notice(opened.sent_to(MALI), named=False))["disposition"] == "automatic"
        assert nothing_followed(opened)

    def test_S3_its_id_was_not_signed_by_us(self, opened: Stage) -> None:
        opened.arrive_one(notice(opened.sent_to(MALI)).replace(b"td.route.", b"td.route.aaaa"))
        assert nothing_followed(opened)

    def test_S3_its_id_was_signed_for_another(self, opened: Stage) -> None:
        opened.arrive_one(notice(opened.sent_to(AWA), sender=MALI))
        opened.arrive_one(notice(opened.sent_to(MALI), sender=SECOND))
        assert nothing_followed(opened)

    def test_S1_it_comes_from_somebody_who_looks_like_him(self, opened: Stage) -> None:
        opened.arrive_one(notice(opened.sent_to(MALI), sender=f"{MALI} <mali@evil.example>"))
        opened.arrive_one(notice(opened.sent_to(MALI), sender=f"{MALI}, {LEAD}"))
        assert nothing_followed(opened)

    @pytest.mark.parametrize("verdict", ["fail", "none"])
    def test_S1_the_border_server_does_not_vouch_for_him(self, opened: Stage, verdict: str) -> None:
        opened.trust()
        raw = notice(opened.sent_to(MALI))
        opened.arrive_one(authenticated(raw, verdict, "team.example.org"))
        opened.arrive_one(authenticated(notice(opened.sent_to(MALI), "I am on leave."), "pass", "evil.example"))
        assert nothing_followed(opened)

    def test_S4_a_sender_who_failed(self, opened: Stage) -> None:
        opened.trust()
        opened.arrive_one(authenticated(notice(opened.sent_to(MALI)), "fail", "team.example.org"))
        assert nothing_followed(opened)

    def test_L1_a_requester_is_away(self, opened: Stage) -> None:
        assert opened.arrive_one(notice(opened.sent_to(AWA)))["reason"] == "Auto-Submitted: auto-replied"
        assert nothing_followed(opened)

    def test_L4_an_automatic_mail_of_his_that_is_no_notice(self, opened: Stage) -> None:
        opened.arrive_one(notice(opened.sent_to(MALI), "#close\n\nWe have received your request."))
        opened.arrive_one(notice(opened.sent_to(MALI), "Please do not reply to this email."))
        assert nothing_followed(opened)


def test_S1_the_border_server_vouches_for_him(opened: Stage) -> None:
    opened.trust()
    opened.arrive_one(authenticated(notice(opened.sent_to(MALI)), "pass", "team.example.org"))
    assert owner(opened) == SECOND


def test_L4_commands_in_a_notice_do_nothing_and_its_words_go_to_nobody(opened: Stage) -> None:
    opened.arrive_one(notice(opened.sent_to(MALI), f"#close\n#to lena\n\n{UNTIL_NEXT_MONDAY} Private: +41 22 000"))
    assert (owner(opened), opened.ticket("TD-10001")["status"]) == (SECOND, "new")
    assert all(b"Private" not in parcel.data for parcel in opened.transport.sent)


def test_L1_two_people_away_answer_each_other_nothing(away: Stage) -> None:
    for number in range(3):
        for person in (MALI, SECOND, LEAD):
            for raw in away.transport.to(person):
                away.arrive_one(notice(raw, f"{UNTIL_NEXT_MONDAY} {number}"))
    assert [kind for kind, _ in away.owed()] == ["ack", "route", "escalation", "escalation"]


def test_the_subject_of_the_requester_says_nothing_of_a_return(stage: Stage) -> None:
    stage.arrive_one(mail(REQUEST, subject="Back on 20 December 2026"))
    stage.arrive_one(notice(stage.sent_to(MALI), "I am on leave."))
    assert absences(stage) == [(MALI, START + timedelta(days=14))]


def test_a_correction_of_the_owner_holds(away: Stage) -> None:
    with away.store.transaction() as tx:
        tx.tickets.correct_ticket(Correction(1, "Lena", {"owner": LEAD}), away.clock.now())
    move_to(away, BACK)
    assert (away.tick(), owner(away)) == (1, LEAD)


def test_R2_a_clock_that_dies_leaves_everything_to_the_next(away: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    move_to(away, BACK)
    before = len(away.outbox())
    monkeypatch.setattr("mailbot.pipeline.tick.apply_effects", _raise(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        tick_due(away.ticking())
    assert (owner(away), len(away.outbox())) == (SECOND, before)
    monkeypatch.undo()
    assert away.tick() == 0
    away.clock.move(timedelta(seconds=121))
    assert (away.tick(), owner(away), len(away.outbox())) == (1, MALI, before + 2)


def test_R2_a_database_that_is_gone_gives_the_timer_back(away: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    move_to(away, BACK)
    monkeypatch.setattr("mailbot.pipeline.tick.apply_effects", _raise(StoreTrouble("gone")))
    with pytest.raises(StoreTrouble):
        tick_due(away.ticking())
    monkeypatch.undo()
    assert (away.tick(), owner(away)) == (1, MALI)


def test_a_defect_stops_no_other_timer_and_is_tried_again(away: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    move_to(away, BACK)
    monkeypatch.setattr("mailbot.pipeline.tick.apply_effects", _raise(ValueError("a defect")))
    assert away.tick() == 1
    (complaint,) = away.complaints
    assert complaint.startswith("the timer clock 1 could not be carried out: ValueError in raising, line ")
    monkeypatch.undo()
    assert (away.tick(), owner(away)) == (0, SECOND)
    away.clock.move(timedelta(minutes=10))
    assert (away.tick(), owner(away)) == (1, MALI)


def test_two_clocks_at_once_do_it_once(away: Stage) -> None:
    away.arrive_one(new_request())
    move_to(away, BACK)
    before = len(away.outbox())
    done: list[int] = []
    threads = [threading.Thread(target=lambda n=n: done.append(tick_due(away.ticking(f"clock-{n}")))) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 1
    assert len(away.outbox()) == before + 4


def test_what_is_decided_while_an_absence_ends_comes_back_too(away: Stage) -> None:
    move_to(away, BACK)
    clock = threading.Thread(target=lambda: tick_due(away.ticking("clock")))
    with away.store.transaction() as tx:
        assert [one.person for one in tx.tickets.look_up(Lookups("", (), (), (), AWA, absences=True), START).absences] == [MALI]
        clock.start()
        clock.join(0.3)
        assert clock.is_alive()
        opened = OpenTicket("late", AWA, "", Classification(), SECOND, "en", BACK, stands_in_for=MALI)
        tx.tickets.open_ticket(opened, "TD", away.clock.now())
    clock.join()
    assert (owner(away), owner(away, "TD-10002")) == (MALI, MALI)


def test_the_index_of_what_waits_for_somebody_serves(away: Stage) -> None:
    with away.store.connection() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        query = WAITING.params(person=MALI).compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
        plan = "QUERY PLAN " if connection.dialect.name == "sqlite" else ""
        assert "ix_ticket_stands_in_for" in str(connection.exec_driver_sql(f"EXPLAIN {plan}{query}").all())


def test_who_stands_in_is_no_correction_of_the_rules(away: Stage) -> None:
    away.arrive_one(new_request())

    def corrected() -> list[str]:
        with away.store.transaction() as tx:
            return [one.reference for one in find_corrected(tx.archive.opened_tickets(Past()))]

    assert corrected() == []
    move_to(away, BACK)
    away.tick()
    assert corrected() == []


def test_a_notice_while_the_clock_has_the_timer_in_hand_wins(away: Stage) -> None:
    move_to(away, BACK)
    routed = away.transport.to(MALI)[0]
    with away.store.transaction() as tx:
        assert len(tx.jobs.claim("clock", "other", away.clock.now(), away.clock.now() + timedelta(hours=1), 5)) == 1
    away.arrive_one(notice(routed, "I am on leave until 20 February 2026."))
    assert (away.tick(), owner(away)) == (0, SECOND)
    move_to(away, datetime(2026, 2, 22, tzinfo=START.tzinfo))
    assert (away.tick(), owner(away)) == (1, MALI)


def test_every_decision_is_made_again_alike(away: Stage) -> None:
    away.arrive_one(new_request())
    away.arrive_one(reply(away.transport.to(MALI)[0], "#note Back sooner."))
    assert {one.verdict for one in replay(away.store, Past())} == {Verdict.SAME}


def _raise(wrong: BaseException) -> object:
    def raising(*_: object, **__: object) -> None:
        raise wrong

    return raising
