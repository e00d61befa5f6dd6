"""SmtpTransport keeps the promises of the Transport port, on a real SMTP server."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from aiosmtpd import smtp
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from mailbot.adapters.mail_url import Auth, Security, SmtpAccount
from mailbot.adapters.oauth import OAuthClient, OAuthTokens
from mailbot.adapters.smtp import SmtpTransport
from mailbot.adapters.smtp_exchange import SmtpTimings
from mailbot.adapters.smtp_wire import wire_form
from mailbot.ports import Deferred, NoServer, Parcel, Rejected, Sent, Uncertain
from tests.servers.certificate import make_certificate
from tests.servers.token_endpoint import TokenEndpoint

Server = smtp.SMTP
TEXT = b"From: desk@x.example\r\nTo: a@y.example\r\nSubject: hello\r\n\r\n.one\r\n..two\r\n.\r\nthree\r\n"


def parcel(recipient: str = "a@y.example", return_path: str = "desk@x.example", data: bytes = TEXT) -> Parcel:
    return Parcel(recipient, return_path, "fallback@x.example", data)


class Sink:
    """Keeps (sender, recipient, data) of each mail; `replies` maps a recipient, a sender or b"DATA" to what is said instead."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str, bytes]] = []
        self.replies: dict[str, str] = {}
        self.connections = 0
        self.resets = 0
        self.together = threading.Barrier(1)

    async def handle_MAIL(self, server: Server, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if said := self.replies.get(f"MAIL {address}"):
            return said
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 sender ok"

    async def handle_RCPT(self, server: Server, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if said := self.replies.get(f"RCPT {address}"):
            return said
        envelope.rcpt_tos.append(address)
        return "250 recipient ok"

    async def handle_RSET(self, server: Server, session: Session, envelope: Envelope) -> str:
        self.resets += 1
        return "250 reset"

    async def handle_DATA(self, server: Server, session: Session, envelope: Envelope) -> str:
        await asyncio.to_thread(self.together.wait, 60)
        if said := self.replies.get("DATA"):
            return said
        data = envelope.original_content or b""
        self.mails.append((envelope.mail_from or "", envelope.rcpt_tos[0], data))
        return f"250 2.0.0 kept as {len(self.mails)}"


class Listening:
    """An aiosmtpd in a thread, on a free port or `port`; `stop` cuts all lines."""

    def __init__(self, sink: Sink, *, port: int = 0, smtps: ssl.SSLContext | None = None, **options: object) -> None:
        self._sink, self._smtps, self._options = sink, smtps, options
        self.bound = port
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(60)

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        lines: list[Server] = []

        def factory() -> Server:
            self._sink.connections += 1
            lines.append(Server(self._sink, **self._options))  # type: ignore[arg-type]
            return lines[-1]

        listener = await self._loop.create_server(factory, "127.0.0.1", self.bound, ssl=self._smtps)
        self.bound = listener.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        listener.close()
        for line in lines:
            if line.transport is not None:
                line.transport.abort()


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def listen(sink: Sink) -> Iterator[Callable[..., Listening]]:
    with ExitStack() as stack:

        def listen(**options: object) -> Listening:
            controller = Listening(sink, **options)  # type: ignore[arg-type]
            controller.start()
            stack.callback(controller.stop)
            return controller

        yield listen


@pytest.fixture
def transport(listen: Callable[..., Listening]) -> Iterator[SmtpTransport]:
    account = SmtpAccount("127.0.0.1", listen().bound, security=Security.PLAIN)
    with closing(SmtpTransport(account)) as transport:
        yield transport


def test_a_mail_arrives_byte_for_byte(sink: Sink, transport: SmtpTransport) -> None:
    assert transport.send([parcel()]) == [Sent("250 2.0.0 kept as 1")]
    assert sink.mails == [("desk@x.example", "a@y.example", TEXT)]


def test_nothing_to_send_opens_nothing(sink: Sink, transport: SmtpTransport) -> None:
    assert transport.send([]) == []
    assert sink.connections == 0
    transport.close()
    transport.close()


def test_connections_are_kept_and_not_reset_between_mails(sink: Sink, transport: SmtpTransport) -> None:
    for round_ in range(5):
        outcomes = transport.send([parcel(f"{round_}-{slot}@y.example") for slot in range(4)])
        assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert len(sink.mails) == 20
    assert sink.connections == 4
    assert sink.resets == 0


def test_mails_go_side_by_side(sink: Sink, transport: SmtpTransport) -> None:
    sink.together = threading.Barrier(4)  # no mail is taken until all four are there
    outcomes = transport.send([parcel(f"{slot}@y.example") for slot in range(4)])
    assert [isinstance(outcome, Sent) for outcome in outcomes] == [True] * 4


def test_more_mails_than_slots_go_one_after_another(sink: Sink, listen: Callable[..., Listening]) -> None:
    account = SmtpAccount("127.0.0.1", listen().bound, security=Security.PLAIN)
    sink.replies = {"RCPT 3@y.example": "550 no 3", "RCPT 6@y.example": "450 not 6"}
    with closing(SmtpTransport(account, slots=2)) as transport:
        outcomes = transport.send([parcel(f"{number}@y.example") for number in range(8)])
    assert [type(outcome) for outcome in outcomes] == [Sent, Sent, Sent, Rejected, Sent, Sent, Deferred, Sent]
    assert sorted(recipient[0] for _, recipient, _ in sink.mails) == ["0", "1", "2", "4", "5", "7"]
    assert sink.connections == 2


@pytest.mark.parametrize(
    ("at", "said", "outcome"),
    [
        ("RCPT a@y.example", "550 5.1.1 unknown", Rejected("550 5.1.1 unknown")),
        ("RCPT a@y.example", "450 4.2.1 greylisted", Deferred("450 4.2.1 greylisted")),
        ("RCPT a@y.example", "251 will forward", Sent("250 2.0.0 kept as 1")),
        ("MAIL desk@x.example", "553 not you", Rejected("553 not you")),
        ("MAIL desk@x.example", "452 full", Deferred("452 full")),
        ("MAIL desk@x.example", "530 5.7.0 log in first", NoServer("530 5.7.0 log in first")),
        ("DATA", "554 5.7.1 spam", Rejected("554 5.7.1 spam")),
        ("DATA", "552 too large", Rejected("552 too large")),
        ("DATA", "451 later", Deferred("451 later")),
        (
            "MAIL desk@x.example",
            "550 5.4.5 Daily user sending limit exceeded.",
            Deferred("550 5.4.5 Daily user sending limit exceeded."),
        ),
        (
            "RCPT a@y.example",
            "550 5.7.233 over the external recipient limit",
            Deferred("550 5.7.233 over the external recipient limit"),
        ),
        ("DATA", "554 5.2.0 SubmissionQuotaExceededException", Deferred("554 5.2.0 SubmissionQuotaExceededException")),
    ],
)
def test_what_a_server_says_is_the_outcome(sink: Sink, transport: SmtpTransport, at: str, said: str, outcome: object) -> None:
    if said.startswith("251"):
        sink.replies = {}
        assert transport.send([parcel()]) == [outcome]
        return
    sink.replies = {at: said}
    assert transport.send([parcel()]) == [outcome]
    sink.replies = {}
    assert transport.send([parcel("b@y.example")]) == [Sent("250 2.0.0 kept as 1")]
    assert sink.connections == (2 if said.startswith("530") else 1)
    assert sink.resets == (1 if at.startswith("RCPT") else 0)


def test_one_refused_among_many(sink: Sink, transport: SmtpTransport) -> None:
    sink.replies = {"RCPT 2@y.example": "550 no", "RCPT 1@y.example": "421 4.3.2 closing"}
    outcomes = transport.send([parcel(f"{slot}@y.example") for slot in range(4)])
    assert [type(outcome) for outcome in outcomes] == [Sent, Deferred, Rejected, Sent]


def test_the_null_path_and_where_it_is_refused(sink: Sink, transport: SmtpTransport) -> None:
    assert transport.send([parcel(return_path="")]) == [Sent("250 2.0.0 kept as 1")]
    sink.replies = {"MAIL <>": "550 5.7.1 no null sender"}
    for _ in range(2):
        assert isinstance(transport.send([parcel(return_path="")])[0], Sent)
    assert [sender for sender, _, _ in sink.mails] == ["<>", "fallback@x.example", "fallback@x.example"]
    sink.replies["MAIL fallback@x.example"] = "550 nor this"
    assert transport.send([parcel(return_path="")]) == [Rejected("550 nor this")]
    assert isinstance(transport.send([parcel(return_path="desk@x.example")])[0], Sent)


def test_the_null_path_deferred_is_no_reason_for_another(sink: Sink, transport: SmtpTransport) -> None:
    sink.replies = {"MAIL <>": "451 later"}
    assert transport.send([parcel(return_path="")]) == [Deferred("451 later")]


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "nobody",
        "a b@y.example",
        "<a@y.example>",
        "a@y.example>\r\nRCPT TO:<b@y.example",
        "a@b@y.example",
        "a@y.example\0",
        "a@",
    ],
)
def test_an_address_that_would_break_the_line_is_rejected(sink: Sink, transport: SmtpTransport, recipient: str) -> None:
    (outcome,) = transport.send([parcel(recipient)])
    assert isinstance(outcome, Rejected)
    assert "no address that can be written to a mail server" in outcome.error
    assert outcome.error.isprintable()
    assert sink.mails == []


