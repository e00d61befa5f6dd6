"""The rulebook in force: the newest good one, at the next mail (`threats` F1)."""

import pytest

from mailbot.adapters.store import SqlStore
from mailbot.core.rulebook import RulebookBroken
from mailbot.pipeline.process import LEASE, process_due
from mailbot.pipeline.rulebooks import NoRulebook, RulebookInForce, publish
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
        tx.revisions.publish("newer", BROKEN, "a newer version", START)
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
    publish(store, stage.clock, SMALL, "me")
    assert stage.process().ended == 1
    assert stage.tickets()[0]["owner"] == LEAD
