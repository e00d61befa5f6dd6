"""Erasing beside a desk at work, twice at once, and cut off between any two steps."""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.pipeline.deliver import deliver_due
from mailbot.pipeline.forget import Order, forget_person
from mailbot.pipeline.housekeeping import keep_house
from mailbot.pipeline.purge import Purging, purge
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports import Parcel, StoreTrouble
from tests.mails import mail, reply
from tests.pipeline.test_forgetting import BOB, PLANTED, TEXT, ask, forget, forgetting, found
from tests.pipeline.test_side_by_side import at_once
from tests.rulebooks import MALI
from tests.searching import columns_with, on_disk, sealed_pieces
from tests.stage import Stage


class Cut(Exception):
    """The process ends here."""


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """A desk with an answered request of Bob's, and one of Awa's."""
    ask(stage)
    stage.arrive_one(reply(stage.sent_to(MALI), "We shall see about it.", sender=MALI))
    stage.arrive_one(mail("Who leads the cluster?"))
    return stage


def die(_store: SqlStore) -> bool:
    raise Cut


def cut_after(store: SqlStore, statements: int) -> Callable[[], None]:
    """Have the connection fail at its so-manieth statement that deletes or changes; what stops that."""
    left = [statements]

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("DELETE", "UPDATE", "INSERT")):
            left[0] -= 1
            if left[0] < 0:
                raise Cut

    event.listen(store._engine, "before_cursor_execute", count)
    return lambda: event.remove(store._engine, "before_cursor_execute", count)


def test_cut_off_at_any_statement_nothing_is_half_done(asked: Stage) -> None:
    before = columns_with(asked.store, PLANTED)
    cuts = 0
    while True:
        restore = cut_after(asked.store, cuts)
        try:
            done = forget(asked, confirm=False)
        except Cut:
            restore()
            left = columns_with(asked.store, PLANTED)
            assert left in (before, [])
            cuts += 1
            continue
        restore()
        break
    assert cuts > 15
    assert found(asked) == []
    assert [ticket["reference"] for ticket in asked.tickets()] == ["TD-10002"]
    assert done.wiped


def test_what_was_erased_before_a_crash_is_wiped_after_it(asked: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = sealed_pieces(asked.store, PLANTED)
    with monkeypatch.context() as crash:
        crash.setattr(SqlStore, "wipe", die)
        with pytest.raises(Cut):
            forget(asked, confirm=False)
    assert columns_with(asked.store, PLANTED) == []
    asked.clock.move(timedelta(hours=1))
    assert keep_house(asked.ticking())
    if asked.store.url.get_backend_name() == "sqlite":
        assert on_disk(asked.store, [*pieces, *(word.encode() for word in PLANTED)]) == []


def test_a_confirmation_that_left_before_a_crash_is_sent_and_erased_after_it(asked: Stage) -> None:
    forget(asked, BOB)
    restore = cut_after(asked.store, 8)
    with pytest.raises(Cut):
        asked.deliver()
    restore()
    asked.clock.move(timedelta(hours=1))
    asked.deliver()
    keep_house(asked.ticking())
    assert found(asked) == []
    mails = {data for data in asked.transport.to(BOB) if b".erasure." in data}
    assert len(mails) == 1  # the same mail, if it left twice


def test_others_who_read_keep_it_from_the_disk_and_it_is_tried_again(asked: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    if asked.store.url.get_backend_name() != "sqlite":
        pytest.skip("SQLite writes its file anew")
    monkeypatch.setattr("mailbot.adapters.store.wiping.PATIENCE_SECONDS", 0)
    monkeypatch.setattr("mailbot.pipeline.wipe.PATIENCE", timedelta(0))
    reader = sqlite3.connect(str(asked.store.url.database))
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM inbound").fetchone() == (3,)
    assert not forget(asked, confirm=False).wiped
    reader.close()
    asked.clock.move(timedelta(minutes=2))
    assert keep_house(asked.ticking())
    assert found(asked) == []


def test_two_at_once_erase_once_and_confirm_once(asked: Stage) -> None:
    stores = [SqlStore(database_url(str(asked.store.url.render_as_string(hide_password=False)))) for _ in range(2)]
    works = [replace(forgetting(asked), store=store, rulebooks=RulebookInForce()) for store in stores]
    done = []

    def act(number: int) -> None:
        done.append(forget_person(works[number], BOB, Order()))

    at_once(lambda: act(0), lambda: act(1))
    for store in stores:
        store.close()
    assert sorted(one.gone.tickets for one in done) == [(), (1,)]
    assert [kind for kind, to in asked.owed() if to == BOB] == ["erasure"]


def test_beside_a_desk_at_work_nothing_is_lost_and_nothing_is_left(asked: Stage) -> None:
    raws = [mail(f"{TEXT} number {number}", sender=BOB if number % 2 else "Awa <awa@ngo.example.org>") for number in range(12)]
    wrongs: list[BaseException] = []

    def work() -> None:
        try:
            for raw in raws:
                asked.arrive_one(raw)
        except BaseException as wrong:  # noqa: BLE001 - looked at below
            wrongs.append(wrong)

    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        try:
            forget(asked, confirm=False)
        except StoreTrouble:  # two who wanted the same: run it again
            continue
    thread.join()
    asked.process()
    asked.deliver()
    forget(asked, confirm=False)
    assert [str(wrong) for wrong in wrongs] == []
    assert columns_with(asked.store, [BOB]) == []
    assert len(asked.tickets()) == 7
    assert len(asked.inbound()) == 15


def test_a_mail_that_is_in_hand_while_its_person_is_forgotten(asked: Stage) -> None:
    """It leaves, for it was on its way; what is written down of it afterwards is nothing."""
    ask(asked, f"{TEXT} once more")
    asked.arrive(reply(asked.sent_to(MALI), "We come on Monday.", sender=MALI, minutes=95))

    class Slow:
        slots = 4

        def send(self, parcels: list[Parcel]) -> object:
            forget(asked, confirm=False)
            return asked.transport.send(parcels)

        def hurry(self, seconds: float) -> None:
            raise AssertionError(seconds)

        def close(self) -> None:
            raise AssertionError

    deliver_due(asked.delivery(transport=Slow()))
    keep_house(asked.ticking())
    assert found(asked) == []


def test_a_purge_that_was_cut_off_goes_on(asked: Stage) -> None:
    for number in range(13):
        asked.arrive_one(mail(f"Get cheap backlinks now, {number}", sender=BOB))
    asked.arrive_one(reply(asked.transport.to(MALI)[0], "#close", sender=MALI, minutes=99))
    asked.clock.move(timedelta(days=400))
    work = Purging(asked.store, asked.clock, "stage", RulebookInForce(), "operator")
    for cuts in range(3, 60, 7):
        restore = cut_after(asked.store, cuts)
        try:
            purge(work)
        except Cut:
            asked.clock.move(timedelta(hours=1))
        restore()
    assert not purge(work).gone
    assert found(asked) == []
