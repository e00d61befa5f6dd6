"""Outlook's request to give a mail back that was sent: a program's words round the subject of that mail, and nothing else."""

import re

from mailbot.core.reading.machine.recall_words import RECALL_SUBJECTS, RECALLS

_LONGEST = 1000
_MOST_NAME = 80
_SAID = re.compile("|".join(map(re.escape, sorted(RECALLS, key=len, reverse=True))))
_TITLE = re.compile(
    r"[\s,:]{0,4}[\"'“”„«‘‹][^\n]{0,900}[\"'“”»’›][\s.]{0,4}(?:zurückrufen|zurückholen|intrekken|terugroepen)?[\s.]{0,4}",
    re.DOTALL,
)


def find_recall(subject: str, text: str) -> str | None:
    """Why a mail asks for another one back; None if it is not, or perhaps not.

    Both are needed: the begin of its subject, and the sentence, behind which nothing stands but a title in quotation marks. What
    that title says does not count: it may be any subject.
    """
    if len(text) > _LONGEST or not subject.casefold().lstrip().startswith(RECALL_SUBJECTS):
        return None
    low = " ".join(text.casefold().split())
    said = _SAID.search(low, 0, _MOST_NAME + 60)
    if said is None or said.start() > _MOST_NAME or _TITLE.fullmatch(low, said.end()) is None:
        return None
    return "a request to recall a mail, by its words"
