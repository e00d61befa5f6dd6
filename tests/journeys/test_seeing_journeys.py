"""A desk at work, seen from outside: figures and health over HTTP, alerts, and a log that tells nothing of people."""

import json
import re
import signal
import socket
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from mailbot.demo.imap_server import EmbeddedImap
from mailbot.demo.smtp_sink import SmtpSink
from tests.adapters.test_smtp_trouble import Scripted
from tests.journeys.desk import Desk, ImapServer, request_mail, stop
from tests.servers.dovecot import free_ports
from tests.servers.webhook import WebhookServer

UP_WITHIN = 60.0
"""Seconds after which a test gives up; nothing is concluded from a shorter time."""


@pytest.fixture
def sqlite_desk(tmp_path: Path, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> Desk:
    return Desk(tmp_path, f"sqlite:///{tmp_path}/mailbot.db", best_mailbox[1], sink)


def fetch(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()
    except OSError:
        return 0, ""


def wait_until(true: Callable[[], bool]) -> None:
    give_up = time.monotonic() + UP_WITHIN
    while not true():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_figures_and_health_are_read_over_http(tmp_path: Path, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> None:
    server, url = best_mailbox
    (port,) = free_ports(1)
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/mailbot.db", url, sink, MAILBOT_HTTP=f"127.0.0.1:{port}")
    server.deliver(request_mail(1))
    running = desk.start("run", "--log-json")
    try:
        wait_until(lambda: fetch(port, "/readyz")[0] == 200)
        wait_until(lambda: 'mailbot_mail_tries_total{kind="ack",outcome="sent"} 1.0' in fetch(port, "/metrics")[1])
        status, page = fetch(port, "/metrics")
        health = json.loads(fetch(port, "/healthz")[1])
        assert fetch(port, "/elsewhere")[0] == 404
    finally:
        code, said = stop(running, signal.SIGTERM)
    assert (status, code) == (200, 0), said
    figures = dict(re.findall(r"^(mailbot_\S+) (\S+)$", page, re.MULTILINE))
    assert figures["mailbot_mails_kept_total"] == "1.0"
    assert figures['mailbot_mails_decided_total{disposition="opened"}'] == "1.0"
    assert figures['mailbot_mails_waiting{state="quarantined"}'] == "0.0"
    assert figures['mailbot_loop_turns{loop="send"}'] == "1.0"
    assert "amina" not in page
    assert health["live"] is True
    assert set(health["loops"]) == {"process", "send", "clock", "watch", "news", next(n for n in health["loops"] if "://" in n)}


def test_a_port_that_is_taken_is_one_line(sqlite_desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = sqlite_desk.command("run", MAILBOT_HTTP=f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("mailbot: MAILBOT_HTTP: 127.0.0.1:")
    assert len(done.stderr.splitlines()) == 1


def test_mails_that_died_are_told_to_the_webhook(sqlite_desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    server, _ = best_mailbox
    server.deliver(request_mail(1, sender="amina@field.example.net"))
    with Scripted(refuse_amina) as relay, WebhookServer() as hook:
        sqlite_desk.run_once(MAILBOT_SMTP_URL=f"smtp://127.0.0.1:{relay.port}", MAILBOT_ALERT_WEBHOOK=hook.url)
    (told,) = hook.told
    assert told["lines"] == ["1 mail of the desk is dead; see `mailbot outbox list`"]
    assert "alert" in [mail["kind"] for mail in sqlite_desk.outbox()]


def refuse_amina(_: int, command: bytes) -> bytes | None:
    return b"550 5.1.1 nobody\r\n" if command.upper().startswith(b"RCPT TO:<AMINA") else None


def test_a_canary_comes_back_through_real_servers(tmp_path: Path) -> None:
    with EmbeddedImap() as imap, SmtpSink(on_mail=lambda received: imap.deliver(received.data) and None) as relay:
        desk = Desk(tmp_path, f"sqlite:///{tmp_path}/mailbot.db", imap.url, relay, MAILBOT_CANARY="24h")
        desk.run_once()
        desk.run_once()
        (row,) = desk.inbound()
        (sent,) = desk.outbox()
    assert (row["state"], row["disposition"], sent["kind"], sent["state"]) == ("done", "automatic", "canary", "sent")
    with sqlite3.connect(tmp_path / "mailbot.db") as database:
        (came,) = database.execute("SELECT count(*) FROM canary WHERE came_at IS NOT NULL").fetchone()
    database.close()
    assert came == 1


MARK = "Zibeline"


def test_C1_the_log_tells_nothing_of_people(sqlite_desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    """A marker stands in every field of every mail, errors included; the log of the whole journey has it nowhere."""
    server, _ = best_mailbox
    person = f"{MARK.lower()}@{MARK.lower()}-ngo.example.org"
    headers = {
        "Reply-To": f"{MARK} <{person}>",
        "In-Reply-To": f"<{MARK}.1@{person}>",
        "References": f"<{MARK}.2@{person}>",
        "List-Id": f"<{MARK}.list.example.org>",
        "X-Note": MARK,
    }
    plain = request_mail(1, text=f"{MARK} asks for help", sender=f"{MARK} <{person}>", headers=headers)
    plain = plain.replace(b"Marking signs", MARK.encode()).replace(b"<request-1@", f"<{MARK}@".encode())
    server.deliver(plain)
    server.deliver(plain.replace(b"text/plain", b"multipart/mixed; boundary=Zibeline"))
    server.deliver(b"\xff\xfe" + MARK.encode() * 3)
    server.deliver(request_mail(2, text=MARK, sender=f'"{MARK}" <{MARK}@>'))
    said = sqlite_desk.command("run", "--once", "--log-json", "--verbose").stderr.decode()
    said += sqlite_desk.command("run", "--once", "--log-json", "--verbose", MAILBOT_SMTP_URL="smtp://127.0.0.1:1").stderr.decode()
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    events = {line["event"] for line in lines}
    assert {"kept", "decided", "sent"} <= events
    assert all({"event", "level", "timestamp"} <= set(line) for line in lines)
    assert MARK.casefold() not in said.casefold()
