"""Why a person outside is not answered by an automatic mail: his budgets are used up, or a machine seems to answer ours."""

from datetime import timedelta

from mailbot.core.deciding.budget import domain_of
from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import KnownMail, numbers_in
from mailbot.core.deciding.standing_in import DESK
from mailbot.core.deciding.trust import Verdict
from mailbot.core.decision import AppendEntry, MailKind, Role
from mailbot.core.message import address_key, person_key
from mailbot.core.remark import remark
from mailbot.core.ticket import EntryKind

SENDER, AUTHOR, UNPROVED, EVERYBODY = "sender", "author", "unproved", "everybody"
"""Whose budgets are looked at (`Context.used_up`): the sender's, those of the author of what is passed on, those of a sender for
whom nobody vouches, and those of his domain and of all together, where they have no room for a day.
"""

AT_ONCE = timedelta(minutes=10)
"""Within this time a machine answers; a colleague who is shown a mail of ours may well take longer."""

MOST_ECHOES = 9
"""Letters of the same words, each after our answer to the one before, that are answered in an hour beside the first: ten of them,
as to one address. Fewer would hit people of one organisation who send the same form one after the other.
"""

MOST_TEXT = 20_000
"""Characters of a mail that are looked through for a reference."""


def why_unanswered(case: Case) -> str:
    """Why the sender is sent no automatic mail, "" where he may be."""
    return why_over_budget(case) or _why_a_machine(case)


def is_unproved(case: Case) -> bool:
    """Whether a border server is believed, and it does not vouch for the sender."""
    return bool(case.context.identity.trusted_authserv) and case.verdict is not Verdict.PASS and not case.context.confirmed


def note_unanswered(why: str) -> tuple[AppendEntry, ...]:
    """The line of a new ticket whose requester is not told of it; nothing where he is."""
    if not why:
        return ()
    return (AppendEntry(None, EntryKind.EVENT, DESK, f"no acknowledgement: {why}", remarks=(remark("unanswered"),)),)


def why_over_budget(case: Case) -> str:
    """Why there is no room for one more automatic mail to the sender, "" where there is."""
    if not _may_be_answered(case):
        return ""
    if case.context.recent_mails >= case.desk.hourly_limit:
        return f"the sender had {case.context.recent_mails} mails from us within an hour"
    over = [SENDER, EVERYBODY, *([UNPROVED] if is_unproved(case) else [])]
    name = next((case.context.used_up[one] for one in over if one in case.context.used_up), "")
    return f"the budget of automatic mail is used up ({name})" if name else ""


def _may_be_answered(case: Case) -> bool:
    return case.message.sender is not None and case.automatic is None


def _why_a_machine(case: Case) -> str:
    """Whether the mail seems to answer an automatic mail of ours, and not as a person does: by the very address that had one
    within the hour, or at once by another address of its domain; or whether it is the same letter again and again.
    """
    if not _may_be_answered(case):
        return ""
    automatic = [known for known in case.context.known if known.role in (Role.REQUESTER, Role.PARTICIPANT)]
    if any(known.kind is MailKind.ANSWER for known in automatic):
        return ""
    names_ours = bool(automatic) or bool(numbers_in(f"{case.message.subject} {case.message.text[:MOST_TEXT]}", case.desk.prefix))
    if names_ours and case.context.recent_mails:
        return "it names a mail that its sender had from us within the hour, and is no reply to it that can be joined"
    if any(_is_answered_at_once(case, known) for known in automatic) or _names_a_new_ticket(case):
        return "it answers an automatic mail of ours at once, from another address"
    if case.context.echoes >= MOST_ECHOES:
        return f"the same words came {case.context.echoes} times after our answer to them within the hour"
    return ""


def _is_answered_at_once(case: Case, known: KnownMail) -> bool:
    return known.made_at is not None and case.context.now - known.made_at <= AT_ONCE and _is_near(case, known.recipient)


def _names_a_new_ticket(case: Case) -> bool:
    """Whether it names a ticket in its subject that somebody of the same domain has opened just now."""
    return any(
        case.context.now - ticket.created_at <= AT_ONCE and _is_near(case, ticket.requester) for ticket in case.context.mentioned
    )


def _is_near(case: Case, address: str) -> bool:
    """Whether an address is the sender's, or of his domain where that is no provider's."""
    sender = case.message.sender
    if sender is None or not address:
        return False
    domain = domain_of(sender.address)
    same = person_key(sender.address) == person_key(address_key(address))
    return same or (domain == domain_of(address) and domain not in case.desk.budgets.providers)
