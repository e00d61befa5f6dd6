"""What a storm has left: the ledger, the tickets and the outbox by SQL of our own, and what came over the wire."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.drain.mails import sender_of
from benchmarks.faults.facts import Row
from benchmarks.faults.invariants import SLOTS, parse


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts, and all that is wrong, a line each. `again`: mails that came again, of `in_doubt` that may have."""

    requests: int
    kept: int
    tickets: int
    acks: int
    mails: int
    again: int
    in_doubt: int
    wrong: tuple[str, ...]


def sum_up(requests: int, tables: dict[str, list[Row]], wire: Iterable[tuple[list[str], bytes]], senders_killed: int) -> Outcome:
    """Count, and compare with the number of requests. `wire`: recipients and bytes of all mails, as they came."""
    bodies: defaultdict[str, Counter[str]] = defaultdict(Counter)
    acked: Counter[str] = Counter()
    known = {row["message_id"]: row for row in tables["outbound"]}
    for to, data in wire:
        identity = str(parse(data)["Message-ID"])
        if identity not in bodies and identity in known and known[identity]["kind"] == "ack":
            acked.update(to)
        bodies[identity][hashlib.sha256(data).hexdigest()] += 1
    mails = sum(sum(seen.values()) for seen in bodies.values())
    again = mails - len(bodies)
    wrong = [
        *_differing("mails in the ledger", Counter(row["state"] for row in tables["inbound"]), Counter(done=requests)),
        *_differing("dispositions", Counter(row["disposition"] for row in tables["inbound"]), Counter(opened=requests)),
        *_differing("tickets", len(tables["ticket"]), requests),
        *_differing("lines of tickets", len(tables["entry"]), requests),
        *_differing("decisions", len(tables["decision"]), requests),
        *_differing("owed mails", Counter(row["kind"] for row in known.values()), Counter(ack=requests, route=requests)),
        *_differing("states of owed mails", Counter(row["state"] for row in known.values()), Counter(sent=2 * requests)),
        *_differing("acknowledgements by who got one", acked, Counter(sender_of(number) for number in range(requests))),
        *_differing("mails on the wire", set(bodies), set(known)),
        *_differing("work left", [row for row in tables["job"] if row["queue"] in ("process", "send")], []),
    ]
    wrong += [f"{identity} came with {len(seen)} different texts" for identity, seen in bodies.items() if len(seen) > 1]
    wrong += [
        f"{identity} was sent with other bytes than are kept"
        for identity, row in known.items()
        if not bodies[identity][row["sha"]]
    ]
    in_doubt = senders_killed * SLOTS
    if again > in_doubt:
        wrong.append(f"{again} mails came again, and at most {in_doubt} can have been in doubt")
    return Outcome(requests, len(tables["inbound"]), len(tables["ticket"]), acked.total(), mails, again, in_doubt, tuple(wrong))


def _differing(what: str, found: object, wanted: object) -> list[str]:
    if found == wanted:
        return []
    return [f"{what}: {str(found)[:400]}, and not {str(wanted)[:400]}"]
