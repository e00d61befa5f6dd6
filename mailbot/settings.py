"""The settings: from the environment, a `.env` file in the working folder, or a file named by `<VARIABLE>_FILE`.

Every mistake is one line that names the setting and the mend, found before anything is opened. No value that may be secret
stands in a line, a repr or a traceback.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from mailbot.adapters.mail_url import (
    AfterAction,
    AfterKept,
    Auth,
    ImapAccount,
    SmtpAccount,
    parse_after,
    parse_imap_urls,
    parse_smtp_url,
)
from mailbot.adapters.webhook_url import parse_hook

if TYPE_CHECKING:
    from mailbot.adapters.oauth import OAuthClient

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*/=?^_`{|}~+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
SERVER = re.compile(r"[a-z0-9._-]{1,255}")
SIZE = re.compile(r"(\d{1,15})\s*(|[kKmMgG])i?[bB]?")
UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
LISTEN = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]*):(\d{1,5})")
SPAN = re.compile(r"(\d{1,4})\s*(m|h)")
SPANS = {"m": "minutes", "h": "hours"}
LEAST_SECRET = 32


class BadSettings(Exception):
    """Settings that cannot be used. The text holds a line for each, `NAME: what is wrong and what would be right`."""


def parse_addresses(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """White-space separated addresses, in lower case. Raises ValueError."""
    if isinstance(value, tuple):
        return value
    addresses = tuple(word.lower() for word in value.split())
    for number, address in enumerate(addresses, start=1):
        if not ADDRESS.fullmatch(address) or ".." in address:
            raise ValueError(f"address {number} of {len(addresses)} is not a plain address such as helpdesk@desk.example.org")
    return addresses


def parse_secret(value: str | bytes) -> bytes:
    """A key of at least LEAST_SECRET bytes. Raises ValueError."""
    secret = value if isinstance(value, bytes) else value.strip().encode()
    if secret and len(secret) < LEAST_SECRET:
        raise ValueError(
            f"has {len(secret)} bytes and needs {LEAST_SECRET}: `mailbot init` makes one, or `openssl rand -base64 48`"
        )
    return secret


def parse_since(value: str | datetime) -> str | datetime:
    """`all`, `now`, or a date or moment (ISO 8601, UTC without a zone). Raises ValueError."""
    if isinstance(value, datetime) or value in ("all", "now"):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("must be all, now or a date such as 2026-01-31") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def parse_size(value: str | int) -> int:
    """Octets, with K, M or G: `40M`. Raises ValueError."""
    if isinstance(value, int):
        return value
    match = SIZE.fullmatch(value.strip())
    if not match:
        raise ValueError("must be a number of bytes such as 41943040 or 40M")
    size = int(match[1]) * UNITS[match[2].lower()]
    if size < 1:
        raise ValueError("must be 1 byte or more")
    return size


def parse_folder(value: str | Path) -> Path:
    """A folder that is there. Raises ValueError."""
    folder = Path(value)
    if not folder.is_dir():
        raise ValueError("names a folder that is not there: `mailbot init` lays one out")
    return folder


def parse_words(value: str | frozenset[str]) -> frozenset[str]:
    """White-space separated names of servers, case folded. Raises ValueError."""
    if isinstance(value, frozenset):
        return value
    words = value.casefold().split()
    if not all(SERVER.fullmatch(word) for word in words):
        raise ValueError("must be names of servers such as mx.example.org, separated by blanks")
    return frozenset(words)


def parse_listen(value: "str | Listen") -> "Listen":
    """Where to listen: `127.0.0.1:9464`, `[::1]:9464` or `:9464` for this machine alone. Raises ValueError."""
    if isinstance(value, Listen):
        return value
    match = LISTEN.fullmatch(value.strip())
    if not match or not 1 <= int(match[2]) <= 65535:
        raise ValueError("must be where to listen, such as 127.0.0.1:9464")
    return Listen(match[1].strip("[]") or "127.0.0.1", int(match[2]))


def parse_span(value: str | timedelta) -> timedelta:
    """A span of time: `15m`, `2h`. Raises ValueError."""
    if isinstance(value, timedelta):
        return value
    match = SPAN.fullmatch(value.strip())
    span = timedelta(**{SPANS[match[2]]: int(match[1])}) if match else timedelta()
    if not timedelta(minutes=1) <= span <= timedelta(days=1):
        raise ValueError("must be a span from 1m to 24h, such as 15m")
    return span


@dataclass(frozen=True, slots=True)
class Listen:
    """A host and a port of this machine."""

    host: str
    port: int


class Settings(BaseSettings):
    """Every setting of docs/operations.md, checked."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        validate_default=False,
        extra="ignore",
        hide_input_in_errors=True,
        case_sensitive=True,
        arbitrary_types_allowed=True,
        frozen=True,
    )

    database_url: SecretStr = Field(default=SecretStr("sqlite:///mailbot.db"), alias="DATABASE_URL")
    imap: Annotated[
        tuple[ImapAccount, ...], NoDecode, BeforeValidator(lambda v: parse_imap_urls(v) if isinstance(v, str) else v)
    ] = Field(default=(), alias="MAILBOT_IMAP_URL")
    smtp: Annotated[SmtpAccount | None, NoDecode, BeforeValidator(lambda v: parse_smtp_url(v) if isinstance(v, str) else v)] = (
        Field(default=None, alias="MAILBOT_SMTP_URL")
    )
    addresses: Annotated[tuple[str, ...], NoDecode, BeforeValidator(parse_addresses)] = Field(default=(), alias="MAILBOT_ADDRESS")
    secret: Annotated[bytes, BeforeValidator(parse_secret)] = Field(default=b"", alias="MAILBOT_SECRET", repr=False)
    secret_old: Annotated[bytes, BeforeValidator(parse_secret)] = Field(default=b"", alias="MAILBOT_SECRET_OLD", repr=False)
    master_key: Annotated[bytes, BeforeValidator(parse_secret)] = Field(default=b"", alias="MAILBOT_MASTER_KEY", repr=False)
    master_key_old: Annotated[bytes, BeforeValidator(parse_secret)] = Field(
        default=b"", alias="MAILBOT_MASTER_KEY_OLD", repr=False
    )
    keys_url: SecretStr = Field(default=SecretStr(""), alias="MAILBOT_KEYS_URL")
    rules: Annotated[Path | None, BeforeValidator(parse_folder)] = Field(default=None, alias="MAILBOT_RULES")
    templates: Annotated[Path | None, BeforeValidator(parse_folder)] = Field(default=None, alias="MAILBOT_TEMPLATES")
    after: Annotated[AfterKept, NoDecode, BeforeValidator(lambda v: parse_after(v) if isinstance(v, str) else v)] = Field(
        default=AfterKept(), alias="MAILBOT_AFTER"
    )
    since: Annotated[str | datetime | None, BeforeValidator(parse_since)] = Field(default=None, alias="MAILBOT_SINCE")
    trusted_authserv: Annotated[frozenset[str], NoDecode, BeforeValidator(parse_words)] = Field(
        default=frozenset(), alias="MAILBOT_TRUSTED_AUTHSERV"
    )
    max_message_bytes: Annotated[int, BeforeValidator(parse_size)] = Field(default=40 << 20, alias="MAILBOT_MAX_MESSAGE_BYTES")
    auto_publish: bool = Field(default=False, alias="MAILBOT_AUTO_PUBLISH")
    http: Annotated[Listen | None, NoDecode, BeforeValidator(parse_listen)] = Field(default=None, alias="MAILBOT_HTTP")
    alert_webhook: Annotated[SecretStr, BeforeValidator(lambda v: parse_hook(v) if isinstance(v, str) else v)] = Field(
        default=SecretStr(""), alias="MAILBOT_ALERT_WEBHOOK"
    )
    canary: Annotated[timedelta | None, NoDecode, BeforeValidator(parse_span)] = Field(default=None, alias="MAILBOT_CANARY")
    oauth_provider: str = Field(default="", alias="MAILBOT_OAUTH_PROVIDER")
    oauth_tenant: str = Field(default="", alias="MAILBOT_OAUTH_TENANT")
    oauth_token_url: str = Field(default="", alias="MAILBOT_OAUTH_TOKEN_URL")
    oauth_client_id: str = Field(default="", alias="MAILBOT_OAUTH_CLIENT_ID")
    oauth_client_secret: SecretStr = Field(default=SecretStr(""), alias="MAILBOT_OAUTH_CLIENT_SECRET")
    oauth_refresh_token: SecretStr = Field(default=SecretStr(""), alias="MAILBOT_OAUTH_REFRESH_TOKEN")
    oauth_scope: str = Field(default="", alias="MAILBOT_OAUTH_SCOPE")

    def needs_token(self) -> bool:
        """Whether a server is to be logged into with a token."""
        accounts: tuple[ImapAccount | SmtpAccount, ...] = (*self.imap, *((self.smtp,) if self.smtp else ()))
        return any(account.auth is Auth.XOAUTH2 for account in accounts)

    def oauth(self) -> "OAuthClient":
        """What the token endpoint knows us by. Raises BadSettings."""
        from mailbot.adapters.oauth import OAuthClient, google, microsoft  # noqa: PLC0415 - most desks log in with a password

        if self.oauth_provider not in ("microsoft", "google", ""):
            raise BadSettings("MAILBOT_OAUTH_PROVIDER: must be microsoft, google, or empty where MAILBOT_OAUTH_TOKEN_URL is set")
        secret, refresh = self.oauth_client_secret.get_secret_value(), self.oauth_refresh_token.get_secret_value()
        try:
            match self.oauth_provider:
                case "microsoft":
                    return microsoft(
                        tenant=self.oauth_tenant, client_id=self.oauth_client_id, client_secret=secret, refresh_token=refresh
                    )
                case "google":
                    return google(client_id=self.oauth_client_id, client_secret=secret, refresh_token=refresh)
                case _:
                    return OAuthClient(self.oauth_token_url, self.oauth_client_id, secret, refresh, self.oauth_scope)
        except ValueError as wrong:
            raise BadSettings(f"MAILBOT_OAUTH_PROVIDER: {wrong} (auth=xoauth2 needs the MAILBOT_OAUTH_ settings)") from None


