"""Rules out of corrections: words that tell, a rule that holds, and an honest account of what else it does."""

from collections.abc import Mapping

import pytest

from mailbot.core.deciding.context import Identity
from mailbot.core.reading import read
from mailbot.core.rulebook import compile_rulebook
from mailbot.pipeline.corrections import find_corrected
from mailbot.pipeline.rule_text import WordRule, add_rule, name_rule
from mailbot.pipeline.suggest import Search, Suggestion, suggest
from mailbot.pipeline.telling_words import Telling, candidates, choose, terms_of
from mailbot.ports import Correction, Past
from tests.mails import mail, reply
from tests.rulebooks import LEAD, SECOND, SMALL
from tests.stage import Stage

FINDS = ("A farmer saw rusty metal beside the well", "Children brought rusty metal home", "There is rusty metal under the bridge")


def ask(stage: Stage, text: str, sender: str = "", subject: str = "A question") -> None:
    stage.arrive(mail(text, sender=sender or f"p{len(stage.inbound())}@ngo.example.org", subject=subject))


def correct(stage: Stage, ticket: int, restricted: bool = False, **fields: str) -> None:
    with stage.store.transaction() as tx:
        tx.tickets.correct_ticket(Correction(ticket, LEAD, fields, restricted=restricted), stage.clock.now())


def suggestions(stage: Stage, files: Mapping[str, str] = SMALL) -> list[Suggestion]:
    return suggest(Search(stage.store, Past(), 1, lambda _: None), files, Identity(("helpdesk@desk.example.org",)))


@pytest.fixture
def finds(stage: Stage) -> Stage:
    """Three mails about finds that the rules did not know, among twelve others; the three are corrected."""
    for n in range(12):
        ask(stage, f"When does the cluster meet in place {'abcdefghijkl'[n]}{'mnopqrstuvwx'[n]}z? We ask about metal roofs.")
    for text in FINDS:
        ask(stage, text)
    for number in (13, 14, 15):
        correct(stage, number, area="mines", topic="mi_find")
    return stage


def test_words_a_rule_and_what_it_puts_right(finds: Stage) -> None:
    (one,) = suggestions(finds)
    assert (one.wish.table, one.wish.then) == ("topic", (("area", "mines"), ("topic", "mi_find")))
    assert [(word.words, word.here, word.of, word.elsewhere, word.others) for word in one.words] == [("rusty", 3, 3, 0, 12)]
    assert one.rule is not None
    assert one.puts_right == ("TD-10013", "TD-10014", "TD-10015")
    assert (one.also, one.samples, one.others) == ((), (), 15)
    assert (one.from_one_mail, one.hidden) == (False, 0)
    files = add_rule(SMALL, "topic", one.rule)
    assert files is not None
    assert compile_rulebook(files).tables[2].rules[0].name == "mines mi_find: rusty"


def test_what_else_it_would_change_is_told(finds: Stage) -> None:
    ask(finds, "The survivor of the rusty metal needs help")
    (one,) = suggestions(finds)
    assert [word.elsewhere for word in one.words] == [1]
    assert (("topic", "pr_case", "mi_find"), 1) in one.also
    assert one.samples == ("TD-10016",)


def test_what_the_draft_gets_right_already_is_not_suggested_again(finds: Stage) -> None:
    (one,) = suggestions(finds)
    assert one.rule is not None
    files = add_rule(SMALL, "topic", one.rule)
    assert files is not None
    assert suggestions(finds, files) == []


def test_what_is_right_by_other_rules_is_no_counterexample(finds: Stage) -> None:
    for n in range(6):
        ask(finds, f"A grenade, all rusty, in field {n}")
    (one,) = suggestions(finds)
    assert [(word.words, word.elsewhere, word.others) for word in one.words] == [("rusty", 0, 12)]


def test_a_single_mail_is_said_to_be_one(stage: Stage) -> None:
    for n in range(4):
        ask(stage, f"When does the cluster meet? {n}")
    ask(stage, "Unknown cylinder behind our clinic")
    correct(stage, 5, urgency="high")
    (one,) = suggestions(stage)
    assert one.from_one_mail
    assert one.rule is not None
    assert (one.wish.then, one.puts_right) == ((("urgency", "high"),), ("TD-10005",))
    assert {word.here for word in one.words} == {1}
    assert {word.elsewhere for word in one.words} == {0}


