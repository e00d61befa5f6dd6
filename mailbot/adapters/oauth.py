"""Access tokens for mail servers that want no password: client credentials and refresh tokens (RFC 6749, 4.4 and 6).

The person's part, consenting once in a browser, is done elsewhere; here a client id with a secret or a refresh token becomes
access tokens, each kept until shortly before it ends.
"""

import json
import re
import threading
import time
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from mailbot.adapters.http_post import make_opener
from mailbot.ports.errors import Refused, Unreachable

MICROSOFT_TOKEN_URL = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"  # noqa: S105 - an address
MICROSOFT_APP_SCOPE = "https://outlook.office365.com/.default"
MICROSOFT_USER_SCOPE = "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access"
GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address

_TENANT = re.compile(r"[A-Za-z0-9.-]{1,100}")
_EARLY = 300.0
"""Seconds before its end in which a token is not used any more: clocks differ, and a login takes time."""
_LONGEST_ANSWER = 1 << 20
_DEFAULT_LIFE = 3600.0
_MENDS = {
    "invalid_grant": "the refresh token is no longer valid (expired, revoked, or the password changed): give consent anew",
    "invalid_client": "the client id or secret is wrong or has expired: make a new secret",
    "unauthorized_client": "this client may not use this grant: allow it where the client is registered",
    "invalid_scope": "the scope is not granted to this client: add the mail permissions where the client is registered",
    "unsupported_grant_type": "the token endpoint does not know this grant: check the token URL",
    "invalid_request": "the token endpoint cannot use this request: check the token URL, client id and scope",
}


class TokenSource(Protocol):
    """Gives access tokens."""

    def __call__(self) -> str:
        """Give a token that is valid now. Raises Unreachable or Refused."""

    def forget(self, token: str) -> None:
        """Do not give this token again: a server did not take it."""


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """What the provider knows us by. With a refresh token we act for the person who consented, without one for ourselves."""

    token_url: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)
    scope: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot work or would send a secret in the clear. Raises ValueError without the secrets."""
        url = urllib.parse.urlsplit(self.token_url)
        loopback = url.hostname in {"127.0.0.1", "::1", "localhost"}
        if not url.hostname or not (url.scheme == "https" or (url.scheme == "http" and loopback)):
            raise ValueError("the OAuth token URL must be https://…")
        if not self.client_id:
            raise ValueError("the OAuth client id is missing")
        if not self.client_secret and not self.refresh_token:
            raise ValueError("OAuth needs a client secret or a refresh token")


def microsoft(*, tenant: str, client_id: str, client_secret: str = "", refresh_token: str = "") -> OAuthClient:
    """Microsoft 365: an application (secret alone) or a person who consented (refresh token). Raises ValueError."""
    if not _TENANT.fullmatch(tenant):
        raise ValueError("the OAuth tenant must be a domain or the id of a directory")
    scope = MICROSOFT_USER_SCOPE if refresh_token else MICROSOFT_APP_SCOPE
    return OAuthClient(MICROSOFT_TOKEN_URL.format(tenant=tenant), client_id, client_secret, refresh_token, scope)


def google(*, client_id: str, client_secret: str, refresh_token: str) -> OAuthClient:
    """Google: a person who consented to https://mail.google.com/. Raises ValueError."""
    if not refresh_token:
        raise ValueError("Google gives mail tokens for a refresh token only")
    return OAuthClient(GOOGLE_TOKEN_URL, client_id, client_secret, refresh_token)


