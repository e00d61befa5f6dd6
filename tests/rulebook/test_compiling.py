"""The rules of a desk that starts are compiled once, however often they are asked for."""

import pytest

from mailbot.core.rulebook import RulebookBroken, compile_once, compile_rulebook
from tests.rulebooks import SMALL


def test_the_same_rules_are_the_same_rulebook() -> None:
    first = compile_once(dict(SMALL))
    assert compile_once(dict(SMALL)) is first
    assert first.sha == compile_rulebook(SMALL).sha


def test_a_changed_rule_is_another_rulebook() -> None:
    first = compile_once(SMALL)
    changed = {**SMALL, "noise.yaml": SMALL["noise.yaml"].replace("cheap backlinks", "cheap lists")}
    assert compile_once(changed) is not first
    assert compile_once(changed).sha != first.sha
    assert compile_once(SMALL).sha == first.sha


def test_broken_rules_are_refused_each_time() -> None:
    broken = {**SMALL, "noise.yaml": "table: ["}
    for _ in range(2):
        with pytest.raises(RulebookBroken, match=r"noise\.yaml"):
            compile_once(broken)
