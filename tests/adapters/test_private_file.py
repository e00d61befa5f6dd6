"""Making files private never costs SQLite its locks."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from mailbot.adapters.store.engine import open_engine
from mailbot.adapters.store.private_file import make_private

LOOK = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(c.execute('select count(*) from t').fetchone()[0]); c.close()"
)


def rows_seen_by_another_process(path: Path) -> int:
    """It connects, looks, and closes its connection, which it takes for the last one where it finds no lock."""
    return int(subprocess.run([sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True).stdout)


def test_another_process_never_takes_the_log_away_from_one_that_connects_again(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    url = make_url(f"sqlite:///{file}")
    writing, reading = open_engine(url, write=True), open_engine(url, write=False)
    with writing.connect() as first:
        first.exec_driver_sql("create table t (n int)")
        first.commit()
        for number in range(3):
            with reading.connect():  # a further connection of this process, opened while the first one holds its locks
                first.exec_driver_sql("insert into t values (?)", (number,))
                first.commit()
            reading.dispose()
            assert rows_seen_by_another_process(file) == number + 1
            assert (tmp_path / "desk.db-wal").exists()
    writing.dispose()
    assert rows_seen_by_another_process(file) == 3


def test_a_fresh_file_is_its_owners_alone_and_one_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    fresh, old = tmp_path / "fresh", tmp_path / "old"
    old.write_bytes(b"kept")
    old.chmod(0o640)
    make_private(fresh)
    make_private(old)
    assert (stat.S_IMODE(fresh.stat().st_mode), fresh.read_bytes()) == (0o600, b"")
    assert (stat.S_IMODE(old.stat().st_mode), old.read_bytes()) == (0o640, b"kept")


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        make_private(tmp_path / "nowhere" / "desk.db")
