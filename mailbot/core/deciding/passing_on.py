"""A coordinator passes on a mail from the field: the request is that of the person who wrote it."""

from mailbot.core.deciding.answering import own_words
from mailbot.core.deciding.case import Case
from mailbot.core.deciding.commands.script import read_script
from mailbot.core.deciding.confirming import FORWARD, ask_to_confirm
from mailbot.core.deciding.grants import Right
from mailbot.core.deciding.opening import Request, open_ticket
from mailbot.core.decision import AppendEntry, Decision, Disposition, Effect, MailKind, OweMail, Role
from mailbot.core.desk import LANGUAGES, Coordinator
from mailbot.core.message import Address, Forwarded
from mailbot.core.remark import remark
from mailbot.core.ticket import EntryKind


def open_for_author(case: Case, person: Coordinator) -> Decision | None:
    """Open a ticket for the author of what a coordinator passes on; None where he passes on nothing of a person outside.

    What he wrote above it stays inside, as a note. He is told, and the author hears from the desk as if he had written to it.
    """
    passed_on = case.message.forwarded
    author = passed_on.author if passed_on is not None else None
    if passed_on is None or author is None or case.automatic or not _is_outside(author, case):
        return None
    if not case.may(Right.SPEAK_FOR, signed=False):
        said = (remark("would_open", who=author.address),)
        return ask_to_confirm(case, None, "a mail passed on in a coordinator's name that is not proved to be his", said, FORWARD)
    words = own_words(case.message.reply)
    effects: list[Effect] = [*open_ticket(case, _request(case, passed_on, author))]
    if words:
        effects.append(AppendEntry(None, EntryKind.NOTE, person.address, words))
    script = read_script(words)
    undone = (remark("after_opening"),) if script.commands or script.strays else ()
    told = remark("opened_for", requester=author.name or author.address)
    effects += case.receipt("done", None, (told, *undone), at_work=True)
    return Decision(Disposition.OPENED, f"{person.address} passed on a mail; of {author.address}", tuple(effects))


def _request(case: Case, passed_on: Forwarded, author: Address) -> Request:
    """What the author asks for, in the language in which he wrote."""
    language = passed_on.language if passed_on.language in LANGUAGES else case.locale
    return Request(
        author,
        passed_on.subject or case.message.subject,
        passed_on.text,
        language,
        answered=_acknowledged(case, author, language),
    )


def _acknowledged(case: Case, author: Address, language: str) -> tuple[OweMail, ...]:
    """The acknowledgement, within the limit of automatic mails an hour."""
    if case.context.recent_to_author >= case.desk.hourly_limit:
        return ()
    return (OweMail(MailKind.ACK, author.address, Role.REQUESTER, language),)


def _is_outside(author: Address, case: Case) -> bool:
    """Whether an address is of nobody of the desk, and one that we can write to."""
    is_team = case.desk.coordinator(author.address) is not None
    return author.address.isascii() and not is_team and not case.context.identity.is_ours(author)
