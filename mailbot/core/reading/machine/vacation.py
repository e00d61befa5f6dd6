"""Notices of absence whose header is silent, told by the forms that only programs give a mail (`threats` L5).

People write about absence too, so one form is never enough, and none is where the text asks for something or tells of harm.
In doubt a mail is a person's: a notice that is answered costs one more mail, a request that is not read may cost a life.
"""

import re
from functools import cache

import ahocorasick_rs

from mailbot.core.reading.history.quote_words import REPLY_PREFIXES
from mailbot.core.reading.machine.asking import asks_or_alarms
from mailbot.core.reading.machine.vacation_words import (
    ABSENCE_SUBJECTS,
    ABSENCES,
    DEPARTURES,
    ELSEWHERE,
    LONGEST,
    NO_PERSON_S,
    OWN_SUBJECTS,
    PROGRAM_CUES,
    PROGRAM_SENTENCES,
    PROMISES,
    RETURNS,
)

_AFTER_FORM = frozenset(":-–—(：!.;")
_EDGES = " [](){}*-\"'\u200e\u200f"
_NOTES = re.compile(r"(?:is|will be) out of (?:the )?office\W{0,3}\Z")  # Lotus Notes: "Name/Unit/Firm is out of the office."
_NUMBERED = re.compile(r"\[[A-Za-z]{2,12}-\d{1,9}\]")
_SENTENCE = re.compile('(?:\\A|[.!,،。：\n])[ \t　*_"«※-]{0,8}(?:' + "|".join(map(re.escape, PROGRAM_SENTENCES)) + ")")
_TAG = re.compile(r"\s{0,4}\[[^\[\]]{1,20}\]\s{0,4}(?=\w)")  # "[EXTERNAL] Automatic reply": what a server puts before it
_COMMAND = re.compile(r"\s{0,20}[#\uff03\ufe5f]\s?[^\W\d_]")
_END = re.compile(r"[.!,;\n。！،؛]")
_NOTICE = (*ABSENCES, *PROMISES, *RETURNS)
_LEFT = (*_NOTICE, *DEPARTURES, *ELSEWHERE)
_AWAY = (*(sentence for sentence in ABSENCES if sentence not in NO_PERSON_S), *PROMISES, *DEPARTURES)
_LONG = 15  # blanks of a sentence; who tells more of why he left is a person
_GREETING = 3  # blanks: "Dear all,", "Kind regards", a name
_TOP = 300


def find_vacation(subject: str, reply: str, *, answers: bool) -> str | None:
    """Why a mail is a notice of absence; None if it is not, or perhaps not.

    `answers` says that it names the mail it answers. Either the subject says that a program answers ("Automatic reply: …") and
    an earlier subject follows or the text begins with absence; or the subject announces absence, the text begins with it, and it
    answers a mail, bears the number of a request, says what comes after the return, or says nothing else; or the text begins by
    saying that a program wrote it. That somebody is there no more people write as programs do ("Ms Diallo has left the
    organisation. Please contact …"): it counts below a subject that announces it. No program writes a command.
    """
    if len(reply) > LONGEST or _COMMAND.match(reply):
        return None
    tag = _TAG.match(subject) if "]" in subject and not _NUMBERED.match(subject.lstrip()) else None
    low = subject[tag.end() if tag else 0 :].casefold().strip(_EDGES)
    reason = _find_form(low, reply, answers=answers)
    return None if reason is None or asks_or_alarms(reply) else reason


def is_notice(subject: str, reply: str) -> bool:
    """Whether a mail whose header already hints at a program begins as notices of absence and automatic replies do."""
    low = subject.casefold().strip(_EDGES)
    top = _fold(reply[:_TOP])
    if _split_form(low, OWN_SUBJECTS)[0] or _split_form(low, ABSENCE_SUBJECTS)[0]:
        return True
    return _says(top, ABSENCES) or _is_program_s(top)


