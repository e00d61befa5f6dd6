"""Every common mail program in its languages: what it puts around an earlier mail is found, whatever its form."""

import pytest

from mailbot.core.reading.history.reply_text import divide_text
from tests.reading.client_table import ANNOUNCED, ATTRIBUTIONS, FORWARDS, LABELS, ORIGINALS

NEW = "Thank you, this is what I wanted to know.\nWe start on Tuesday."
OLD = "An answer of the desk.\n\nMore of it."
QUOTED = "> An answer of the desk.\n>\n> More of it."
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
NAME, ADDRESS = "Help Desk", "desk@desk.example"
# Above unquoted text an attribution must tell more than these do.
QUOTED_ONLY = ("Zitat von", "Citeren", "Cytowanie", "Citat ", "Lainaus", "2026/1/5 {n} <{a}>", "գրել")
# And who is named first needs an address there: "the mayor wrote on Monday at 10:30:" are a person's words.
# Broken elsewhere than any program breaks them.
UNBROKEN = ("\n", "-----{n}", "--- ", "{n} 於 2026/1/5", "ezt írta (időpont", "{n} je 5.", "-მა დაწერა")


def fill(template: str, name: str = NAME, address: str = ADDRESS) -> str:
    return template.replace("{n}", name).replace("{a}", address)


def wrapped(text: str, pieces: int) -> str:
    """The text broken at blanks into so many lines of like length."""
    words, lines = text.split(" "), []
    for left in range(pieces, 0, -1):
        many = max(1, round(len(words) / left))
        lines.append(" ".join(words[:many]))
        words = words[many:]
    return "\n".join(line for line in lines if line)


def each(table: dict[str, tuple[str, ...]]) -> list[object]:
    return [pytest.param(row, id=f"{lang}-{n}") for lang, rows in table.items() for n, row in enumerate(rows)]


def new_text(attribution: str, quotation: str = QUOTED, between: str = "\n\n") -> str:
    return divide_text(f"{NEW}\n\n{attribution}{between}{quotation}\n", None, "Re: map").reply


@pytest.mark.parametrize("template", each(ATTRIBUTIONS))
def test_an_attribution_above_a_quotation_is_history(template: str) -> None:
    attribution = fill(template)
    for between in ("\n", "\n\n"):
        assert new_text(attribution, between=between) == NEW
        below = divide_text(f"{attribution}{between}{QUOTED}\n\n{NEW}\n", None, "Re: map")
        assert (below.reply, below.quoted) == (NEW, f"{attribution}{between}{QUOTED}")
    touching = divide_text(f"{NEW}\n{attribution}\n{QUOTED}\n", None, "Re: map")
    assert touching.reply == NEW


def stands_alone(template: str) -> bool:
    return not any(w in template for w in QUOTED_ONLY) and ("{a}" in template or not template.startswith(("{n}", "كتب")))


@pytest.mark.parametrize("template", [p for p in each(ATTRIBUTIONS) if stands_alone(p.values[0])])
def test_an_attribution_above_unmarked_text_is_history(template: str) -> None:
    divided = divide_text(f"{NEW}\n\n{fill(template)}\n{OLD}\n", None, "Re: map")
    assert divided.reply == NEW
    assert divided.quoted == f"{fill(template)}\n{OLD}"


@pytest.mark.parametrize("template", each(ATTRIBUTIONS))
def test_names_marks_digits_and_blanks_of_all_sorts_hide_no_attribution(template: str) -> None:
    for name in ("Amina", "Help Desk [Goma] (UN)", "مكتب المساعدة", "Ольга Коваль", "田中 太郎", "O'Neil-de la Cruz", "desk"):
        assert new_text(fill(template, name)) == NEW, name
    said = fill(template)
    marked = "\u200f\u202b" + said.replace("<", "\u200e<").replace(">", ">\u200e") + "\u202c"
    assert new_text(marked) == NEW
    assert new_text(said.replace(" ", "\xa0")) == NEW
    assert new_text(said.replace(" ", "\u202f", 2)) == NEW
    assert new_text(f"*{said}*") == NEW
    assert new_text(fill(template.translate(ARABIC))) == NEW
    assert new_text(fill(template.translate(PERSIAN))) == NEW


@pytest.mark.parametrize("template", [p for p in each(ATTRIBUTIONS) if "Message du" not in p.values[0]])
def test_an_attribution_without_a_colon_is_found_above_a_quotation(template: str) -> None:
    assert new_text(fill(template).rstrip(":： ")) == NEW


@pytest.mark.parametrize("template", [p for p in each(ATTRIBUTIONS) if not any(w in p.values[0] for w in UNBROKEN)])
def test_an_attribution_wrapped_over_lines_is_found_whole(template: str) -> None:
    assert new_text(fill(template, address="\ndesk@desk.example")) == NEW
    assert new_text(fill(template, name="Amina", address="very.long.name@department.of.something.example")) == NEW
    assert new_text(wrapped(fill(template, name="Amina"), 2)) == NEW
    if not template.startswith("{n}"):
        assert new_text(wrapped(fill(template, name="Amina"), 3)) == NEW


