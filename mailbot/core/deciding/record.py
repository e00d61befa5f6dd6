"""A decision as it is kept: what it was made from, and what it came to, so that it can be made again and compared.

Texts of JSON that any database takes as they are: what cannot stand in UTF-8 is escaped. Read back, the values are the same.
The mail itself is not in it (it is kept raw), nor are its words: of a text that an effect carries there is the sha256 alone.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from mailbot.core.deciding.context import Absent, Awaited, Context, Earlier, Evidence, Family, FurtherMail, Identity, KnownMail
from mailbot.core.decision import AppendEntry, ChangeTicket, Classification, Decision, Effect, MailKind, OpenTicket, OweMail, Role
from mailbot.core.message import InboundMessage
from mailbot.core.participant import Participant
from mailbot.core.ticket import Answer, Change, Edit, Stage, Status, Ticket, Urgency

VERSION = 1
"""Of the form; one that is not ours is refused, never guessed at."""


class UnknownRecord(Exception):
    """A record that this version cannot read; the text says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """A decision as it is kept. `context` and `outcome` are "" where it was made by a version that did not keep them."""

    context: str
    outcome: str
    classification: str
    trace: str


def record_of(message: InboundMessage, context: Context, decision: Decision) -> Record:
    """What is to be kept of a decision on `message`."""
    return Record(
        encode_context(context), _encode_outcome(message, decision), encode_classification(decision), encode_trace(decision)
    )


def differences(kept: Record, again: Record) -> tuple[str, ...]:
    """The parts of a decision in which two records of it differ; the context and the reading of the mail are no parts of it."""
    parts = [name for name in ("classification", "trace") if getattr(kept, name) != getattr(again, name)]
    before, after = _load(kept.outcome), _load(again.outcome)
    names = sorted((before.keys() | after.keys()) - {"read"})
    return tuple([name for name in names if before.get(name) != after.get(name)] + parts)


def read_alike(kept: Record, again: Record) -> bool:
    """Whether both were made from the same understanding of the mail."""
    return bool(_load(kept.outcome)["read"] == _load(again.outcome)["read"])


def opened_owner(outcome: str) -> str:
    """The owner of the ticket that a kept decision opened, "" where it opened none or for a stand-in. Raises UnknownRecord."""
    opened = (effect for effect in _load(outcome)["effects"] if effect["effect"] == "OpenTicket")
    return next((str(effect["owner"]) for effect in opened if not effect.get("stands_in_for")), "")


def encode_context(context: Context) -> str:
    """The whole context as text."""
    return _text({"v": VERSION} | _plain(context))


