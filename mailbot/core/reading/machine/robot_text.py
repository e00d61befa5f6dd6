"""What programs write although no field of the header says so: receipts, challenges of filters, acknowledgements.

Each takes several phrases together, of what happened and of what only a program has a reason to add, in a short mail that asks
for nothing and tells of no harm (`threats` L5). When in doubt it is a person's.
"""

from mailbot.core.reading.machine.asking import asks_or_alarms
from mailbot.core.reading.machine.mass_words import NO_ANSWER
from mailbot.core.reading.machine.robot_words import (
    HELD,
    LATER,
    NUMBERED,
    PROVE,
    RECEIPT_OPENINGS,
    RECEIPT_SENTENCES,
    RECEIPT_SUBJECTS,
    RECEIVED,
)
from mailbot.core.reading.machine.vacation_words import PROGRAM_SENTENCES
from mailbot.core.reading.phrases import Plain, find_phrases, index_phrases

_LONGEST = 1500
_TOP = 500
_FORMS = (
    ("a challenge of a spam filter", HELD, (PROVE,)),
    ("the acknowledgement of another desk", RECEIVED, (NUMBERED, (*LATER, *NO_ANSWER, *PROGRAM_SENTENCES))),
)
_INDEX = index_phrases(first for _, first, _ in _FORMS)


def find_robot_text(subject: str, text: str, plain: Plain) -> str | None:
    """Why the new text of a mail is a program's; None if it is not, or perhaps not. `plain` is subject and text in plain form."""
    if len(text) > _LONGEST:
        return None
    reason = "a receipt, by its words" if _is_receipt(subject, text) else _find_form(plain)
    return None if reason is None or asks_or_alarms(text) else reason


def _is_receipt(subject: str, text: str) -> bool:
    if not subject.casefold().lstrip().startswith(RECEIPT_SUBJECTS):
        return False
    low = " ".join(text.casefold().replace("’", "'").split())
    return low.lstrip(" <>*").startswith(RECEIPT_OPENINGS) and _says(low[:_TOP], RECEIPT_SENTENCES)


def _find_form(plain: Plain) -> str | None:
    for number in sorted(find_phrases(_INDEX, plain)):
        reason, first, rest = _FORMS[number]
        if _says(plain.text[:_TOP], first) and all(_says(plain.text, phrases) for phrases in rest):
            return reason
    return None


def _says(text: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in text for phrase in phrases)
