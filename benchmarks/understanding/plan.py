"""What the fit of each table may weigh, and what the domain lets us expect of it before any mail is looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import yaml

from benchmarks.understanding.expected import expected_of
from benchmarks.understanding.features import Feature

TOPICS, URGENCIES, REQUESTERS = expected_of("topic"), expected_of("urgency"), expected_of("requester_type")
FILES = {"mine-action": "ma", "children": "cp", "gbv": "gbv", "land": "hlp", "protection": "pr"}
MAILBOXES = {
    "ma": "mine-action",
    "cp": "child-protection",
    "gbv": "gbv",
    "hlp": "hlp",
}
BESIDE = (
    "life threatened",
    "hunted hiding kidnapped",
    "about to be driven out",
    "armed men came",
    "child in danger tonight",
    "raped recently and pep window",
    "victim speaking for himself",
    "family and own things",
)
"""Lists of urgency and requesters that say something of the topic too."""

DANGERS = (
    "hunted and threatened",
    "hiding and need a safe place",
    "relative detained or arrested",
    "relative disappeared",
    "demolition and bulldozers",
    "announced date of eviction",
    "landlord throws out",
    "notice to leave",
    "clinical care and pep",
    "early warning of violence and attacks",
    "children detained by army or police",
    "release and handover of children",
    "child or parents lost",
)
"""Lists of other areas that say something of the urgency too."""

DOMAINS = {
    "@*.un.*": "un",
    "@*.gov.*": "government",
    "@*.gob.*": "government",
    "@*.gouv.*": "government",
    "@*.mail.*": "individual",
    "@*.edu.*": "other",
    "@*.ac.*": "other",
}
"""Domains that tell, whoever has them."""

WHO = ("sender", "signature", "address")


@dataclass(frozen=True, slots=True)
class Plan:
    """A table's classes and features. `given` are labels that earlier tables are taken to have decided rightly."""

    field: str
    classes: tuple[str, ...]
    features: tuple[Feature, ...]
    expected: Callable[[str, Feature], float]
    given: tuple[str, ...] = ()
    costs: Mapping[str, float] = field(default_factory=dict)
    sharpness: float = 1.0
    least: float = 0.25
    most_against: float = 0.0
    nearly: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def near(self, label: str, name: str) -> float:
        """How right it is to say `name` where `label` is right: 1 for itself, 0 for what `nearly` does not name."""
        return 1.0 if label == name else self.nearly.get((label, name), 0.0)

    def lowest(self, feature: Feature) -> float:
        """The smallest weight that the rule language and this plan allow."""
        return -self.most_against if feature.key == "listed" else 0.0

    def highest(self, feature: Feature) -> float:
        """The largest weight. A mailbox is a hint and no more: people use the address they know."""
        return 0.9 if feature.key == "mailbox" else 9.0


def lists_of(files: Mapping[str, str], *names: str) -> list[str]:
    """The names of the word lists in `words-<name>.yaml`, of all such files where none is named."""
    chosen = [f"words-{name}.yaml" for name in names] or sorted(name for name in files if name.startswith("words-"))
    return [name for file in chosen for name in yaml.safe_load(files[file])["lists"]]


def topic_plan(files: Mapping[str, str]) -> Plan:
    """Area and topic: every list of the five areas and of asks, and the mailbox that was written to."""
    home = {name: short for file, short in FILES.items() if f"words-{file}.yaml" in files for name in lists_of(files, file)}
    features = [Feature("listed", name) for name in (*home, *lists_of(files, "asks"))]
    known = set(lists_of(files))
    features += [Feature("listed", name) for name in BESIDE if name in known]
    features += [Feature("mailbox", box) for box in MAILBOXES.values()]
    classes = tuple(TOPICS)

    def expected(topic: str, feature: Feature) -> float:
        short = topic.partition("_")[0]
        if feature.key == "mailbox":
            return 0.8 if MAILBOXES.get(short) == feature.value else 0.0
        own = 0.4 if home.get(feature.value) == short else 0.0
        return own + TOPICS[topic].get(feature.value, 0.0)

    return Plan("topic", classes, tuple(features), expected, most_against=2.0)


def urgency_plan(files: Mapping[str, str]) -> Plan:
    """How soon: the lists of urgency, of mine action and of asks, and the topic that was decided."""
    features = [Feature("listed", name) for name in lists_of(files, "urgency", "mine-action", "asks")]
    known = set(lists_of(files))
    features += [Feature("listed", name) for name in DANGERS if name in known]
    features += [Feature("topic", topic) for topic in TOPICS]
    features += [Feature("always", "true")]

    def expected(level: str, feature: Feature) -> float:
        if feature.key == "always":
            return {"normal": 1.5}.get(level, 0.0)
        if feature.key == "topic":
            return {("critical", "ma_incident"): 1.0, ("high", "hlp_evictions"): 0.8, ("low", "pr_other"): 0.8}.get(
                (level, feature.value), 0.0
            )
        return URGENCIES[level].get(feature.value, 0.0)

    nearly = {
        ("critical", "high"): 0.05,
        ("normal", "high"): 0.25,
        ("high", "critical"): 0.15,
        ("low", "normal"): 0.2,
        ("normal", "low"): 0.1,
    }
    return Plan("urgency", tuple(URGENCIES), tuple(features), expected, costs={"critical": 2.0}, most_against=2.0, nearly=nearly)


def requester_plan(files: Mapping[str, str]) -> Plan:
    """Who asks: lists of requesters in the name, the signature, the address and the text, and a few domains."""
    features = [Feature("listed", name, zone) for zone in (*WHO, "reply") for name in lists_of(files, "requesters")]
    features += [Feature("listed", name) for name in ("asks for myself and my family", "money rent and food for myself")]
    features += [Feature("from", domain) for domain in DOMAINS]
    features += [Feature("known_sender", kind) for kind in REQUESTERS]
    features += [Feature("topic", "pr_individual_case"), Feature("always", "true")]

    def expected(kind: str, feature: Feature) -> float:
        if feature.key == "always":
            return 1.0 if kind == "ngo" else 0.0
        if feature.key == "topic":
            return 1.0 if kind == "individual" else 0.0
        if feature.key == "from":
            return 2.0 if DOMAINS[feature.value] == kind else 0.0
        if feature.key == "known_sender":
            return 6.0 if feature.value == kind else 0.0
        weight = REQUESTERS[kind].get(feature.value, 0.0)
        return weight * (0.6 if feature.zone == "reply" else 1.0)

    return Plan("requester_type", tuple(REQUESTERS), tuple(features), expected, most_against=1.5)


PLANS: Mapping[str, Callable[[Mapping[str, str]], Plan]] = {
    "topic": topic_plan,
    "urgency": urgency_plan,
    "requester": requester_plan,
}
