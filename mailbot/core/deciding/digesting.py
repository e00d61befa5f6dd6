"""What can wait is gathered: a coordinator who wishes so is told of it at times of day of his own, in one mail."""

from dataclasses import replace
from datetime import datetime

from mailbot.core.deciding.case import Case
from mailbot.core.decision import OweMail
from mailbot.core.desk import Coordinator
from mailbot.core.ticket import Urgency

CAN_WAIT = (Urgency.LOW, Urgency.NORMAL)


def gather(case: Case, mail: OweMail, person: Coordinator, urgency: Urgency, due: datetime | None) -> OweMail:
    """The mail that tells an owner of a request, put off until his next digest where it can wait.

    `urgency` and `due` are those of the ticket once this mail is counted. Where the answer is due before that digest the mail
    leaves at once, and so does one that has more to say than a digest shows, such as for whom its reader stands in.
    """
    if mail.hint or not person.digest or urgency not in CAN_WAIT:
        return mail
    moment = case.desk.calendar_of(person).next_of(person.digest, case.context.now)
    return replace(mail, gather_at=moment) if moment is not None and due is not None and moment < due else mail
