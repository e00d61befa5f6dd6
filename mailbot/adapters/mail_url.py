"""Where mail comes from and where it leaves: the addresses of MAILBOT_IMAP_URL and MAILBOT_SMTP_URL, and MAILBOT_AFTER.

Parsing only. No text, repr or error that this file makes holds a password.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote, unquote

_IMAP_EXAMPLE = "imaps://user:password@host:993/INBOX"
_SMTP_EXAMPLE = "smtps://user:password@host:465"
_ENCODE = "write @ / ? # % and spaces in a user or password as %40 %2F %3F %23 %25 %20"

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,11})://")
_HOST = re.compile(r"\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\.?")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_OPTION_NAME = re.compile(r"[a-z_]{1,20}")
_LOOPBACK = re.compile(r"localhost|127\.\d+\.\d+\.\d+|\[::1\]")


class BadUrl(ValueError):
    """An address that cannot be used. The text is one line, says what would be right, and quotes nothing that may be secret."""


class Security(StrEnum):
    """How the line is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


class Auth(StrEnum):
    """How we prove who we are."""

    PASSWORD = "password"  # noqa: S105 - the name of a method
    XOAUTH2 = "xoauth2"


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """One mailbox on a server. `host` is in lower case, an IPv6 address without its brackets."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    security: Security = Security.TLS
    auth: Auth = Auth.PASSWORD

    @property
    def name(self) -> str:
        """The mailbox without its password; it stays the same as long as the mailbox does: `imaps://desk@host:993/INBOX`."""
        scheme = "imaps" if self.security is Security.TLS else "imap"
        folder = quote(self.folder, safe="/")
        return f"{scheme}://{quote(self.user, safe='')}@{_bracketed(self.host)}:{self.port}/{folder}"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class SmtpAccount:
    """A submission server. `user` is "" where it asks for no login."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    security: Security = Security.TLS
    auth: Auth = Auth.PASSWORD

    @property
    def name(self) -> str:
        """The server without the password: `smtps://desk@host:465`."""
        scheme = "smtps" if self.security is Security.TLS else "smtp"
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        return f"{scheme}://{user}{_bracketed(self.host)}:{self.port}"

    def __str__(self) -> str:
        return self.name


class AfterAction(StrEnum):
    """What happens to a mail on its server once it is kept."""

    SEEN = "seen"
    KEEP = "keep"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class AfterKept:
    """MAILBOT_AFTER. `folder` is where kept mails are moved; "" unless they are."""

    action: AfterAction = AfterAction.SEEN
    folder: str = ""


def parse_after(text: str) -> AfterKept:
    """Parse `seen`, `keep` or `move:FOLDER`. Raises BadUrl."""
    word, _, folder = text.strip().partition(":")
    if word in {AfterAction.SEEN, AfterAction.KEEP} and not folder:
        return AfterKept(AfterAction(word))
    if word == AfterAction.MOVE and folder.strip() and not _CONTROL.search(folder):
        return AfterKept(AfterAction.MOVE, folder.strip())
    raise BadUrl("must be seen, keep or move:FOLDER, as in move:Archive")


def parse_imap_urls(text: str) -> tuple[ImapAccount, ...]:
    """Parse the mailboxes of MAILBOT_IMAP_URL, white-space separated. Raises BadUrl; where there are several it says which."""
    words = text.split()
    accounts: list[ImapAccount] = []
    for number, word in enumerate(words, start=1):
        try:
            account = parse_imap_url(word)
        except BadUrl as error:
            if len(words) == 1:
                raise
            raise BadUrl(f"mailbox {number} of {len(words)}: {error}") from None
        if account.name in {known.name for known in accounts}:
            raise BadUrl(f"mailbox {number} of {len(words)}: {account.name} is named twice")
        accounts.append(account)
    return tuple(accounts)


def parse_imap_url(url: str) -> ImapAccount:
    """Parse one mailbox. Without a port 993, or 143 for `imap://`; without a folder INBOX. Raises BadUrl."""
    parts = _split(url, schemes=("imaps", "imap"), example=_IMAP_EXAMPLE)
    if not parts.user:
        raise BadUrl(f"the user is missing, as in {_IMAP_EXAMPLE}")
    if not parts.password and parts.auth is Auth.PASSWORD:
        raise BadUrl(f"the password is missing, as in {_IMAP_EXAMPLE} (a login by token says ?auth=xoauth2)")
    folder = _decode(parts.path[1:], "the folder") or "INBOX"
    return ImapAccount(
        host=parts.host,
        port=parts.port or (993 if parts.security is Security.TLS else 143),
        user=parts.user,
        password=parts.password,
        folder="INBOX" if folder.upper() == "INBOX" else folder,
        security=parts.security,
        auth=parts.auth,
    )


