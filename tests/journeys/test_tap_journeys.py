"""A coordinator who only taps: the links of the mails that arrived, and what mail programs make of them, on real servers."""

from pathlib import Path

from mailbot.demo.coordinator import write_answer
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, parsed, request_mail, text_of
from tests.journeys.test_command_journeys import NOON, REQUESTER, Conversation
from tests.tapping import html_of, send, tap, taps_in


class Tapping(Conversation):
    """The same desk; its owner has thumbs and no keyboard."""

    sent = 0

    def tap(self, label: str, program: str) -> None:
        """The owner taps on a link of the newest mail that has it, and sends what opens."""
        mail = next(mail for mail in reversed(self.desk.received_by(self.owner)) if label in taps_in(mail.data))
        self.sent += 1
        self.imap.deliver(send(tap(mail.data, label), program, sender=self.owner, number=self.sent))
        self.desk.run_once()


def test_a_request_is_worked_on_by_taps_alone(
    tmp_path: Path, database: str, mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    imap, url = mailbox
    talk = Tapping(Desk(tmp_path, database, url, sink), imap)

    # The owner takes the request, on his phone; he hears of it, the requester does not.
    talk.tap("Take it", "Gmail, Android")
    assert talk.now()["status"] == "open"
    assert "The request is yours." in talk.heard()
    assert len(talk.desk.received_by(REQUESTER)) == 1

    # He asks for more, from Outlook: Amina reads the question and nothing of his.
    talk.tap("Ask for more", "Outlook")
    assert talk.now()["status"] == "waiting"
    question = talk.heard(REQUESTER)
    assert question.startswith("Thank you for your message.")
    assert question.rstrip().endswith("no medical details.")
    assert "We wait for the requester" in talk.heard()

    # Amina answers; the mail that tells him so has the links again, and he closes it from his iPhone.
    last = talk.desk.received_by(REQUESTER)[-1]
    imap.deliver(write_answer(last.data, text="Kassala, before Sunday.", at=NOON))
    talk.desk.run_once()
    assert "Kassala, before Sunday." in talk.heard()
    talk.tap("Close it", "Apple Mail, iPhone")
    assert talk.now()["status"] == "closed"
    assert "is closed" in talk.heard(REQUESTER)

    # Nothing of his, and no link, ever was in her mails; and another run changes nothing.
    for mail in talk.desk.received_by(REQUESTER):
        assert parsed(mail).get_content_type() == "text/plain"
        assert b"mailto" not in mail.data
        assert talk.owner.encode() not in mail.data
    kinds = [entry["kind"] for entry in talk.desk.ticket(talk.ticket["reference"])["entries"]]
    assert kinds == ["request", "event", "answer", "event", "reply", "event"]
    count = len(sink.mails)
    talk.desk.run_once()
    assert len(sink.mails) == count


def test_a_request_is_handed_on_by_a_tap_and_its_new_owner_reads_arabic(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    talk = Tapping(desk, best_mailbox[0])
    talk.tap("Hand to: Housing, land and property", "Outlook, phone")
    assert talk.now()["area"] == "hlp"
    new_owner = str(talk.now()["owner"])
    arrived = desk.received_by(new_owner)[-1]
    assert 'dir="rtl"' in html_of(arrived.data)

    # He takes it in a right-to-left mail, and asks in the language of Amina.
    for number, label in enumerate(("استلام الطلب", "طلب المزيد من التفاصيل"), 100):
        best_mailbox[0].deliver(send(tap(arrived.data, label), "Gmail", sender=new_owner, number=number))
        desk.run_once()
    assert (talk.now()["owner"], talk.now()["status"]) == (new_owner, "waiting")
    assert talk.heard(REQUESTER).startswith("Thank you for your message.")
    assert "الطلب لكم." in "".join(text_of(mail) for mail in desk.received_by(new_owner))


def test_S3_a_link_that_was_passed_on_gives_nobody_anything(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    talk = Tapping(desk, best_mailbox[0])
    draft = tap(desk.received_by(talk.owner)[0].data, "Close it")
    for number, sender in enumerate((REQUESTER, "max@elsewhere.example.net", "hlp@duty.gpc.example.org"), 200):
        best_mailbox[0].deliver(send(draft, "Gmail", sender=sender, number=number))
    desk.run_once()
    assert talk.now()["status"] == "new"
    assert [entry["kind"] for entry in desk.ticket(talk.ticket["reference"])["entries"]] == ["request"]
    assert [row["disposition"] for row in desk.inbound()] == ["opened", "opened", "opened", None]


def test_mails_to_a_phone_stay_small(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    best_mailbox[0].deliver(request_mail(2, text="Где получить карты минных полей для района? Нам нужна помощь."))
    desk.run_once()
    assert desk.sink.mails
    assert all(len(mail.data) < 20_000 for mail in desk.sink.mails)
