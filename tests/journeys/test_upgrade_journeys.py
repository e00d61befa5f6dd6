"""`mailbot db upgrade` while the desk runs, and the new program started beside the old one."""

from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path

from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, request_mail, stop
from tests.newer import migrations_of_newer, start_newer


def end(process, expect: int = 0) -> str:
    """Wait for a command; what it said on standard error."""
    _, said = process.communicate(timeout=120)
    assert process.returncode == expect, said.decode()
    return said.decode()


def test_R2_old_and_new_drain_together_over_one_schema_step(
    desk: Desk, best_mailbox: tuple[ImapServer, str], sink: SmtpSink, tmp_path: Path
) -> None:
    newer = migrations_of_newer(tmp_path, rolling=True)
    for number in range(8):
        best_mailbox[0].deliver(request_mail(number))
    old = desk.start("run")
    try:
        sink.wait_for(4, 60)
        end(start_newer(desk, newer, "db", "upgrade"))
        new = start_newer(desk, newer, "run")
        try:
            for number in range(8, 12):
                best_mailbox[0].deliver(request_mail(number))
            sink.wait_for(24, 60)
            assert old.poll() is None
            ended_old = stop(old)
            best_mailbox[0].deliver(request_mail(12))
            sink.wait_for(26, 60)
        finally:
            ended = stop(new)
    finally:
        stop(old)
    assert (ended[0], ended_old[0]) == (0, 0), (ended, ended_old)
    said = desk.run_once()
    assert said.count("install the new one soon") == 1
    assert len(desk.tickets()) == 13
    assert Counter(row["disposition"] for row in desk.inbound()) == {"opened": 13}
    names = Counter(str(message_from_bytes(mail.data, policy=policy.default)["Message-ID"]) for mail in sink.mails)
    assert (len(names), set(names.values())) == (26, {1})


def test_a_running_old_program_ends_with_a_line_where_it_may_not_go_on(
    desk: Desk, best_mailbox: tuple[ImapServer, str], sink: SmtpSink, tmp_path: Path
) -> None:
    newer = migrations_of_newer(tmp_path, rolling=False)
    old = desk.start("run")
    best_mailbox[0].deliver(request_mail(1))
    sink.wait_for(2, 60)
    end(start_newer(desk, newer, "db", "upgrade"))
    assert "install the new one and start it" in end(old, expect=2)
    best_mailbox[0].deliver(request_mail(2))
    assert "newer mailbot" in end(desk.start("run", "--once"), expect=2)
    end(start_newer(desk, newer, "run", "--once"))
    assert len(sink.wait_for(4, 10)) == 4
