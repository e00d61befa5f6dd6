"""Proves that nothing vanished: each mailbox beside the ledger, and every row beside the work that leads on from it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailbot.core.deciding.context import Identity
from mailbot.core.message import Address
from mailbot.core.rulebook import RulebookBroken
from mailbot.pipeline.ingest import Intake, read_again
from mailbot.pipeline.numbering import last_same
from mailbot.pipeline.rulebooks import NoRulebook, RulebookInForce
from mailbot.ports import Mailbox, Queue, Refused, Store, Unreachable
from mailbot.ports.auditing import LooseEnd

PAGE = 5_000
"""Rows of the ledger that are looked at together."""

MOST_NAMED = 20
MOST_ASKED = 500
"""Mails that nobody has read, of which the server is asked when they came."""

UNREAD_FOR = timedelta(minutes=10)
"""A mail that has waited longer to be read is a gap: whoever reads the mailbox does not, or cannot get at it."""

REASONS: dict[LooseEnd, tuple[str, str]] = {
    LooseEnd.NO_STATE: ("arrived mails are in a state that there is not", "restore a backup, and tell it as a defect"),
    LooseEnd.PENDING_WITHOUT_JOB: ("arrived mails wait and nothing leads on from them", "`mailbot reconcile --mend`"),
    LooseEnd.ENDED_WITH_JOB: (
        "arrived mails are ended and would be decided once more",
        "look at them, `mailbot inbound show ID`",
    ),
    LooseEnd.DONE_WITHOUT_DECISION: ("arrived mails are done and nothing says how", "look at them, `mailbot inbound raw ID`"),
    LooseEnd.DONE_WITHOUT_TICKET: (
        "arrived mails belong to a ticket that is not there",
        "look at them, `mailbot inbound raw ID`",
    ),
    LooseEnd.OWED_WITHOUT_JOB: ("owed mails wait and nothing sends them", "`mailbot reconcile --mend`"),
    LooseEnd.GATHERED_WITHOUT_DIGEST: ("owed mails wait for a digest that never leaves", "`mailbot outbox retry ID` for each"),
    LooseEnd.JOB_WITHOUT_MAIL: ("jobs are about arrived mails that are not there", "restore a backup, and tell it as a defect"),
    LooseEnd.JOB_WITHOUT_OWED: ("jobs are about owed mails that are not there", "restore a backup, and tell it as a defect"),
    LooseEnd.JOB_WITHOUT_COUNTDOWN: ("jobs are about clocks of tickets that are not there", "they end by themselves when due"),
    LooseEnd.TICKET_WITHOUT_OWNER: ("open tickets have no owner", "give them one by a mail with #to"),
    LooseEnd.TICKET_WITHOUT_COUNTDOWN: ("open tickets have no clock", "a mail on each, such as #note, winds it"),
    LooseEnd.COUNTDOWN_WITHOUT_JOB: ("clocks of tickets run and nothing looks at them", "`mailbot reconcile --mend`"),
}
"""What each loose end says to a person, and what mends it."""

JOBS_MISSING = {
    LooseEnd.PENDING_WITHOUT_JOB: Queue.PROCESS,
    LooseEnd.OWED_WITHOUT_JOB: Queue.SEND,
    LooseEnd.COUNTDOWN_WITHOUT_JOB: Queue.COUNTDOWN,
}
"""Loose ends that a job mends, and in which queue."""

DATABASE = "database"
NEVER_KEPT = "never_kept"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not as it must be. `where` is a mailbox or `database`; `numbers` are the first UIDs or row numbers.

    `about` is an address of the desk file, or a word, where numbers do not tell it.
    """

    where: str
    kind: str
    count: int
    said: str
    mend: str
    numbers: tuple[int, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One mailbox beside the ledger: how many mails the server has, how many of them are kept, are not read yet, and how many
    are kept that it has no more (moved, or deleted after they were kept).
    """

    mailbox: str
    uidvalidity: int
    on_server: int
    kept: int = 0
    not_read_yet: int = 0
    gone: int = 0
    gaps: tuple[Gap, ...] = ()


@dataclass(slots=True)
class Reconciled:
    """All that was found. `mended` counts the mails read and the jobs made where that was asked for."""

    mailboxes: list[Compared] = field(default_factory=list)
    unreachable: list[str] = field(default_factory=list)
    loose: list[Gap] = field(default_factory=list)
    mended: int = 0

    @property
    def gaps(self) -> list[Gap]:
        """All gaps, those of the mailboxes first."""
        return [gap for one in self.mailboxes for gap in one.gaps] + self.loose


@dataclass(slots=True)
class _Walk:
    """What differs between a server's list and the ledger."""

    kept: int = 0
    unknown: list[int] = field(default_factory=list)
    gone: int = 0
    heads: list[int] = field(default_factory=list)


def reconcile(intake: Intake, identity: Identity, mailboxes: Sequence[Mailbox], *, moves: bool, mend: bool) -> Reconciled:
    """Compare each mailbox with the ledger, and look for rows that hang loose. Raises StoreTrouble.

    `moves`: kept mails are moved to another folder, so that it is there that a large one lies of which the head alone was kept.
    `mend`: mails that were never kept are read, and rows that wait for nothing are given their job; all else stays as it is.
    """
    found = Reconciled()
    for mailbox in mailboxes:
        try:
            compared = compare(intake, mailbox, moves=moves)
            if mend and any(gap.kind == NEVER_KEPT for gap in compared.gaps):
                found.mended += _read_lost(intake, mailbox)
                compared = compare(intake, mailbox, moves=moves)
        except (Unreachable, Refused) as wrong:
            found.unreachable.append(str(wrong))
        else:
            found.mailboxes.append(compared)
        finally:
            mailbox.close()
    if mend:
        found.mended += _give_jobs(intake.store, intake.clock.now())
    found.loose = [*_loose_ends(intake.store), *_strange_owners(intake.store, identity)]
    return found


def compare(intake: Intake, mailbox: Mailbox, *, moves: bool) -> Compared:
    """One mailbox beside the ledger. Raises Unreachable, Refused, StoreTrouble.

    The server is asked first: what is kept meanwhile is known then, and what comes meanwhile is not missed.
    """
    began = intake.clock.now()
    state = mailbox.open()
    listed = mailbox.uids_above(0)
    with intake.store.transaction() as tx:
        cursor = tx.ledger.cursor(mailbox.name)
    same = last_same(intake.store, mailbox, cursor, state) if cursor is not None else None
    if cursor is not None and same is not None:
        anew = cursor.uidvalidity != state.uidvalidity
        said = (
            f"the server has numbered its mails anew (UIDVALIDITY {cursor.uidvalidity} became {state.uidvalidity})"
            if anew
            else f"the server was set back: above UID {same} it has other mails than those that were kept"
        )
        mend = "`mailbot run` reads it anew and finds again what is kept already; then reconcile once more"
        gap = Gap(mailbox.name, "uidvalidity_changed" if anew else "set_back", sum(uid > same for uid in listed), said, mend)
        return Compared(mailbox.name, state.uidvalidity, len(listed), gaps=(gap,))
    walk = _walk(intake.store, mailbox.name, state.uidvalidity, listed, began)
    reached = cursor.last_uid if cursor is not None else 0
    lost = [uid for uid in walk.unknown if uid <= reached]
    waiting = [uid for uid in walk.unknown if uid > reached]
    gaps = [
        *_of_lost(mailbox.name, lost),
        *_of_late(mailbox, waiting, began),
        *_of_heads(mailbox.name, () if moves else walk.heads),
    ]
    return Compared(
        mailbox.name, state.uidvalidity, len(listed), walk.kept, len(waiting), walk.gone + len(walk.heads), tuple(gaps)
    )


def _walk(store: Store, mailbox: str, uidvalidity: int, listed: Sequence[int], began: datetime) -> _Walk:
    """Go through both, a page of the ledger at a time."""
    walk = _Walk()
    above, more = 0, True
    while more:
        with store.transaction() as tx:
            page = tx.audit.kept_uids(mailbox, uidvalidity, above, PAGE)
        more = len(page) == PAGE
        end = bisect_right(listed, page[-1].uid) if more else len(listed)
        there = listed[bisect_right(listed, above) : end]
        known, seen = {mail.uid for mail in page}, set(there)
        walk.unknown += [uid for uid in there if uid not in known]
        walk.kept += len(known & seen)
        absent = [mail for mail in page if mail.uid not in seen and mail.kept_at <= began]
        walk.gone += sum(mail.whole for mail in absent)
        walk.heads += [mail.inbound for mail in absent if not mail.whole]
        above = page[-1].uid if more else above
    return walk


def _of_lost(mailbox: str, lost: Sequence[int]) -> Iterator[Gap]:
    if lost:
        said = "mails on the server were passed over and never kept"
        yield Gap(mailbox, NEVER_KEPT, len(lost), said, "`mailbot reconcile --mend` reads them", tuple(lost[:MOST_NAMED]))


def _of_late(mailbox: Mailbox, waiting: Sequence[int], now: datetime) -> Iterator[Gap]:
    """Mails that nobody has read though they came a while ago."""
    arrived = mailbox.arrivals(waiting[:MOST_ASKED]) if waiting else {}
    late = [uid for uid, at in arrived.items() if at < now - UNREAD_FOR]
    if late:
        said = f"mails on the server came more than {UNREAD_FOR.seconds // 60} minutes ago and are not read yet"
        mend = "see that `mailbot run` reads this mailbox; its log says what it cannot fetch"
        yield Gap(mailbox.name, "not_read", len(late), said, mend, tuple(late[:MOST_NAMED]))


def _of_heads(mailbox: str, heads: Sequence[int]) -> Iterator[Gap]:
    """Mails of which only the head was kept, since they are too large, and whose server has them no more in this folder."""
    if heads:
        said = "mails were too large to be kept whole, and the server has them no more in this folder (by their number here)"
        mend = "look in the folder to which they were moved"
        yield Gap(mailbox, "only_head_kept", len(heads), said, mend, tuple(heads[:MOST_NAMED]))


def _read_lost(intake: Intake, mailbox: Mailbox) -> int:
    """Read what was passed over; how many mails."""
    state = mailbox.open()
    with intake.store.transaction() as tx:
        cursor = tx.ledger.cursor(mailbox.name)
    if cursor is None:
        return 0
    walk = _walk(intake.store, mailbox.name, state.uidvalidity, mailbox.uids_above(0), intake.clock.now())
    return read_again(intake, mailbox, cursor, [uid for uid in walk.unknown if uid <= cursor.last_uid])


def _give_jobs(store: Store, now: datetime) -> int:
    """Give a job to every row that waits without one; how many."""
    given = 0
    for kind, queue in JOBS_MISSING.items():
        while True:
            with store.transaction() as tx:
                found = tx.audit.loose(kind, PAGE)
                for number in found.numbers:
                    tx.jobs.ensure(queue, number, now)
            given += len(found.numbers)
            if len(found.numbers) < PAGE:
                break
    return given


def _loose_ends(store: Store) -> Iterator[Gap]:
    """The database by itself; a transaction a question, so that nobody waits long."""
    for kind in LooseEnd:
        with store.transaction() as tx:
            found = tx.audit.loose(kind, MOST_NAMED)
        if found.total:
            said, mend = REASONS[kind]
            yield Gap(DATABASE, kind, found.total, said, mend, found.numbers)


def _strange_owners(store: Store, identity: Identity) -> Iterator[Gap]:
    """Owners of open tickets who are not in the desk file, where nobody is about to look for their successors."""
    with store.transaction() as tx:
        try:
            desk = RulebookInForce().look(tx).desk
        except (NoRulebook, RulebookBroken):
            return  # without a desk file nobody can say whose they are
        owners = tx.owners.everybody() if not tx.audit.owners_are_looked_through() else frozenset()
    strange = sorted(one for one in owners if one and desk.coordinator(one) is None)
    if strange:
        said = "owners of open tickets are not in the desk file in force"
        yield Gap(
            DATABASE, "owner_unknown", len(strange), said, "`mailbot rules publish` gives theirs to others", (), tuple(strange)
        )
    ours = sorted(one for one in owners if identity.is_ours(Address("", one)))
    if ours:
        said = "open tickets are owned by an address that the desk itself reads"
        yield Gap(DATABASE, "owner_is_the_desk", len(ours), said, "name a person in the desk file", (), tuple(ours))
