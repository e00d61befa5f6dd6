"""Several workers at once: nothing twice."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mailbot.adapters.templates import TemplateRenderer
from mailbot.pipeline import process as processing
from mailbot.pipeline.deliver import deliver_due
from mailbot.pipeline.process import process_due
from mailbot.pipeline.rulebooks import RulebookInForce
from tests.fakes import FakeMailbox, FakeTransport
from tests.mails import AWA, mail
from tests.rulebooks import LEAD
from tests.stage import Stage


def at_once(*works: Callable[[], None]) -> None:
    """Run all in threads of their own; what one raises is raised here."""
    wrong: list[BaseException] = []
    start = threading.Barrier(len(works), timeout=20)

    def run(work: Callable[[], None]) -> None:
        try:
            start.wait()
            work()
        except BaseException as raised:  # noqa: BLE001 - raised below, in the test's thread
            wrong.append(raised)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


def test_R2_two_workers_decide_each_mail_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processing, "BATCH", 2)
    other = FakeMailbox("imap://info@mail.example.org/INBOX")
    for n in range(12):
        raw = mail(f"Question {n}", subject=f"q {n}", sender=f"p{n}@ngo.example.org")
        stage.mailbox.put(raw)
        other.put(raw)
    stage.poll()
    stage.poll(other)
    works = [stage.processing(name) for name in ("one", "two")]

    def drain(work: processing.Processing) -> None:
        while process_due(work).ended:
            pass

    at_once(*(lambda work=work: drain(work) for work in works))  # type: ignore[misc]  # a bound default
    stage.process()
    rows = stage.inbound()
    assert {row["state"] for row in rows} == {"done"}
    assert sorted(row["disposition"] for row in rows) == ["duplicate"] * 12 + ["opened"] * 12
    assert len(stage.tickets()) == 12
    assert len(stage.outbox()) == 24
    assert len(stage.told) == 24


@pytest.mark.parametrize("sender", [f"Awa Toure <{AWA}>", "a@ngo.example.org, b@ngo.example.org"])
def test_R3_one_mail_decided_by_two_workers_at_the_same_moment_is_one_ticket(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, sender: str
) -> None:
    monkeypatch.setattr(processing, "BATCH", 1)
    stage.mailbox.put(mail(sender=sender))
    stage.poll()
    other = FakeMailbox("imap://info@mail.example.org/INBOX")
    other.put(mail(sender=sender))
    stage.poll(other)
    if stage.store.url.get_backend_name() == "postgresql" and "," in sender:
        # Nothing makes these two take turns: both look up before either has written, and the second meets a conflict.
        both_have_looked_up, decide = threading.Barrier(2, timeout=20), processing.decide
        first: set[int] = set()

        def decide_together(*args: Any) -> Any:
            if threading.get_ident() not in first:
                first.add(threading.get_ident())
                both_have_looked_up.wait()
            return decide(*args)

        monkeypatch.setattr(processing, "decide", decide_together)
    one, two = stage.processing("one"), stage.processing("two")
    at_once(lambda: assert_one(process_due(one).ended), lambda: assert_one(process_due(two).ended))
    assert sorted(str(row["disposition"]) for row in stage.inbound()) == ["duplicate", "opened"]
    assert [row["attempts"] for row in stage.inbound()] == [1, 1]
    assert stage.owed() == ([("route", LEAD)] if "," in sender else [("ack", AWA), ("route", LEAD)])


def test_L3_two_workers_together_keep_to_the_hourly_limit(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processing, "BATCH", 1)
    for n in range(24):
        stage.mailbox.put(mail(f"Question {n}", subject=f"q {n}"))
    stage.poll()
    works = [stage.processing(name) for name in ("one", "two")]

    def drain(work: processing.Processing) -> None:
        while process_due(work).ended:
            pass

    at_once(*(lambda work=work: drain(work) for work in works))  # type: ignore[misc]  # a bound default
    assert stage.process().ended == 0
    assert len(stage.tickets()) == 24
    assert len([m for m in stage.owed() if m[0] == "ack"]) == 10


def assert_one(number: int) -> None:
    assert number == 1


def test_R2_two_senders_send_each_mail_once(stage: Stage) -> None:
    stage.arrive(*[mail(f"Question {n}", subject=f"q {n}", sender=f"p{n}@ngo.example.org") for n in range(10)])
    ways = [FakeTransport(slots=2), FakeTransport(slots=2)]
    works = [
        replace(stage.delivery(), holder=name, transport=way, rulebooks=RulebookInForce(), renderer=TemplateRenderer(None))
        for name, way in zip(("one", "two"), ways, strict=True)
    ]
    at_once(*(lambda work=work: deliver_due(work) for work in works))  # type: ignore[misc]  # a bound default
    sent = [parcel.data for way in ways for parcel in way.sent]
    assert len(sent) == len(set(sent)) == 20
    assert {m["state"] for m in stage.outbox()} == {"sent"}
    assert {m["attempts"] for m in stage.outbox()} == {1}


def test_R2_two_pollers_keep_each_mail_once(stage: Stage) -> None:
    from mailbot.pipeline.ingest import poll

    for n in range(8):
        stage.mailbox.put(mail(subject=f"q {n}"))
    twin = FakeMailbox()
    twin.mails = stage.mailbox.mails
    kept: list[int | None] = []
    at_once(lambda: kept.append(poll(stage.intake("one"), stage.mailbox)), lambda: kept.append(poll(stage.intake("two"), twin)))
    assert sorted(kept, key=str) == [8, None]
    assert len(stage.inbound()) == 8
