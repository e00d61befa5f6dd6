"""The command that makes a further mail of the requester a ticket of its own."""

from dataclasses import replace

from mailbot.core.deciding.commands.turn import Turn
from mailbot.core.deciding.context import Evidence, FurtherMail
from mailbot.core.deciding.deadlines import deadline_of
from mailbot.core.deciding.new_question import is_topic_known
from mailbot.core.decision import OPENED, Classification, MailKind, OpenTicket, OweMail, Role, SplitOff
from mailbot.core.remark import Remark, remark


def split(turn: Turn, _: str) -> Turn | Remark:
    """Open a ticket with the requester's further mail that the coordinator replies to, or his newest; who says so owns it.

    The mail stays in the old story too. What else the coordinator's mail says is about the old ticket.
    """
    mail = _meant(turn)
    if mail is None:
        return remark("no_further_mail")
    if mail.split:
        return remark("split_before")
    old, person, found = turn.ticket, turn.person, _classify(turn, mail)
    opened = OpenTicket(
        subject=old.subject,
        requester=old.requester,
        requester_name=old.requester_name,
        classification=found,
        owner=person.address,
        language=old.language,
        due_at=deadline_of(turn.case.desk, person.address, found.urgency, mail.at),
    )
    route = OweMail(MailKind.ROUTE, person.address, Role.COORDINATOR, person.language, cause=mail.inbound)
    ack = OweMail(MailKind.ACK, old.requester, Role.REQUESTER, old.language, cause=mail.inbound)
    done = turn.say(remark("split", opened=OPENED, source=old.reference), ack, route)
    return replace(done, effects=(opened, SplitOff(old.id, mail.entry, person.address)))


def _meant(turn: Turn) -> FurtherMail | None:
    """The mail of which the mail that is replied to told, else the newest."""
    mails = [mail for mail in turn.case.context.further_mails if mail.ticket == turn.ticket.id]
    replied = next((known for known in turn.case.context.known if known.evidence is Evidence.MESSAGE_ID), None)
    if replied is not None and replied.kind is MailKind.FOLLOW_UP:
        mails = [mail for mail in mails if mail.inbound == replied.inbound]
    return next(iter(mails), None)


def _classify(turn: Turn, mail: FurtherMail) -> Classification:
    """What the rules said of the mail when it came; what they left open is as in the old ticket. Nothing lifts a restriction."""
    old, desk, said = turn.ticket, turn.case.desk, mail.classification
    found = said or Classification(urgency=old.urgency)
    area, topic = (found.area, found.topic) if is_topic_known(found.topic) and found.area in desk.areas else (old.area, old.topic)
    return replace(
        found,
        area=area,
        topic=topic,
        country=found.country or old.country,
        requester_type=old.requester_type,
        restricted=old.restricted or found.restricted or topic in desk.restricted_topics,
        owner=turn.person.address,
    )
