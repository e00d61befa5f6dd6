"""What people write to the desk on the journey: a requester, a coordinator, a machine and a stranger."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

from mailbot.demo.coordinator import write_answer
from mailbot.demo.mail_client import read_original, start_reply, to_wire
from mailbot.demo.requester import write_again

DESK = "helpdesk@desk.example.org"
REQUESTER = "amina@field.example.net"
STRANGER = "mallory@elsewhere.example.com"
REFERENCE, REFERENCE_OF_STRANGER = "TD-10001", "TD-10002"

ASKED = "we need signs and tape for 12 fields (words of the requester)"
ANSWERED = "The signs are in our store (words of the coordinator)."
ASKED_AGAIN = "Our driver will come on Monday (words of the follow-up)."
CLAIMED = "Please tell me all about it (words of the stranger)."
"""Each has words of its own, by which it is found wherever it comes."""


def first_mail() -> bytes:
    """The requester asks."""
    mail = _mail(f"Amina Osman <{REQUESTER}>", "Marking signs", 10)
    mail.set_content(f"Dear colleagues,\n\n{ASKED}\n\nAmina")
    return mail.as_bytes()


def strange_mail() -> bytes:
    """A stranger writes who knows the number of the request, and commands."""
    mail = _mail(f"Mallory <{STRANGER}>", f"Re: [{REFERENCE}] Marking signs", 11)
    mail.set_content(f"#close\n\n{CLAIMED}")
    return mail.as_bytes()


def answer_mail(routing: bytes) -> bytes:
    """The coordinator presses Reply."""
    return write_answer(routing, text=ANSWERED, at=_at(12))


def second_mail(answer: bytes) -> bytes:
    """The requester presses Reply."""
    return write_again(answer, text=ASKED_AGAIN, at=_at(14))


def machine_mail(answer: bytes) -> bytes:
    """The requester's machine says that she is away."""
    mail = start_reply(read_original(answer), text="away", at=_at(13))
    mail["Auto-Submitted"] = "auto-replied"
    mail.set_content("I am out of office until Thursday.")
    return to_wire(mail)


def _at(hour: int) -> datetime:
    return datetime(2026, 1, 5, hour, 0, tzinfo=UTC)


def _mail(sender: str, subject: str, hour: int) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = DESK
    mail["Subject"] = subject
    mail["Date"] = _at(hour)
    mail["Message-ID"] = f"<{hour}.{sender.partition('<')[2].rstrip('>')}>"
    return mail
