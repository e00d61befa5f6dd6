"""Reading is total: any bytes, no exception, the same answer twice, one clean line a header, no visible character lost."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.core.reading import Limits, payloads, read
from tests.reading.clients import ABSENCES, ATTRIBUTIONS, FOOTERS, REPORT_LINES, SEPARATORS, header_block
from tests.reading.mutation import mutated

MAILS = Path(__file__).parents[1] / "mail"
SHARED = Path(__file__).resolve().parents[3] / "shared"
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
FRAGMENTS = st.sampled_from(
    [
        b"From: a@b.example\r\n", b"From: ", b"Subject: =?utf-8?b?w6k=?= =?koi8-r?q?=F0?=\r\n",
        b"Date: Mon, 99 Foo 2026 25:61:61 +9999\r\n", b"In-Reply-To: <a@b>\r\n", b"Return-Path: <>\r\n", b"List-Id: <a.b>\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n", b'Content-Type: multipart/alternative; boundary="x"\r\n',
        b"Content-Type: multipart/related; boundary=x\r\n", b"Content-Type: multipart/digest; boundary=x\r\n",
        b"Content-Type: multipart/signed; boundary=x; protocol=\"application/pgp-signature\"\r\n",
        b"Content-Type: multipart/encrypted; boundary=x\r\n", b"Content-Type: text/html; charset=idna\r\n",
        b"Content-Type: text/html\r\n", b"Content-Type: text/plain; format=flowed; delsp=yes\r\n",
        b"Content-Type: text/plain; charset=utf-16\r\n", b"Content-Type: text/plain; charset=iso-2022-jp\r\n",
        b"Content-Type: message/rfc822\r\n", b"Content-Type: application/ms-tnef; name=winmail.dat\r\n",
        b"Content-Type: text/calendar; method=REQUEST\r\n", b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n",
        b"Content-Type: multipart/report; report-type=feedback-report; boundary=x\r\n",
        b"Content-Type: message/delivery-status\r\n", b"Content-Type: message/feedback-report\r\n",
        b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: quoted-printable\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"Content-Disposition: attachment; filename*0*=utf-8''%00%; filename*1=x\r\n", b"Content-Disposition: inline\r\n",
        b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"--x\r\n", b"--x--\r\n", b"> quoted\r\n", b">> twice\r\n", b"flowed \r\n",
        b"On 5 January 2026, a@b.example wrote:\r\n", b"-- \r\n", b"--\r\n", b"________________________________\r\n",
        b"From: x\r\nSent: 1\r\nTo: y\r\nSubject: z\r\n", b"<blockquote type=cite><div class=gmail_attr>",
        b'<div class="gmail_signature">', b'<div id="divRplyFwdMsg"><b>From:</b> a<br>', b'<div class="moz-cite-prefix">',
        b"</blockquote>", b"</div>", b"<table><tr><td>a<td>b", b"<ul><li>c", b"<ol><li>", b'<a href="http://x.example">y</a>',
        b"<style>.h{display:none}</style>", b'<p class="h">', b"<style>", b'<p style="display:none">', b"&#0;&#xd800;&bad",
        b"&#99999999999999999999;", b"<!-- ", b"-->", b"<pre>", b"Final-Recipient: rfc822; a@b\r\nAction: failed\r\n",
        b"550 5.1.1 <a@b.example>: user unknown\r\n", b"=?", b"?=", b"\xff\xfe\x00", "\u2028\ue000\ue001".encode(),
        b"begin 644 a\r\n#86)C\r\n`\r\nend\r\n", b"begin 644 ../b\r\nM", b"<", b'"(<@:;,', b"  ", b"\x78\x9f\x3e\x22\x01\x00",
        b"\x01\x03\x90\x06\x00\xff\xff\xff\xff", b"eJ8+IgEQ", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY;X=\"a:b\":c\\n\r\n",
        b"DTSTART;TZID=A/B:99999999T999999Z\r\n", b"ATTENDEE;CN=a:mailto:a@b.example\r\n d\r\nEND:VEVENT\r\n",
        b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n- -- a\r\n", b"-----BEGIN PGP SIGNATURE-----\r\n\r\nAAAA\r\n",
        b"-----END PGP SIGNATURE-----\r\n", b"-----BEGIN PGP MESSAGE-----\r\n", "\u202e\u200f\u2066".encode(),
        *(f"{line}\r\n".encode() for line in (*ATTRIBUTIONS.values(), *SEPARATORS, *FOOTERS, *ABSENCES, *REPORT_LINES)),
        *(header_block(language).replace("\n", "\r\n").encode() + b"\r\n" for language in ("en", "ar", "ru", "ja", "fr")),
    ]
)  # fmt: skip
DEBRIS = st.lists(FRAGMENTS | st.binary(max_size=40), max_size=40).map(b"".join)
SMALL = Limits(size=2000, header_block=300, header=80, headers=6, parts=4, depth=2, text=200, html=300, tags=20)
MARKS = "\ue000\ue001\ue002\ue003"
# What is no visible character of a text: blanks, what nobody sees, and the sign that is put before the context of an answer.
UNCOUNTED = frozenset(
    " \t\n\x1c\x1d\x1e\x1f\xa0>\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


def visible(text: str) -> Counter[str]:
    """How often each visible character stands in a text."""
    return Counter(c for c in text if c not in UNCOUNTED and not c.isspace())


def assert_sane(raw: bytes) -> None:
    """What holds for every mail, whatever the bytes are."""
    mail = read(raw)
    assert mail == read(raw)
    assert mail.size == len(raw)
    assert tuple(a for a, _ in payloads(raw)) == mail.attachments
    assert all(a.size == len(data) for a, data in payloads(raw))
    assert not set(mail.text + mail.reply + mail.quoted + mail.signature) & set("\x00\r" + MARKS)
    assert len(mail.defects) <= 50
    assert all(0 < len(defect) < 400 and defect.isprintable() for defect in mail.defects)
    shown = [mail.subject, *(value for _, value in mail.headers), *(a.filename for a in mail.attachments)]
    shown += [box.name + box.address for box in (*mail.senders, *mail.recipients, *mail.reply_to)]
    assert not any(c in value for value in shown for c in "\r\n\x00\x1b\x85\u2028\u2029")
    assert all(0 < len(a.filename.encode()) <= 255 and "/" not in a.filename for a in mail.attachments)
    divided = visible(f"{mail.reply}\n{mail.quoted}\n{mail.signature}")
    whole = visible(mail.text)
    if any(a.content_type.startswith("message/") for a in mail.attachments):  # their text stands below in `text` alone
        assert divided <= whole
    else:
        assert divided == whole


@settings(max_examples=400, deadline=None, suppress_health_check=SLOW)
@given(DEBRIS)
def test_M1_made_debris_is_read(raw: bytes) -> None:
    assert_sane(raw)


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(DEBRIS)
def test_M1_small_limits_are_kept(raw: bytes) -> None:
    mail = read(raw, limits=SMALL)
    assert len(mail.headers) <= SMALL.headers
    assert len(mail.attachments) <= SMALL.parts
    assert mail == read(raw, limits=SMALL)


OWN = tuple(path.read_bytes() for path in sorted(MAILS.glob("*/*.eml")))


@settings(max_examples=600, deadline=None, suppress_health_check=SLOW)
@given(mutated(OWN))
def test_M1_mutated_mails_of_our_own_are_read(raw: bytes) -> None:
    assert_sane(raw)


def real_mails() -> tuple[bytes, ...]:
    """Some hundred real mails of every kind, where they lie beside the repository."""
    paths = sorted(path for path in (SHARED / "corpora").glob("*/**/*") if path.is_file() and 200 < path.stat().st_size < 60_000)
    mails = [path for path in paths if path.suffix.lower() in {".eml", ".txt", ".box", ""} or path.suffix[1:].isdigit()]
    return tuple(path.read_bytes() for path in mails[:: max(1, len(mails) // 400)])


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="the mails beside the repository are not here")
def test_M1_mutated_real_mails_are_read() -> None:
    mails = real_mails()
    assert len(mails) > 100

    @settings(max_examples=600, deadline=None, suppress_health_check=SLOW)
    @given(mutated(mails))
    def check(raw: bytes) -> None:
        assert_sane(raw)

    check()
