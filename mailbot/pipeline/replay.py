"""Makes every decision again from what was kept: the raw mail, the context and the rulebook of that moment. Touches nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from mailbot.core.deciding.gates import decide
from mailbot.core.deciding.record import Record, UnknownRecord, decode_context, differences, read_alike, record_of
from mailbot.core.rulebook import Rulebook, RulebookBroken, compile_rulebook
from mailbot.pipeline.kept_mail import read_kept
from mailbot.pipeline.past import past_mails
from mailbot.pipeline.rulebooks import settle_memory
from mailbot.ports import Past, PastMail, Store

NOT_KEPT = "its context is not kept: decided by an older version, or erased"


class Verdict(Enum):
    """What came of making a decision again."""

    SAME = "same"
    OTHER = "other"
    CANNOT = "cannot be replayed"


@dataclass(frozen=True, slots=True)
class Replayed:
    """One decision made again. `why` names the parts that differ, or says why there is none again; "" where it is the same."""

    inbound: int
    reference: str
    verdict: Verdict
    why: str = ""


def replay(store: Store, wanted: Past) -> Iterator[Replayed]:
    """Make the decisions on these mails again, a revision after the other, so that each is compiled once. Raises StoreTrouble."""
    with store.transaction() as tx:
        revisions = tx.archive.revisions_used(wanted)
    for sha in revisions:
        rulebook = _rulebook_of(store, sha)
        for mail in past_mails(store, replace(wanted, revision=sha)):
            if isinstance(rulebook, str):
                yield Replayed(mail.inbound, mail.reference, Verdict.CANNOT, rulebook)
            else:
                yield replay_mail(mail, rulebook)


def _rulebook_of(store: Store, sha: str) -> Rulebook | str:
    """The rulebook of a revision, or why there is none."""
    with store.transaction() as tx:
        revision = tx.revisions.revision_of(sha)
    if revision is None:
        return f"the rulebook {sha[:12]} is not in the database"
    try:
        rulebook = compile_rulebook(revision.files)
    except RulebookBroken:
        return f"this version of mailbot cannot read the rulebook {sha[:12]}"
    settle_memory()
    return rulebook


def replay_mail(mail: PastMail, rulebook: Rulebook) -> Replayed:
    """Make one decision again with its own rulebook, and compare every part of it. Never raises."""
    kept = mail.record
    if kept is None or not kept.context:
        return Replayed(
            mail.inbound, mail.reference, Verdict.CANNOT, "its context is not kept: decided by an older version, or erased"
        )
    try:
        again = decide_again(mail, kept, rulebook)
        parts, alike = differences(kept, again), read_alike(kept, again)
    except UnknownRecord as wrong:
        return Replayed(mail.inbound, mail.reference, Verdict.CANNOT, f"its record is not ours to read: {wrong}")
    if not parts:
        return Replayed(mail.inbound, mail.reference, Verdict.SAME)
    reader = "" if alike else "; this version reads the mail otherwise"
    return Replayed(mail.inbound, mail.reference, Verdict.OTHER, f"{', '.join(parts)}{reader}")


def decide_again(mail: PastMail, kept: Record, rulebook: Rulebook) -> Record:
    """The record that a decision makes today, in the context of then. Raises UnknownRecord."""
    message, context = read_kept(mail), decode_context(kept.context)
    return record_of(message, context, decide(message, context, rulebook))
