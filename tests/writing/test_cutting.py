"""Text is cut to octets, at a line or between words, and never within a letter."""

from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.writing.cutting import ELLIPSIS, cut


@given(st.text(max_size=200), st.integers(0, 300))
def test_what_is_cut_fits_and_is_a_beginning(text: str, octets: int) -> None:
    shorter = cut(text, octets)
    assert len(shorter.encode("utf-8", "replace")) <= max(octets, 0)
    assert shorter == text or text.startswith(shorter.removesuffix(ELLIPSIS).encode("utf-8", "replace").decode())


def test_it_is_cut_between_words_and_lines() -> None:
    assert cut("one two three", 12) == "one two…"
    assert cut("one two\nthree four", 17) == "one two\nthree…"
    assert cut("السلام عليكم", 20) == "السلام…"
    assert cut("x" * 50, 13) == "x" * 10 + "…"
    assert (cut("one", 3), cut("one", 2)) == ("one", "")
