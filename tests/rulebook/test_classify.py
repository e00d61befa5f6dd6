import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.decision import Classification
from mailbot.core.message import Address, Forwarded, Kind
from mailbot.core.rulebook import compile_rulebook
from mailbot.core.rulebook.occasion import Occasion
from mailbot.core.rulebook.routing import default_owner
from mailbot.core.rulebook.samples import Sample
from mailbot.core.ticket import Urgency
from tests.rulebook.small import FILES, changed

BOOK = compile_rulebook(FILES)


def classify(text="", **more):
    return BOOK.classify(Sample(text, **more).message())[0]


def test_later_tables_ask_about_fields_of_earlier_ones():
    assert classify("A man stepped on a mine") == Classification(
        area="mine_action",
        topic="ma_incident",
        urgency=Urgency.CRITICAL,
        requester_type="other",
        restricted=True,
        tags=("accident", "mines"),
        owner="bo@desk.example.org",
    )


def test_nothing_matched_is_general_protection_at_the_global_desk():
    got = classify("Hello")
    assert (got.area, got.topic, got.country, got.urgency, got.owner) == ("protection", "pr_other", "", Urgency.NORMAL, "global")


def test_the_trace_names_who_matched_on_which_words_and_who_won():
    _, hits = BOOK.classify(Sample("L'Accident par\nMINE, and the mine; demining", subject="uxo").message())
    assert [(h.table, h.rule, h.matched, h.won) for h in hits if h.table == "topic"] == [
        ("topic", "mine accident", ("uxo", "Accident par MINE"), True),
        ("topic", "clearance", ("mine", "demining"), False),
    ]


def test_a_longer_phrase_swallows_the_shorter_one_inside_it():
    _, hits = BOOK.classify(Sample("stepped on a mine").message())
    assert [h.rule for h in hits if h.table == "topic"] == ["mine accident"]
    _, hits = BOOK.classify(Sample("the gold mine").message())
    assert not hits


def test_unless_keeps_a_rule_from_matching():
    assert classify("simulation exercise: a man stepped on a mine").topic == "pr_other"


def test_words_of_the_subject_count_more():
    files = changed("topic.yaml", "demin*, mine]", "demin*, mine, survey]")
    book = compile_rulebook(files)
    got, _ = book.classify(Sample("accident par mine", subject="survey").message())
    assert got.topic == "ma_clearance"


def test_quoted_history_and_signature_are_not_the_senders_words():
    assert classify("thanks", quoted="> stepped on a mine", signature="Mine clearance").topic == "pr_other"


def test_a_table_falls_back_where_the_new_text_gives_nothing():
    book = compile_rulebook(changed("topic.yaml", "policy: best", "policy: best\nfallback: [quoted]"))
    assert book.classify(Sample("thanks", quoted="> stepped on a mine").message())[0].topic == "ma_incident"
    assert book.classify(Sample("demining", quoted="> stepped on a mine").message())[0].topic == "ma_clearance"


def test_ignored_words_swallow_and_say_nothing():
    book = compile_rulebook(changed("urgency.yaml", "policy: first", "policy: first\nignore: [not urgent]"))
    assert book.classify(Sample("this is not urgent").message())[0].urgency is Urgency.NORMAL
    assert book.classify(Sample("this is urgent").message())[0].urgency is Urgency.HIGH


def test_a_passed_on_mail_counts():
    message = dataclasses.replace(Sample("please see below").message(), forwarded=Forwarded("", "", "he stepped on a mine"))
    assert BOOK.classify(message)[0].topic == "ma_incident"


@pytest.mark.parametrize("kind", [Kind.AUTO_REPLY, Kind.BOUNCE, Kind.SPAM, Kind.NEWSLETTER, Kind.EMPTY])
def test_mail_that_asks_for_nothing_has_no_area(kind):
    message = dataclasses.replace(Sample("stepped on a mine").message(), kind=kind)
    assert BOOK.classify(message) == (Classification(urgency=Urgency.LOW), ())


def test_weight_multiplies_evidence():
    book = compile_rulebook(changed("topic.yaml", "- name: clearance", "- name: clearance\n    weight: 3"))
    assert book.classify(Sample("accident par mine; clearance").message())[0].topic == "ma_clearance"


@pytest.mark.parametrize(
    ("area", "country", "owner"),
    [("mine_action", "SD", "africa"), ("mine_action", "", "africa"), ("protection", "", "global"), ("none", "XX", "global")],
)
def test_without_a_rule_the_country_then_the_lead_then_the_global_desk(area, country, owner):
    assert default_owner(BOOK.desk, area, country) == owner


def test_own_fields_join_tables():
    ask = "table: ask\ndecides: [ask]\nrules:\n  - {name: courses, when: {words: [course]}, then: {ask: training}}\n"
    files = changed("desk.yaml", "[topic, urgency", "[ask, topic, urgency") | {"ask.yaml": ask}
    files["topic.yaml"] += "  - {name: c, when: {ask: training}, then: {area: protection, topic: pr_other}}\n"
    _, hits = compile_rulebook(files).classify(Sample("a course").message())
    assert [(h.rule, h.matched) for h in hits] == [("courses", ("course",)), ("c", ("ask=training",))]


@given(st.text(max_size=300), st.text(max_size=80), st.text(max_size=80))
def test_classify_is_total(text, subject, name):
    message = dataclasses.replace(Sample(text, subject).message(), senders=(Address(name, name),), sender=Address(name, name))
    first = BOOK.classify(message, Occasion(name))
    assert first == BOOK.classify(message, Occasion(name))


def test_surrogates_and_noncharacters_do_not_raise():
    assert BOOK.classify(Sample("\ud800 uxo \U0010ffff \u202b", "\udfff \ue000 UXO").message())[0].topic == "ma_incident"


def test_sha_depends_on_names_and_contents():
    other = compile_rulebook(changed("topic.yaml", "clearance, demin*", "clearance,  demin*"))
    assert other.sha != BOOK.sha == compile_rulebook(dict(reversed(FILES.items()))).sha
