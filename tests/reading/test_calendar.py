"""Invitations: told in the text where the mail says nothing else; the file stays a file."""

import pytest

from mailbot.core.reading import read

HEAD = b"From: Ada Quist <ada@field.example>\r\nSubject: Meeting\r\nMIME-Version: 1.0\r\n"
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:{method}
BEGIN:VTIMEZONE
TZID:Europe/Kyiv
BEGIN:STANDARD
DTSTART:19961027T040000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@field.example
{lines}
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
"""
LINES = """SUMMARY:Visit to the well\\, with the
  survey team
DTSTART;TZID=Europe/Kyiv:20260203T100000
DTEND;TZID=Europe/Kyiv:20260203T113000
LOCATION:District office\\; room 2
ORGANIZER;CN="Quist, Ada":mailto:ada@field.example
ATTENDEE;CN=Desk;PARTSTAT=NEEDS-ACTION:mailto:desk@desk.example
ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:li@field.example
DESCRIPTION:Please bring the map.\\nThank you."""


def calendar(method: str = "REQUEST", lines: str = LINES) -> bytes:
    return EVENT.format(method=method, lines=lines).replace("\n", "\r\n").encode()


def mail(ics: bytes, plain: bytes = b"") -> bytes:
    return (
        HEAD
        + b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + plain
        + b"\r\n--x\r\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\r\n\r\n"
        + ics
        + b"\r\n--x--\r\n"
    )


def test_an_invitation_without_words_tells_what_when_where_and_who() -> None:
    message = read(mail(calendar()))
    assert message.text.strip().split("\n") == [
        "Invitation: Visit to the well, with the survey team",
        "When: 2026-02-03 10:00 – 11:30 Europe/Kyiv",
        "Where: District office; room 2",
        "From: Quist, Ada <ada@field.example>",
        "Who: Desk <desk@desk.example>, li@field.example",
        "",
        "Please bring the map.",
        "Thank you.",
    ]
    assert [a.content_type for a in message.attachments] == ["text/calendar"]


def test_an_invitation_with_words_is_those_words() -> None:
    message = read(mail(calendar(), b"Can you come on Tuesday?"))
    assert message.text.strip() == "Can you come on Tuesday?"
    assert [a.content_type for a in message.attachments] == ["text/calendar"]


def test_a_mail_that_is_a_calendar_and_nothing_else() -> None:
    message = read(HEAD + b"Content-Type: text/calendar; method=CANCEL\r\n\r\n" + calendar("CANCEL"))
    assert message.text.startswith("Cancelled: Visit to the well")


@pytest.mark.parametrize(
    ("method", "lines", "told"),
    [
        ("REPLY", "SUMMARY:Visit\nATTENDEE;PARTSTAT=ACCEPTED:mailto:li@field.example", "Answer (accepted): Visit"),
        ("REPLY", "SUMMARY:Visit\nATTENDEE;PARTSTAT=DECLINED:mailto:li@field.example", "Answer (declined): Visit"),
        ("COUNTER", "SUMMARY:Visit", "Other time proposed: Visit"),
        ("REQUEST", "SUMMARY:Visit\nSTATUS:CANCELLED", "Cancelled: Visit"),
        ("REQUEST", "SUMMARY:Holiday\nDTSTART;VALUE=DATE:20260501", "When: 2026-05-01"),
        ("REQUEST", "SUMMARY:Call\nDTSTART:20260501T080000Z\nDURATION:PT1H30M", "When: 2026-05-01 08:00, 1 h 30 min UTC"),
        ("REQUEST", "SUMMARY:Call\nDTSTART:20260501T080000Z\nDTEND:20260502T090000Z", "2026-05-01 08:00 – 2026-05-02 09:00 UTC"),
        ("REQUEST", "SUMMARY:Call\nDTSTART:20260501T080000Z\nRRULE:FREQ=WEEKLY", "2026-05-01 08:00 UTC (repeated)"),
        ("REQUEST", "SUMMARY;LANGUAGE=uk:Зустріч", "Invitation: Зустріч"),
        ("REQUEST", "SUMMARY:اجتماع", "Invitation: اجتماع"),
        ("REQUEST", "DTSTART:soon", "When: soon"),
        ("", "SUMMARY:Visit", "Event: Visit"),
    ],
)
def test_what_an_event_tells(method: str, lines: str, told: str) -> None:
    assert told in read(mail(calendar(method, lines))).text


@pytest.mark.parametrize("ics", [b"", b"BEGIN:VEVENT", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", b":::;;;\r\n" * 50, b"\xff\xfe\x00"])
def test_a_broken_calendar_is_a_file_and_no_text(ics: bytes) -> None:
    message = read(mail(ics))
    assert [a.content_type for a in message.attachments] == ["text/calendar"]
    assert "VCALENDAR" not in message.text
