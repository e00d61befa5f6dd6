"""`mailbot reconcile` against real servers: what is missing is named, and what is well is not."""

import json
import sqlite3
from pathlib import Path

from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, request_mail


def test_a_mail_that_was_passed_over_is_found_and_read(
    tmp_path: Path, any_mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    server, url = any_mailbox
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/mailbot.db", url, sink)
    for number in (1, 2):
        server.deliver(request_mail(number))
    desk.run_once()
    well = desk.command("reconcile")
    assert (well.returncode, b"no gap" in well.stdout) == (0, True), well.stdout + well.stderr

    server.deliver(request_mail(3))
    with sqlite3.connect(tmp_path / "mailbot.db") as database:
        passed_over = database.execute("UPDATE cursor SET last_uid = last_uid + 1, settled_uid = settled_uid + 1").rowcount
    assert passed_over == 1
    looked = desk.command("reconcile", "--json")
    compared, gap = [json.loads(line) for line in looked.stdout.splitlines()]
    assert looked.returncode == 1
    assert (compared["on_server"], compared["kept"], compared["gaps"]) == (3, 2, 1)
    assert (gap["gap"], gap["count"], len(gap["numbers"])) == ("never_kept", 1, 1)

    mended = desk.command("reconcile", "--mend")
    assert (mended.returncode, b"mended: 1" in mended.stdout) == (0, True), mended.stdout + mended.stderr
    desk.run_once()
    assert [mail["disposition"] for mail in desk.inbound()] == ["opened"] * 3


def test_a_server_that_is_away_ends_with_75(tmp_path: Path, sink: SmtpSink) -> None:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/mailbot.db", "imap://desk:pw@127.0.0.1:1/INBOX", sink)
    done = desk.command("reconcile")
    assert done.returncode == 75
    assert b"127.0.0.1:1" in done.stderr


def test_without_a_mailbox_it_says_that_none_was_compared(tmp_path: Path, sink: SmtpSink) -> None:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/mailbot.db", "", sink)
    done = desk.command("reconcile")
    assert done.returncode == 2
    assert b"MAILBOT_IMAP_URL" in done.stderr
    assert b"every mail on a server" not in done.stdout
