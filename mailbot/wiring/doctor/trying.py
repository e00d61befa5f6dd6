"""Mails that are sent on purpose: to an address that is named, and to our own plus-address, to see whether it comes back."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.mail_url import AfterAction, AfterKept
from mailbot.adapters.oauth import OAuthTokens
from mailbot.adapters.smtp import SmtpTransport
from mailbot.core.examination import Finding, away, bad, ok
from mailbot.core.message import Address
from mailbot.core.writing.compose import Automation, Envelope, compose
from mailbot.core.writing.identity import reply_address
from mailbot.ports import Deferred, NoServer, Outcome, Parcel, Refused, Sent, Uncertain, Unreachable
from mailbot.settings import Settings, require

SUBJECT = "A test of the desk's mail"
TEXT = "mailbot doctor sent this mail to see whether it arrives. Nothing is to be done."
WITHIN = 60.0
"""Seconds within which a mail to ourselves should be back."""


def send_test(settings: Settings, to: str) -> Finding:
    """Send a test mail. Raises BadSettings."""
    outcome = _send(settings, to, secrets.token_hex(8))
    match outcome:
        case Sent(reply):
            return ok("send_test", f"the server took the mail: {reply}", to)
        case NoServer(error) | Deferred(error) | Uncertain(error):
            return away("send_test", error, to)
        case _:
            return bad("send_test", f"the server refuses it: {outcome.error}", "correct the address, or MAILBOT_SMTP_URL", to)


def deliver_to_ourselves(settings: Settings) -> Finding:
    """Send a mail to a plus-address of ours, and look for it in the mailboxes. It opens nothing: it is the desk's own.

    Raises BadSettings.
    """
    require(settings, "MAILBOT_IMAP_URL", "MAILBOT_SMTP_URL", "MAILBOT_ADDRESS")
    mark = secrets.token_hex(8)
    to = reply_address(settings.addresses[0], "doctor", mark)
    try:
        with _mailboxes(settings) as mailboxes:
            last = {mailbox.name: max(mailbox.uids_above(0), default=0) for mailbox in mailboxes}
            outcome = _send(settings, to, mark)
            if not isinstance(outcome, Sent):
                return bad("deliver", f"it could not be sent: {outcome.error}", "see what is said of smtp", to)
            took = _look_for(mailboxes, last, mark.encode())
    except (Unreachable, Refused) as wrong:
        return away("deliver", str(wrong), to)
    if took is None:
        mend = (
            "switch on plus-addressing, and see that MAILBOT_IMAP_URL names the mailbox of MAILBOT_ADDRESS; "
            "a running desk that moves its mails may have moved it"
        )
        return bad("deliver", f"a mail to our plus-address did not arrive within {WITHIN:.0f} seconds", mend, to)
    return ok("deliver", f"a mail to our plus-address was back after {took:.1f} seconds", to)


@contextmanager
def _mailboxes(settings: Settings) -> Iterator[list[ImapMailbox]]:
    """All mailboxes, open, for looking only."""
    tokens = OAuthTokens(settings.oauth()) if settings.needs_token() else None
    keep = AfterKept(AfterAction.KEEP)
    mailboxes = [ImapMailbox(account, after=keep, tokens=tokens) for account in settings.imap]
    try:
        for mailbox in mailboxes:
            mailbox.open()
        yield mailboxes
    finally:
        for mailbox in mailboxes:
            mailbox.close()


def _look_for(mailboxes: list[ImapMailbox], last: dict[str, int], mark: bytes) -> float | None:
    """Seconds until a mail with a mark was in one of the mailboxes, None where it did not come."""
    began = time.monotonic()
    while (took := time.monotonic() - began) < WITHIN:
        for mailbox in mailboxes:
            mailbox.open()
            for batch in mailbox.fetch(mailbox.uids_above(last[mailbox.name])):
                if any(mark in mail.raw for mail in batch):
                    return took
                last[mailbox.name] = max(mail.uid for mail in batch)
        mailboxes[0].wait(1.0)
    return None


def _send(settings: Settings, to: str, mark: str) -> Outcome:
    require(settings, "MAILBOT_SMTP_URL", "MAILBOT_ADDRESS")
    if settings.smtp is None:
        raise ValueError("required above")
    own = settings.addresses[0]
    domain = own.rpartition("@")[2]
    envelope = Envelope(
        sender=Address("", own),
        recipient=Address("", to),
        reply_to="",
        message_id=f"<doctor.{mark}@{domain}>",
        date=SystemClock().now(),
        automation=Automation.GENERATED,
    )
    transport = SmtpTransport(settings.smtp, slots=1, tokens=OAuthTokens(settings.oauth()) if settings.needs_token() else None)
    try:
        (outcome,) = transport.send([Parcel(to, own, own, compose(envelope, SUBJECT, TEXT, "", []))])
    finally:
        transport.close()
    return outcome
