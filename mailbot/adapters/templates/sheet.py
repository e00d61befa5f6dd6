"""The files of one mail: read, compiled, filled."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from mailbot.adapters.templates.buttons import OWNERS, TAPS
from mailbot.adapters.templates.engine import (
    OUTPUT_LIMIT,
    Part,
    compile_html,
    compile_marked,
    compile_text,
    fill,
    fill_subject,
)
from mailbot.adapters.templates.items import ITEMS, REQUESTS, are_linked, without_links
from mailbot.adapters.templates.layout import lay_out
from mailbot.adapters.templates.source import BrokenTemplateError, read_source, stamp
from mailbot.ports import Rendered

FIRST_LINE_OF_TEXT = 3
"""Below `Subject: …` and a blank line."""

_LOADS = re.compile(
    r"<\s*(?:img|script|link|iframe|object|embed|form|video|audio|svg|base|meta\s+http)\b|\burl\s*\(|@import", re.I
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of one mail, all from one folder. `marked` is the text once more: it becomes HTML where taps stand in it and no
    HTML is beside it.
    """

    subject: Part
    text: Part
    html: Part | None
    marked: Part | None
    locale: str

    def fill(self, values: Mapping[str, object], carried: int) -> Rendered:
        """Fill all parts; `carried` is the size of the text they may carry. Raises BrokenTemplateError."""
        text = fill(self.text, {**values, TAPS: "", OWNERS: "", **without_links(values)}, OUTPUT_LIMIT + carried)
        return Rendered(fill_subject(self.subject, values), text, self._fill_html(values, OUTPUT_LIMIT + 5 * carried))

    def _fill_html(self, values: Mapping[str, object], limit: int) -> str:
        if self.html is not None:
            return fill(self.html, values, limit)
        if self.marked is None or not (values[TAPS] or values[OWNERS] or are_linked(values)):
            return ""
        return lay_out(fill(self.marked, values, limit), self.locale)


def load_sheet(text: Path, html: Path, names: Collection[str]) -> Sheet:
    """Read and compile the files of one mail, of which at least one exists; they may name `names`. Raises BrokenTemplateError."""
    if stamp(text) is None:
        raise BrokenTemplateError(f"{html}:1: there is no readable {text.name} beside it: every mail has a plain text")
    head, _, rest = read_source(text).partition("\n")
    blank, _, body = rest.partition("\n")
    label, _, subject = head.partition(":")
    if label.strip().casefold() != "subject" or not subject.strip():
        raise BrokenTemplateError(f"{text}:1: the first line must be Subject: and the words of the subject")
    if blank.strip() or not body.strip():
        raise BrokenTemplateError(f"{text}:2: a blank line and then the text of the mail must follow the subject")
    second = None
    if stamp(html) is not None:
        source = read_source(html)
        found = _LOADS.search(source)
        if found:
            line = source.count("\n", 0, found.start()) + 1
            raise BrokenTemplateError(
                f"{html}:{line}: {found[0]} is not allowed: a mail of ours loads and runs nothing; take it out"
            )
        second = compile_html(source, html, names)
    shift = FIRST_LINE_OF_TEXT - 1
    tapped = second is None and not {TAPS, ITEMS, REQUESTS}.isdisjoint(names) and re.search(rf"\b(?:{TAPS}|{OWNERS})\b", body)
    return Sheet(
        compile_text(subject.strip(), text, 0, set(names) - {"text", TAPS, OWNERS}),
        compile_text(body, text, shift, names),
        second,
        compile_marked(body, text, shift, names) if tapped else None,
        text.parent.name,
    )
