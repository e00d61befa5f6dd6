"""An earlier mail is found behind invisible marks and under GroupWise's attribution (threats S2)."""

import pytest

from mailbot.core.message import Address
from mailbot.core.reading import read
from mailbot.core.reading.history.reply_text import divide_text

NEW = "Thank you, this is what I wanted to know."
OLD = "close 17"
MARKS = [*"\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff", "\u202b\u200f", "\u200f \u202a"]
BLOCKS = [
    "من: Help Desk <desk@desk.example>\nتاريخ الإرسال: الاثنين، 5 يناير، 2026 5:12 م\nإلى: أمينة\nالموضوع: س",
    "From: Help Desk <desk@desk.example>\nSent: 5 January 2026 09:30\nTo: Amina\nSubject: x",
]
SEPARATORS = [
    "-----Original Message-----",
    "-------- الرسالة الأصلية --------",
    "---------- Forwarded message ---------",
    "________________________________",
]
GROUPWISE = [
    ">>> Help Desk <desk@desk.example> 05/01/2026 10:00 >>>",
    ">>> Help Desk <desk@desk.example> 1/5/2026 10:00 AM >>>",
    ">>> Help Desk <desk@desk.example> 01/05/26 10:00PM >>>",
    ">>> Help Desk <desk@desk.example> 5.1.2026 10:00 >>>",
    ">>> Help Desk <desk@desk.example> 2026-01-05 10:00:30 >>>",
    ">>> Help Desk <desk@desk.example> Monday, January 5, 2026 10:00 AM >>>",
    ">>> Help Desk <desk@desk.example> 5 janvier 2026 10h00 >>>",
    ">>> Help Desk <desk@desk.example> ٠٥/٠١/٢٠٢٦ ١٠:٠٠ >>>",
    '>>> "Help Desk" <desk@desk.example> 05/01/2026 10:00 >>>',
    ">>> <desk@desk.example> 05/01/2026 10:00 >>>",
    ">>> desk@desk.example 05/01/2026 10:00 >>>",
    ">>> Help Desk 05/01/2026 10:00 >>>",
    ">>> On 05/01/2026 at 10:00, in message <1@desk.example>, Help Desk <desk@desk.example> wrote:",
    ">>> Help Desk <desk@desk.example>\n05/01/2026 10:00 >>>",
    ">>> Help Desk <desk@desk.example> 05/01/2026\n10:00 AM >>>",
    "\u200f>>> Help Desk <desk@desk.example> 05/01/2026 10:00 >>>\u200f",
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("block", BLOCKS)
def test_S2_marks_of_direction_hide_no_header_block(block: str, mark: str) -> None:
    marked = "\n".join(mark + line for line in block.split("\n"))
    divided = divide_text(f"{NEW}\n\n{marked}\n\n{OLD}\n", None, "Re: x")
    assert divided.reply == NEW
    assert OLD in divided.quoted


@pytest.mark.parametrize("mark", MARKS)
def test_S2_marks_inside_a_label_line_hide_no_header_block(mark: str) -> None:
    block = "\n".join(line.replace(":", f"{mark}:{mark}", 1) for line in BLOCKS[0].split("\n"))
    divided = divide_text(f"{NEW}\n\n{block}\n\n{OLD}\n", None, "Re: x")
    assert divided.reply == NEW


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_S2_marks_of_direction_hide_no_separator(separator: str, mark: str) -> None:
    block = "\n".join(mark + line for line in [separator, *BLOCKS[1].split("\n")])
    divided = divide_text(f"{NEW}\n\n{block}{mark}\n\n{OLD}\n", None, "Re: x")
    assert divided.reply == NEW
    assert OLD in divided.quoted


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "attribution",
    ["On 5 Jan 2026, at 12:15, Help Desk <desk@desk.example> wrote:", "في الاثنين، 5 يناير 2026 كتب Help <desk@desk.example>:"],
)
def test_S2_marks_of_direction_hide_no_attribution(attribution: str, mark: str) -> None:
    divided = divide_text(f"{NEW}\n\n{mark}{attribution}{mark}\n{mark}> {OLD}\n", None, "Re: x")
    assert divided.reply == NEW
    assert OLD in divided.quoted


@pytest.mark.parametrize("attribution", GROUPWISE)
def test_S2_groupwise_s_attribution_begins_history(attribution: str) -> None:
    divided = divide_text(f"{NEW}\n\n{attribution}\n{OLD}\n\nThe desk\n", Address("", "ana@x.example"), "Re: x")
    assert divided.reply == NEW
    assert OLD in divided.quoted
    assert "The desk" in divided.quoted


def test_S2_nothing_new_above_groupwise_s_attribution_is_nothing_new() -> None:
    assert divide_text(f"{GROUPWISE[0]}\n{OLD}\n", None, "Re: x").reply == ""


@pytest.mark.parametrize(
    "line", [">>> quoted thrice", ">>> at 10:00 they came", ">>> print(1) >>>", ">>> 05/01/2026 was a Monday"]
)
def test_a_deep_quotation_ends_where_its_marks_end(line: str) -> None:
    assert divide_text(f"{line}\n\n{NEW}\n", None, "Re: x").reply.endswith(NEW)


def test_S2_a_whole_mail_with_an_arabic_block_in_html() -> None:
    rows = "<br>".join(f"\u200f{line}" for line in BLOCKS[0].replace("<", "&lt;").split("\n"))
    mail = (
        "From: ana@ngo.example.org\nTo: desk@desk.example\nSubject: x\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n<p>{NEW}</p><p>{rows}</p><p>{OLD}</p>\n"
    )
    assert read(mail.encode()).reply == NEW
