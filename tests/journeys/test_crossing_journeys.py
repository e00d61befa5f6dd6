"""Two coordinators answer the same request at once: on real servers, with the commands as processes of their own."""

import signal
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

from mailbot.adapters.rule_files import shipped_rules
from mailbot.demo.coordinator import write_answer
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, request_mail, stop, text_of

REQUESTER = "amina1@field.example.net"
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
OURS = "Dear Amina,\nsigns and tape leave on Monday."
THEIRS = "Dear Amina,\nwe have no tape; please ask the mine action desk."


class Conversation:
    """A desk with one request that its first owner handed on, so that two people have a mail of it to reply to."""

    def __init__(self, desk: Desk, imap: ImapServer) -> None:
        self.desk, self.imap = desk, imap
        self.at = NOON
        imap.deliver(request_mail())
        desk.run_once()
        (ticket,) = desk.tickets()
        self.reference, self.first = str(ticket["reference"]), str(ticket["owner"])
        self.routed = self.received(self.first)[0]
        self.write(self.routed, "#to hlp")
        self.second = str(desk.ticket(self.reference)["owner"])
        assert self.second != self.first
        self.handed = self.received(self.second)[0]

    def write(self, to: bytes, text: str) -> None:
        """Somebody replies to a mail of ours, and the desk works."""
        self.put(to, text)
        self.desk.run_once()

    def put(self, to: bytes, text: str) -> None:
        """Somebody replies to a mail of ours."""
        self.at += timedelta(minutes=5)
        self.imap.deliver(write_answer(to, text=text, at=self.at))

    def received(self, address: str) -> list[bytes]:
        return [mail.data for mail in self.desk.received_by(address)]

    def heard(self, address: str) -> str:
        """What somebody read last."""
        return text_of(self.desk.received_by(address)[-1])

    def answers(self) -> list[Mapping[str, object]]:
        """The answers in the outbox."""
        return [mail for mail in self.desk.outbox() if mail["kind"] == "answer"]

    def told(self) -> list[str]:
        """What the requester was told by people."""
        return [text_of(mail).strip() for mail in self.desk.received_by(REQUESTER)[1:]]


def test_two_answer_at_once_and_the_second_decides(
    tmp_path: Path, database: str, mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    imap, url = mailbox
    talk = Conversation(Desk(tmp_path, database, url, sink), imap)

    # The new owner answers. Who had it before answers too, to the mail of before: he cannot know.
    talk.write(talk.handed, OURS)
    talk.write(talk.routed, THEIRS)
    assert talk.told() == [OURS]

    # Both are told, each in words of the other.
    assert "Your answer has not left" in talk.heard(talk.first)
    assert "signs and tape leave on Monday" in talk.heard(talk.first)
    assert "we have no tape" in talk.heard(talk.second)
    assert [(mail["state"], mail["due_at"] is not None) for mail in talk.answers()] == [("sent", False), ("queued", True)]

    # He would rather not send it, and writes something better instead: that leaves at once.
    talk.write(talk.received(talk.first)[-1], "#undo")
    assert "is taken back" in talk.heard(talk.first)
    talk.write(talk.received(talk.first)[-1], "Dear Amina,\nask for more tape whenever you need it.")
    assert talk.told() == [OURS, "Dear Amina,\nask for more tape whenever you need it."]

    # The other, whose language is Arabic, has not seen that and adds a word to the mail by which he had the request; he insists.
    talk.write(talk.handed, "Dear Amina,\nMonday afternoon.")
    assert "لم يُرسل جوابكم بعد" in talk.heard(talk.second)
    assert "whenever you need it" in talk.heard(talk.second)
    talk.write(talk.received(talk.second)[-1], "#send")
    assert "يُرسل جوابكم المنتظر الآن" in talk.heard(talk.second)
    assert talk.told()[2:] == ["Dear Amina,\nMonday afternoon."]

    # The requester heard nothing of all that, and the ticket tells all of it.
    assert all(word not in data for data in talk.received(REQUESTER) for word in (talk.first.encode(), talk.second.encode()))
    events = [entry["text"] for entry in talk.desk.ticket(talk.reference)["entries"] if entry["kind"] == "event"]
    assert sum("is held until" in text for text in events) == 2
    assert sum("never sent" in text for text in events) == 1
    assert sum("sent now" in text for text in events) == 1
    assert [mail["state"] for mail in talk.answers()] == ["sent", "cancelled", "sent", "sent"]


def test_nobody_reacts_and_the_machine_dies_and_the_answer_leaves_once(
    tmp_path: Path, database: str, best_mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    imap, url = best_mailbox
    rules = tmp_path / "rules"
    copytree(shipped_rules(), rules)
    text = (rules / "desk.yaml").read_text(encoding="utf-8")
    (rules / "desk.yaml").write_text(text.replace("answer_hold: {minutes: 10}", "answer_hold: {seconds: 12}"), encoding="utf-8")
    desk = Desk(tmp_path, database, url, sink, MAILBOT_RULES=str(rules))
    talk = Conversation(desk, imap)
    talk.write(talk.handed, OURS)

    # A desk at work takes the second answer, holds it, tells both, and is killed.
    running = desk.start("run")
    talk.put(talk.routed, THEIRS)
    while len(talk.answers()) < 2 or "has not left" not in talk.heard(talk.first):
        assert running.poll() is None
        time.sleep(0.2)
    stop(running, signal.SIGKILL)
    assert talk.told() == [OURS]

    # The next one does not wait for it, and sends it when its time has come.
    due = datetime.fromisoformat(str(talk.answers()[1]["due_at"]))
    time.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))
    desk.run_once()
    desk.run_once()
    assert talk.told() == [OURS, THEIRS]
    assert [mail["state"] for mail in talk.answers()] == ["sent", "sent"]
