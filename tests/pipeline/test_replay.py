"""Every decision, made again from the raw mail, the context and the revision, is the same (the contract)."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from mailbot.pipeline import kept_mail
from mailbot.pipeline.replay import Replayed, Verdict, replay
from mailbot.ports import NewRevision, Past
from tests.databases import tamper
from tests.fakes import START
from tests.mails import AWA, DESK, authenticated, mail, reply
from tests.pipeline.test_rulebooks import BROKEN, OTHER
from tests.rulebooks import LEAD, SMALL
from tests.stage import Stage

WORDS = ("a grenade near the school", "survivor of an attack in Gao", "cheap backlinks for you", "right now, please", "Mali", "")
MACHINE = ("Auto-Submitted", "auto-replied"), ("List-Unsubscribe", "<mailto:x@y.example>"), ("Precedence", "bulk")


def replayed(stage: Stage, wanted: Past | None = None) -> list[Replayed]:
    return list(replay(stage.store, wanted or Past()))


def verdicts(stage: Stage) -> Counter[Verdict]:
    return Counter(one.verdict for one in replayed(stage))


def question(n: int) -> bytes:
    """Of every sort: questions, machines, forgeries, our own, nobody's; each tenth repeats the one before."""
    n -= n % 10 == 9
    sender = ("p{n}@ngo.example.org", "p{n}@ngo.example.org, q@ngo.example.org", "same@ngo.example.org", DESK)[
        n % 17 % 4 if n % 5 else 0
    ]
    extra = [MACHINE[n % 3]] if n % 7 == 0 else []
    raw = mail(
        f"Question {n}: {WORDS[n % 6]}\n\nMerci \N{SNOWMAN}",
        subject=f"[TD-{10000 + n % 40}] q {n} urgent" if n % 3 else WORDS[n % 5],
        sender=sender.format(n=n),
        extra=extra,
    )
    return authenticated(raw, verdict=("pass", "fail")[n % 8 == 0]) if n % 4 == 0 else raw


