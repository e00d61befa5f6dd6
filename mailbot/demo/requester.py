"""The requesters of the demo: their first mails, and how one of them answers the desk from a web mail page."""

from datetime import datetime
from html import escape
from pathlib import Path

from mailbot.demo.mail_client import quoted, read_original, start_reply, to_wire

_ATTRIBUTIONS = {
    "en": "On {day} {sender} wrote:",
    "fr": "Le {day} {sender} a écrit :",
    "es": "El {day}, {sender} escribió:",
    "ar": "في {day} كتب {sender}:",
    "pt": "Em {day}, {sender} escreveu:",
    "ru": "{day}, {sender} пишет:",
    "uk": "{day} {sender} пише:",
}


def first_mails() -> tuple[tuple[str, bytes], ...]:
    """Return name and bytes of the sample mails, in the order in which they arrive."""
    folder = Path(__file__).parent / "mails"
    return tuple((path.stem, path.read_bytes()) for path in sorted(folder.glob("*.eml")))


def write_again(answer: bytes, *, text: str, at: datetime, language: str = "en") -> bytes:
    """Return the requester's mail after an answer of the desk: text and HTML, the history below the new text in both.

    Raises ValueError for a mail without sender.
    """
    original = read_original(answer)
    mail = start_reply(original, text=text, at=at)
    day = f"{original.date or at:%d.%m.%Y %H:%M}"
    line = _ATTRIBUTIONS.get(language, _ATTRIBUTIONS["en"]).format(day=day, sender=original.sender)
    mail.set_content(f"{text}\n\n{line}\n\n{quoted(original.text)}", cte="quoted-printable")
    html = f"""<div dir="auto">{_as_html(text)}</div><br>
<div class="gmail_quote"><div dir="auto" class="gmail_attr">{escape(line)}<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">
{_as_html(original.text)}</blockquote></div>
"""
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return to_wire(mail)


def _as_html(text: str) -> str:
    return escape(text.rstrip("\n")).replace("\n", "<br>\n")
