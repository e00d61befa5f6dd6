"""What listings show of a restricted ticket: number and topic, nothing that was written, nobody outside.

What may be shown is listed, so that a key of a later day is withheld until somebody decides otherwise.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mailbot.core.decision import Role
from mailbot.core.server_error import code_alone
from mailbot.core.ticket import EntryKind

SHOWN = frozenset(
    (
        *("reference", "status", "area", "topic", "country", "urgency", "language", "requester_type", "owner", "restricted"),
        *(
            "merged_into",
            "legal_hold",
            "stands_in_for",
            "created_at",
            "updated_at",
            "due_at",
            "tags",
            "mentions",
            "mails",
            "at",
            "kind",
            "inbound",
            "outbox",
        ),
        *("id", "mailbox", "uidvalidity", "uid", "sha256", "size", "received_at", "state", "disposition", "ticket", "attempts"),
        *("partial", "role", "locale", "sent_at", "hint", "revision", "decided_at", "classification"),
    )
)
"""Keys whose values say what a request is about, where it stands, and what was done when."""

OF_REQUESTER = (EntryKind.REQUEST, EntryKind.REPLY)


def withhold(found: Mapping[str, Any]) -> dict[str, Any]:
    """The same keys; the values that are not to be shown are empty. `mails` are withheld already, each by itself."""
    return {key: _shown(key, value, found) for key, value in found.items()}


def _shown(key: str, value: Any, found: Mapping[str, Any]) -> Any:
    if value is None or key in SHOWN or _is_of_team(key, found):
        return value
    if key in IN_PART:
        return IN_PART[key](value)
    return [] if isinstance(value, list) else ""


def _is_of_team(key: str, found: Mapping[str, Any]) -> bool:
    """Whether a name is that of a coordinator, or a Message-ID one of ours."""
    match key:
        case "author":
            return found["kind"] not in OF_REQUESTER
        case "to":
            return found["role"] not in (Role.REQUESTER, Role.PARTICIPANT)
        case "message_id":
            return "role" in found
    return False


def _entries(value: int | list[dict[str, Any]]) -> int | list[dict[str, Any]]:
    """How many there are, or each without its words."""
    return [withhold(entry) for entry in value] if isinstance(value, list) else value


def _trace(value: Mapping[str, Any]) -> dict[str, Any]:
    """The gates and rules, without the words that matched."""
    gates = [[gate, _first_clause(said)] for gate, said in value["gates"]]
    return {"gates": gates, "rules": [[table, rule, [], won] for table, rule, _, won in value["rules"]]}


def _first_clause(reason: str) -> str:
    """A reason without what stands behind a semicolon: there a mail's own header may be named as the sign of a machine."""
    return reason.partition(";")[0]


IN_PART: Mapping[str, Callable[[Any], Any]] = {
    "entries": _entries,
    "error": code_alone,
    "reason": _first_clause,
    "trace": _trace,
}
"""What is shown of values that are shown in part."""
