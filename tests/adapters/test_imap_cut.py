"""A Dovecot that is cut off, and TLS, STARTTLS and tokens on one."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.imap_login import ImapTimings
from mailbot.adapters.mail_url import parse_imap_url
from mailbot.ports import Refused, Unreachable
from tests.servers.certificate import make_certificate
from tests.servers.dovecot import PASSWORD, Dovecot, why_not

pytestmark = [pytest.mark.dovecot, pytest.mark.skipif(bool(why_not()), reason=why_not())]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def secure(certificate: tuple[Path, Path]) -> Iterator[Dovecot]:
    with Dovecot(certificate=certificate) as server:
        server.deliver(b"Subject: a\r\n\r\nb\r\n")
        yield server


def trusting(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate[0]))


@pytest.mark.parametrize("scheme", ["imaps", "imap"])
def test_a_mailbox_over_tls(secure: Dovecot, certificate: tuple[Path, Path], scheme: str) -> None:
    port, query = (secure.tls_port, "") if scheme == "imaps" else (secure.port, "?starttls=1")
    account = parse_imap_url(f"{scheme}://desk:{PASSWORD}@localhost:{port}/INBOX{query}")
    mailbox = ImapMailbox(account, tls=trusting(certificate))
    try:
        assert mailbox.open().messages == 1
        mailbox.wait(0.05)
        assert [one.raw for batch in mailbox.fetch(mailbox.uids_above(0)) for one in batch] == [b"Subject: a\r\n\r\nb\r\n"]
        mailbox.wait(0.05)
        secure.deliver(b"Subject: c\r\n\r\nd\r\n")
        while not mailbox.uids_above(1):
            mailbox.wait(30)
        assert mailbox.uids_above(1) == [2]
        mailbox.wait(0.05)
        secure.stop()
        with pytest.raises(Unreachable):
            mailbox.wait(60)
    finally:
        mailbox.close()


@pytest.mark.parametrize("scheme", ["imaps", "imap"])
def test_a_certificate_that_cannot_be_trusted_is_refused(secure: Dovecot, certificate: tuple[Path, Path], scheme: str) -> None:
    port, query = (secure.tls_port, "") if scheme == "imaps" else (secure.port, "?starttls=1")
    unknown = ImapMailbox(parse_imap_url(f"{scheme}://desk:s3cret@localhost:{port}/{query}"))
    with pytest.raises(Refused, match="certificate is not to be trusted: self-signed certificate"):
        unknown.open()
    misnamed = ImapMailbox(parse_imap_url(f"{scheme}://desk:s3cret@127.0.0.1:{port}/{query}"), tls=trusting(certificate))
    with pytest.raises(Refused, match=r"certificate is not valid for '127\.0\.0\.1'"):
        misnamed.open()


def test_tls_on_a_port_without_it_is_refused_with_the_mend(secure: Dovecot) -> None:
    with pytest.raises(Refused, match="no TLS is spoken on this port"):
        ImapMailbox(parse_imap_url(f"imaps://desk:s3cret@localhost:{secure.port}")).open()


def test_a_server_without_starttls_is_refused_before_the_password_is_sent() -> None:
    with Dovecot() as server, pytest.raises(Refused, match=r"STARTTLS.*Use imaps://"):
        ImapMailbox(parse_imap_url(server.url(query="?starttls=1"))).open()


def test_a_server_that_is_cut_off_is_unreachable_and_nothing_is_lost_when_it_is_back() -> None:
    raws = [b"Subject: %d\r\n\r\n%s\r\n" % (number, b"x" * 70_000) for number in range(120)]
    with Dovecot() as server:
        for raw in raws:
            server.deliver(raw)
        mailbox = ImapMailbox(parse_imap_url(server.url()), timings=ImapTimings(connect=5, read=30))
        try:
            state = mailbox.open()
            uids = mailbox.uids_above(0)
            batches = mailbox.fetch(uids)
            got = [one.raw for one in next(batches)]
            server.stop()
            with pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
                got += [one.raw for batch in batches for one in batch]
            with pytest.raises(Unreachable, match="Connection refused"):
                mailbox.open()
            mailbox.wait(0)
            server.start()
            assert mailbox.open() == state
            left = uids[len(got) :]
            got += [one.raw for batch in mailbox.fetch(left) for one in batch]
            assert got == raws
            assert mailbox.unfetched == {}
        finally:
            mailbox.close()


def test_a_mail_that_dovecot_cannot_read_takes_no_other_with_it() -> None:
    with Dovecot() as server:
        files = [server.deliver(b"Subject: %d\r\n\r\nx\r\n" % number) for number in range(5)]
        mailbox = ImapMailbox(parse_imap_url(server.url()), timings=ImapTimings(connect=5, read=30))
        try:
            mailbox.open()
            uids = mailbox.uids_above(0)
            (unreadable,) = (server.home / "mail").rglob(files[2].name + "*")
            unreadable.chmod(0)
            assert [mail.uid for batch in mailbox.fetch(uids) for mail in batch] == [1, 2, 4, 5]
            assert list(mailbox.unfetched) == [3]
            unreadable.chmod(0o600)
            assert [mail.uid for batch in mailbox.fetch([3]) for mail in batch] == [3]
        finally:
            mailbox.close()
