"""The coordinator of the demo: answers by pressing Reply in a plain text mail program."""

from datetime import datetime

from mailbot.demo.mail_client import quoted, read_original, start_reply, to_wire


def write_answer(routing: bytes, *, text: str, at: datetime) -> bytes:
    """Return the coordinator's reply to a routing mail: new text, attribution line, quoted history, signature.

    It is from whom the routing mail was to, and goes where that wants its replies. Raises ValueError for a mail without sender.
    """
    original = read_original(routing)
    mail = start_reply(original, text=text, at=at)
    day = f"{original.date or at:%d %b %Y, at %H:%M}"
    person = original.recipient.display_name or original.recipient.username
    mail.set_content(
        f"{text}\n\nOn {day}, {original.sender} wrote:\n\n{quoted(original.text)}\n-- \n{person}\nSent from my phone\n",
        cte="quoted-printable",
    )
    mail["User-Agent"] = "Plain Mail 1.0"
    return to_wire(mail)
