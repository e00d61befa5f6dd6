"""A desk as its users meet it: a real mailbox, a real way out, the commands as processes of their own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Protocol

from mailbot.demo.imap_server import EmbeddedImap
from mailbot.demo.smtp_sink import Received, SmtpSink
from tests.journeys.ready import run_command
from tests.servers.dovecot import Dovecot, why_not

ADDRESS = "helpdesk@gpc.example.org"
SECRET = "a-key-for-tests-of-more-than-32-bytes"
MASTER_KEY = "a-master-key-for-tests-of-more-than-32-bytes"


class ImapServer(Protocol):
    """Where the desk's mail arrives."""

    def deliver(self, raw: bytes) -> object: ...


@contextmanager
def imap_server(kind: str) -> Iterator[tuple[ImapServer, str]]:
    """A server of a kind, and the mailbox as MAILBOT_IMAP_URL takes it."""
    if kind == "embedded":
        with EmbeddedImap() as imap:
            yield imap, imap.url
    else:
        with Dovecot() as dovecot:
            yield dovecot, dovecot.url()


def servers() -> list[str]:
    """The IMAP servers that can be run here."""
    return ["embedded"] if why_not() else ["embedded", "dovecot"]


class Desk:
    """The commands over one database, one mailbox and one sink."""

    def __init__(self, folder: Path, database: str, imap_url: str, sink: SmtpSink, **more: str) -> None:
        self.folder, self.sink = folder, sink
        self.settings: dict[str, str] = {
            "DATABASE_URL": database,
            "MAILBOT_IMAP_URL": imap_url,
            "MAILBOT_SMTP_URL": sink.url,
            "MAILBOT_ADDRESS": ADDRESS,
            "MAILBOT_SECRET": SECRET,
            "MAILBOT_MASTER_KEY": MASTER_KEY,
            **more,
        }

    def environment(self, **changes: str) -> dict[str, str]:
        """What a process is given: nothing of the tester's own settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAILBOT_", "DATABASE_URL"))}
        return {name: value for name, value in {**kept, **self.settings, **changes}.items() if value}

    def command(self, *arguments: str, stdin: bytes = b"", **changes: str) -> subprocess.CompletedProcess[bytes]:
        """Run one command to its end."""
        environment = self.environment(**changes)
        return run_command(arguments, folder=self.folder, environment=environment, stdin=stdin, timeout=120)

    def start(self, *arguments: str, **changes: str) -> subprocess.Popen[bytes]:
        """Start one command."""
        return subprocess.Popen(
            [sys.executable, "-m", "mailbot", *arguments],
            cwd=self.folder,
            env=self.environment(PYTHONFAULTHANDLER="1", **changes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run_once(self, expect: int = 0, **changes: str) -> str:
        """`mailbot run --once`; what it said on standard error."""
        done = self.command("run", "--once", **changes)
        said = done.stderr.decode()
        assert done.returncode == expect, (done.stdout.decode() + said)[-2000:]
        return said

    def listed(self, *arguments: str) -> list[dict[str, Any]]:
        """The objects of a listing."""
        done = self.command(*arguments, "--json")
        assert done.returncode == 0, done.stderr.decode()
        return [json.loads(line) for line in done.stdout.splitlines()]

    def tickets(self) -> list[dict[str, Any]]:
        return self.listed("tickets", "list")

    def ticket(self, reference: str) -> dict[str, Any]:
        (ticket,) = self.listed("tickets", "show", reference)
        return ticket

    def inbound(self) -> list[dict[str, Any]]:
        return self.listed("inbound", "list")

    def outbox(self) -> list[dict[str, Any]]:
        return self.listed("outbox", "list")

    def received_by(self, address: str) -> list[Received]:
        """What reached an address, oldest first."""
        return [mail for mail in self.sink.mails if address in mail.rcpt_to]


def parsed(mail: Received) -> EmailMessage:
    """A received mail as a mail program reads it."""
    message = message_from_bytes(mail.data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(mail: Received) -> str:
    """The plain text of a received mail."""
    body = parsed(mail).get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def request_mail(number: int = 1, *, text: str = "", sender: str = "", headers: Mapping[str, str] | None = None) -> bytes:
    """A requester's first mail."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = sender or f"Amina Osman <amina{number}@field.example.net>"
    mail["To"] = ADDRESS
    mail["Subject"] = f"Marking signs for district {number}"
    mail["Date"] = "Mon, 05 Jan 2026 10:00:00 +0000"
    mail["Message-ID"] = f"<request-{number}@field.example.net>"
    for name, value in (headers or {}).items():
        mail[name] = value
    mail.set_content(text or f"Dear colleagues,\n\nwe need signs and tape for {number} fields in our district.\n\nAmina")
    return mail.as_bytes()


def stop(process: subprocess.Popen[bytes], with_signal: int = signal.SIGTERM) -> tuple[int, str]:
    """End a process that we started; its exit code and standard error. One that does not end says in which lines it hangs."""
    if process.poll() is None:
        process.send_signal(with_signal)
    try:
        _, said = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)  # PYTHONFAULTHANDLER
        _, said = process.communicate()
        raise AssertionError(f"the process did not end:\n{said.decode()}") from None
    return process.returncode, said.decode()
