"""ImapMailbox keeps the promises of the Mailbox port, on real servers."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

import pytest
from imapclient import DELETED, SEEN, IMAPClient

from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.imap_login import ImapTimings
from mailbot.adapters.mail_url import AfterAction, AfterKept, ImapAccount, Security, parse_imap_url
from mailbot.demo.imap_server import EmbeddedImap
from mailbot.ports import FetchedMail, Mailbox, MailboxState, Refused, Unreachable
from tests.servers.dovecot import Dovecot, why_not

KEEP = AfterKept(AfterAction.KEEP)
MOVE = AfterKept(AfterAction.MOVE, "Kept mails")


@dataclass
class Host:
    """A server with one fresh, empty mailbox on it."""

    account: ImapAccount
    mailbox: Callable[..., ImapMailbox]
    observer: IMAPClient

    def append(self, *raws: bytes, at: datetime | None = None) -> list[int]:
        """Deliver mails; their UIDs."""
        for raw in raws:
            self.observer.append("INBOX", raw, (), at)
        self.observer.select_folder("INBOX", readonly=True)
        return list(self.observer.search())[-len(raws) :]

    def flags(self, folder: str = "INBOX") -> dict[int, tuple[bytes, ...]]:
        self.observer.select_folder(folder, readonly=True)
        found = self.observer.fetch(self.observer.search(), ["FLAGS"])
        return {uid: tuple(flag for flag in told[b"FLAGS"] if flag != rb"\Recent") for uid, told in found.items()}

    def remove(self, uid: int) -> None:
        self.observer.select_folder("INBOX")
        self.observer.add_flags([uid], [DELETED])
        self.observer.expunge()


users = (f"user{number}" for number in count())
CAPABILITIES = {
    "Dovecot": "",
    "Dovecot without IDLE and MOVE": "IMAP4rev1 UIDPLUS",
    "Dovecot without IDLE, MOVE and UIDPLUS": "IMAP4rev1",
}


@pytest.fixture(scope="module", params=[*CAPABILITIES, "embedded"])
def new_url(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Gives the address of an empty mailbox at each call."""
    if request.param == "embedded":
        with ExitStack() as stack:
            yield lambda: stack.enter_context(EmbeddedImap()).url
    elif why_not():
        pytest.skip(why_not())
    else:
        with Dovecot(capability=CAPABILITIES[request.param]) as server:
            yield lambda: server.url(next(users))


@pytest.fixture
def host(new_url: Callable[[], str]) -> Iterator[Host]:
    account = parse_imap_url(new_url())
    with ExitStack() as stack:
        observer = stack.enter_context(IMAPClient(account.host, account.port, ssl=False, timeout=30))
        observer.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        observer.login(account.user, account.password)

        def mailbox(**options: object) -> ImapMailbox:
            return stack.enter_context(closing(ImapMailbox(account, timings=ImapTimings(5, 30, 600, 0.2), **options)))  # type: ignore[arg-type]

        yield Host(account, mailbox, observer)


