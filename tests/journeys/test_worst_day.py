"""Servers that are away, processes that die, two at once: afterwards everything is there once."""

import signal
import socket
import time
from collections import Counter
from email import message_from_bytes, policy

import pytest

from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, request_mail, stop
from tests.servers.dovecot import Dovecot, why_not

needs_dovecot = pytest.mark.skipif(bool(why_not()), reason=why_not() or "runs")


def message_ids(sink: SmtpSink) -> Counter[str]:
    """How often each Message-ID reached the sink."""
    return Counter(str(message_from_bytes(mail.data, policy=policy.default)["Message-ID"]) for mail in sink.mails)


def everything_is_there_once(desk: Desk, requests: int) -> None:
    """Every mail is one ledger row and one ticket; every ticket has one ack and one routing mail, each sent."""
    rows = desk.inbound()
    assert [(row["state"], row["disposition"]) for row in rows] == [("done", "opened")] * requests
    assert len({row["uid"] for row in rows}) == requests
    assert len(desk.tickets()) == requests
    assert Counter((mail["kind"], mail["state"]) for mail in desk.outbox()) == {
        ("ack", "sent"): requests,
        ("route", "sent"): requests,
    }


def test_smtp_is_down_for_a_whole_run(desk: Desk, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> None:
    for number in range(5):
        best_mailbox[0].deliver(request_mail(number))
    said = desk.run_once(expect=75, MAILBOT_SMTP_URL="smtp://127.0.0.1:9")
    assert "127.0.0.1" in said
    assert len(desk.tickets()) == 5
    assert {(mail["state"], mail["attempts"]) for mail in desk.outbox()} == {("queued", 0)}
    desk.run_once()
    desk.run_once()
    everything_is_there_once(desk, 5)
    assert set(message_ids(sink).values()) == {1}
    assert len(sink.mails) == 10


def test_two_processes_at_once(desk: Desk, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> None:
    for number in range(40):
        best_mailbox[0].deliver(request_mail(number))
    assert desk.command("db", "upgrade").returncode == 0
    both = [desk.start("run", "--once"), desk.start("run", "--once")]
    ends = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], ends
    desk.run_once()
    everything_is_there_once(desk, 40)
    assert set(message_ids(sink).values()) == {1}
    assert len(sink.mails) == 80


def test_killed_again_and_again(desk: Desk, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> None:
    for number in range(60):
        best_mailbox[0].deliver(request_mail(number))
    for after in (1.0, 1.2, 1.4, 1.7):
        process = desk.start("run")
        time.sleep(after)  # not a synchronisation: the moment of the kill is meant to be arbitrary
        stop(process, signal.SIGKILL)
    desk.run_once()
    everything_is_there_once(desk, 60)
    sent = message_ids(sink)
    assert len(sent) == 120
    assert sum(sent.values()) - len(sent) <= 4 * 4  # at most one mail a slot and kill


def test_a_running_desk_answers_and_ends_when_told(desk: Desk, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> None:
    process = desk.start("run")
    try:
        best_mailbox[0].deliver(request_mail(1))
        assert len(sink.wait_for(2, 30)) == 2
        best_mailbox[0].deliver(request_mail(2))
        assert len(sink.wait_for(4, 30)) == 4
    finally:
        code, said = stop(process)
    assert code == 0, said
    everything_is_there_once(desk, 2)


@needs_dovecot
def test_the_mailbox_is_cut_while_it_is_read(tmp_path, database: str, sink: SmtpSink) -> None:
    with Dovecot() as dovecot:
        for number in range(120):
            dovecot.deliver(request_mail(number))
        desk = Desk(tmp_path, database, dovecot.url(), sink)
        process = desk.start("run")
        try:
            sink.wait_for(6, 30)
            dovecot.stop()
            dovecot.start()
            assert len(sink.wait_for(240, 90)) >= 240
        finally:
            stop(process)
        desk.run_once()
        everything_is_there_once(desk, 120)
        assert set(message_ids(sink).values()) == {1}


def test_a_mailbox_that_hangs_delays_no_other(
    tmp_path, database: str, best_mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    imap, url = best_mailbox
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections and never says a word
        silent_url = f"imap://desk:secret@127.0.0.1:{silent.getsockname()[1]}/INBOX"
        desk = Desk(tmp_path, database, f"{silent_url} {url}", sink)
        process = desk.start("run")
        try:
            imap.deliver(request_mail(1))
            assert len(sink.wait_for(2, 30)) == 2
        finally:
            code, said = stop(process)
        assert code == 0, said
        assert [ticket["requester"] for ticket in desk.tickets()] == ["amina1@field.example.net"]


def test_a_stop_does_not_wait_for_a_server_that_hangs(
    tmp_path, database: str, best_mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    imap, url = best_mailbox
    with socket.create_server(("127.0.0.1", 0)) as silent:
        desk = Desk(tmp_path, database, url, sink)
        process = desk.start("run", MAILBOT_SMTP_URL=f"smtp://127.0.0.1:{silent.getsockname()[1]}")
        imap.deliver(request_mail(1))
        held, _ = silent.accept()  # the desk is about to send
        with held:
            code, said = stop(process)  # fails where the process is still there after 30 seconds
        assert code == 0, said
        desk.run_once()
        everything_is_there_once(desk, 1)
        assert set(message_ids(sink).values()) == {1}


def test_run_once_told_to_stop_ends_and_loses_nothing(desk: Desk, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> None:
    best_mailbox[0].deliver(request_mail(1))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        process = desk.start("run", "--once", MAILBOT_SMTP_URL=f"smtp://127.0.0.1:{silent.getsockname()[1]}")
        held, _ = silent.accept()
        with held:
            code, said = stop(process)
    assert code == 75
    assert "Traceback" not in said
    assert "run it again" in said
    desk.run_once()
    everything_is_there_once(desk, 1)
    assert set(message_ids(sink).values()) == {1}
