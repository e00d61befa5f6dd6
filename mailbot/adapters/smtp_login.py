"""A connection to a submission server: connect, protect, log in, with aiosmtplib; then an Exchange takes it over."""

import asyncio
import os
import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import aiosmtplib

from mailbot.adapters.certificates import end_in
from mailbot.adapters.mail_url import Auth, Security, SmtpAccount
from mailbot.adapters.oauth import TokenSource
from mailbot.adapters.server_words import tell
from mailbot.adapters.smtp_exchange import Exchange, NullPath, SmtpTimings
from mailbot.ports.errors import Refused, Unreachable

_HOST_NAME = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class NoEntry(Exception):
    """The server could not be reached or would not let us in. The text is one line with the mend and holds no secret.

    `refused`: trying again does not help, a person must mend it.
    """

    def __init__(self, why: str, *, refused: bool = False) -> None:
        super().__init__(why)
        self.refused = refused


@dataclass(slots=True)
class Seen:
    """What a server showed while it let us in: its greeting, and until when its certificate is good."""

    greeting: str = ""
    certificate_end: datetime | None = None


async def enter(  # noqa: PLR0913, PLR0917 - what one connection needs
    account: SmtpAccount,
    timings: SmtpTimings,
    tls: ssl.SSLContext | None,
    tokens: TokenSource | None,
    null_path: NullPath,
    seen: Seen,
) -> Exchange:
    """Connect and log in. Raises NoEntry, unlinked to the library's exceptions."""
    client = await open_client(account, timings, tls, tokens, seen)
    transport = client.transport
    if isinstance(transport, asyncio.Transport):
        return Exchange(transport, dict(client.esmtp_extensions), timings, null_path)
    client.close()
    raise NoEntry(f"{account.host}:{account.port}: the server closed the line")


async def open_client(
    account: SmtpAccount, timings: SmtpTimings, tls: ssl.SSLContext | None, tokens: TokenSource | None, seen: Seen
) -> aiosmtplib.SMTP:
    """A client that is connected and logged in. Raises NoEntry, unlinked to the library's exceptions."""
    client = aiosmtplib.SMTP(
        hostname=account.host,
        port=account.port,
        use_tls=account.security is Security.TLS,
        start_tls=account.security is Security.STARTTLS,
        tls_context=tls,
        local_hostname=_our_name(),
        timeout=timings.reply,
    )
    token = ""
    try:
        token = await _token(account, tokens)
        seen.greeting = (await client.connect(timeout=timings.connect)).message
        seen.certificate_end = end_in(client.get_transport_info("peercert"))
        await _greet_and_log_in(client, account, token)
    except aiosmtplib.SMTPAuthenticationError as error:
        if token and tokens is not None:
            tokens.forget(token)
        why, refused = _of_login(error, account, (account.password, token)), not _is_passing(error)
    except (Unreachable, Refused) as error:
        why, refused = str(error), isinstance(error, Refused)
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        why, refused = _of_error(error, account, (account.password, token)), _is_final(error)
    except BaseException:
        client.close()
        raise
    else:
        return client
    client.close()
    raise NoEntry(why, refused=refused)


async def _token(account: SmtpAccount, tokens: TokenSource | None) -> str:
    if account.auth is not Auth.XOAUTH2:
        return ""
    if tokens is None:
        raise Refused(f"{account.name}: auth=xoauth2 needs the settings of an OAuth client")
    return await asyncio.to_thread(tokens)


async def _greet_and_log_in(client: aiosmtplib.SMTP, account: SmtpAccount, token: str) -> None:
    if client.is_ehlo_or_helo_needed:
        try:
            await client.ehlo()
        except aiosmtplib.SMTPHeloError:
            await client.helo()
    if account.auth is Auth.XOAUTH2:
        await client.auth_xoauth2(account.user, token)
    elif account.user:
        await client.login(account.user, account.password)


def _our_name() -> str:
    """What we call ourselves; without asking a name server, which may take long (RFC 5321, 4.1.3 allows an address)."""
    name = socket.gethostname()
    return name if _HOST_NAME.fullmatch(name) else "[127.0.0.1]"


def _is_passing(error: aiosmtplib.SMTPAuthenticationError) -> bool:
    return 400 <= error.code < 500 and error.code != 432  # RFC 4954, 4.7.12: the password needs a change


def _is_final(error: Exception) -> bool:
    """Whether a person must mend it: TLS does not fit, or no login is offered."""
    no_login = type(error) is aiosmtplib.SMTPException  # what aiosmtplib raises where the server offers none
    return no_login or any(isinstance(one, ssl.SSLError) for one in _chain(error))


def _of_login(error: aiosmtplib.SMTPAuthenticationError, account: SmtpAccount, secrets: tuple[str, ...]) -> str:
    place = f"{account.host}:{account.port}"
    said = tell(f"{error.code} {error.message}", secrets)
    if _is_passing(error):
        return f"{place}: it would not let us log in now: {said}"
    return f"{place}: the login of {account.user!r} was refused: check user and password. It said: {said}"


def _of_error(error: Exception, account: SmtpAccount, secrets: tuple[str, ...]) -> str:
    place = f"{account.host}:{account.port}"
    for cause in _chain(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            told = cause.verify_message.rstrip(".")
            return (
                f"{place}: its certificate is not to be trusted: {told}. Name the host as the certificate does, "
                "or give its authority to this machine (SSL_CERT_FILE)."
            )
        if isinstance(cause, ssl.SSLError):
            mend = "For a port that begins without TLS (587, 25) write smtp://…?starttls=1, or smtp:// for none."
            return f"{place}: TLS failed: {tell(cause.reason or str(cause), secrets)}. {mend}"
    if isinstance(error, aiosmtplib.SMTPTimeoutError):
        return f"{place}: no answer in time while connecting"
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"{place}: it would not serve us: {tell(f'{error.code} {error.message}', secrets)}"
    # asyncio says no more than "Connect call failed"; the number tells why.
    reasons = (_reason(cause) for cause in _chain(error) if isinstance(cause, OSError) and cause.errno)
    reason = next(reasons, str(error))
    return f"{place}: connecting failed: {tell(reason, secrets)}"


def _reason(error: OSError) -> str:
    return str(error.strerror) if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
