from collections import Counter

import pytest

from benchmarks.understanding.labelled import FIELDS, HELD_OUT, read_labelled, sets_to_fit
from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.core.reading import read
from mailbot.core.rulebook import compile_rulebook


def test_requests_that_no_weight_was_fitted_on_are_understood():
    """The floor that a change of words or weights may not fall through: what is measured is in benchmarks/README.md."""
    book = compile_rulebook(read_rules(shipped_rules()))
    mails = list(read_labelled("A", "B"))
    right: Counter[str] = Counter()
    missed = 0
    for mail in mails:
        got, _ = book.classify(read(mail.raw))
        for field in FIELDS:
            right[field] += getattr(got, field) == mail.labels[field]
        missed += mail.labels["urgency"] == "critical" and got.urgency not in ("critical", "high")
    assert len(mails) == 220
    floors = {"area": 0.84, "topic": 0.75, "country": 0.86, "urgency": 0.83, "requester_type": 0.9}
    assert all(right[field] >= floor * len(mails) for field, floor in floors.items()), right
    assert missed == 0


def test_no_weight_is_fitted_on_a_set_that_is_held_out():
    assert "C" in sets_to_fit(()) and not HELD_OUT & {*sets_to_fit(())}
    assert sets_to_fit(("D", "C")) == ("C", "D")
    with pytest.raises(ValueError, match="set B is held out"):
        sets_to_fit(("C", "B"))
    with pytest.raises(ValueError, match="set Z is not there"):
        sets_to_fit(("Z",))
