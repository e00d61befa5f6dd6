"""A ticket is corrected, and the ticket remembers it."""

from datetime import timedelta

import pytest

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.listings import Listings
from mailbot.ports import Correction, Past
from tests.adapters.test_store_rows import NASTY, opened
from tests.fakes import START
from tests.mails import mail, reply
from tests.rulebooks import LEAD, SECOND
from tests.stage import Stage

LATER = START + timedelta(hours=2)


def test_a_correction_changes_the_ticket_and_is_an_event_of_it(store: SqlStore) -> None:
    number = opened(store)
    asked = Correction(number, LEAD, {"topic": "mi_find", "urgency": "high", "area": "mines"})
    with store.transaction() as tx:
        assert tx.tickets.correct_ticket(asked, LATER) == ("topic", "urgency")
        assert tx.tickets.correct_ticket(asked, LATER) == ()
    with store.connection() as connection:
        ticket = Listings(connection).ticket("TD-10001")
    assert ticket is not None
    assert (ticket["topic"], ticket["urgency"], ticket["area"], ticket["updated_at"]) == ("mi_find", "high", "mines", LATER)
    (event,) = ticket["entries"]
    assert (event["kind"], event["author"], event["at"]) == ("event", LEAD, LATER)
    assert event["text"] == "corrected topic: none -> mi_find; urgency: normal -> high"


def test_a_correction_may_restrict_and_never_lifts_it(store: SqlStore) -> None:
    number = opened(store)
    with store.transaction() as tx:
        tx.tickets.correct_ticket(Correction(number, LEAD, {"country": "ML"}, restricted=True), LATER)
        tx.tickets.correct_ticket(Correction(number, LEAD, {"country": ""}), LATER)
        assert tx.tickets.correct_ticket(Correction(number, LEAD, {}, restricted=True), LATER) == ()
    with store.connection() as connection:
        ticket = Listings(connection).ticket("TD-10001")
    assert ticket is not None
    assert (ticket["restricted"], ticket["country"]) == (True, "")
    with store.transaction() as tx:
        story = tx.tickets.story(number, 10)
    assert [entry.text for entry in story] == [
        "corrected country: none -> ML; restricted",
        "corrected country: ML -> none",
    ]


def test_a_correction_of_what_is_not_there(store: SqlStore) -> None:
    number = opened(store)
    with pytest.raises(LookupError, match="no ticket 99"), store.transaction() as tx:
        tx.tickets.correct_ticket(Correction(99, LEAD, {"topic": "x"}), LATER)
    with pytest.raises(ValueError, match="requester, status"), store.transaction() as tx:
        tx.tickets.correct_ticket(Correction(number, LEAD, {"status": "closed", "requester": "x"}), LATER)
    with store.transaction() as tx:
        assert tx.tickets.correct_ticket(Correction(number, NASTY, {"owner": NASTY}), LATER) == ("owner",)


def test_opened_tickets_stand_beside_what_was_decided(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to("awa@ngo.example.org"), "It is urgent"))
    stage.arrive_one(mail("Other", sender="b@ngo.example.org"))
    with stage.store.transaction() as tx:
        tx.tickets.correct_ticket(Correction(1, LEAD, {"owner": SECOND}), LATER)
        first, second = tx.archive.opened_tickets(Past())
        assert tx.archive.opened_tickets(Past(since=START + timedelta(days=1))) == []
    assert (first.ticket.owner, first.inbound, second.inbound) == (SECOND, 1, 3)
    assert '"high"' in first.later[0]
    assert second.later == ()
    assert f'"owner":"{LEAD}"' in first.record.outcome
