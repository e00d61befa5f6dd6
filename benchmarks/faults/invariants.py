"""The ten invariants, each looked at from outside. What a checker yields is a violation, in words; no checker asks the program.

What holds at every moment, also when a process has just died, is looked at always; the rest, which says what must have come of
it, only once the desk has told all (`Facts.told`).
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from benchmarks.faults.facts import Facts, Row
from benchmarks.faults.people import ANSWERED, ASKED, ASKED_AGAIN, CLAIMED, REFERENCE, REQUESTER, STRANGER
from tests.rulebooks import LEAD, MALI, SECOND

TEAM = frozenset({LEAD, MALI, SECOND})
SLOTS = 4
"""Mails that are on their way side by side: so many may come again after a crash."""

OWED = {
    "opened": (("request",), ("ack", "route")),
    "answered": (("answer",), ("answer",)),
    "followed_up": (("reply",), ("follow_up",)),
    "automatic": ((), ()),
}
"""What each disposition leaves behind: lines of the ticket, and mails."""
BY_PEOPLE = ("answer",)
"""Kinds of mail that a person wrote."""

Checker = Callable[[Facts], Iterator[str]]


def find_violations(facts: Facts) -> list[str]:
    """All that is wrong, each with the name of its invariant."""
    return [f"{check.__name__}: {line}" for check in INVARIANTS for line in check(facts)]


def kept_before_flagged(facts: Facts) -> Iterator[str]:
    """No mail is marked on its server whose bytes are not committed."""
    octets = {row["sha"]: row["octets"] for row in facts.rows("blob")}
    for uid, flags in facts.flags.items():
        rows = facts.rows("inbound", uid=uid)
        if "\\Seen" in flags and not any(octets.get(row["sha"]) for row in rows):
            yield f"UID {uid} is marked as seen, and its bytes are not kept"


def counted_once(facts: Facts) -> Iterator[str]:
    """One row of the ledger a mail, one decision a row."""
    for place, count in Counter((row["mailbox"], row["uidvalidity"], row["uid"]) for row in facts.rows("inbound")).items():
        if count > 1:
            yield f"{count} rows for UID {place[2]}"
    for inbound, count in Counter(row["inbound"] for row in facts.rows("decision")).items():
        if count > 1:
            yield f"{count} decisions for inbound {inbound}"
    for row in facts.rows("inbound"):
        raw = facts.delivered.get(row["uid"])
        if raw is None or hashlib.sha256(raw).hexdigest() != row["sha"]:
            yield f"inbound {row['id']} is not the mail of UID {row['uid']}"


def all_or_nothing(facts: Facts) -> Iterator[str]:
    """A mail is decided with all that follows, or nothing of it is there."""
    for row in facts.rows("inbound"):
        left = _left_by(facts, row)
        if row["state"] == "pending":
            waiting = facts.rows("job", queue="process", ref=row["id"])
            if any(left) or row["ticket"] is not None or len(waiting) != 1:
                yield f"inbound {row['id']} is pending, and has left {left}, ticket {row['ticket']}, {len(waiting)} jobs"
        elif row["state"] == "done":
            lines, mails = OWED.get(row["disposition"], ((), ()))
            if left != (1, lines, mails) or facts.rows("job", queue="process", ref=row["id"]):
                yield f"inbound {row['id']} was {row['disposition']}, and has left {left}"
    for ticket in facts.rows("ticket"):
        parts = {name: len(facts.rows(name, ticket=ticket["id"])) for name in ("entry", "statistic")}
        if not all(parts.values()):
            yield f"ticket {ticket['id']} is there, and of what belongs to it {parts}"
    for mail in facts.rows("outbound"):
        jobs = len(facts.rows("job", queue="send", ref=mail["id"]))
        if jobs != (mail["state"] in ("queued", "uncertain")):
            yield f"outbox {mail['id']} is {mail['state']}, and has {jobs} jobs"


def _left_by(facts: Facts, row: Row) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Decisions, lines and mails that an arrived mail has left."""
    lines = tuple(sorted(entry["kind"] for entry in facts.rows("entry", inbound=row["id"])))
    mails = tuple(sorted(mail["kind"] for mail in facts.rows("outbound", inbound=row["id"])))
    return len(facts.rows("decision", inbound=row["id"])), lines, mails


def pure_and_total(facts: Facts) -> Iterator[str]:
    """Reading and deciding never raise, and decide the same again."""
    for row in facts.rows("inbound"):
        if row["state"] in ("held", "quarantined"):
            yield f"inbound {row['id']} is {row['state']}: no mail of the journey is one for a person to look at"
    if facts.told is not None:
        code, said = facts.told.replay
        decided = len(facts.rows("decision"))
        if code or f"{decided} decisions: {decided} the same, 0 otherwise" not in said:
            yield f"replay: {said.strip()}"


def nothing_vanishes(facts: Facts) -> Iterator[str]:
    """Every mail of the server is in the ledger, byte for byte, and came to an end with a reason; every owed mail left."""
    if facts.told is None:
        return
    by_uid = {row["uid"]: row for row in facts.told.inbound}
    for uid, raw in facts.delivered.items():
        row = by_uid.get(uid)
        if row is None:
            yield f"UID {uid} is on the server and not in the ledger"
        elif facts.told.raws[row["id"]] != raw:
            yield f"inbound {row['id']}: its bytes are not those that arrived"
        elif row["state"] not in ("done", "held", "quarantined") or not row["reason"]:
            yield f"inbound {row['id']} is {row['state']}, its reason {row['reason']!r}"
    for mail in facts.told.outbox:
        if mail["state"] != "sent":
            yield f"outbox {mail['id']} ({mail['kind']}) is {mail['state']}: {mail['error']}"
    for job in facts.rows("job"):
        if job["state"] != "ready" or job["queue"] in ("process", "send"):
            yield f"a job of {job['queue']} for {job['ref']} is {job['state']}, held by {job['holder']!r}"
    for uid, flags in facts.flags.items():
        if "\\Seen" not in flags:
            yield f"UID {uid} was never marked as seen"


