"""Why a mail is decided as it is: reading, gates, every table, the owner, the deadline, the mails that would leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import Context, Identity
from mailbot.core.deciding.gates import decide
from mailbot.core.decision import Decision, OpenTicket
from mailbot.core.message import InboundMessage
from mailbot.core.reading import read
from mailbot.core.rulebook import Rulebook
from mailbot.core.rulebook.explaining import PARTS, Explained, RuleSeen, TableSeen, explain
from mailbot.core.rulebook.lexicon import sections_of
from mailbot.core.rulebook.routing import default_owner_and_why
from mailbot.pipeline.inspection import decision_of, mailbox_of, shown_sender

Explanation = dict[str, Any]
"""One JSON object; its keys stay as they are."""


@dataclass(frozen=True, slots=True)
class Explainer:
    """What explaining needs: the rules, who we are, and the moment to count deadlines from."""

    rulebook: Rulebook
    identity: Identity
    now: datetime
    mailbox: str = ""


def explain_mail(raw: bytes, by: Explainer) -> Explanation:
    """How `raw` would be decided if it came alone: no store is asked, so no thread and no repetition is known. Total."""
    message = read(raw)
    context = Context(now=by.now, identity=by.identity, mailbox=by.mailbox)
    decision = decide(message, context, by.rulebook)
    asked = decision.classification is not None
    explained = explain(by.rulebook, message, Case(message, context, by.rulebook).occasion) if asked else None
    tables = explained.tables if explained is not None else ()
    return {
        "mail": _mail(message),
        "gates": [{"gate": step.gate, "said": step.said} for step in decision.trace.gates],
        "not_asked": None if tables else decision.reason,
        "tables": [_table(table) for table in tables],
        "decision": {
            **decision_of(decision),
            "owner_because": _why_owner(decision, explained, by.rulebook),
            "due_at": _due(decision),
            "target": _target(decision, by.rulebook),
        },
    }


def _mail(message: InboundMessage) -> Mapping[str, Any]:
    return {
        "kind": message.kind,
        "from": mailbox_of(shown_sender(message)),
        "subject": message.subject,
        "language": message.language,
        "automatic": message.automatic,
        "looked_into": {PARTS[section]: len(text) for section, text in sections_of(message).items()},
        "defects": list(message.defects),
    }


def _table(table: TableSeen) -> Mapping[str, Any]:
    return {
        "table": table.name,
        "file": table.file,
        "policy": table.policy,
        "winner": table.winner or None,
        "decided": {name: list(values) for name, values in table.decided.items()},
        "defaults": list(table.defaults),
        "looks": [{"into": look.into, "rules": [_rule(rule) for rule in look.rules]} for look in table.looks],
    }


def _rule(rule: RuleSeen) -> Mapping[str, Any]:
    return {
        "rule": rule.rule,
        "line": rule.line,
        "verdict": rule.verdict,
        "why": rule.why,
        "evidence": [
            {"text": one.text, "where": one.where, "points": one.points, "list": one.listed or None} for one in rule.evidence
        ],
        "weight": rule.weight,
        "score": rule.score,
    }


def _opened(decision: Decision) -> OpenTicket | None:
    return next((effect for effect in decision.effects if isinstance(effect, OpenTicket)), None)


def _why_owner(decision: Decision, explained: Explained | None, rulebook: Rulebook) -> str:
    """Which rule named the owner, or by which default he is found; "" where nobody gets the mail."""
    if explained is None or _opened(decision) is None:
        return ""
    for table in explained.tables:
        if table.winner and "owner" in table.decided and "owner" not in table.defaults:
            return f"the rule '{table.winner}' of the table {table.name}"
    found = explained.classification
    return default_owner_and_why(rulebook.desk, found.area, found.country)[1]


def _due(decision: Decision) -> str | None:
    opened = _opened(decision)
    return None if opened is None else opened.due_at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _target(decision: Decision, rulebook: Rulebook) -> Mapping[str, int] | None:
    opened = _opened(decision)
    if opened is None:
        return None
    target = rulebook.desk.targets[opened.classification.urgency]
    return {"hours": target.hours} if target.hours else {"days": target.days}