NAMES = tuple(str(field.alias) for field in Settings.model_fields.values())
"""The names of all settings."""


def load_settings() -> Settings:
    """Read and check all settings. Raises BadSettings."""
    _check_env_file()
    try:
        written = {name: value for name, value in dotenv_values(".env", encoding="utf-8").items() if value}
        from_files = _read_files({**written, **os.environ})
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadSettings(f".env: cannot be read: {wrong.__class__.__name__}; it must be UTF-8 and readable") from None
    try:
        settings = Settings(**from_files)
    except ValidationError as wrong:
        raise BadSettings("\n".join(_lines(wrong))) from None
    for account in settings.imap:
        if settings.after.action is AfterAction.MOVE and _same_folder(settings.after.folder, account.folder):
            raise BadSettings(f"MAILBOT_AFTER: {settings.after.folder} is the very folder of {account.name}: name another one")
    return settings


def _same_folder(one: str, other: str) -> bool:
    """Whether two names mean one folder: INBOX has no case (RFC 9051, 5.1)."""
    return one == other or one.upper() == other.upper() == "INBOX"


def _check_env_file() -> None:
    """Refuse a `.env` that cannot be read to its end. Raises BadSettings."""
    try:
        with Path(".env").open(encoding="utf-8") as file:
            broken = next((binding for binding in parse_stream(file) if binding.error), None)
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadSettings(f".env: cannot be read: {wrong.__class__.__name__}; it must be UTF-8 and readable") from None
    if broken is not None:
        raise BadSettings(f".env: line {broken.original.line} cannot be read: write NAME=value, a value with blanks in quotes")


