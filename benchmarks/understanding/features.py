"""What the fit may weigh: conditions of the rule language, each tried on each mail by the rulebook itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.understanding.labelled import Labelled
from mailbot.core.reading import read
from mailbot.core.rulebook import Rulebook, compile_rulebook
from mailbot.core.rulebook.occasion import NOWHERE
from mailbot.core.rulebook.rulebook import settle
from mailbot.core.rulebook.tables import ask

TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Feature:
    """A condition: `key` with `value`, looked for in `zone` ("" for where the table looks)."""

    key: str
    value: str
    zone: str = ""

    def written(self) -> str:
        """As YAML, on one line."""
        quoted = self.value.replace("'", "''")
        inner = "true" if self.key == "always" else f"['{quoted}']"
        return f"{{{self.key}: {inner}}}" if not self.zone else f"{{{self.zone}: {{{self.key}: {inner}}}}}"


def measure(
    files: Mapping[str, str], table: str, features: Sequence[Feature], mails: Sequence[Labelled], given: Sequence[str] = ()
) -> list[list[float]]:
    """The points of each feature in each mail, where `table` stands in the order. `given` are labels taken as decided already."""
    book = _book(files, table, features)
    return [_points(book, mail, len(features), given) for mail in mails]


def _book(files: Mapping[str, str], table: str, features: Sequence[Feature]) -> Rulebook:
    """The rulebook with a table of one rule a feature before `table`, which looks where that one looks."""
    head = files[f"{table}.yaml"].partition("\nrules:")[0]
    kept = [line for line in head.split("\n") if line.startswith(("evidence:", "ignore:"))]
    rules = [f"  - {{name: f{number}, when: {feature.written()}, then: {{tags: x}}}}" for number, feature in enumerate(features)]
    trial = "\n".join((f"table: {TRIAL}", "decides: [tags]", "policy: best", *kept, "rules:", *rules))
    lines = files["desk.yaml"].split("\n")
    order = next(number for number, line in enumerate(lines) if line.startswith("tables:"))
    lines[order] = lines[order].replace(f" {table},", f" {TRIAL}, {table},").replace(", routing]", "]")
    desk = "\n".join(lines)
    others = {name: text for name, text in files.items() if name != "routing.yaml"}
    return compile_rulebook({**others, "desk.yaml": desk, f"{TRIAL}.yaml": trial})


def _points(book: Rulebook, mail: Labelled, size: int, given: Sequence[str]) -> list[float]:
    message = read(mail.raw)
    facts = book.facts_of(message, NOWHERE)
    decided = {name: (mail.labels[name],) for name in given}
    points = [0.0] * size
    for table in book.tables:
        winner, matches = ask(table, facts)
        if table.name == TRIAL:
            for match in matches:
                points[int(match.rule.name[1:])] = match.score
            return points
        settle(table, winner, matches, decided, facts)
    raise LookupError(f"no table {TRIAL}")
