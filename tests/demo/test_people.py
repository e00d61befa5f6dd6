"""The mails of the demo: as real as those of real programs."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from mailbot.demo.coordinator import write_answer
from mailbot.demo.requester import first_mails, write_again

AT = datetime(2026, 2, 3, 10, 0, tzinfo=UTC)
LONG = "<" + "x" * 90 + "@gpc.example.org>"
ROUTING = (
    "From: =?utf-8?b?0KHRgtGW0Ls=?= <helpdesk@gpc.example.org>\r\nTo: Grace W. <grace@duty.example.org>\r\n"
    "Reply-To: Desk <helpdesk+t0k3n@gpc.example.org>\r\nSubject: [GPC-10001] High: r=?utf-8?q?=C3=A9?=\r\n"
    f"Date: Tue, 03 Feb 2026 09:00:00 +0000\r\nMessage-ID: {LONG}\r\nReferences: <1@a.example.org>\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nNew text:\r\n\r\nМоже дорога?\r\n"
).encode()


def parsed(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert not mail.defects
    return mail


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_the_coordinator_replies_as_a_plain_mail_program_does() -> None:
    raw = write_answer(ROUTING, text="Yes, till Friday.\nTake care.", at=AT)
    mail = parsed(raw)
    assert mail["From"] == '"Grace W." <grace@duty.example.org>'
    assert mail["To"] == "Desk <helpdesk+t0k3n@gpc.example.org>"
    assert mail["Subject"] == "Re: [GPC-10001] High: ré"
    assert f"\r\nIn-Reply-To: {LONG}\r\n".encode() in raw
    assert f"\r\nReferences: <1@a.example.org> {LONG}\r\n".encode() in raw
    assert mail["Date"].datetime == AT
    assert body(mail, "plain") == (
        "Yes, till Friday.\nTake care.\n\nOn 03 Feb 2026, at 09:00, Стіл <helpdesk@gpc.example.org> wrote:\n\n"
        "> New text:\n>\n> Може дорога?\n\n-- \nGrace W.\nSent from my phone\n"
    )
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_without_reply_to_the_answer_goes_to_the_sender() -> None:
    raw = ROUTING.replace(b"Reply-To:", b"X-Other:").replace(b"Subject: ", b"Subject: RE: ")
    mail = parsed(write_answer(raw, text="Yes", at=AT))
    assert mail["To"].addresses[0].addr_spec == "helpdesk@gpc.example.org"
    assert mail["Subject"].startswith("RE: [GPC")


def test_the_same_reply_is_the_same_mail_and_another_is_another() -> None:
    one, other = (parsed(write_answer(ROUTING, text=text, at=AT))["Message-ID"] for text in ("Yes", "No"))
    assert one == parsed(write_answer(ROUTING, text="Yes", at=AT))["Message-ID"]
    assert one != other


def test_references_stay_few() -> None:
    many = " ".join(f"<{i}@a.example.org>" for i in range(50))
    mail = parsed(write_answer(ROUTING.replace(b"<1@a.example.org>", many.encode()), text="Yes", at=AT))
    references = mail["References"].split()
    assert len(references) == 8
    assert (references[0], references[-1]) == ("<0@a.example.org>", LONG)


def test_the_requester_writes_again_from_a_web_page() -> None:
    mail = parsed(write_again(ROUTING, text="Merci <beaucoup>.", at=AT, language="fr"))
    assert mail.get_content_type() == "multipart/alternative"
    assert body(mail, "plain").startswith(
        "Merci <beaucoup>.\n\nLe 03.02.2026 09:00 Стіл <helpdesk@gpc.example.org> a écrit :\n\n> New text:"
    )
    html = body(mail, "html")
    assert "Merci &lt;beaucoup&gt;." in html.partition("gmail_quote")[0]
    assert "Може дорога?" in html.partition("<blockquote")[2]


def test_a_mail_without_sender_is_not_answered() -> None:
    with pytest.raises(ValueError, match="cannot be answered"):
        write_answer(b"Subject: x\r\n\r\ny\r\n", text="Yes", at=AT)


def test_the_sample_mails_are_sound_and_on_the_wire_form() -> None:
    mails = first_mails()
    assert len(mails) == 10
    assert {name[3:5] for name, _ in mails[:7]} == {"en", "fr", "es", "ar", "pt", "ru", "uk"}
    for _, raw in mails:
        mail = parsed(raw)
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        assert body(mail, "plain").strip()
        assert mail["To"].addresses[0].domain == "gpc.example.org"
        assert mail["From"].addresses[0].domain.endswith(".example.org")
    assert len({parsed(raw)["Message-ID"] for _, raw in mails}) == 10


def test_the_sample_mails_hold_a_file_and_three_machines() -> None:
    mails = {name: parsed(raw) for name, raw in first_mails()}
    files = [part for mail in mails.values() for part in mail.iter_attachments() if part.get_filename()]
    assert [part.get_filename() for part in files] == ["aviso-de-desalojo.pdf"]
    assert files[0].get_payload(decode=True).startswith(b"%PDF-1.4")  # type: ignore[union-attr]  # bytes when decoded
    assert mails["08-auto-reply"]["Auto-Submitted"] == "auto-replied"
    assert mails["09-bounce"].get_content_type() == "multipart/report"
    assert mails["10-newsletter"]["List-Id"]
