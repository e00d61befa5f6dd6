"""A coordinator who taps: the links of a mail as a mail program finds them, and the mails that programs make of a link.

The mails are written here as the programs write a new mail whose address, subject and text a link filled in: with their markup
and their signatures, without In-Reply-To and References. Invented people only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from tests.mails import parse


@dataclass(frozen=True)
class Draft:
    """What a link fills in; the lines of `body` end with CRLF."""

    to: str
    subject: str
    body: str


class Links(HTMLParser):
    """The links of an HTML text: label and target."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(("", dict(attrs).get("href") or ""))

    def handle_data(self, data: str) -> None:
        if self.found and not self.found[-1][0]:
            self.found[-1] = (data, self.found[-1][1])


def html_of(raw: bytes) -> str:
    """The HTML part of a mail, "" where it has none."""
    body = parse(raw).get_body(("html",))
    return str(body.get_content()) if body is not None else ""


def taps_in(raw: bytes) -> dict[str, str]:
    """The links of a delivered mail, by their labels."""
    return dict(Links(html_of(raw)).found)


def read_link(link: str) -> Draft:
    """What a mail program fills in (RFC 6068, 2 and 5)."""
    scheme, _, rest = link.partition(":")
    assert scheme == "mailto"
    to, _, fields = rest.partition("?")
    values = dict(field.split("=", 1) for field in fields.split("&"))
    assert set(values) == {"subject", "body"}
    return Draft(*(unquote_to_bytes(value).decode() for value in (to, values["subject"], values["body"])))


def tap(raw: bytes, label: str) -> Draft:
    """What a tap on a link of a delivered mail fills in."""
    return read_link(taps_in(raw)[label])


NAME, ROLE = "Lena Lead", "Duty coordinator, Test Desk"


def _plain(body: str) -> tuple[str, str]:
    return body, ""


def _outlook(body: str) -> tuple[str, str]:
    def paragraph(inner: str) -> str:
        return f"<p class=MsoNormal>{inner}<o:p></o:p></p>\r\n"

    rows = "".join(paragraph(escape(line) or "&nbsp;") for line in body.split("\r\n"))
    signature = paragraph(f'<a name="_MailAutoSig"><b><span lang=EN-US>{NAME}</span></b></a>') + paragraph(f"<span>{ROLE}</span>")
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40"><head><meta '
        'name=Generator content="Microsoft Word 15 (filtered medium)"><style><!-- p.MsoNormal {margin:0cm;} --></style></head>'
        f'<body lang=EN-GB link="#0563C1"><div class=WordSection1>{rows}{signature}</div></body></html>'
    )
    return f"{body}\r\n{NAME}\r\n{ROLE}\r\n\r\n", html


def _outlook_web(body: str) -> tuple[str, str]:
    rows = "".join(f'<div class="elementToProof">{escape(line) or "<br>"}</div>' for line in body.split("\r\n"))
    return body, f'<html><body dir="ltr">{rows}<div id="Signature"><p>{NAME}</p><p>{ROLE}</p></div></body></html>'


def _outlook_phone(body: str) -> tuple[str, str]:
    rows = "".join(f'<div dir="auto">{escape(line) or "<br>"}</div>' for line in body.split("\r\n"))
    footer = 'Get <a href="https://aka.example/o0ukef">Outlook for iOS</a>'
    html = f'<html><body>{rows}<div id="ms-outlook-mobile-signature"><div><br></div>{footer}</div></body></html>'
    return f"{body}\r\nGet Outlook for iOS<https://aka.example/o0ukef>\r\n", html


def _gmail(body: str) -> tuple[str, str]:
    rows = "<br>".join(escape(line) for line in body.split("\r\n"))
    signature = (
        '<div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" '
        f'data-smartmail="gmail_signature"><div dir="ltr">{NAME}<div>{ROLE}</div></div></div>'
    )
    return f"{body}\r\n\r\n-- \r\n{NAME}\r\n{ROLE}\r\n", f'<div dir="ltr">{rows}{signature}</div>'


def _gmail_phone(body: str) -> tuple[str, str]:
    rows = "".join(f'<div dir="auto">{escape(line) or "<br>"}</div>' for line in body.split("\r\n"))
    return f"{body}\r\n", f'<div dir="auto">{rows}</div>'


def _apple_mail(body: str) -> tuple[str, str]:
    return f"{body}\r\n{NAME}\r\n{ROLE}\r\n", ""


def _iphone(body: str) -> tuple[str, str]:
    return f"{body}\r\n\r\nSent from my iPhone", ""


def _iphone_html(body: str) -> tuple[str, str]:
    rows = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in body.split("\r\n"))
    signature = '<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone</div>'
    return f"{body}\r\n\r\nSent from my iPhone", f'<html><body dir="auto">{rows}{signature}</body></html>'


def _thunderbird_html(body: str) -> tuple[str, str]:
    rows = "<br>".join(escape(line) for line in body.split("\r\n"))
    signature = f'<pre class="moz-signature" cols="72">-- \r\n{NAME}\r\n{ROLE}</pre>'
    return f"{body}\r\n-- \r\n{NAME}\r\n{ROLE}\r\n", f"<html><body><p>{rows}</p>{signature}</body></html>"


def _thunderbird(body: str) -> tuple[str, str]:
    return f"{body}\r\n-- \r\n{NAME}\r\n{ROLE}\r\n", ""


def _k9(body: str) -> tuple[str, str]:
    rows = "<br>".join(escape(line) for line in body.split("\r\n"))
    signature = '<div class="k9mail-signature">-- <br>Sent from my Android device with K-9 Mail.</div>'
    plain = f"{body}\r\n-- \r\nSent from my Android device with K-9 Mail."
    return plain, f'<!DOCTYPE html><html><body><div dir="auto">{rows}{signature}</div></body></html>'


PROGRAMS: Mapping[str, Callable[[str], tuple[str, str]]] = {
    "plain": _plain,
    "Outlook": _outlook,
    "Outlook on the web": _outlook_web,
    "Outlook, phone": _outlook_phone,
    "Gmail": _gmail,
    "Gmail, Android": _gmail_phone,
    "Apple Mail": _apple_mail,
    "Apple Mail, iPhone, plain": _iphone,
    "Apple Mail, iPhone": _iphone_html,
    "Thunderbird, flowed": _thunderbird,
    "Thunderbird, HTML": _thunderbird_html,
    "K-9": _k9,
}
"""Text and HTML of a new mail, by the program."""


def send(draft: Draft, program: str, *, sender: str, number: int = 1, date: str = "Tue, 03 Feb 2026 10:00:00 +0000") -> bytes:
    """The mail that a program sends once its user pressed Send."""
    text, html = PROGRAMS[program](draft.body)
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = sender, draft.to, draft.subject, date
    mail["Message-ID"] = f"<tap-{number}@phone.example.net>"
    mail.set_content(text.replace("\r\n", "\n"), params={"format": "flowed"} if "flowed" in program else None)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()
