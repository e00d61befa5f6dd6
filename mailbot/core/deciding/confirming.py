"""What nobody proved is held until the person in whose name it came says, by one reply, that he wrote it, or that he did not."""

import re
from datetime import timedelta

from mailbot.core.deciding.answering import COURTESIES, own_words
from mailbot.core.deciding.case import Case
from mailbot.core.deciding.commands.noting import filed_with, write_note
from mailbot.core.deciding.commands.script import Command, Script, read_script
from mailbot.core.deciding.commands.verbs import Verb
from mailbot.core.deciding.confirming_words import HEDGES, NO, NOT_MINE, YES
from mailbot.core.deciding.context import Identity
from mailbot.core.decision import Decision, DiscardHeld, Disposition, MailKind, OweMail, ReleaseHeld, Role
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.message import InboundMessage, address_key
from mailbot.core.remark import Remark
from mailbot.core.rulebook.folding import fold
from mailbot.core.ticket import Ticket

OPEN_FOR = timedelta(days=3)
"""How long a question for confirmation may be answered: over a weekend."""

MOST_CHARACTERS = 80
"""Of a yes."""

MOST_OF_A_NO = 200
"""Characters of a no: whoever denies a mail says why in a sentence."""

_SENTENCE_END = re.compile(r"(?<=[?؟])|[.!…,;:،؛\n\u2013\u2014]")

MOST_SHOWN = 2_000
"""Characters of a mail that a question can show."""

MOST_FILES = 5
"""Files that it names."""

FORWARD = "forward"
"""The hint of a question about a mail that passes on another."""

DISOWNED = "disowned"
"""The hint of the alert, and the line of the receipt, where somebody says that a mail in his name is not his."""


def ask_to_confirm(case: Case, ticket: Ticket | None, reason: str, said: tuple[Remark, ...], hint: str = "") -> Decision:
    """Hold the mail, on no ticket yet, and ask the person in whose name it came: at the address on file.

    `said` reads out what would be done. Nobody can confirm what the question cannot show: of a long mail he is told so.
    """
    number = ticket.id if ticket is not None else None
    if hint != FORWARD and len(words_shown(case.message, case.context.identity)) > MOST_SHOWN:
        return Decision(None, f"{reason}, and too long to be confirmed", case.receipt("too_long_to_confirm", number))
    return Decision(None, reason, case.to_coordinator(MailKind.CONFIRMATION, hint, number, said))


def words_shown(message: InboundMessage, identity: Identity) -> str:
    """What a question shows of a mail: its own words, and below a note the mail that the note would keep."""
    words = own_words(message.reply)
    if read_script(words).note is None:
        return words
    return write_note(words, filed_with(message, identity))


def read_out(case: Case, script: Script) -> tuple[Remark, ...]:
    """What a mail would do, for the person who is to confirm it: its commands, its answer or note, its files."""
    commands = [Remark("would_do", (("command", _written(command)),)) for command in script.commands]
    kept = write_note(script.note, filed_with(case.message, case.context.identity)) if script.note is not None else ""
    note = [Remark("would_note", (("count", str(len(kept))),))] if kept else []
    answer = [Remark("would_answer", (("count", str(len(script.answer))),))] if script.answer else []
    names = [file.filename for file in case.message.attachments]
    files = [Remark("would_send", (("who", name),)) for name in names[:MOST_FILES]]
    more = [Remark("would_send", (("who", f"+ {len(names) - MOST_FILES}"),))] if len(names) > MOST_FILES else []
    return (*commands, *note, *answer, *files, *more)


def _written(command: Command) -> str:
    argument = "" if command.verb is Verb.NOTE else command.argument
    return f"#{command.word} {argument}".strip()


def confirm(case: Case, person: Coordinator) -> Decision | None:
    """Take a reply to such a question, None where the mail is none.

    A yes releases the held mail, once and in time; a no settles it for good, however late.
    """
    first = next((known for known in case.context.known if address_key(known.recipient) == person.key), None)
    awaited = first.awaits if first is not None else None
    if first is None or awaited is None:
        return None
    ticket = first.ticket.id if first.ticket is not None else None
    if not awaited.held:
        reason = f"inbound {awaited.inbound} is settled already"
        return Decision(Disposition.DISCARDED, reason, case.receipt("done", ticket, (Remark("settled"),)), ticket)
    if says_no(own_words(case.message.reply), person):
        return _disown(case, person, awaited.inbound, ticket)
    if case.context.now > awaited.asked_at + OPEN_FOR:
        reason = f"inbound {awaited.inbound} can be confirmed no more: the time is over"
        return Decision(Disposition.DISCARDED, reason, case.receipt("no_longer_open", ticket), ticket)
    if not says_yes(own_words(case.message.reply), person):
        return Decision(None, "a question for confirmation was not answered by yes", case.receipt("no_yes", ticket), ticket)
    reason = f"{person.address} confirmed inbound {awaited.inbound}"
    return Decision(Disposition.COMMANDED, reason, (ReleaseHeld(awaited.inbound),), ticket)


def _disown(case: Case, person: Coordinator, inbound: int, ticket: int | None) -> Decision:
    """End the held mail, thank its alleged writer, and tell the desk's admin that somebody wrote in his name."""
    admin = _admin_beside(case.desk, person)
    alert = OweMail(MailKind.ALERT, admin.address, Role.ADMIN, admin.language, None, DISOWNED, cause=inbound)
    told = case.receipt("done", ticket, (Remark(DISOWNED),))
    ended = DiscardHeld(inbound, f"{person.address} says that he did not write it")
    return Decision(Disposition.DISCARDED, f"{person.address} did not write inbound {inbound}", (ended, alert, *told), ticket)


def _admin_beside(desk: Desk, person: Coordinator) -> Coordinator:
    """The first of the global desk but for the person himself, who is told where there is nobody else."""
    home, first = desk.owner_of(desk.global_desk)
    people = (desk.coordinator(address) for address in home.coordinators)
    return next((one for one in people if one is not None and one.key != person.key), first)


def says_no(text: str, person: Coordinator) -> bool:
    """Whether a short text denies a mail, and nothing else: a no, or a sentence such as "that was not me", which other words may
    follow. For that is for good, one in doubt is asked back: "No, I wrote it", "It is me, I did not write from the office".
    """
    if len(text) > MOST_OF_A_NO or set(text) & {"?", "\u061f"}:
        return False
    sentences = [words for piece in _SENTENCE_END.split(text) if (words := fold(piece).text.split())]
    beside = NO | COURTESIES | set(fold(person.name).text.split())
    said = [words for words in sentences if not set(words) <= beside]
    if any(set(words) & YES for words in sentences):
        return False
    return _denies(said[0]) if said else any(set(words) & NO for words in sentences)


def _denies(words: list[str]) -> bool:
    """Whether a sentence says that somebody else wrote, and not how it was sent."""
    sentence = f" {' '.join(words)} "
    found = next((one for one in NOT_MINE if one in sentence), "")
    return bool(found) and not set(sentence.replace(found, " ", 1).split()) & HEDGES


def says_yes(text: str, person: Coordinator) -> bool:
    """Whether a text says yes and nothing else but a courtesy or a name."""
    words = set(fold(text).text.split()) if len(text) <= MOST_CHARACTERS else set()
    return bool(words & YES) and words <= YES | COURTESIES | set(fold(person.name).text.split())