def decode_context(text: str) -> Context:
    """The context that was encoded. Raises UnknownRecord."""
    found = _load(text)
    try:
        earlier = found["earlier"]
        return Context(
            now=datetime.fromisoformat(found["now"]),
            identity=Identity(tuple(found["identity"]["addresses"]), frozenset(found["identity"]["trusted_authserv"])),
            mailbox=found["mailbox"],
            earlier=Earlier(**earlier) if earlier is not None else None,
            known=tuple(_known(mail) for mail in found["known"]),
            mentioned=tuple(_ticket(ticket) for ticket in found["mentioned"]),
            recent_mails=found["recent_mails"],
            edits=tuple(_edit(edit) for edit in found.get("edits", ())),
            recent_to_author=found.get("recent_to_author", 0),
            confirmed=found.get("confirmed", False),
            answers=tuple(_answer(answer) for answer in found.get("answers", ())),
            absences=tuple(_absent(absent) for absent in found.get("absences", ())),
            parts=tuple(_ticket(ticket) for ticket in found.get("parts", ())),
            families=tuple(Family(_ticket(one["ticket"]), tuple(one["members"])) for one in found.get("families", ())),
            further_mails=tuple(_further_mail(one) for one in found.get("further_mails", ())),
            participants=tuple(_participant(person) for person in found.get("participants", ())),
            recent_to_team=dict(found.get("recent_to_team", {})),
            unreached=tuple(found.get("unreached", ())),
            used_up=dict(found.get("used_up", {})),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise UnknownRecord(f"a context that cannot be read ({type(wrong).__name__}: {wrong})") from wrong


def encode_classification(decision: Decision) -> str:
    """What the rules decided; "" where they were not asked."""
    return "" if decision.classification is None else _text(decision.classification)


def decode_classification(text: str) -> Classification | None:
    """What the rules decided, None where they were not asked. Raises UnknownRecord."""
    if not text:
        return None
    try:
        return _classification(json.loads(text))
    except (KeyError, TypeError, ValueError) as wrong:
        raise UnknownRecord(f"a classification that cannot be read ({type(wrong).__name__}: {wrong})") from wrong


def encode_trace(decision: Decision) -> str:
    """The way to the decision: `{gates: [[gate, said]], rules: [[table, rule, [matched], won]]}`."""
    gates = [[step.gate, step.said] for step in decision.trace.gates]
    rules = [[hit.table, hit.rule, hit.matched, hit.won] for hit in decision.trace.rules]
    return _text({"gates": gates, "rules": rules})


def _encode_outcome(message: InboundMessage, decision: Decision) -> str:
    """The decision without what the trace and the classification say, and a mark of how the mail was understood."""
    return _text(
        {
            "v": VERSION,
            "read": fingerprint(message),
            "disposition": decision.disposition,
            "reason": decision.reason,
            "ticket": decision.ticket,
            "effects": [_effect(effect) for effect in decision.effects],
        }
    )


def _effect(effect: Effect) -> Mapping[str, Any]:
    found: dict[str, Any] = {"effect": type(effect).__name__} | _plain(effect)
    for name in _LATER.get(type(effect), ()):
        if not found[name]:
            del found[name]
    if isinstance(effect, AppendEntry):
        found["text"] = _digest(effect.text)
        del found["remarks"]  # the text says the same
    return found


def fingerprint(message: InboundMessage) -> str:
    """A digest of what reading made of a mail: another one says that the mail is understood otherwise.

    The whole text is in the mail's own digest; the other long ones are not put into JSON first, since every mail pays for it.
    """
    texts = [message.reply, message.quoted, message.signature, *(part for pair in message.headers for part in pair)]
    rest = {name: getattr(message, name) for name in _names(InboundMessage) if name not in _TEXTS}
    for name in ("absence", "carrier", "unread_forward", "doubtful"):  # as it was before there were such fields
        if not rest[name]:
            del rest[name]
    lengths = ",".join(map(str, map(len, texts)))
    return _digest("".join([_text(rest), lengths, *texts]))[:32]


_LATER: Mapping[type, tuple[str, ...]] = {
    OweMail: (
        "remarks",
        "former_owner",
        "tells",
        "not_before",
        "restores",
        "back_on",
        "cause",
        "others",
        "gather_at",
        "unproved",
    ),
    OpenTicket: ("stands_in_for",),
    ChangeTicket: ("stage",),
}
"""Fields that effects of the first records had not: where there is nothing in them, they are left out."""

_TEXTS = frozenset({"text", "reply", "quoted", "signature", "headers"})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _text(value: object) -> str:
    text = _AS_IT_IS(value)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:  # a lone surrogate: as an escape it comes back as what it was
            return _ESCAPED(value)
    return text


def _load(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as wrong:
        raise UnknownRecord(f"no record ({wrong})") from wrong
    if not isinstance(found, dict) or found.get("v") != VERSION:
        raise UnknownRecord(f"of version {found.get('v') if isinstance(found, dict) else None}, and this is {VERSION}")
    return found


def _plain(value: Any) -> Any:
    """One step towards JSON; the encoder calls it again for what is inside."""
    if is_dataclass(value):
        return {name: getattr(value, name) for name in _names(value.__class__)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be kept")


_AS_IT_IS = json.JSONEncoder(ensure_ascii=False, default=_plain, separators=(",", ":")).encode
_ESCAPED = json.JSONEncoder(default=_plain, separators=(",", ":")).encode


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _known(found: Mapping[str, Any]) -> KnownMail:
    ticket, awaits = found["ticket"], found.get("awaits")
    return KnownMail(
        Evidence(found["evidence"]),
        found["recipient"],
        Role(found["role"]),
        MailKind(found["kind"]),
        _ticket(ticket) if ticket is not None else None,
        Awaited(awaits["inbound"], awaits["held"], datetime.fromisoformat(awaits["asked_at"])) if awaits is not None else None,
        _moment(found.get("made_at")),
        found.get("inbound"),
        tuple(_ticket(one) for one in found.get("told", ())),
        found.get("author", ""),
    )


def _further_mail(found: Mapping[str, Any]) -> FurtherMail:
    said = found["classification"]
    return FurtherMail(
        found["entry"],
        found["ticket"],
        found["inbound"],
        datetime.fromisoformat(found["at"]),
        found["split"],
        _classification(said) if said is not None else None,
    )


def _edit(found: Mapping[str, Any]) -> Edit:
    return Edit(found["entry"], found["ticket"], found["by"], _changes(found["changes"]), found.get("inbound"))


def _classification(found: Mapping[str, Any]) -> Classification:
    return Classification(**{**found, "urgency": Urgency(found["urgency"]), "tags": tuple(found["tags"])})


def _answer(found: Mapping[str, Any]) -> Answer:
    moments = {"at": datetime.fromisoformat(found["at"]), "held_until": _moment(found["held_until"])}
    return Answer(**{**found, **moments, "restores": _changes(found["restores"])})


def _changes(found: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    return tuple(Change(**change) for change in found)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text is not None else None


def _absent(found: Mapping[str, Any]) -> Absent:
    back_on = date.fromisoformat(found["back_on"]) if found["back_on"] is not None else None
    return Absent(found["person"], datetime.fromisoformat(found["until"]), back_on, found["inbound"])


def _participant(found: Mapping[str, Any]) -> Participant:
    left = found["left_at"]
    return Participant(
        **{
            **found,
            "added_at": datetime.fromisoformat(found["added_at"]),
            "left_at": datetime.fromisoformat(left) if left is not None else None,
        }
    )


def _ticket(found: Mapping[str, Any]) -> Ticket:
    return Ticket(
        **{
            **found,
            "status": Status(found["status"]),
            "urgency": Urgency(found["urgency"]),
            "stage": Stage(found.get("stage", "")),
            "created_at": datetime.fromisoformat(found["created_at"]),
            "updated_at": datetime.fromisoformat(found["updated_at"]),
            "due_at": _moment(found["due_at"]),
        }
    )
