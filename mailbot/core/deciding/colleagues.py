"""The owner of a request hears that a colleague has answered it."""

from collections.abc import Iterable

from mailbot.core.deciding.case import Case
from mailbot.core.decision import MailKind, OweMail, Role
from mailbot.core.desk import Coordinator
from mailbot.core.message import address_key
from mailbot.core.remark import remark
from mailbot.core.ticket import Ticket

ANSWERED = "answered"
"""The hint of the mail."""


def tell_owner(case: Case, person: Coordinator, ticket: Ticket, mails: Iterable[OweMail]) -> tuple[OweMail, ...]:
    """The mail with the answer of `person`, which leaves at once, to who has the ticket; none where that is he, or where one of
    `mails` tells him.
    """
    _, owner = case.desk.owner_of(ticket.owner)
    told = {address_key(mail.to) for mail in mails if mail.role is Role.COORDINATOR}
    if owner.key == person.key or owner.key in told:
        return ()
    said = remark("answered_for", who=person.name)
    return (OweMail(MailKind.CROSSING, owner.address, Role.COORDINATOR, owner.language, ticket.id, ANSWERED, (said,)),)
