"""Private marks at the beginning of a line by which the HTML reader tells the text reader what the document said of it.

They never come from a mail (its own are replaced before) and never leave the reading room.
"""

import re

QUOTED = "\ue000"
"""The line stood in a quotation."""
HISTORY = "\ue001"
"""An earlier mail begins here."""
SIGNED = "\ue002"
"""The line stood in a signature block."""
INDENTED = "\ue003"
"""The line was set in as quotations are, though nothing says that it is one: it is where an attribution stands above."""
TYPED = "\ue004"
"""The line begins with a ">" that stands in the running text of a document which has other ways to quote."""
MARKS = (QUOTED, HISTORY, SIGNED, INDENTED, TYPED)


# Marks of direction (Unicode UAX 9), zero-width blanks and byte order marks. Joiners are letters in some scripts and stay.
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")


def without_unseen(text: str) -> str:
    """`text` without what nobody sees, to compare it: mail programs strew it around labels and separators."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def without_marks(text: str) -> str:
    """`text` as people may see it."""
    if text.isascii():
        return text
    for mark in MARKS:
        if mark in text:
            text = text.replace(mark, "")
    return text
