"""An owner goes on mission: on real servers, with the commands as processes of their own, and a clock that can be put forward."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from shutil import copytree

from mailbot.adapters.rule_files import shipped_rules
from mailbot.demo.coordinator import write_answer
from mailbot.demo.smtp_sink import Received, SmtpSink
from tests.journeys.desk import Desk, ImapServer, parsed, request_mail, text_of
from tests.journeys.later import run_later

GRACE, ELENA = "east-africa@duty.gpc.example.org", "global@duty.gpc.example.org"
NOW = datetime.now(UTC)


def automatic_reply(to: Received, text: str) -> bytes:
    """What the mail program of somebody who is away answers to one of our mails."""
    ours = parsed(to)
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = ours["To"], ours["Reply-To"]
    mail["Subject"] = f"Automatic reply: {ours['Subject']}"
    mail["Date"] = format_datetime(NOW)
    mail["Message-ID"] = f"<away-{len(text)}@duty.gpc.example.org>"
    mail["In-Reply-To"] = mail["References"] = ours["Message-ID"]
    mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(text)
    return mail.as_bytes()


def test_the_deputy_has_it_until_the_owner_is_back(
    tmp_path: Path, database: str, mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    imap, url = mailbox
    rules = tmp_path / "rules"
    copytree(shipped_rules(), rules)
    text = (rules / "desk.yaml").read_text(encoding="utf-8")
    (rules / "desk.yaml").write_text(
        text.replace("normal: {days: 3}", "normal: {days: 300}"), encoding="utf-8"
    )  # nothing is late
    desk = Desk(tmp_path, database, url, sink, MAILBOT_RULES=str(rules))

    # A request from Sudan is Grace's, whose mail program answers that she is on mission.
    imap.deliver(request_mail(1, text="Who coordinates mine clearance in Kassala, Sudan?"))
    desk.run_once()
    (routed,) = desk.received_by(GRACE)
    last_day = NOW + timedelta(days=3)
    imap.deliver(automatic_reply(routed, f"I am on mission until {last_day:%d %B %Y} and will answer when I return."))
    desk.run_once()

    # Elena has it with all that was written; Grace is sent nothing.
    first = desk.tickets()[0]
    assert first["owner"] == ELENA
    handed = text_of(desk.received_by(ELENA)[-1])
    assert "you stand in for Grace Wanjiru, who is away and back on" in handed
    assert "Who coordinates mine clearance" in handed
    assert len(desk.received_by(GRACE)) == 1
    told = desk.inbound()[-1]
    assert told["disposition"] == "automatic"
    assert f"{first['reference']} given to Elena Marin" in told["reason"]

    # The next request from Sudan is Elena's at once; she takes the first one for good.
    imap.deliver(request_mail(2, text="Where do we find risk education posters in Kassala, Sudan?"))
    desk.run_once()
    assert desk.tickets()[1]["owner"] == ELENA
    assert "You stand in for Grace Wanjiru" in text_of(desk.received_by(ELENA)[-1])
    imap.deliver(write_answer(desk.received_by(ELENA)[0].data, text="#take", at=NOW))
    desk.run_once()

    # Before the day nothing changes; then a process that plays the clock gives back what is Grace's.
    run_later(desk, timedelta(days=2))
    assert [ticket["owner"] for ticket in desk.tickets()] == [ELENA, ELENA]
    run_later(desk, timedelta(days=9), "clock")
    assert [ticket["owner"] for ticket in desk.tickets()] == [ELENA, GRACE]
    run_later(desk, timedelta(days=9), "send")
    back = desk.received_by(GRACE)[-1]
    assert "Why: you are back." in text_of(back)
    assert "risk education posters" in text_of(back)
    assert "Grace Wanjiru is back" in text_of(desk.received_by(ELENA)[-1])

    # Grace answers from there, and another run does nothing more.
    imap.deliver(write_answer(back.data, text="Dear Amina,\nthey are with the posters of UNICEF.", at=NOW + timedelta(days=9)))
    run_later(desk, timedelta(days=9))
    assert "posters of UNICEF" in text_of(desk.received_by("amina2@field.example.net")[-1])
    sent = len(sink.mails)
    run_later(desk, timedelta(days=10))
    assert len(sink.mails) == sent


def test_an_owner_who_writes_himself_is_back_at_once(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    imap, _ = best_mailbox
    imap.deliver(request_mail(1, text="Who coordinates mine clearance in Kassala, Sudan?"))
    desk.run_once()
    (routed,) = desk.received_by(GRACE)
    imap.deliver(automatic_reply(routed, "I am on leave and will answer when I return."))
    desk.run_once()
    assert desk.tickets()[0]["owner"] == ELENA
    imap.deliver(write_answer(routed.data, text="Dear Amina,\nMs Osman does.", at=NOW + timedelta(hours=1)))
    desk.run_once()
    assert desk.tickets()[0]["owner"] == GRACE
    assert [mail["hint"] for mail in desk.outbox()[-2:]] == ["back", "returned"]
    assert "Ms Osman does." in text_of(desk.received_by("amina1@field.example.net")[-1])
