"""`run` publishes by itself: at its start and at each change, where the operator asked for it and the draft is right."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mailbot.adapters.store import SqlStore
from mailbot.core.rulebook import RulebookBroken
from mailbot.settings import Settings
from mailbot.wiring import auto_publish
from mailbot.wiring.auto_publish import publish_at_start, publishing
from tests.fakes import SilentSay
from tests.pipeline.test_diff import DRAFT
from tests.rulebooks import LEAD, SMALL

BROKEN = "table: urgency\nrules: [}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rules folder, looked at often."""
    monkeypatch.setattr(auto_publish, "EVERY", 0.02)
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def say() -> SilentSay:
    return SilentSay()


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as block:
        yield block


def settings(folder: Path, auto: str = "1") -> Settings:
    return Settings(MAILBOT_RULES=folder, MAILBOT_AUTO_PUBLISH=auto, _env_file=None)


def shas(store: SqlStore) -> list[str]:
    with store.transaction() as tx:
        return [one.sha for one in tx.revisions.history()]


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def test_a_change_is_published_while_it_runs(store: SqlStore, folder: Path, say: SilentSay, stack: ExitStack) -> None:
    stack.enter_context(publishing(settings(folder), store, say))
    (folder / "urgency.yaml").write_text(DRAFT["urgency.yaml"], encoding="utf-8")
    wait_for(lambda: len(shas(store)) == 2)
    (folder / "urgency.yaml").write_text(SMALL["urgency.yaml"], encoding="utf-8")
    wait_for(lambda: len(shas(store)) == 3)
    newest, _, first = shas(store)
    assert newest == first
    assert say.said == []


def test_F1_a_broken_change_is_told_and_the_good_one_stays(
    store: SqlStore, folder: Path, say: SilentSay, stack: ExitStack
) -> None:
    stack.enter_context(publishing(settings(folder), store, say))
    (folder / "urgency.yaml").write_text(BROKEN, encoding="utf-8")
    wait_for(lambda: len(say.said) == 1)
    assert say.said[0][:2] == ("trouble", "rules")
    assert "the draft is not published: urgency.yaml:2" in say.said[0][2]
    time.sleep(0.2)
    assert (len(say.said), len(shas(store))) == (1, 1)
    (folder / "urgency.yaml").write_text(DRAFT["urgency.yaml"], encoding="utf-8")
    wait_for(lambda: len(shas(store)) == 2)


def test_nothing_is_published_that_nobody_asked_for(store: SqlStore, folder: Path, say: SilentSay, stack: ExitStack) -> None:
    off = settings(folder, "0")
    stack.enter_context(publishing(off, store, say))
    (folder / "urgency.yaml").write_text(DRAFT["urgency.yaml"], encoding="utf-8")
    time.sleep(0.2)
    publish_at_start(off, store, say)
    assert len(shas(store)) == 1
    publish_at_start(settings(folder), store, say)
    assert len(shas(store)) == 2


def test_F1_a_broken_draft_at_the_start_is_told_and_the_good_one_stays(store: SqlStore, folder: Path, say: SilentSay) -> None:
    (folder / "urgency.yaml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(RulebookBroken):
        publish_at_start(settings(folder), store, say)
    (folder / "urgency.yaml").write_text(SMALL["urgency.yaml"], encoding="utf-8")
    publish_at_start(settings(folder), store, say)
    (folder / "urgency.yaml").write_text(BROKEN, encoding="utf-8")
    publish_at_start(settings(folder), store, say)
    assert [one[:2] for one in say.said] == [("trouble", "rules")]
    assert len(shas(store)) == 1


def test_a_folder_that_vanishes_is_told(store: SqlStore, folder: Path, say: SilentSay, stack: ExitStack) -> None:
    stack.enter_context(publishing(settings(folder), store, say))
    for path in folder.glob("*.yaml"):
        path.rename(path.with_suffix(".old"))
    wait_for(lambda: len(say.said) == 1)
    assert "no .yaml file" in say.said[0][2]
    assert len(shas(store)) == 1


def test_a_draft_for_another_desk_is_told_and_the_good_one_stays(store: SqlStore, folder: Path, say: SilentSay) -> None:
    publish_at_start(settings(folder), store, say)
    (folder / "urgency.yaml").write_text(DRAFT["urgency.yaml"], encoding="utf-8")
    ours = Settings(MAILBOT_RULES=folder, MAILBOT_AUTO_PUBLISH="1", MAILBOT_ADDRESS=LEAD, _env_file=None)
    publish_at_start(ours, store, say)
    assert len(shas(store)) == 1
    assert "is an address of the desk" in say.said[0][2]
