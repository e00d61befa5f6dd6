"""What ImapMailbox makes of servers that misbehave."""

import base64
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime

import pytest

from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.imap_login import ImapTimings
from mailbot.adapters.mail_url import AfterAction, AfterKept, ImapAccount, Security, parse_imap_url
from mailbot.ports import Refused, Unreachable
from tests.servers.scripted_imap import CUT, Answer, ScriptedImap

MAILS = {uid: b"Subject: %d\r\n\r\ntext\r\n" % uid for uid in (1, 2, 3, 5)}
Make = Callable[..., ImapMailbox]


@pytest.fixture
def server() -> Iterator[ScriptedImap]:
    with ScriptedImap(dict(MAILS)) as server:
        yield server


@pytest.fixture
def make(server: ScriptedImap) -> Iterator[Make]:
    with ExitStack() as stack:

        def make(**options: object) -> ImapMailbox:
            account = parse_imap_url(f"imap://desk:s3cret@127.0.0.1:{server.port}/INBOX")
            settings = {"timings": ImapTimings(connect=5, read=10), **options}
            return stack.enter_context(closing(ImapMailbox(account, **settings)))  # type: ignore[arg-type]

        yield make


def on(start: bytes, said: bytes, *, times: int = 10**6) -> Answer:
    """Answer commands that begin so with `said`, in which `<tag>` stands for the tag; so many times."""
    left = iter(range(times))
    return lambda tag, line: said.replace(b"<tag>", tag) if line.startswith(start) and next(left, None) is not None else None


def uids(mailbox: ImapMailbox, wanted: list[int]) -> list[int]:
    return [mail.uid for batch in mailbox.fetch(wanted) for mail in batch]


@pytest.mark.parametrize(
    ("said", "error", "tells"),
    [
        (b"<tag> NO [AUTHENTICATIONFAILED] no\r\n", Refused, "check user and password"),
        (b"<tag> NO LOGIN failed.\r\n", Refused, "check user and password"),
        (b"<tag> NO wrong: s3cret\r\n", Refused, r"wrong: \*\*\*"),
        (b"<tag> BAD [CANNOT] \x1b[31mline\r\n", Refused, "check user and password"),
        (b"<tag> NO [UNAVAILABLE] database down\r\n", Unreachable, "database down"),
        (b"<tag> NO [LIMIT] one at a time\r\n", Unreachable, "one at a time"),
        (b"<tag> NO [ALERT] Too many simultaneous connections. (Failure)\r\n", Unreachable, "Too many"),
        (b"<tag> NO Too many simultaneous connections\r\n", Unreachable, "Too many"),
        (b"* BYE [UNAVAILABLE] going down\r\n" + CUT, Unreachable, "going down"),
        (CUT, Unreachable, "EOF"),
        (b"\xff\xfe nonsense\r\n", Unreachable, "logging in"),
    ],
)
def test_refused_and_unavailable_logins(
    server: ScriptedImap, make: Make, said: bytes, error: type[Exception], tells: str
) -> None:
    server.answer = on(b"LOGIN", said)
    with pytest.raises(error, match=tells) as caught:
        make().open()
    text = str(caught.value)
    assert "s3cret" not in text
    assert text.isprintable()
    assert f"127.0.0.1:{server.port}" in text
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "greeting", [b"* BYE Too many\r\n" + CUT, CUT, b"HTTP/1.1 400 Bad Request\r\n\r\n" + CUT, b"220 smtp\r\n"]
)
def test_a_server_that_greets_strangely_is_unreachable(server: ScriptedImap, make: Make, greeting: bytes) -> None:
    server.greeting = greeting
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
        make().open()


def test_a_server_that_says_nothing_is_unreachable_in_time(make: Make, server: ScriptedImap) -> None:
    server.greeting = b""
    with pytest.raises(Unreachable, match="no answer in time while connecting"):
        make(timings=ImapTimings(connect=0.1, read=0.1)).open()
    server.greeting = b"* OK\r\n"
    server.answer = on(b"UID SEARCH", b"")
    mailbox = make(timings=ImapTimings(connect=5, read=0.2))
    mailbox.open()
    with pytest.raises(Unreachable, match="no answer in time while looking for mails"):
        mailbox.uids_above(0)
    server.answer = on(b"nothing", b"")
    assert mailbox.open().messages == 4
    assert mailbox.uids_above(0) == [1, 2, 3, 5]


