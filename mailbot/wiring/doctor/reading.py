"""The mailboxes: the way in, and what we may do there."""

from collections.abc import Iterator

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.imap_probe import NOT_TOLD, MailboxFacts, probe_mailbox
from mailbot.adapters.mail_url import AfterAction, ImapAccount, Security
from mailbot.adapters.oauth import OAuthTokens
from mailbot.core.examination import Finding, away, bad, ok, warn
from mailbot.core.reading import read
from mailbot.ports import Past, Refused, StoreTrouble, Unreachable
from mailbot.settings import BadSettings, Settings
from mailbot.wiring.doctor.certificates import judge_certificate
from mailbot.wiring.doctor.clocks import judge_arrival
from mailbot.wiring.doctor.storage import opened_if_current

LOOPBACK = ("127.0.0.1", "::1", "localhost")
KEPT_LOOKED_AT = 50


def examine_mailboxes(settings: Settings) -> Iterator[Finding]:
    """Each mailbox by itself, and whether the border server that is believed is the one that writes."""
    tokens = None
    if settings.needs_token():
        try:
            tokens = OAuthTokens(settings.oauth())
            tokens()
        except BadSettings as wrong:
            yield bad("oauth", str(wrong), "see Microsoft 365 and Google in docs/operations.md")
            return
        except Refused as wrong:
            yield bad("oauth", str(wrong), "give consent, or make the client's secret, anew")
            return
        except Unreachable as wrong:
            yield away("oauth", str(wrong))
            return
        yield ok("oauth", f"the token endpoint gives tokens, this one for {round(tokens.seconds_left() / 60)} minutes")
    for account in settings.imap:
        yield from _examine_mailbox(settings, account, tokens)
    if settings.trusted_authserv:
        yield from _examine_authserv(settings)


def _examine_mailbox(settings: Settings, account: ImapAccount, tokens: OAuthTokens | None) -> Iterator[Finding]:
    try:
        facts = probe_mailbox(account, settings.after, tokens=tokens)
    except Refused as wrong:
        yield bad("imap.login", str(wrong), "correct MAILBOT_IMAP_URL", account.name)
        return
    except Unreachable as wrong:
        yield away("imap.login", str(wrong), account.name)
        return
    now = SystemClock().now()
    yield ok("imap.login", f"{facts.messages} mails are there", account.name)
    yield from judge_certificate("imap.certificate", facts.certificate_end, now, account.name)
    if account.security is Security.PLAIN and account.host not in LOOPBACK:
        yield warn("imap.tls", "the password is sent in the clear", "write imaps://, or add ?starttls=1", account.name)
    if not facts.uidvalidity:
        mend = "use another server: mails are known by it"
        yield bad(
            "imap.uidvalidity", "the server does not number its mails for good (UIDVALIDITY is missing or 0)", mend, account.name
        )
    yield from _judge_rights(settings, account, facts)
    if "IDLE" not in facts.capabilities:
        yield warn(
            "imap.idle",
            "the server cannot tell of new mail (no IDLE): we look every 30 seconds",
            "nothing, or another server",
            account.name,
        )
    if facts.newest is not None:
        yield judge_arrival(account.host, facts.newest, now)


def _judge_rights(settings: Settings, account: ImapAccount, facts: MailboxFacts) -> Iterator[Finding]:
    """Whether kept mails can be marked or moved as MAILBOT_AFTER says."""
    action, rights = settings.after.action, facts.rights
    if action is AfterAction.SEEN and not (facts.flags and (rights == NOT_TOLD or "s" in rights)):
        mend = f"give {account.user} the right to change flags (ACL s), or set MAILBOT_AFTER=keep"
        yield bad("imap.rights", "mails cannot be marked as seen", mend, account.name)
        return
    if action is AfterAction.MOVE:
        if rights != NOT_TOLD and not {"t", "e"} <= set(rights):
            mend = f"give {account.user} the right to delete and expunge (ACL t and e), or set MAILBOT_AFTER=seen"
            yield bad("imap.rights", "mails cannot be moved away", mend, account.name)
        if not facts.target:
            mend = f"make the folder {settings.after.folder}, or name one that is there"
            yield bad(
                "imap.target",
                f"the folder {settings.after.folder}, to which kept mails are moved, is not there",
                mend,
                account.name,
            )
        if "MOVE" not in facts.capabilities and "UIDPLUS" not in facts.capabilities:
            mend = "set MAILBOT_AFTER=seen"
            yield warn("imap.move", "moved mails stay, marked as deleted (neither MOVE nor UIDPLUS)", mend, account.name)
        return
    yield ok("imap.rights", "kept mails can be settled as MAILBOT_AFTER says", account.name)


def _examine_authserv(settings: Settings) -> Iterator[Finding]:
    """Whether a border server that we believe wrote on top of the mails that were kept."""
    try:
        with opened_if_current(settings) as store:
            if store is None:
                return
            with store.transaction() as tx:
                mails = tx.archive.past_mails(Past(), 0)[-KEPT_LOOKED_AT:]
    except StoreTrouble:
        return  # told by the examination of the database
    on_top = [fields[0] for mail in mails if (fields := read(mail.raw).header("authentication-results"))]
    names = {field.split(";")[0].split()[0].casefold() for field in on_top if field.split(";")[0].split()}
    if not mails:
        return
    if names & settings.trusted_authserv:
        yield ok("settings.authserv_seen", "a border server that is believed wrote on top of kept mails")
    else:
        seen = f"; they say {', '.join(sorted(names))}" if names else ", on which no server wrote"
        mend = "set MAILBOT_TRUSTED_AUTHSERV to what your border server writes first: without it coordinators are asked back"
        yield bad(
            "settings.authserv_seen", f"no server that is believed wrote on top of the {len(mails)} mails looked at{seen}", mend
        )