def test_every_decision_on_a_thousand_mails_is_made_again_alike(stage: Stage) -> None:
    stage.trust()
    for n in range(940):
        stage.mailbox.put(
            question(n), received_at=stage.clock.now(), partial=n % 50 == 3, size=50_000_000 if n % 50 == 3 else None
        )
        if n % 100 == 99:
            stage.poll()
            stage.process()
            stage.publish((OTHER, SMALL)[n // 100 % 2])
            stage.clock.move(timedelta(minutes=17))
    stage.poll()
    stage.process()
    stage.deliver()
    sent = list(stage.transport.sent)[:60]
    answers = [reply(p.data, "Here is more, right now", minutes=n) for n, p in enumerate(sent)]
    answers[::3] = [authenticated(raw, domain=p.recipient.rpartition("@")[2]) for raw, p in zip(answers, sent, strict=True)][::3]
    for raw in answers:
        stage.mailbox.put(raw, received_at=stage.clock.now())
    stage.poll()
    stage.process()
    rows = stage.inbound()
    assert {"opened", "followed_up", "answered", "automatic", "duplicate", "discarded", None} <= {
        row["disposition"] for row in rows
    }
    assert len(rows) == 1000
    again = replayed(stage)
    assert [one for one in again if one.verdict is not Verdict.SAME] == []
    assert sorted(one.inbound for one in again) == [row["id"] for row in rows]


def test_a_decision_that_was_tampered_with_is_named(stage: Stage) -> None:
    stage.arrive(mail("one"), mail("two", subject="urgent"), mail("three"))
    tamper(stage.store, 1, "outcome", "opened", "bounce")
    with stage.store.connection() as connection:
        connection.exec_driver_sql(
            "UPDATE decision SET classification = replace(classification, 'high', 'low') WHERE inbound = 2"
        )
    assert [(one.inbound, one.reference, one.verdict, one.why) for one in replayed(stage)] == [
        (1, "TD-10001", Verdict.OTHER, "disposition"),
        (2, "TD-10002", Verdict.OTHER, "classification"),
        (3, "TD-10003", Verdict.SAME, ""),
    ]


def test_another_context_makes_another_decision(stage: Stage) -> None:
    stage.arrive(mail())
    tamper(stage.store, 1, "context", '"recent_mails":0', '"recent_mails":99')
    (one,) = replayed(stage)
    assert (one.verdict, one.why) == (Verdict.OTHER, "effects, reason, trace")


def test_a_reader_that_changed_since_is_told_of(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.arrive(mail(), mail("A grenade"))
    read_before = kept_mail.read
    monkeypatch.setattr(kept_mail, "read", lambda raw, sha256: replace(read_before(raw, sha256=sha256), reply="other words"))
    assert [(one.verdict, one.why) for one in replayed(stage)] == [
        (Verdict.OTHER, "effects; this version reads the mail otherwise"),
        (Verdict.OTHER, "effects, reason, classification, trace; this version reads the mail otherwise"),
    ]


def test_a_reader_that_changed_where_it_does_not_matter_changes_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.arrive(mail())
    read_before = kept_mail.read
    monkeypatch.setattr(kept_mail, "read", lambda raw, sha256: replace(read_before(raw, sha256=sha256), signature="x"))
    assert verdicts(stage) == {Verdict.SAME: 1}


def test_what_an_older_version_decided_cannot_be_replayed(stage: Stage) -> None:
    stage.arrive(mail("one"), mail("two"), mail("three"))
    with stage.store.connection() as connection:
        connection.exec_driver_sql("UPDATE decision SET context = NULL, outcome = NULL WHERE inbound = 1")
    tamper(stage.store, 2, "context", '"v":1', '"v":7')
    first, second, third = replayed(stage)
    assert (first.verdict, first.why) == (Verdict.CANNOT, "its context is not kept: decided by an older version, or erased")
    assert (second.verdict, second.why) == (Verdict.CANNOT, "its record is not ours to read: of version 7, and this is 1")
    assert third.verdict is Verdict.SAME


def test_a_rulebook_that_is_gone_or_cannot_be_read_is_told(stage: Stage) -> None:
    stage.arrive(mail("one"), mail("two"))
    with stage.store.transaction() as tx:
        tx.revisions.publish(NewRevision("b" * 64, BROKEN, "a newer version"), START)
    with stage.store.connection() as connection:
        connection.exec_driver_sql(f"UPDATE decision SET revision = '{'b' * 64}' WHERE inbound = 1")
        connection.exec_driver_sql("UPDATE decision SET revision = 'gone' WHERE inbound = 2")
    assert [(one.verdict, one.why) for one in replayed(stage)] == [
        (Verdict.CANNOT, "this version of mailbot cannot read the rulebook bbbbbbbbbbbb"),
        (Verdict.CANNOT, "the rulebook gone is not in the database"),
    ]


def test_only_the_mails_since_then(stage: Stage) -> None:
    stage.arrive(mail("one"))
    stage.clock.move(timedelta(days=3))
    stage.arrive(mail("two"))
    assert [one.inbound for one in replayed(stage, Past(since=stage.clock.now() - timedelta(days=1)))] == [2]
    assert [one.inbound for one in replayed(stage, Past(since=START))] == [1, 2]


def test_a_mail_that_was_decided_once_more_is_replayed_as_it_was_decided_last(stage: Stage) -> None:
    held = mail("Please close it.", sender=f"Lena <{LEAD}>", subject="[TD-10001] done")
    stage.arrive(mail(sender=f"Awa <{AWA}>"), held)
    from mailbot.adapters.store.mending import retry_inbound

    with stage.store.connection() as connection:
        retry_inbound(connection, 2, stage.clock.now())
    assert verdicts(stage) == {Verdict.SAME: 2}
    stage.clock.move(timedelta(hours=2))
    stage.process()
    assert verdicts(stage) == {Verdict.SAME: 2}
