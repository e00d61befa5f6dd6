"""Private marks at the beginning of a line by which the HTML reader tells the text reader what the document said of it.

They never come from a mail (its own are replaced before) and never leave the reading room.
"""

QUOTED = "\ue000"
"""The line stood in a quotation."""
HISTORY = "\ue001"
"""An earlier mail begins here."""
SIGNED = "\ue002"
"""The line stood in a signature block."""
INDENTED = "\ue003"
"""The line was set in as quotations are, though nothing says that it is one: it is where an attribution stands above."""
MARKS = (QUOTED, HISTORY, SIGNED, INDENTED)


def without_marks(text: str) -> str:
    """`text` as people may see it."""
    if text.isascii():
        return text
    for mark in MARKS:
        if mark in text:
            text = text.replace(mark, "")
    return text
