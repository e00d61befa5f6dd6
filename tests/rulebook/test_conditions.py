import pytest

from mailbot.core.rulebook import compile_rulebook
from mailbot.core.rulebook.conditions import DOCUMENTED
from mailbot.core.rulebook.samples import Sample
from tests.rulebook.small import FILES

SHOWN = [(kind.key, shown) for kind in DOCUMENTED for shown in kind.examples]
KNOWN = """
calendars: {geneva: {timezone: Europe/Zurich, hours: '09:00-17:00'}}
known_senders: {un: ['@unmas.known.example.org'], ngo: ['@ngo.known.example.org']}
"""


def rulebook(written):
    rule = f"table: noise\ndecides: [noise]\nrules:\n  - name: it\n    when:\n      {written}\n    then: {{noise: yes it is}}\n"
    desk = FILES["desk.yaml"].replace("tables: [topic, urgency, routing]", "tables: [noise]") + KNOWN
    return compile_rulebook({"desk.yaml": desk, "noise.yaml": rule})


@pytest.mark.parametrize(("key", "shown"), SHOWN, ids=[f"{key}-{n}" for n, (key, _) in enumerate(SHOWN)])
def test_the_examples_of_each_condition_come_out_as_shown(key, shown):
    book = rulebook(shown.written)
    holds, fails = shown.holds, shown.fails
    assert book.classify(holds.message(), holds.occasion())[0].noise == "yes it is"
    assert book.classify(fails.message(), fails.occasion())[0].noise == ""


def test_each_condition_has_a_name_of_its_own_a_text_and_an_example():
    assert len({kind.key for kind in DOCUMENTED}) == len(DOCUMENTED)
    assert all(kind.__doc__ and (kind.examples or kind.key in ("always", "mentions", "listed")) for kind in DOCUMENTED)


def test_always_holds():
    assert rulebook("always: true").classify(Sample("Hello").message())[0].noise == "yes it is"


def test_mentions_sees_what_did_not_win():
    files = FILES | {
        "topic.yaml": """
table: topic
decides: [topic]
policy: best
rules:
  - {name: clearance, when: {words: [clearance]}, then: {topic: ma_clearance}}
  - {name: incident, when: {words: [accident, injured]}, then: {topic: ma_incident}}
""",
        "urgency.yaml": """
table: urgency
decides: [urgency]
rules:
  - {name: both, when: {topic: ma_incident, mentions: {topic: ma_clearance}}, then: {urgency: high}}
""",
        "desk.yaml": FILES["desk.yaml"].replace("tables: [topic, urgency, routing]", "tables: [topic, urgency]"),
    }
    del files["routing.yaml"]
    book = compile_rulebook(files)
    assert book.classify(Sample("An accident, one injured, during clearance").message())[0].urgency == "high"
    assert book.classify(Sample("An accident, one injured").message())[0].urgency == "normal"


def test_a_weight_counts_for_its_own_mapping_alone():
    files = FILES | {
        "topic.yaml": """
table: topic
decides: [topic]
policy: best
rules:
  - {name: clearance, when: {words: [survey, marking]}, then: {topic: ma_clearance}}
  - name: incident
    when: {any: [{words: [accident], weight: 2.5}, {words: [road]}]}
    then: {topic: ma_incident}
"""
    }
    book = compile_rulebook(files)
    assert book.classify(Sample("survey and marking of an accident").message())[0].topic == "ma_incident"
    assert book.classify(Sample("survey and marking of a road").message())[0].topic == "ma_clearance"


LISTS = """
lists:
  loss of limb: [amputat*, prosthesis, moignon]
  gold mining: gold mine, mine d'or
"""
LISTED = {
    "topic.yaml": """
table: topic
decides: [topic]
policy: best
evidence: {quoted: 0.5}
rules:
  - {name: survivors, when: {listed: {loss of limb: 3, gold mining: -2}}, then: {topic: ma_incident}}
  - {name: clearance, when: {listed: gold mining}, then: {topic: ma_clearance}}
""",
    "words.yaml": LISTS,
}


def topic_of(**sample):
    return compile_rulebook(FILES | LISTED).classify(Sample(**sample).message())


def test_a_named_list_counts_once_and_quotes_its_word():
    found, hits = topic_of(text="an amputation, a prosthesis and a stump")
    assert (found.topic, hits[0].matched) == ("ma_incident", ("amputation",))


def test_a_list_may_speak_against():
    assert topic_of(text="his prosthesis broke in the gold mine")[0].topic == "ma_incident"  # 3 - 2 = 1, the earlier on a tie
    assert topic_of(text="his prosthesis broke", subject="Une mine d’or")[0].topic == "ma_clearance"  # 3 - 4 is below 0
    assert topic_of(text="the gold mine")[0].topic == "ma_clearance"


def test_a_table_says_what_a_word_counts_in_each_part_of_the_mail():
    assert topic_of(text="thank you", quoted="> a prosthesis")[0].topic == "ma_incident"
    assert topic_of(text="the gold mine", quoted="> a prosthesis")[0].topic == "ma_clearance"  # 1.5 - 2
    assert topic_of(text="thank you", signature="Prosthesis Centre")[0].topic == "pr_other"
