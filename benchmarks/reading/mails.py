"""The mails that are read: of about 8 KB each, the same ones always, of the sorts that fill a help desk's mailbox."""

import base64
import quopri
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from random import Random

from benchmarks.drain.words import ARABIC, ENGLISH, FRENCH, RUSSIAN, SPANISH, UKRAINIAN, Tongue
from mailbot.core.message import Kind

SIZE = 8 * 1024
STYLE = "margin:0cm;font-size:11.0pt;font-family:Calibri,sans-serif"
STAMP = "Tue, 13 Jan 2026 09:26:53 +0000"


@dataclass(frozen=True, slots=True)
class Made:
    """A made mail, and what reading has to understand of it."""

    sort: str
    raw: bytes
    kind: Kind
    language: str | None


def make_mails() -> tuple[Made, ...]:
    """The mix: a third plain replies and a third HTML ones, the others Arabic, Russian, with a file, and a delivery report."""
    return (
        *(Made("plain reply", plain_reply(tongue), Kind.REPLY, tongue.code) for tongue in (ENGLISH, FRENCH, SPANISH)),
        *(Made("HTML reply", html_reply(tongue), Kind.REPLY, tongue.code) for tongue in (ENGLISH, SPANISH, UKRAINIAN)),
        Made("Arabic request", request(ARABIC, "base64"), Kind.REQUEST, "ar"),
        Made("Russian request", request(RUSSIAN, "8bit"), Kind.REQUEST, "ru"),
        Made("with a file", with_file(FRENCH), Kind.REQUEST, "fr"),
        Made("delivery report", report(ENGLISH), Kind.BOUNCE, "en"),
    )


def plain_reply(tongue: Tongue) -> bytes:
    """New text above a quoted request, as programs for telephones and terminals send it."""
    new = _letter(tongue, 900)
    head = _head(tongue, f"Re: {tongue.subjects[0]}", answers=True)

    def mail(characters: int) -> bytes:
        return _joined(head, _part(f"{new}\n\n{_history(tongue, characters)}\n", "plain", "quoted-printable"))

    return _filled(mail)


def html_reply(tongue: Tongue) -> bytes:
    """The same as web mail sends it: plain text and HTML."""
    new = _letter(tongue, 500)
    head = _head(tongue, f"Re: {tongue.subjects[1]}", answers=True)
    transfer = "quoted-printable" if tongue.latin else "base64"

    def mail(characters: int) -> bytes:
        old = _prose(tongue, characters)
        plain = f"{new}\n\n{_attribution(tongue)}\n\n" + "".join(f"> {line}\n" for line in old)
        shown = "".join(f'<p class="MsoNormal" style="{STYLE}">{escape(line)}</p>\n' for line in new.split("\n"))
        quoted = "<br>\n".join(map(escape, old))
        page = (
            f'<html><head><style>p {{{STYLE}}}</style></head><body dir="ltr"><div>{shown}</div><br>'
            f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">{escape(_attribution(tongue))}<br></div>'
            f'<blockquote class="gmail_quote" style="border-left:1px solid #ccc">{quoted}</blockquote></div></body></html>\n'
        )
        parts = (_part(plain, "plain", transfer), _part(page, "html", transfer))
        return _joined(head, _multipart("alternative", parts))

    return _filled(mail)


def request(tongue: Tongue, transfer: str) -> bytes:
    """A letter in plain text."""
    head = _head(tongue, tongue.subjects[2], answers=False)
    return _filled(lambda characters: _joined(head, _part(_letter(tongue, characters), "plain", transfer)))


def with_file(tongue: Tongue) -> bytes:
    """A short letter in both forms, and a file."""
    text = _letter(tongue, 700)
    page = "".join(f"<div>{escape(line)}<br></div>\n" for line in text.split("\n"))
    head = _head(tongue, tongue.subjects[0], answers=False)
    both = _multipart("alternative", (_part(text, "plain", "quoted-printable"), _part(page, "html", "quoted-printable")))

    def mail(octets: int) -> bytes:
        data = base64.encodebytes(Random(1).randbytes(octets)).replace(b"\n", b"\r\n")
        named = b'Content-Type: application/pdf; name="plan.pdf"\r\nContent-Disposition: attachment; filename="plan.pdf"\r\n'
        return _joined(head, _multipart("mixed", (both, named + b"Content-Transfer-Encoding: base64\r\n\r\n" + data)))

    return _filled(mail)


