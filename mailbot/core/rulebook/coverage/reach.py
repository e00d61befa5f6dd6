"""Who and what no mail can come to: desks, coordinators, countries, areas and topics."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mailbot.core.desk import Desk
from mailbot.core.rulebook.coverage.finding import Kind
from mailbot.core.rulebook.coverage.logic import Logic
from mailbot.core.rulebook.coverage.shape import Atom, Shape


@dataclass(frozen=True, slots=True)
class Unreached:
    """Something of the desk file. `path` leads to its place there: the list, and the values in it."""

    kind: Kind
    path: tuple[str, ...]
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What the tables can decide, by field, and the rules that decide the owner."""

    desk: Desk
    values: Mapping[str, frozenset[str]]
    owners: Sequence[tuple[Logic, Shape]]

    def find(self) -> Iterator[Unreached]:
        """Everything that is not reached."""
        yield from self._desks()
        yield from self._coordinators()
        yield from self._countries()
        yield from self._areas()

    def _given(self, *facts: str) -> bool:
        """Whether a rule names the owner of every mail of which `facts` are true."""
        given = [{Atom(fact): {0: 1.0}} for fact in facts]
        return any(logic.implies(given, shape.when) for logic, shape in self.owners)

    def _named(self) -> set[str]:
        """The desks and coordinators that rules name, in small letters."""
        return {owner.casefold() for _, shape in self.owners for owner in shape.rule.then.get("owner", ())}

    def _desks(self) -> Iterator[Unreached]:
        named = self._named()
        homes = {self.desk.owner_of(owner)[0].id for owner in named} | {self.desk.global_desk}
        countries = self.values.get("country", frozenset())
        leads = {
            area.lead
            for area in self.desk.areas.values()
            if area.id in self.values.get("area", frozenset({"protection"})) and not self._given(f"area={area.id}")
        }
        for desk in self.desk.desks.values():
            by_country = any(c in countries and not self._given(f"country={c}") for c in desk.countries)
            if desk.id not in homes | leads and not by_country:
                yield Unreached(
                    Kind.UNREACHED_DESK,
                    ("desks", desk.id),
                    f"no mail can reach the desk '{desk.id}': no rule names it, none decides a country of its, it leads no area",
                    f"a rule with 'then: {{owner: {desk.id}}}', a country that a rule decides, or the lead of an area",
                )

    def _coordinators(self) -> Iterator[Unreached]:
        on_duty = {address.casefold() for desk in self.desk.desks.values() for address in desk.coordinators} | self._named()
        for person in self.desk.coordinators.values():
            if person.address.casefold() not in on_duty:
                yield Unreached(
                    Kind.UNREACHED_COORDINATOR,
                    ("coordinators", person.address),
                    f"no mail can reach {person.address}: no desk lists the coordinator and no rule names the address",
                    "add the address to a desk's coordinators, or take it out",
                )

    def _countries(self) -> Iterator[Unreached]:
        decided = self.values.get("country")
        if decided is None:
            return
        homes = {country for desk in self.desk.desks.values() for country in desk.countries}
        for desk in self.desk.desks.values():
            for country in desk.countries:
                if country not in decided:
                    yield Unreached(
                        Kind.UNREACHED_COUNTRY,
                        ("desks", desk.id, country),
                        f"no rule decides the country {country} of the desk '{desk.id}'",
                        f"a rule with 'then: {{country: {country}}}'",
                    )
        for country in sorted(decided - homes - {""}):
            if not self._given(f"country={country}"):
                yield Unreached(
                    Kind.COUNTRY_WITHOUT_DESK,
                    ("desks", country),
                    f"the country {country} belongs to no desk: its mail goes to the desk that leads the area",
                    f"add {country} to the countries of a desk, if one answers for it",
                )

    def _areas(self) -> Iterator[Unreached]:
        for area in self.desk.areas.values():
            if "area" in self.values and area.id not in self.values["area"]:
                yield Unreached(
                    Kind.UNREACHED_AREA, ("areas", area.id), f"no rule decides the area '{area.id}'", f"then: {{area: {area.id}}}"
                )
            for topic in area.topics:
                if "topic" in self.values and topic not in self.values["topic"]:
                    yield Unreached(
                        Kind.UNREACHED_TOPIC,
                        ("areas", area.id, topic),
                        f"no rule decides the topic '{topic}' of the area '{area.id}'",
                        f"then: {{topic: {topic}}}",
                    )
