"""Rows into values and back."""

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping

from mailbot.core.deciding.context import reference_of
from mailbot.core.message import Attachment
from mailbot.core.ticket import Stage, Status, Ticket, Urgency

_NO_WORDS = re.compile(r"always|[a-z_]+=[\w.-]+")
"""What a rule met that is no word of the mail: that it always holds, or what a table before it decided."""

Row = RowMapping | dict[str, Any]
"""A row by column name: the edge of the database, where values have no types yet."""


def clean_text(text: str) -> str:
    """PostgreSQL refuses NUL, and UTF-8 lone surrogates; neither says anything."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def to_ticket(row: Row) -> Ticket:
    """A row of the ticket table."""
    return Ticket(
        id=row["id"],
        reference=reference_of(row["prefix"], row["id"]),
        subject=row["subject"],
        status=Status(row["status"]),
        area=row["area"],
        topic=row["topic"],
        country=row["country"],
        urgency=Urgency(row["urgency"]),
        language=row["language"],
        requester=row["requester"],
        requester_name=row["requester_name"],
        requester_type=row["requester_type"],
        owner=row["owner"],
        restricted=bool(row["restricted"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        due_at=row["due_at"],
        stands_in_for=row["stands_in_for"],
        merged_into=row["merged_into"],
        stage=Stage(row["stage"]),
        ending=row["ending"],
        origin=row["origin"] or "",
    )


def attachments_to_text(attachments: Sequence[Attachment]) -> str:
    """Attachments as JSON, "" where there are none."""
    if not attachments:
        return ""
    return json.dumps(
        [[clean_text(a.filename), a.content_type, a.size, a.sha256, a.inline] for a in attachments], ensure_ascii=False
    )


def attachments_from_text(text: str | None) -> tuple[Attachment, ...]:
    """Attachments from JSON."""
    return tuple(Attachment(*item) for item in json.loads(text)) if text else ()


def reasons_from_text(text: str | None) -> tuple[str, ...]:
    """Why a mail went where it went: `table: rule (words of the mail)` of each rule that decided."""
    if not text:
        return ()
    return tuple(_reason(table, rule, matched) for table, rule, matched, won in json.loads(text)["rules"] if won)


def _reason(table: str, rule: str, matched: Sequence[str]) -> str:
    words = [word for word in matched if not _NO_WORDS.fullmatch(word)]
    return clean_text(f"{table}: {rule}" + (f" ({', '.join(words[:3])})" if words else ""))
