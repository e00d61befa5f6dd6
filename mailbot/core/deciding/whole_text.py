"""What people outside sent, as the ticket keeps it: their own words, and what they passed on."""

from mailbot.core.message import InboundMessage


def text_of_first(message: InboundMessage, *, ours_below: bool) -> str:
    """The text of a new request: all that came but for signature and footers. Nothing that is quoted in a first mail is ours.

    `ours_below`: it names a mail of ours, and what it quotes is that one.
    """
    if not message.reply or (ours_below and message.forwarded is None):
        return message.reply or message.text
    return _join(message.reply, message.quoted, _passed_on(message))


def text_of_further(message: InboundMessage) -> str:
    """The text of a further mail: what is newly written, and where something is passed on what stands below it."""
    if message.forwarded is None:
        return message.reply
    return _join(message.reply, message.quoted, _passed_on(message))


def _passed_on(message: InboundMessage) -> str:
    """A mail that was passed on as a file: who wrote it, its subject, its text; "" where it stands in the text."""
    passed_on = message.forwarded
    if passed_on is None or passed_on.text.strip() in message.quoted:
        return ""
    return _join("\n".join(filter(None, (passed_on.sender, passed_on.subject))), passed_on.text)


def _join(*parts: str) -> str:
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())
