"""A coordinator with a phone does everything by replying: on real servers, with the commands as processes of their own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailbot.demo.coordinator import write_answer
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, parsed, request_mail, text_of

REQUESTER = "amina1@field.example.net"
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


class Conversation:
    """A desk with one request, and its owner at the phone."""

    def __init__(self, desk: Desk, imap: ImapServer) -> None:
        self.desk, self.imap = desk, imap
        imap.deliver(request_mail())
        desk.run_once()
        (self.ticket,) = desk.tickets()
        self.owner: str = self.ticket["owner"]
        self.at = NOON

    def write(self, text: str, *, to: bytes = b"") -> None:
        """The owner replies to the routing mail, or to another mail of ours."""
        self.at += timedelta(minutes=5)
        self.imap.deliver(write_answer(to or self.desk.received_by(self.owner)[0].data, text=text, at=self.at))
        self.desk.run_once()

    def now(self) -> dict[str, object]:
        """The ticket as it is."""
        found: dict[str, object] = self.desk.ticket(self.ticket["reference"])
        return found

    def heard(self, address: str = "") -> str:
        """What somebody read last, the owner if nobody is named."""
        return text_of(self.desk.received_by(address or self.owner)[-1])


def test_a_request_is_worked_on_by_commands(
    tmp_path: Path, database: str, mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    imap, url = mailbox
    talk = Conversation(Desk(tmp_path, database, url, sink), imap)

    # A slip of the finger: nothing happens, and the owner hears of it.
    talk.write("#tkae\n\nDear Amina,\nwe are on it.")
    assert "Did you mean #take?" in talk.heard()
    assert "we are on it" in talk.heard()
    assert talk.now()["status"] == "new"
    assert len(talk.desk.received_by(REQUESTER)) == 1

    # Replying to the receipt is as good as replying to the request.
    talk.write("#take #urgency high\n\nDear Amina,\nwe are on it.", to=talk.desk.received_by(talk.owner)[-1].data)
    assert talk.heard(REQUESTER).strip() == "Dear Amina,\nwe are on it."
    assert "The request is yours." in talk.heard()
    assert (talk.now()["status"], talk.now()["urgency"]) == ("waiting", "high")

    # Second thoughts.
    talk.write("#undo")
    assert talk.now()["urgency"] != "high"

    # A note stays inside, and the next owner reads it with everything else.
    talk.write("#to hlp\n#note Amina prefers to be called after five.")
    assert talk.now()["area"] == "hlp"
    new_owner = str(talk.now()["owner"])
    assert new_owner != talk.owner
    handed = talk.heard(new_owner)
    assert [part in handed for part in ("we need signs and tape", "we are on it", "called after five")] == [True] * 3
    assert all(b"after five" not in mail.data for mail in talk.desk.received_by(REQUESTER))

    # The new owner closes it; the requester is told, and no address of the team was ever in her mails.
    last = talk.desk.received_by(new_owner)[-1]
    imap.deliver(write_answer(last.data, text="#close unmet", at=NOON + timedelta(hours=3)))
    talk.desk.run_once()
    assert talk.now()["status"] == "closed"
    assert "could not meet this need" in talk.heard(REQUESTER)
    for mail in talk.desk.received_by(REQUESTER):
        assert talk.owner.encode() not in mail.data
        assert new_owner.encode() not in mail.data

    # Every step is a line of the ticket, and another run changes nothing.
    kinds = [entry["kind"] for entry in talk.desk.ticket(talk.ticket["reference"])["entries"]]
    assert kinds == ["request", "answer", "event", "event", "note", "event", "event"]
    sent = len(sink.mails)
    talk.desk.run_once()
    assert len(sink.mails) == sent


def test_what_the_owner_asks_for_is_sent_to_him_alone(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    talk = Conversation(desk, best_mailbox[0])
    before = len(desk.sink.mails)
    talk.write("#history #attachments #help")
    sent = desk.sink.mails[before:]
    assert {address for mail in sent for address in mail.rcpt_to} == {talk.owner}
    history, files, receipt = (text_of(mail) for mail in sent)
    assert "we need signs and tape" in history
    assert "There are no files" in files
    assert "#reopen" in receipt
    assert [parsed(mail)["Auto-Submitted"] for mail in sent] == ["auto-generated", "auto-generated", "auto-replied"]


def test_a_closed_request_is_put_off_reopened_and_waited_for(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    talk = Conversation(desk, best_mailbox[0])
    for said, status in (("#close", "closed"), ("#reopen", "open"), ("#wait 3d", "waiting"), ("#snooze 2w", "waiting")):
        talk.write(said)
        assert talk.now()["status"] == status, said
    talk.write("#topic ma_clearance\n#country Sudan\n#restrict")
    now = talk.now()
    assert (now["area"], now["topic"], now["country"], now["restricted"]) == ("mine_action", "ma_clearance", "SD", True)
