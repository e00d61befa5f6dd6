"""What is published stays as it was; one of before can be put in force again."""

import pytest

from mailbot.core.rulebook import RulebookBroken
from mailbot.pipeline.publish import NoSuchRevision, Signed, find_revision, publish, roll_back
from mailbot.ports import NewRevision, Revision
from tests.fakes import START
from tests.mails import mail
from tests.pipeline.test_rulebooks import BROKEN, OTHER
from tests.rulebooks import LEAD, SECOND, SMALL
from tests.stage import Stage

ME = Signed("me", "why")
WRONG_EXAMPLE = SMALL["noise.yaml"].replace(
    "then: {noise: advertising}}", "then: {noise: advertising}, examples: {match: [no such words]}}"
)


def history(stage: Stage) -> list[Revision]:
    with stage.store.transaction() as tx:
        return tx.revisions.history()


def owner_of_next(stage: Stage) -> str:
    stage.arrive(mail(subject=f"q {len(stage.inbound())}"))
    return str(stage.tickets()[-1]["owner"])


def test_who_when_and_why_are_kept(stage: Stage) -> None:
    done = publish(stage.store, stage.clock, OTHER, ME)
    newest, first = history(stage)
    assert (newest.published_by, newest.note, newest.published_at, dict(newest.files)) == ("me", "why", START, dict(OTHER))
    assert (done.id, done.sha, done.replaced, done.changed) == (newest.id, newest.sha, first, True)
    again = publish(stage.store, stage.clock, OTHER, Signed("you"))
    assert (again.id, again.changed) == (newest.id, False)
    assert history(stage) == [newest, first]


def test_F1_a_draft_whose_own_examples_fail_is_refused(stage: Stage) -> None:
    before = history(stage)
    with pytest.raises(RulebookBroken, match=r"noise\.yaml:.*no such words.*matches no rule"):
        publish(stage.store, stage.clock, {**SMALL, "noise.yaml": WRONG_EXAMPLE}, ME)
    assert history(stage) == before


def test_back_to_the_one_before_and_forth_again(stage: Stage) -> None:
    stage.publish(OTHER)
    assert owner_of_next(stage) == SECOND
    done = roll_back(stage.store, stage.clock, "", Signed("me"))
    assert owner_of_next(stage) == LEAD
    assert done.changed
    assert [(one.id, one.published_by, one.note) for one in history(stage)] == [
        (3, "me", "back to revision 1"),
        (2, "tests", ""),
        (1, "tests", ""),
    ]
    roll_back(stage.store, stage.clock, "", Signed("me", "and forth"))
    assert owner_of_next(stage) == SECOND
    assert history(stage)[0].note == "and forth"


@pytest.mark.parametrize("form", ["{id}", "#{id}", "{sha}", "{sha:.4}", "{sha:.12}", " {sha:.7} "])
def test_a_revision_by_its_number_or_the_beginning_of_its_hash(stage: Stage, form: str) -> None:
    stage.publish(OTHER)
    first = history(stage)[-1]
    assert find_revision(history(stage), form.format(id=first.id, sha=first.sha)).sha == first.sha
    assert find_revision(history(stage), first.sha.upper()).sha == first.sha


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("9", "no revision 9 "), ("abc", "at least 4"), ("zzzzzz", "no revision zzzzzz;"), ("", "no revision"), ("aaaa", "several")],
)
def test_a_revision_that_is_not_there_or_not_one(wanted: str, said: str) -> None:
    made = [Revision(n, "aaaa" + str(n) * 60, START, "me", "", {}) for n in (3, 2, 1)]
    with pytest.raises(NoSuchRevision, match=said):
        find_revision(made, wanted)
    assert find_revision(made, "aaaa2").id == 2
    with pytest.raises(NoSuchRevision):
        find_revision([], "1")


def test_a_revision_that_this_version_cannot_read_is_refused(stage: Stage) -> None:
    with stage.store.transaction() as tx:
        tx.revisions.publish(NewRevision("beef" * 16, BROKEN, "a newer version"), START)
    stage.publish(OTHER)
    before = history(stage)
    with pytest.raises(RulebookBroken, match=r"urgency\.yaml"):
        roll_back(stage.store, stage.clock, "beef", ME)
    assert history(stage) == before
    assert owner_of_next(stage) == SECOND


def test_there_is_nothing_before_the_first(stage: Stage) -> None:
    with pytest.raises(NoSuchRevision, match="before the one in force"):
        roll_back(stage.store, stage.clock, "", ME)
    assert not roll_back(stage.store, stage.clock, "1", ME).changed
