import pytest

from mailbot.core.rulebook.patterns import PatternRefused, PatternText, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\bUXO\b", "an uxo here", "uxo"),
        (r"\bUXO\b", "UXOs", None),
        (r"\bмин\w*\b", "на минах", "минах"),
        (r"\bмин\w*\b", "администрация", None),
        (r"\bلغم\b", "انفجار لغم قرب", "لغم"),
        (r"\bلغم\b", "ولغم", None),
        (r"^foo\b bar\b$", "foo bar", "foo bar"),
        (r"foo\b.*\bbar", "foo, bar", "foo, bar"),
        (r"o\bb", "foobar", None),
        (r"\b(?:mine|mines)\b", "mines", "mines"),
        (r"\d{3}", "٣٤٥", "٣٤٥"),
        (r"[\w-]+@", "élan-x@", "élan-x@"),
        (r"[^\d]x", "1x ax", "ax"),
        (r"a\sb", "a\u00a0b", "a\u00a0b"),
        (r"\Wx", "-x", "-x"),
    ],
)
def test_unicode_classes_and_ends_of_words(pattern, text, found):
    assert compile_pattern(pattern).find(PatternText(text)) == found


@pytest.mark.parametrize(
    "pattern", ["", "(", "[a", "a**", "(?=a)", r"(a)\1", "x*", r"\B", r"[\W]", r"\Qx", "(a{1000}){1000}", "x" * 2000, "\\"]
)
def test_what_cannot_be_used_is_refused(pattern):
    with pytest.raises(PatternRefused):
        compile_pattern(pattern)


def test_F3_a_hostile_pattern_is_linear():
    assert compile_pattern(r"(x+x+)+y\b").find(PatternText("x" * 50_000)) is None
