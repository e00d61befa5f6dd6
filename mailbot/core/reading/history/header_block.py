"""The header block that mail programs print above an earlier mail: From, Sent, To, Subject in any language."""

import re
from enum import IntEnum

from mailbot.core.reading.history.begin import MAX_LINE, Begin, Sort, fold
from mailbot.core.reading.history.label_words import LABELS, OTHER
from mailbot.core.reading.marks import without_marks

_LABEL = re.compile(r"[\s>*|\ue000-\ue004]{0,20}([^\W\d_][^:：|\n<>@]{0,24}?)[\s*]{0,4}([:：|])[\s*|]{0,6}(.*)")
_CLOCK = re.compile(r"\d{1,2}\s?[:.h時时시点點٫]\s?\d{2}")
# Yahoo sets a label right behind a bracket, or behind the offset of a zone ("GMT+1Subject: ...").
_WORD_END = re.compile(r"[\s>;]|(?<=[+-]\d)(?=[^\W\d_])|(?<=[+-]\d\d)(?=[^\W\d_])|(?<=[+-]\d{4})(?=[^\W\d_])")
_YEAR = re.compile(r"\d{4}")
_ZONED = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\s(?:[+-]\d{4}|[A-Z]{3,4})\b")
_NAMED = ("from", "date", "to", "cc", "subject")


def _read_kinds() -> dict[str, str]:
    """What each label names, by the label as folded."""
    kinds = {fold(word): "other" for word in OTHER}
    for columns in LABELS.values():
        for name, words in zip(_NAMED, columns, strict=True):
            for word in words.split("|"):
                kinds.setdefault(fold(word), name)
    return kinds


_KINDS = _read_kinds()
_SHOWN_BLANK = " \t>\xa0|*\ue000\ue001\ue002\ue003\ue004"
MOST_LINES = 24
# More colons than so many stand in no header that was written on one line.
MOST_COLONS = 16


class Trust(IntEnum):
    """What stands above a block: nothing, a bare rule, or words that say that a mail follows."""

    ALONE = 0
    RULED = 1
    NAMED = 2


def find_block(lines: list[str], at: int, trust: Trust) -> Begin | None:
    """A block of header labels (From, Sent, To, Subject in any language) that begins at line `at`."""
    values: dict[str, str] = {}
    blanks, body, last = 0, at, ""
    for i in range(at, min(len(lines), at + MOST_LINES)):
        if len(lines[i]) > MAX_LINE * 4:
            break
        text = lines[i].lstrip(_SHOWN_BLANK).rstrip(" \t\xa0|")
        found = _labels(text, trust)
        if found:
            if any(kind in values and kind != "other" for kind, _ in found):
                break
            values.update(found)
            last, blanks, body = found[-1][0], 0, i + 1
        elif not text:
            blanks += 1
            if not values or blanks > 1 or len(values) >= 4 or (len(values) >= 3 and "subject" in values):
                break
        elif last and not blanks and (_continues(text, last, values) or _is_labelled(lines, i + 1, trust)):
            values[last] += " " + text
            body = i + 1
        else:
            break
    if not _is_real(values, trust) or (trust is Trust.ALONE and _stands_in_form(lines, at)):
        return None
    return Begin(Sort.HEADER, at, body, clean_value(values.get("from", "")), clean_value(values.get("subject", "")))


def _labels(text: str, trust: Trust) -> list[tuple[str, str]]:
    """The header labels on a line, each with its value: one as a rule, all of them where a program wrote them on one line."""
    m = _LABEL.match(text)
    if m is None or (m[2] == "|" and trust is not Trust.NAMED):
        return []
    kind = kind_of(m[1])
    if not kind:
        return []
    value = m[3].strip(" *\t\xa0")
    if kind in {"from", "date"} and "@" in value and 0 < value.count(":") + value.count("：") <= MOST_COLONS:
        return _split_value(kind, value)
    return [(kind, value)]


def _split_value(kind: str, value: str) -> list[tuple[str, str]]:
    """A value in pieces where further labels stand in it ("a@x.example Sent: Monday To: b@x.example Subject: y")."""
    found: list[tuple[str, str]] = []
    begin = 0
    for m in re.finditer(r"\s?[:：]\s", value):
        words = _WORD_END.split(value[begin : m.start()])
        for many in (3, 2, 1):
            inner = kind_of(" ".join(words[-many:]).lstrip("*")) if len(words) > many else ""
            if inner and inner != "other" and inner not in {k for k, _ in found} | {kind}:
                length = len(" ".join(words[-many:]))
                found.append((kind, value[begin : m.start() - length].strip(" *;")))
                kind, begin = inner, m.end()
                break
    return [*found, (kind, value[begin:].strip(" *"))]


def kind_of(label: str) -> str:
    """The kind of a label; programs set it in blanks of every sort, some even between its letters."""
    words = fold(label).strip("*").split()
    return _KINDS.get(" ".join(words)) or (_KINDS.get("".join(words), "") if len(words) > 1 and words[0][0] >= "\u2e80" else "")


def is_labelled(text: str) -> bool:
    """Whether a text begins with a label of a header, and more than one stands in it."""
    return len(_labels(text.lstrip(_SHOWN_BLANK), Trust.NAMED)) > 1


def _is_labelled(lines: list[str], at: int, trust: Trust) -> bool:
    return at < len(lines) and len(lines[at]) <= MAX_LINE and bool(_labels(lines[at].lstrip(_SHOWN_BLANK), trust))


def _continues(text: str, last: str, values: dict[str, str]) -> bool:
    """Whether a line without label goes on with the one above: a long list of people, or a value below its label."""
    if not values[last]:
        return True
    if last in {"to", "cc"}:
        return "@" in text or text.endswith((";", ",", ">")) or values[last].rstrip().endswith((";", ","))
    return last in {"subject", "from", "date"} and (text.startswith("<") or text.endswith((">", "]")) or len(values[last]) > 55)


def _is_real(values: dict[str, str], trust: Trust) -> bool:
    """Whether it is the header of a mail and not a person's list or form: what only a program writes has to stand in it."""
    real = values.keys() - {"other"}
    sender, date = values.get("from", ""), values.get("date", "")
    if date and not any(c.isdigit() for c in date):
        return False
    if trust is Trust.NAMED:
        return bool(sender) and len(real) >= 2
    addressed = any("@" in values.get(kind, "") for kind in ("from", "to", "cc"))
    timed = _CLOCK.search(date) is not None
    if not sender:
        return addressed and "from" not in values and _ZONED.search(date) is not None
    if len(real) >= 3:
        # Programs print the date between the two people; who makes a list puts both ends of the way first.
        dated = timed and ("subject" in values or list(values)[:3] == ["from", "date", "to"])
        return addressed or dated
    if trust is Trust.RULED:
        return len(real) == 2 and addressed
    return len(real) == 2 and "@" in sender and timed and _YEAR.search(date) is not None


def _stands_in_form(lines: list[str], at: int) -> bool:
    """Whether the line above is a label with its value that no mail program writes: then the block is part of a form."""
    if not at:
        return False
    m = _LABEL.match(lines[at - 1][:MAX_LINE])
    return m is not None and m[2] != "|" and bool(m[3]) and not kind_of(m[1])


def clean_value(value: str) -> str:
    """A value of a header block as people wrote it, without emphasis marks and bidi marks."""
    return " ".join(
        without_marks(value).translate(dict.fromkeys((8206, 8207, *range(8234, 8239), *range(8294, 8298)))).split()
    ).strip("* ")
