"""The gate of the desk's own people: a coordinator answers and commands by replying to a mail of ours."""

from mailbot.core.deciding.answering import answer_mails, files_of, objection, own_words
from mailbot.core.deciding.case import Case
from mailbot.core.deciding.commands.carrying_out import carry_out
from mailbot.core.deciding.commands.script import read_script
from mailbot.core.deciding.participants import taking_part
from mailbot.core.deciding.trust import Verdict
from mailbot.core.decision import AppendEntry, ChangeTicket, Decision, Disposition, Role
from mailbot.core.desk import Coordinator
from mailbot.core.ticket import EntryKind, Status, Ticket


def coordinator(case: Case) -> Decision | None:
    """Take a coordinator's reply as the answer to the requester, if it is certain whose reply to which ticket it is."""
    person = case.coordinator
    if person is None:
        return None
    ticket = _bound_ticket(case, person)
    if ticket is None:
        return _unbound(case, person)
    if case.context.identity.trusted_authserv and case.verdict is not Verdict.PASS:
        return Decision(None, "a coordinator's mail that our border server did not authenticate", case.receipt("not_verified"))
    return _act(case, person, ticket)


def _bound_ticket(case: Case, person: Coordinator) -> Ticket | None:
    """The ticket of a reference that we signed for this very person.

    Or, authenticated, the one he owns and names in the subject.
    """
    for known in case.context.known:
        if known.role is Role.COORDINATOR and known.recipient.casefold() == person.key and known.ticket is not None:
            return known.ticket
    if case.verdict is Verdict.PASS:
        return next((t for t in case.context.mentioned if t.owner.casefold() == person.key), None)
    return None


def _unbound(case: Case, person: Coordinator) -> Decision | None:
    """A coordinator without a reference of his own: asked back where he means a ticket, else he is a requester like any other."""
    own = [k for k in case.context.known if k.recipient.casefold() == person.key]
    if own or any(t.requester.casefold() == person.key for t in case.context.mentioned):
        return None
    if any(k.role is Role.COORDINATOR for k in case.context.known):
        return Decision(None, "a coordinator used a reference that was signed for another person", case.receipt("no_reference"))
    if case.context.mentioned:
        return Decision(None, "a coordinator named a ticket without a reference signed for him", case.receipt("no_reference"))
    return None


def _act(case: Case, person: Coordinator, ticket: Ticket) -> Decision:
    """Do what the reply says: commands on top of it, an answer below them, or an answer alone."""
    script = read_script(own_words(case.message.reply))
    if script.commands or script.strays:
        return carry_out(case, person, ticket, script)
    return _answer(case, person, ticket, script.answer)


def _answer(case: Case, person: Coordinator, ticket: Ticket, text: str) -> Decision:
    message, files = case.message, files_of(case.message)
    if not text and not files:
        effects = case.receipt("nothing_written", ticket.id, at_work=True)
        return Decision(Disposition.DISCARDED, "a coordinator's reply with nothing written in it", effects, ticket.id)
    hint, why = objection(text, sum(a.size for a in files), case.desk, ticket)
    if hint:
        return Decision(None, why, case.receipt(hint, ticket.id, at_work=True), ticket.id)
    return Decision(
        Disposition.ANSWERED,
        f"{person.address} answered",
        (
            AppendEntry(ticket.id, EntryKind.ANSWER, person.address, text, message.attachments),
            ChangeTicket(ticket.id, Status.WAITING, ticket.urgency, None),
            *answer_mails(ticket, [one.address for one in taking_part(case, ticket)]),
        ),
        ticket.id,
    )