def no_machine_answers_machine(facts: Facts) -> Iterator[str]:
    """Nothing follows from an automatic mail; ours say that they are; one acknowledgement a request."""
    for row in facts.rows("inbound", disposition="automatic"):
        if facts.rows("outbound", inbound=row["id"]):
            yield f"inbound {row['id']} is automatic, and was answered"
    kinds = {row["message_id"]: row["kind"] for row in facts.rows("outbound")}
    for mail in facts.sent:
        head = parse(mail.data)
        if kinds.get(str(head["Message-ID"])) not in BY_PEOPLE and str(head["Auto-Submitted"] or "no").startswith("no"):
            yield f"{head['Message-ID']} does not say that a machine sent it"
    for ticket, count in Counter(row["ticket"] for row in facts.rows("outbound", kind="ack")).items():
        if count > 1:
            yield f"ticket {ticket} was acknowledged {count} times"


def nobody_unowned(facts: Facts) -> Iterator[str]:
    """Every ticket that is not closed has an owner; while the desk is to act, a deadline too, and a clock that runs."""
    for ticket in facts.rows("ticket"):
        if ticket["status"] != "closed" and ticket["owner"] not in TEAM:
            yield f"ticket {ticket['id']} has the owner {ticket['owner']!r}"
        if ticket["status"] not in ("new", "open"):
            continue
        clocks = len(facts.rows("job", queue="countdown", ref=ticket["id"]))
        if ticket["due_at"] is None or not facts.rows("countdown", ticket=ticket["id"]) or clocks != 1:
            yield f"ticket {ticket['id']} is {ticket['status']}, has the deadline {ticket['due_at']} and {clocks} clocks"


def nobody_gets_in_by_a_header(facts: Facts) -> Iterator[str]:
    """The stranger who knows a number has a request of his own, and changed nothing of the other."""
    if facts.told is None:
        return
    for ticket in facts.told.tickets:
        strange = any(entry["author"] == STRANGER for entry in ticket["entries"])
        if ticket["status"] == "closed":
            yield f"{ticket['reference']} was closed by who may not"
        if strange and (ticket["reference"] == REFERENCE or {entry["author"] for entry in ticket["entries"]} != {STRANGER}):
            yield f"the stranger is in {ticket['reference']} with others"
        if not strange and not {entry["author"] for entry in ticket["entries"]} <= TEAM | {REQUESTER}:
            yield f"{ticket['reference']} has lines of {[entry['author'] for entry in ticket['entries']]}"


def nothing_leaks_out(facts: Facts) -> Iterator[str]:
    """Nobody outside is told another's words, or an address of the team."""
    for mail in facts.sent:
        head, words = parse(mail.data), text_of(mail.data)
        to = set(mail.rcpt_to)
        foreign = {REQUESTER: (CLAIMED, STRANGER), STRANGER: (ASKED, ANSWERED, ASKED_AGAIN, REQUESTER)}
        for person, secrets in foreign.items():
            told = [secret for secret in (*secrets, *TEAM) if secret in words]
            if person in to and told:
                yield f"{head['Message-ID']} tells {person} {told}"
        if not to <= TEAM | {REQUESTER, STRANGER}:
            yield f"{head['Message-ID']} went to {sorted(to)}"


def every_mail_sent_can_be_explained(facts: Facts) -> Iterator[str]:
    """A mail that was sent is a row of the outbox with these very bytes, and follows from a decision; few come again."""
    rows = {row["message_id"]: row for row in facts.rows("outbound")}
    decided = {row["inbound"]: row["revision"] for row in facts.rows("decision")}
    revisions = {row["sha"] for row in facts.rows("revision")}
    identities = [str(parse(mail.data)["Message-ID"]) for mail in facts.sent]
    for identity, mail in zip(identities, facts.sent, strict=True):
        row = rows.get(identity)
        if row is None:
            yield f"{identity} was sent and is not in the outbox"
        elif row["sha"] != hashlib.sha256(mail.data).hexdigest():
            yield f"{identity} was sent with other bytes than those that are kept of it"
        elif decided.get(row["inbound"]) not in revisions:
            yield f"{identity} follows from no decision by rules that are there"
    for identity, row in rows.items():
        if row["state"] == "sent" and identity not in identities:
            yield f"{identity} is said to be sent, and never came"
    again = len(identities) - len(set(identities))
    if again > SLOTS:
        yield f"{again} mails came again, and at most {SLOTS} can be in doubt"


INVARIANTS: tuple[Checker, ...] = (
    kept_before_flagged,
    counted_once,
    all_or_nothing,
    pure_and_total,
    nothing_vanishes,
    no_machine_answers_machine,
    nobody_unowned,
    nobody_gets_in_by_a_header,
    nothing_leaks_out,
    every_mail_sent_can_be_explained,
)
"""In the order of the design."""


def parse(data: bytes) -> EmailMessage:
    """A mail as a mail program reads it."""
    mail = message_from_bytes(data, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def text_of(data: bytes) -> str:
    """The header fields and all texts of a mail, decoded, in one line."""
    mail = parse(data)
    parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    return " ".join(" ".join([*(str(value) for value in mail.values()), *parts]).split())
