"""Copies: whole or not there, of one moment, put back whole or not at all."""

import errno
import json
import os
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from mailbot.adapters.backup import folder as folders
from mailbot.adapters.backup.folder import CONTENT, KEYS, copies_in, new_copy, nobody_else
from mailbot.adapters.backup.manifest import BadCopy, check_files, read_manifest
from mailbot.adapters.backup.numbers import next_number, numbers_lost
from mailbot.adapters.backup.restoring import Copy, is_free, place_content, refuse_unfit, refuse_while_at_work
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.integrity import find_faults
from mailbot.adapters.store.schema import SchemaState, migrate, state_of
from mailbot.ports import StoreTrouble
from tests.fakes import START, FakeMailbox
from tests.mails import AWA, mail, text_of
from tests.restoring import put_back, save
from tests.stage import Stage


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def is_sqlite(store: SqlStore) -> bool:
    return store.url.get_backend_name() == "sqlite"


def test_a_database_comes_back_with_its_keys(stage: Stage, copies: Path) -> None:
    stage.arrive_one(mail())
    save(stage.store, copies)
    stage.arrive_one(mail(sender="late@ngo.example.org", subject="Late"))
    placed = put_back(stage.store, copies, with_keys=True)
    assert placed.next_ticket == 20_001
    back = SqlStore(stage.store.url)
    back.verify_keys()
    assert state_of(back) is SchemaState.CURRENT
    risen = Stage(back)
    assert [ticket["requester"] for ticket in risen.tickets()] == [AWA]
    assert risen.ticket("TD-10001")["entries"][0]["text"].startswith("Hello")
    (row,) = risen.arrive(mail(sender="new@ngo.example.org", subject="New"), mailbox=FakeMailbox("imap://new@x.example/INBOX"))
    assert row["ticket"] == "TD-30001"
    with back.connection() as connection:
        assert find_faults(connection, full=True) == []
    back.close()


def test_what_was_there_is_set_aside_whole(stage: Stage, copies: Path) -> None:
    save(stage.store, copies)
    stage.arrive_one(mail())
    placed = put_back(stage.store, copies)
    if is_sqlite(stage.store):
        old = SqlStore(database_url(f"sqlite:///{placed.aside}"))
        with old.connection() as connection:
            assert connection.execute(text("SELECT count(*) FROM ticket")).scalar_one() == 1
        old.close()
    else:
        back = SqlStore(stage.store.url)
        with back.connection() as connection:
            schema = placed.aside.rpartition(" ")[2]
            assert connection.execute(text(f"SELECT count(*) FROM {schema}.ticket")).scalar_one() == 1
            assert connection.execute(text("SELECT count(*) FROM ticket")).scalar_one() == 0
        back.close()


def test_a_copy_is_of_one_moment_while_others_write(stage: Stage, copies: Path) -> None:
    """Every row that a copy holds has what it refers to, and its work."""
    ended = threading.Event()

    def work() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            stage.mailbox.put(mail(sender=f"a{number}@ngo.example.org", subject=f"Question {number}"))
            stage.poll()
            stage.process()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for minutes in range(3):
            save(stage.store, copies, minutes=minutes)
    finally:
        ended.set()
        worker.join()
    assert len(copies_in(copies / CONTENT)) == 3
    assert len(copies_in(copies / KEYS)) == 1
    put_back(stage.store, copies, with_keys=True)
    back = SqlStore(stage.store.url)
    with back.connection() as connection:
        assert find_faults(connection, full=True) == []
        kept, decided = (
            connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in ("inbound", "decision")
        )
    assert kept - decided in (0, 1)
    back.close()


