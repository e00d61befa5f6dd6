"""The fields of delivery reports (RFC 3464), as servers really write them, and the shapes of the mails that hold them."""

import base64

import pytest

from mailbot.core.message import Bounce
from mailbot.core.reading import read

OURS = "<ours-7@desk.example>"
RETURNED = (
    "Received: from desk.example (desk.example [192.0.2.7])\n\tby mx.field.example; Tue, 6 Jan 2026 09:14:00 +0100\n"
    "Date: Tue, 6 Jan 2026 09:13:00 +0100\nFrom: Help Desk <desk@desk.example>\nTo: Ana <ana@field.example>\n"
    f"Message-ID: {OURS}\nSubject: Your question\nMIME-Version: 1.0\n\nDear Ana, write to paul@other.example too.\n"
)
Outcome = tuple[str, str, str, bool, str]
"""Address, action, status, permanent, reason."""


def failed(address: str = "ana@field.example", status: str = "5.1.1", reason: str = "user_unknown") -> Outcome:
    return (address, "failed", status, True, reason)


def delayed(address: str = "ana@field.example", status: str = "4.4.1", reason: str = "expired") -> Outcome:
    return (address, "delayed", status, False, reason)


def mail(text: str, fields: dict[str, str] | None = None) -> bytes:
    head = {
        "From": "Mail Delivery System <mailer-daemon@mx.field.example>",
        "To": "desk@desk.example",
        "Subject": "Undelivered Mail Returned to Sender",
        "Message-ID": "<report-1@mx.field.example>",
    }
    head |= {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    return ("".join(f"{name}: {value}\n" for name, value in (head | (fields or {})).items()) + "\n" + text).encode()


def outcomes(bounce: Bounce | None) -> list[Outcome]:
    assert bounce is not None
    return [(r.address, r.action, r.status, r.permanent, r.reason) for r in bounce.recipients]


STATUS = (
    "Reporting-MTA: dns; mx.field.example\nArrival-Date: Tue, 6 Jan 2026 09:14:00 +0100\n\n"
    "Final-Recipient: rfc822; ana@field.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n"
)
FIELDS: list[tuple[str, str, list[Outcome]]] = [
    ("plain", STATUS, [failed()]),
    ("old names and types", STATUS.replace("rfc822; ", "RFC822;").replace("failed", "Failed"), [failed()]),
    ("comment behind the action", STATUS.replace("failed", "failed (no such mailbox)"), [failed()]),
    ("comment behind the status", STATUS.replace("Status: 5.1.1", "Status: 5.1.1 (bad destination mailbox)"), [failed()]),
    ("words behind the status", STATUS.replace("Status: 5.1.1", "Status: 5.1.1 Remote server has rejected address"), [failed()]),
    ("a reply code for the status", STATUS.replace("Status: 5.1.1", "Status: 550"), [failed()]),
    ("no status", STATUS.replace("Status: 5.1.1\n", ""), [failed()]),
    ("no action", STATUS.replace("Action: failed\n", ""), [failed()]),
    ("an action of its own", STATUS.replace("failed", "failure"), [failed()]),
    ("angle brackets", STATUS.replace("ana@field.example", "<ana@field.example>"), [failed()]),
    ("no type of address", STATUS.replace("rfc822; ", ""), [failed()]),
    ("address in RFC 6533", STATUS.replace("rfc822; ana", r"utf-8; ji\x{159}\x{ED}"), [failed("jiří@field.example")]),
    ("address in UTF-8", STATUS.replace("rfc822; ana", "utf-8; jiří"), [failed("jiří@field.example")]),
    (
        "a local name behind ours",
        "Original-Recipient: rfc822; ana@field.example\n"
        + STATUS.partition("\n\n")[2].replace("rfc822; ana@field.example", "X-LOCAL; al17"),
        [failed()],
    ),
    (
        "X.400 behind ours",
        "Original-Recipient: rfc822; ana@field.example\n"
        + STATUS.partition("\n\n")[2].replace("rfc822; ana@field.example", "x400; /S=ana/OU=goma/"),
        [failed()],
    ),
    (
        "the address that it had on the way",
        STATUS.replace("rfc822; ana@field.example", "X-LOCAL; al17\nX-Actual-Recipient: rfc822; ana@field.example"),
        [failed()],
    ),
    (
        "a folded diagnosis",
        STATUS.replace("550 5.1.1 User unknown", "552\n 5.2.2 mailbox\n\tfull").replace("Status: 5.1.1", "Status: 5.0.0"),
        [failed(status="5.2.2", reason="mailbox_full")],
    ),
    ("blank lines between the fields", STATUS.replace("\n", "\n\n"), [failed()]),
    ("no blank line at all", STATUS.replace("\n\n", "\n"), [failed()]),
    (
        "no blank line between recipients",
        STATUS
        + STATUS.partition("\n\n")[2].replace("ana@", "full@").replace("5.1.1", "5.2.2").replace("User unknown", "over quota"),
        [failed(), failed("full@field.example", "5.2.2", "mailbox_full")],
    ),
    (
        "two recipients, the action first",
        "Action: failed\nFinal-Recipient: rfc822;ana@field.example\nStatus: 5.1.1\n"
        "Action: delayed\nFinal-Recipient: rfc822;slow@field.example\nStatus: 4.4.1\n",
        [failed(), delayed("slow@field.example")],
    ),
    (
        "what all recipients share comes first",
        "Reporting-MTA: dns; x\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; ana@field.example\n",
        [failed()],
    ),
    ("carriage returns", STATUS.replace("\n", "\r\n"), [failed()]),
    (
        "delayed",
        STATUS.replace("failed", "delayed").replace("5.1.1", "4.4.1").replace("550", "450").replace("User unknown", "timed out"),
        [delayed()],
    ),
    (
        "given up after a time",
        STATUS.replace("5.1.1", "4.4.7").replace("550", "421").replace("User unknown", "expired"),
        [("ana@field.example", "failed", "4.4.7", False, "expired")],
    ),
    (
        "Microsoft's number for unknown",
        STATUS.replace("5.1.1", "5.1.10").replace("User unknown", "RESOLVER.ADR.RecipientNotFound"),
        [failed(status="5.1.10")],
    ),
    (
        "delivered",
        STATUS.replace("failed", "delivered").replace("5.1.1", "2.1.5").replace("550", "250"),
        [("ana@field.example", "delivered", "2.1.5", False, "other")],
    ),
    (
        "relayed",
        STATUS.replace("failed", "relayed (to a non-DSN mailer)").replace("5.1.1", "2.1.9").replace("550", "250"),
        [("ana@field.example", "relayed", "2.1.9", False, "other")],
    ),
    (
        "expanded",
        STATUS.replace("failed", "expanded").replace("5.1.1", "2.1.5").replace("550", "250"),
        [("ana@field.example", "expanded", "2.1.5", False, "other")],
    ),
]


def multipart(
    *parts: tuple[str, str], kind: str = "report; report-type=delivery-status", boundary: str = "b", declared: str = "b"
) -> bytes:
    body = "".join(f"--{boundary}\nContent-Type: {head}\n\n{text}\n" for head, text in parts) + f"--{boundary}--\n"
    return mail(body, {"Content-Type": f"multipart/{kind}; boundary={declared}"})


@pytest.mark.parametrize(("name", "status", "expected"), FIELDS, ids=[name for name, _, _ in FIELDS])
def test_the_fields_of_a_delivery_report(name: str, status: str, expected: list[Outcome]) -> None:
    assert name
    parts = ("text/plain", "See below."), ("message/delivery-status", status), ("message/rfc822", RETURNED)
    bounce = read(multipart(*parts)).bounce
    assert outcomes(bounce) == expected
    assert bounce is not None
    assert bounce.original_message_id == OURS


ENCODED = base64.encodebytes(STATUS.encode()).decode()
SHAPES = [
    multipart(("text/plain", "See below."), ("message/global-delivery-status", STATUS), ("message/global", RETURNED)),
    multipart(("message/delivery-status", STATUS), ("text/rfc822-headers", RETURNED)),
    multipart(("message/delivery-status\nContent-Transfer-Encoding: base64", ENCODED), ("message/rfc822", RETURNED)),
    multipart(("text/plain", "See below."), ("text/plain", STATUS), ("message/rfc822", RETURNED)),
    multipart(
        ("text/plain", "Sorry."),
        ("text/plain; name=details.txt\nContent-Disposition: attachment", STATUS),
        ("message/rfc822", RETURNED),
    ),
    multipart(("text/plain", "Sorry."), ("application/octet-stream; name=a", STATUS), ("message/rfc822", RETURNED), kind="mixed"),
    multipart(("text/plain", "Sorry."), ("message/delivery-status", STATUS), ("message/rfc822", RETURNED), kind="mixed"),
    multipart(("text/plain", "Sorry."), ("message/delivery-status", STATUS), ("message/rfc822", RETURNED), declared="other"),
    multipart(("text/plain", f"Sorry.\n\n{STATUS}\n"), ("message/rfc822", RETURNED), kind="mixed"),
    mail(f"Sorry.\n\n{STATUS}\n{RETURNED}"),
    mail(STATUS, {"Content-Type": "message/delivery-status", "In-Reply-To": OURS}),
    multipart(
        ("text/plain", "The attached report could not be read."),
        (
            "message/rfc822",
            multipart(("message/delivery-status", STATUS), ("message/rfc822", RETURNED), boundary="in", declared="in").decode(),
        ),
        kind="mixed",
    ),
    multipart(("text/plain", "Your message could not be delivered."), ("message/rfc822", RETURNED), kind="mixed"),
]


@pytest.mark.parametrize("raw", SHAPES, ids=range(len(SHAPES)))
def test_a_report_in_any_shape(raw: bytes) -> None:
    found = read(raw)
    assert found.bounce is not None
    assert [(r.address, r.action, r.permanent) for r in found.bounce.recipients] == [("ana@field.example", "failed", True)]
    assert found.bounce.original_message_id == OURS
