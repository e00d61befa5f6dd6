"""The rulebook in force: the newest good one, at the next mail (`threats` F1)."""

import threading
from dataclasses import replace

import pytest

from mailbot.adapters.store import SqlStore
from mailbot.core.rulebook import RulebookBroken
from mailbot.pipeline.process import LEASE, process_due
from mailbot.pipeline.publish import Signed, publish
from mailbot.pipeline.rulebooks import NoRulebook, RulebookInForce
from mailbot.ports import NewRevision
from tests.fakes import START
from tests.mails import mail
from tests.rulebooks import LEAD, SECOND, SMALL
from tests.stage import Stage

BROKEN = {**SMALL, "urgency.yaml": "table: urgency\nrules: [}\n"}
OTHER = {
    **SMALL,
    "desk.yaml": SMALL["desk.yaml"].replace(
        f"name: Global desk, coordinators: [{LEAD}]", f"name: Global desk, coordinators: [{SECOND}]"
    ),
}


def test_a_new_revision_takes_effect_at_the_next_mail(stage: Stage) -> None:
    work = stage.processing()
    stage.mailbox.put(mail(subject="one"))
    stage.poll()
    process_due(work)
    stage.publish(OTHER)
    stage.mailbox.put(mail(subject="two"))
    stage.poll()
    process_due(work)
    stage.publish(SMALL)
    stage.mailbox.put(mail(subject="three"))
    stage.poll()
    process_due(work)
    assert [t["owner"] for t in stage.tickets()] == [LEAD, SECOND, LEAD]
    shas = [stage.listed(lambda listings, n=n: listings.inbound_one(n)["decision"]["revision"]) for n in (1, 2, 3)]
    assert shas[0] == shas[2] != shas[1]


def test_F1_a_broken_draft_never_replaces_a_good_revision(stage: Stage) -> None:
    with pytest.raises(RulebookBroken, match=r"urgency\.yaml"):
        stage.publish(BROKEN)
    stage.arrive(mail())
    assert len(stage.tickets()) == 1
    with stage.store.transaction() as tx:
        assert len(tx.revisions.history()) == 1


def test_the_same_draft_again_is_no_new_revision(stage: Stage) -> None:
    stage.publish(SMALL)
    stage.publish(dict(reversed(SMALL.items())))
    with stage.store.transaction() as tx:
        assert len(tx.revisions.history()) == 1


def test_F1_a_revision_that_this_version_cannot_read_leaves_the_last_good_one(stage: Stage) -> None:
    rulebooks = RulebookInForce()
    with stage.store.transaction() as tx:
        good = rulebooks.look(tx)
        tx.revisions.publish(NewRevision("newer", BROKEN, "a newer version"), START)
        assert rulebooks.look(tx) is good
        assert rulebooks.look(tx) is good
        with pytest.raises(RulebookBroken):
            RulebookInForce().look(tx)
    stage.publish(OTHER)
    with stage.store.transaction() as tx:
        assert rulebooks.look(tx).sha != good.sha


def test_F1_without_a_rulebook_mail_waits_and_none_is_lost(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.setattr("tests.stage.publish", lambda *_: None)
        stage = Stage(store)
    stage.mailbox.put(mail())
    stage.poll()
    for _ in range(5):
        with pytest.raises(NoRulebook, match="mailbot rules publish"):
            process_due(stage.processing())
        stage.clock.move(LEASE)
    assert [(r["state"], r["attempts"]) for r in stage.inbound()] == [("pending", 0)]
    publish(store, stage.clock, SMALL, Signed("me"))
    assert stage.process().ended == 1
    assert stage.tickets()[0]["owner"] == LEAD


def test_a_new_revision_takes_effect_at_the_next_mail_of_a_batch_in_every_process(stage: Stage) -> None:
    """Two desks have a batch in hand each; between the first and the second mail of both, another process publishes."""
    other_store = SqlStore(stage.store.url)
    for n in range(6):
        stage.mailbox.put(mail(f"Question {n}", subject=f"q {n}", sender=f"p{n}@ngo.example.org"))
    stage.poll()
    decided: list[int] = []

    def publish_after_the_first(inbound: int, *_: object) -> None:
        decided.append(inbound)
        if len(decided) == 2:
            publish(other_store, stage.clock, OTHER, Signed("another process"))

    first = replace(stage.processing("one"), told=publish_after_the_first)
    second = replace(stage.processing("two"), store=other_store, told=publish_after_the_first)
    with pytest.MonkeyPatch.context() as small:
        small.setattr("mailbot.pipeline.process.BATCH", 3)
        assert process_due(first).ended == 3
        assert process_due(second).ended == 3
    other_store.close()
    assert [t["owner"] for t in stage.tickets()] == [LEAD, LEAD, SECOND, SECOND, SECOND, SECOND]


def test_each_of_two_threads_at_work_takes_a_new_revision_at_its_next_mail(stage: Stage) -> None:
    """Both have decided a mail of their batch, and hold the next one, when the third party publishes."""
    for n in range(8):
        stage.mailbox.put(mail(f"Question {n}", subject=f"q {n}", sender=f"p{n}@ngo.example.org"))
    stage.poll()
    both, published = threading.Barrier(3, timeout=30), threading.Event()
    counts: dict[str, list[int]] = {"one": [], "two": []}

    def worker(name: str) -> None:
        def told(inbound: int, *_: object) -> None:
            counts[name].append(inbound)
            if len(counts[name]) == 2:
                both.wait()
                assert published.wait(30)

        process_due(replace(stage.processing(name), told=told))

    with pytest.MonkeyPatch.context() as small:
        small.setattr("mailbot.pipeline.process.BATCH", 4)
        threads = [threading.Thread(target=worker, args=(name,)) for name in counts]
        for thread in threads:
            thread.start()
        both.wait()
        stage.publish(OTHER)
        published.set()
        for thread in threads:
            thread.join()
    revisions = {n: stage.listed(lambda listings, n=n: listings.inbound_one(n)["decision"]["revision"]) for n in range(1, 9)}
    for mails in counts.values():
        old, new = {revisions[n] for n in mails[:2]}, {revisions[n] for n in mails[2:]}
        assert (len(mails), len(old), len(new)) == (4, 1, 1)
        assert old != new


def test_F1_a_revision_that_cannot_be_read_is_told_once_and_mail_goes_on(stage: Stage) -> None:
    said: list[str] = []
    work = replace(stage.processing(), rulebooks=RulebookInForce(complain=said.append))
    stage.mailbox.put(mail(subject="one"))
    stage.poll()
    process_due(work)
    with stage.store.transaction() as tx:
        tx.revisions.publish(NewRevision("newer" * 10, BROKEN, "a newer version"), START)
    for subject in ("two", "three"):
        stage.mailbox.put(mail(subject=subject))
    stage.poll()
    assert process_due(work).ended == 2
    assert [t["owner"] for t in stage.tickets()] == [LEAD, LEAD, LEAD]
    (line,) = said
    assert "revision 2 (newernewerne)" in line
    assert "urgency.yaml" in line
