"""What a draft would change: the same as deciding each mail twice, whoever does it and however many at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from mailbot.core.deciding.context import Identity
from mailbot.core.deciding.gates import decide
from mailbot.core.deciding.record import decode_context
from mailbot.core.decision import Decision, OpenTicket, OweMail
from mailbot.core.reading import read
from mailbot.core.rulebook import compile_rulebook
from mailbot.pipeline import side_by_side
from mailbot.pipeline.diff import Changed, Compared, Trial
from mailbot.pipeline.past import past_mails
from mailbot.pipeline.side_by_side import Texts, WorkerDied, in_batches
from mailbot.ports import Past, PastMail
from tests.fakes import START
from tests.mails import AWA, DESK, mail
from tests.pipeline.test_replay import question
from tests.pipeline.test_rulebooks import OTHER
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.stage import Stage

IDENTITY = Identity((DESK,))
DRAFT = {
    **SMALL,
    "topic.yaml": SMALL["topic.yaml"].replace("words: [grenade]", "words: [school]"),
    "urgency.yaml": SMALL["urgency.yaml"].replace("urgency: critical", "urgency: low"),
    "noise.yaml": SMALL["noise.yaml"].replace("cheap backlinks", "attack in Gao"),
    "desk.yaml": OTHER["desk.yaml"],
}


def texts(draft: Mapping[str, str] = DRAFT) -> Texts:
    return Texts(SMALL, (draft,), IDENTITY)


def trials(stage: Stage) -> list[Trial]:
    return [Trial(f"inbound {one.inbound}", one) for one in past_mails(stage.store, Past())]


def compare(stage: Stage, draft: Mapping[str, str] = DRAFT, jobs: int = 1) -> list[Compared]:
    return list(in_batches(iter(trials(stage)), texts(draft), jobs))


def changed(stage: Stage, draft: Mapping[str, str] = DRAFT) -> list[Changed]:
    return [one for result in compare(stage, draft) for one in result.changed[0]]


def what_counts(decision: Decision) -> Any:
    """In other words than those of the code under test."""
    opened = [(e.owner, e.due_at) for e in decision.effects if isinstance(e, OpenTicket)]
    owed = [(e.kind, e.role, e.locale, e.hint, e.to) for e in decision.effects if isinstance(e, OweMail)]
    dues = [getattr(e, "due_at", None) for e in decision.effects]
    return decision.disposition, decision.classification, opened, owed, dues


def many(stage: Stage, mails: int = 200) -> None:
    stage.trust()
    for n in range(mails):
        stage.mailbox.put(question(n), received_at=stage.clock.now())
    stage.poll()
    stage.process()


def test_the_result_is_that_of_deciding_each_mail_twice(stage: Stage) -> None:
    many(stage)
    published, draft = compile_rulebook(SMALL), compile_rulebook(DRAFT)
    expected = set()
    with stage.store.transaction() as tx:
        for number in range(1, 201):
            raw = tx.ledger.raw_of(number)
            (kept,) = [one for one in tx.archive.past_mails(Past(), number - 1) if one.inbound == number]
            assert kept.record is not None
            context = decode_context(kept.record.context)
            if what_counts(decide(read(raw), context, published)) != what_counts(decide(read(raw), context, draft)):
                expected.add(number)
    found = compare(stage)
    assert {one.inbound for result in found for one in result.changed[0]} == expected
    assert 20 < len(expected) < 180
    assert (sum(result.mails for result in found), sum(result.bare for result in found)) == (200, 0)


def test_several_processes_come_to_the_same_in_the_same_order(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    if stage.store.url.get_backend_name() == "postgresql":
        pytest.skip("nothing here depends on the database")
    many(stage)
    alone = compare(stage)
    monkeypatch.setattr(side_by_side, "WORTH_IT", 1)
    assert compare(stage, jobs=2) == alone


def test_a_process_that_is_killed_is_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "WORTH_IT", 1)
    stage.arrive(mail())
    broken = Texts({"desk.yaml": "nothing"}, (), IDENTITY)  # cannot be compiled there: the process ends
    with pytest.raises(WorkerDied, match="--jobs 1"):
        list(in_batches(iter(trials(stage)), broken, 2))


def test_each_field_and_the_rules_that_decided_are_named(stage: Stage) -> None:
    stage.arrive(mail("There is a grenade near the school", subject="right now", sender=f"Awa <{AWA}>"))
    stage.arrive(mail("Nothing of that sort"))
    draft = {**DRAFT, "desk.yaml": SMALL["desk.yaml"]}
    draft["topic.yaml"] = SMALL["topic.yaml"].replace("name: something found, when: {words: [grenade]}", "name: near, when: {words: [school]}").replace("area: mines, topic: mi_find", "area: protection, topic: pr_other")  # fmt: skip  # noqa: E501 - one rule
    (one,) = changed(stage, draft)
    assert (one.name, one.inbound, one.reference, one.subject) == ("inbound 1", 1, "TD-10001", "right now")
    assert {change.field: (change.before, change.after) for change in one.changes} == {
        "area": ("mines", "protection"),
        "topic": ("mi_find", "pr_other"),
        "urgency": ("critical", "low"),
        "due": ("2 h", "336 h"),
    }
    assert [(hit.rule, hit.matched) for hit in one.before] == [("something found", ("grenade",)), ("at once", ("right now",))]
    assert [(hit.rule, hit.matched) for hit in one.after] == [("near", ("school",)), ("at once", ("right now",))]


def test_who_is_written_to_counts(stage: Stage) -> None:
    stage.arrive(mail())
    draft = {**SMALL, "desk.yaml": DRAFT["desk.yaml"]}
    (one,) = changed(stage, draft)
    assert {change.field: (change.before, change.after) for change in one.changes} == {
        "owner": (LEAD, SECOND),
        "mails": (f"ack to requester (en), route to {LEAD} (en)", f"ack to requester (en), route to {SECOND} (en)"),
    }


def test_a_mail_that_becomes_noise_is_answered_no_more(stage: Stage) -> None:
    stage.arrive(mail("an attack in Gao"))
    (one,) = changed(stage, {**SMALL, "noise.yaml": DRAFT["noise.yaml"]})
    found = {change.field: (change.before, change.after) for change in one.changes}
    assert found["disposition"] == ("opened", "discarded")
    assert found["noise"] == ("", "advertising")
    assert found["mails"] == (f"ack to requester (en), route to {MALI} (fr)", "none")


@pytest.mark.parametrize("restricted_by", ["before", "after", "the ticket"])
def test_a_restricted_mail_shows_its_reference_alone(stage: Stage, restricted_by: str) -> None:
    stage.arrive(mail("The survivor says it was right now", subject="secret name"))
    draft = {**SMALL, "urgency.yaml": DRAFT["urgency.yaml"]}
    open_desk = SMALL["desk.yaml"].replace("restricted_topics: [pr_case]\n", "")
    before = dict(SMALL)
    if restricted_by != "before":
        before["desk.yaml"] = open_desk
    if restricted_by != "after":
        draft["desk.yaml"] = open_desk
    kept = trials(stage)
    assert kept[0].mail.restricted
    if restricted_by != "the ticket":
        kept = [Trial(kept[0].name, replace(kept[0].mail, restricted=False))]
    (result,) = in_batches(iter(kept), Texts(before, (draft,), IDENTITY), 1)
    ((one,),) = result.changed
    assert one.restricted
    assert one.subject == ""
    assert one.reference == "TD-10001"
    assert not any(hit.matched for hit in (*one.before, *one.after))
    assert "secret" not in repr(one)
    assert "survivor" not in repr(one)


def test_without_a_context_a_mail_is_decided_as_if_it_came_alone() -> None:
    raw = mail("A grenade")
    made = PastMail(0, "", raw, "", len(raw), False, START)
    older = replace(made, record=None)
    unknown = replace(made, reference="X-1")
    (result,) = in_batches(iter([Trial("a.eml", made), Trial("b.eml", older), Trial("c", unknown)]), texts(), 1)
    assert (result.mails, result.bare, len(result.changed[0])) == (3, 3, 3)


def test_the_context_of_then_counts(stage: Stage) -> None:
    """A repeated mail stays a repeated one, by whichever rules."""
    again = mail("A grenade", subject="one")
    stage.mailbox.put(again)
    stage.poll()
    stage.process()
    twin = mail("A grenade", subject="one")
    stage.mailbox.put(twin.replace(b"by mx.desk", b"by mx2.desk"))
    stage.poll()
    stage.process()
    assert [row["disposition"] for row in stage.inbound()] == ["opened", "duplicate"]
    assert [one.inbound for one in changed(stage)] == [1]


def test_the_same_rules_change_nothing(stage: Stage) -> None:
    many(stage, 30)
    assert changed(stage, dict(reversed(SMALL.items()))) == []


def test_of_a_long_past_only_a_few_batches_are_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def endless() -> Any:
        nonlocal taken
        raw = mail("A grenade")
        while True:
            taken += 1
            yield Trial("x", PastMail(0, "", raw, "", len(raw), False, START))

    monkeypatch.setattr(side_by_side, "WORTH_IT", 1)
    results = in_batches(endless(), texts(), 2)
    next(results)
    assert taken <= 6 * side_by_side.MOST_MAILS
    results.close()
