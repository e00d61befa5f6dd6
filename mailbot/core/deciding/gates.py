"""The way of a mail: a literal tuple of gates; the first that answers has decided."""

from collections.abc import Callable
from dataclasses import replace

from mailbot.core.deciding.absences import take_notice
from mailbot.core.deciding.case import PEOPLE, Case
from mailbot.core.deciding.context import Context, Evidence
from mailbot.core.deciding.coordinators import coordinator
from mailbot.core.deciding.participants import participant
from mailbot.core.deciding.requesters import follow_up, new_request
from mailbot.core.deciding.standing_in import DESK
from mailbot.core.deciding.trust import Verdict
from mailbot.core.deciding.undelivered import follow_report
from mailbot.core.decision import AppendEntry, Decision, Disposition, GateStep, Trace
from mailbot.core.message import BouncedRecipient, InboundMessage, Kind
from mailbot.core.remark import Remark, remark
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import EntryKind

MAX_HOPS = 50
"""Received fields of a mail that visibly goes in circles; honest ones have fewer than 20 (RFC 5321, 6.3 counts to 100)."""

Gate = Callable[[Case], Decision | None]


def decide(message: InboundMessage, context: Context, rulebook: Rulebook) -> Decision:
    """What `message` is and what shall follow. Total and pure: the same three values give the same decision."""
    case = Case(message, context, rulebook)
    steps: list[GateStep] = []
    for gate in GATES:
        decision = gate(case)
        steps.append(GateStep(gate.__name__, decision.reason if decision else "passed"))
        if decision is not None:
            break
    else:  # the last gate answers every mail; this keeps the promise should somebody reorder the tuple
        decision = new_request(case)
    asked = "judged" in case.__dict__
    trace = Trace(tuple(steps), case.judged[1] if asked else ())
    return replace(decision, trace=trace, classification=case.classification if asked else None)


def our_own(case: Case) -> Decision | None:
    """Our own mail that came back, and mail that goes in circles."""
    if case.message.received > MAX_HOPS:
        return Decision(None, f"goes in circles: {case.message.received} Received fields")
    if any(case.context.identity.is_ours(address) for address in case.message.senders):
        return Decision(Disposition.AUTOMATIC, "from one of the desk's own addresses")
    return None


def seen_before(case: Case) -> Decision | None:
    """The same mail by another way: other mailbox, other trace fields."""
    earlier = case.context.earlier
    if earlier is None:
        return None
    return Decision(Disposition.DUPLICATE, f"the same mail as inbound {earlier.inbound}", (), earlier.ticket)


def bounce(case: Case) -> Decision | None:
    """A delivery report. It counts only where it returns a mail that we really sent: then it is noted on the ticket, and where
    its owner cannot be reached somebody else has it, where somebody who takes part cannot be reached he does so no more, and
    where an answer did not arrive the team is told.
    """
    report = case.message.bounce
    if report is None and case.message.kind is not Kind.BOUNCE:
        return None
    returned = next((k for k in case.context.known if k.about and k.evidence is Evidence.MESSAGE_ID), None)
    if returned is None or report is None:
        return Decision(Disposition.BOUNCE, "a delivery report")
    said = "; ".join(f"{r.address}: {r.action} {r.status} {r.reason}".strip() for r in report.recipients) or "no recipient named"
    told = tuple(map(_tell, report.recipients)) or (remark("report_of_nobody"),)
    entries = [AppendEntry(one.id, EntryKind.EVENT, DESK, f"delivery report: {said}", remarks=told) for one in returned.about]
    names = ", ".join(ticket.reference for ticket in returned.about)
    number = returned.ticket.id if returned.ticket is not None else None
    effects = (*entries, *follow_report(case))
    return Decision(Disposition.BOUNCE, f"a delivery report on {names}", effects, number)


def _tell(recipient: BouncedRecipient) -> Remark:
    """What the story of a ticket tells of a recipient in a delivery report."""
    said = {"who": recipient.address, "action": recipient.action}
    return remark("report_why", **said, reason=recipient.reason) if recipient.reason else remark("report", **said)


def complaint(case: Case) -> Decision | None:
    """A feedback report (RFC 5965)."""
    return Decision(Disposition.AUTOMATIC, "a feedback report") if case.message.complaint else None


def machine(case: Case) -> Decision | None:
    """Automatic mail: kept, never answered. A person's mail that came through a list goes on, and is not answered either.

    Of a coordinator's notice that he is away something follows, but not for him.
    """
    message = case.message
    noticed = take_notice(case)
    if noticed is not None:
        return noticed
    if message.kind in (Kind.AUTO_REPLY, Kind.NEWSLETTER) or (message.automatic and message.kind not in (*PEOPLE, Kind.SPAM)):
        return Decision(Disposition.AUTOMATIC, message.automatic or f"automatic: {message.kind}")
    return None


def forged(case: Case) -> Decision | None:
    """A sender whom our own border server found to be false."""
    if case.verdict is Verdict.FAIL:
        return Decision(None, "the sender failed authentication (dmarc=fail)")
    return None


def noise(case: Case) -> Decision | None:
    """What the server or the desk's rules call no request."""
    if case.message.kind is Kind.SPAM:
        return Decision(Disposition.DISCARDED, f"spam: {case.message.automatic}")
    if case.classification.noise:
        return Decision(Disposition.DISCARDED, f"noise: {case.classification.noise}")
    return None


GATES: tuple[Gate, ...] = (
    our_own,
    seen_before,
    bounce,
    complaint,
    machine,
    forged,
    coordinator,
    follow_up,
    participant,
    noise,
    new_request,
)
