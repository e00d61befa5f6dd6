"""Machine marks in odd clothes are marks all the same (threats L1)."""

import pytest

from mailbot.core.message import Kind
from mailbot.core.reading import read

PERSON = "From: Ana <ana@ngo.example.org>\n"
REST = "To: desk@desk.example\nSubject: Kits\nDate: Tue, 06 Jan 2026 09:15:00 +0100\nMessage-ID: <1@ngo.example.org>\n"
BODY = "\nThe kits have arrived in Sake.\n"

FIELDS = [
    "Auto-Submitted: (c) auto-replied",
    "AUTO-SUBMITTED: (a (nested) comment) AUTO-REPLIED (again); owner-email=a@b.example",
    "Auto-Submitted: auto-generated (by a program)",
    "Auto-Submitted:",
    "auto-submitted:   ",
    "Auto-Submitted: (only a comment)",
    "Auto-Submitted: (never closed",
    "Auto-Submitted: ; type=x",
    "Return-Path: <>",
    "Return-Path: < >",
    "return-path: <\t>",
    "Return-Path: (none) <>",
    'Return-Path: <"MAILER-DAEMON"@x.example>',
    "Return-Path: <mailer-daemon+7@x.example>",
    "Content-Type: multipart/report; boundary=b",
    'Content-type: MULTIPART/Report; boundary="b"',
    "Auto-Reply: yes",
    "AUTO-REPLY: YES",
    "X-Auto-Reply-From: ana@ngo.example.org",
    "X-MS-Exchange-Inbox-Rules-Loop: ana@ngo.example.org",
    "x-ms-exchange-inbox-rules-loop: <ANA@NGO.example.org>",
    "X-MS-Exchange-Inbox-Rules-Loop: 1",
    "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
    "x-ms-exchange-generated-message-source: mailbox rules agent",
    "X-POST-MessageClass: 9; Autoresponder",
    "x-post-messageclass: 9; AUTORESPONDER",
    "Delivered-To: Autoresponder",
    "DELIVERED-TO: autoresponder",
    "Delivered-To: desk@desk.example\nDelivered-To: Autoresponder",
]

SENDERS = [
    "mailer-daemon+x@field.example",
    "MAILER-DAEMON+x@field.example",
    "postmaster+7@field.example",
    "noreply+abc@field.example",
    "autoresponder+12@field.example",
    "list-request+x@field.example",
    '"noreply"@field.example',
    '"No-Reply"@field.example',
    '"mailer-daemon"@field.example',
    'Office <"do-not-reply"@field.example>',
]

HUMAN_FIELDS = [
    "Auto-Submitted: no",
    "Auto-Submitted: NO (a person)",
    "Auto-Submitted: (a person) no",
    "Auto-Submitted: no; x=y",
    "Auto-Reply: no",
    "Delivered-To: desk@desk.example",
    "X-POST-MessageClass: 0",
    "X-MS-Exchange-Inbox-Rules-Loop: office@ngo.example.org",  # who redirected her mail to the desk
    "Return-Path: <ana@ngo.example.org>",
    "Return-Path: <ana+mailer-daemon@ngo.example.org>",
]

HUMAN_SENDERS = ["ana+x@ngo.example.org", '"ana"@ngo.example.org', "Root Cause <rootcause+a@ngo.example.org>"]


@pytest.mark.parametrize("field", FIELDS)
def test_L1_a_machine_s_field_is_seen(field: str) -> None:
    found = read((PERSON + REST + field + "\n" + BODY).encode())
    assert found.automatic
    assert found.kind is Kind.AUTO_REPLY


@pytest.mark.parametrize("sender", SENDERS)
def test_L1_a_machine_s_address_is_seen(sender: str) -> None:
    found = read((f"From: {sender}\n" + REST + BODY).encode())
    assert found.automatic
    assert found.kind is Kind.AUTO_REPLY


@pytest.mark.parametrize("field", HUMAN_FIELDS)
def test_L5_a_field_that_says_no_leaves_a_person(field: str) -> None:
    found = read((PERSON + REST + field + "\n" + BODY).encode())
    assert (found.kind, found.automatic) == (Kind.REQUEST, None)


@pytest.mark.parametrize("sender", HUMAN_SENDERS)
def test_L5_a_tag_or_quotes_leave_a_person(sender: str) -> None:
    found = read((f"From: {sender}\n" + REST + BODY).encode())
    assert (found.kind, found.automatic) == (Kind.REQUEST, None)


def test_L1_a_list_s_request_is_a_request_that_is_not_answered() -> None:
    found = read((PERSON + REST + "List-Id: <camps.ngo.example.org>\nList-Post: <mailto:c@x.example>\n" + BODY).encode())
    assert found.automatic
    assert found.kind is Kind.REQUEST
