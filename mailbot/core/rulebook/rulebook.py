"""The compiled rulebook and its one question: what is this mail?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.core.decision import Classification, RuleHit
from mailbot.core.desk import Desk
from mailbot.core.message import InboundMessage, Kind
from mailbot.core.rulebook.facts import Facts, keys_of
from mailbot.core.rulebook.lexicon import Lexicon, Section
from mailbot.core.rulebook.occasion import NOWHERE, Occasion
from mailbot.core.rulebook.routing import default_owner
from mailbot.core.rulebook.sieve import Sieve
from mailbot.core.rulebook.tables import Match, Table, Watch, ask, told
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
    sieve: Sieve

    def classify(
        self, message: InboundMessage, occasion: Occasion = NOWHERE, watch: Watch | None = None
    ) -> tuple[Classification, tuple[RuleHit, ...]]:
        """What `message` is, and every rule that matched, table by table. Never raises; the same mail gives the same answer.

        Mail that asks for nothing (machine mail, spam, an empty mail) is not put to the tables. `watch` looks on.
        """
        if message.kind in NO_REQUEST or message.bounce is not None or message.complaint:
            return _NOTHING_ASKED, ()
        decided, hits = self.decide_fields(message, occasion, {}, watch)
        return self._classification(decided), hits

    def decide_fields(
        self, message: InboundMessage, occasion: Occasion, given: Mapping[str, str], watch: Watch | None = None
    ) -> tuple[dict[str, tuple[str, ...]], tuple[RuleHit, ...]]:
        """The fields as the tables decide them, those of `given` being taken as decided already."""
        facts = self.facts_of(message, occasion)
        decided: dict[str, tuple[str, ...]] = {name: (value,) for name, value in given.items()}
        hits: list[RuleHit] = []
        for table in self.tables:
            winner, matches = ask(table, facts, watch)
            hits += told(table, facts, winner, matches)
            settle(table, winner, matches, decided, facts)
            if watch is not None:
                watch.decided(table, winner, decided)
        return decided, tuple(hits)

    def facts_of(self, message: InboundMessage, occasion: Occasion) -> Facts:
        """Everything that the conditions may ask of one mail, before any table has decided."""
        facts = Facts(
            message, occasion, self.desk, self.lexicon.scan(message, self.sections), keys_of(message, occasion, self.desk)
        )
        if self.sieve.filters:
            facts.keys |= self.sieve.keys(facts.pattern_text(EVERYWHERE).plain)
        return facts

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


def settle(
    table: Table, winner: Match | None, matches: Sequence[Match], decided: dict[str, tuple[str, ...]], facts: Facts
) -> None:
    """Write what a table decided into `decided` (what stands there already stays), and into `facts` for later tables."""
    for name in table.decides:
        if name not in decided:
            value = None if winner is None else winner.rule.then.get(name)
            decided[name] = UNDECIDED.get(name, ("",)) if value is None else value
        facts.keys.update(f"{name}={value}" for value in decided[name])
    facts.keys.update(
        f"mentions:{name}={value}" for match in matches for name, values in match.rule.then.items() for value in values
    )


EVERYWHERE = ~Section(0)
