"""What imapclient, imaplib and the socket raise, in the words of the ports, without secrets.

imaplib tells a NO, a BAD, a BYE and a lost line apart by little more than the text of one exception; this file reads it.
"""

import imaplib
import re
import ssl
from collections.abc import Iterable
from enum import StrEnum

from imapclient.exceptions import CapabilityError

from mailbot.adapters.mail_url import ImapAccount, Security
from mailbot.adapters.server_words import tell
from mailbot.ports.errors import Refused, Unreachable

# Everything a server can make the libraries raise: what is no IMAP ends in their parsers as one of the last four.
FAILURES = (OSError, imaplib.IMAP4.error, ValueError, LookupError, TypeError, ArithmeticError)

# RFC 5530, section 3, and RFC 9051, 7.1: passing troubles of the server.
_PASSING = frozenset({"UNAVAILABLE", "LIMIT", "INUSE", "SERVERBUG", "THROTTLED"})
_FINAL = frozenset({"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "PRIVACYREQUIRED"})
# What servers say in words where they know no such code, or no more than [ALERT] (Gmail and Exchange among them).
_PASSING_WORDS = re.compile(r"too many|try again|later|temporar|unavailable|throttl|rate limit|busy|overload", re.IGNORECASE)
_CODE = re.compile(r"\[([A-Z][A-Z-]+)")
_WRONG_PORT = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG", "HTTP_REQUEST"})


class LineLost(Unreachable):
    """The line broke, or the server ended it with a BYE, in the middle of something."""


class Step(StrEnum):
    """What we were doing with the server."""

    CONNECT = "connecting"
    STARTTLS = "starting TLS"
    LOGIN = "logging in"
    SELECT = "opening the folder"
    SEARCH = "looking for mails"
    FETCH = "fetching mails"
    SETTLE = "marking or moving mails"
    WAIT = "waiting for mails"


def code_of(error: BaseException) -> str:
    """Find the response code (RFC 5530) in what the server said; "" without one."""
    found = _CODE.search(str(error))
    return found[1] if found else ""


def is_passing(error: imaplib.IMAP4.error) -> bool:
    """Say whether the server asks to come again later, rather than refusing what was asked."""
    # imapclient makes a LoginError of whatever ended a login, a lost line too; what it was stays behind it.
    lost = any(isinstance(one, imaplib.IMAP4.abort) for one in (error, error.__context__))
    return lost or code_of(error) in _PASSING


def translate(error: Exception, step: Step, account: ImapAccount, secrets: Iterable[str]) -> Unreachable | Refused:
    """Make the exception to raise instead. `secrets` do not appear in it; it has no link to `error`, whose text may hold them."""
    place = f"{account.host}:{account.port}"
    if isinstance(error, ssl.SSLError):
        return _of_tls(error, step, account)
    if isinstance(error, TimeoutError):
        return Unreachable(f"{place}: no answer in time while {step}")
    if isinstance(error, OSError):
        return LineLost(f"{place}: {step} failed: {tell(error.strerror or str(error), secrets)}")
    if isinstance(error, imaplib.IMAP4.error):
        return _of_answer(error, step, account, secrets)
    return Unreachable(f"{place}: it answered what is no IMAP while {step}: {tell(str(error), secrets)}")


def _of_tls(error: ssl.SSLError, step: Step, account: ImapAccount) -> Unreachable | Refused:
    place = f"{account.host}:{account.port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return Refused(
            f"{place}: its certificate is not to be trusted: {error.verify_message.rstrip('.')}. Name the host as the "
            "certificate does, or give its authority to this machine (SSL_CERT_FILE)."
        )
    if error.reason in _WRONG_PORT:
        return Refused(f"{place}: no TLS is spoken on this port. imaps:// is for 993; for 143 write imap://…?starttls=1.")
    return Unreachable(f"{place}: TLS failed while {step}: {tell(error.reason or str(error), ())}")


def _of_answer(error: imaplib.IMAP4.error, step: Step, account: ImapAccount, secrets: Iterable[str]) -> Unreachable | Refused:
    place = f"{account.host}:{account.port}"
    said = tell(_words(error), secrets)
    if isinstance(error, imaplib.IMAP4.readonly):
        return Refused(
            f"{account.name}: we may only read this folder. Give the user the right to change it, or set MAILBOT_AFTER=keep."
        )
    if isinstance(error, CapabilityError):
        mend = "Use imaps://." if step is Step.STARTTLS else ""
        return Refused(f"{place}: {said}. {mend}".strip())
    passing = is_passing(error) or (step is Step.LOGIN and code_of(error) not in _FINAL and _PASSING_WORDS.search(said))
    if isinstance(error, imaplib.IMAP4.abort):
        return LineLost(f"{place}: the line broke ({step}): {said}")
    if passing or step not in {Step.LOGIN, Step.SELECT, Step.SETTLE}:
        return Unreachable(f"{place}: it would not serve us now ({step}): {said}")
    return Refused(f"{place}: {_mend(step, account)} It said: {said}")


def _mend(step: Step, account: ImapAccount) -> str:
    """Say what a person should look at."""
    if step is Step.SELECT:
        return f"the folder {account.folder!r} cannot be opened: name one that is there and that {account.user!r} may read."
    if step is Step.SETTLE:
        return (
            f"mails of {account.folder!r} cannot be marked or moved: give {account.user!r} the right, or set MAILBOT_AFTER=keep."
        )
    if account.security is Security.PLAIN:
        return (
            f"the login of {account.user!r} was refused: check user and password; perhaps it wants TLS (imaps://, ?starttls=1)."
        )
    return f"the login of {account.user!r} was refused: check user and password."


def _words(error: BaseException) -> str:
    """Take the frame off that imaplib puts around a server's words: `b'…'`, `command: LOGIN => …`."""
    text = str(error)
    found = re.fullmatch(r"b(['\"])(.*)\1", text, re.DOTALL)
    text = found[2] if found else text
    return re.sub(r"^command: [A-Z]+ => |^[a-z]+ failed: ", "", text)
