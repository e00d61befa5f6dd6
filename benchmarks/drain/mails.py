"""The made mails: the same seed and number always give the same bytes (and, of a reply, the same answered mail)."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.utils import format_datetime
from html import escape
from random import Random

from benchmarks.drain.words import TONGUES, Tongue

DESK = "helpdesk@desk.example.org"
WARM = range(1_000_000, 1_000_014)
"""Numbers of requests that are drained before anything is measured: two of each language."""
LEAST, MOST, SMALL = 2_000, 40_000, 5_000
HEAD = 2_300
"""Octets of header and framing of a usual mail here."""

LEAST_FILE, MOST_FILE = 100_000, 500_000
PLAIN_UP_TO = 9_000
"""Octets of the longest mail that is made without an HTML part; nobody types more."""

STYLE = "margin:0cm;font-size:11.0pt;font-family:Calibri,sans-serif;mso-fareast-language:EN-US"
START = datetime(2026, 1, 12, 6, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a reply answers: an acknowledgement, as its recipient read it."""

    message_id: str
    reply_to: str
    recipient: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who writes a mail, and the chance that makes it."""

    chance: Random
    number: int
    tongue: Tongue
    prose: list[str]
    name: str
    address: str
    at: datetime


def request(seed: int, number: int) -> bytes:
    """Make a request: 2-40 KB from a sender of its own, every tenth with a file of 100-500 KB."""
    writer = _writer(seed, number, "request")
    size = writer.chance.randint(LEAST, MOST)
    rich = size > PLAIN_UP_TO
    text = _letter(writer, _characters(writer, min(size // 4, 6_000) if rich else size - HEAD))
    subject = writer.chance.choice(writer.tongue.subjects)
    html = _html(writer, text, "", _html_size(writer, size, text)) if rich else ""
    return _mail(writer, _head(writer, DESK, subject, ()), (text, html), _file(writer, every_tenth=3))


def small_request(seed: int, number: int) -> bytes:
    """Make a request of 2-5 KB, as a flood brings: plain text, no file."""
    writer = _writer(seed, number, "small")
    text = _letter(writer, _characters(writer, writer.chance.randint(LEAST, SMALL) - HEAD))
    return _mail(writer, _head(writer, DESK, writer.chance.choice(writer.tongue.subjects), ()), (text, ""), b"")


def reply(seed: int, number: int, answered: Answered) -> bytes:
    """Make the reply of request `number`'s sender to what he got: new text above, quoted history below, 2-40 KB."""
    writer = _writer(seed, number, "reply")
    size = writer.chance.randint(LEAST, MOST)
    rich = size > PLAIN_UP_TO
    room = _characters(writer, min(size // 4, 6_000) if rich else size - HEAD) - len(answered.text)
    fresh = _letter(writer, min(writer.chance.randint(200, 1_200), room // 2))
    wrote = writer.tongue.wrote.format(when=writer.at.strftime("%d.%m.%Y %H:%M"), who=f"Help desk <{DESK}>")
    earlier = _letter(writer, room - len(fresh)) if room - len(fresh) > 400 else ""
    history = "\n".join(f"> {line}".rstrip() for line in answered.text.splitlines())
    older = "\n".join(f"> > {line}".rstrip() for line in earlier.splitlines())
    text = f"{fresh}\n{wrote}\n{history}\n{older}\n"
    html = _html(writer, fresh, f"{answered.text}\n{earlier}", _html_size(writer, size, text)) if rich else ""
    threading = (f"In-Reply-To: {answered.message_id}", f"References: {answered.message_id}")
    head = _head(writer, answered.reply_to, f"Re: {answered.subject}", threading)
    return _mail(writer, head, (text, html), _file(writer, every_tenth=7))


def sender_of(number: int) -> str:
    """The address of the one who wrote request `number` and answers its acknowledgement."""
    return f"person{number}@ngo{number % 97}.example.net"


def _characters(writer: _Writer, octets: int) -> int:
    """How many characters of a text make so many octets of mail."""
    return round(octets / (1.12 if writer.tongue.latin else 2.45))


def _html_size(writer: _Writer, size: int, text: str) -> int:
    """How many octets of HTML, before they are encoded, fill the mail up to `size`."""
    return round((size - HEAD - len(text.encode()) * 1.37) / (1.15 if writer.tongue.latin else 1.37))


def _file(writer: _Writer, *, every_tenth: int) -> bytes:
    chance = writer.chance
    return chance.randbytes(chance.randint(LEAST_FILE, MOST_FILE)) if writer.number % 10 == every_tenth else b""


def _writer(seed: int, number: int, what: str) -> _Writer:
    chance = Random(f"{seed}:{what}:{number}")
    tongue = TONGUES[number % len(TONGUES)]
    days = timedelta(days=2) if what == "reply" else timedelta()
    at = START + days + timedelta(minutes=number)
    return _Writer(chance, number, tongue, tongue.prose.split(), chance.choice(tongue.names), sender_of(number), at)


def _sentence(writer: _Writer) -> str:
    words = writer.chance.choices(writer.prose, k=writer.chance.randint(7, 19))
    if len(words) > 11:
        words[6] += ","
    sentence = " ".join(words)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _letter(writer: _Writer, characters: int) -> str:
    """Paragraphs between greeting and signature, the question in the first; lines are broken at about 76 characters."""
    tongue, chance = writer.tongue, writer.chance
    paragraphs = [f"{_sentence(writer)} {chance.choice(tongue.asks)}"]
    written = len(paragraphs[0])
    while written < characters:
        paragraphs.append(" ".join(_sentence(writer) for _ in range(chance.randint(2, 5))))
        written += len(paragraphs[-1])
    signature = f"-- \n{writer.name}\n{chance.choice(tongue.offices)}\nTel. +{chance.randint(10**10, 10**11)}\n"
    body = "\n\n".join(_wrapped(paragraph) for paragraph in paragraphs)
    return f"{tongue.greeting}\n\n{body}\n\n{tongue.closing}\n{signature}"


def _wrapped(paragraph: str) -> str:
    lines, line = [], ""
    for word in paragraph.split(" "):
        if len(line) + len(word) > 75:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _html(writer: _Writer, text: str, quoted: str, size: int) -> str:
    """The HTML form as an office program writes it, filled up with style and a confidentiality table to about `size` octets."""
    body = "".join(f'<p class="MsoNormal" style="{STYLE}">{escape(line)}&nbsp;</p>\n' for line in text.splitlines())
    if quoted:
        lines = "<br>\n".join(escape(line) for line in quoted.splitlines())
        body += (
            f'<div class="gmail_quote"><blockquote type="cite" style="border-left:1px solid #ccc">{lines}</blockquote></div>\n'
        )
    cell = f'<tr><td style="{STYLE};padding:0cm 5.4pt;border:none"><span lang="{writer.tongue.code}">&nbsp;</span></td></tr>\n'
    missing = max(0, size - len(text.encode()) - len(body.encode()))
    rule = "p.MsoNormal, li.MsoNormal, div.MsoNormal {" + STYLE + "}\n"
    head = f"<html><head><style>\n{rule * (missing // 2 // len(rule) + 1)}</style></head>\n"
    return f"{head}<body>\n{body}<table>{cell * (missing // 2 // len(cell))}</table></body></html>\n"


def _head(writer: _Writer, to: str, subject: str, threading: tuple[str, ...]) -> list[str]:
    """The header fields that mails of a large provider bear, the trace fields first."""
    chance, stamp = writer.chance, format_datetime(writer.at)
    domain = writer.address.rpartition("@")[2]
    received = [
        f"Received: from mx{hop}.{domain} (mx{hop}.{domain} [198.51.100.{chance.randint(1, 254)}])\r\n"
        f"\tby relay{hop}.example.org (Postfix) with ESMTPS id {chance.randbytes(5).hex().upper()}\r\n\tfor <{DESK}>; {stamp}"
        for hop in range(chance.randint(2, 4))
    ]
    signature, digest = _folded(chance.randbytes(256)), base64.b64encode(chance.randbytes(32)).decode()
    sealed = f"a=rsa-sha256; c=relaxed/relaxed; d={domain};\r\n\ts=key{chance.randint(1, 9)}; bh={digest};\r\n\tb={signature}"
    return [
        f"Return-Path: <{writer.address}>",
        *received,
        f"ARC-Seal: i=1; a=rsa-sha256; t=1768200000; cv=none; d={domain};\r\n\ts=arc; b={_folded(chance.randbytes(128))}",
        f"ARC-Authentication-Results: i=1; mx.{domain}; dkim=none; arc=none",
        f"DKIM-Signature: v=1; {sealed};\r\n\th=From:To:Subject:Date:Message-ID:MIME-Version",
        f"Authentication-Results: mx.example.org; dkim=pass header.d={domain};\r\n\tspf=pass smtp.mailfrom={writer.address}",
        f"From: {_encoded(writer.name)} <{writer.address}>",
        f"To: Help desk <{to}>",
        f"Subject: {_encoded(subject)}",
        f"Date: {stamp}",
        f"Message-ID: <{chance.randbytes(12).hex()}.{writer.number}@{domain}>",
        *threading,
        "X-Mailer: Example Mail 16.0",
        f"Accept-Language: {writer.tongue.code}, en-US",
        "MIME-Version: 1.0",
    ]


def _encoded(value: str) -> str:
    return value if value.isascii() else Header(value, "utf-8", maxlinelen=70).encode(linesep="\r\n")


def _folded(data: bytes) -> str:
    code = base64.b64encode(data).decode()
    return "\r\n\t ".join(code[at : at + 70] for at in range(0, len(code), 70))


def _mail(writer: _Writer, head: list[str], forms: tuple[str, str], file: bytes) -> bytes:
    """Join header and parts: text, or text and HTML, or either with a file."""
    text, html = forms
    mark = hashlib.sha256(f"{writer.number}{head[0]}".encode()).hexdigest()[:24]
    latin = writer.tongue.latin
    part = _text_part(text, "plain", latin=latin)
    if html:
        part = _multipart("alternative", f"_alt_{mark}", [part, _text_part(html, "html", latin=latin)])
    if file:
        part = _multipart("mixed", f"_mix_{mark}", [part, _file_part(file, f"report-{writer.number}.pdf")])
    return "\r\n".join(head).encode() + b"\r\n" + part


def _multipart(subtype: str, boundary: str, parts: list[bytes]) -> bytes:
    mark = boundary.encode()
    inner = b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts)
    return f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode() + inner + b"--" + mark + b"--\r\n"


def _text_part(text: str, subtype: str, *, latin: bool) -> bytes:
    """Latin letters in quoted-printable, other scripts in base64, as mail programs choose."""
    data = text.replace("\n", "\r\n").encode()
    encoding, body = ("quoted-printable", binascii.b2a_qp(data, istext=True)) if latin else ("base64", _base64(data))
    return f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body


def _file_part(file: bytes, name: str) -> bytes:
    head = f'Content-Type: application/pdf; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\n'
    return f"{head}Content-Transfer-Encoding: base64\r\n\r\n".encode() + _base64(file)


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")
