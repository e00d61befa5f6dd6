"""Looks at a mailbox and what we may do in it, without changing anything."""

import contextlib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from imapclient import IMAPClient

from mailbot.adapters.certificates import end_of
from mailbot.adapters.imap_errors import FAILURES, Step, translate
from mailbot.adapters.imap_fetch import list_mails
from mailbot.adapters.imap_login import Attempt, ImapTimings, connect, hang_up, log_in
from mailbot.adapters.mail_url import AfterAction, AfterKept, ImapAccount
from mailbot.adapters.oauth import TokenSource
from mailbot.ports.errors import Refused, Unreachable

NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class MailboxFacts:
    """What a server says of a mailbox. `flags`: we may mark mails there as seen, by PERMANENTFLAGS (RFC 9051, 7.1).

    `rights` are the letters of RFC 4314 that we have, `not told` where the server knows no ACL. `target` says whether the folder
    is there to which kept mails are moved, None where none are. `newest` is the INTERNALDATE of the last mail.
    """

    uidvalidity: int
    messages: int
    capabilities: frozenset[str]
    flags: bool
    rights: str
    target: bool | None
    newest: datetime | None
    certificate_end: datetime | None


def probe_mailbox(
    account: ImapAccount,
    after: AfterKept,
    *,
    tokens: TokenSource | None = None,
    tls: ssl.SSLContext | None = None,
    timings: ImapTimings | None = None,
) -> MailboxFacts:
    """Log in and look. Raises Unreachable or Refused, with the mend."""
    attempt = Attempt(secrets=[account.password])
    client: IMAPClient | None = None
    failure: Unreachable | Refused
    try:
        client = connect(account, timings or ImapTimings(), tls or ssl.create_default_context(), attempt)
        log_in(client, account, tokens, attempt)
        return _look(client, account, after)
    except (Unreachable, Refused) as error:
        failure = error
    except FAILURES as error:
        failure = translate(error, attempt.step, account, attempt.secrets)
    finally:
        if client is not None:
            with contextlib.suppress(*FAILURES):
                client.logout()
            hang_up(client)
    raise failure


def _look(client: IMAPClient, account: ImapAccount, after: AfterKept) -> MailboxFacts:
    capabilities = frozenset(one.decode("ascii", "replace").upper() for one in client.capabilities())
    try:
        answer: Mapping[bytes, object] = client.select_folder(account.folder, readonly=after.action is AfterAction.KEEP)
    except FAILURES as error:
        raise translate(error, Step.SELECT, account, [account.password]) from None
    messages = answer.get(b"EXISTS")
    count = messages if isinstance(messages, int) else 0
    uidvalidity = answer.get(b"UIDVALIDITY")
    permanent = answer.get(b"PERMANENTFLAGS")
    allowed = [flag.lower() for flag in permanent] if isinstance(permanent, (tuple, list)) else [b"\\seen"]
    target = None
    if after.action is AfterAction.MOVE:
        target = bool(client.list_folders("", after.folder))
    return MailboxFacts(
        uidvalidity=uidvalidity if isinstance(uidvalidity, int) else 0,
        messages=count,
        capabilities=capabilities,
        flags=b"\\seen" in allowed,
        rights=_rights(client, account.folder) if "ACL" in capabilities else NOT_TOLD,
        target=target,
        newest=_newest(client) if count else None,
        certificate_end=end_of(client.socket()),
    )


def _rights(client: IMAPClient, folder: str) -> str:
    """Our rights in a folder (MYRIGHTS, RFC 4314, 3.5)."""
    kind, answer = client._imap.myrights(client._normalise_folder(folder))
    if kind != "OK" or not answer or answer[0] is None:
        return NOT_TOLD
    return str(answer[0].decode("ascii", "replace").split()[-1])


def _newest(client: IMAPClient) -> datetime | None:
    """When the last mail came."""
    uids = client.search(["*"])
    listed, _ = list_mails(client, uids[-1:], 0)
    return listed[0].received_at.astimezone(UTC) if listed else None
