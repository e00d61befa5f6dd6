"""A line to an IMAP server: connect, protect, log in."""

import imaplib
import re
import socket
import ssl
from dataclasses import dataclass, field

from imapclient import IMAPClient, SocketTimeout

from mailbot.adapters.imap_errors import Step, is_passing
from mailbot.adapters.mail_url import Auth, ImapAccount, Security
from mailbot.adapters.oauth import TokenSource
from mailbot.ports.errors import Refused

_ATOM = re.compile(r"[^\x00-\x20\x7f-\U0010ffff(){%*\"\\\]]+")
"""An atom (RFC 9051, section 9), the only form in which imaplib sends a user name."""


@dataclass(frozen=True, slots=True)
class ImapTimings:
    """Seconds: to connect, to wait for an answer, until IDLE is begun anew, between two looks where there is no IDLE.

    RFC 2177 asks to renew IDLE within 29 minutes; routers that forget quiet lines are often quicker.
    """

    connect: float = 15.0
    read: float = 60.0
    idle_renewal: float = 20 * 60.0
    poll: float = 30.0


@dataclass(slots=True)
class Attempt:
    """How far an attempt to get in has come, so that its failure can be named without what must not be told."""

    step: Step = Step.CONNECT
    secrets: list[str] = field(default_factory=list, repr=False)


def connect(account: ImapAccount, timings: ImapTimings, tls: ssl.SSLContext, attempt: Attempt) -> IMAPClient:
    """Connect and protect the line. Raises whatever the libraries raise."""
    over_tls = account.security is Security.TLS
    client = IMAPClient(
        account.host,
        port=account.port,
        ssl=over_tls,
        ssl_context=tls if over_tls else None,
        timeout=SocketTimeout(timings.connect, timings.read),
    )
    # imapclient has imaplib make a text of every literal it reads, for a debug log that nobody sees: as much work as fetching.
    client._imap.debug = 0
    client.normalise_times = False
    # imapclient sends the end of a SEARCH by itself, which Nagle's algorithm would hold back for 40 ms.
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if account.security is Security.STARTTLS:
        attempt.step = Step.STARTTLS
        try:
            client.starttls(tls)
        except BaseException:
            hang_up(client)
            raise
    return client


def hang_up(client: IMAPClient) -> None:
    """Close the socket, whatever state it is in."""
    try:
        client.shutdown()
    except (OSError, ValueError):
        client.socket().close()


def log_in(client: IMAPClient, account: ImapAccount, tokens: TokenSource | None, attempt: Attempt) -> None:
    """Log in with the password or a token. Raises Refused and whatever the libraries and `tokens` raise."""
    attempt.step = Step.LOGIN
    if account.auth is Auth.XOAUTH2:
        _log_in_by_token(client, account, tokens, attempt)
        return
    attempt.secrets.append(account.password)
    if client.has_capability("LOGINDISABLED"):
        # RFC 9051, 6.2.3: a password must not even be tried.
        raise Refused(f"{account.host}:{account.port}: it takes no password without TLS. Use imaps:// or add ?starttls=1.")
    if not (account.password.isascii() and _ATOM.fullmatch(account.user)) and client.has_capability("AUTH=PLAIN"):
        # imaplib's LOGIN knows ASCII only and quotes the password alone; SASL PLAIN (RFC 4616) is UTF-8 throughout.
        client.plain_login(account.user, account.password)
    else:
        client.login(account.user if _ATOM.fullmatch(account.user) else _quoted(account.user), account.password)


def _log_in_by_token(client: IMAPClient, account: ImapAccount, tokens: TokenSource | None, attempt: Attempt) -> None:
    if tokens is None:
        raise Refused(f"{account.name}: auth=xoauth2 needs the settings of an OAuth client")
    token = tokens()
    attempt.secrets.append(token)
    try:
        _present(client, account.user, token)
    except imaplib.IMAP4.error as error:
        if is_passing(error):
            raise
    else:
        return
    # The token was kept in memory and may have ended early (a clock that is off, a revocation): once more with a new one.
    tokens.forget(token)
    token = tokens()
    attempt.secrets.append(token)
    try:
        _present(client, account.user, token)
    except imaplib.IMAP4.error:
        tokens.forget(token)
        raise


def _present(client: IMAPClient, user: str, token: str) -> None:
    answers = iter([f"user={user}\1auth=Bearer {token}\1\1"])

    def answer(_challenge: bytes) -> str:
        # A second challenge is the server's error; an empty answer asks for the NO that ends it. oauth2_login repeats the token.
        return next(answers, "")

    client.sasl_login("XOAUTH2", answer)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