def test_nobody_listens() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    account = ImapAccount("127.0.0.1", port, "desk", "s3cret", security=Security.PLAIN)
    with pytest.raises(Unreachable, match="connecting failed: Connection refused"):
        ImapMailbox(account).open()
    with pytest.raises(Unreachable, match=r"nowhere\.invalid:993: connecting failed"):
        ImapMailbox(ImapAccount("nowhere.invalid", 993, "desk", "s3cret")).open()


def test_no_password_is_sent_where_the_server_wants_tls_first(server: ScriptedImap, make: Make) -> None:
    server.capabilities = b"IMAP4rev1 STARTTLS LOGINDISABLED"
    with pytest.raises(Refused, match=r"no password without TLS. Use imaps:// or add \?starttls=1"):
        make().open()
    assert not any(b"s3cret" in line for line in server.lines)


@pytest.mark.parametrize(("user", "password"), [("a b@x.example", 'p"\\q'), ("ё", "пароль"), ("desk", "naïve")])
def test_users_and_passwords_of_all_scripts_and_signs(server: ScriptedImap, user: str, password: str) -> None:
    tags: list[bytes] = []

    def answer(tag: bytes, line: bytes) -> bytes | None:
        if line.startswith(b"AUTHENTICATE PLAIN"):
            tags.append(tag)
            return b"+ \r\n"
        return None if line or tag == b"DONE" else tags[0] + b" OK in\r\n"

    server.answer = answer
    with closing(ImapMailbox(ImapAccount("127.0.0.1", server.port, user, password, security=Security.PLAIN))) as mailbox:
        mailbox.open()
        sent = server.lines[server.lines.index(b"AUTHENTICATE PLAIN") + 1]
        assert base64.b64decode(sent).decode() == f"\0{user}\0{password}"


def test_a_mailbox_that_may_only_be_read(server: ScriptedImap, make: Make) -> None:
    server.answer = on(b"SELECT", b"* 4 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n<tag> OK [READ-ONLY] done\r\n")
    with pytest.raises(Refused, match="we may only read this folder"):
        make().open()
    assert make(after=AfterKept(AfterAction.KEEP)).open().messages == 4
    assert b"EXAMINE" in b" ".join(server.lines)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (b"<tag> NO [NOPERM] no\r\n", Refused),
        (b"<tag> NO no such mailbox\r\n", Refused),
        (b"<tag> NO [INUSE] in use\r\n", Unreachable),
        (b"<tag> NO [SERVERBUG] sorry\r\n", Unreachable),
        (b"* 1 EXISTS\r\n<tag> OK [READ-WRITE] and no UIDVALIDITY\r\n", Unreachable),
    ],
)
def test_folders_that_cannot_be_opened(server: ScriptedImap, make: Make, said: bytes, error: type[Exception]) -> None:
    server.answer = on(b"SELECT", said)
    with pytest.raises(error, match=r"127\.0\.0\.1"):
        make().open()


@pytest.mark.parametrize(
    "said",
    [
        b"<tag> NO [SERVERBUG] cannot read it\r\n",
        b"<tag> BAD what\r\n",
        b"* 2 FETCH (UID 2 BODY[] NIL)\r\n<tag> OK done\r\n",
        b"* 2 FETCH (UID 2 FLAGS (\\Seen))\r\n<tag> OK done\r\n",
        b"* 2 FETCH (UID 2 BODY[]\r\n<tag> OK done\r\n",
        b"<tag> OK done\r\n",
        b"* BYE internal error\r\n" + CUT,
        b"* 2 FETCH (UID 2 BODY[] {5000}\r\nSubject: half" + CUT,
    ],
)
def test_a_mail_that_cannot_be_fetched_takes_no_other_with_it(server: ScriptedImap, make: Make, said: bytes) -> None:
    def answer(tag: bytes, line: bytes) -> bytes | None:
        if line.startswith(b"UID FETCH ") and b"BODY" in line and b"2" in line.split(b" ")[2].split(b","):
            return said.replace(b"<tag>", tag)
        return None

    server.answer = answer
    mailbox = make()
    mailbox.open()
    assert uids(mailbox, [1, 2, 3, 5, 7]) == [1, 3, 5]
    assert list(mailbox.unfetched) == [2]
    assert "the server" in mailbox.unfetched[2] or "the line broke" in mailbox.unfetched[2]
    server.answer = on(b"nothing", b"")
    assert uids(mailbox, [1, 2, 3, 5]) == [1, 2, 3, 5]
    assert mailbox.unfetched == {}


