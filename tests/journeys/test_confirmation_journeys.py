"""A mail that nobody vouches for waits for a yes, and a mail from the field is passed on: on real servers."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from mailbot.demo.coordinator import write_answer
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import ADDRESS, Desk, ImapServer, parsed, request_mail, text_of

REQUESTER = "amina1@field.example.net"
SERVER = "mx.gpc.example.org"
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def vouched(raw: bytes, domain: str = "duty.gpc.example.org") -> bytes:
    """The mail as the border server hands it on."""
    return f"Authentication-Results: {SERVER}; dmarc=pass header.from={domain}\r\n".encode() + raw


@pytest.fixture
def guarded(tmp_path: Path, database: str, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> Desk:
    """A desk behind a border server, on each database."""
    return Desk(tmp_path, database, best_mailbox[1], sink, MAILBOT_TRUSTED_AUTHSERV=SERVER)


def test_an_answer_from_a_cafe_waits_for_a_yes(guarded: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    imap = best_mailbox[0]
    imap.deliver(vouched(request_mail(), "field.example.net"))
    guarded.run_once()
    owner = guarded.tickets()[0]["owner"]

    # By another server than his own: nothing is done, and he is asked at the address on file.
    routing = guarded.received_by(owner)[0].data
    imap.deliver(write_answer(routing, text="#urgency high\n\nDear Amina,\nwe are on it.", at=NOON))
    guarded.run_once()
    assert len(guarded.received_by(REQUESTER)) == 1
    asked = guarded.received_by(owner)[-1]
    assert "we are on it" in text_of(asked)
    assert guarded.inbound()[1]["state"] == "held"

    # A stranger in his name gets as far, and no further; his own yes, from the same cafe, is enough.
    imap.deliver(write_answer(routing, text="#close", at=NOON.replace(minute=5)))
    guarded.run_once()
    imap.deliver(write_answer(asked.data, text="Yes", at=NOON.replace(minute=10)))
    guarded.run_once()
    assert text_of(guarded.received_by(REQUESTER)[-1]).strip() == "Dear Amina,\nwe are on it."
    ticket = guarded.tickets()[0]
    assert (ticket["urgency"], ticket["status"]) == ("high", "waiting")
    assert "Your answer is on its way" in text_of(guarded.received_by(owner)[-1])
    assert [mail["state"] for mail in guarded.inbound()] == ["done", "done", "held", "done"]

    # The same yes once more changes nothing.
    imap.deliver(write_answer(asked.data, text="Yes", at=NOON.replace(minute=20)))
    guarded.run_once()
    assert len(guarded.received_by(REQUESTER)) == 2


def test_a_mail_from_the_field_is_passed_on(guarded: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    imap = best_mailbox[0]
    coordinator = "global@duty.gpc.example.org"
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"Elena Marin <{coordinator}>"
    mail["To"] = ADDRESS
    mail["Subject"] = "Fwd: Formation EORE"
    mail["Date"] = "Mon, 05 Jan 2026 10:00:00 +0000"
    mail["Message-ID"] = "<passed-on@duty.gpc.example.org>"
    mail.set_content(
        "He wrote to me in person.\n\n---------- Forwarded message ---------\nFrom: Idriss Ba <idriss@ong.example.net>\n"
        "Date: Mon, 5 Jan 2026 at 09:00\nSubject: Formation EORE\nTo: <elena@duty.gpc.example.org>\n\n"
        "Bonjour,\n\nnous cherchons une formation EORE pour nos équipes au Tchad en mars.\n\nIdriss Ba\n"
    )
    imap.deliver(vouched(mail.as_bytes()))
    guarded.run_once()

    (ticket,) = guarded.tickets()
    assert (ticket["requester"], ticket["language"], ticket["country"]) == ("idriss@ong.example.net", "fr", "TD")
    (ack,) = guarded.received_by("idriss@ong.example.net")
    assert ticket["reference"] in parsed(ack)["Subject"]
    assert "formation" not in text_of(ack).lower()
    assert "Idriss Ba" in text_of(guarded.received_by(coordinator)[-1])
    routing = guarded.received_by(ticket["owner"])[0]
    assert "formation EORE pour nos équipes" in text_of(routing)
    assert "He wrote to me in person." in text_of(routing)
    assert "in person" not in text_of(ack)

    # From here on it is a request like any other.
    imap.deliver(vouched(write_answer(routing.data, text="Bonjour Idriss,\nvoici les dates.", at=NOON)))
    guarded.run_once()
    assert text_of(guarded.received_by("idriss@ong.example.net")[-1]).strip() == "Bonjour Idriss,\nvoici les dates."
