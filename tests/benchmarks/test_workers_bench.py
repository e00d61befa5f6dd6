"""The measuring of workers runs on both databases, and says what is lost or doubled."""

from pathlib import Path

import pytest

from benchmarks.workers.drained import Load, drain_by_workers
from tests.servers.postgres import Postgres


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_few_mails_are_drained_and_measured(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    database = ""
    if kind == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        database = server.url("postgres")
    run = drain_by_workers(Load(4, 1 if kind == "sqlite" else 2, 1, database), tmp_path)
    assert (run.wrong, run.mails, run.sent) == ((), 4, 2 * (4 + 14))
    assert len(run.cpu) == run.workers
    assert (run.server > 0) == (kind == "postgresql")
    assert 0 < run.busy < 1.5
    assert run.per_second > 0


def test_what_is_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.workers.drained.WARM", range(0))
    monkeypatch.setattr("benchmarks.workers.drained.LOOK_SECONDS", 0.01)
    monkeypatch.setattr("benchmarks.workers.drained.TOO_LONG", 0.5)
    with pytest.raises(RuntimeError, match="0 mails of 200 were sent"):
        drain_by_workers(Load(100, 0, 1), tmp_path)


def test_a_worker_that_ends_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.workers.drained.SECRET", "short")
    monkeypatch.setattr("benchmarks.workers.drained._publish", lambda *_: None)
    with pytest.raises(RuntimeError, match=r"worker 0 ended with 2:\n(.*\n)*.*MAILBOT_SECRET"):
        drain_by_workers(Load(1, 1, 1), tmp_path)
