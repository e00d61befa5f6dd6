"""A coordinator passes on a mail from the field: the request is that of the person who wrote it."""

from mailbot.core.deciding.answering import own_words
from mailbot.core.deciding.case import Case
from mailbot.core.deciding.commands.addresses import read_addresses
from mailbot.core.deciding.commands.script import read_script
from mailbot.core.deciding.confirming import FORWARD, ask_to_confirm
from mailbot.core.deciding.grants import Right
from mailbot.core.deciding.opening import Request, open_ticket
from mailbot.core.deciding.withholding import AUTHOR, EVERYBODY
from mailbot.core.decision import AppendEntry, Decision, Disposition, MailKind, OweMail, Role
from mailbot.core.desk import LANGUAGES, Coordinator
from mailbot.core.message import Address, Forwarded
from mailbot.core.remark import remark
from mailbot.core.ticket import EntryKind

MOST_CHARACTERS = 320
"""Of a line that is nothing but an address (RFC 5321, 4.5.3.1)."""


def open_for_author(case: Case, person: Coordinator) -> Decision | None:
    """Open a ticket for the author of what a coordinator passes on; None where he passes on nothing of a person outside.

    What he wrote above it stays inside, as a note. He is told, and the author hears from the desk as if he had written to it.
    Where it is not certain who the author is, he is asked back: nobody may become the requester of another one's mail.
    """
    passed_on = case.message.forwarded
    if case.automatic or (passed_on is None and not case.message.unread_forward):
        return None
    if passed_on is None:
        return _ask_whose(case)
    words, author = _author_above(case, passed_on)
    if author is None:
        return None if _is_of_nobody_outside(case, passed_on) else _ask_whose(case)
    if not case.may(Right.SPEAK_FOR, signed=False):
        said = (remark("would_open", who=author.address),)
        return ask_to_confirm(case, None, "a mail passed on in a coordinator's name that is not proved to be his", said, FORWARD)
    cover = AppendEntry(None, EntryKind.NOTE, person.address, words) if words else None
    script = read_script(words)
    undone = (remark("after_opening"),) if script.commands or script.strays else ()
    told = remark("opened_for", requester=author.name or author.address)
    opened = open_ticket(case, _request(case, passed_on, author, cover))
    receipt = case.receipt("done", None, (told, *undone), at_work=True)
    return Decision(Disposition.OPENED, f"{person.address} passed on a mail; of {author.address}", (*opened, *receipt))


def _ask_whose(case: Case) -> Decision:
    return Decision(None, "a coordinator passed on a mail, and it is not clear who wrote it", case.receipt("whose_mail"))


def _author_above(case: Case, passed_on: Forwarded) -> tuple[str, Address | None]:
    """The coordinator's own words, and the author: as the forward names him, or by his address alone on the first line."""
    words = own_words(case.message.reply)
    author = passed_on.author
    if author is not None and _is_outside(author, case):
        return words, author
    first, _, rest = words.partition("\n")
    written = [one.address for one in read_addresses(first)] if len(first) <= MOST_CHARACTERS else []
    if len(written) == 1 and written[0] and _is_outside(Address("", written[0]), case):
        return rest.strip(), Address("", written[0])
    return words, None


def _is_of_nobody_outside(case: Case, passed_on: Forwarded) -> bool:
    """Whether it is certain that no person outside wrote it: a colleague, the desk itself, or a machine."""
    author = passed_on.author
    if author is not None:
        return case.desk.coordinator(author.address) is not None or case.context.identity.is_ours(author)
    named = [one.address for one in read_addresses(passed_on.sender) if one.address]
    return len(named) == 1 == passed_on.sender.count("@")


def _request(case: Case, passed_on: Forwarded, author: Address, cover: AppendEntry | None) -> Request:
    """What the author asks for, in the language in which he wrote."""
    language = passed_on.language if passed_on.language in LANGUAGES else case.locale
    return Request(
        author,
        passed_on.subject or case.message.subject,
        passed_on.text,
        language,
        answered=_acknowledged(case, author, language),
        cover=cover,
    )


def _acknowledged(case: Case, author: Address, language: str) -> tuple[OweMail, ...]:
    """The acknowledgement, within the budgets of automatic mail."""
    over = case.context.used_up.keys() & {AUTHOR, EVERYBODY}
    if over or case.context.recent_to_author >= case.desk.hourly_limit:
        return ()
    return (OweMail(MailKind.ACK, author.address, Role.REQUESTER, language),)


def _is_outside(author: Address, case: Case) -> bool:
    """Whether an address is of nobody of the desk, and one that we can write to."""
    is_team = case.desk.coordinator(author.address) is not None
    return author.address.isascii() and not is_team and not case.context.identity.is_ours(author)
