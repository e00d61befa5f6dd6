"""Parts of a mail that only programs make: a calendar's answer to an invitation, a signed receipt, a reaction."""

from mailbot.core.reading.machine.asking import asks_or_alarms
from mailbot.core.reading.machine.machine_mail import Machine, Sign
from mailbot.core.reading.machine.reaction_words import REACTION_TYPES
from mailbot.core.reading.parts.mime import Part

_SIGNED_TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_DEEPEST = 4


def find_machine_part(root: Part, text: str) -> Sign | None:
    """The sign that a part of the mail gives, or None. `text` is what was written beside it."""
    if root.content_type in _SIGNED_TYPES and root.parameters.get("smime-type", "").lower() == "signed-receipt":
        return Sign(Machine.REPLY, "a signed receipt (RFC 2634)")
    if _holds(root, REACTION_TYPES, _DEEPEST):
        return Sign(Machine.REPLY, "a reaction (a part that only programs make)")
    if _answers_invitation(root, _DEEPEST):  # a person may have added a line to it, and that is read
        return Sign(Machine.LIST if asks_or_alarms(text) else Machine.REPLY, "a calendar's answer (RFC 5546, 3.2.3)")
    return None


def _holds(part: Part, types: tuple[str, ...], depth: int) -> bool:
    return part.content_type in types or (depth > 0 and any(_holds(child, types, depth - 1) for child in part.children[:10]))


def _answers_invitation(part: Part, depth: int) -> bool:
    if part.content_type == "text/calendar":
        return part.parameters.get("method", "").lower() == "reply"
    return depth > 0 and any(_answers_invitation(child, depth - 1) for child in part.children[:10])