def test_a_mail_without_a_size_is_told(server: ScriptedImap, make: Make) -> None:
    told = b'* 1 FETCH (UID 1 RFC822.SIZE 22 INTERNALDATE "xx")\r\n* 2 FETCH (UID 2 FLAGS ())\r\n<tag> OK done\r\n'
    untold = b"* 2 FETCH (UID 2 FLAGS ())\r\n<tag> OK done\r\n"
    together, alone = on(b"UID FETCH 1,2 (RFC822.SIZE", told), on(b"UID FETCH 2 (RFC822.SIZE", untold)
    server.answer = lambda tag, line: together(tag, line) or alone(tag, line)
    mailbox = make()
    mailbox.open()
    before = datetime.now(UTC)
    (got,) = [mail for batch in mailbox.fetch([1, 2]) for mail in batch]
    assert got.uid == 1
    assert before <= got.received_at <= datetime.now(UTC)
    assert mailbox.unfetched == {2: "the server does not tell its size"}


def test_an_internaldate_without_a_zone_is_utc(server: ScriptedImap, make: Make) -> None:
    told = b'* 1 FETCH (UID 1 RFC822.SIZE 22 INTERNALDATE "01-Feb-2021 03:04:05 -0000")\r\n<tag> OK done\r\n'
    server.answer = on(b"UID FETCH 1 (RFC822.SIZE", told)
    mailbox = make()
    mailbox.open()
    (got,) = [mail for batch in mailbox.fetch([1]) for mail in batch]
    assert got.received_at == datetime(2021, 2, 1, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize("said", [b"<tag> NO [UNAVAILABLE] later\r\n", b"<tag> NO [LIMIT] slowly\r\n"])
@pytest.mark.parametrize("command", [b"UID FETCH 1,2,3,5 (RFC822.SIZE", b"UID FETCH 1,2,3,5 (BODY"])
def test_a_server_that_wants_a_pause_is_unreachable(server: ScriptedImap, make: Make, said: bytes, command: bytes) -> None:
    server.answer = on(command, said, times=1)
    mailbox = make()
    mailbox.open()
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
        uids(mailbox, [1, 2, 3, 5])
    assert mailbox.open().messages == 4
    assert uids(mailbox, [1, 2, 3, 5]) == [1, 2, 3, 5]
    assert mailbox.unfetched == {}


@pytest.mark.parametrize("said", [b"* BYE restart\r\n" + CUT, CUT, b"* 1 FETCH (UID 1 BODY[] {5000}\r\nSubject: half" + CUT])
@pytest.mark.parametrize("wanted", [[1, 2, 3, 5], [3]])
def test_a_line_that_breaks_once_while_fetching_loses_nothing(
    server: ScriptedImap, make: Make, said: bytes, wanted: list[int]
) -> None:
    server.answer = on(b"UID FETCH %s (BODY" % ",".join(map(str, wanted)).encode(), said, times=1)
    mailbox = make()
    mailbox.open()
    assert uids(mailbox, wanted) == wanted
    assert mailbox.unfetched == {}


def test_a_mail_that_breaks_the_line_when_its_size_is_asked(server: ScriptedImap, make: Make) -> None:
    server.mails = {uid: b"Subject: x\r\n\r\n%d" % uid for uid in range(1, 701)}

    def answer(tag: bytes, line: bytes) -> bytes | None:
        return CUT if line.startswith(b"UID FETCH ") and b"613" in line.split(b" ")[2].split(b",") else None

    server.answer = answer
    mailbox = make()
    mailbox.open()
    assert uids(mailbox, list(range(1, 701))) == [uid for uid in range(1, 701) if uid != 613]
    assert list(mailbox.unfetched) == [613]


def test_a_server_that_breaks_at_every_mail_is_unreachable(server: ScriptedImap, make: Make) -> None:
    server.mails = {uid: b"Subject: x\r\n\r\n%d" % uid for uid in range(1, 301)}
    server.answer = lambda tag, line: CUT if b"(BODY" in line else None
    mailbox = make()
    mailbox.open()
    with pytest.raises(Unreachable, match="the line broke"):
        uids(mailbox, list(range(1, 301)))
    assert sum(b"(BODY" in line for line in server.lines) < 20


def test_a_mailbox_that_is_rebuilt_while_mails_are_fetched(server: ScriptedImap, make: Make) -> None:
    server.answer = on(b"UID FETCH 1,2 (BODY", CUT, times=1)
    mailbox = make()
    assert mailbox.open().uidvalidity == 1
    server.uidvalidity = 7
    with pytest.raises(Unreachable, match="rebuilt"):
        uids(mailbox, [1, 2])
    assert mailbox.open().uidvalidity == 7
    assert uids(mailbox, [1, 2]) == [1, 2]


def test_moving_where_it_is_not_allowed_is_refused(server: ScriptedImap, make: Make) -> None:
    server.answer = on(b"UID MOVE", b"<tag> NO [OVERQUOTA] full\r\n")
    mailbox = make(after=AfterKept(AfterAction.MOVE, "Done"))
    mailbox.open()
    with pytest.raises(Refused, match=r"cannot be marked or moved.*full"):
        mailbox.settle([1])
    assert mailbox.open().messages == 4


def test_news_before_the_go_ahead_of_idle(server: ScriptedImap, make: Make) -> None:
    server.answer = on(b"IDLE", b"* OK hello\r\n* 5 EXISTS\r\n+ idling\r\n", times=1)
    mailbox = make()
    mailbox.open()
    waited(mailbox)
    assert mailbox.uids_above(3) == [5]
    assert server.lines.count(b"DONE") == server.lines.count(b"IDLE") == 1


def test_news_in_one_packet_with_the_go_ahead_of_idle(server: ScriptedImap, make: Make) -> None:
    tags: list[bytes] = []

    def answer(tag: bytes, line: bytes) -> bytes | None:
        if line == b"IDLE":
            tags.append(tag)
            return b"+ idling\r\n* 5 EXISTS\r\n"
        return tags[-1] + b" OK done\r\n" if tag == b"DONE" else None

    server.answer = answer
    mailbox = make()
    mailbox.open()
    waited(mailbox)
    assert mailbox.uids_above(0) == [1, 2, 3, 5]


def test_idle_goes_on_through_what_is_no_news(server: ScriptedImap, make: Make) -> None:
    mailbox = make()
    mailbox.open()
    thread = threading.Thread(target=mailbox.wait, args=(3600,), daemon=True)
    thread.start()
    for said in (b"* OK Still here\r\n", b"* 2 EXPUNGE\r\n", b"* OK Sti"):
        assert server.idling.wait(60)
        server.idling.clear()
        server.say(said)
    server.say(b"ll\r\n")
    assert server.idling.wait(60)
    server.say(b"* 5 EXISTS\r\n")
    thread.join(60)
    assert not thread.is_alive()
    assert mailbox.uids_above(3) == [5]


def test_idle_is_renewed(server: ScriptedImap, make: Make) -> None:
    mailbox = make(timings=ImapTimings(connect=5, read=10, idle_renewal=0.05))
    mailbox.open()
    mailbox.wait(0.3)
    assert server.lines.count(b"IDLE") > 1
    assert server.lines.count(b"DONE") >= server.lines.count(b"IDLE") - 1


def test_idle_lasts_over_several_waits(server: ScriptedImap, make: Make) -> None:
    mailbox = make()
    mailbox.open()
    for _ in range(5):
        mailbox.wait(0.02)
    assert server.lines.count(b"IDLE") == 1
    assert b"DONE" not in server.lines


def test_a_server_that_refuses_idle_is_polled(server: ScriptedImap, make: Make) -> None:
    server.answer = on(b"IDLE", b"<tag> NO not today\r\n")
    mailbox = make(timings=ImapTimings(connect=5, read=10, poll=0.02))
    mailbox.open()
    mailbox.wait(0.2)
    assert server.lines.count(b"IDLE") == 1
    assert b"NOOP" in server.lines


@pytest.mark.parametrize("farewell", [b"", b"* BYE timeout\r\n"])
@pytest.mark.parametrize("capabilities", [b"IMAP4rev1 IDLE", b"IMAP4rev1"])
def test_a_line_that_breaks_while_waiting_ends_the_wait(
    server: ScriptedImap, make: Make, capabilities: bytes, farewell: bytes
) -> None:
    server.capabilities = capabilities
    mailbox = make()
    mailbox.open()
    mailbox.wait(0.02)
    server.say(farewell)
    server.cut()
    with pytest.raises(Unreachable, match="waiting for mails"):
        mailbox.wait(3600)
    mailbox.wait(0)
    assert mailbox.open().messages == 4


def test_a_mailbox_that_is_not_open_waits_and_can_be_called_off(make: Make) -> None:
    mailbox = make()
    mailbox.interrupt()
    mailbox.wait(3600)
    mailbox.wait(0.01)
    thread = threading.Thread(target=mailbox.wait, args=(3600,), daemon=True)
    thread.start()
    mailbox.interrupt()
    thread.join(60)
    assert not thread.is_alive()


def waited(mailbox: ImapMailbox) -> None:
    """Wait for long in another thread; it must end by itself."""
    thread = threading.Thread(target=mailbox.wait, args=(3600,), daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