def test_odd_but_good_addresses(sink: Sink, transport: SmtpTransport) -> None:
    odd = ["o'neill+tag=x!#$%&*/?^_`{|}~-@y.example", '"a b"@y.example', "a@[192.0.2.1]", "A.B@Y.Example"]
    assert all(isinstance(outcome, Sent) for outcome in transport.send([parcel(address) for address in odd]))
    assert {recipient for _, recipient, _ in sink.mails} == set(odd)


def test_an_address_beyond_ascii_needs_smtputf8(sink: Sink, listen: Callable[..., Listening]) -> None:
    for able in (False, True):
        account = SmtpAccount("127.0.0.1", listen(enable_SMTPUTF8=able).bound, security=Security.PLAIN)
        with closing(SmtpTransport(account)) as transport:
            (outcome,) = transport.send([parcel("ёж@пример.example")])
        if able:
            assert outcome == Sent("250 2.0.0 kept as 1")
        else:
            assert outcome == Rejected(
                "ёж@пример.example is not in ASCII, and this mail server takes no such address (no SMTPUTF8)"
            )
    assert [recipient for _, recipient, _ in sink.mails] == ["ёж@пример.example"]


def test_eight_bit_text_is_declared(sink: Sink, transport: SmtpTransport) -> None:
    assert isinstance(transport.send([parcel(data=TEXT + "naïve\r\n".encode())])[0], Sent)
    assert sink.mails[0][2].endswith("naïve\r\n".encode())


