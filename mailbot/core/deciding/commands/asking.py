"""Commands that ask the desk for something, or take back what was said before."""

from dataclasses import replace

from mailbot.core.deciding.commands.merging import take_apart
from mailbot.core.deciding.commands.participating import put_back
from mailbot.core.deciding.commands.sending import take_back
from mailbot.core.deciding.commands.turn import MOVES_ON, Turn, changes_between, moved, of_fields, reversible, value_of
from mailbot.core.deciding.crossing import last_left, waiting_answers
from mailbot.core.deciding.telling import tell_set_back
from mailbot.core.decision import MailKind, OweMail, Role
from mailbot.core.message import address_key
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import Edit


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
    date or status that moved on since, by an answer say, is left as it is, and so is somebody who left since. Where it was a
    merging, both tickets are set back.
    """
    ticket = turn.ticket
    edits = [
        edit
        for edit in turn.case.context.edits
        if (edit.ticket == ticket.id or edit.merges_into(ticket.id)) and address_key(edit.by) == turn.person.key
    ]
    held = next(iter(waiting_answers(turn.case, turn.person, turn.before)), None)
    if held is not None:
        return take_back(turn, held, next((edit for edit in edits if edit.inbound == held.inbound), None))
    last = next((edit for edit in edits if reversible(edit)), None)
    left = last_left(turn.case, turn.person, turn.before)
    if left is not None and (last is None or last.entry < left.entry):
        return remark("answer_left")
    if last is None:
        return remark("not_lifted" if edits else "nothing_to_undo")
    together = [edit for edit in edits if edit.inbound == last.inbound]
    merging = next((edit for edit in together if edit.merges_into(ticket.id)), None)
    if merging is not None:
        return take_apart(turn, merging, next((edit for edit in together if edit is not merging), None))
    return _take_back_edit(turn, last)


def _take_back_edit(turn: Turn, last: Edit) -> Turn | Remark:
    kept = moved(turn.ticket, last, spoken=turn.spoken_since(last))
    if kept - MOVES_ON:
        return remark("changed_since")
    turn = put_back(turn, last)
    old = {change.field: value_of(change.field, change.before) for change in of_fields(last) if change.field not in kept}
    if not (old or turn.joining or turn.leaving):
        return remark("changed_since")
    if "owner" in old and turn.case.desk.coordinator(old["owner"]) is None:
        return remark("nobody", word=old["owner"], guess="")
    done = replace(turn.set(remark("undo"), **old), undoes=last.entry)
    done = done.tell(*tell_set_back(changes_between(turn.ticket, done.ticket), turn.case.desk))
    return done.say(remark("not_lifted")) if len(reversible(last)) < len(last.changes) else done


def _send(turn: Turn, kind: MailKind, key: str) -> Turn | Remark:
    return turn.say(remark(key), OweMail(kind, turn.person.address, Role.COORDINATOR, turn.person.language, turn.ticket.id))
