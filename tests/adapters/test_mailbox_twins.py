"""The mailbox in memory, on which the pipeline is tested, keeps the same promises as the real one."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise

import pytest
from imapclient import IMAPClient

from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.mail_url import AfterKept, parse_imap_url
from mailbot.demo.imap_server import EmbeddedImap
from mailbot.ports import FetchedMail, Mailbox
from tests.fakes import FakeMailbox
from tests.mails import mail

Twin = tuple[Mailbox, Callable[[bytes], int]]


@pytest.fixture(params=["fake", "imap"])
def twin(request: pytest.FixtureRequest) -> Iterator[Twin]:
    """A mailbox, and how a mail gets into it; its UID."""
    if request.param == "fake":
        fake = FakeMailbox()
        yield fake, fake.put
        return
    with ExitStack() as stack:
        account = parse_imap_url(stack.enter_context(EmbeddedImap()).url)
        other = stack.enter_context(IMAPClient(account.host, account.port, ssl=False, timeout=30))
        other.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        other.login(account.user, account.password)

        def put(raw: bytes) -> int:
            other.append("INBOX", raw)
            other.select_folder("INBOX", readonly=True)
            return max(other.search())

        box = ImapMailbox(account, after=AfterKept(), max_message_bytes=1 << 20)
        stack.callback(box.close)
        yield box, put


def fetched(mailbox: Mailbox, uids: list[int]) -> list[FetchedMail]:
    return [one for batch in mailbox.fetch(uids) for one in batch]


def test_mails_come_in_the_order_of_their_uids(twin: Twin) -> None:
    mailbox, put = twin
    raws = [mail(subject=f"mail {n}") for n in range(60)]
    uids = [put(raw) for raw in raws]
    assert mailbox.open().messages == 60
    assert mailbox.uids_above(0) == uids
    assert all(before < after for before, after in pairwise(uids))
    batches = list(mailbox.fetch(list(reversed(uids))))
    assert all(0 < len(batch) <= 50 for batch in batches)
    assert [(one.uid, one.raw, one.size, one.partial) for batch in batches for one in batch] == [
        (uid, raw, len(raw), False) for uid, raw in zip(uids, raws, strict=True)
    ]
    assert all(one.received_at.tzinfo is not None for batch in batches for one in batch)


def test_uids_above_the_last_one_are_none(twin: Twin) -> None:
    mailbox, put = twin
    uid = put(mail())
    mailbox.open()
    assert mailbox.uids_above(uid) == []
    assert mailbox.uids_above(uid - 1) == [uid]


def test_a_mail_that_is_not_there_is_left_out(twin: Twin) -> None:
    mailbox, put = twin
    uid = put(mail())
    mailbox.open()
    assert [one.uid for one in fetched(mailbox, [uid, uid + 1000])] == [uid]
    assert fetched(mailbox, []) == []


def test_settling_twice_does_no_harm_and_fetching_changes_nothing(twin: Twin) -> None:
    mailbox, put = twin
    uid = put(mail())
    mailbox.open()
    before = fetched(mailbox, [uid])
    mailbox.settle([uid])
    mailbox.settle([uid])
    mailbox.settle([])
    assert fetched(mailbox, [uid]) == before
    assert mailbox.uids_above(0) == [uid]


def test_a_closed_mailbox_opens_again_with_the_same_validity(twin: Twin) -> None:
    mailbox, put = twin
    uid = put(mail())
    first = mailbox.open()
    mailbox.close()
    mailbox.close()
    assert mailbox.open() == first
    assert mailbox.uids_above(0) == [uid]


def test_a_wait_that_is_interrupted_returns(twin: Twin) -> None:
    mailbox, _ = twin
    mailbox.open()
    mailbox.interrupt()
    mailbox.wait(60)
    assert mailbox.uids_above(0) == []
