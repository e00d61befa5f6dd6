"""The embedded IMAP server does for a real client what the poller asks of a server."""

import select
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from mailbot.demo.imap_server import PASSWORD, USER, EmbeddedImap

MAIL = b"From: a@example.org\r\nSubject: hi\r\n\r\nbody\r\n"
HOSTILE = b"\x00\xff no mail at all \n\nFrom: \xe9\n"


@pytest.fixture
def server() -> Iterator[EmbeddedImap]:
    with EmbeddedImap(folders=("Done",)) as server:
        yield server


@pytest.fixture
def client(server: EmbeddedImap) -> Iterator[IMAPClient]:
    with IMAPClient("127.0.0.1", port=server.port, ssl=False, timeout=10) as client:
        client.login(USER, PASSWORD)
        client.select_folder("INBOX")
        yield client


def told_while_idle(client: IMAPClient) -> list[object]:
    """What the server says in IDLE; read to the end of a line, as imapclient's idle_check does not."""
    select.select([client.socket()], [], [], 10)
    _, told = client.idle_done()
    return list(told)


def test_a_wrong_password_is_refused(server: EmbeddedImap) -> None:
    with IMAPClient("127.0.0.1", port=server.port, ssl=False, timeout=10) as client:
        with pytest.raises(LoginError):
            client.login(USER, "wrong")
        assert server.url == f"imap://{USER}:{PASSWORD}@127.0.0.1:{server.port}/INBOX"


def test_it_offers_what_the_poller_uses(client: IMAPClient) -> None:
    assert {b"IDLE", b"MOVE", b"UIDPLUS"} <= set(client.capabilities())


def test_mails_are_found_above_a_uid_and_fetched_byte_for_byte(server: EmbeddedImap, client: IMAPClient) -> None:
    at = datetime(2026, 1, 13, 7, 42, tzinfo=UTC)
    first, second, third = server.deliver(MAIL), server.deliver(HOSTILE, at=at), server.deliver(b"")
    assert client.search(["UID", "1:*"]) == []  # a session sees only what it was told of (RFC 9051, 7.4.1)
    client.noop()
    assert client.search(["UID", f"{second}:*"]) == [second, third]
    assert client.search(["UID", f"{third + 1}:*"]) == [third]
    sizes = client.fetch([first, second, third], ["RFC822.SIZE", "INTERNALDATE"])
    assert [sizes[uid][b"RFC822.SIZE"] for uid in (first, second, third)] == [len(MAIL), len(HOSTILE), 0]
    assert sizes[second][b"INTERNALDATE"].timestamp() == at.timestamp()
    bodies = client.fetch([first, second, third], ["BODY.PEEK[]"])
    assert [bodies[uid][b"BODY[]"] for uid in (first, second, third)] == [MAIL, HOSTILE, b""]
    assert client.fetch([first], ["BODY.PEEK[]<0.4>"])[first][b"BODY[]<0>"] == MAIL[:4]
    assert client.fetch([999], ["RFC822.SIZE"]) == {}
    assert set(server.flags().values()) == {frozenset()}
    assert server.raws() == [MAIL, HOSTILE, b""]


def test_mails_are_flagged_and_moved(server: EmbeddedImap, client: IMAPClient) -> None:
    kept, moved = server.deliver(MAIL), server.deliver(HOSTILE)
    client.select_folder("INBOX")
    client.add_flags([kept, moved, 999], [b"\\Seen"], silent=True)
    client.move([moved, 999], "Done")
    assert server.flags() == {kept: frozenset({"\\Seen"})}
    assert server.raws("Done") == [HOSTILE]
    assert set(server.flags("Done").values()) == {frozenset({"\\Seen"})}
    with pytest.raises(IMAPClientError):
        client.move([kept], "Nowhere")


def test_idle_rings_when_a_mail_arrives(server: EmbeddedImap, client: IMAPClient) -> None:
    client.idle()
    uid = server.deliver(MAIL)
    assert (1, b"EXISTS") in told_while_idle(client)
    assert client.search(["UID", "1:*"]) == [uid]


def test_idle_rings_for_a_mail_that_came_before_it(server: EmbeddedImap, client: IMAPClient) -> None:
    server.deliver(MAIL)
    client.idle()
    assert (1, b"EXISTS") in told_while_idle(client)


def test_stopping_cuts_idle_clients_and_leaves_no_thread(server: EmbeddedImap, client: IMAPClient) -> None:
    before = {thread.name for thread in threading.enumerate()}
    client.idle()
    server.stop()
    server.stop()
    with pytest.raises((IMAPClientAbortError, OSError)):
        client.idle_check(timeout=10)  # answers [] at the end of the line
        client.idle_done()
    assert "imap" in before
    assert "imap" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(RuntimeError, match="does not run"):
        server.deliver(MAIL)
    client.shutdown()


def test_stopping_does_not_wait_for_a_client_that_reads_nothing(server: EmbeddedImap) -> None:
    server.deliver(b"x" * 20_000_000)
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(f"a LOGIN {USER} {PASSWORD}\r\nb SELECT INBOX\r\nc UID FETCH 1:* BODY.PEEK[]\r\n".encode())
        assert line.recv(1)
        server.stop()
        assert "imap" not in {thread.name for thread in threading.enumerate()}


def test_a_server_starts_anew_without_mails(server: EmbeddedImap) -> None:
    server.deliver(MAIL)
    server.stop()
    server.start()
    with pytest.raises(RuntimeError, match="runs already"):
        server.start()
    assert server.raws() == []
    with IMAPClient("127.0.0.1", port=server.port, ssl=False, timeout=10) as again:
        assert again.login(USER, PASSWORD)