@pytest.mark.parametrize("by", ["the ticket", "its new topic"])
def test_words_of_restricted_tickets_are_not_shown(finds: Stage, by: str) -> None:
    ask(finds, "Zanzibar secret rusty secret")
    ask(finds, "Zanzibar secret again")
    for number in (16, 17):
        correct(finds, number, restricted=by == "the ticket", topic="mi_find" if by == "the ticket" else "pr_case", area="mines" if by == "the ticket" else "protection")  # fmt: skip  # noqa: E501 - one call
    found = suggestions(finds)
    assert "secret" not in repr(found)
    assert "zanzibar" not in repr(found).casefold()
    if by == "the ticket":
        assert [(one.hidden, one.rule is not None) for one in found] == [(2, True)]
        assert "TD-10016" in found[0].puts_right
    else:
        assert [(one.hidden, one.why) for one in found] == [
            (0, ""),
            (2, "only restricted tickets ask for it, and their words are not shown"),
        ]


def test_a_field_that_no_table_decides(stage: Stage) -> None:
    ask(stage, "Something")
    correct(stage, 1, owner=SECOND)
    (one,) = suggestions(stage)
    assert (one.rule, one.why, one.wish.then) == (None, "no table of these rules decides owner", (("owner", SECOND),))


def test_an_owner_is_suggested_where_a_table_decides_it(stage: Stage) -> None:
    routing = "table: routing\ndecides: [owner]\nrules:\n  - {name: Gao, when: {words: [Gao]}, then: {owner: mali}}\n"
    files = {
        **SMALL,
        "desk.yaml": SMALL["desk.yaml"].replace("topic, urgency]", "topic, urgency, routing]"),
        "routing.yaml": routing,
    }
    stage.publish(files)
    for n in range(4):
        ask(stage, f"When does the cluster meet? {n}")
    for n in range(2):
        ask(stage, f"Invoice for tents {n}")
        correct(stage, 5 + n, owner=SECOND)
    (one,) = suggestions(stage, files)
    assert one.rule is not None
    assert one.rule.then == (("owner", SECOND),)
    assert one.puts_right == ("TD-10005", "TD-10006")
    assert [(change, count) for change, count in one.also] == []


def test_several_processes_suggest_the_same(finds: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    if finds.store.url.get_backend_name() == "postgresql":
        pytest.skip("nothing here depends on the database")
    alone = suggestions(finds)
    monkeypatch.setattr("mailbot.pipeline.side_by_side.WORTH_IT", 1)
    identity = Identity(("helpdesk@desk.example.org",))
    assert suggest(Search(finds.store, Past(), 2, lambda _: None), SMALL, identity) == alone


def test_nothing_was_corrected(stage: Stage) -> None:
    ask(stage, "Something")
    assert suggestions(stage) == []


def test_an_urgency_that_rose_by_itself_is_no_correction(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to("awa@ngo.example.org"), "It is urgent"))
    with stage.store.transaction() as tx:
        assert tx.archive.opened_tickets(Past())[0].ticket.urgency == "high"
        assert find_corrected(tx.archive.opened_tickets(Past())) == []
        tx.tickets.correct_ticket(Correction(1, LEAD, {"urgency": "critical"}), stage.clock.now())
        (one,) = find_corrected(tx.archive.opened_tickets(Past()))
    assert (one.said, one.now["urgency"]) == ({"urgency": "high"}, "critical")


def test_what_an_older_version_decided_counts_but_for_the_owner(finds: Stage) -> None:
    correct(finds, 13, owner=SECOND)
    with finds.store.connection() as connection:
        connection.exec_driver_sql("UPDATE decision SET context = NULL, outcome = NULL")
        connection.exec_driver_sql("UPDATE decision SET classification = 'broken' WHERE inbound = 14")
    (one,) = suggestions(finds)
    assert [ticket.reference for ticket in one.wish.tickets] == ["TD-10013", "TD-10015"]