def report(tongue: Tongue) -> bytes:
    """What a mail server says of a mail that it could not deliver (RFC 3464)."""
    said = (
        "This is the mail system at host mx.example.org.\n\nI'm sorry to have to inform you that your message could not\n"
        "be delivered to one or more recipients. It's attached below.\n\n<nobody@field.example>: host mail.field.example"
        "[192.0.2.7] said: 550 5.1.1\n    <nobody@field.example>: Recipient address rejected: User unknown\n"
    )
    status = (
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\nX-Postfix-Queue-ID: 4A7B\r\n"
        b"Arrival-Date: Tue, 13 Jan 2026 09:26:50 +0000\r\n\r\nFinal-Recipient: rfc822; nobody@field.example\r\n"
        b"Action: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mail.field.example\r\n"
        b"Diagnostic-Code: smtp; 550 5.1.1 <nobody@field.example>: Recipient address rejected: User unknown\r\n\r\n"
    )
    head = _head(tongue, "Undelivered Mail Returned to Sender", answers=False)
    head = [line for line in head if not line.startswith(("From:", "Return-Path:"))]
    head += ["Return-Path: <>", "From: Mail Delivery System <MAILER-DAEMON@mx.example.org>", "Auto-Submitted: auto-replied"]

    def mail(characters: int) -> bytes:
        ours = _joined(_head(tongue, "Two maps", answers=False), _part(_letter(tongue, characters), "plain", "8bit"))
        parts = (_part(said, "plain", "7bit"), status, b"Content-Type: message/rfc822\r\n\r\n" + ours)
        return _joined(head, _multipart("report", parts, "; report-type=delivery-status"))

    return _filled(mail)


def _filled(mail: Callable[[int], bytes]) -> bytes:
    """The mail of this making that comes nearest to SIZE from below, within a few octets a step."""
    length, step = 0, 4096
    while step >= 16:
        if len(mail(length + step)) <= SIZE:
            length += step
        step //= 2 if len(mail(length + step)) > SIZE else 1
    return mail(length)


def _prose(tongue: Tongue, characters: int) -> list[str]:
    """Lines of a text of so many characters, the same ones always."""
    words, chance = tongue.prose.split(), Random(tongue.code)
    lines, line, written = [], "", 0
    while written < characters:
        word = chance.choice(words)
        written += len(word) + 1
        if len(line) + len(word) > 71:
            lines.append(f"{line}." if chance.random() < 0.2 else line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, f"{line}."]


def _letter(tongue: Tongue, characters: int) -> str:
    prose = "\n".join(_prose(tongue, characters))
    return f"{tongue.greeting}\n\n{tongue.asks[0]}\n\n{prose}\n\n{tongue.closing}\n{tongue.names[0]}\n{tongue.offices[0]}"


def _attribution(tongue: Tongue) -> str:
    return tongue.wrote.format(when="13.01.2026 09:26", who="Help desk <helpdesk@desk.example.org>")


def _history(tongue: Tongue, characters: int) -> str:
    """A quoted mail, and within it an older one."""
    lines = _prose(tongue, characters)
    half = len(lines) // 2
    older = "".join(f"> > {line}\n" for line in lines[half:])
    return f"{_attribution(tongue)}\n\n" + "".join(f"> {line}\n" for line in lines[:half]) + f"> {_attribution(tongue)}\n{older}"


def _head(tongue: Tongue, subject: str, *, answers: bool) -> list[str]:
    """The header of a large provider: trace, signature, threading."""
    chance = Random(tongue.code)
    signature = base64.b64encode(chance.randbytes(256)).decode()
    folded = "\r\n\t ".join(signature[at : at + 70] for at in range(0, len(signature), 70))
    encoded = subject if subject.isascii() else f"=?utf-8?b?{base64.b64encode(subject.encode()).decode()}?="
    name = f"=?utf-8?b?{base64.b64encode(tongue.names[0].encode()).decode()}?="
    return [
        "Return-Path: <person@ngo.example.net>",
        *(
            f"Received: from mx{hop}.ngo.example.net (mx{hop}.ngo.example.net [198.51.100.{hop}])\r\n"
            f"\tby relay{hop}.example.org (Postfix) with ESMTPS id {chance.randbytes(5).hex()}\r\n\tfor <desk@x.example>; {STAMP}"
            for hop in range(1, 4)
        ),
        f"DKIM-Signature: v=1; a=rsa-sha256; c=simple; d=ngo.example.net; s=k;\r\n\tbh={signature[:43]}=;\r\n\tb={folded}",
        "Authentication-Results: mx.example.org; dkim=pass header.d=ngo.example.net;\r\n\tspf=pass smtp.mailfrom=ngo.example.net",
        f"From: {name} <person@ngo.example.net>",
        "To: Help desk <helpdesk@desk.example.org>",
        f"Subject: {encoded}",
        f"Date: {STAMP}",
        f"Message-ID: <{chance.randbytes(12).hex()}@ngo.example.net>",
        *(
            ("In-Reply-To: <ack@desk.example.org>", "References: <first@ngo.example.net> <ack@desk.example.org>")
            if answers
            else ()
        ),
        "MIME-Version: 1.0",
    ]


def _part(text: str, subtype: str, transfer: str) -> bytes:
    data = text.encode()
    body = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(transfer, bytes)(data)
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    return head.encode() + body.replace(b"\n", b"\r\n")


def _multipart(subtype: str, parts: tuple[bytes, ...], more: str = "") -> bytes:
    boundary = f"=_{subtype}_9f3c2e"
    inner = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
    return (
        f'Content-Type: multipart/{subtype}; boundary="{boundary}"{more}\r\n\r\n'.encode()
        + inner
        + f"--{boundary}--\r\n".encode()
    )


def _joined(head: list[str], part: bytes) -> bytes:
    return "\r\n".join(head).encode() + b"\r\n" + part
