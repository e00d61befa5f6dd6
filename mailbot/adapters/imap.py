"""A mailbox on an IMAP server (RFC 9051), through imapclient."""

import contextlib
import imaplib
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from typing import TypeVar

from imapclient import DELETED, SEEN, IMAPClient

from mailbot.adapters.certificates import end_of
from mailbot.adapters.imap_errors import FAILURES, LineLost, Step, is_passing, translate
from mailbot.adapters.imap_fetch import AT_ONCE, Choked, Listed, batches, list_mails, take, uids_above
from mailbot.adapters.imap_login import Attempt, ImapTimings, connect, hang_up, log_in
from mailbot.adapters.imap_wait import Bell, Interruption
from mailbot.adapters.mail_url import AfterAction, AfterKept, ImapAccount
from mailbot.adapters.oauth import TokenSource
from mailbot.adapters.server_words import tell
from mailbot.ports.errors import Refused, Unreachable
from mailbot.ports.mailbox import FetchedMail, MailboxState

A = TypeVar("A")
B = TypeVar("B", Listed, FetchedMail)
T = TypeVar("T")
Question = Callable[[IMAPClient, Sequence[A]], tuple[list[B], dict[int, str]]]
"""Asks about some mails: what was found, and what is there and was not found, and why."""

_BREAKS = 12
"""The line may break so many times in a row while mails are fetched; nine lead from 500 mails to the one at which it breaks."""
_FAREWELL = 2.0
_MARK_SEEN = AfterKept()
_TIMINGS = ImapTimings()


