"""Several processes over one database: one that sleeps, one that hears of the other's work, one that is told to stop."""

import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailbot.demo.smtp_sink import Received, SmtpSink
from mailbot.pipeline.deliver import LEASE
from tests.journeys.desk import Desk, ImapServer, parsed, request_mail, stop
from tests.journeys.later import run_later


class Held:
    """A server that has a mail and does not say so yet."""

    def __init__(self) -> None:
        self.arrived, self.go_on = threading.Event(), threading.Event()

    def __call__(self, _: Received) -> None:
        self.arrived.set()
        self.go_on.wait(150)


@pytest.fixture
def held() -> Iterator[Held]:
    one = Held()
    yield one
    one.go_on.set()


def test_R2_a_process_that_sleeps_through_its_lease_with_a_mail_at_the_server_wakes_up_and_changes_nothing(
    tmp_path: Path, database: str, best_mailbox: tuple[ImapServer, str], held: Held
) -> None:
    with SmtpSink(on_mail=held) as sink:
        desk = Desk(tmp_path, database, best_mailbox[1], sink)
        best_mailbox[0].deliver(request_mail(1))
        sleeper = desk.start("run")
        try:
            assert held.arrived.wait(150)
            sleeper.send_signal(signal.SIGSTOP)
            held.go_on.set()
            run_later(desk, LEASE + timedelta(minutes=1))
            before = desk.outbox()
            sleeper.send_signal(signal.SIGCONT)
        finally:
            sleeper.send_signal(signal.SIGCONT)
            code, said = stop(sleeper)
        assert (code, "Traceback" in said) == (0, False)
        assert [row["state"] for row in before] == ["sent", "sent"]
        assert [(row["id"], row["state"]) for row in desk.outbox()] == [(row["id"], "sent") for row in before]
        assert len(desk.tickets()) == 1
        copies: dict[str, set[bytes]] = {}
        for mail in sink.mails:
            copies.setdefault(str(parsed(mail)["Message-ID"]), set()).add(mail.data)
        assert [len(one) for one in copies.values()] == [1, 1]  # what came twice is the same to the octet
        assert len(sink.mails) <= 4


def test_what_one_process_reads_another_decides_and_a_third_sends(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    roles = [desk.start("run", "--role", role) for role in ("poll", "process", "send")]
    try:
        best_mailbox[0].deliver(request_mail(1))
        assert len(desk.sink.wait_for(2, 150)) == 2
    finally:
        ended = [stop(process) for process in roles]
    assert [code for code, _ in ended] == [0, 0, 0]
    assert {row["state"] for row in desk.outbox()} == {"sent"}
