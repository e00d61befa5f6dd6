"""Carries out what a coordinator's mail says: all of it, or nothing and the reasons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mailbot.core.deciding.answering import (
    after_answer,
    answer_mails,
    files_of,
    is_only_courtesy,
    is_only_name,
    left_behind,
    objection,
    perhaps_quoted,
)
from mailbot.core.deciding.case import Case
from mailbot.core.deciding.colleagues import tell_owner
from mailbot.core.deciding.commands.asking import attachments, help_, history, undo
from mailbot.core.deciding.commands.classifying import country, topic, urgency
from mailbot.core.deciding.commands.merging import merge
from mailbot.core.deciding.commands.noting import filed_with, write_note
from mailbot.core.deciding.commands.owning import forbidden, handing_over, restrict, take, to
from mailbot.core.deciding.commands.participating import cc, moves, remove, runs_on
from mailbot.core.deciding.commands.progressing import close, reopen, snooze, wait
from mailbot.core.deciding.commands.script import MOST_COMMANDS, Command, Script, guess
from mailbot.core.deciding.commands.sending import send, still_waiting, tell_outgoing
from mailbot.core.deciding.commands.splitting import split
from mailbot.core.deciding.commands.turn import Turn
from mailbot.core.deciding.commands.values import MOST_CHARACTERS
from mailbot.core.deciding.commands.verbs import WITH_ADDRESSES, WITHOUT_ARGUMENT, Verb, name_of
from mailbot.core.deciding.crossing import Crossing, find_crossing, still_held
from mailbot.core.deciding.participants import taking_part
from mailbot.core.decision import (
    AppendEntry,
    ChangeTicket,
    Decision,
    Disposition,
    EditTicket,
    Effect,
    MailKind,
    OweMail,
    Role,
)
from mailbot.core.desk import Coordinator
from mailbot.core.message import Forwarded
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import EntryKind, Status, Ticket

Act = Callable[[Turn, str], Turn | Remark | tuple[Remark, ...]]
"""Does one command, or says why it cannot be done."""

ACTS: Mapping[Verb, Act] = {
    Verb.TAKE: take,
    Verb.TO: to,
    Verb.URGENCY: urgency,
    Verb.TOPIC: topic,
    Verb.COUNTRY: country,
    Verb.CLOSE: close,
    Verb.REOPEN: reopen,
    Verb.WAIT: wait,
    Verb.SNOOZE: snooze,
    Verb.MERGE: merge,
    Verb.SPLIT: split,
    Verb.RESTRICT: restrict,
    Verb.SEND: send,
    Verb.ATTACHMENTS: attachments,
    Verb.HISTORY: history,
    Verb.CC: cc,
    Verb.REMOVE: remove,
    Verb.UNDO: undo,
    Verb.HELP: help_,
}
"""What each command does but a note, which is the rest of the mail."""


EXCLUSIVE = (frozenset({Verb.TAKE, Verb.TO}), frozenset({Verb.CLOSE, Verb.REOPEN, Verb.WAIT, Verb.SNOOZE}))
"""Commands of which a mail may hold one: each says who has the ticket, or where it stands."""

TELLING = frozenset({Verb.NOTE, Verb.ATTACHMENTS, Verb.HISTORY, Verb.HELP})
"""Commands that change nothing."""

BESIDE_MERGE = frozenset({Verb.NOTE, Verb.HELP})
"""Commands that may stand beside a merging: of the others nobody could say which of the two tickets they are about."""

ANSWERED_APART = (Verb.MERGE, Verb.SPLIT)
"""Commands below which no answer may stand: nobody could say which of the two tickets it is about."""


def carry_out(case: Case, person: Coordinator, ticket: Ticket, script: Script) -> Decision:
    """Do what the mail says: its commands one after the other, its note, its answer. One thing wrong, and nothing is done."""
    if is_only_name(script.answer, person):
        script = replace(script, answer="")
    courtesy = remark("courtesy", word=script.answer) if is_only_courtesy(script.answer, person) else None
    start = after_answer(ticket) if script.answer else ticket
    turn, wrong = _run(Turn(case, person, ticket, start, start, answers=bool(script.answer)), script)
    wrong = (*wrong, *filter(None, (courtesy, runs_on(script))), *perhaps_quoted(case.message, script.answer, ticket))
    if not wrong and script.answer:
        hint, why = objection(script.answer, files_of(case.message, script.answer), case.desk, ticket)
        if hint:
            return Decision(None, why, case.receipt(hint, ticket.id, at_work=True), ticket.id)
    if wrong:
        said = ", ".join(dict.fromkeys(one.key for one in wrong))
        return Decision(None, f"commands that cannot be carried out: {said}", _receipt(turn, "not_done", wrong), ticket.id)
    crossing = find_crossing(case, person, ticket) if script.answer else None
    effects = (*_entries(turn, script, crossing), *turn.outgoing, *_mails(turn, script, crossing))
    disposition = Disposition.ANSWERED if script.answer else Disposition.COMMANDED
    done = ", ".join(dict.fromkeys(f"#{command.verb}" for command in script.commands))
    return Decision(disposition, f"{person.address}: {done}", effects, ticket.id)


def _run(turn: Turn, script: Script) -> tuple[Turn, tuple[Remark, ...]]:
    """The turn after all commands, and everything that is wrong with them."""
    wrong = list(dict.fromkeys(_stray(stray, turn.person) for stray in script.strays))
    if len(script.commands) > MOST_COMMANDS:
        return turn, (remark("too_many", count=str(MOST_COMMANDS)),)
    clash = _contradictions(script.commands, turn.person)
    if clash:
        return turn, (*wrong, *clash)
    for command in script.commands:
        done = _do(turn, command)
        if isinstance(done, Turn):
            turn = done
        else:
            wrong += [done] if isinstance(done, Remark) else done
    if script.note == "" and not turn.case.message.attachments and _filed(turn) is None:
        wrong.append(remark("empty_note"))
    apart = [command.verb for command in script.commands if command.verb in ANSWERED_APART] if script.answer else []
    wrong += [remark("answer_apart", command=_hashed(verb, turn.person)) for verb in apart]
    no = forbidden(turn)
    return turn, (*wrong, no) if no is not None else tuple(wrong)


def _contradictions(commands: Sequence[Command], person: Coordinator) -> list[Remark]:
    """Commands that do not go together: the last one would win, and the receipt tell of both."""
    verbs = [command.verb for command in commands if command.verb is not None]
    found = []
    for at, first in enumerate(verbs):
        for second in verbs[at + 1 :]:
            both = {first, second}
            twice = first is second and first not in WITH_ADDRESSES
            alone = (Verb.UNDO in both and not both & TELLING) or (Verb.MERGE in both and not both & BESIDE_MERGE)
            if twice or alone or any(both <= group for group in EXCLUSIVE):
                found.append(remark("contradiction", first=_hashed(first, person), second=_hashed(second, person)))
    return found[:1]


def _do(turn: Turn, command: Command) -> Turn | Remark | tuple[Remark, ...]:
    if command.verb is None:
        near = guess(command)
        return remark("unknown", word=command.word, guess=_hashed(near, turn.person))
    if command.verb is Verb.NOTE:
        return turn.say(remark("note")).tell(*[remark("note_keeps")] * (_filed(turn) is not None))
    if command.verb in WITHOUT_ARGUMENT and command.argument:
        return remark("no_argument", command=_hashed(command.verb, turn.person), word=command.argument[:MOST_CHARACTERS])
    argument = command.argument if command.verb in WITH_ADDRESSES else command.argument[:MOST_CHARACTERS]
    return ACTS[command.verb](turn, argument)


def _filed(turn: Turn) -> Forwarded | None:
    """The mail that a note of this turn keeps."""
    return filed_with(turn.case.message, turn.case.context.identity)


def _stray(stray: Command, person: Coordinator) -> Remark:
    return remark("stray", word=stray.word, guess=_hashed(guess(stray), person))


def _hashed(verb: Verb | None, person: Coordinator) -> str:
    """A command as somebody would write it, "" for none."""
    return f"#{name_of(verb, person.language)}" if verb is not None else ""


def _entries(turn: Turn, script: Script, crossing: Crossing | None) -> tuple[Effect, ...]:
    """What the ticket tells of it, and its fields."""
    ticket, person, files = turn.before.id, turn.person.address, turn.case.message.attachments
    effects: list[Effect] = []
    if script.answer:
        effects.append(AppendEntry(ticket, EntryKind.ANSWER, person, script.answer, files))
        effects.append(ChangeTicket(ticket, Status.WAITING, turn.before.urgency, None))
    if crossing is not None:
        effects.append(crossing.entry())
    if script.note is not None:
        effects.append(AppendEntry(ticket, EntryKind.NOTE, person, write_note(script.note, _filed(turn)), files))
    changes = turn.changes()
    if changes or turn.undoes is not None:
        effects.append(EditTicket(ticket, person, changes, turn.undoes))
    effects += [tell_outgoing(one, ticket, person) for one in turn.outgoing]
    return (*effects, *turn.effects, *moves(turn))


def _mails(turn: Turn, script: Script, crossing: Crossing | None) -> tuple[OweMail, ...]:
    """What the requester gets, what the other owners get, what was asked for, and the receipt."""
    ticket = turn.ticket
    people = turn.participants
    mails = [*_answer(turn, crossing)] if script.answer else [*_closing(turn)]
    told = [remark("requester_told")] if mails and not script.answer else []
    left_out = [remark("files_stay")] if not script.answer and script.note is None and files_of(turn.case.message, "") else []
    left_out += [remark("forward_stays")] if script.note is None and _filed(turn) is not None else []
    said = list(crossing.remarks()) if crossing is not None else [remark("answer")] if script.answer else []
    said += [remark("answer_shared", count=str(len(people)))] if script.answer and people else []
    said += [remark("pictures_stay")] if script.answer and left_behind(turn.case.message, script.answer) else []
    told += [remark("nobody_in_restricted")] if ticket.restricted and taking_part(turn.case, turn.before) else []
    wait = still_held(still_waiting(turn), turn.person)
    changed = any(change.field != "restricted" for change in turn.changes())
    takes_back = changed and turn.undoes is None and not still_waiting(turn)  # an answer that waits would be taken back first
    back = [remark("how_to_undo", command=_hashed(Verb.UNDO, turn.person))] if takes_back else []
    hint = "help" if any(command.verb is Verb.HELP for command in script.commands) else "done" if crossing is None else "held"
    receipt = _receipt(turn, hint, (*said, *turn.remarks, *told, *left_out, *wait, *back))
    if crossing is not None:
        receipt = (*crossing.tell(receipt), *crossing.notices())
    told_of = (*handing_over(turn), *turn.mails, *receipt)
    owner = tell_owner(turn.case, turn.person, ticket, told_of) if script.answer and crossing is None else ()
    return (*mails, *told_of, *owner)


def _answer(turn: Turn, crossing: Crossing | None) -> tuple[OweMail, ...]:
    """The answer on its way, held where it crosses another."""
    mails = answer_mails(turn.ticket, turn.participants)
    return mails if crossing is None else tuple(map(crossing.hold, mails))


def _closing(turn: Turn) -> tuple[OweMail, ...]:
    """The requester hears that it is over, where no answer says so; it is not over where it goes on in another ticket."""
    ticket = turn.ticket
    if ticket.status is not Status.CLOSED or turn.before.status is Status.CLOSED or not ticket.requester or ticket.merged_into:
        return ()
    return (OweMail(MailKind.CLOSING, ticket.requester, Role.REQUESTER, ticket.language, ticket.id, ticket.ending),)


def _receipt(turn: Turn, hint: str, remarks: Sequence[Remark]) -> tuple[OweMail, ...]:
    return turn.case.receipt(hint, turn.before.id, tuple(remarks), at_work=True)