class ImapMailbox:
    """A Mailbox. `interrupt` alone is for other threads.

    `unfetched`: what the last `fetch` left out though the server lists it, uid -> why. Such a mail takes no other with it:
    where the server refuses a batch or breaks the line at it (Dovecot says BYE at a mail that it cannot read), `fetch` connects
    anew and asks for its halves, down to the single mail. A mail that is gone is not in `unfetched`.
    """

    def __init__(  # noqa: PLR0913 - by keyword
        self,
        account: ImapAccount,
        *,
        after: AfterKept = _MARK_SEEN,
        max_message_bytes: int = 40 << 20,
        tokens: TokenSource | None = None,
        tls: ssl.SSLContext | None = None,
        timings: ImapTimings = _TIMINGS,
    ) -> None:
        self.name = account.name
        self.unfetched: dict[int, str] = {}
        self._account = account
        self._after = after
        self._max_octets = max_message_bytes
        self._tokens = tokens
        self._tls = tls
        self._timings = timings
        self._interruption = Interruption()
        self._line: tuple[IMAPClient, Bell] | None = None
        self._secrets: list[str] = [account.password]
        self._state = MailboxState(0, 0)
        self._breaks = 0
        self._certificate_end: datetime | None = None

    def open(self) -> MailboxState:
        """Connect if need be, select the mailbox afresh, say what it is."""
        if self._line is None:
            self._connect()
        self._state = self._ask(Step.SELECT, self._select)
        return self._state

    def uids_above(self, uid: int) -> list[int]:
        """All UIDs greater than `uid`, rising."""
        return self._ask(Step.SEARCH, partial(self._search, uid=uid))

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[FetchedMail, ...]]:
        """The mails of `uids`, rising, in batches of at most 50 mails and 8 MB. Nothing on the server changes.

        A mail larger than `max_message_bytes` comes as its first 64 KB, partial.
        """
        self.unfetched = {}
        self._breaks = 0
        wanted = sorted(set(uids))
        for start in range(0, len(wanted), AT_ONCE):
            listed = self._divide(wanted[start : start + AT_ONCE], partial(list_mails, max_octets=self._max_octets), int)
            for batch in batches(listed):
                mails = tuple(self._divide(batch, take, _uid_of))
                if mails:
                    yield mails
                del mails  # or two batches would be in memory while the next is fetched

    def arrivals(self, uids: Sequence[int]) -> Mapping[int, datetime]:
        """When these mails came, by rising UID."""
        wanted, found = sorted(set(uids)), dict[int, datetime]()
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            listed, _ = self._ask(Step.FETCH, partial(list_mails, uids=some, max_octets=self._max_octets))
            found |= {mail.uid: mail.received_at for mail in listed}
        return found

    def settle(self, uids: Sequence[int]) -> None:
        """Mark kept mails seen, move them, or leave them, as `after` says."""
        if self._after.action is AfterAction.KEEP:
            return
        for start in range(0, len(uids), AT_ONCE):
            some = list(uids[start : start + AT_ONCE])
            if self._after.action is AfterAction.SEEN:
                self._ask(Step.SETTLE, partial(_mark_seen, uids=some))
            else:
                self._ask(Step.SETTLE, partial(_move, uids=some, folder=self._after.folder))

    def wait(self, seconds: float) -> None:
        """Return when something may have arrived, when called off, or after about `seconds`. Not open, it only waits."""
        if self._line is None:
            self._interruption.sleep(seconds)
        else:
            _, bell = self._line
            self._ask(Step.WAIT, lambda _: bell.wait(seconds, self._interruption))

    def ending(self) -> Mapping[str, datetime]:
        """Until when the server's certificate is good, as it showed it last; nothing before. For any thread."""
        end = self._certificate_end
        return {f"the certificate of {self._account.host}:{self._account.port}": end} if end is not None else {}

    def interrupt(self) -> None:
        """Let the `wait` that is on, or else the next one, return at once. For any thread."""
        self._interruption.call()

    def close(self) -> None:
        """Leave the server. Never raises."""
        if self._line is not None:
            client, bell = self._line
            with contextlib.suppress(*FAILURES):
                client.socket().settimeout(_FAREWELL)
                bell.leave()
                client.logout()
        self._drop()
        self._interruption.close()

    def _connect(self) -> None:
        """Connect and log in. The exception raised has no link to the library's, which may hold the password."""
        attempt = Attempt(secrets=[self._account.password])
        failure: Unreachable | Refused
        client: IMAPClient | None = None
        try:
            if self._tls is None:
                self._tls = ssl.create_default_context()
            client = connect(self._account, self._timings, self._tls, attempt)
            self._certificate_end = end_of(client.socket())
            log_in(client, self._account, self._tokens, attempt)
            bell = Bell(client, renewal=self._timings.idle_renewal, poll=self._timings.poll)
            self._line, self._secrets = (client, bell), attempt.secrets
        except (Unreachable, Refused) as error:
            failure = error
        except FAILURES as error:
            failure = translate(error, attempt.step, self._account, attempt.secrets)
        else:
            return
        if client is not None:
            hang_up(client)
        raise failure

    def _select(self, client: IMAPClient) -> MailboxState:
        # EXAMINE where nothing is to change: it needs no right to write, and makes sure of it.
        answer = client.select_folder(self._account.folder, readonly=self._after.action is AfterAction.KEEP)
        return MailboxState(answer[b"UIDVALIDITY"], answer[b"EXISTS"], answer.get(b"UIDNEXT"))

    def _search(self, client: IMAPClient, uid: int) -> list[int]:
        """Search, and again where mails arrived meanwhile: a server finds none of which it has not told us yet."""
        _, bell = self._connected()
        for _ in range(2):
            bell.hush()
            found = uids_above(client, uid, self._state.messages)
            if not bell.has_news():
                break
        return found

    def _connected(self) -> tuple[IMAPClient, Bell]:
        if self._line is None:
            raise Unreachable(f"{self.name}: not connected")
        return self._line

    def _ask(self, step: Step, question: Callable[[IMAPClient], T]) -> T:
        """Ask the server something. A failure drops the line, and has no link to the library's."""
        client, bell = self._connected()
        try:
            if step is not Step.WAIT:
                bell.leave()
            answer = question(client)
            if step is Step.SELECT:
                bell.hush()
        except FAILURES as error:
            failure = translate(error, step, self._account, self._secrets)
        else:
            return answer
        self._drop()
        raise failure

    def _drop(self) -> None:
        if self._line is not None:
            hang_up(self._line[0])
        self._line = None

    def _divide(self, group: Sequence[A], question: Question[A, B], uid_of: Callable[[A], int]) -> list[B]:
        """Ask about a group of mails; where the server fails at it, about its halves, and pass over single mails that fail.

        Raises Unreachable where the server is the trouble and not a mail: it cannot be reached anew, or fails all the time.
        """
        why = ""
        for _ in range(1 if len(group) > 1 else 2):  # a single mail has a second chance: perhaps it was the line
            try:
                found, missing = self._ask(Step.FETCH, lambda client: question(client, group))
            except Choked as choked:
                why = tell(str(choked), self._secrets)
                break
            except LineLost as lost:
                why = str(lost)
            else:
                self._breaks = 0
                if len(group) == 1:
                    self.unfetched |= missing
                    return found
                singly = [self._divide([one], question, uid_of) for one in group if uid_of(one) in missing]
                return sorted(chain(found, *singly), key=_uid_of) if singly else found
            self._breaks += 1
            if self._breaks > _BREAKS:
                raise Unreachable(why)
            self._reopen()
        if len(group) == 1:
            self.unfetched[uid_of(group[0])] = why
            return []
        half = len(group) // 2
        return self._divide(group[:half], question, uid_of) + self._divide(group[half:], question, uid_of)

    def _reopen(self) -> None:
        before = self._state
        if self.open().uidvalidity != before.uidvalidity:
            raise Unreachable(f"{self.name}: the mailbox was rebuilt while mails were fetched")


def _uid_of(mail: Listed | FetchedMail) -> int:
    return mail.uid


def _mark_seen(client: IMAPClient, uids: list[int]) -> None:
    client.add_flags(uids, [SEEN], silent=True)


def _move(client: IMAPClient, uids: list[int], folder: str) -> None:
    """Move mails (RFC 6851); make the folder where it is not there."""
    try:
        _move_once(client, uids, folder)
    except imaplib.IMAP4.error as error:
        if is_passing(error):
            raise
        with contextlib.suppress(imaplib.IMAP4.error):  # if it cannot be made, the second try says best what is wrong
            client.create_folder(folder)
            client.subscribe_folder(folder)
        _move_once(client, uids, folder)


def _move_once(client: IMAPClient, uids: list[int], folder: str) -> None:
    if client.has_capability("MOVE"):
        client.move(uids, folder)
        return
    # What is deleted already has been copied before.
    left = client.search(["UID", ",".join(str(uid) for uid in uids), "UNDELETED"])
    if left:
        client.copy(left, folder)
        client.add_flags(left, [DELETED], silent=True)
    if client.has_capability("UIDPLUS"):
        # RFC 4315, 2.1: only ours. Without it they stay marked: EXPUNGE would remove what others have marked.
        client.uid_expunge(uids)
