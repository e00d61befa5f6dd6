"""The embedded SMTP server keeps what a real client sends."""

import smtplib
import threading
from collections.abc import Iterator

import pytest

from mailbot.demo.loop_thread import LoopThread
from mailbot.demo.smtp_sink import Received, SmtpSink

MAIL = "From: desk@example.org\r\nSubject: é\r\n\r\n.\r\nbody\r\n".encode()


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with SmtpSink() as sink:
        yield sink


def test_envelope_and_data_are_kept_as_sent(sink: SmtpSink) -> None:
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as client:
        client.sendmail("desk@example.org", ["a@example.org", "b@example.org"], MAIL)
        client.sendmail("", ["a@example.org"], MAIL)
    assert sink.wait_for(2, 10) == (
        Received("desk@example.org", ("a@example.org", "b@example.org"), MAIL),
        Received("", ("a@example.org",), MAIL),
    )
    assert sink.url == f"smtp://127.0.0.1:{sink.port}"


def test_each_mail_is_told_to_the_callback() -> None:
    told: list[Received] = []
    with SmtpSink(told.append) as sink, smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as client:
        client.sendmail("x@example.org", ["a@example.org"], MAIL)
        assert tuple(told) == sink.mails
    assert len(told) == 1


def test_waiting_in_vain_says_how_many_came(sink: SmtpSink) -> None:
    with pytest.raises(TimeoutError, match="0 of 1 mails"):
        sink.wait_for(1, 0.01)


def test_waiting_ends_when_the_mail_comes(sink: SmtpSink) -> None:
    found: list[int] = []
    waiting = threading.Thread(target=lambda: found.append(len(sink.wait_for(1, 10))))
    waiting.start()
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as client:
        client.sendmail("x@example.org", ["a@example.org"], MAIL)
    waiting.join()
    assert found == [1]


def test_stopping_cuts_clients_and_keeps_the_mails(sink: SmtpSink) -> None:
    client = smtplib.SMTP("127.0.0.1", sink.port, timeout=10)
    client.sendmail("x@example.org", ["a@example.org"], MAIL)
    sink.stop()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.noop()
    client.close()
    assert len(sink.mails) == 1
    assert "smtp" not in {thread.name for thread in threading.enumerate()}


def test_a_server_that_cannot_start_says_why() -> None:
    def fail() -> object:
        raise OSError("no port left")

    thread = LoopThread("broken", fail)  # type: ignore[arg-type]  # it never gets as far as returning
    with pytest.raises(OSError, match="no port left"):
        thread.start()
    assert "broken" not in {thread.name for thread in threading.enumerate()}
