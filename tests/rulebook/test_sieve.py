import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.rulebook.patterns import MAX_PLACES, PatternRefused, PatternText, compile_pattern, count_places
from mailbot.core.rulebook.sieve import build_sieve, sieve_key

SOURCES = (
    r"\bUXO\b", r"\bмин\w{0,3}\b", r"école|collège", r"لغم\w*", r"[0-9]{3}-[0-9]+", r"(?:ab|cd)+e\b.f", r"K\d", r"straße",
    r"a.?b", r"\bно\b.*да", r"^re\b", r"x$", r"[^a-z]q[^0-9]", r"(?i:AbC)", r"\p{Lu}\w+ov\b", r"\w\b\W\b\w", "ШКОЛА", "İstanbul",
)  # fmt: skip
PATTERNS = [compile_pattern(source) for source in SOURCES]
SIEVE = build_sieve(PATTERNS)
PIECES = (
    "UXO", "uxo", "мина", "мин", "Школа", "ÉCOLE", "college", "collège", "لغم", "لغماً", "127-5", "abcde", "abe f", "K7",
    "STRASSE", "Straße", "a b", "но не да", "Re: x", "!q!", "aBc", "Petrov", "İSTANBUL", "istanbul", "\ue000", "é", "\u0301",
)  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=12), st.sampled_from((" ", "", "\n", ", ")))
def test_the_sieve_lets_through_whatever_matches(pieces, between):
    text = PatternText(between.join(pieces))
    through = SIEVE.keys(text.plain)
    assert {sieve_key(n) for n, pattern in enumerate(PATTERNS) if pattern.find(text) is not None} <= through


def test_the_sieve_holds_back_what_cannot_match():
    through = SIEVE.keys(b"nothing of that here")
    assert sieve_key(SOURCES.index(r"\bUXO\b")) not in through
    assert sieve_key(SOURCES.index("ШКОЛА")) not in through


def test_a_sieve_of_nothing_and_of_one():
    assert build_sieve([]).keys(b"x") == set()
    assert build_sieve(PATTERNS[:1]).keys(b"no") == set()
    assert build_sieve(PATTERNS[:1]).keys(b"an uxo") == {sieve_key(0)}


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("abc", 3),
        ("a{3}", 3),
        ("(ab){4}c", 9),
        ("((a|b){2}c){3}", 15),
        (r"\b\w{0,5}\b", 5),
        ("[a-z]{2,}", 2),
        ("a*b+", 2),
        ("x{0}", 1),
    ],
)
def test_places_are_counted_as_if_repetitions_were_written_out(source, places):
    assert count_places(source) == places


@pytest.mark.parametrize("source", [r"[ab]*a[ab]{200}c", r"(.{1,20}){1,9}z", r"(a.{0,30}){5}Z", r"\w{199}!"])
def test_F3_an_expression_that_could_cost_too_much_is_refused_with_its_number_of_places(source):
    with pytest.raises(PatternRefused, match=rf"places, at most {MAX_PLACES}"):
        compile_pattern(source)


def test_F3_the_more_places_the_less_of_a_long_text():
    short, long = compile_pattern("ab"), compile_pattern("[ab]{100}c")
    assert short.reach > long.reach > 4_000
    assert short.find(PatternText("x" * 100_000 + "ab")) == "ab"
    assert long.find(PatternText("x" * 100_000 + "ab" * 50 + "c")) is None
