"""A backup taken under load, a desk that dies, and the same desk from its backup, by one worker and by several."""

import signal
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.demo.mail_client import read_original, start_reply, to_wire
from mailbot.demo.smtp_sink import Received, SmtpSink
from tests.journeys.desk import ADDRESS, Desk, ImapServer, parsed, request_mail, stop

REQUESTS = 14
BEFORE = 4
FIELD = "@field.example.net"


def acks(sink: SmtpSink) -> dict[str, list[Received]]:
    """What each requester received, oldest first."""
    found: dict[str, list[Received]] = defaultdict(list)
    for mail in sink.mails:
        if mail.rcpt_to[0].endswith(FIELD):
            found[mail.rcpt_to[0]].append(mail)
    return found


def wait_for_acks(sink: SmtpSink, count: int) -> None:
    """Until so many requesters have heard."""
    mails = 0
    while len(acks(sink)) < count:
        mails = len(sink.wait_for(mails + 1, 60))


def answer_to(mail: Received, text: str) -> bytes:
    """What a requester's mail program makes of "Reply"."""
    written = start_reply(read_original(mail.data), text=text, at=datetime(2026, 1, 6, 10, tzinfo=UTC))
    written.set_content(text)
    return to_wire(written)


def reference_in(mail: Received) -> str:
    address = str(parsed(mail)["Reply-To"])
    return address.partition("+")[2].partition(".")[0].upper()


@pytest.mark.parametrize("workers", [1, 3])
def test_R2_a_backup_under_load_is_consistent_and_the_desk_goes_on_from_it(
    desk: Desk, best_mailbox: tuple[ImapServer, str], sink: SmtpSink, tmp_path: Path, workers: int
) -> None:
    copies = tmp_path / "copies"
    for number in range(REQUESTS - 4):
        best_mailbox[0].deliver(request_mail(number))
    running = desk.start("run")
    try:
        wait_for_acks(sink, BEFORE)
        done = desk.command("db", "backup", str(copies))
        assert done.returncode == 0, done.stderr.decode()
        for number in range(REQUESTS - 4, REQUESTS):
            best_mailbox[0].deliver(request_mail(number))
        wait_for_acks(sink, REQUESTS)
    finally:
        stop(running, signal.SIGKILL)
    lost = {person: mails[0] for person, mails in acks(sink).items()}

    refused = desk.command("db", "restore", str(copies))
    assert (refused.returncode, b"--force" in refused.stderr) == (2, True)
    restored = desk.command("db", "restore", str(copies), "--force")
    assert restored.returncode == 0, restored.stderr.decode()
    sound = desk.command("db", "check", "--full")
    assert sound.returncode == 0, sound.stderr.decode()

    for person in sorted(lost)[:3]:
        best_mailbox[0].deliver(answer_to(lost[person], f"One more thing from {person}."))
    together = [desk.start("run", "--once") for _ in range(workers)]
    ends = [process.communicate(timeout=120) for process in together]
    assert [process.returncode for process in together] == [0] * workers, ends
    desk.run_once()

    tickets = {ticket["reference"]: ticket["requester"] for ticket in desk.tickets()}
    assert len(set(tickets.values())) == REQUESTS
    assert all(tickets.get(reference_in(ack), person) == person for person, ack in lost.items())
    joined = [row for row in desk.inbound() if row["disposition"] == "followed_up"]
    alone = [row for row in desk.inbound() if row["disposition"] == "opened"]
    assert (len(joined) + len(alone), len(alone)) == (REQUESTS + 3, len(tickets))
    assert all(desk.ticket(row["ticket"])["requester"] in sorted(lost)[:3] for row in joined)
    same = {person: {str(parsed(mail)["Message-ID"]) for mail in mails} for person, mails in acks(sink).items()}
    assert {person for person, names in same.items() if len(names) > 1} <= set(sorted(lost)[:3])
    assert {mail["state"] for mail in desk.outbox()} == {"sent"}
    assert ADDRESS not in same
