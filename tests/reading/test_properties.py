"""Reading is total: any bytes, no exception, the same answer twice, no word of a plain mail lost."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.core.reading import Limits, payloads, read

FRAGMENTS = st.sampled_from(
    [
        b"From: a@b.example\r\n", b"From: ", b"Subject: =?utf-8?b?w6k=?= =?koi8-r?q?=F0?=\r\n",
            b"Date: Mon, 99 Foo 2026 25:61:61 +9999\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n",
            b"Content-Type: multipart/alternative; boundary=\"x\"\r\n",
            b"Content-Type: text/html; charset=idna\r\n",
        b"Content-Type: message/rfc822\r\n",
            b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n",
            b"Content-Type: message/delivery-status\r\n",
        b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: quoted-printable\r\n",
            b"Content-Disposition: attachment; filename*0*=utf-8''%00%; filename*1=x\r\n",
        b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"--x\r\n", b"--x--\r\n", b"> quoted\r\n",
            b"On 5 January 2026, a@b.example wrote:\r\n", b"-- \r\n", b"-----Original Message-----\r\n",
        b"From: x\r\nSent: 1\r\nTo: y\r\nSubject: z\r\n", b"<blockquote type=cite><div class=gmail_attr>",
            b"</blockquote>", b"<style>", b"<p style=\"display:none\">", b"&#0;&#xd800;&bad",
        b"Final-Recipient: rfc822; a@b\r\nAction: failed\r\n", b"=?", b"?=", b"\xff\xfe\x00",
            "\u2028\ue000\ue001".encode(), b"begin 644 a\r\n#86)C\r\nend\r\n", b"<", b"\"(<@:;,", b"  ",
    ]
)  # fmt: skip
DEBRIS = st.lists(FRAGMENTS | st.binary(max_size=40), max_size=40).map(b"".join)
SMALL = Limits(size=2000, header_block=300, header=80, headers=6, parts=4, depth=2, text=200, html=300, tags=20)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DEBRIS)
def test_M1_reading_never_raises_and_is_deterministic(raw: bytes) -> None:
    mail = read(raw)
    assert mail == read(raw)
    assert mail.size == len(raw)
    assert tuple(a for a, _ in payloads(raw)) == mail.attachments
    assert not set(mail.text + mail.reply + mail.quoted + mail.signature) & set("\x00\r\ue000\ue001\ue002\ue003")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DEBRIS)
def test_H1_header_values_are_one_clean_line(raw: bytes) -> None:
    mail = read(raw)
    shown = [
        *(value for _, value in mail.headers),
        mail.subject,
        *(a.filename for a in mail.attachments),
        *(a.name for a in mail.senders),
    ]
    assert not any(c in value for value in shown for c in "\r\n\x00\x1b\x85\u2028\u2029")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DEBRIS)
def test_M1_small_limits_are_kept(raw: bytes) -> None:
    mail = read(raw, limits=SMALL)
    assert len(mail.headers) <= SMALL.headers
    assert len(mail.attachments) <= SMALL.parts
    assert mail == read(raw, limits=SMALL)


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäßéшкотتسق .,!?'\n", min_size=1, max_size=400)


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_every_visible_character_of_a_plain_mail_is_kept(text: str) -> None:
    raw = b"From: q@q.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode()
    mail = read(raw)
    assert "".join((mail.reply + mail.signature + mail.quoted).split()) == "".join(text.split())
    assert "".join(mail.text.split()) == "".join(text.split())
