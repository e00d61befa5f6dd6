"""The whole loop: a requester asks, a coordinator answers, the requester writes again."""

from datetime import UTC, datetime
from pathlib import Path

from mailbot.demo.coordinator import write_answer
from mailbot.demo.requester import write_again
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import ADDRESS, Desk, ImapServer, parsed, request_mail, text_of

REQUESTER = "amina1@field.example.net"
ANSWER = "Dear Amina,\n\nthe signs are in our store in the capital. Please send a truck on Monday.\n\nWho will collect them?"
AGAIN = "Our driver Osman will come on Monday at nine."


def test_a_conversation_by_mail_alone(tmp_path: Path, database: str, any_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> None:
    imap, url = any_mailbox
    desk = Desk(tmp_path, database, url, sink)

    # Amina writes to the desk.
    imap.deliver(request_mail())
    desk.run_once()
    (ticket,) = desk.tickets()
    reference, owner = ticket["reference"], ticket["owner"]
    assert ticket["status"] == "new"
    assert ticket["requester"] == REQUESTER

    # She hears back: a reference, no word of what she wrote, and that a machine says so.
    (ack,) = desk.received_by(REQUESTER)
    assert ack.mail_from == ""
    assert reference in parsed(ack)["Subject"]
    assert parsed(ack)["Auto-Submitted"] == "auto-replied"
    assert parsed(ack)["In-Reply-To"] == "<request-1@field.example.net>"
    assert "signs" not in text_of(ack)

    # The owner is given the ticket, with what she wrote.
    (route,) = desk.received_by(owner)
    assert "we need signs and tape" in text_of(route)

    # The owner presses Reply: quoted history, signature and all.
    imap.deliver(write_answer(route.data, text=ANSWER, at=datetime(2026, 1, 5, 12, 0, tzinfo=UTC)))
    desk.run_once()
    answer = desk.received_by(REQUESTER)[-1]
    assert text_of(answer).strip() == ANSWER
    assert parsed(answer)["From"].addresses[0].addr_spec == ADDRESS
    assert owner.encode() not in answer.data
    assert "<request-1@field.example.net>" in parsed(answer)["References"]
    assert parsed(answer)["In-Reply-To"] == "<request-1@field.example.net>"
    assert parsed(answer)["Auto-Submitted"] is None
    assert desk.tickets()[0]["status"] == "waiting"

    # Amina replies to the desk, and the owner receives it.
    imap.deliver(write_again(answer.data, text=AGAIN, at=datetime(2026, 1, 5, 14, 0, tzinfo=UTC)))
    desk.run_once()
    follow_up = desk.received_by(owner)[-1]
    assert AGAIN in text_of(follow_up)
    assert parsed(route)["Message-ID"] in parsed(follow_up)["References"]

    # The ticket tells all of it.
    told = desk.ticket(reference)
    assert [(entry["kind"], entry["author"]) for entry in told["entries"]] == [
        ("request", REQUESTER),
        ("answer", owner),
        ("reply", REQUESTER),
    ]
    assert [entry["text"].strip() for entry in told["entries"]][1:] == [ANSWER, AGAIN]
    assert all(entry["inbound"] and entry["outbox"] for entry in told["entries"])
    assert told["status"] == "open"
    assert [mail["kind"] for mail in told["mails"]] == ["ack", "route", "answer", "follow_up"]
    assert {mail["state"] for mail in told["mails"]} == {"sent"}
    assert len(sink.mails) == 4

    # Another run changes nothing.
    desk.run_once()
    assert len(sink.mails) == 4
    assert [mail["disposition"] for mail in desk.inbound()] == ["opened", "answered", "followed_up"]


def test_an_attached_file_of_the_coordinator_reaches_the_requester(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    imap, _ = best_mailbox
    imap.deliver(request_mail())
    desk.run_once()
    owner = desk.tickets()[0]["owner"]
    reply = write_answer(
        desk.received_by(owner)[0].data, text="The list is attached.", at=datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
    )
    imap.deliver(with_file(reply, "liste-été.pdf", b"%PDF-1.4 not really"))
    desk.run_once()
    answer = parsed(desk.received_by(REQUESTER)[-1])
    assert text_of(desk.received_by(REQUESTER)[-1]).strip() == "The list is attached."
    assert [(part.get_filename(), part.get_content()) for part in answer.iter_attachments()] == [
        ("liste-été.pdf", b"%PDF-1.4 not really")
    ]


def with_file(raw: bytes, name: str, data: bytes) -> bytes:
    """The same mail with a file."""
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    mail = message_from_bytes(raw, policy=policy.SMTP)
    assert isinstance(mail, EmailMessage)
    mail.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()