def test_terms_are_folded_and_say_something() -> None:
    raw = mail(
        "Bonjour Équipe,\n\nla PROTHÈSE de l'enfant 12345 est cassée.\n\n> old words",
        sender="Prosper Kaboré <kabore@ngo.example.org>", subject="Kaboré: prothèse",
    )  # fmt: skip
    terms = terms_of(read(raw))
    assert {"prothese", "enfant", "cassee", "equipe"} <= terms
    assert not {"la", "de", "est", "bonjour", "12345", "kabore", "old", "words"} & terms
    assert "prothese enfant" not in terms
    assert "معاق" in terms_of(read(mail("طفل معاق في المدرسة")))


def test_terms_of_two_mails_go_before_those_of_one() -> None:
    one, two = frozenset({"a b", "a", "c"}), frozenset({"a b", "d"})
    assert set(candidates([one, two])) == {"a b"}
    assert set(candidates([one])) == one
    assert candidates([]) == {}


def test_the_most_telling_words_that_cover_the_mails() -> None:
    mails = [frozenset({"x", "y"}), frozenset({"x", "z"}), frozenset({"w"})]
    tellings = [
        Telling("x", 2, 3, 0, 100),
        Telling("y", 1, 3, 0, 100),
        Telling("z", 1, 3, 50, 100),
        Telling("w", 1, 3, 1, 100),
    ]
    assert [one.words for one in choose(mails, tellings)] == ["x"]
    assert choose(mails, []) == ()
    assert Telling("x", 2, 2, 0, 100).score > Telling("x", 1, 2, 0, 100).score > Telling("x", 1, 2, 40, 100).score
    assert Telling("x", 0, 0, 0, 0).score == pytest.approx(0.0)
    assert Telling("x", 3, 3, 9, 9).score < 2


@pytest.mark.parametrize("style", ["block", "flow", "in brackets"])
def test_a_rule_is_put_before_the_others(style: str) -> None:
    rule = WordRule('say "x": y', ("rusty metal", "لغم", "no"), (("country", ""),), 2)
    written = {
        "block": "table: country\ndecides: [country]\nrules:\n# a remark\n    - name: Mali\n      when: {words: [Mali]}\n"
        "      then: {country: ML}\n",
        "flow": SMALL["country.yaml"],
        "in brackets": "table: country\ndecides: [country]\nrules: [{name: Mali, when: {words: [Mali]}, then: {country: ML}}]\n",
    }[style]  # fmt: skip
    files = add_rule({**SMALL, "country.yaml": written}, "country", rule)
    assert files is not None
    table = next(table for table in compile_rulebook(files).tables if table.name == "country")
    first, second = table.rules
    assert (first.name, first.weight, first.then["country"]) == ('say "x": y', 2.0, ("",))
    assert (second.name, second.weight, second.then["country"]) == ("Mali", 1.0, ("ML",))
    as_a_person = "\n".join(["table: country", "decides: [country]", "rules:", *rule.lines()])
    alone = compile_rulebook({**SMALL, "country.yaml": as_a_person})
    assert next(table for table in alone.tables if table.name == "country").rules[0].then == table.rules[0].then


def test_a_table_without_rules_or_without_a_file_takes_none() -> None:
    rule = WordRule("x", ("x",), (("country", "ML"),))
    assert add_rule(SMALL, "nothing", rule) is None
    assert add_rule({**SMALL, "country.yaml": "table: country\ndecides: [country]\nrules: []\n"}, "country", rule) is None
    assert add_rule({"x.yaml": "- [}", **SMALL}, "country", rule) is not None


def test_a_rule_has_a_name_of_its_own() -> None:
    then = (("topic", "mi_find"),)
    assert name_rule(then, ["a", "b"], frozenset()) == "mi_find: a, b"
    assert name_rule(then, ["a"], frozenset({"mi_find: a", "mi_find: a 2"})) == "mi_find: a 3"
    assert len(name_rule(then, ["long" * 30] * 5, frozenset())) <= 100
    assert name_rule((("country", ""),), ["a"], frozenset()) == "none: a"
