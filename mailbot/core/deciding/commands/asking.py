"""Commands that ask the desk for something, or take back what was said before."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from mailbot.core.deciding.commands.participating import put_back
from mailbot.core.deciding.commands.turn import EDITABLE, Turn, as_text, remark
from mailbot.core.decision import MailKind, OweMail, Remark, Role
from mailbot.core.message import address_key
from mailbot.core.ticket import PARTICIPANT, Change, Edit, Status, Urgency

MOVES_ON = frozenset({"status", "due_at"})
"""What changes by itself as a ticket is worked on."""


def history(turn: Turn, _: str) -> Turn | Remark:
    """Have the whole story of the ticket sent."""
    return _send(turn, MailKind.HISTORY, "history")


def attachments(turn: Turn, _: str) -> Turn | Remark:
    """Have the files of the requester sent."""
    return _send(turn, MailKind.FILES, "attachments")


def help_(turn: Turn, _: str) -> Turn | Remark:
    """Have the commands explained: the receipt lists them."""
    return turn.say(remark("help"))


def undo(turn: Turn, _: str) -> Turn | Remark:
    """Take back what this person changed last. What was mailed meanwhile stays mailed, and no mail lifts a restriction.

    A date or status that moved on since, by an answer say, is left as it is, and so is somebody who left since.
    """
    edits = [e for e in turn.case.context.edits if e.ticket == turn.ticket.id and address_key(e.by) == turn.person.key]
    last = next((edit for edit in edits if _reversible(edit)), None)
    if last is None:
        return remark("not_lifted" if edits else "nothing_to_undo")
    fields = [change for change in last.changes if change.field != PARTICIPANT]
    moved = {change.field for change in fields if as_text(getattr(turn.ticket, change.field, "")) != change.after}
    if moved - MOVES_ON:
        return remark("changed_since")
    turn = put_back(turn, last)
    kept = [change for change in _reversible(last) if change.field not in {*moved, PARTICIPANT}]
    old = {change.field: _value(change.field, change.before) for change in kept}
    if not (old or turn.joining or turn.leaving):
        return remark("changed_since")
    if "owner" in old and turn.case.desk.coordinator(old["owner"]) is None:
        return remark("nobody", word=old["owner"], guess="")
    done = replace(turn.set(remark("undo"), **old), undoes=last.entry)
    return done.say(remark("not_lifted")) if len(_reversible(last)) < len(last.changes) else done


def _reversible(edit: Edit) -> list[Change]:
    return [change for change in edit.changes if change.field in {*EDITABLE, PARTICIPANT} - {"restricted"}]


def _send(turn: Turn, kind: MailKind, key: str) -> Turn | Remark:
    return turn.say(remark(key), OweMail(kind, turn.person.address, Role.COORDINATOR, turn.person.language, turn.ticket.id))


def _value(field: str, text: str) -> Any:
    """The value of a field that a Change holds as text."""
    match field:
        case "status":
            return Status(text)
        case "urgency":
            return Urgency(text)
        case "due_at":
            return datetime.fromisoformat(text) if text else None
    return text
