"""Text whose lines flow together (RFC 3676)."""

import re

from mailbot.core.reading.marks import TYPED

_STUFFED = re.compile(r"(>*)( ?)(.*)", re.S)


def unflow(text: str, glue: str) -> str:
    """RFC 3676, 4: lines that end in a blank go on in the next one of the same quote depth; stuffed blanks are taken off.

    A ">" behind such a blank was typed: it bears our mark.

    `glue` is "" where the blank at the end was only put in to flow (DelSp=yes), else " ".
    """
    out: list[str] = []
    pieces: list[str] = []
    depth, flowing = "", False
    for line in text.split("\n"):
        quote, stuffed, content = _STUFFED.match(line).groups() if line else ("", "", "")  # type: ignore[union-attr]  # matches all
        if flowing and quote == depth and content != "-- ":
            if not glue:
                pieces[-1] = pieces[-1][:-1]
            pieces.append(content)
        else:
            out.append("".join(pieces))
            typed = TYPED if stuffed and not quote and content.startswith(">") else ""
            pieces = [f"{quote} {content}" if quote else typed + content]
        depth, flowing = quote, content.endswith(" ") and content != "-- "
    out.append("".join(pieces))
    return "\n".join(out[1:])
