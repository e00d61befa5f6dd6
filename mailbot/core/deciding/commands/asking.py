"""Commands that ask the desk for something, or take back what was said before."""

from dataclasses import replace

from mailbot.core.deciding.commands.sending import take_back
from mailbot.core.deciding.commands.turn import EDITABLE, Turn, as_text, remark, value_of
from mailbot.core.deciding.crossing import last_left, waiting_answers
from mailbot.core.decision import MailKind, OweMail, Remark, Role
from mailbot.core.message import address_key
from mailbot.core.ticket import Change, Edit

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

    An answer that is held comes first, with all that its mail changed; one that was held and has left cannot be taken back. A
    date or status that moved on since, by an answer say, is left as it is.
    """
    edits = [e for e in turn.case.context.edits if e.ticket == turn.ticket.id and address_key(e.by) == turn.person.key]
    held = next(iter(waiting_answers(turn.case, turn.person, turn.before)), None)
    if held is not None:
        return take_back(turn, held, next((edit for edit in edits if edit.inbound == held.inbound), None))
    last = next((edit for edit in edits if _reversible(edit)), None)
    left = last_left(turn.case, turn.person, turn.before)
    if left is not None and (last is None or last.entry < left.entry):
        return remark("answer_left")
    if last is None:
        return remark("not_lifted" if edits else "nothing_to_undo")
    return _take_back_edit(turn, last)


def _take_back_edit(turn: Turn, last: Edit) -> Turn | Remark:
    moved = {change.field for change in last.changes if as_text(getattr(turn.ticket, change.field, "")) != change.after}
    if moved - MOVES_ON:
        return remark("changed_since")
    old = {change.field: value_of(change.field, change.before) for change in _reversible(last) if change.field not in moved}
    if not old:
        return remark("changed_since")
    if "owner" in old and turn.case.desk.coordinator(old["owner"]) is None:
        return remark("nobody", word=old["owner"], guess="")
    done = replace(turn.set(remark("undo"), **old), undoes=last.entry)
    return done.say(remark("not_lifted")) if len(_reversible(last)) < len(last.changes) else done


def _reversible(edit: Edit) -> list[Change]:
    return [change for change in edit.changes if change.field in EDITABLE and change.field != "restricted"]


def _send(turn: Turn, kind: MailKind, key: str) -> Turn | Remark:
    return turn.say(remark(key), OweMail(kind, turn.person.address, Role.COORDINATOR, turn.person.language, turn.ticket.id))
