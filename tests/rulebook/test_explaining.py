"""What explain tells is what happened, word by word."""

import dataclasses

import pytest

from mailbot.core.message import Kind
from mailbot.core.rulebook import compile_rulebook
from mailbot.core.rulebook.explaining import RuleSeen, explain
from mailbot.core.rulebook.samples import Sample
from tests.rulebook.small import FILES, changed

BOOK = compile_rulebook(FILES)


def seen(files: dict[str, str], sample: Sample, table: str, look: int = 0) -> list[tuple[str, str, float, str]]:
    explained = explain(compile_rulebook(files), sample.message())
    asked = next(one for one in explained.tables if one.name == table)
    return [(rule.rule, rule.verdict, rule.score, rule.why) for rule in asked.looks[look].rules]


def rule(sample: Sample, table: str, name: str) -> RuleSeen:
    asked = next(one for one in explain(BOOK, sample.message()).tables if one.name == table)
    return next(one for one in asked.looks[0].rules if one.rule == name)


def test_the_answer_is_that_of_classify() -> None:
    for text in ("a man stepped on a mine, urgent", "hello", "demining and clearance", "gold mine"):
        message = Sample(text, subject="uxo").message()
        explained = explain(BOOK, message)
        classification, hits = BOOK.classify(message)
        assert explained.classification == classification
        told = [
            (table.name, one.rule, one.verdict == "won")
            for table in explained.tables
            for look in table.looks
            for one in look.rules
            if one.verdict == "won" or (one.verdict == "lost" and table.policy == "best")
        ]
        assert told == [(hit.table, hit.rule, hit.won) for hit in hits]


def test_words_are_quoted_as_they_were_written_with_place_and_points() -> None:
    found = rule(Sample("L'Accident par\nMINE", subject="UXO!"), "topic", "mine accident")
    assert [(one.text, one.where, one.points) for one in found.evidence] == [
        ("Accident par MINE", "text", 1),
        ("UXO", "regex", 2),
    ]
    assert (found.line, found.weight, found.score, found.verdict) == (5, 1, 3, "won")


def test_why_a_rule_lost_by_evidence() -> None:
    sample = Sample("accident par mine, UXO, clearance", subject="UXO")
    assert seen(FILES, sample, "topic") == [
        ("mine accident", "won", 3, ""),
        ("clearance", "lost", 1, "less evidence: 1 against 3"),
    ]
    tie = Sample("accident par mine, clearance")
    assert seen(FILES, tie, "topic")[1] == ("clearance", "lost", 1, "as much evidence, but comes later in the table")


def test_under_first_the_rules_after_the_winner_are_told_too() -> None:
    assert seen(FILES, Sample("stepped on a mine, urgent"), "urgency") == [
        ("accident", "won", 1, ""),
        ("soon", "lost", 1, "comes later in the table"),
    ]


def test_unless_and_missing_parts() -> None:
    stopped = Sample("Simulation exercise: a man stepped on a mine")
    assert seen(FILES, stopped, "topic") == [("mine accident", "stopped", 0, "'unless' held on 'Simulation exercise'")]
    files = changed("urgency.yaml", "{words: [urgent, tomorrow]}", "{words: [urgent], topic: ma_incident}")
    assert seen(files, Sample("urgent"), "urgency") == [("soon", "missing", 0, "lacks 'topic=ma_incident'")]


def test_a_hint_and_where_the_table_fell_back() -> None:
    files = changed("topic.yaml", "policy: best", "policy: best\nfallback: [quoted]")
    files["topic.yaml"] = files["topic.yaml"].replace("- name: clearance", "- name: clearance\n    weight: 0.5")
    sample = Sample("the mine", quoted="> stepped on a mine")
    assert seen(files, sample, "topic", 0) == [
        ("clearance", "lost", 0.5, "a hint below 1: the table fell back on the quoted text and found 1 there")
    ]
    assert seen(files, sample, "topic", 1) == [("mine accident", "won", 1, "")]


def test_defaults_and_what_later_tables_ask_about() -> None:
    explained = explain(BOOK, Sample("hello").message())
    topic, urgency, routing = explained.tables
    assert (topic.winner, dict(topic.decided), topic.defaults) == (
        "",
        {"area": ("protection",), "topic": ("pr_other",)},
        ("area", "topic"),
    )
    assert (dict(urgency.decided), urgency.defaults) == ({"urgency": ("normal",)}, ("urgency",))
    assert dict(routing.decided) == {"owner": ("",), "tags": ()}
    asked = rule(Sample("stepped on a mine"), "routing", "accidents")
    assert [(one.text, one.where) for one in asked.evidence] == [("topic=ma_incident", "decided before")]


@pytest.mark.parametrize("kind", [Kind.AUTO_REPLY, Kind.SPAM, Kind.EMPTY])
def test_no_table_is_asked_about_mail_that_asks_for_nothing(kind: Kind) -> None:
    message = dataclasses.replace(Sample("stepped on a mine").message(), kind=kind)
    assert explain(BOOK, message).tables == ()
