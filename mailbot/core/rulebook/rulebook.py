"""The compiled rulebook and its one question: what is this mail?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.core.decision import Classification, RuleHit
from mailbot.core.desk import Desk
from mailbot.core.message import InboundMessage, Kind
from mailbot.core.rulebook.facts import Facts, keys_of
from mailbot.core.rulebook.lexicon import Lexicon, Section
from mailbot.core.rulebook.routing import default_owner
from mailbot.core.rulebook.tables import Table, Watch, ask
from mailbot.core.ticket import Urgency

NO_REQUEST = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE, Kind.SPAM, Kind.NEWSLETTER, Kind.EMPTY})
"""Kinds of mail that ask for nothing: no table is asked about them."""

UNDECIDED: Mapping[str, tuple[str, ...]] = {
    "noise": ("",),
    "requester_type": ("other",),
    "area": ("protection",),
    "topic": ("pr_other",),
    "country": ("",),
    "urgency": (Urgency.NORMAL.value,),
    "owner": ("",),
    "tags": (),
    "restricted": ("false",),
}
"""What a field is where no rule decided it."""

_NOTHING_ASKED = Classification(urgency=Urgency.LOW)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of one revision, compiled. Immutable; may be shared between threads. `sha` names the content of its files."""

    desk: Desk
    sha: str
    tables: tuple[Table, ...]
    lexicon: Lexicon
    sections: Section

    def classify(
        self, message: InboundMessage, mailbox: str = "", watch: Watch | None = None
    ) -> tuple[Classification, tuple[RuleHit, ...]]:
        """What `message` is, and every rule that matched, table by table. Never raises; the same mail gives the same answer.

        Mail that asks for nothing (machine mail, spam, an empty mail) is not put to the tables. `watch` looks on.
        """
        if message.kind in NO_REQUEST or message.bounce is not None or message.complaint:
            return _NOTHING_ASKED, ()
        decided, hits = self.decide_fields(message, mailbox, {}, watch)
        return self._classification(decided), hits

    def decide_fields(
        self, message: InboundMessage, mailbox: str, given: Mapping[str, str], watch: Watch | None = None
    ) -> tuple[dict[str, tuple[str, ...]], tuple[RuleHit, ...]]:
        """The fields as the tables decide them, those of `given` being taken as decided already."""
        facts = Facts(message, mailbox, self.lexicon.scan(message, self.sections), keys_of(message, mailbox))
        decided: dict[str, tuple[str, ...]] = {name: (value,) for name, value in given.items()}
        hits: list[RuleHit] = []
        for table in self.tables:
            winner, matched = ask(table, facts, watch)
            hits += matched
            for name in table.decides:
                if winner is not None and name not in given:
                    decided[name] = winner.rule.then.get(name, UNDECIDED.get(name, ("",)))
                for value in decided.setdefault(name, UNDECIDED.get(name, ("",))):
                    facts.keys.add(f"{name}={value}")
            if watch is not None:
                watch.decided(table, winner, decided)
        return decided, tuple(hits)

    def _classification(self, decided: Mapping[str, Sequence[str]]) -> Classification:
        one = {name: next(iter(decided.get(name, UNDECIDED[name])), "") for name in UNDECIDED}
        if one["noise"]:
            return Classification(urgency=Urgency.LOW, noise=one["noise"])
        return Classification(
            area=one["area"],
            topic=one["topic"],
            country=one["country"],
            urgency=Urgency(one["urgency"]),
            requester_type=one["requester_type"],
            restricted=one["restricted"] == "true" or one["topic"] in self.desk.restricted_topics,
            tags=tuple(decided.get("tags", ())),
            owner=one["owner"] or default_owner(self.desk, one["area"], one["country"]),
        )
