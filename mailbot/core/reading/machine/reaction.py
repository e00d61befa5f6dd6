"""A reaction to a mail: a sign that a program sends in a mail of its own when somebody taps it. Nobody wrote anything."""

from mailbot.core.reading.machine.reaction_words import REACTED, REACTED_AROUND, REACTION_LINKS

_LONGEST = 500
_MOST_NAME = 80
_MOST_SAID = _MOST_NAME + max(map(len, REACTED))


def find_reaction(text: str) -> str | None:
    """Why a text is a reaction; None if it is not, or perhaps not: a person may tell of somebody who "reacted to your message".

    It is nothing but a line that ends in what programs write behind a name, and beside it the sign or the link of the program;
    or that line alone, with a colon.
    """
    if len(text) > _LONGEST:
        return None
    rows = [row.strip() for row in text.casefold().split("\n") if row.strip()]
    said = [words for words in (row.partition("http")[0].rstrip(" <(") for row in rows) if any(map(str.isalnum, words))]
    if len(said) != 1 or len(said[0]) > _MOST_SAID:
        return None
    linked = any(link in row for row in rows for link in REACTION_LINKS)
    signed = any(not any(map(str.isalnum, row)) for row in rows)
    told = _is_told(said[0].rstrip(" :")) and (signed or said[0].endswith(":"))
    return "a reaction, by its words" if told or linked else None


def _is_told(words: str) -> bool:
    around = any(words.startswith(first) and words.endswith(last) for first, last in REACTED_AROUND)
    return around or words.endswith(REACTED)