@pytest.mark.parametrize("template", each(ATTRIBUTIONS))
def test_an_attribution_inside_a_quotation_is_history_with_it(template: str) -> None:
    inner = "".join(f"> {line}\n" for line in fill(template).split("\n"))
    divided = divide_text(f"{NEW}\n\n> Yes.\n>\n{inner}>> No.\n\nBye then.\n", None, "Re: map")
    assert divided.reply.replace("\n\nBye then.", "") == NEW


def block(labels: str, colon: str = ": ", *, address: str = " <desk@desk.example>") -> str:
    sender, date, *rest = (label.replace("_", " ") for label in labels.split(" "))
    values = {0: "Amina Diallo", 1: "Re: map"}
    names = f"{sender}{colon}Help Desk{address}\n{date}{colon}5.01.2026 12:15\n"
    subject_first = rest[0] == "Subject"
    return names + "\n".join(f"{label}{colon}{values[n ^ subject_first]}" for n, label in enumerate(rest))


@pytest.mark.parametrize("labels", each(LABELS))
def test_a_header_block_is_history(labels: str) -> None:
    for head in (
        block(labels), block(labels, " : "), block(labels, "："), block(labels, "\xa0: "), block(labels, ":\t"),
        block(labels, address=""), block(labels).translate(ARABIC), block(labels, "\u200f:\u200f "),
        "\n".join(f"*{line.replace(': ', ':* ', 1)}" for line in block(labels).split("\n")),
        "\n".join(f"\u200f{line}" for line in block(labels).split("\n")), "_" * 32 + "\n" + block(labels),
        "-" * 40 + "\n" + block(labels, address=""), block(labels).replace("\n", "\n\n", 1),
    ):  # fmt: skip
        divided = divide_text(f"{NEW}\n\n{head}\n\n{OLD}\n", None, "Re: map")
        assert divided.reply == NEW, head
        assert divided.forwarded is None


@pytest.mark.parametrize("labels", each(LABELS))
def test_a_header_block_under_a_forward_s_subject_is_passed_on(labels: str) -> None:
    for prefix in ("Fwd: ", "FW: ", "TR : ", "RV: ", "WG: ", "[EXTERNAL] Fwd: "):
        divided = divide_text(f"{NEW}\n\n{block(labels)}\n\n{OLD}\n", None, f"{prefix}map")
        assert divided.reply == NEW
        assert divided.forwarded is not None
        assert divided.forwarded.sender == "Help Desk <desk@desk.example>"
        assert (divided.forwarded.subject, divided.forwarded.text) == ("Re: map", OLD)


RULED = ("-----{}-----", "-------- {} --------", "---------- {} ---------", "----- {} ----- ", "*----- {} -----*", "==== {} ====",
         "______ {} ______", "‐‐‐‐‐‐‐ {} ‐‐‐‐‐‐‐", "———— {} ————", "--- {} ---")  # fmt: skip


@pytest.mark.parametrize("words", each(ORIGINALS))
def test_a_separator_begins_history(words: str) -> None:
    for rule in RULED:
        for head in (block("From Sent To Subject"), ""):
            if not head and words in {"Original"}:
                continue
            text = f"{NEW}\n\n{rule.format(words)}\n{head}\n\n{OLD}\n"
            divided = divide_text(text, None, "Re: map")
            assert divided.reply == NEW, text


@pytest.mark.parametrize("words", each(FORWARDS))
def test_a_forward_keeps_what_is_passed_on(words: str) -> None:
    for rule in RULED:
        for head in (block("From Date Subject To"), block("De Envoyé À Objet")):
            divided = divide_text(f"{NEW}\n\n{rule.format(words)}\n{head}\n\n{OLD}\n", None, "for you")
            assert divided.reply == NEW, rule
            assert divided.forwarded is not None
            assert divided.forwarded.sender == "Help Desk <desk@desk.example>"
            assert (divided.forwarded.subject, divided.forwarded.text) == ("Re: map", OLD)


@pytest.mark.parametrize("words", each(ANNOUNCED))
def test_an_announced_forward_keeps_what_is_passed_on_and_what_is_written_below(words: str) -> None:
    head = block("From Date To Subject")
    quoted = "".join(f"> {line}\n" for line in f"{head}\n\n{OLD}".split("\n"))
    for text in (
        f"{NEW}\n\n{words}\n\n{head}\n\n{OLD}\n",
        f"{NEW}\n\n{words}\n\n{quoted}",
        f"{NEW}\n\n> {words}\n>\n{quoted}",
    ):
        divided = divide_text(text, None, "Fwd: map")
        assert divided.reply == NEW
        assert divided.forwarded is not None
        assert divided.forwarded.sender == "Help Desk <desk@desk.example>"
        assert (divided.forwarded.subject, divided.forwarded.text) == ("Re: map", OLD)
    below = divide_text(f"{NEW}\n\n{words}\n\n{quoted}\nWhat do you think?\n", None, "Fwd: map")
    assert below.reply == f"{NEW}\n\nWhat do you think?"
    assert below.forwarded is not None
    assert below.forwarded.text == OLD
