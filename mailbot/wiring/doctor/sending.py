"""The way out: the submission server, tried up to the recipient."""

from collections.abc import Iterator

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.mail_url import Security, SmtpAccount
from mailbot.adapters.oauth import OAuthTokens
from mailbot.adapters.smtp_limits import is_our_limit
from mailbot.adapters.smtp_login import NoEntry
from mailbot.adapters.smtp_probe import Said, ServerFacts, probe_server
from mailbot.core.examination import Finding, away, bad, ok, warn
from mailbot.core.writing.identity import reply_address
from mailbot.ports import Unreachable
from mailbot.settings import BadSettings, Settings
from mailbot.wiring.doctor.certificates import judge_certificate
from mailbot.wiring.doctor.clocks import judge_clock
from mailbot.wiring.doctor.reading import LOOPBACK

LEAST_SIZE = 10_000_000


def examine_sending(settings: Settings) -> Iterator[Finding]:
    """Whether the server takes our mail."""
    account = settings.smtp
    if account is None or not settings.addresses:
        return
    own = settings.addresses[0]
    try:
        tokens = OAuthTokens(settings.oauth()) if settings.needs_token() else None
        facts = probe_server(account, own, reply_address(own, "doctor", "check"), tokens=tokens)
    except NoEntry as wrong:
        correct = bad("smtp.login", str(wrong), "correct MAILBOT_SMTP_URL", account.name)
        yield correct if wrong.refused else away("smtp.login", str(wrong), account.name)
        return
    except Unreachable as wrong:
        yield away("smtp.login", str(wrong), account.name)
        return
    except BadSettings:
        return  # told with the mailboxes
    yield ok("smtp.login", "the server lets us in", account.name)
    now = SystemClock().now()
    yield from judge_certificate("smtp.certificate", facts.certificate_end, now, account.name)
    if facts.greeted_at is not None:
        yield judge_clock(account.host, facts.greeted_at, now)
    yield from _judge_line(account, facts)
    yield from _judge_addresses(account, own, facts)


def _judge_line(account: SmtpAccount, facts: ServerFacts) -> Iterator[Finding]:
    if account.security is Security.PLAIN and account.host not in LOOPBACK:
        offered = "add ?starttls=1, which it offers" if "starttls" in facts.extensions else "write smtps://, or add ?starttls=1"
        yield warn("smtp.tls", "mail leaves in the clear", offered, account.name)
    size = facts.extensions.get("size", "")
    if size.isdigit() and 0 < int(size) < LEAST_SIZE:
        mend = "ask for a higher limit: answers with files will not leave"
        yield warn("smtp.size", f"the server takes mails of at most {int(size) // 1000} kB", mend, account.name)


def _judge_addresses(account: SmtpAccount, own: str, facts: ServerFacts) -> Iterator[Finding]:
    """What the server says to our own addresses."""
    if not facts.sender.yes:
        yield _refused(
            "smtp.sender", f"mail from {own}", facts.sender, "let this login send as it, or change MAILBOT_ADDRESS", account
        )
        return
    yield ok("smtp.sender", f"mail from {own} is taken", account.name)
    if "@" in account.user and account.user.casefold() != own:
        mend = "see that the server lets it: many change the From, or refuse"
        yield warn("smtp.identity", f"we log in as {account.user} and send as {own}", mend, account.name)
    if not facts.null_path.yes:
        said = f"mail from the null path is refused ({facts.null_path.words})"
        yield warn(
            "smtp.null_path", said, "nothing: acknowledgements leave from our own address, and may bounce to us", account.name
        )
    if not facts.own.yes:
        yield _refused("smtp.recipient", f"mail to {own}", facts.own, "see that the address exists, or log in", account)
    elif not facts.tagged.yes:
        mend = "switch on plus-addressing (sub-addresses, RFC 5233): replies to our mails come back by it"
        yield _refused("smtp.plus", f"mail to {own.replace('@', '+…@')}", facts.tagged, mend, account)
    else:
        yield ok(
            "smtp.plus", "mail to our plus-addresses is taken; `mailbot doctor --deliver` shows whether it arrives", account.name
        )


def _refused(what: str, which: str, said: Said, mend: str, account: SmtpAccount) -> Finding:
    if said.later:
        return away(what, f"{which} is not taken now: {said.words}", account.name)
    if is_our_limit(f"{said.code} {said.words}"):
        mend = "wait: what is due leaves when the limit is over; ask your provider for a higher one if it comes often"
        return warn(what, f"the server lets us send no more for now: {said.words}", mend, account.name)
    if said.code == 530:
        return bad(
            what, f"{which} is refused without a login: {said.words}", "write user:password into MAILBOT_SMTP_URL", account.name
        )
    return bad(what, f"{which} is refused: {said.words}", mend, account.name)
