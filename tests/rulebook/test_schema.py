from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.core.rulebook import compile_rulebook
from mailbot.core.rulebook.conditions import DOCUMENTED
from mailbot.core.rulebook.manual import conditions_manual
from mailbot.core.rulebook.schema import rules_schema
from tests.rulebook.small import FILES
from tests.rulebook.test_conditions import LISTED

SHIPPED = read_rules(shipped_rules())
SMALL = Draft202012Validator(rules_schema(compile_rulebook(FILES).desk))


def as_an_editor_reads(text):
    return yaml.load(text, Loader=yaml.SafeLoader)


def complaints(text, validator=SMALL):
    return [error.message for error in validator.iter_errors(as_an_editor_reads(text))]


def test_it_is_a_schema():
    Draft202012Validator.check_schema(rules_schema(compile_rulebook(FILES).desk))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_files_answer_to_it(name):
    validator = Draft202012Validator(rules_schema(compile_rulebook(SHIPPED).desk))
    text = SHIPPED[name].replace("country: NO", "country: 'NO'").replace("[NO]", "['NO']")  # a trap of older YAML, none of ours
    assert complaints(text, validator) == []


@pytest.mark.parametrize("name", [*FILES, *LISTED])
def test_the_small_files_answer_to_it(name):
    assert complaints((FILES | LISTED)[name]) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("topic.yaml", "unless:", "unles:"),
        ("topic.yaml", "policy: best", "policy: most"),
        ("topic.yaml", "[area, topic]", "[area, topik]"),
        ("topic.yaml", "topic: ma_clearance", "topic: ma_clearence"),
        ("topic.yaml", "{words: [clearance", "{wrods: [clearance"),
        ("urgency.yaml", "urgency: high", "urgency: hi"),
        ("urgency.yaml", "topic: ma_incident", "topic: ma_incidents"),
        ("routing.yaml", "bo@desk.example.org", "nobody@desk.example.org"),
        ("desk.yaml", "prefix: GPC", "prefix: gpc"),
        ("desk.yaml", "language: fr", "language: french"),
        ("desk.yaml", "targets: {critical: {hours: 2}, ", "targets: {"),
        ("desk.yaml", "global_desk: global", "global_desk: globe"),
    ],
)
def test_an_editor_underlines(file, old, new):
    assert old in FILES[file]
    assert complaints(FILES[file].replace(old, new)) != []


def test_every_condition_is_in_it_with_its_words():
    known = rules_schema(compile_rulebook(FILES).desk)["$defs"]["condition"]["properties"]
    assert {kind.key for kind in DOCUMENTED} <= set(known)
    assert all(known[kind.key]["description"] for kind in DOCUMENTED)


def test_the_manuals_page_is_that_of_the_program():
    page = Path(__file__).parents[2] / "docs" / "conditions.md"
    assert page.read_text(encoding="utf-8") == conditions_manual(), "run `mailbot rules conditions > docs/conditions.md`"
