"""Remarks as JSON, and back."""

import json
from collections.abc import Iterable, Sequence

from mailbot.adapters.store.rows import clean_text
from mailbot.core.remark import Remark

Plain = list[tuple[str, dict[str, str]]]
"""Remarks as JSON takes them: `[[key, {gap: value}], ...]`."""


def plain_remarks(remarks: Sequence[Remark]) -> Plain:
    """Remarks for a larger text of JSON."""
    return [(one.key, dict(one.values)) for one in remarks]


def remarks_of(plain: Iterable[tuple[str, dict[str, str]]]) -> tuple[Remark, ...]:
    """Remarks out of one."""
    return tuple(Remark(key, tuple(values.items())) for key, values in plain)


def remarks_to_text(remarks: Sequence[Remark]) -> str:
    """Remarks as a text of their own, "" without any."""
    return clean_text(json.dumps(plain_remarks(remarks), ensure_ascii=False)) if remarks else ""


def remarks_from_text(text: str | None) -> tuple[Remark, ...]:
    """Remarks from a text of their own."""
    return remarks_of(json.loads(text)) if text else ()