def mail(number: int, octets: int = 0) -> bytes:
    text = f"From: a@b.example\r\nSubject: =?utf-8?q?n=C2=BA?= {number}\r\n\r\nمرحبا\r\n".encode()
    return text + (b"." + b"x" * 70 + b"\r\n") * (octets // 73)


def everything(mailbox: Mailbox, uids: list[int]) -> list[FetchedMail]:
    return [one for batch in mailbox.fetch(uids) for one in batch]


def test_an_empty_mailbox_has_nothing_above(host: Host) -> None:
    mailbox = host.mailbox()
    state = mailbox.open()
    assert state.messages == 0
    assert state.uidvalidity > 0
    assert mailbox.uids_above(0) == []
    assert everything(mailbox, []) == []


def test_uids_above_rise_and_never_repeat_the_last(host: Host) -> None:
    mailbox = host.mailbox()
    uids = host.append(mail(1), mail(2), mail(3))
    first = mailbox.open()
    assert first.messages == 3
    assert mailbox.uids_above(0) == uids
    assert mailbox.uids_above(uids[1]) == uids[2:]
    assert mailbox.uids_above(uids[2]) == []
    more = host.append(mail(4))
    assert mailbox.uids_above(uids[2]) == more
    assert mailbox.open() == MailboxState(first.uidvalidity, 4, more[-1] + 1)


def test_large_mailboxes_are_listed_in_windows(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.adapters.imap_fetch._SEARCH_WINDOW", 2)
    mailbox = host.mailbox()
    uids = host.append(*(mail(number) for number in range(5)))
    mailbox.open()
    assert mailbox.uids_above(0) == uids
    assert mailbox.uids_above(uids[2]) == uids[3:]


def test_a_mail_comes_byte_for_byte_with_its_date_and_leaves_no_trace(host: Host) -> None:
    mailbox = host.mailbox()
    (uid,) = host.append(mail(1), at=datetime(2021, 3, 4, 1, 2, 3, tzinfo=timezone(timedelta(hours=5, minutes=30))))
    mailbox.open()
    (got,) = everything(mailbox, [uid])
    assert got == FetchedMail(uid, mail(1), datetime(2021, 3, 3, 19, 32, 3, tzinfo=UTC), len(mail(1)))
    assert got.received_at.tzinfo is UTC
    assert host.flags() == {uid: ()}


def test_mails_come_rising_in_batches_of_fifty(host: Host) -> None:
    mailbox = host.mailbox()
    uids = host.append(*(mail(number) for number in range(120)))
    mailbox.open()
    batches = list(mailbox.fetch(uids[::-1]))
    assert [len(batch) for batch in batches] == [50, 50, 20]
    assert [(one.uid, one.raw) for batch in batches for one in batch] == [(uid, mail(n)) for n, uid in enumerate(uids)]


def test_batches_hold_eight_megabytes_and_a_larger_mail_is_alone(host: Host) -> None:
    mailbox = host.mailbox()
    sizes = [3 << 20, 3 << 20, 3 << 20, 9 << 20, 10, 1 << 20]
    a, b, c, d, e, f = host.append(*(mail(number, size) for number, size in enumerate(sizes)))
    mailbox.open()
    assert [[one.uid for one in batch] for batch in mailbox.fetch([a, b, c, d, e, f])] == [[a, b], [c], [d], [e, f]]


def test_a_mail_too_large_to_read_comes_as_its_head(host: Host) -> None:
    mailbox = host.mailbox(max_message_bytes=100_000)
    a, b, c = host.append(mail(1), mail(2, 200_000), mail(3))
    mailbox.open()
    got = everything(mailbox, [a, b, c])
    assert [(one.uid, one.partial, one.size) for one in got] == [
        (a, False, len(mail(1))),
        (b, True, len(mail(2, 200_000))),
        (c, False, len(mail(3))),
    ]
    assert got[1].raw == mail(2, 200_000)[: 64 << 10]


def test_a_mail_that_is_gone_is_left_out(host: Host) -> None:
    mailbox = host.mailbox()
    a, b, c = host.append(mail(1), mail(2), mail(3))
    mailbox.open()
    uids = mailbox.uids_above(0)
    host.remove(b)
    assert [one.uid for one in everything(mailbox, uids)] == [a, c]
    assert [one.uid for one in everything(mailbox, [b, c + 77])] == []
    assert mailbox.unfetched == {}


def test_kept_mails_are_marked_seen(host: Host) -> None:
    mailbox = host.mailbox()
    a, b, c = host.append(mail(1), mail(2), mail(3))
    mailbox.open()
    for _ in range(2):
        mailbox.settle([a, c, c + 96])
        assert host.flags() == {a: (SEEN,), b: (), c: (SEEN,)}
    mailbox.settle([])


def test_kept_mails_are_left_as_they_are(host: Host) -> None:
    mailbox = host.mailbox(after=KEEP)
    (uid,) = host.append(mail(1))
    mailbox.open()
    mailbox.settle([uid])
    assert len(everything(mailbox, [uid])) == 1
    assert host.flags() == {uid: ()}


def test_kept_mails_move_to_a_folder_that_is_made_for_them(host: Host) -> None:
    mailbox = host.mailbox(after=MOVE)
    a, b, c = host.append(mail(1), mail(2), mail(3))
    mailbox.open()
    mailbox.settle([a, c])
    mailbox.settle([a, c])
    mailbox.settle([c + 96])
    assert [uid for uid, flags in host.flags().items() if DELETED not in flags] == [b]
    assert len(host.flags("Kept mails")) == 2
    assert b in [one.uid for one in everything(mailbox, mailbox.uids_above(a))]


def test_a_mail_that_another_marked_deleted_is_not_expunged(host: Host) -> None:
    mailbox = host.mailbox(after=MOVE)
    a, b = host.append(mail(1), mail(2))
    host.observer.select_folder("INBOX")
    host.observer.add_flags([a], [DELETED])
    mailbox.open()
    mailbox.settle([b])
    assert a in host.flags()


def test_news_end_a_wait(host: Host) -> None:
    mailbox = host.mailbox()
    mailbox.open()
    assert mailbox.uids_above(0) == []
    thread = threading.Thread(target=host.append, args=(mail(1),))
    thread.start()
    for _ in range(20):  # a server may ring for something else
        mailbox.wait(30)
        if mailbox.uids_above(0):
            break
    thread.join()
    assert len(mailbox.uids_above(0)) == 1


def test_news_that_came_with_another_answer_end_the_next_wait(host: Host) -> None:
    mailbox = host.mailbox()
    (old,) = host.append(mail(1))
    mailbox.open()
    assert mailbox.uids_above(0) == [old]
    (new,) = host.append(mail(2))
    mailbox.settle([old])  # a server tells of the new mail with this answer, and not again
    thread = threading.Thread(target=mailbox.wait, args=(3600,), daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
    assert mailbox.uids_above(old) == [new]


def test_a_wait_ends_after_its_time_and_every_command_works_after_it(host: Host) -> None:
    mailbox = host.mailbox()
    (uid,) = host.append(mail(1))
    mailbox.open()
    for _ in range(2):
        mailbox.wait(0)
        mailbox.wait(0.05)
        assert len(everything(mailbox, mailbox.uids_above(0))) == 1
    mailbox.wait(0.05)
    mailbox.settle([uid])
    mailbox.wait(0.05)
    assert mailbox.open().messages == 1
    mailbox.wait(0.05)
    mailbox.wait(0.05)


def test_another_thread_calls_off_a_wait(host: Host) -> None:
    mailbox = host.mailbox()
    mailbox.open()
    thread = threading.Thread(target=mailbox.wait, args=(3600,), daemon=True)
    thread.start()
    mailbox.interrupt()
    thread.join(60)
    assert not thread.is_alive()
    assert mailbox.uids_above(0) == []


def test_a_mailbox_can_be_left_and_opened_again(host: Host) -> None:
    mailbox = host.mailbox()
    host.append(mail(1))
    state = mailbox.open()
    mailbox.wait(0.05)
    mailbox.close()
    mailbox.close()
    with pytest.raises(Unreachable, match="not connected"):
        mailbox.uids_above(0)
    assert mailbox.open() == state
    mailbox.wait(0)


def test_a_wrong_password_is_refused_and_not_told(host: Host) -> None:
    account = host.account
    for secret in ('wr"ong\\pass', "wrong-secret", "wrong secret"):
        wrong = ImapMailbox(ImapAccount(account.host, account.port, account.user, secret, security=Security.PLAIN))
        with pytest.raises(Refused, match="check user and password") as caught:
            wrong.open()
        assert "ong" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None


def test_a_folder_that_is_not_there_is_refused(host: Host) -> None:
    account = ImapAccount(
        host.account.host, host.account.port, host.account.user, host.account.password, "Nowhere", security=Security.PLAIN
    )
    with pytest.raises(Refused, match="the folder 'Nowhere' cannot be opened"):
        ImapMailbox(account).open()
