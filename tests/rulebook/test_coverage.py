"""Coverage: what is planted is named, what is reasonable is not, and the shipped rulebook has none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.core.rulebook import compile_rulebook
from mailbot.core.rulebook.coverage import Finding, Kind, cover, notes
from mailbot.core.rulebook.samples import Sample
from tests.rulebook.small import FILES, changed

HIGH, LOW = "then: {urgency: high}", "then: {urgency: low}"


def urgency(*rules: str, policy: str = "best", more: str = "") -> dict[str, str]:
    """The small rulebook with these rules, named r0, r1 and so on, in its table of urgency."""
    lines = "".join(f"  - {{name: r{number}, {rule}}}\n" for number, rule in enumerate(rules))
    return FILES | {"urgency.yaml": f"table: urgency\ndecides: [urgency]\npolicy: {policy}\n{more}rules:\n{lines}"}


def covered(files: dict[str, str]) -> list[Finding]:
    return list(cover(compile_rulebook(files), files))


def named(files: dict[str, str]) -> list[tuple[str, str]]:
    """Kind and place of every finding."""
    return [(found.kind, f"{found.file}:{found.line}:{found.column}") for found in covered(files)]


def test_the_shipped_rulebook_and_the_small_one_have_none() -> None:
    shipped = dict(read_rules(shipped_rules()))
    assert named(shipped) == named(FILES) == []


NEVER = [
    (("when: {always: true}, " + HIGH, "when: {words: [lion]}, " + LOW), "first", "'r0' (line 5) holds wherever it does"),
    (("when: {words: [lion, zebra]}, " + HIGH, "when: {words: [lion]}, " + LOW), "first", "'r0' (line 5)"),
    (("when: {words: [lio*]}, " + HIGH, "when: {words: [lion, lioness]}, " + LOW), "first", "'r0' (line 5)"),
    (("when: {words: [lion]}, " + HIGH, "when: {subject: [lion], language: fr}, " + LOW), "first", "'r0' (line 5)"),
    (("when: {from: ['@example.org']}, " + HIGH, "when: {from: [ana@mali.example.org]}, " + LOW), "first", "'r0' (line 5)"),
    (("when: {regex: 'ab+'}, " + HIGH, "when: {regex: 'ab+', words: [lion]}, " + LOW), "first", "'r0' (line 5)"),
    (("when: {words: [lion, zebra]}, " + HIGH, "when: {words: [lion, zebra]}, " + HIGH), "best", "and comes first"),
    (("when: {words: [lion, zebra]}, weight: 2, " + HIGH, "when: {words: [lion]}, weight: 1.5, " + LOW), "best", "more evidence"),
    (("when: {words: [lion]}, unless: {words: [lio*, zebra]}, " + HIGH,), "best", "its 'unless' holds wherever its 'when' does"),
    (("when: {words: [lion], not: {words: [lion]}}, " + HIGH,), "first", "its 'unless' holds wherever its 'when' does"),
    (("when: {all: [{topic: ma_incident}, {topic: ma_clearance}]}, " + HIGH,), "first", "two values of topic at once"),
    (("when: {language: fr, all: [{language: [en, es]}]}, " + HIGH,), "first", "two values of language at once"),
]


@pytest.mark.parametrize(("rules", "policy", "why"), NEVER)
def test_a_rule_that_can_never_win_is_named(rules: tuple[str, ...], policy: str, why: str) -> None:
    found = [one for one in covered(urgency(*rules, policy=policy)) if one.kind is Kind.NEVER_WINS]
    assert [(one.file, one.line, one.column) for one in found] == [("urgency.yaml", 4 + len(rules), 12)]
    assert f"the rule 'r{len(rules) - 1}' can never win" in found[0].message
    assert why in found[0].message


@pytest.mark.parametrize(
    ("always", "other", "lost"),
    [
        ("{always: true, weight: 5}", "when: {words: [lion, zebra]}, ", True),
        ("{any: [{words: [tiger]}, {always: true, weight: 5}]}", "when: {words: [lion, zebra]}, ", True),
        ("{always: true, weight: 5}", "when: {words: [lion, zebra]}, weight: 3, ", False),
        ("{always: true}", "when: {words: [lion]}, ", False),
    ],
)
def test_what_cannot_outweigh_the_evidence_of_every_mail_is_named(always: str, other: str, lost: bool) -> None:
    files = urgency(f"when: {always}, " + LOW, other + HIGH)
    found = [one for one in covered(files) if one.kind is Kind.NEVER_WINS]
    assert [f"{one.line}:{one.column}" for one in found] == (["6:12"] if lost else [])
    assert all("'r0' (line 5) has 5 for every mail, this one at most 4" in one.message for one in found)


def test_a_later_rule_with_more_weight_takes_everything_too() -> None:
    files = urgency("when: {words: [lion]}, " + LOW, "when: {words: [lion, zebra]}, weight: 2, " + HIGH)
    (found,) = covered(files)
    assert (found.kind, found.line) == (Kind.NEVER_WINS, 5)
    assert "'r1' (line 6) holds wherever it does, with more evidence" in found.message


def test_several_rules_together_leave_nothing() -> None:
    files = urgency(
        "when: {words: [lion]}, " + HIGH,
        "when: {words: [zebra]}, " + HIGH,
        "when: {words: [lion, zebra]}, " + LOW,
        policy="first",
    )
    (found,) = covered(files)
    assert "'r0' (line 5) and 'r1' (line 6) hold wherever it does" in found.message


def test_a_rule_that_asks_for_what_nothing_decides() -> None:
    desk = FILES["desk.yaml"].replace("ma_clearance]", "ma_clearance, ma_survey]")
    files = urgency("when: {topic: ma_survey}, " + HIGH, "when: {topic: [ma_incident, ma_survey]}, " + LOW, policy="first")
    assert named(files | {"desk.yaml": desk}) == [
        (Kind.UNREACHED_TOPIC, "desk.yaml:13:92"),
        (Kind.NEVER_WINS, "urgency.yaml:5:12"),
        (Kind.NEVER_DECIDED, "urgency.yaml:6:12"),
    ]


def test_a_default_is_decided_too() -> None:
    assert named(urgency("when: {topic: pr_other, area: protection}, " + HIGH, policy="first")) == []


REASONABLE = [
    (("when: {words: [lion], language: fr}, " + HIGH, "when: {words: [lion]}, " + LOW), "first"),
    (("when: {words: [lion]}, unless: {words: [zebra]}, " + HIGH, "when: {words: [lion]}, " + LOW), "first"),
    (("when: {words: [lion]}, unless: {words: [zebra]}, " + HIGH, "when: {words: [lion]}, " + LOW), "best"),
    (("when: {words: [lion]}, " + HIGH, "when: {words: [lion], topic: ma_incident}, " + LOW), "best"),
    (("when: {topic: ma_incident, words: [lion]}, " + HIGH, "when: {topic: ma_clearance, words: [lion]}, " + LOW), "best"),
    (("when: {always: true}, weight: 0.1, " + LOW, "when: {words: [lion]}, " + HIGH), "best"),
    (("when: {subject: [lion]}, " + HIGH, "when: {words: [lion]}, " + LOW), "best"),
    (("when: {words: [lion]}, " + HIGH, "when: {words: [lion, zebra]}, " + HIGH), "best"),
    (("when: {words: [gold mine]}, " + LOW, "when: {words: [mine]}, " + HIGH), "best"),
    (("when: {quoted: [lion]}, " + HIGH, "when: {words: [lion]}, " + LOW), "first"),
    (("when: {all: [{words: [lion]}, {words: [zebra]}]}, " + HIGH, "when: {words: [lion, zebra]}, " + LOW), "first"),
    (("when: {header: {name: X-Priority}}, " + HIGH, "when: {header: {name: X-Urgency}}, " + LOW), "first"),
]


@pytest.mark.parametrize(("rules", "policy"), REASONABLE)
def test_no_false_alarm(rules: tuple[str, ...], policy: str) -> None:
    assert [found for found in covered(urgency(*rules, policy=policy)) if found.file == "urgency.yaml"] == []


@pytest.mark.parametrize(
    ("first", "second", "place", "words"),
    [
        ("{words: [lion, zebra]}", "{words: [tiger, zebra]}", "6:38", "'zebra'"),
        ("{words: [zebr*, lion]}", "{words: [tiger, zebra]}", "6:38", "'zebra'"),
        ("{topic: ma_incident, words: [lion, x1]}", "{topic: [ma_incident, ma_clearance], words: [lion, x2]}", "6:67", "'lion'"),
        ("{any: [{subject: [lion]}, {regex: 'a'}]}", "{any: [{regex: 'a'}, {subject: [tiger]}]}", "6:12", "'regex'"),
    ],
)
def test_a_conflict_is_named_with_its_words(first: str, second: str, place: str, words: str) -> None:
    found = [one for one in covered(urgency(f"when: {first}, {HIGH}", f"when: {second}, {LOW}")) if one.kind is Kind.CONFLICT]
    assert len(found) == 1
    assert f"{found[0].line}:{found[0].column}" == place
    assert f"the rules 'r0' (line 5) and 'r1' say different things about the same mail: {words}" in found[0].message


def test_what_is_called_a_conflict_really_hangs_on_the_order_alone() -> None:
    rules = (f"when: {{words: [lion, zebra]}}, {HIGH}", f"when: {{words: [tiger, zebra]}}, {LOW}")
    one, other = (compile_rulebook(urgency(*order)) for order in (rules, rules[::-1]))
    zebra, lion = Sample("a zebra").message(), Sample("a lion").message()
    assert one.classify(zebra)[0].urgency != other.classify(zebra)[0].urgency
    assert one.classify(lion)[0].urgency == other.classify(lion)[0].urgency


def test_a_word_that_an_earlier_rule_takes_is_named_where_it_stands() -> None:
    (found,) = covered(
        urgency(f"when: {{words: [lion, zebr*]}}, {HIGH}", f"when: {{words: 'tiger, Zebras'}}, {LOW}", policy="first")
    )
    assert (found.kind, found.line, found.column) == (Kind.DEAD_WORD, 6, 38)
    assert "the word 'Zebras' can never make the rule 'r1' win: 'r0' (line 5)" in found.message


def test_desks_and_people_that_no_mail_reaches() -> None:
    person = "  - {address: cy@desk.example.org, name: Cy}\n  - {address: di@desk.example.org, name: Di}\ndesks:\n"
    desk = "  - {id: asia, name: Asia, coordinators: [cy@desk.example.org]}\nareas:\n"
    files = FILES | {"desk.yaml": FILES["desk.yaml"].replace("desks:\n", person).replace("areas:\n", desk)}
    found = covered(files)
    assert [(one.kind, one.line, one.column) for one in found] == [
        (Kind.UNREACHED_COORDINATOR, 10, 15),
        (Kind.UNREACHED_DESK, 14, 10),
    ]
    assert "di@desk.example.org" in found[0].message
    assert "the desk 'asia'" in found[1].message
    for owner in ("asia", "cy@desk.example.org"):
        routed = files["routing.yaml"].replace("owner: bo@desk.example.org", f"owner: {owner}")
        assert [one.kind for one in covered(files | {"routing.yaml": routed})] == [Kind.UNREACHED_COORDINATOR]


def test_countries() -> None:
    country = "table: country\ndecides: [country]\nrules:\n  - {name: Sudan, when: {words: [sudan]}, then: {country: SD}}\n"
    files = changed("desk.yaml", "[topic, urgency", "[country, topic, urgency") | {"country.yaml": country}
    (found,) = covered(files)
    assert (found.kind, found.line, found.column) == (Kind.UNREACHED_COUNTRY, 11, 85)
    assert "no rule decides the country SS of the desk 'africa'" in found.message
    files["country.yaml"] += "  - {name: both, when: {words: [juba]}, then: {country: SS}}\n"
    files["country.yaml"] += "  - {name: Norway, when: {words: [oslo]}, then: {country: NO}}\n"
    assert covered(files) == []
    (note,) = notes(compile_rulebook(files), files)[:1]
    assert (note.kind, note.is_note) == (Kind.COUNTRY_WITHOUT_DESK, True)
    assert "the country NO belongs to no desk" in note.message


def test_areas_that_nothing_decides() -> None:
    files = changed("desk.yaml", "targets:", "  - {id: hlp, name: HLP, lead: global, topics: [hlp_other]}\ntargets:")
    assert named(files) == [(Kind.UNREACHED_AREA, "desk.yaml:15:10"), (Kind.UNREACHED_TOPIC, "desk.yaml:15:49")]


def test_words_in_longer_words_are_notes() -> None:
    files = urgency(f"when: {{words: [mine]}}, {HIGH}", f"when: {{words: [gold mine]}}, {LOW}")
    assert covered(files) == []
    found = [note.message for note in notes(compile_rulebook(files), files) if note.file == "urgency.yaml"]
    assert found == ["the rule 'r0' does not find 'mine' inside 'gold mine' of the rule 'r1'"]


def test_a_thousand_rules_that_share_a_word_stay_quick() -> None:
    shared = [f"when: {{topic: ma_incident, words: [lion, w{n}]}}, weight: {1 + n / 100}, {HIGH}" for n in range(1_000)]
    assert covered(urgency(*shared)) == []


WORDS = ("lion", "zebra", "lio*", "zebra crossing", "tiger", "gold mine", "mine", "m1n*")
CONDITIONS = st.recursive(
    st.one_of(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(lambda some: f"words: [{', '.join(some)}]"),
        st.sampled_from(WORDS).map(lambda word: f"subject: [{word}]"),
        st.sampled_from(("language: fr", "language: [en, fr]", "topic: ma_incident", "topic: [ma_clearance, pr_other]")),
        st.sampled_from(("from: ['@example.org']", "from: [ana@mali.example.org]", "regex: 'z.b'", "quoted: [lion]")),
    ).map("{{{}}}".format),
    lambda inner: st.tuples(st.sampled_from(("any", "all", "not")), st.lists(inner, min_size=1, max_size=3)).map(
        lambda made: f"{{{made[0]}: [{', '.join(made[1])}]}}"
    ),
    max_leaves=4,
)
RULES = st.lists(
    st.tuples(CONDITIONS, st.none() | CONDITIONS, st.sampled_from((0.5, 1, 2)), st.sampled_from((HIGH, LOW))).map(
        lambda made: f"when: {made[0]}, " + (f"unless: {made[1]}, " if made[1] else "") + f"weight: {made[2]}, {made[3]}"
    ),
    min_size=2,
    max_size=5,
)
TEXTS = st.lists(st.sampled_from(("lion", "lions", "zebra", "crossing", "tiger", "gold", "mine", "clearance")), max_size=5)
MAILS = st.builds(
    lambda text, subject, quoted, language, sender: Sample(
        " ".join(text), " ".join(subject), quoted=" ".join(quoted), language=language, sender=sender
    ),
    TEXTS,
    TEXTS,
    TEXTS,
    st.sampled_from(("", "en", "fr")),
    st.sampled_from(("", "bo@example.org", "ana@mali.example.org")),
)


@settings(max_examples=150, deadline=None)
@given(RULES, st.sampled_from(("best", "first")), st.booleans(), st.lists(MAILS, min_size=5, max_size=25))
def test_a_rule_that_is_said_never_to_win_never_wins(
    rules: list[str], policy: str, falls_back: bool, mails: list[Sample]
) -> None:
    files = urgency(*rules, policy=policy, more="fallback: [quoted]\n" if falls_back else "")
    book = compile_rulebook(files)
    lost = {found.line for found in cover(book, files) if found.kind is Kind.NEVER_WINS and found.file == "urgency.yaml"}
    first = 6 if falls_back else 5
    names = {f"r{line - first}" for line in lost}
    for mail in mails:
        winners = {hit.rule for hit in book.classify(mail.message())[1] if hit.won and hit.table == "urgency"}
        assert not winners & names
