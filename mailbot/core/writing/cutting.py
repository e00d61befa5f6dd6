"""Cuts text to a size, at a line or between words."""

ELLIPSIS = "\u2026"


def cut(text: str, octets: int) -> str:
    """The beginning of a text that fits into so many octets of UTF-8, the sign included that something is left out.

    The text itself where it fits; "" where not even the sign does.
    """
    data = text.encode("utf-8", "replace")
    if len(data) <= octets:
        return text
    room = octets - len(ELLIPSIS.encode())
    if room < 0:
        return ""
    begin = data[:room].decode("utf-8", "ignore")
    shorter = max(begin.rfind("\n"), begin.rfind(" "))
    return (begin[:shorter] if shorter > len(begin) // 2 else begin).rstrip() + ELLIPSIS
