"""The gate of the desk's own people: a coordinator answers and commands by replying to a mail of ours."""

from mailbot.core.deciding.absences import end_absence
from mailbot.core.deciding.answering import answer_mails, files_of, left_behind, objection, own_words, perhaps_quoted
from mailbot.core.deciding.case import Case
from mailbot.core.deciding.colleagues import tell_owner
from mailbot.core.deciding.commands.carrying_out import carry_out
from mailbot.core.deciding.commands.in_subject import find_in_subject
from mailbot.core.deciding.commands.script import Script, read_script
from mailbot.core.deciding.commands.slips import Place, find_slip
from mailbot.core.deciding.commands.verbs import RIGHTS
from mailbot.core.deciding.confirming import ask_to_confirm, confirm, read_out, says_yes
from mailbot.core.deciding.context import Evidence
from mailbot.core.deciding.crossing import find_crossing, still_held, waiting_answers
from mailbot.core.deciding.grants import Right
from mailbot.core.deciding.participants import taking_part
from mailbot.core.deciding.passing_on import open_for_author
from mailbot.core.decision import AppendEntry, ChangeTicket, Decision, Disposition, Effect, MailKind, Role
from mailbot.core.desk import Coordinator
from mailbot.core.message import address_key
from mailbot.core.remark import Remark, of_event, remark
from mailbot.core.ticket import EntryKind, Status, Ticket

ASKING = (MailKind.RECEIPT, MailKind.CONFIRMATION)
"""Mails to which a yes is no answer to a requester."""

SEVERAL = (MailKind.DIGEST, MailKind.OVERVIEW)
"""Mails that tell of several tickets."""

BELONG_TO_NONE = (*SEVERAL, MailKind.REPORT, MailKind.RECEIPT)
"""Mails to coordinators that may belong to no ticket: a reply to one says nothing of which it means."""


def coordinator(case: Case) -> Decision | None:
    """Take a coordinator's reply as the answer to the requester, if it is certain whose reply to which ticket it is."""
    person = case.coordinator
    if person is None:
        return None
    signed = _signed_ticket(case, person)
    ticket = signed or _named_ticket(case, person)
    if ticket is None:
        return confirm(case, person) or _unbound(case, person)
    return confirm(case, person) or end_absence(case, person, _act(case, person, ticket, signed=signed is not None))


def _signed_ticket(case: Case, person: Coordinator) -> Ticket | None:
    """The ticket of a reference that we signed for this very person."""
    for known in case.context.known:
        if known.role is Role.COORDINATOR and address_key(known.recipient) == person.key and known.ticket is not None:
            return known.ticket
    return None


def _named_ticket(case: Case, person: Coordinator) -> Ticket | None:
    """The ticket that he owns and names in the subject, where he is not the one who asked."""
    mentioned = case.context.mentioned
    if any(address_key(ticket.requester) == person.key for ticket in mentioned):
        return None
    return next((ticket for ticket in mentioned if address_key(ticket.owner) == person.key), None)


def _unbound(case: Case, person: Coordinator) -> Decision | None:
    """A coordinator without a reference of his own: asked back where he means a ticket.

    Else he passes on somebody's mail, or is a requester like any other.
    """
    mentioned = case.context.mentioned
    his = [one for one in case.context.known if address_key(one.recipient) == person.key]
    if his and all(one.kind in BELONG_TO_NONE and one.ticket is None for one in his):
        several = any(one.kind in SEVERAL for one in his)
        reason = "a coordinator replied to a mail of ours that belongs to no single request"
        return _ask_back(case, reason, "digest" if several else "no_reference")
    if his or any(address_key(ticket.requester) == person.key for ticket in mentioned):
        return None
    if any(one.role is Role.COORDINATOR for one in case.context.known):
        return _ask_back(case, "a coordinator used a reference that was signed for another person")
    if mentioned:
        return _ask_back(case, "a coordinator named a ticket without a reference signed for him")
    if _answers_what_is_gone(case):
        reason = "a coordinator's reply about a request that is there no more"
        return Decision(Disposition.DISCARDED, reason, case.receipt("no_reference"))
    return open_for_author(case, person) or _commands_of_nothing(case)


def _answers_what_is_gone(case: Case) -> bool:
    """Whether a mail goes to the address of a request of which nothing is known: what it quotes was erased with it."""
    label = f"+{case.desk.prefix}-".casefold()
    sent_to = (*case.message.to, *case.message.cc)
    return not case.context.known and any(
        label in one.address.casefold() and case.context.identity.is_ours(one) for one in sent_to
    )


def _commands_of_nothing(case: Case) -> Decision | None:
    """Commands that name no ticket: asked back, and no request of their writer's."""
    commands = read_script(own_words(case.message.reply)).commands
    meant = any(command.verb is not None for command in commands)
    return _ask_back(case, "a coordinator's commands that name no ticket") if meant else None


