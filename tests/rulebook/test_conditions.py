import pytest

from mailbot.core.rulebook import compile_rulebook
from mailbot.core.rulebook.conditions import CONDITIONS
from tests.rulebook.small import FILES

SHOWN = [(kind.key, shown) for kind in CONDITIONS for shown in kind.examples]


def rulebook(written):
    rule = f"table: noise\ndecides: [noise]\nrules:\n  - name: it\n    when: {{{written}}}\n    then: {{noise: yes it is}}\n"
    if not written.endswith(("]", "}", "'", '"')):
        rule = rule.replace(f"{{{written}}}", f"\n      {written}")
    desk = FILES["desk.yaml"].replace("tables: [topic, urgency, routing]", "tables: [noise]")
    return compile_rulebook({"desk.yaml": desk, "noise.yaml": rule})


@pytest.mark.parametrize(("key", "shown"), SHOWN, ids=[f"{key}-{n}" for n, (key, _) in enumerate(SHOWN)])
def test_the_examples_of_each_condition_come_out_as_shown(key, shown):
    book = rulebook(shown.written)
    holds, fails = shown.holds, shown.fails
    assert book.classify(holds.message(), holds.mailbox)[0].noise == "yes it is"
    assert book.classify(fails.message(), fails.mailbox)[0].noise == ""


def test_each_condition_has_a_name_of_its_own_a_text_and_an_example():
    assert len({kind.key for kind in CONDITIONS}) == len(CONDITIONS)
    assert all(kind.__doc__ and (kind.examples or kind.key == "always") for kind in CONDITIONS)


def test_always_holds():
    assert rulebook("always: true}".rstrip("}") + "").classify(SHOWN[0][1].fails.message())[0].noise == "yes it is"
