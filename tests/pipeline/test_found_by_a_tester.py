"""What a tester with fresh eyes broke: each stays mended."""

from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

import pytest

from tests.mails import AWA, DESK, mail, parse, reply, text_of, with_files
from tests.rulebooks import LEAD
from tests.stage import Stage


def attach(raw: bytes, part: MIMEPart) -> bytes:
    """The same mail with one more part."""
    whole = message_from_bytes(raw, policy=policy.SMTP)
    assert isinstance(whole, EmailMessage)
    if not whole.is_multipart():
        whole.make_mixed()
    whole.attach(part)
    return whole.as_bytes()


def with_original(raw: bytes, original: bytes) -> bytes:
    """A reply that carries the mail it answers as an attachment."""
    part = MIMEPart(policy=policy.SMTP)
    part.set_content(message_from_bytes(original, policy=policy.SMTP), disposition="attachment", filename="original.eml")
    return attach(raw, part)


def with_signature(raw: bytes) -> bytes:
    """A signed reply."""
    part = MIMEPart(policy=policy.SMTP)
    part.set_content(b"0\x80 lead@desk", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    return attach(raw, part)


def report_of(sent: bytes, recipient: str) -> bytes:
    """A delivery report as Postfix writes it: no In-Reply-To, the returned mail's header inside."""
    header = sent.partition(b"\r\n\r\n")[0]
    return (
        b"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.net\r\nTo: " + DESK.encode() + b"\r\n"
        b"Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; " + recipient.encode() + b"\r\n"
        b"Action: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n" + header + b"\r\n--b--\r\n"
    )


def test_S5_an_attached_original_does_not_reach_the_requester(stage: Stage) -> None:
    stage.arrive_one(mail())
    routing = stage.sent_to(LEAD)
    answer = with_files(reply(routing, "See the list."), ("list.csv", b"a,b"))
    stage.arrive_one(with_signature(with_original(answer, routing)))
    received = stage.sent_to(AWA)
    assert text_of(received) == "See the list.\n"
    assert [part.get_filename() for part in parse(received).iter_attachments()] == ["list.csv"]
    assert LEAD.encode() not in received


@pytest.mark.parametrize("private", ["my own mail is {lead}, write there", "Reply to {token} if you like"])
def test_S2_an_answer_with_what_is_private_is_given_back(stage: Stage, private: str) -> None:
    stage.arrive_one(mail())
    routing = stage.sent_to(LEAD)
    said = private.format(lead=LEAD, token=parse(routing)["Reply-To"])
    before = len(stage.transport.to(AWA))
    stage.arrive_one(reply(routing, f"Good news: {said}"))
    assert len(stage.transport.to(AWA)) == before
    assert stage.inbound()[-1]["state"] == "held"
    assert stage.owed()[-1] == ("receipt", LEAD)


def test_L2_a_quoted_form_of_our_own_address_is_ours(stage: Stage) -> None:
    local, _, domain = DESK.partition("@")
    stage.arrive_one(mail(sender=f'"{local}"@{domain}'))
    assert stage.owed() == []
    assert stage.tickets() == []


def test_B2_a_report_without_references_is_noted_on_its_ticket(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(report_of(stage.sent_to(AWA), AWA))
    row = stage.inbound()[-1]
    assert (row["disposition"], row["ticket"]) == ("bounce", stage.tickets()[0]["reference"])
    assert stage.owed() == [("ack", AWA), ("route", LEAD)]


def test_B2_a_report_on_a_mail_that_is_not_ours_is_noted_nowhere(stage: Stage) -> None:
    stage.arrive_one(mail())
    sent = stage.sent_to(AWA)
    stage.arrive_one(report_of(sent.replace(b"Message-ID: <", b"Message-ID: <x"), AWA))
    assert stage.inbound()[-1]["ticket"] is None


def test_L3_plus_parts_do_not_raise_the_limit(stage: Stage) -> None:
    name, _, domain = AWA.partition("@")
    stage.arrive(*[mail(f"Question {n}", subject=f"q {n}", sender=f"{name}+{n}@{domain}") for n in range(13)])
    assert sum(kind == "ack" for kind, _ in stage.owed()) == 10
    assert len(stage.tickets()) == 13
