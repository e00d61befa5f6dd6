"""Broken rulebooks: each is refused with its place and what would be right, without a traceback."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.core.rulebook import Problem, RulebookBroken, check, compile_rulebook
from mailbot.core.rulebook.nodes import MAX_FILE_CHARACTERS
from tests.rulebook.small import FILES, TOPIC, changed

BROKEN = {
    "unknown key of a rule": (changed("topic.yaml", "unless:", "unles:"), "topic.yaml:7:5", "no key 'unles'"),
    "unknown condition": (changed("topic.yaml", "{words: [clear", "{word: [clear"), "topic.yaml:11:12", "no condition 'word'"),
    "unknown field": (changed("topic.yaml", "[area, topic]", "[aera, topic]"), "topic.yaml:2:11", "no field 'aera'"),
    "field not decided here": (changed("urgency.yaml", "{urgency: high}", "{owner: africa}"), "urgency.yaml:6", "no key 'owner'"),
    "field decided later": (
        changed("topic.yaml", "{words: [clear", "{urgency: high, words: [clear"),
        "topic.yaml:11",
        "not decided yet",
    ),
    "field decided twice": (changed("urgency.yaml", "[urgency]", "[urgency, area]"), "urgency.yaml:2", "earlier table"),
    "unknown area": (
        changed("topic.yaml", "area: mine_action, topic: ma_c", "area: mines, topic: ma_c"),
        "topic.yaml:12",
        "no area",
    ),
    "unknown topic": (changed("topic.yaml", "ma_clearance}", "ma_clear}"), "topic.yaml:12", "no topic"),
    "topic of another area": (changed("topic.yaml", "topic: ma_clearance}", "topic: pr_other}"), "topic.yaml:12", "belongs to"),
    "unknown urgency": (changed("urgency.yaml", "urgency: high", "urgency: highest"), "urgency.yaml:6", "no urgency"),
    "unknown asked value": (changed("urgency.yaml", "topic: ma_incident", "topic: ma_incidents"), "urgency.yaml:5", "no topic"),
    "owner that nobody is": (changed("routing.yaml", "owner: bo@desk", "owner: bob@desk"), "routing.yaml:5", "no owner"),
    "malformed owner": (changed("routing.yaml", "owner: bo@desk.example.org", "owner: 'a@b\\n'"), "routing.yaml:5", "no owner"),
    "bad tag": (changed("routing.yaml", "[accident, mines]", "['=cmd()']"), "routing.yaml:5", "no tags"),
    "bad expression": (changed("topic.yaml", r"\bUXO\b", "(UXO"), "topic.yaml:6", "cannot be used"),
    "word without letters": (changed("topic.yaml", "[clearance,", "['!!',"), "topic.yaml:11", "no letter"),
    "empty words": (changed("topic.yaml", "[clearance, demin*, mine]", "[]"), "topic.yaml:11", "no word"),
    "too many words": (changed("topic.yaml", "demin*", ", ".join(f"w{n}" for n in range(5_001))), "topic.yaml:11", "more than"),
    "two rules of one name": (changed("topic.yaml", "name: clearance", "name: mine accident"), "topic.yaml:10", "two rules"),
    "rule without then": (
        changed("topic.yaml", "    then: {area: mine_action, topic: ma_clearance}\n", ""),
        "topic.yaml:10",
        "lacks then",
    ),
    "bad weight": (
        changed("topic.yaml", "- name: clearance", "- name: clearance\n    weight: nan"),
        "topic.yaml:11",
        "no weight",
    ),
    "bad policy": (changed("topic.yaml", "policy: best", "policy: beste"), "topic.yaml:3", "no policy"),
    "bad fallback": (changed("topic.yaml", "policy: best", "fallback: [footer]"), "topic.yaml:3", "cannot fall back"),
    "wrong type": (changed("topic.yaml", "decides: [area, topic]", "decides: {area: topic}"), "topic.yaml:2", "a text or a list"),
    "rules no list": (FILES | {"topic.yaml": TOPIC.split("rules:")[0] + "rules: none\n"}, "topic.yaml:4", "must be a list"),
    "alias": (changed("topic.yaml", "[clearance, demin*, mine]", "&w [clearance]"), "topic.yaml:11", "anchors"),
    "bomb": (FILES | {"x.yaml": "a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n"}, "x.yaml:1", "anchors"),
    "tag": (changed("topic.yaml", "policy: best", "policy: !!python/object:os.system best"), "topic.yaml:3", "tags"),
    "key twice": (changed("topic.yaml", "policy: best", "policy: best\npolicy: first"), "topic.yaml:4", "twice"),
    "not yaml": (changed("topic.yaml", "decides: [area, topic]", "decides: [area, topic"), "topic.yaml:3", "not YAML"),
    "tab": (changed("topic.yaml", "    unless", "\tunless"), "topic.yaml:7", "not YAML"),
    "invisible": (changed("topic.yaml", "gold", "go\x00ld"), "topic.yaml:7", "U+0000"),
    "surrogate escape": (
        changed("topic.yaml", "name: clearance", 'name: "\\ud800"'),
        "topic.yaml:10",
        "escape writes no character",
    ),
    "deep": (changed("topic.yaml", "[clearance, demin*, mine]", "[" * 60 + "]" * 60), "topic.yaml:11", "nested"),
    "second document": (FILES | {"topic.yaml": TOPIC + "---\nx: y\n"}, "topic.yaml:13", "second document"),
    "empty file": (FILES | {"topic.yaml": ""}, "topic.yaml:1", "empty"),
    "huge file": (FILES | {"topic.yaml": "#" * (MAX_FILE_CHARACTERS + 1)}, "topic.yaml", "larger"),
    "no desk": ({"topic.yaml": TOPIC}, "desk.yaml", "missing"),
    "table absent": (changed("desk.yaml", "[topic,", "[topics, topic,"), "desk.yaml:4:10", "no table 'topics'"),
    "table not listed": (changed("desk.yaml", "[topic, urgency,", "[topic,"), "urgency.yaml:1", "not in the order"),
    "no table": (FILES | {"x.yaml": "hello"}, "x.yaml:1", "no table"),
    "one table in two files": (FILES | {"z.yaml": TOPIC}, "z.yaml:1", "is in topic.yaml too"),
    "desk lacks a key": (changed("desk.yaml", "prefix: GPC\n", ""), "desk.yaml:1", "lacks prefix"),
    "bad prefix": (changed("desk.yaml", "prefix: GPC", "prefix: g-1"), "desk.yaml:2", "prefix"),
    "unknown global desk": (changed("desk.yaml", "global_desk: global", "global_desk: world"), "desk.yaml:3", "no desk 'world'"),
    "desk without coordinators": (
        changed("desk.yaml", ", coordinators: [bo@desk.example.org]", ""),
        "desk.yaml:11",
        "no coordinator",
    ),
    "unknown coordinator": (
        changed("desk.yaml", "[bo@desk.example.org]", "[bob@desk.example.org]"),
        "desk.yaml:11",
        "no coordinator",
    ),
    "bad address": (
        changed("desk.yaml", "address: bo@desk.example.org", "address: 'Bo <bo@desk.example.org>'"),
        "desk.yaml:8",
        "address",
    ),
    "coordinator twice": (changed("desk.yaml", "{address: bo@desk", "{address: ANA@desk"), "desk.yaml:8", "twice"),
    "bad language": (changed("desk.yaml", "language: fr", "language: fx"), "desk.yaml:8", "no language"),
    "country of two desks": (
        changed("desk.yaml", "id: global, name: Global,", "id: global, name: Global, countries: [SD],"),
        "desk.yaml:11",
        "SD",
    ),
    "bad country": (changed("desk.yaml", "[SD, SS]", "[SD, Chad]"), "desk.yaml:11", "no country"),
    "unknown lead": (changed("desk.yaml", "lead: africa", "lead: asia"), "desk.yaml:13", "no desk 'asia'"),
    "topic in two areas": (
        changed("desk.yaml", "topics: [pr_other]", "topics: [pr_other, ma_incident]"),
        "desk.yaml:14",
        "twice",
    ),
    "no target": (changed("desk.yaml", ", low: {days: 10}", ""), "desk.yaml:15", "no target for low"),
    "bad target": (changed("desk.yaml", "{hours: 2}", "{hours: 2, days: 1}"), "desk.yaml:15", "either hours or days"),
    "bad number": (changed("desk.yaml", "{hours: 2}", "{hours: -2}"), "desk.yaml:15", "hours"),
    "unknown restricted topic": (changed("desk.yaml", "[ma_incident]\nc", "[ma_x]\nc"), "desk.yaml:16", "no topic"),
    "own field of a fixed name": (changed("desk.yaml", "fields: {ask:", "fields: {words:"), "desk.yaml:5", "field of your own"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_F1_a_broken_rulebook_is_refused_with_place_and_mend(name):
    files, place, message = BROKEN[name]
    problems = check(files)
    assert any(str(p).startswith(place) and message in p.message for p in problems), "\n".join(map(str, problems))
    assert all(p.mend for p in problems)
    with pytest.raises(RulebookBroken) as broken:
        compile_rulebook(files)
    assert broken.value.problems == problems


def test_all_errors_are_said_at_once():
    files = changed("desk.yaml", "language: fr", "language: fx") | {"urgency.yaml": "table: urgency"}
    files["topic.yaml"] = TOPIC.replace("policy: best", "policy: worst").replace("demin*", "a*")
    assert [(p.file, p.line) for p in check(files)] == [
        ("desk.yaml", 8),
        ("topic.yaml", 3),
        ("topic.yaml", 11),
        ("urgency.yaml", 1),
    ]


def test_the_small_rulebook_is_clean():
    assert check(FILES) == ()


def test_examples_are_run():
    assert check(changed("topic.yaml", "near the school", "").copy()) == ()
    (problem,) = check(changed("topic.yaml", 'match: ["A farmer stepped on a mine', 'match: ["A farmer saw clearance'))
    assert str(problem).startswith("topic.yaml:9:24: the example")
    assert "goes to 'clearance' (on clearance)" in problem.message
    (problem,) = check(changed("topic.yaml", '"Accident in the gold mine"', '"Accident par mine"'))
    assert "shall not decide" in problem.message


def test_no_stays_a_word():
    assert check(changed("desk.yaml", "[SD, SS]", "[NO, SS]")) == ()


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 2_000), st.text(max_size=12), st.integers(0, 30))
def test_no_text_gives_a_traceback(file, at, insert, cut):
    text = FILES[file]
    problems = check(FILES | {file: text[:at] + insert + text[at + cut :]})
    assert all(isinstance(p, Problem) for p in problems)


@pytest.mark.parametrize("bracket", ["[", "{", "[ ", "[\n "])
def test_F1_brackets_that_never_close_are_refused_at_once(bracket):
    (problem,) = check(FILES | {"topic.yaml": TOPIC + "x: " + bracket * 50_000})
    assert (problem.file, problem.message) == ("topic.yaml", "nested deeper than 24")