def test_a_copy_that_is_cut_off_is_none(stage: Stage, copies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk says so and leaves nothing; what a killed process left is no copy, and goes with the next one."""

    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(folders, "sync", full)
        with pytest.raises(StoreTrouble, match="the disk is full"):
            save(stage.store, copies)
    assert list((copies / CONTENT).iterdir()) == []
    left = copies / CONTENT / "2026-01-01T000000.000000Z.unfinished"
    left.mkdir()
    (left / "manifest.json").write_text("{}")
    assert copies_in(copies / CONTENT) == []
    save(stage.store, copies)
    assert [path.name for path in (copies / CONTENT).iterdir()] == ["2026-02-03T090000.000000Z"]


def test_two_backups_at_once_are_one_line(copies: Path) -> None:
    with nobody_else(copies), pytest.raises(StoreTrouble, match="another backup is being written"), nobody_else(copies):
        pytest.fail("both had it")
    with nobody_else(copies), new_copy(copies / CONTENT, "x"):
        pass


@pytest.mark.parametrize("harm", ["cut", "changed", "gone", "no manifest", "other manifest", "path"])
def test_a_damaged_copy_is_refused_by_name(stage: Stage, copies: Path, harm: str) -> None:
    copy = save(stage.store, copies)
    name = max(copy.manifest.files, key=lambda one: copy.manifest.files[one].size)
    path, manifest = copy.folder / name, copy.folder / "manifest.json"
    match harm:
        case "cut":
            path.write_bytes(path.read_bytes()[:-1])
        case "changed":
            data = path.read_bytes()
            path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
        case "gone":
            path.unlink()
        case "no manifest":
            manifest.unlink()
        case "other manifest":
            manifest.write_text(json.dumps({"form": 1, "files": []}))
        case "path":
            told = json.loads(manifest.read_text())
            manifest.write_text(json.dumps({**told, "files": {f"../{name}": told["files"][name]}}))
    with pytest.raises(BadCopy, match=str(copy.folder)):
        check_files(copy.folder, read_manifest(copy.folder))


def test_a_restore_that_fails_leaves_what_was_there(stage: Stage, copies: Path) -> None:
    copy = save(stage.store, copies)
    stage.arrive_one(mail())
    name = "database.db" if is_sqlite(stage.store) else "inbound.copy"
    stage.store.close()
    (copy.folder / name).write_bytes(b"no copy at all")
    fresh = SqlStore(stage.store.url)
    with pytest.raises((BadCopy, StoreTrouble)):
        place_content(fresh, copy, 0, START)
    with fresh.connection() as connection:
        assert connection.execute(text("SELECT count(*) FROM ticket")).scalar_one() == 1
    fresh.close()


def test_a_restore_while_the_desk_runs_is_refused(stage: Stage, copies: Path) -> None:
    copy = save(stage.store, copies)
    with stage.store.connection() as connection:
        connection.execute(text("SELECT 1"))
    with pytest.raises(StoreTrouble, match="stop the desk"):
        if is_sqlite(stage.store):
            other = SqlStore(stage.store.url)
            try:
                place_content(other, copy, 0, START)
            finally:
                other.close()
        else:
            refuse_while_at_work(stage.store.url)


def test_what_lies_beside_a_file_that_is_gone_spoils_nothing(stage: Stage, copies: Path) -> None:
    """At three in the morning somebody removes the database and leaves its write-ahead file."""
    if not is_sqlite(stage.store):
        pytest.skip("SQLite's files")
    save(stage.store, copies)
    stage.store.close()
    path = Path(str(stage.store.url.database))
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(b"old pages")
    path.with_name(f"{path.name}.restoring").write_bytes(b"half a restore")
    put_back(stage.store, copies)
    assert not path.with_name(f"{path.name}-wal").exists()
    assert not path.with_name(f"{path.name}.restoring").exists()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_only_an_empty_database_is_free(stage: Stage, tmp_path: Path) -> None:
    assert not is_free(stage.store.url)
    if is_sqlite(stage.store):
        assert is_free(database_url(f"sqlite:///{tmp_path}/none.db"))
        (tmp_path / "text.db").write_text("no database " * 100)
        assert not is_free(database_url(f"sqlite:///{tmp_path}/text.db"))


def test_a_copy_of_an_older_version_is_put_back_as_it_was(tmp_path: Path, request: pytest.FixtureRequest, copies: Path) -> None:
    with request.getfixturevalue("postgres").database("template1") as url:
        store = SqlStore(database_url(url))
        store.vault.make()
        with store.connection() as connection:
            migrate(connection, "0015")
        save(store, copies)
        put_back(store, copies)
        back = SqlStore(store.url)
        assert state_of(back) is SchemaState.OLDER
        back.close()


def test_a_copy_that_does_not_fit_is_one_line(stage: Stage, copies: Path) -> None:
    copy = save(stage.store, copies)
    other = "postgresql+psycopg://u@h/d" if is_sqlite(stage.store) else "sqlite:///x.db"
    with pytest.raises(BadCopy, match="is a copy of"):
        refuse_unfit(copy, database_url(other))
    told = json.loads((copy.folder / "manifest.json").read_text())
    (copy.folder / "manifest.json").write_text(json.dumps({**told, "schema": "9999"}))
    with pytest.raises(BadCopy, match="newer mailbot"):
        refuse_unfit(Copy(copy.folder, read_manifest(copy.folder)), stage.store.url)


@pytest.mark.parametrize(
    ("last", "lost", "first"),
    [(0, 10_000, 10_001), (1, 10_000, 20_001), (9_999, 10_000, 20_001), (10_001, 10_000, 30_001), (7, 0, 10_001)],
)
def test_numbers_go_on_at_a_round_one(last: int, lost: int, first: int) -> None:
    assert next_number(last, lost) == first


def test_the_older_a_copy_the_more_numbers_may_be_lost() -> None:
    assert numbers_lost(timedelta(minutes=5)) == 10_000
    assert numbers_lost(timedelta(days=30)) == 259_200


def test_what_was_said_is_read_again(stage: Stage, copies: Path) -> None:
    stage.arrive_one(mail())
    before = text_of(stage.sent_to(AWA))
    save(stage.store, copies)
    put_back(stage.store, copies)
    back = SqlStore(stage.store.url)
    with back.transaction() as tx:
        assert tx.ledger.raw_of(1) == mail()
    back.close()
    assert "TD-10001" in before
