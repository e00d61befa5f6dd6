"""Commands about answers that are held: let them go, or take one back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mailbot.core.deciding.commands.participating import put_back
from mailbot.core.deciding.commands.turn import EDITABLE, Turn, as_text, changes_between, value_of
from mailbot.core.deciding.crossing import waiting_answers
from mailbot.core.deciding.telling import tell_set_back
from mailbot.core.decision import AppendEntry, CancelMail, ReleaseMail
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import Answer, Change, Edit, EntryKind


def send(turn: Turn, _: str) -> Turn | Remark:
    """Let the answers of this person go that are held."""
    held = waiting_answers(turn.case, turn.person, turn.before)
    if not held:
        return remark("nothing_held")
    return replace(turn.say(remark("send")), outgoing=tuple(ReleaseMail(one.mail) for one in reversed(held)))


def take_back(turn: Turn, answer: Answer, edit: Edit | None) -> Turn:
    """Keep an answer from leaving that is held, and put back what its mail changed: `edit` is what the commands above it did.

    What moved on since is left as it is; so are the state and date of a ticket to which this mail answers anew.
    """
    restores = () if turn.answers else answer.restores
    changes = _joined([*restores, *(edit.changes if edit is not None else ())])
    back = {name: one for name, one in changes.items() if as_text(getattr(turn.ticket, name)) == one.after}
    if "owner" in back and turn.case.desk.coordinator(back["owner"].before) is None:
        del back["owner"]
    values = {name: value_of(name, one.before) for name, one in back.items() if name != "restricted"}
    turn = put_back(turn, edit) if edit is not None else turn
    done = replace(turn.set(remark("answer_undone"), **values), outgoing=(CancelMail(answer.mail),))
    done = done.tell(*tell_set_back(changes_between(turn.ticket, done.ticket), turn.case.desk))
    if values or done.joining or done.leaving:
        done = replace(done, undoes=edit.entry if edit is not None else answer.entry)
    return done.say(remark("not_lifted")) if "restricted" in back else done


def still_waiting(turn: Turn) -> tuple[Answer, ...]:
    """The answers of this person that go on waiting after the commands."""
    moved = {one.mail for one in turn.outgoing}
    return tuple(one for one in waiting_answers(turn.case, turn.person, turn.before) if one.mail not in moved)


def tell_outgoing(done: ReleaseMail | CancelMail, ticket: int, person: str) -> AppendEntry:
    """What the ticket tells of a held answer."""
    sent = isinstance(done, ReleaseMail)
    text = "the held answer is sent now" if sent else "the held answer is taken back: it was never sent"
    return AppendEntry(ticket, EntryKind.EVENT, person, text, remarks=(remark("sent_now" if sent else "never_sent"),))


def _joined(changes: Sequence[Change]) -> Mapping[str, Change]:
    """One change a field: what it was before the first of them, what it is after the last."""
    joined: dict[str, Change] = {}
    for one in changes:
        if one.field in EDITABLE:
            first = joined.get(one.field, one)
            joined[one.field] = Change(one.field, first.before, one.after)
    return joined