def parse_smtp_url(url: str) -> SmtpAccount:
    """Parse the submission server of MAILBOT_SMTP_URL. Without a port 465, 587 with STARTTLS, 25 in the clear. Raises BadUrl."""
    parts = _split(url.strip(), schemes=("smtps", "smtp"), example=_SMTP_EXAMPLE)
    if parts.path not in {"", "/"}:
        raise BadUrl(f"nothing may follow the port but ?starttls=1 or ?auth=xoauth2, as in {_SMTP_EXAMPLE}; {_ENCODE}")
    if parts.user and not parts.password and parts.auth is Auth.PASSWORD:
        raise BadUrl(f"the password is missing, as in {_SMTP_EXAMPLE} (a login by token says ?auth=xoauth2)")
    if not parts.user and (parts.password or parts.auth is Auth.XOAUTH2):
        raise BadUrl(f"the user is missing, as in {_SMTP_EXAMPLE}")
    default = {Security.TLS: 465, Security.STARTTLS: 587, Security.PLAIN: 25}[parts.security]
    return SmtpAccount(parts.host, parts.port or default, parts.user, parts.password, parts.security, parts.auth)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What both kinds of address have in common, decoded but for the path. `port` is 0 where none is named."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    path: str
    security: Security
    auth: Auth


def _split(url: str, *, schemes: tuple[str, str], example: str) -> _Parts:
    """Take an address apart; `schemes` are the one over TLS and the one without."""
    start = _SCHEME.match(url)
    if not start or start[1].lower() not in schemes:
        raise BadUrl(f"must begin with {schemes[0]}:// or {schemes[1]}://, as in {example}")
    match = _URL.fullmatch(url)
    path, query = (match["path"] or "", match["query"] or "") if match else ("", "")
    if not match or _CONTROL.search(url) or "@" in path + query:
        raise BadUrl(f"it cannot be read: {_ENCODE}")
    userinfo, at, place = match["authority"].rpartition("@")
    user, _, password = userinfo.partition(":")
    if at and not user:
        raise BadUrl(f"the user is missing, as in {example}")
    host, port = _host_and_port(place, example)
    options = _options(query, example)
    security = _security(over_tls=start[1].lower() == schemes[0], starttls=options.get("starttls", "0"), scheme=schemes)
    auth = _auth(options.get("auth", Auth.PASSWORD))
    if auth is Auth.XOAUTH2 and security is Security.PLAIN and not _LOOPBACK.fullmatch(host):
        raise BadUrl(f"auth=xoauth2 would send a token in the clear: use {schemes[0]}:// or add starttls=1")
    host = host.strip("[]")
    return _Parts(host, port, _decode(user, "the user"), _decode(password, "the password"), path, security, auth)


def _host_and_port(place: str, example: str) -> tuple[str, int]:
    host, colon, port = place, "", ""
    if not place.endswith("]"):
        host, colon, port = place.rpartition(":") if ":" in place else (place, "", "")
    if not host:
        raise BadUrl(f"the host is missing, as in {example}")
    if not _HOST.fullmatch(host):
        raise BadUrl(f"the host must be a name or an address, as in {example}; {_ENCODE}")
    if colon and not (port.isascii() and port.isdigit() and len(port) <= 5 and 1 <= int(port) <= 65535):
        raise BadUrl(f"the port must be a number from 1 to 65535, as in {example}; {_ENCODE}")
    return host.lower(), int(port) if port else 0


def _options(query: str, example: str) -> Mapping[str, str]:
    options: dict[str, str] = {}
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        if name not in {"starttls", "auth"} or name in options:
            said = f"{name} is not known or stands twice" if _OPTION_NAME.fullmatch(name) else "it cannot be read"
            raise BadUrl(f"after the ? may stand starttls=1 and auth=xoauth2, joined by &: {said}, as in {example}?auth=xoauth2")
        options[name] = value.lower()
    return options


def _security(*, over_tls: bool, starttls: str, scheme: tuple[str, str]) -> Security:
    if starttls not in {"0", "1"}:
        raise BadUrl("starttls must be 0 or 1")
    if over_tls and starttls == "1":
        raise BadUrl(f"{scheme[0]}:// is TLS from the start: leave starttls=1 out, or write {scheme[1]}://")
    if over_tls:
        return Security.TLS
    return Security.STARTTLS if starttls == "1" else Security.PLAIN


def _auth(word: str) -> Auth:
    if word not in {auth.value for auth in Auth}:
        raise BadUrl("auth must be password or xoauth2")
    return Auth(word)


def _decode(text: str, what: str) -> str:
    """Percent-decode; the error names `what` and not the text."""
    if _BAD_ESCAPE.search(text):
        raise BadUrl(f"{what} holds a % that no two hexadecimal digits follow: write %25 for a % sign")
    try:
        decoded = unquote(text, errors="strict")
    except UnicodeDecodeError:
        decoded = "\0"
    if _CONTROL.search(decoded):
        raise BadUrl(f"{what} must be percent-encoded UTF-8 without control characters")
    return decoded


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
