"""One file of `rules/` -> one table, with everything that is wrong in it noted."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from mailbot.core.rulebook.conditions import parse_condition, read_weight
from mailbot.core.rulebook.draft import Draft, as_items
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.listed_condition import Listed
from mailbot.core.rulebook.nodes import Items, Node, Pairs, Text
from mailbot.core.rulebook.samples import Sample
from mailbot.core.rulebook.tables import EVIDENCE, Policy, Rule, RuleExample, Table, index_rules
from mailbot.core.rulebook.vocabulary import NO_AREA

MAX_RULES = 20_000
FALLBACKS = {
    "quoted": Section.QUOTED,
    "signature": Section.SIGNATURE,
    "sender": Section.SENDER,
    "address": Section.ADDRESS,
}
PLACES = {"subject": Section.SUBJECT, "reply": Section.REPLY, "forwarded": Section.FORWARDED, **FALLBACKS}
TABLE_KEYS = ("table", "decides", "policy", "evidence", "ignore", "fallback", "rules")
RULE_KEYS = ("name", "when", "unless", "then", "weight", "examples")
LISTS_OF_A_SAMPLE = ("to", "cc", "attachment")
SAMPLE_KEYS = (
    "text",
    "subject",
    "signature",
    "quoted",
    "forwarded",
    "from",
    "name",
    "to",
    "cc",
    "mailbox",
    "language",
    "attachment",
    "at",
)


def parse_table(root: Node, number: int, draft: Draft) -> Table | None:
    """Read table `number`; what is wrong is noted in `draft`, None where nothing can be made of it."""
    found = {key.value: value for key, value in draft.pairs(root, "a table", TABLE_KEYS)}
    if not isinstance(root, Pairs):
        return None
    missing = [key for key in ("table", "decides", "rules") if key not in found]
    if missing:
        draft.wrong(root, f"the table lacks {', '.join(missing)}", "table: name / decides: [field] / rules: [...]")
        return None
    name = draft.text(found["table"], "the table's name") or ""
    decides = _decides(found["decides"], draft)
    policy = _policy(found.get("policy"), draft)
    if "ignore" in found:  # known to the table, asked for by no rule: it only swallows the shorter words inside
        _ignore(found["ignore"], draft)
    rules = _rules(found["rules"], decides, draft)
    fallback = _fallback(found["fallback"], draft) if "fallback" in found else ()
    by_key, always = index_rules(rules)
    names = frozenset(key for key in by_key if isinstance(key, str))
    evidence = _evidence(found["evidence"], draft) if "evidence" in found else EVIDENCE
    return Table(number, name, draft.file, decides, policy, rules, by_key, always, names, fallback, evidence)


def _ignore(node: Node, draft: Draft) -> None:
    """Words, or `{listed: names}`."""
    if not isinstance(node, Pairs):
        draft.words(node)
        return
    for _, value in draft.pairs(node, "ignore", ("listed",)):
        Listed.parse(value, draft)


def _evidence(node: Node, draft: Draft) -> Mapping[int, float]:
    """What a word counts in each part of the mail; 0 leaves a part out."""
    counts = dict(EVIDENCE)
    for key, value in draft.pairs(node, "evidence", tuple(PLACES)):
        section = PLACES[key.value]
        text = draft.text(value, key.value) or ""
        counts[section.value] = 0.0 if text in ("0", "0.0") else read_weight(value, draft)
        draft.sections.add(section)
    return MappingProxyType({section: points for section, points in counts.items() if points})


def _fallback(node: Node, draft: Draft) -> tuple[Section, ...]:
    sections = []
    for text in draft.texts(node, "fallback"):
        section = FALLBACKS.get(text.value)
        if section is None:
            draft.wrong(text, f"a table cannot fall back on '{text.value[:40]}'", f"one of {', '.join(FALLBACKS)}", FALLBACKS)
        else:
            sections.append(section)
            draft.sections.add(section)
    return tuple(sections)


def _decides(node: Node, draft: Draft) -> tuple[str, ...]:
    fields = []
    for text in draft.texts(node, "decides"):
        if text.value not in draft.fields():
            draft.wrong(text, f"there is no field '{text.value}'", f"fields: {', '.join(draft.fields())}", draft.fields())
        elif text.value in draft.decided:
            draft.wrong(text, f"an earlier table decides '{text.value}' already", "one field belongs to one table")
        else:
            fields.append(text.value)
    return tuple(fields)


def _policy(node: Node | None, draft: Draft) -> Policy:
    value = None if node is None else draft.text(node, "policy")
    if node is None or value is None:
        return Policy.FIRST
    if value not in tuple(Policy):
        draft.wrong(node, f"there is no policy '{value}'", f"one of {', '.join(Policy)}", Policy)
        return Policy.FIRST
    return Policy(value)


def _rules(node: Node, decides: tuple[str, ...], draft: Draft) -> tuple[Rule, ...]:
    if not isinstance(node, Items):
        draft.wrong(node, "rules must be a list", "begin each rule with '- name: ...'")
        return ()
    if not node.items:
        draft.wrong(node, "the table has no rules", "write one, or take the table out of desk.yaml, tables")
    if len(node.items) > MAX_RULES:
        draft.wrong(node, f"more than {MAX_RULES} rules in one table", "split the table")
        return ()
    rules: dict[str, Rule] = {}
    for item in node.items:
        rule = _rule(item, decides, draft)
        if rule is not None and rule.name in rules:
            draft.wrong(
                rule.place,
                f"there are two rules '{rule.name}'",
                f"the other is on line {rules[rule.name].place.line}; rename one",
            )
        elif rule is not None:
            rules[rule.name] = rule
    return tuple(rules.values())


def _rule(node: Node, decides: tuple[str, ...], draft: Draft) -> Rule | None:
    found = {key.value: value for key, value in draft.pairs(node, "a rule", RULE_KEYS)}
    if not isinstance(node, Pairs):
        return None
    missing = [key for key in ("name", "when", "then") if key not in found]
    if missing:
        draft.wrong(node, f"the rule lacks {', '.join(missing)}", "name, when and then are needed")
        return None
    place = found["name"]
    name = draft.text(place, "the rule's name")
    when = parse_condition(found["when"], draft)
    unless = parse_condition(found["unless"], draft) if "unless" in found else None
    then = _then(found["then"], decides, draft)
    weight = read_weight(found["weight"], draft) if "weight" in found else 1.0
    examples = _examples(found["examples"], draft) if "examples" in found else ()
    if not isinstance(place, Text) or name is None or when is None:
        return None
    if not 0 < len(name.strip()) <= 100:
        draft.wrong(place, "a rule's name has 1 to 100 characters", "call it by what it finds")
    return Rule(name.strip(), when, unless, then, weight, place, examples)


def _then(node: Node, decides: tuple[str, ...], draft: Draft) -> Mapping[str, tuple[str, ...]]:
    then: dict[str, tuple[str, ...]] = {}
    if isinstance(node, Pairs) and not node.pairs:
        draft.wrong(node, "'then' decides nothing", f"it decides: {', '.join(decides)}")
    for key, value in draft.pairs(node, "then", decides):
        field = draft.fields()[key.value]
        values = draft.texts(value, key.value)
        if len(values) != 1 and not field.several:
            draft.wrong(value, f"{key.value} has one value", f"{key.value}: {values[0].value[:40] if values else '...'}")
            continue
        for text in values:
            draft.field_value(key.value, text)
        then[key.value] = tuple(text.value for text in values)
    _check_topic(node, then, draft)
    return then


def _check_topic(node: Node, then: Mapping[str, tuple[str, ...]], draft: Draft) -> None:
    area, topic = then.get("area", ("",))[0], then.get("topic", ("",))[0]
    home = next((a.id for a in draft.desk.areas.values() if topic in a.topics), area)
    if area and topic and home != area and topic != NO_AREA:
        draft.wrong(node, f"the topic '{topic}' belongs to the area '{home}', not to '{area}'", f"area: {home}")


def _examples(node: Node, draft: Draft) -> tuple[RuleExample, ...]:
    examples: list[RuleExample] = []
    for key, value in draft.pairs(node, "examples", ("match", "no_match")):
        for item in as_items(value):
            sample = _sample(item, draft)
            if sample is not None:
                place = item if isinstance(item, Text) else Text("", item.line, item.column)
                examples.append(RuleExample(sample, key.value == "match", place))
    return tuple(examples)


def _sample(node: Node, draft: Draft) -> Sample | None:
    if isinstance(node, Text):
        return Sample(text=node.value)
    said: dict[str, str] = {}
    several: dict[str, tuple[str, ...]] = {}
    decided: list[tuple[str, str]] = []
    for key, value in draft.pairs(node, "an example", (*SAMPLE_KEYS, *sorted(draft.decided))):
        if key.value in LISTS_OF_A_SAMPLE:
            several[key.value] = tuple(text.value for text in draft.texts(value, key.value))
            continue
        text = draft.text(value, key.value)
        if isinstance(value, Text) and key.value in draft.decided:
            draft.field_value(key.value, value)
            decided.append((key.value, value.value))
        elif text is not None:
            said[key.value] = text
            if key.value == "at":
                _check_moment(text, value, draft)
    return Sample(
        text=said.get("text", ""),
        subject=said.get("subject", ""),
        signature=said.get("signature", ""),
        quoted=said.get("quoted", ""),
        forwarded=said.get("forwarded", ""),
        sender=said.get("from", ""),
        name=said.get("name", ""),
        at=said.get("at", ""),
        to=several.get("to", ()),
        cc=several.get("cc", ()),
        mailbox=said.get("mailbox", ""),
        language=said.get("language", ""),
        attachments=several.get("attachment", ()),
        decided=tuple(decided),
    )


def _check_moment(text: str, node: Node, draft: Draft) -> None:
    try:
        aware = datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        draft.wrong(node, f"'{text[:40]}' is no moment", "at: '2026-03-06T18:30:00+00:00', with its offset from UTC")