def says_away(subject: str, reply: str) -> bool:
    """Whether an automatic reply says that a person is away; others only say that a mail arrived, or that nobody reads here."""
    low = subject.casefold().strip(_EDGES)
    text = _fold(reply[:LONGEST])
    return bool(_split_form(low, ABSENCE_SUBJECTS)[0]) or _says(text, _AWAY)


def _find_form(subject: str, reply: str, *, answers: bool) -> str | None:
    top = _fold(reply[:_TOP])
    again = subject.startswith(REPLY_PREFIXES)
    own, rest = _split_form(subject, OWN_SUBJECTS)
    asked = not answers and asks_or_alarms(rest)  # who asks what our automatic reply means quotes it, too
    if own and (_is_earlier_subject(rest) or (not asked and (_says(top, ABSENCES) or _is_program_s(top)))):
        return f"subject of an automatic reply ({own})"
    absence, rest = _split_form(subject, ABSENCE_SUBJECTS, glued=answers)
    if absence and (rest.startswith(REPLY_PREFIXES) or (_says(top, ABSENCES) and (answers or _is_alone(rest, _fold(reply))))):
        return f"subject of a notice of absence ({absence})"
    if not again and _NOTES.search(subject) and _says(top, ABSENCES):
        return "subject of a notice of absence (is out of the office)"
    if (answers or again or own or absence) and _is_program_s(top):
        return "text of an automatic reply"
    return _find_notice(top, _fold(reply), answers=answers, announced=bool(absence))


def _find_notice(top: str, text: str, *, answers: bool, announced: bool) -> str | None:
    """A text whose every sentence is a notice's, in a mail that answers another; `announced`: its subject speaks of absence."""
    if answers and _says(top, ABSENCES) and _says(text, PROMISES) and _is_all_notice(text, _NOTICE):
        return "text of a notice of absence"
    if announced and _says(top, DEPARTURES) and _is_all_notice(text, _LEFT, most=_LONG):
        return "text of a notice that somebody is there no more"
    return None


def _is_alone(rest: str, text: str) -> bool:
    """Whether an absence is what a mail is about, below a subject that announces it and goes on with `rest`."""
    return _NUMBERED.search(rest) is not None or _says(text, PROMISES) or _is_all_notice(text, _NOTICE)


def _is_all_notice(text: str, notice: tuple[str, ...], *, most: int = LONGEST) -> bool:
    """Whether each sentence is a notice's, and none has more than `most` blanks: nothing in it is for us."""
    sentences = (sentence.strip(_EDGES) for sentence in _END.split(text))
    return all(one.count(" ") < _GREETING or (one.count(" ") <= most and _says(one, notice)) for one in sentences)


def _split_form(subject: str, forms: tuple[str, ...], *, glued: bool = False) -> tuple[str, str]:
    """The form that a subject begins with, where the subject or a new clause ends behind it, and what follows.

    `glued`: an earlier subject may follow at once ("Out of office Re: Kits"). Otherwise "re:" is English for "about".
    """
    if not subject.startswith(forms):
        return "", ""
    form = max((f for f in forms if subject.startswith(f)), key=len)
    rest = subject[len(form) :].lstrip()
    if rest and rest[0] not in _AFTER_FORM and not form.endswith(":") and not (glued and rest.startswith(REPLY_PREFIXES)):
        return "", ""
    return form, rest.lstrip(" :-–—(：!.;")


def _is_earlier_subject(rest: str) -> bool:
    """Whether what follows the form is the subject of the mail that is answered, by its "Re:" or its ticket number."""
    return rest.startswith(REPLY_PREFIXES) or _NUMBERED.search(rest) is not None


def _is_program_s(top: str) -> bool:
    return _says(top, PROGRAM_CUES) and _SENTENCE.search(top) is not None


def _says(top: str, sentences: tuple[str, ...]) -> bool:
    return bool(_automaton(sentences).find_matches_as_indexes(top))


@cache
def _automaton(sentences: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    """All sentences are sought in one pass; built at first use."""
    return ahocorasick_rs.AhoCorasick(list(sentences))


def _fold(text: str) -> str:
    return text.casefold().replace("’", "'")