def test_large_mails_arrive_whole(sink: Sink, listen: Callable[..., Listening]) -> None:
    account = SmtpAccount("127.0.0.1", listen(data_size_limit=1 << 26).bound, security=Security.PLAIN)
    data = TEXT + b"." * 70 + b"\r\n" + (b".x" * 35 + b"\r\n") * 80_000
    with closing(SmtpTransport(account)) as transport:
        outcomes = transport.send([parcel(f"{slot}@y.example", data=data) for slot in range(4)])
    assert [isinstance(outcome, Sent) for outcome in outcomes] == [True] * 4
    assert all(kept == data for _, _, kept in sink.mails)


def test_a_mail_over_the_size_limit_is_rejected_before_it_goes(sink: Sink, listen: Callable[..., Listening]) -> None:
    account = SmtpAccount("127.0.0.1", listen(data_size_limit=1000).bound, security=Security.PLAIN)
    with closing(SmtpTransport(account)) as transport:
        (outcome,) = transport.send([parcel(data=TEXT * 100)])
        assert isinstance(outcome, Rejected)
        assert outcome.error.startswith("552")
        assert isinstance(transport.send([parcel()])[0], Sent)


def test_a_server_that_comes_back_is_connected_anew(sink: Sink) -> None:
    controller = Listening(sink)
    controller.start()
    port = controller.bound
    with closing(SmtpTransport(SmtpAccount("127.0.0.1", port, security=Security.PLAIN))) as transport:
        assert isinstance(transport.send([parcel(), parcel()])[0], Sent)
        controller.stop()
        assert transport.send([parcel()]) == [NoServer(f"127.0.0.1:{port}: connecting failed: Connection refused")]
        again = Listening(sink, port=port)
        again.start()
        try:
            assert [type(outcome) for outcome in transport.send([parcel()] * 4)] == [Sent] * 4
            # closed by the server while idle: both ends of every line are gone, and no mail notices
            again.stop()
            again = Listening(sink, port=port)
            again.start()
            assert [type(outcome) for outcome in transport.send([parcel()] * 4)] == [Sent] * 4
        finally:
            again.stop()
    assert len(sink.mails) == 10


