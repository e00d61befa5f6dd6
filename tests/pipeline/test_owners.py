"""Who is taken out of the desk file owns nothing any more: his tickets go to who would have them by the rules, once."""

from datetime import datetime, timedelta

from mailbot.core.deciding.standing_in import DESK
from mailbot.core.decision import EditTicket
from mailbot.core.ticket import Change
from mailbot.pipeline.owners import BATCH
from mailbot.pipeline.tick import tick_due
from tests.mails import mail, reply, text_of
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.stage import Stage

REQUEST = "Who leads the cluster in Mali?"
REF = "TD-10001"
PERSON = f"  - {{address: {MALI}, name: Moussa Mali, language: fr}}\n"
WITHOUT_HIM = {**SMALL, "desk.yaml": SMALL["desk.yaml"].replace(PERSON, "").replace(f"[{MALI}, {SECOND}]", f"[{SECOND}]")}
GONE = f"{MALI} is not in the desk file any more"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def owner(stage: Stage, reference: str = REF) -> str:
    return str(stage.ticket(reference)["owner"])


def told(stage: Stage) -> list[tuple[str, str]]:
    return [one for one in stage.owed() if one[0] == "escalation"]


def look(stage: Stage, pause: timedelta = timedelta(minutes=3)) -> None:
    """Let the clock do what is due, now and a while later."""
    while stage.tick():
        pass
    stage.clock.move(pause)
    while stage.tick():
        pass


def test_his_tickets_go_to_who_has_them_by_the_rules_and_he_is_told_why(stage: Stage) -> None:
    stage.arrive_one(mail(REQUEST))
    due = stage.ticket(REF)["due_at"]
    stage.publish(WITHOUT_HIM)
    look(stage)
    assert (owner(stage), stage.ticket(REF)["due_at"]) == (SECOND, due)
    assert told(stage) == [("escalation", SECOND)]
    assert [entry["text"] for entry in stage.ticket(REF)["entries"]][-2] == GONE
    assert "nobody is on duty where it was" in text_of(stage.sent_to(SECOND))


def test_it_is_done_once_and_costs_nothing_afterwards(stage: Stage) -> None:
    stage.arrive_one(mail(REQUEST))
    stage.publish(WITHOUT_HIM)
    look(stage)
    entries = len(stage.ticket(REF)["entries"])
    stage.publish({**WITHOUT_HIM, "desk.yaml": WITHOUT_HIM["desk.yaml"] + "take_within: {minutes: 20}\n"})
    look(stage)
    assert len(stage.ticket(REF)["entries"]) == entries
    assert told(stage) == [("escalation", SECOND)]
    assert stage.jobs() == []


def test_a_first_rulebook_and_the_same_one_again_look_for_nobody(stage: Stage) -> None:
    stage.publish(SMALL)
    assert stage.jobs() == []


def test_what_is_closed_stays_and_finds_an_owner_when_it_is_opened_again(stage: Stage) -> None:
    stage.arrive_one(mail(REQUEST))
    stage.arrive_one(reply(stage.sent_to(MALI), "#close"))
    stage.publish(WITHOUT_HIM)
    look(stage)
    assert owner(stage) == MALI
    stage.arrive_one(reply(stage.sent_to("awa@ngo.example.org"), "And who leads it in Gao?"))
    look(stage)
    assert (owner(stage), stage.ticket(REF)["status"]) == (SECOND, "open")


def test_what_he_held_in_somebodys_place_is_that_ones_again(stage: Stage) -> None:
    stage.arrive_one(mail("Who leads the cluster?"))
    with stage.store.transaction() as tx:
        held = EditTicket(1, DESK, (Change("owner", LEAD, MALI), Change("stands_in_for", "", LEAD)))
        tx.tickets.edit_ticket(held, None, stage.clock.now())
    stage.publish(WITHOUT_HIM)
    look(stage)
    assert owner(stage) == LEAD
    assert told(stage) == [("escalation", LEAD)]


def test_many_are_handed_over_a_batch_a_transaction(stage: Stage) -> None:
    for number in range(BATCH + 3):
        stage.arrive(mail(REQUEST, sender=f"awa{number}@ngo.example.org"))
    stage.publish(WITHOUT_HIM)
    assert tick_due(stage.ticking()) == 1
    assert sum(ticket["owner"] == SECOND for ticket in stage.tickets()) == BATCH
    look(stage)
    assert {ticket["owner"] for ticket in stage.tickets()} == {SECOND}
    assert len(told(stage)) == BATCH + 3


def test_who_gets_it_late_has_the_whole_time_and_then_it_climbs(stage: Stage) -> None:
    stage.arrive_one(mail(REQUEST))  # due on Sunday, 8 February
    stage.publish(WITHOUT_HIM)
    stage.clock.move(at("2026-02-08T12:00") - stage.clock.now())
    while stage.tick():
        pass
    assert owner(stage) == SECOND
    stage.clock.move(at("2026-02-11T12:00") - stage.clock.now())
    while stage.tick():
        pass
    assert owner(stage) == LEAD
    assert told(stage) == [("escalation", SECOND), ("escalation", LEAD), ("escalation", SECOND)]
    assert [one[1] for one in stage.owed() if one[0] == "delay"] == ["awa@ngo.example.org"]
