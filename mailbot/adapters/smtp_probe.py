"""Tries a submission server up to the recipient, and takes it back: no mail is ever sent."""

import asyncio
import contextlib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiosmtplib

from mailbot.adapters.mail_url import SmtpAccount
from mailbot.adapters.oauth import TokenSource
from mailbot.adapters.server_words import tell
from mailbot.adapters.smtp_exchange import SmtpTimings
from mailbot.adapters.smtp_login import Seen, open_client
from mailbot.ports.errors import Unreachable

GREETING_DATE_WORDS = 6
"""Words of a date at the end of a greeting, as in `Mon, 30 Nov 2026 20:44:46 +0000` (RFC 5321, 4.2 leaves the text free)."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a server said to a command: its code, and its words in one line."""

    code: int
    words: str

    @property
    def yes(self) -> bool:
        """Whether it agreed."""
        return 200 <= self.code < 300

    @property
    def later(self) -> bool:
        """Whether it may agree another time."""
        return 400 <= self.code < 500


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What a submission server says. `extensions` have names in lower case.

    `sender` is its answer to mail from our own address, `null_path` to mail from the empty one, `own` to mail for our own address
    and `tagged` to the same with a plus-part.
    """

    extensions: Mapping[str, str]
    greeted_at: datetime | None
    certificate_end: datetime | None
    sender: Said
    null_path: Said
    own: Said
    tagged: Said


def probe_server(  # noqa: PLR0913 - by keyword
    account: SmtpAccount,
    own: str,
    tagged: str,
    *,
    tokens: TokenSource | None = None,
    tls: ssl.SSLContext | None = None,
    timings: SmtpTimings | None = None,
) -> ServerFacts:
    """Log in and ask; `own` is the From of what we send. Raises NoEntry with the mend, or Unreachable where the line broke."""
    return asyncio.run(_probe(account, own, tagged, tokens, tls, timings or SmtpTimings()))


async def _probe(  # noqa: PLR0913, PLR0917 - what one connection needs
    account: SmtpAccount, own: str, tagged: str, tokens: TokenSource | None, tls: ssl.SSLContext | None, timings: SmtpTimings
) -> ServerFacts:
    seen = Seen()
    client = await open_client(account, timings, tls, tokens, seen)
    try:
        sender = await _ask(client, f"MAIL FROM:<{own}>")
        return ServerFacts(
            extensions=dict(client.esmtp_extensions),
            greeted_at=_date_in(seen.greeting),
            certificate_end=seen.certificate_end,
            sender=sender,
            own=await _ask(client, f"RCPT TO:<{own}>") if sender.yes else sender,
            tagged=await _ask(client, f"RCPT TO:<{tagged}>") if sender.yes else sender,
            null_path=await _ask_anew(client, "MAIL FROM:<>"),
        )
    except aiosmtplib.SMTPException as error:
        raise Unreachable(f"{account.host}:{account.port}: the line broke: {tell(str(error), (account.password,))}") from None
    finally:
        with contextlib.suppress(aiosmtplib.SMTPException):
            await _ask(client, "RSET")
            await client.quit()
        client.close()


async def _ask(client: aiosmtplib.SMTP, command: str) -> Said:
    answer = await client.execute_command(command.encode("ascii"))
    return Said(answer.code, tell(f"{answer.code} {answer.message}", ()))


async def _ask_anew(client: aiosmtplib.SMTP, command: str) -> Said:
    await _ask(client, "RSET")
    return await _ask(client, command)


def _date_in(greeting: str) -> datetime | None:
    """The time that a server tells in its greeting, None where it tells none."""
    words = greeting.replace("(", " ").split()
    for start in range(len(words)):
        if words[start][:3] in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
            with contextlib.suppress(ValueError):
                found = parsedate_to_datetime(" ".join(words[start : start + GREETING_DATE_WORDS]))
                return found.astimezone(UTC) if found.tzinfo else None
    return None
