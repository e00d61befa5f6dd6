"""The past looked at again: decisions replayed, and decided by the draft instead."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.mail_folder import mails_in
from mailbot.core.deciding.context import Identity
from mailbot.pipeline.diff import Compared, Trial
from mailbot.pipeline.past import past_mails, since_days
from mailbot.pipeline.replay import Replayed, replay
from mailbot.pipeline.rulebooks import NoRulebook
from mailbot.pipeline.side_by_side import Texts, in_batches
from mailbot.pipeline.suggest import Search, Suggestion, suggest
from mailbot.ports import Past, PastMail, Revision, Store
from mailbot.settings import Settings
from mailbot.wiring.places import draft_files
from mailbot.wiring.stores import open_store


@dataclass(frozen=True, slots=True)
class Choice:
    """Which mails: those that arrived within so many days (None: all that are kept), or those of files and folders."""

    days: int | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What is under way: how many mails there are, None where that is not known, and what comes of them, bit by bit."""

    mails: int | None
    results: Iterator[Compared]


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def replayed(settings: Settings, days: int | None) -> Iterator[tuple[int, Iterator[Replayed]]]:
    """How many mails there are, and every decision on them made again. Raises StoreTrouble."""
    with open_store(settings) as store:
        wanted = Past(since=since_days(SystemClock().now(), days))
        with store.transaction() as tx:
            mails = tx.archive.count(wanted)
        yield mails, replay(store, wanted)


@contextmanager
def compared(settings: Settings, choice: Choice, jobs: int) -> Iterator[Work]:
    """The mails decided by what is in force and by the rules folder, which compiles.

    Raises NoRulebook, RulebookBroken, RuleFilesUnreadable, CannotRead, StoreTrouble.
    """
    with open_store(settings) as store:
        texts = Texts(in_force(store).files, (draft_files(settings),), identity_of(settings))
        mails, trials = chosen_mails(store, choice)
        yield Work(mails, in_batches(trials, texts, jobs))


def suggested(settings: Settings, days: int, jobs: int, advance: Callable[[int], None]) -> list[Suggestion]:
    """Rules that would have got the corrected tickets of so many days right.

    Raises RulebookBroken, RuleFilesUnreadable, StoreTrouble.
    """
    with open_store(settings) as store:
        wanted = Past(since=since_days(SystemClock().now(), days))
        return suggest(Search(store, wanted, jobs, advance), draft_files(settings), identity_of(settings))


def identity_of(settings: Settings) -> Identity:
    """Who we are, for mails that have no context of their own."""
    return Identity(settings.addresses, settings.trusted_authserv)


def in_force(store: Store) -> Revision:
    """The rulebook in force. Raises NoRulebook."""
    with store.transaction() as tx:
        revision = tx.revisions.active_revision()
    if revision is None:
        raise NoRulebook("no rulebook is published: run `mailbot rules publish`")
    return revision


def chosen_mails(store: Store, choice: Choice) -> tuple[int | None, Iterator[Trial]]:
    """How many mails were chosen, if that is known, and these."""
    now = SystemClock().now()
    if choice.paths:
        return None, _of_files(choice.paths, now)
    wanted = Past(since=since_days(now, choice.days))
    with store.transaction() as tx:
        mails = tx.archive.count(wanted)
    return mails, (Trial(f"inbound {mail.inbound}", mail) for mail in past_mails(store, wanted))


def _of_files(paths: Sequence[str], now: datetime) -> Iterator[Trial]:
    for path in paths:
        for name, raw in mails_in(path):
            sha = hashlib.sha256(raw).hexdigest()
            yield Trial(name, PastMail(0, "", raw, sha, len(raw), partial=False, received_at=now))
