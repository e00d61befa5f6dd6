"""What mailbot understands of a mail and would do with it, as the object of the contract. Touches nothing."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from mailbot.core.deciding.context import Context, Evidence, Identity, numbers_in, reference_of
from mailbot.core.deciding.gates import decide
from mailbot.core.decision import Decision, OpenTicket, OweMail
from mailbot.core.message import Address, InboundMessage
from mailbot.core.reading import read
from mailbot.core.rulebook import Rulebook

Inspected = dict[str, Any]
"""One JSON object, keys as in the contract."""


def inspect_mail(raw: bytes, rulebook: Rulebook, identity: Identity, now: datetime) -> Inspected:
    """Read and decide one mail as if it came alone: no store is asked, so no thread and no repetition is known. Total."""
    message = read(raw)
    decision = decide(message, Context(now=now, identity=identity), rulebook)
    return {
        "kind": message.kind,
        "message_id": message.message_id,
        "in_reply_to": list(message.in_reply_to),
        "references": list(message.references),
        "from": mailbox_of(shown_sender(message)),
        "reply_to": [mailbox_of(a) for a in message.reply_to],
        "to": [mailbox_of(a) for a in message.to],
        "cc": [mailbox_of(a) for a in message.cc],
        "subject": message.subject,
        "date": message.date.astimezone(UTC).isoformat().replace("+00:00", "Z") if message.date else None,
        "text": message.text,
        "reply": message.reply,
        "quoted": message.quoted,
        "signature": message.signature,
        "language": message.language,
        "attachments": [
            {"filename": a.filename, "content_type": a.content_type, "size": a.size, "sha256": a.sha256, "inline": a.inline}
            for a in message.attachments
        ],
        "automatic": message.automatic,
        "bounce": _bounce(message),
        "absence": _absence(message),
        "complaint": message.complaint,
        "forwarded": _forwarded(message),
        "follow_up": follow_up_of(message, rulebook.desk.prefix),
        "defects": list(message.defects),
        "decision": decision_of(decision),
    }


def follow_up_of(message: InboundMessage, prefix: str) -> Mapping[str, str] | None:
    """The ticket that a mail names, and by what; whether it may join it is for the store and the signature to say."""
    named = re.escape(prefix)
    tag = re.compile(rf"\+{named}-(\d{{5,9}})\.[a-z2-7]{{20}}@", re.IGNORECASE)
    own_id = re.compile(rf"(?<![a-z0-9]){named}-(\d{{5,9}})(?![0-9])[^@]*@", re.IGNORECASE)
    for evidence, pattern, places in (
        (Evidence.TOKEN, tag, [a.address for a in message.recipients]),
        (Evidence.MESSAGE_ID, own_id, [*message.in_reply_to, *reversed(message.references)]),
    ):
        found = next((match for place in places if (match := pattern.search(place))), None)
        if found:
            return {"ticket": f"{prefix}-{found[1]}", "evidence": evidence}
    numbers = numbers_in(message.subject, prefix)
    return {"ticket": reference_of(prefix, numbers[0]), "evidence": Evidence.SUBJECT} if numbers else None


def shown_sender(message: InboundMessage) -> Address | None:
    """Who is shown as the sender: also where From is ambiguous, or has nobody and one mailbox asks for the answers."""
    if message.sender or message.senders:
        return message.sender or message.senders[0]
    return message.reply_to[0] if len(message.reply_to) == 1 else None


def mailbox_of(address: Address | None) -> Mapping[str, str] | None:
    """An address as an object of the contract."""
    return {"name": address.name, "address": address.address} if address else None


def _bounce(message: InboundMessage) -> Mapping[str, Any] | None:
    report = message.bounce
    if report is None:
        return None
    recipients = [
        {"address": r.address, "action": r.action, "status": r.status, "permanent": r.permanent, "reason": r.reason}
        for r in report.recipients
    ]
    return {"recipients": recipients, "original_message_id": report.original_message_id}


def _absence(message: InboundMessage) -> Mapping[str, str | None] | None:
    told = message.absence
    return {"back_on": told.back_on.isoformat() if told.back_on else None} if told else None


def _forwarded(message: InboundMessage) -> Mapping[str, str] | None:
    passed_on = message.forwarded
    return {"from": passed_on.sender, "subject": passed_on.subject, "text": passed_on.text} if passed_on else None


def decision_of(decision: Decision) -> Mapping[str, Any]:
    """A decision as an object of the contract."""
    found = decision.classification
    opened = next((e for e in decision.effects if isinstance(e, OpenTicket)), None)
    return {
        "disposition": decision.disposition,
        "reason": decision.reason,
        "area": found.area if found else "none",
        "topic": found.topic if found else "none",
        "country": found.country if found else "",
        "urgency": found.urgency if found else "",
        "requester_type": found.requester_type if found else "none",
        "restricted": found.restricted if found else False,
        "tags": list(found.tags) if found else [],
        "owner": opened.owner if opened else "",
        "mails": [
            {"template": e.kind, "locale": e.locale, "to": "requester" if e.role == "requester" else e.to}
            for e in decision.effects
            if isinstance(e, OweMail)
        ],
        "because": [
            {"table": hit.table, "rule": hit.rule, "matched": list(hit.matched)} for hit in decision.trace.rules if hit.won
        ],
        "gates": [{"gate": step.gate, "said": step.said} for step in decision.trace.gates],
    }
