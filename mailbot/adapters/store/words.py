"""Words of ours by which the events of a ticket are found, where what they say is sealed.

`entry.changed` has the names of the changed fields, and `status=closed` where that is what became of it; `entry.told` has the
keys of the remarks. Each word stands between blanks.
"""

from collections.abc import Iterable, Sequence

from mailbot.core.remark import Remark
from mailbot.core.ticket import Change, Status

CLOSED = f"status={Status.CLOSED}"


def word(one: str) -> str:
    """A word as it stands among others."""
    return f" {one} "


def changed_fields(changes: Sequence[Change]) -> str:
    """What is found of changes; "" without any."""
    closed = [CLOSED] if any(one.field == "status" and one.after == Status.CLOSED for one in changes) else []
    return _joined([*(one.field for one in changes), *closed])


def told_remarks(remarks: Sequence[Remark]) -> str:
    """What is found of remarks; "" without any."""
    return _joined(one.key for one in remarks)


def _joined(words: Iterable[str]) -> str:
    found = " ".join(dict.fromkeys(words))
    return word(found) if found else ""
