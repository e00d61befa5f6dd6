"""What an owed mail has to say beside what its ticket holds: the lines of a receipt, who had the ticket before and when he is
back, whose answers it tells, to how many more people the same answer goes; and of an answer that is held until when, and what
goes back if it is taken back.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mailbot.adapters.store.remarks import plain_remarks, remarks_of
from mailbot.adapters.store.rows import clean_text
from mailbot.core.remark import Remark
from mailbot.core.ticket import Change
from mailbot.ports import NewMail


def particulars_to_text(mail: NewMail) -> str:
    """JSON, "" where there is nothing to say."""
    said = {
        "former_owner": mail.former_owner,
        "remarks": plain_remarks(mail.remarks),
        "back_on": mail.back_on.isoformat() if mail.back_on is not None else "",
        "others": mail.others,
        "tells": list(mail.tells),
        "not_before": mail.not_before.isoformat() if mail.not_before is not None else "",
        "restores": [[change.field, change.before, change.after] for change in mail.restores],
    }
    found = {name: value for name, value in said.items() if value}
    return clean_text(json.dumps(found, ensure_ascii=False)) if found else ""


def remarks_from_text(text: str) -> tuple[Remark, ...]:
    """The lines of a receipt."""
    return remarks_of(_load(text).get("remarks", ()))


def former_owner_from_text(text: str) -> str:
    """Who had the ticket before."""
    return str(_load(text).get("former_owner", ""))


def others_from_text(text: str) -> int:
    """To how many more people the same answer goes."""
    return int(_load(text).get("others", 0))


def back_on_from_text(text: str) -> date | None:
    """When he is back who had the ticket before."""
    told = _load(text).get("back_on")
    return date.fromisoformat(told) if told else None


def tells_from_text(text: str) -> tuple[int, ...]:
    """The arrived mails whose answers the mail repeats."""
    return tuple(_load(text).get("tells", ()))


def held_from_text(text: str) -> tuple[datetime | None, tuple[Change, ...]]:
    """Until when the mail is held, None if it never was, and what goes back if it is taken back."""
    found = _load(text)
    until = found.get("not_before", "")
    return datetime.fromisoformat(until) if until else None, tuple(Change(*parts) for parts in found.get("restores", ()))


def _load(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(text) if text else {}
    return found
