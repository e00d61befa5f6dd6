"""Access tokens from a token endpoint, and logins with them."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.mail_url import parse_imap_url
from mailbot.adapters.oauth import GOOGLE_TOKEN_URL, OAuthClient, OAuthTokens, google, microsoft
from mailbot.ports import Refused, Unreachable
from tests.servers.dovecot import Dovecot, why_not
from tests.servers.token_endpoint import TokenEndpoint


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[TokenEndpoint]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with TokenEndpoint() as endpoint:
        yield endpoint


def app(endpoint: TokenEndpoint) -> OAuthClient:
    return OAuthClient(endpoint.url, "our-id", client_secret="s3cret", scope="mail .default")


def person(endpoint: TokenEndpoint) -> OAuthClient:
    return OAuthClient(endpoint.url, "our-id", refresh_token="r3fresh&=+ü")


class Time:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_client_gets_a_token_for_itself(endpoint: TokenEndpoint) -> None:
    assert OAuthTokens(app(endpoint))() == "token-1"
    assert endpoint.forms == [
        {"grant_type": "client_credentials", "client_id": "our-id", "client_secret": "s3cret", "scope": "mail .default"}
    ]


def test_a_client_gets_a_token_for_a_person(endpoint: TokenEndpoint) -> None:
    assert OAuthTokens(person(endpoint))() == "token-1"
    assert endpoint.forms == [{"grant_type": "refresh_token", "client_id": "our-id", "refresh_token": "r3fresh&=+ü"}]


@pytest.mark.parametrize(
    ("life", "kept"), [(3600, 3299), ("3600", 3299), (400, 199), (None, 3299), ("soon", 3299), (-5, 3299), (True, 3299)]
)
def test_a_token_is_kept_until_shortly_before_its_end(endpoint: TokenEndpoint, life: object, kept: float) -> None:
    endpoint.answer = lambda form: (200, {"access_token": f"token-{len(endpoint.forms)}", "expires_in": life})
    now = Time()
    tokens = OAuthTokens(app(endpoint), now=now)
    assert [tokens(), tokens()] == ["token-1", "token-1"]
    now.seconds += kept
    assert tokens() == "token-1"
    now.seconds += 2
    assert tokens() == "token-2"


def test_a_token_that_a_server_does_not_take_is_not_given_again(endpoint: TokenEndpoint) -> None:
    tokens = OAuthTokens(app(endpoint))
    assert tokens() == "token-1"
    tokens.forget("another")
    assert tokens() == "token-1"
    tokens.forget("token-1")
    assert tokens() == "token-2"


def test_a_replaced_refresh_token_is_used_from_then_on(endpoint: TokenEndpoint) -> None:
    endpoint.answer = lambda form: (200, {"access_token": "t", "refresh_token": f"new-{len(endpoint.forms)}"})
    tokens = OAuthTokens(person(endpoint))
    for _ in range(3):
        tokens()
        tokens.forget("t")
    assert [form["refresh_token"] for form in endpoint.forms] == ["r3fresh&=+ü", "new-1", "new-2"]


def test_a_client_that_acts_for_itself_stays_with_its_secret(endpoint: TokenEndpoint) -> None:
    endpoint.answer = lambda form: (200, {"access_token": "t", "refresh_token": "unasked"})
    tokens = OAuthTokens(app(endpoint))
    for _ in range(2):
        tokens()
        tokens.forget("t")
    assert [form["grant_type"] for form in endpoint.forms] == ["client_credentials"] * 2


def test_many_threads_ask_once(endpoint: TokenEndpoint) -> None:
    tokens = OAuthTokens(app(endpoint))
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(tokens())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["token-1"] * 8
    assert len(endpoint.forms) == 1


@pytest.mark.parametrize(
    ("status", "answer", "error", "tells"),
    [
        (400, {"error": "invalid_grant", "error_description": "r3fresh is bad"}, Refused, "give consent anew"),
        (401, {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid s3cret"}, Refused, "AADSTS7000215"),
        (400, {"error": "unauthorized_client"}, Refused, "may not use this grant"),
        (400, {"error": "invalid_scope"}, Refused, "scope"),
        (400, {"error": "strange\r\nthing"}, Refused, r"strange thing\): check the OAuth settings"),
        (400, {"error": "temporarily_unavailable"}, Unreachable, "not available now"),
        (400, b"<html>s3cret</html>", Refused, "HTTP 400"),
        (404, b"", Refused, "check the token URL"),
        (405, [], Refused, "check the token URL"),
        (429, {"error": "slow_down"}, Unreachable, "HTTP 429"),
        (500, b"s3cret", Unreachable, "HTTP 500"),
        (503, {"error": "invalid_grant"}, Unreachable, "HTTP 503"),
        (200, b"s3cret", Unreachable, "no JSON object"),
        (200, b"\xff\xfe", Unreachable, "no JSON object"),
        (200, b"[" * 100_000, Unreachable, "no JSON object"),
        (200, ["s3cret"], Unreachable, "no JSON object"),
        (200, {"token_type": "bearer"}, Unreachable, "without a token"),
        (200, {"access_token": 7}, Unreachable, "without a token"),
    ],
)
def test_what_an_endpoint_may_answer(
    endpoint: TokenEndpoint, status: int, answer: object, error: type[Exception], tells: str
) -> None:
    endpoint.answer = lambda form: (status, answer)
    with pytest.raises(error, match=tells) as caught:
        OAuthTokens(app(endpoint))()
    assert "s3cret" not in str(caught.value)
    assert "r3fresh" not in str(caught.value)
    assert str(caught.value).isprintable()
    assert caught.value.__context__ is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(endpoint: TokenEndpoint, status: int) -> None:
    with TokenEndpoint() as elsewhere:
        endpoint.headers = {"Location": elsewhere.url}
        endpoint.answer = lambda form: (status, {})
        with pytest.raises(Refused, match="sends us elsewhere"):
            OAuthTokens(app(endpoint))()
        assert elsewhere.forms == []


def test_an_endpoint_that_is_not_there_or_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        client = OAuthClient(f"http://127.0.0.1:{silent.getsockname()[1]}/", "our-id", "s3cret")
        with pytest.raises(Unreachable, match="cannot be reached: timed out"):
            OAuthTokens(client, timeout=0.1)()
    with pytest.raises(Unreachable, match="cannot be reached"):
        OAuthTokens(client)()


def test_the_presets() -> None:
    company = microsoft(tenant="example.org", client_id="c", client_secret="s")
    assert company.token_url == "https://login.microsoftonline.com/example.org/oauth2/v2.0/token"
    assert company.scope == "https://outlook.office365.com/.default"
    someone = microsoft(tenant="common", client_id="c", refresh_token="r")
    assert "IMAP.AccessAsUser.All" in someone.scope
    assert "offline_access" in someone.scope
    assert google(client_id="c", client_secret="s", refresh_token="r") == OAuthClient(GOOGLE_TOKEN_URL, "c", "s", "r")


def test_settings_that_cannot_work() -> None:
    for url in ("http://login.example/token", "ftp://127.0.0.1/", "token", "https://", "file:///etc/passwd"):
        with pytest.raises(ValueError, match="token URL must be https"):
            OAuthClient(url, "id", "s3cret")
    with pytest.raises(ValueError, match="client id is missing"):
        OAuthClient(GOOGLE_TOKEN_URL, "", "s3cret")
    with pytest.raises(ValueError, match="a client secret or a refresh token"):
        OAuthClient(GOOGLE_TOKEN_URL, "id")
    with pytest.raises(ValueError, match="refresh token only"):
        google(client_id="c", client_secret="s", refresh_token="")
    with pytest.raises(ValueError, match="tenant"):
        microsoft(tenant="evil.example/x?", client_id="c", client_secret="s")


def test_no_repr_tells_a_secret() -> None:
    client = OAuthClient(GOOGLE_TOKEN_URL, "our-id", "s3cret", "r3fresh")
    assert "s3cret" not in f"{client!r} {OAuthTokens(client)!r}"
    assert "r3fresh" not in f"{client!r} {OAuthTokens(client)!r}"


@pytest.mark.dovecot
@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_mailbox_is_opened_with_a_token(endpoint: TokenEndpoint) -> None:
    with Dovecot(tokeninfo_url=endpoint.tokeninfo_url) as server:
        account = parse_imap_url(f"imap://desk@127.0.0.1:{server.port}?auth=xoauth2")
        server.deliver(b"Subject: a\r\n\r\nb\r\n")
        tokens = OAuthTokens(app(endpoint))
        with closing(ImapMailbox(account, tokens=tokens)) as mailbox:
            with pytest.raises(Refused, match="the login of 'desk' was refused") as caught:
                mailbox.open()
            assert "token-" not in str(caught.value)
            endpoint.users = {"token-3": "desk"}
            assert mailbox.open().messages == 1
            mailbox.close()
            # the token that is kept has been revoked since: the next one is tried by itself
            endpoint.users = {"token-4": "desk"}
            assert mailbox.open().messages == 1
            assert len(endpoint.forms) == 4
            endpoint.answer = lambda form: (400, {"error": "invalid_grant"})
            endpoint.users = {}
            mailbox.close()
            with pytest.raises(Refused, match="give consent anew"):
                mailbox.open()


def test_a_mailbox_without_oauth_settings_is_refused(endpoint: TokenEndpoint) -> None:
    if why_not():
        pytest.skip(why_not())
    with (
        Dovecot() as server,
        closing(ImapMailbox(parse_imap_url(f"imap://desk@127.0.0.1:{server.port}?auth=xoauth2"))) as mailbox,
    ):
        with pytest.raises(Refused, match="needs the settings of an OAuth client"):
            mailbox.open()
        with pytest.raises(Refused, match="needs the settings of an OAuth client"):
            mailbox.open()