def test_an_unknown_host() -> None:
    with closing(SmtpTransport(SmtpAccount("nowhere.invalid", 25, security=Security.PLAIN))) as transport:
        outcomes = transport.send([parcel()] * 4)
    assert [type(outcome) for outcome in outcomes] == [NoServer] * 4
    assert "nowhere.invalid:25: connecting failed" in str(outcomes[0])


def login(server: Server, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"desk", "päss wörd".encode())
    return AuthResult(success=good, handled=good)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_logins(listen: Callable[..., Listening]) -> None:
    port = listen(authenticator=login, auth_required=True, auth_require_tls=False).bound
    for password, expected in (("päss wörd", Sent), ("wrong s3cret", NoServer)):
        with closing(SmtpTransport(SmtpAccount("127.0.0.1", port, "desk", password, Security.PLAIN))) as transport:
            outcomes = transport.send([parcel()] * 4)
        assert [type(outcome) for outcome in outcomes] == [expected] * 4
        if expected is NoServer:
            assert "the login of 'desk' was refused: check user and password. It said: 535" in str(outcomes[0])
            assert "s3cret" not in str(outcomes[0])
    with closing(SmtpTransport(SmtpAccount("127.0.0.1", port, security=Security.PLAIN))) as transport:
        (outcome,) = transport.send([parcel()])
    assert isinstance(outcome, NoServer)
    assert "530" in outcome.error


def test_a_login_where_none_is_offered(listen: Callable[..., Listening]) -> None:
    account = SmtpAccount("127.0.0.1", listen().bound, "desk", "s3cret", Security.PLAIN)
    with closing(SmtpTransport(account)) as transport:
        (outcome,) = transport.send([parcel()])
    assert isinstance(outcome, NoServer)
    assert "AUTH" in outcome.error
    assert "s3cret" not in outcome.error