def _lines(wrong: ValidationError) -> list[str]:
    lines = []
    for error in wrong.errors(include_input=False, include_url=False, include_context=False):
        name = str(error["loc"][0]) if error["loc"] else "settings"
        lines.append(f"{name}: {error['msg'].removeprefix('Value error, ')}")
    return list(dict.fromkeys(lines))


def _read_files(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings that `<NAME>_FILE` names, without the line end. Raises BadSettings."""
    found: dict[str, Any] = {}
    for name in NAMES:
        path = environment.get(f"{name}_FILE")
        if not path:
            continue
        if environment.get(name):
            raise BadSettings(f"{name}: is set, and so is {name}_FILE: leave one of them out")
        try:
            found[name] = Path(path).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as wrong:
            raise BadSettings(f"{name}_FILE: {path} cannot be read: {getattr(wrong, 'strerror', None) or 'not UTF-8'}") from None
    return found


def require(settings: Settings, *names: str) -> None:
    """Ask for settings without which a command cannot work. Raises BadSettings with a line for each that is missing."""
    wanted = {
        "MAILBOT_IMAP_URL": (settings.imap, "the mailbox to read, as in imaps://user:password@host:993/INBOX"),
        "MAILBOT_SMTP_URL": (settings.smtp, "the server to send by, as in smtps://user:password@host:465"),
        "MAILBOT_ADDRESS": (settings.addresses, "the desk's own address, as in helpdesk@desk.example.org"),
        "MAILBOT_MASTER_KEY": (settings.master_key, "what wraps the keys, 32 bytes or more: `openssl rand -base64 48` makes one"),
        "MAILBOT_SECRET": (settings.secret, "the key that signs replies, 32 bytes or more: `mailbot init` makes one"),
    }
    missing = [f"{name}: is not set; it is {wanted[name][1]}" for name in names if not wanted[name][0]]
    if missing:
        raise BadSettings("\n".join(missing))
