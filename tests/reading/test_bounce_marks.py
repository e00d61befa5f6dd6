"""Addresses in reports in scripts without blanks, and with marks that nobody sees."""

import pytest

from mailbot.core.message import Kind
from mailbot.core.reading import read

UNKNOWN = "550 5.1.1 User unknown\n"
TEXTS = [
    "很抱歉，您的邮件被退回来了。\n收件人：bob@y.example\n退信原因：收件人邮件地址（bob@y.example）不存在，邮件无法送达。\n",
    "抱歉，您的邮件被退回\n收件人bob@y.example不存在。\n退信代码：550 User not found\n",
    "抱歉，您的邮件被退回\n收件人：【bob@y.example】\n550 User not found\n",
    "تعذر تسليم رسالتك\nbob@y.example\nتعذر العثور على عنوان البريد الإلكتروني الذي أدخلته.\n",
    f"Your message could not be delivered to:\n\u202a\u2068bob@y.example\u2069\u202c\n{UNKNOWN}",
    f"Your message could not be delivered to:\n<b\u202eob@y.ex\u2066ample>\n{UNKNOWN}",
]
STATUS = (
    "From: Mail <mailer-daemon@mx.example>\nTo: desk@desk.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nSorry.\n"
    "--b\nContent-Type: message/delivery-status; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {}\nAction: failed\nStatus: 5.1.1\n--b--\n"
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_address_is_named_once_and_alone(text: str) -> None:
    head = "From: Mail <mailer-daemon@mx.example>\nTo: desk@desk.example\nSubject: Undelivered mail\nMIME-Version: 1.0\n"
    head += "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    found = read((head + text).encode())
    assert found.kind is Kind.BOUNCE
    assert found.bounce is not None
    assert [(r.address, r.reason) for r in found.bounce.recipients] == [("bob@y.example", "user_unknown")]


@pytest.mark.parametrize("value", ["\u202abob@y.example\u202c", "（bob@y.example）", "\u2068b\u202eob@y.example\u2069"])
def test_the_address_of_a_status_field_is_bare(value: str) -> None:
    found = read(STATUS.format(value).encode())
    assert found.bounce is not None
    assert [r.address for r in found.bounce.recipients] == ["bob@y.example"]


def test_an_address_in_another_script_stays() -> None:
    text = "Subject: x\nFrom: mailer-daemon@mx.example\nContent-Type: text/plain; charset=utf-8\n\n"
    found = read(f"{text}Delivery failed permanently to:\n用户@例子.example\n{UNKNOWN}".encode())
    assert found.bounce is not None
    assert [r.address for r in found.bounce.recipients] == ["用户@例子.example"]
