"""Budgets of automatic mail at work: what is left out, what waits, what is forgotten, and who is never kept waiting."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from mailbot.adapters.store.tables import tally
from mailbot.core.budgets import Scope, Window
from mailbot.core.deciding.budget import Budget
from mailbot.core.deciding.record import Record, record_of
from mailbot.pipeline import process as processing
from mailbot.pipeline.purge import Purging, purge
from mailbot.pipeline.rulebooks import RulebookInForce
from tests.mails import AWA, authenticated, mail, reply
from tests.pipeline.test_forgetting import forget
from tests.pipeline.test_side_by_side import at_once
from tests.rulebooks import LEAD, SMALL
from tests.stage import Stage


def within(**budgets: str) -> dict[str, str]:
    """The small rules with these budgets."""
    said = ", ".join(f"{scope}: {limits}" for scope, limits in budgets.items())
    return {**SMALL, "desk.yaml": f"{SMALL['desk.yaml']}budgets: {{{said}}}\n"}


def limited(store: Any, **budgets: str) -> Stage:
    return Stage(store, rules=within(**budgets))


def person(number: int, domain: str = "ngo.example.org") -> str:
    return f"p{number}@{domain}"


def ask(stage: Stage, number: int, sender: str = "", **more: Any) -> dict[str, Any]:
    """Somebody asks; the row in the ledger."""
    raw = mail(f"Where is place number {number}?", subject=f"q {number}", sender=sender or person(number), **more)
    return stage.arrive_one(raw)


def acks(stage: Stage) -> list[dict[str, Any]]:
    return [one for one in stage.outbox() if one["kind"] == "ack"]


def lines(stage: Stage, reference: str) -> list[str]:
    return [line["text"] for line in stage.ticket(reference)["entries"] if line["kind"] == "event"]


def test_R1_who_had_his_share_of_the_day_is_told_no_more_and_the_ticket_says_so(store: Any) -> None:
    stage = limited(store, address="{day: 2}")
    rows = [ask(stage, number, AWA) for number in range(3)]
    assert [row["disposition"] for row in rows] == ["opened"] * 3
    assert [one["to"] for one in acks(stage)] == [AWA] * 2
    assert "no answer, because the budget of automatic mail is used up (address, 2 a day)" in rows[2]["reason"]
    assert lines(stage, rows[2]["ticket"]) == ["no acknowledgement: the budget of automatic mail is used up (address, 2 a day)"]
    assert [mail["to"] for mail in stage.outbox() if mail["ticket"] == rows[2]["ticket"]] == [LEAD]
    stage.clock.move(timedelta(hours=31))
    ask(stage, 4, AWA)
    assert len(acks(stage)) == 3


def test_L3_other_spellings_of_an_address_share_its_day(store: Any) -> None:
    stage = limited(store, address="{day: 2}")
    for number, sender in enumerate(("awa+x@ngo.example.org", "AWA@ngo.example.org", "awa+y@NGO.example.org")):
        ask(stage, number, sender)
    assert len(acks(stage)) == 2


@pytest.mark.parametrize("scope", ["domain", "area", "all"])
def test_R1_what_is_over_a_shared_budget_waits_for_room(store: Any, scope: str) -> None:
    stage = limited(store, **{scope: "{hour: 2}"})
    for number in range(3):
        ask(stage, number)
    (waits,) = [one for one in acks(stage) if one["state"] == "queued"]
    assert waits["error"] == f"waits, for a budget of automatic mail is used up ({scope}, 2 an hour)"
    assert waits["due_at"] == stage.clock.now() + timedelta(minutes=75)
    assert len(stage.transport.to(person(2))) == 0
    stage.clock.move(timedelta(minutes=74))
    stage.deliver()
    assert stage.transport.to(person(2)) == []
    stage.clock.move(timedelta(minutes=1))
    stage.deliver()
    assert len(stage.transport.to(person(2))) == 1
    assert {(one["state"], one["error"]) for one in acks(stage)} == {("sent", None)}


def test_another_domain_does_not_wait(store: Any) -> None:
    stage = limited(store, domain="{hour: 1}")
    ask(stage, 0)
    ask(stage, 1)
    ask(stage, 2, person(2, "un.example.org"))
    assert [one["state"] for one in acks(stage)] == ["sent", "queued", "sent"]


def test_what_would_wait_for_more_than_a_day_is_left_out(store: Any) -> None:
    stage = limited(store, domain="{week: 1}")
    ask(stage, 0)
    row = ask(stage, 1)
    assert len(acks(stage)) == 1
    assert "(domain, 1 a week)" in row["reason"]
    assert len(lines(stage, row["ticket"])) == 1


def test_a_large_provider_is_many_people(store: Any) -> None:
    stage = limited(store, domain="{hour: 1}", provider="{hour: 2}", providers="[post.example.org]")
    for number in range(3):
        ask(stage, number, person(number, "post.example.org"))
    assert [one["state"] for one in acks(stage)] == ["sent", "sent", "queued"]


def test_S4_a_sender_for_whom_nobody_vouches_has_the_smallest_budget(stage: Stage) -> None:
    stage.trust()
    rows = [ask(stage, number, AWA) for number in range(2)]
    assert len(acks(stage)) == 1
    assert "(unproved, 1 a day)" in rows[1]["reason"]
    for number in range(2, 5):
        stage.arrive_one(authenticated(mail(f"Where is place {number}?", subject=f"q {number}")))
    assert len(acks(stage)) == 4


def test_S4_the_domain_of_those_for_whom_nobody_vouches_has_a_small_budget_too(store: Any) -> None:
    stage = limited(store, unproved_domain="{day: 2}")
    stage.trust()
    rows = [ask(stage, number) for number in range(3)]
    assert len(acks(stage)) == 2
    assert "(unproved domain, 2 a day)" in rows[2]["reason"]


def test_mails_to_the_team_wait_and_none_is_lost(store: Any) -> None:
    stage = limited(store, team="{hour: 2}")
    for number in range(5):
        ask(stage, number)
    assert len(stage.transport.to(LEAD)) == 2
    waiting = [one for one in stage.outbox() if one["kind"] == "route" and one["state"] == "queued"]
    assert {one["error"] for one in waiting} == {"waits, for a budget of automatic mail is used up (team, 2 an hour)"}
    for _ in range(3):
        stage.clock.move(timedelta(minutes=75))
        stage.deliver()
    assert len(stage.transport.to(LEAD)) == 5


def test_what_is_critical_does_not_wait(store: Any) -> None:
    stage = limited(store, team="{hour: 1}")
    ask(stage, 0)
    stage.arrive_one(mail("A grenade, come right now", subject="help", sender=person(1)))
    assert len(stage.transport.to(LEAD)) == 2


def test_an_answer_of_a_coordinator_is_never_kept_waiting(store: Any) -> None:
    stage = limited(store, ticket="{day: 1}", domain="{day: 1}", all="{day: 1}", address="{day: 1}")
    ask(stage, 0)
    stage.arrive_one(reply(stage.sent_to(LEAD), "She does."))
    assert [one["state"] for one in stage.outbox() if one["kind"] == "answer"] == ["sent"]


def test_follow_ups_of_one_ticket_wait_when_there_are_too_many(store: Any) -> None:
    stage = limited(store, ticket="{hour: 3}")
    ask(stage, 0)
    ours = stage.sent_to(person(0))
    for number in range(4):
        stage.arrive_one(reply(ours, f"And number {number}?", minutes=61 + number))
    states = [one["state"] for one in stage.outbox() if one["kind"] == "follow_up"]
    assert states == ["sent", "sent", "queued", "queued"]
    assert len(stage.ticket("TD-10001")["entries"]) == 5


def counted(stage: Stage) -> int:
    with stage.store.connection() as connection:
        return int(connection.execute(select(func.count()).select_from(tally)).scalar_one())


def test_who_is_forgotten_is_counted_no_more(store: Any) -> None:
    stage = limited(store, address="{day: 1}", unproved="{day: 1}")
    ask(stage, 0, AWA)
    before = counted(stage)
    forget(stage, address=AWA, confirm=False)
    assert counted(stage) < before
    ask(stage, 1, AWA)
    assert len(acks(stage)) == 1, "the first went with what was erased; the second is another"


def test_what_counts_no_more_is_cleared_away(stage: Stage) -> None:
    ask(stage, 0)
    stage.clock.move(timedelta(days=10))
    purge(Purging(stage.store, stage.clock, "stage", RulebookInForce()))
    assert counted(stage) == 0


def test_R2_what_is_rolled_back_is_not_counted_and_what_is_done_again_is_counted_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(stage, 0)
    before = numbers(stage)
    broken = [True]

    def fail_once(*args: Any) -> Record:
        if broken.pop() if broken else False:
            raise RuntimeError("the process breaks down after all is written")
        return record_of(*args)

    monkeypatch.setattr(processing, "record_of", fail_once)
    row = ask(stage, 1)
    assert (row["state"], row["attempts"]) == ("done", 2)
    assert numbers(stage) == before * 2


def numbers(stage: Stage) -> int:
    """How many mails are counted under the budget of all."""
    budget = Budget(Scope.ALL, "", Window.DAY, 1)
    with stage.store.transaction() as tx:
        return sum(tx.tallies.spent([budget])[budget.key].values())


def test_R1_two_workers_together_keep_to_the_budget_of_a_domain(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = limited(store, domain="{hour: 5}")
    monkeypatch.setattr(processing, "BATCH", 1)
    for number in range(14):
        stage.mailbox.put(mail(f"Where is place number {number}?", subject=f"q {number}", sender=person(number)))
    stage.poll()
    works = [stage.processing(name) for name in ("one", "two")]

    def drain(work: processing.Processing) -> None:
        while processing.process_due(work).ended:
            pass

    at_once(*(lambda work=work: drain(work) for work in works))  # type: ignore[misc]  # a bound default
    due = [one["due_at"] for one in acks(stage)]
    assert sorted(due.count(at) for at in set(due)) == [4, 5, 5]
    assert {(one["error"] is None) for one in acks(stage) if one["due_at"] == stage.clock.now()} == {True}


def test_as_many_budgets_as_there_may_be_are_asked_at_once(stage: Stage) -> None:
    budgets = [Budget(Scope.TICKET, str(number), Window.DAY, 5) for number in range(1_500)]
    with stage.store.transaction() as tx:
        tx.tallies.count([(one, stage.clock.now()) for one in budgets])
    with stage.store.transaction() as tx:
        spent = tx.tallies.spent(budgets)
    assert {sum(spent[one.key].values()) for one in budgets} == {1}