class OAuthTokens:
    """The TokenSource of one client, for any number of threads. A refresh token that the provider replaces is kept in memory.

    `now` gives seconds that only rise; `timeout` is in seconds.
    """

    def __init__(self, client: OAuthClient, *, timeout: float = 15.0, now: Callable[[], float] = time.monotonic) -> None:
        self.client = client
        self._timeout = timeout
        self._now = now
        self._lock = threading.Lock()
        self._refresh_token = client.refresh_token
        self._token = ""
        self._good_until = 0.0
        self._refresh_end: datetime | None = None

    def __call__(self) -> str:
        """Give a token that is valid now, from memory where there is one. Raises Unreachable or Refused."""
        with self._lock:
            if not self._token or self._now() >= self._good_until:
                self._renew()
            return self._token

    def ending(self) -> Mapping[str, datetime]:
        """Until when the refresh token is good; nothing where the endpoint does not tell."""
        with self._lock:
            return {} if self._refresh_end is None else {f"the consent at {_place(self.client.token_url)}": self._refresh_end}

    def seconds_left(self) -> float:
        """For how long the token that was given last may be used; 0 without one."""
        with self._lock:
            return max(0.0, self._good_until - self._now()) if self._token else 0.0

    def forget(self, token: str) -> None:
        """Do not give this token again."""
        with self._lock:
            if token == self._token:
                self._token = ""

    def _renew(self) -> None:
        asked_at = self._now()
        answer = _ask(self.client.token_url, self._form(), self._timeout)
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise Unreachable(f"{_place(self.client.token_url)}: the token endpoint answered without a token")
        life = _seconds(answer.get("expires_in"))
        self._token = token
        # A token that lives shorter than the margin is used for half its life.
        self._good_until = asked_at + max(life - _EARLY, life / 2)
        ends_in = str(answer.get("refresh_token_expires_in", ""))  # what Google and others add to RFC 6749, 5.1
        if ends_in.isdigit() and len(ends_in) < 10:
            self._refresh_end = datetime.now(UTC) + timedelta(seconds=int(ends_in))
        replaced = answer.get("refresh_token")
        if self._refresh_token and isinstance(replaced, str) and replaced:
            self._refresh_token = replaced

    def _form(self) -> Mapping[str, str]:
        client = self.client
        form = {"client_id": client.client_id, "client_secret": client.client_secret, "scope": client.scope}
        if self._refresh_token:
            form |= {"grant_type": "refresh_token", "refresh_token": self._refresh_token}
        else:
            form |= {"grant_type": "client_credentials"}
        return {name: value for name, value in form.items() if value}


def _ask(url: str, form: Mapping[str, str], timeout: float) -> Mapping[str, object]:
    """Post a form to a token endpoint; its JSON object. Raises Unreachable or Refused, unlinked to what caused them.

    No redirect is followed: a token endpoint does not move, and another host must not get the secret.
    """
    # Settings know this module at each start; the HTTP client is for those who need a token.
    import urllib.error  # noqa: PLC0415
    import urllib.request  # noqa: PLC0415
    from http.client import HTTPException  # noqa: PLC0415

    request = urllib.request.Request(  # noqa: S310 - OAuthClient lets https:// and the loopback pass only
        url,
        data=urllib.parse.urlencode(form).encode(),
        headers={"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "mailbot"},
    )
    failure: Unreachable | Refused
    try:
        with make_opener().open(request, timeout=timeout) as response:
            return _json_object(response.read(_LONGEST_ANSWER))
    except urllib.error.HTTPError as error:
        with error:
            failure = _of_status(url, error.code, error.read(_LONGEST_ANSWER))
    except (OSError, HTTPException) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        failure = Unreachable(f"{_place(url)}: the token endpoint cannot be reached: {_one_line(str(reason))}")
    except ValueError:
        failure = Unreachable(f"{_place(url)}: the token endpoint answered what is no JSON object")
    raise failure


def _of_status(url: str, status: int, body: bytes) -> Unreachable | Refused:
    """Read an error answer (RFC 6749, 5.2)."""
    place = _place(url)
    if status == 429 or status >= 500:
        return Unreachable(f"{place}: the token endpoint is not available now (HTTP {status})")
    if 300 <= status < 400:
        return Refused(f"{place}: the token endpoint sends us elsewhere (HTTP {status}): check the token URL")
    try:
        answer = _json_object(body)
    except ValueError:
        return Refused(f"{place}: the token endpoint refuses (HTTP {status}): check the token URL")
    error = str(answer.get("error", ""))
    if error == "temporarily_unavailable":
        return Unreachable(f"{place}: the token endpoint is not available now")
    # The description may repeat what was sent; its number (AADSTS…) is what a person needs to look it up.
    number = re.search(r"\bAADSTS\d+", str(answer.get("error_description", "")))
    told = f"{error}, {number[0]}" if number else error
    mend = _MENDS.get(error, "check the OAuth settings")
    return Refused(f"{place}: no token ({_one_line(told) or f'HTTP {status}'}): {mend}")


def _json_object(body: bytes) -> Mapping[str, object]:
    try:
        answer = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(answer, dict):
        raise ValueError("not an object")  # noqa: TRY004 - one kind of failure for the caller
    return answer


def _seconds(value: object) -> float:
    """Read expires_in; some endpoints write it as text."""
    try:
        life = float(str(value))
    except ValueError:
        return _DEFAULT_LIFE
    return life if 0 < life < 10**8 else _DEFAULT_LIFE


def _place(url: str) -> str:
    return urllib.parse.urlsplit(url).hostname or "?"


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
