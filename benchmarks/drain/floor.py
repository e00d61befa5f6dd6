"""The floor: what a program that handles mail cannot do without, and nothing else.

Fetch in batches, parse, one durable commit a mail, one mail sent a mail, over one connection each.
"""

import asyncio
import os
import sqlite3

import mailparser
from aiosmtplib import SMTP
from imapclient import IMAPClient

from benchmarks.drain.mails import DESK
from benchmarks.drain.measured import be_measured

BATCH = 50
ACK = (
    "From: Help desk <{desk}>\r\nTo: {to}\r\nSubject: Re: {subject}\r\nMessage-ID: <{uid}.floor@desk.example.org>\r\n"
    "In-Reply-To: {message_id}\r\nAuto-Submitted: auto-replied\r\n\r\n"
    "We have received your mail as number {uid} and will answer it.\r\n"
)


class Floor:
    """The mailbox is read above the last UID; the mails' fields go into one table."""

    def __init__(self) -> None:
        self._last = 0
        self._database = sqlite3.connect(os.environ["FLOOR_DATABASE"], isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute("CREATE TABLE mail (uid INTEGER PRIMARY KEY, message_id, sender, subject, text)")

    def drain(self) -> None:
        """Read all that is new."""
        asyncio.run(self._drain())

    async def _drain(self) -> None:
        smtp = SMTP(hostname="127.0.0.1", port=int(os.environ["SINK_PORT"]), use_tls=False, start_tls=False)
        with IMAPClient("127.0.0.1", port=int(os.environ["IMAP_PORT"]), ssl=False) as imap:
            imap.login(os.environ["IMAP_USER"], os.environ["IMAP_PASSWORD"])
            imap.select_folder("INBOX", readonly=True)
            uids = sorted(uid for uid in imap.search(["UID", f"{self._last + 1}:*"]) if uid > self._last)
            async with smtp:
                for start in range(0, len(uids), BATCH):
                    batch = imap.fetch(uids[start : start + BATCH], ["BODY.PEEK[]"])
                    for uid in sorted(batch):
                        await self._handle(smtp, uid, batch[uid][b"BODY[]"])
                        self._last = uid

    async def _handle(self, smtp: SMTP, uid: int, raw: bytes) -> None:
        mail = mailparser.parse_from_bytes(raw)
        sender, text = mail.from_[0][1], "\n".join(mail.text_plain)
        row = (uid, mail.message_id, sender, mail.subject, text)
        self._database.execute("INSERT INTO mail VALUES (?, ?, ?, ?, ?)", row)
        subject = mail.subject if mail.subject.isascii() else "your mail"
        ack = ACK.format(desk=DESK, to=sender, subject=subject, uid=uid, message_id=mail.message_id)
        await smtp.sendmail(DESK, [sender], ack.encode("ascii"))


if __name__ == "__main__":
    be_measured(Floor().drain)