def _ask_back(case: Case, reason: str, hint: str = "no_reference") -> Decision:
    return Decision(None, reason, case.receipt(hint))


def _act(case: Case, person: Coordinator, ticket: Ticket, *, signed: bool) -> Decision:
    """Do what the reply says: commands on top of it, an answer below them, or an answer alone."""
    place = Place(ticket, case.rulebook, case.context.now)
    script = find_slip(read_script(own_words(case.message.reply)), place)
    unread = _unread(case, ticket, script)
    if unread is not None:
        return unread
    doubt = _doubt(case, person, script)
    if doubt:
        hint, reason = doubt
        return Decision(None, reason, case.receipt(hint, ticket.id, at_work=True), ticket.id)
    if not all(case.may(right, signed=signed) for right in _asked(script)):
        return ask_to_confirm(case, ticket, "a coordinator's mail that is not proved to be his", read_out(case, script))
    if script.commands or script.strays or perhaps_quoted(case.message, script.answer, ticket):
        return carry_out(case, person, ticket, script)
    return _answer(case, person, ticket, script.answer)


def _unread(case: Case, ticket: Ticket, script: Script) -> Decision | None:
    """What follows where what the coordinator wrote cannot be read, stands where it is not read, or is nothing at all."""
    word = find_in_subject(case, ticket, script)
    if case.message.is_encrypted:
        reason, hint = "a coordinator's reply that is encrypted", "encrypted"
    elif word:
        reason, hint = "a coordinator's command in the subject", "not_done"
    elif script == Script() and not files_of(case.message, ""):
        effects = case.receipt("nothing_written", ticket.id, at_work=True)
        return Decision(Disposition.DISCARDED, "a coordinator's reply with nothing written in it", effects, ticket.id)
    else:
        return None
    said = (remark("in_subject", word=word),) if hint == "not_done" else ()
    return Decision(None, reason, case.receipt(hint, ticket.id, said, at_work=True), ticket.id)


def _doubt(case: Case, person: Coordinator, script: Script) -> tuple[str, str] | None:
    """Why a text may not be meant for the requester: the hint of the receipt, and the reason; None where nothing says so."""
    if case.message.forwarded is not None and (script.answer or not script.commands):
        return "passed_on", "a coordinator passed on a mail, and it is not clear whom his words are for"
    his = [one for one in case.context.known if address_key(one.recipient) == person.key]
    replied = next((one for one in his if one.evidence is Evidence.MESSAGE_ID), next(iter(his), None))
    if not script.commands and says_yes(script.answer, person) and (replied is None or replied.kind in ASKING):
        return "yes_to_what", "a yes, and it is not clear to what"
    return None


def _asked(script: Script) -> set[Right]:
    """The rights that a reply needs."""
    rights = {RIGHTS.get(command.verb, Right.COMMAND) for command in script.commands if command.verb is not None}
    return rights if rights and not script.answer else rights | {Right.ANSWER}


def _answer(case: Case, person: Coordinator, ticket: Ticket, text: str) -> Decision:
    message, files = case.message, files_of(case.message, text)
    hint, why = objection(text, files, case.desk, ticket)
    if hint:
        return Decision(None, why, case.receipt(hint, ticket.id, at_work=True), ticket.id)
    taken: tuple[Effect, ...] = (
        AppendEntry(ticket.id, EntryKind.ANSWER, person.address, text, message.attachments),
        ChangeTicket(ticket.id, Status.WAITING, ticket.urgency, None),
    )
    mails = answer_mails(ticket, [one.address for one in taking_part(case, ticket)])
    wait = still_held(waiting_answers(case, person, ticket), person)
    crossing = find_crossing(case, person, ticket)
    beside = (*_beside(case, ticket, text), *wait)
    if crossing is None:
        said = case.receipt("done", ticket.id, (remark("answer"), *beside), at_work=True) if beside else ()
        effects = (*taken, *mails, *said, *tell_owner(case, person, ticket, ()))
        return Decision(Disposition.ANSWERED, f"{person.address} answered", effects, ticket.id)
    receipt = crossing.tell(case.receipt("held", ticket.id, (*crossing.remarks(), *beside), at_work=True))
    taken = (*taken, crossing.entry(), *map(crossing.hold, mails), *receipt, *crossing.notices())
    return Decision(Disposition.ANSWERED, f"{person.address} answered, and his answer crosses another", taken, ticket.id)


def _beside(case: Case, ticket: Ticket, text: str) -> tuple[Remark, ...]:
    """What a plain answer does beside reaching the requester, and would else be done in silence."""
    again = (of_event(remark("status", before_status=ticket.status, status=Status.WAITING)),)
    pictures = (remark("pictures_stay"),) if left_behind(case.message, text) else ()
    return (*(again if ticket.status is Status.CLOSED else ()), *pictures)
