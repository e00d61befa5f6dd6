"""A line that begins with ">" and was typed is told from a quotation, and never lost."""

import pytest

from mailbot.core.message import InboundMessage
from mailbot.core.reading import read
from mailbot.core.reading.history.reply_text import Divided, divide_text
from mailbot.core.reading.history.typed import MOST_DOUBTFUL, is_comparison

HISTORY = "On Tue, Feb 3, 2026 at 10:00 AM Help Desk <desk@desk.example> wrote:\n\n> Who leads?\n> 5 km from here\n"

COMPARISONS = [
    *(">500 m for mines", ">1000", ">18 years", "＞500 m", ">3,000 families", ">= 3 m", ">=3 m", "> = 3 m", ">~500 m", ">10%"),
    *(">1.5 km", ">$500 a month", ">+30°", "›500 m", ">٥٠٠ متر"),
]
APART = [
    *("> 5 km", "> 1 000 m from the school", "> 500", "> 5 mètres", "> 5 metros", "> ٥ أمتار", "> 5 km de la estrada"),
    *("> 500 метров от школы", "> 500 метрів від школи", "> 100 m.", "> 5-10 m", "> 30 days", "> 1.5 km"),
]
QUOTED = [
    *(
        "> Who leads the cluster?",
        ">> 500 m",
        ">>500 m",
        "> 1. Who leads?",
        ">1. Who leads?",
        ">1) Who?",
        "> 5 families came",
        ">",
    ),
    *("> 2026-02-03 was a Monday", "> 12 mines", "> m 500", ">Who leads?", "> 5. 1. 2026 v 12:15", ">=====", "500 > 300"),
]


@pytest.mark.parametrize("line", COMPARISONS)
def test_a_number_right_behind_the_sign_compares(line: str) -> None:
    assert is_comparison(line, apart=False)


@pytest.mark.parametrize("line", APART)
def test_a_number_with_a_unit_compares_behind_a_blank(line: str) -> None:
    assert is_comparison(line, apart=True)
    assert not is_comparison(line, apart=False)


@pytest.mark.parametrize("line", QUOTED)
def test_a_quoted_line_does_not_compare(line: str) -> None:
    assert not is_comparison(line, apart=True)


def divided(text: str) -> Divided:
    return divide_text(text, None, "Re: x")


@pytest.mark.parametrize("line", [*COMPARISONS, *APART])
def test_a_line_amid_new_text_stays_and_is_doubtful(line: str) -> None:
    found = divided(f"Keep these distances:\n{line}\nOur team comes.\n\n{HISTORY}")
    assert found.reply == f"Keep these distances:\n {line}\nOur team comes."
    assert found.doubtful == (line,)


def test_it_stays_where_history_follows_at_once_or_nothing_does() -> None:
    for below in (f"\n{HISTORY}", ""):
        found = divided(f"Keep these distances:\n>500 m\n\n>1000 m\n{below}")
        assert found.reply == "Keep these distances:\n >500 m\n\n >1000 m"
        assert found.doubtful == (">500 m", ">1000 m")


@pytest.mark.parametrize("line", [line for line in QUOTED if line.startswith(">")])
def test_what_is_quoted_between_answers_stays_behind_its_sign(line: str) -> None:
    found = divided(f"Yes.\n{line}\n> and where?\nThere.\n\n{HISTORY}")
    assert found.doubtful == ()
    assert [row for row in found.reply.split("\n") if row and not row.startswith(">")] == ["Yes.", "There."]


def test_S2_what_an_attribution_introduces_is_quoted() -> None:
    found = divided("On Tue, Feb 3, 2026 at 10:00 AM Help Desk <desk@desk.example> wrote:\n> 5 km\n>500 m\n\nYes.\n")
    assert (found.reply, found.doubtful) == ("Yes.", ())


def test_of_many_such_lines_some_are_named() -> None:
    assert len(divided("Distances:\n" + ">500 m\n" * 1000).doubtful) == MOST_DOUBTFUL


def html(body: str) -> InboundMessage:
    head = "From: lead@team.example\nTo: desk@desk.example\nSubject: Re: x\nIn-Reply-To: <1@desk.example>\nMIME-Version: 1.0\n"
    return read(f"{head}Content-Type: text/html; charset=utf-8\n\n{body}\n".encode())


QUOTATION = (
    '<div class="gmail_quote"><div class="gmail_attr">On Tuesday Desk wrote:</div><blockquote>&gt;500 m old</blockquote></div>'
)


@pytest.mark.parametrize("line", [*COMPARISONS, *APART])
@pytest.mark.parametrize("below", ["", QUOTATION])
def test_a_sign_in_html_is_text(line: str, below: str) -> None:
    found = html(f"<div>Distances:</div><div>{line.replace('>', '&gt;')}</div><div>Our team comes.</div>{below}")
    assert found.reply == f"Distances:\n {line}\nOur team comes."
    assert found.doubtful == ()


def test_any_line_behind_a_sign_is_text_where_html_says_what_it_quotes() -> None:
    found = html(f"<div>Two ways:</div><div>&gt; by the school</div><div>&gt;&gt; by the well</div>{QUOTATION}")
    assert (found.reply, found.doubtful) == ("Two ways:\n > by the school\n >> by the well", ())


def test_it_is_doubtful_where_html_quotes_nothing() -> None:
    found = html("<div>Two ways:</div><div>&gt; by the school</div>")
    assert (found.reply, found.doubtful) == ("Two ways:\n > by the school", ("> by the school",))


def test_S2_html_that_quotes_as_plain_text_does_still_quotes() -> None:
    found = html(
        "<pre>Yes.\n\nOn Tue, Feb 3, 2026 at 10:00 AM Desk &lt;desk@desk.example&gt; wrote:\n\n&gt; #close\n&gt;500 m\n</pre>"
    )
    assert (found.reply, found.doubtful) == ("Yes.", ())


def test_a_sign_behind_a_stuffed_blank_was_typed() -> None:
    head = "From: a@x.example\nTo: b@x.example\nSubject: Re: x\nIn-Reply-To: <1@x.example>\nMIME-Version: 1.0\n"
    kind = "Content-Type: text/plain; charset=utf-8; format=flowed\n\n"
    found = read(f"{head}{kind}Distances:\n >500 m\nOur team comes.\n\n> Who leads?\n".encode())
    assert (found.reply, found.doubtful) == ("Distances:\n >500 m\nOur team comes.", ())
