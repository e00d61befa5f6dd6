"""The header block that mail programs print above an earlier mail: From, Sent, To, Subject in any language."""

import re

from mailbot.core.reading.begin import MAX_LINE, Begin, Sort
from mailbot.core.reading.marks import without_marks
from mailbot.core.reading.quote_words import LABELS

_LABEL = re.compile(r"[\s>*\ue000-\ue003]{0,20}([^\W\d_][^:：\n<>@]{0,24}?)[\s*\xa0]{0,4}[:：][\s*\xa0]{0,4}(.*)")
_KINDS = {word.casefold(): kind for kind, words in LABELS.items() for word in words}


def find_block(lines: list[str], at: int, *, marked: bool) -> Begin | None:
    """A block of header labels (From, Sent, To, Subject in any language) that begins at line `at`."""
    values: dict[str, str] = {}
    i, blanks, body = at, 0, at
    last = ""
    while i < len(lines) and i < at + 24 and len(lines[i]) <= MAX_LINE * 4:
        text = lines[i].lstrip(" \t>\xa0\ue000\ue001\ue002\ue003").rstrip(" \t\xa0")
        kind, value = _label(text)
        if kind:
            if kind in values and kind != "other":
                break
            values[kind], last, blanks = value, kind, 0
            body = i + 1
        elif not text:
            blanks += 1
            if blanks > 1 or len(values) >= 4 or (len(values) >= 3 and "subject" in values):
                break
        elif last and (blanks == 0 and _continues(text, last, values)):
            values[last] += " " + text
            body = i + 1
        else:
            break
        i += 1
    real = values.keys() - {"other"}
    if "from" not in values or len(real) < (2 if marked else 3) or not _looks_real(values, marked=marked):
        return None
    return Begin(Sort.HEADER, at, body, clean_value(values["from"]), clean_value(values.get("subject", "")))


def _label(text: str) -> tuple[str, str]:
    """The kind of header label with which a line begins and its value; ("", "") if none."""
    m = _LABEL.match(text)
    if m is None:
        return "", ""
    kind = _KINDS.get(m[1].strip(" *\xa0").casefold(), "")
    return (kind, m[2].strip(" *\t\xa0")) if kind else ("", "")


def _continues(text: str, last: str, values: dict[str, str]) -> bool:
    """Whether a line without label goes on with the one above: a long list of people, or a value below its label."""
    if not values[last]:
        return True
    if last in {"to", "cc"}:
        return "@" in text or text.endswith((";", ",", ">")) or values[last].rstrip().endswith((";", ","))
    return last in {"subject", "from", "date"} and (text.startswith("<") or text.endswith((">", "]")) or len(values[last]) > 55)


def _looks_real(values: dict[str, str], *, marked: bool) -> bool:
    """Whether it is a header and not a person's list: somebody in From, a number in the date."""
    sender, date = values["from"], values.get("date", "")
    if not sender:
        return False
    if date and not any(c.isdigit() for c in date):
        return False
    return marked or bool(date) or "@" in sender


def clean_value(value: str) -> str:
    """A value of a header block as people wrote it, without emphasis marks and bidi marks."""
    return " ".join(
        without_marks(value).translate(dict.fromkeys((8206, 8207, *range(8234, 8239), *range(8294, 8298)))).split()
    ).strip("* ")
