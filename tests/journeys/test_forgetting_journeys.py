"""A person asks to be forgotten: commands as an operator types them, on real servers, and every byte of the files searched."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, imap_server, request_mail, text_of

AMINA = "amina1@field.example.net"
PLANTED = ("amina1", "Amina Osman", "Signs-for-Wadi-Halfa")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with an SQLite file in a folder of its own, where temporary files go too."""
    (tmp_path / "temporary").mkdir()
    with SmtpSink() as sink, imap_server("embedded") as (server, url):
        made = Desk(tmp_path, f"sqlite:///{tmp_path}/mailbot.db", url, sink, SQLITE_TMPDIR=str(tmp_path / "temporary"))
        server.deliver(request_mail(1, text="Signs-for-Wadi-Halfa, please, and soon."))
        server.deliver(request_mail(2, sender="Carl <carl@field.example.net>"))
        made.run_once()
        yield made


def found(folder: Path) -> list[str]:
    """Files below a folder in which a planted word stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [f"{path.name}: {word}" for path in files for word in PLANTED if word.casefold().encode() in path.read_bytes().lower()]


def test_beside_a_running_desk_somebody_is_forgotten_and_told(desk: Desk) -> None:
    assert AMINA in {ticket["requester"] for ticket in desk.tickets()}
    before = len(desk.sink.mails)
    running = desk.start("run")
    try:
        done = desk.command("forget", AMINA, "--yes")
        assert done.returncode == 0, done.stderr.decode()
        desk.sink.wait_for(before + 2, 30)
    finally:
        running.terminate()
        running.communicate(timeout=30)
    assert "has erased what it kept of you" in text_of(desk.received_by(AMINA)[-1])
    desk.run_once()
    assert found(desk.folder) == []
    assert [ticket["requester"] for ticket in desk.tickets()] == ["carl@field.example.net"]
    with sqlite3.connect(desk.folder / "mailbot.db") as database:
        assert database.execute("SELECT reason, confirmed FROM erasure").fetchall() == [("person", "sent")]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(desk.inbound()) == 2
