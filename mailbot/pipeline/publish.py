"""Puts rulebooks in force: a draft that is right, or one of before. What was published is never changed, only followed."""

from collections.abc import Mapping
from dataclasses import dataclass

from mailbot.core.rulebook import RulebookBroken, compile_once
from mailbot.core.rulebook.proving import prove
from mailbot.ports import Clock, NewRevision, Revision, Store, Transaction

SHORTEST_HASH = 4


class NoSuchRevision(Exception):
    """The revision that was asked for is not there, or not one; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who publishes, and what he says of it."""

    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """What is in force now, and what was until now (None: nothing). `changed` is False where it was in force already."""

    id: int
    sha: str
    replaced: Revision | None
    changed: bool


def publish(store: Store, clock: Clock, files: Mapping[str, str], signed: Signed) -> Published:
    """Check a draft, run its own examples and put it in force; the same draft again changes nothing.

    Raises RulebookBroken with every problem, and then nothing changed.
    """
    rulebook = compile_once(files)
    problems = tuple(proof.problem for proof in prove(rulebook) if proof.failure)
    if problems:
        raise RulebookBroken(problems)
    with store.transaction() as tx:
        return _put_in_force(tx, clock, NewRevision(rulebook.sha, files, signed.by, signed.note))


def roll_back(store: Store, clock: Clock, wanted: str, signed: Signed) -> Published:
    """Put a revision of before in force again, as a new one: by its number, the beginning of its hash, or "" for the last other.

    Raises NoSuchRevision, and RulebookBroken where this version cannot read it; then nothing changed.
    """
    with store.transaction() as tx:
        history = tx.revisions.history()
    found = find_revision(history, wanted) if wanted else _before(history)
    compile_once(found.files)
    note = signed.note or f"back to revision {found.id}"
    with store.transaction() as tx:
        return _put_in_force(tx, clock, NewRevision(found.sha, found.files, signed.by, note))


def find_revision(history: list[Revision], wanted: str) -> Revision:
    """The revision of this number, or with a hash that begins so. Raises NoSuchRevision."""
    name = wanted.strip().casefold()
    by_number = next((one for one in history if str(one.id) == name.removeprefix("#")), None)
    if by_number is not None:
        return by_number
    alike = {one.sha: one for one in reversed(history) if one.sha.startswith(name)} if len(name) >= SHORTEST_HASH else {}
    if len(alike) > 1:
        shas = ", ".join(sha[:12] for sha in alike)
        raise NoSuchRevision(f"several revisions begin with {wanted}: {shas}; write more of the hash")
    if not alike:
        hint = "" if len(name) >= SHORTEST_HASH else f" (of a hash at least {SHORTEST_HASH} characters)"
        raise NoSuchRevision(f"there is no revision {wanted}{hint}; `mailbot rules history` shows all")
    return next(iter(alike.values()))


def _before(history: list[Revision]) -> Revision:
    """The newest revision that differs from the one in force."""
    found = next((one for one in history if one.sha != history[0].sha), None)
    if found is None:
        raise NoSuchRevision("there is no revision before the one in force; `mailbot rules history` shows all")
    return found


def _put_in_force(tx: Transaction, clock: Clock, new: NewRevision) -> Published:
    before = tx.revisions.active_revision()
    if before is not None and before.sha == new.sha:
        return Published(before.id, before.sha, before, changed=False)
    now = clock.now()
    if before is not None:
        tx.owners.look(now)  # somebody may be in the desk file no more
    return Published(tx.revisions.publish(new, now), new.sha, before, changed=True)
