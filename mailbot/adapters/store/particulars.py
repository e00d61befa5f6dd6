"""What an owed mail has to say beside what its ticket holds: the lines of a receipt, who had the ticket before, to how many more
people the same answer goes.
"""

import json
from collections.abc import Mapping
from typing import Any

from mailbot.adapters.store.rows import clean_text
from mailbot.core.decision import Remark
from mailbot.ports import NewMail


def particulars_to_text(mail: NewMail) -> str:
    """JSON, "" where there is nothing to say."""
    if not mail.remarks and not mail.former_owner and not mail.others:
        return ""
    said = [[remark.key, dict(remark.values)] for remark in mail.remarks]
    particulars = {"former_owner": mail.former_owner, "remarks": said, "others": mail.others}
    return clean_text(json.dumps(particulars, ensure_ascii=False))


def remarks_from_text(text: str) -> tuple[Remark, ...]:
    """The lines of a receipt."""
    return tuple(Remark(key, tuple(values.items())) for key, values in _load(text).get("remarks", ()))


def former_owner_from_text(text: str) -> str:
    """Who had the ticket before."""
    return str(_load(text).get("former_owner", ""))


def others_from_text(text: str) -> int:
    """To how many more people the same answer goes."""
    return int(_load(text).get("others", 0))


def _load(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(text) if text else {}
    return found
