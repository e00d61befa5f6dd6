"""What an owed mail has to say beside what its ticket holds: lines of a receipt, who had the ticket before, when he is back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from mailbot.adapters.store.rows import clean_text
from mailbot.core.decision import Remark
from mailbot.ports import NewMail


def particulars_to_text(mail: NewMail) -> str:
    """JSON, "" where there is nothing to say."""
    if not mail.remarks and not mail.former_owner:
        return ""
    said = [[remark.key, dict(remark.values)] for remark in mail.remarks]
    back_on = {"back_on": mail.back_on.isoformat()} if mail.back_on is not None else {}
    return clean_text(json.dumps({"former_owner": mail.former_owner, "remarks": said, **back_on}, ensure_ascii=False))


def remarks_from_text(text: str) -> tuple[Remark, ...]:
    """The lines of a receipt."""
    return tuple(Remark(key, tuple(values.items())) for key, values in _load(text).get("remarks", ()))


def former_owner_from_text(text: str) -> str:
    """Who had the ticket before."""
    return str(_load(text).get("former_owner", ""))


def back_on_from_text(text: str) -> date | None:
    """When he is back who had the ticket before."""
    told = _load(text).get("back_on")
    return date.fromisoformat(told) if told else None


def _load(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(text) if text else {}
    return found
