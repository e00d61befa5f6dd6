"""The errors a beginner or a machine makes: one clear line each, the right exit code, nothing lost."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from mailbot.demo.imap_server import EmbeddedImap
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, request_mail


@pytest.fixture
def imap() -> EmbeddedImap:
    with EmbeddedImap() as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, imap: EmbeddedImap, sink: SmtpSink) -> Desk:
    return Desk(tmp_path, f"sqlite:///{tmp_path / 'mailbot.db'}", imap.url, sink)


def lines_of(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("mailbot: ")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAILBOT_IMAP_URL", "http://desk:topsecret@mail.example.org"),
        ("MAILBOT_SMTP_URL", "smtp://desk:topsecret@mail.example.org:notaport"),
        ("MAILBOT_ADDRESS", "not an address"),
        ("MAILBOT_SECRET", "topsecret"),
        ("MAILBOT_SINCE", "yesterday"),
        ("MAILBOT_AFTER", "delete"),
        ("DATABASE_URL", "mysql://desk:topsecret@host/db"),
        ("MAILBOT_RULES", "/nowhere/at/all"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(desk: Desk, name: str, value: str) -> None:
    said = desk.run_once(expect=2, **{name: value})
    (line,) = lines_of(said)
    assert name in line
    assert "topsecret" not in said
    assert not (desk.folder / "mailbot.db").exists()


@pytest.mark.parametrize("name", ["MAILBOT_SMTP_URL", "MAILBOT_ADDRESS", "MAILBOT_SECRET"])
def test_a_missing_setting_is_one_line_that_names_it(desk: Desk, name: str) -> None:
    (line,) = [line for line in lines_of(desk.run_once(expect=2, **{name: ""})) if name in line]
    assert "is not set" in line


@pytest.mark.parametrize("arguments", [("run", "--once"), ("run",)])
def test_a_wrong_password_ends_with_2(desk: Desk, imap: EmbeddedImap, arguments: tuple[str, ...]) -> None:
    imap.deliver(request_mail())
    done = desk.command(*arguments, MAILBOT_IMAP_URL=imap.url.replace(":secret@", ":wr0ng-one@"))
    assert done.returncode == 2
    (line,) = lines_of(done.stderr.decode())
    assert "password" in line
    assert b"wr0ng-one" not in done.stderr
    desk.run_once()
    assert len(desk.tickets()) == 1


def test_an_unknown_host_ends_with_75(desk: Desk, imap: EmbeddedImap) -> None:
    imap.deliver(request_mail())
    (line,) = lines_of(desk.run_once(expect=75, MAILBOT_IMAP_URL="imaps://desk:secret@no-such-host.invalid/INBOX"))
    assert "no-such-host.invalid" in line
    desk.run_once()
    assert len(desk.tickets()) == 1


def test_a_read_only_database_ends_with_75(desk: Desk, imap: EmbeddedImap) -> None:
    desk.run_once()
    imap.deliver(request_mail())
    path = desk.folder / "mailbot.db"
    said = desk.run_once(expect=75, DATABASE_URL=f"sqlite:///file:{path}?mode=ro&uri=true")
    (line,) = lines_of(said)
    assert "read-only" in line
    assert not any("\\Seen" in flags for flags in imap.flags().values())
    desk.run_once()
    assert len(desk.tickets()) == 1


def test_a_full_disk_ends_with_75_and_loses_nothing(desk: Desk, imap: EmbeddedImap) -> None:
    desk.run_once()
    for number in range(4):
        imap.deliver(request_mail(number, text="A long text. " * 20_000))
    most = (desk.folder / "mailbot.db").stat().st_size + 40_000
    done = subprocess.run(
        [sys.executable, "-m", "mailbot", "run", "--once"],
        cwd=desk.folder,
        env=desk.environment(),
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert done.returncode == 75, done.stderr.decode()[-2000:]
    (line,) = lines_of(done.stderr.decode())
    assert "free some space" in line or "free space" in line
    kept = sum("\\Seen" in flags for flags in imap.flags().values())
    assert kept == len(desk.inbound())
    desk.run_once()
    assert len(desk.tickets()) == 4


def test_a_full_mailbox_is_not_answered_unasked(desk: Desk, imap: EmbeddedImap, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1001):
        imap.deliver(b"From: a%d@field.example.net\r\nSubject: x\r\n\r\nhello there\r\n" % number)
    (line,) = lines_of(desk.run_once(expect=2))
    assert "MAILBOT_SINCE" in line
    desk.run_once(MAILBOT_SINCE="now")
    assert desk.tickets() == []
    assert {row["disposition"] for row in desk.inbound()} == {"discarded"}
    assert desk.sink.mails == ()
    imap.deliver(request_mail())
    desk.run_once(MAILBOT_SINCE="now")
    assert len(desk.tickets()) == 1
