"""A note on a ticket: what stands behind `#note`, and the mail that is passed on below it."""

from mailbot.core.deciding.context import Identity
from mailbot.core.message import Forwarded, InboundMessage

MARK = "> "
"""What stands before each line of a mail that a note keeps: these are the words of somebody else."""


def filed_with(message: InboundMessage, identity: Identity) -> Forwarded | None:
    """The mail that a note keeps: what is passed on below it, but for a mail of the desk's own, which the ticket has already."""
    passed_on = message.forwarded
    if passed_on is None or (passed_on.author is not None and identity.is_ours(passed_on.author)):
        return None
    return passed_on


def write_note(note: str, filed: Forwarded | None) -> str:
    """A note as the ticket keeps it; the mail below it is marked as its author's."""
    if filed is None:
        return note
    head = " · ".join(filter(None, (filed.sender, filed.subject)))
    lines = [f"{MARK}{line}".rstrip() for line in filed.text.split("\n")]
    return "\n\n".join(filter(None, (note, "\n".join([f"{head}:", *lines] if head else lines))))
