"""Real and hand-written mails from beside the repository, where they are there: all of them through a whole desk."""

import re
from collections import Counter
from pathlib import Path

import pytest

from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDERS = (SHARED / "requests", SHARED / "corpora" / "gitlab" / "emails")
MACHINES = re.compile(r"no-?reply|mailer-daemon|postmaster|^owner-|-request@|bounce", re.IGNORECASE)


@pytest.mark.skipif(not all(folder.is_dir() for folder in FOLDERS), reason="the mails beside the repository are not here")
def test_every_real_mail_ends_and_no_machine_is_answered(
    desk: Desk, best_mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    mails = [path for folder in FOLDERS for path in sorted(folder.iterdir()) if path.suffix == ".eml"]
    assert len(mails) == 84
    for path in mails:
        best_mailbox[0].deliver(path.read_bytes())
    desk.run_once()
    rows = desk.inbound()
    assert len(rows) == len(mails)
    assert {row["state"] for row in rows} == {"done"}
    assert all(row["disposition"] for row in rows)
    opened = [row for row in rows if row["disposition"] == "opened"]
    assert len(opened) == len(desk.tickets()) > 60
    acks = Counter(mail["ticket"] for mail in desk.outbox() if mail["kind"] in ("ack", "question"))
    assert acks
    assert set(acks.values()) == {1}
    assert not [mail.rcpt_to for mail in sink.mails if any(MACHINES.search(to) for to in mail.rcpt_to)]
    before = (rows, desk.tickets(), desk.outbox(), len(sink.mails))
    desk.run_once()
    assert (desk.inbound(), desk.tickets(), desk.outbox(), len(sink.mails)) == before
