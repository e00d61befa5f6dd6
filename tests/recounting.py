"""What is to be counted of each ticket, computed anew in plain Python from tickets, lines and outbox."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.tables import decision, entry, outbound, statistic, ticket

Row = Mapping[str, Any]


def statistics_of(store: SqlStore) -> dict[int, dict[str, Any]]:
    """The rows of the table, by ticket."""
    with store.connection() as connection:
        return {row["ticket"]: dict(row) for row in connection.execute(select(statistic)).mappings()}


def recount(store: SqlStore, deadlines: Mapping[int, datetime] | None = None) -> dict[int, dict[str, Any]]:
    """What these rows have to be, but for `reopened`: what a requester's mail opens again leaves no event.

    `deadlines` are the first ones of tickets of which no decision tells it.
    """
    with store.connection() as connection:
        tickets, lines, mails = (
            [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
            for table in (ticket, entry, outbound)
        )
        outcomes = {row.inbound: row.outcome for row in connection.execute(select(decision))}
    return {
        one["id"]: _row(
            one,
            [line for line in lines if line["ticket"] == one["id"]],
            [mail for mail in mails if mail["ticket"] == one["id"]],
            (deadlines or {}).get(one["id"]) or first_deadline(one, lines, outcomes),
        )
        for one in tickets
    }


def first_deadline(one: Row, lines: Sequence[Row], outcomes: Mapping[int, str]) -> datetime:
    """The deadline that the decision gave which opened a ticket."""
    causes = {line["inbound"] for line in lines if line["ticket"] == one["id"] and line["at"] == one["created_at"]}
    opened = [effect for cause in causes for effect in json.loads(outcomes.get(cause) or "{}").get("effects", ())]
    return next(datetime.fromisoformat(e["due_at"]).astimezone(UTC) for e in opened if e["effect"] == "OpenTicket")


def _row(one: Row, lines: Sequence[Row], mails: Sequence[Row], due_at: datetime) -> dict[str, Any]:
    acks = [mail["sent_at"] for mail in mails if mail["kind"] == "ack" and mail["state"] == "sent"]
    lost = [
        m["inbound"] for m in mails if (m["kind"], m["role"]) == ("answer", "requester") and m["state"] in ("cancelled", "dead")
    ]
    answers = [line["at"] for line in lines if line["kind"] == "answer" and line["inbound"] not in lost]
    undone = {line["undoes"] for line in lines}
    escalations = reassignments = 0
    closed_at = None
    climbed = {line["at"] for line in lines if (line["remarks"] or "").startswith(('[["late"', '[["not_taken"'))}
    for line in lines:
        changed = {field: after for field, _, after in json.loads(line["changes"] or "[]")}
        if changed.get("status") == "closed":
            closed_at = line["at"]
        corrected = line["changes"] is None and line["text"].startswith("corrected ") and "owner: " in line["text"]
        if ("owner" in changed or corrected) and line["undoes"] is None and line["id"] not in undone:
            by_desk = line["author"] == "mailbot"
            reassignments += not by_desk
            escalations += by_desk and ("stands_in_for" not in changed or line["at"] in climbed)
    closed = one["status"] == "closed"
    return {
        "ticket": one["id"],
        **{name: one[name] for name in ("area", "topic", "country", "urgency", "requester_type", "language", "restricted")},
        "merged": one["merged_into"] is not None,
        "opened_at": one["created_at"],
        "due_at": due_at,
        "acked_at": min(acks, default=None),
        "answered_at": min(answers, default=None),
        "closed_at": closed_at if closed else None,
        "ending": one["ending"] if closed else "",
        "escalations": escalations,
        "reassignments": reassignments,
    }
