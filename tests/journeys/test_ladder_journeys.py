"""A mine accident at night, and nobody answers: on real servers, with a clock that is put forward."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from mailbot.demo.coordinator import write_answer
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, request_mail, text_of
from tests.journeys.later import run_later

AMINATA, JONAS = "west-africa@duty.gpc.example.org", "mine-action@duty.gpc.example.org"
TAHMINA, OKSANA = "asia@duty.gpc.example.org", "europe@duty.gpc.example.org"
AWA = "awa@ngo.example.org"
ACCIDENT = "A boy stepped on a mine near the school of Gwoza in Borno an hour ago and is bleeding. We need help right now."


def to_the_night() -> timedelta:
    """How long it is until 22:00 in Dakar, on a day of work."""
    now = datetime.now(UTC)
    night = datetime.combine(now.date(), time(22), UTC)
    while night <= now + timedelta(minutes=5):
        night += timedelta(days=1)
    return night - now


@pytest.fixture
def night_desk(tmp_path: Path, database: str, mailbox: tuple[ImapServer, str], sink: SmtpSink) -> Desk:
    """The shipped rules with two people on duty, Tahmina before Oksana."""
    desk = Desk(tmp_path, database, mailbox[1], sink)
    done = desk.command("init", str(tmp_path / "desk"))
    assert done.returncode == 0, done.stderr.decode()
    file = tmp_path / "desk" / "rules" / "desk.yaml"
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    duty = f"duty: {{coordinators: [{TAHMINA}, {OKSANA}], since: {yesterday}, days: 300}}\n"
    file.write_text(file.read_text(encoding="utf-8") + duty, encoding="utf-8")
    desk.settings["MAILBOT_RULES"] = str(tmp_path / "desk" / "rules")
    return desk


def owner(desk: Desk) -> str:
    return str(desk.ticket("GPC-10001")["owner"])


def kinds_to(desk: Desk, address: str) -> list[str]:
    """The kinds of the mails that left for somebody, in order."""
    return [mail["kind"] for mail in desk.outbox() if mail["to"] == address and mail["state"] == "sent"]


def test_an_accident_at_night_climbs_until_somebody_answers_and_its_requester_hears_once(
    night_desk: Desk, mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    desk, (imap, _) = night_desk, mailbox
    night = to_the_night()
    imap.deliver(request_mail(text=ACCIDENT, sender=f"Awa Toure <{AWA}>"))
    run_later(desk, night)
    assert (owner(desk), kinds_to(desk, AMINATA)) == (TAHMINA, []), "who is on duty has it, and nobody else is woken"
    assert desk.ticket("GPC-10001")["urgency"] == "critical"

    run_later(desk, night + timedelta(minutes=20))
    assert owner(desk) == TAHMINA, "half an hour is not over"
    run_later(desk, night + timedelta(minutes=31))
    assert owner(desk) == OKSANA
    run_later(desk, night + timedelta(minutes=61))
    assert owner(desk) == JONAS, "the lead of mine action, when all on duty were called"
    assert kinds_to(desk, AWA) == ["ack"], "what was promised has not been missed yet"
    run_later(desk, night + timedelta(minutes=91))
    run_later(desk, night + timedelta(hours=2, minutes=1))
    run_later(desk, night + timedelta(hours=9))
    assert (owner(desk), kinds_to(desk, AWA)) == (JONAS, ["ack", "delay"])
    assert kinds_to(desk, TAHMINA) == ["route", "escalation"]
    assert kinds_to(desk, OKSANA) == ["escalation", "escalation"]
    assert kinds_to(desk, JONAS) == ["escalation", "reminder", "reminder"]

    newest = desk.received_by(JONAS)[-1]
    assert "bleeding" in text_of(newest)
    answer = "Do not move the boy. EOD and an ambulance are on their way."
    imap.deliver(write_answer(newest.data, text=answer, at=datetime.now(UTC) + night + timedelta(hours=10)))
    run_later(desk, night + timedelta(hours=10))
    assert kinds_to(desk, AWA) == ["ack", "delay", "answer"]
    run_later(desk, night + timedelta(days=3))
    assert kinds_to(desk, JONAS) == ["escalation", "reminder", "reminder"], "the clock stands still"
    told = [entry["text"] for entry in desk.ticket("GPC-10001")["entries"] if entry["kind"] == "event"]
    assert [text for text in told if not text.startswith("changed")] == [
        "nobody took it: handed on to Oksana Koval",
        "nobody took it: handed on to Jonas Keller",
        "nobody has taken it: Jonas Keller was reminded",
        "nobody answered in time: Jonas Keller was reminded",
        "the requester was told that it takes longer",
    ]


def test_days_without_the_desk_bring_one_step_and_no_burst(
    night_desk: Desk, mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    desk, (imap, _) = night_desk, mailbox
    night = to_the_night()
    imap.deliver(request_mail(text=ACCIDENT, sender=f"Awa Toure <{AWA}>"))
    run_later(desk, night)
    before = len(sink.mails)
    run_later(desk, night + timedelta(days=2))
    assert (owner(desk), kinds_to(desk, AWA)) == (JONAS, ["ack", "delay"])
    assert sorted(str(address) for mail in sink.mails[before:] for address in mail.rcpt_to) == sorted([AWA, JONAS, TAHMINA])
