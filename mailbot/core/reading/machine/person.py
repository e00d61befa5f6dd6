"""A person who writes in spite of a weak sign of a machine (`threats` L5).

Servers of offices, lists and forms put marks of mass mail on what people send, and some people's addresses look like a program's.
Such a mail is read as a person's where its words are; it is not answered by itself all the same (L1).
"""

from mailbot.core.reading.machine.asking import pleads_or_alarms
from mailbot.core.reading.machine.machine_mail import Machine, Sign
from mailbot.core.reading.machine.mass_words import MASS, NO_ANSWER
from mailbot.core.reading.machine.robot_words import HELD, RECEIVED
from mailbot.core.reading.machine.vacation import is_notice
from mailbot.core.reading.phrases import find_phrases, index_phrases, make_plain

_LONGEST = 1500
_LINKS = 1
_MASS = (*MASS, *NO_ANSWER)
_PROGRAM_S = index_phrases((HELD, RECEIVED))


def yield_to_person(sign: Sign | None, subject: str, text: str, below: str) -> Sign | None:
    """The sign; one that only says "read it, do not answer it" where it is weak and a person may have written the mail.

    `text` is what was newly written, `below` the signature and footers under it.
    """
    if sign is None or not sign.weak or not may_be_a_person(subject, text, below):
        return sign
    return Sign(Machine.LIST, sign.reason)


def may_be_a_person(subject: str, text: str, below: str = "") -> bool:
    """Whether a short text pleads or tells of harm and has nothing that programs add.

    That is: at most one link, no way out of a list, no "do not reply", no acknowledgement, no absence.
    """
    if not text or len(text) + len(below) > _LONGEST:
        return False
    low = f"{text}\n{below}".casefold().replace("’", "'")
    if low.count("://") > _LINKS or any(words in low for words in _MASS) or not pleads_or_alarms(text):
        return False
    return not is_notice(subject, text) and not find_phrases(_PROGRAM_S, make_plain(text))