class TokenSink(Sink):
    """Takes one token."""

    token = ""

    async def auth_XOAUTH2(self, server: Server, args: list[str]) -> AuthResult:
        import base64

        told = base64.b64decode(args[1]).decode()
        if told == f"user=desk\1auth=Bearer {self.token}\1\1":
            return AuthResult(success=True)
        await server.challenge_auth("eyJzdGF0dXMiOiI0MDAifQ==", encode_to_b64=False)
        return AuthResult(success=False, handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_login_by_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    sink = TokenSink()
    controller = Listening(sink, auth_required=True, auth_require_tls=False)
    controller.start()
    try:
        with TokenEndpoint() as endpoint:
            account = SmtpAccount("127.0.0.1", controller.bound, "desk", "", Security.PLAIN, Auth.XOAUTH2)
            tokens = OAuthTokens(OAuthClient(endpoint.url, "id", "s3cret"))
            with closing(SmtpTransport(account, tokens=tokens)) as transport:
                sink.token = "token-2"
                (outcome,) = transport.send([parcel()])
                assert isinstance(outcome, NoServer)
                assert "the login of 'desk' was refused" in outcome.error
                assert isinstance(transport.send([parcel()])[0], Sent)
            endpoint.answer = lambda form: (400, {"error": "invalid_client"})
            with closing(SmtpTransport(account, tokens=OAuthTokens(OAuthClient(endpoint.url, "id", "s3cret")))) as transport:
                (outcome,) = transport.send([parcel()])
            assert isinstance(outcome, NoServer)
            assert "make a new secret" in outcome.error
        with closing(SmtpTransport(account)) as transport:
            assert "needs the settings of an OAuth client" in str(transport.send([parcel()]))
    finally:
        controller.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_tls(sink: Sink, listen: Callable[..., Listening], certificate: tuple[Path, Path], security: Security) -> None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(*certificate)
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    options = {"smtps": serving} if security is Security.TLS else {"tls_context": serving, "require_starttls": True}
    port = listen(**options, data_size_limit=1 << 26).bound
    large = TEXT + (b".x" * 35 + b"\r\n") * 40_000
    with closing(SmtpTransport(SmtpAccount("localhost", port, security=security), tls=trusting)) as transport:
        assert [type(outcome) for outcome in transport.send([parcel(), parcel(data=large)])] == [Sent] * 2
        assert [type(outcome) for outcome in transport.send([parcel()] * 4)] == [Sent] * 4
    assert large in [data for _, _, data in sink.mails]
    for account, told in (
        (SmtpAccount("localhost", port, security=security), "certificate is not to be trusted: self-signed certificate"),
        (SmtpAccount("127.0.0.1", port, security=security), "certificate is not"),
    ):
        with closing(SmtpTransport(account)) as transport:
            (outcome,) = transport.send([parcel()])
        assert isinstance(outcome, NoServer)
        assert told in outcome.error


def test_tls_where_there_is_none(listen: Callable[..., Listening]) -> None:
    port = listen().bound
    for security, told in ((Security.TLS, "write smtp://…?starttls=1"), (Security.STARTTLS, "STARTTLS")):
        with closing(SmtpTransport(SmtpAccount("127.0.0.1", port, security=security), timings=SmtpTimings(5, 5, 5))) as transport:
            (outcome,) = transport.send([parcel()])
        assert isinstance(outcome, NoServer)
        assert told in outcome.error


def test_a_send_can_be_hurried(sink: Sink, transport: SmtpTransport) -> None:
    sink.together = threading.Barrier(2)  # the mail is there, and no receipt comes
    outcomes: list[object] = []
    thread = threading.Thread(target=lambda: outcomes.extend(transport.send([parcel()])), daemon=True)
    thread.start()
    while sink.together.n_waiting == 0:
        thread.join(0.01)
    transport.hurry(0)
    thread.join(60)
    assert outcomes == [Uncertain("we were told to stop, after the mail and before its receipt")]
    sink.together.abort()
    transport.hurry(0)


@pytest.mark.parametrize(
    ("data", "wire"),
    [
        (b"a\r\n", b"a\r\n.\r\n"),
        (b"a", b"a\r\n.\r\n"),
        (b"", b".\r\n"),
        (b".", b"..\r\n.\r\n"),
        (b".a\r\n..\r\n.\r\n\r\n.b\r\n", b"..a\r\n...\r\n..\r\n\r\n..b\r\n.\r\n"),
        (b"a\n.\r\nb\r.\r\n", b"a\r\n..\r\nb\r\n..\r\n.\r\n"),
        (b"a\r\r\n\n.", b"a\r\n\r\n\r\n..\r\n.\r\n"),
    ],
)
def test_the_form_on_the_wire(data: bytes, wire: bytes) -> None:
    assert wire_form(data) == wire
