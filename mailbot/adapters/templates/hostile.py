"""Mails as somebody writes them who wants to do harm: in every value that comes from outside."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mailbot.adapters.templates.samples import sample_view
from mailbot.core.message import Attachment
from mailbot.core.remark import Remark
from mailbot.core.writing.view import MailView, StoryLine

MARK = "Zebulon"
"""A name that stands in every hostile value, so that it can be seen where a value went."""

ATTRIBUTE = "onzebulon"
"""An attribute that an HTML part has only where a value broke out of its place."""

HOSTILE: Mapping[str, str] = {
    "line breaks": f"{MARK}\r\nBcc: victim@example.org\r\n\r\nb\x0bc\x0cd\x85e\u2028f\u2029g",
    "controls": f"{MARK}\x00\x07\x1b[31m\x1b]0;x\x07\x7f\x9b",
    "overrides": f"{MARK}\u202egnp.exe \u2066x \u2067y\u200e\u200f\u061c",
    "template": f"{MARK} {{{{ 777*7 }}}} {{% raw %}} {{{{ reference.__class__ }}}} {{# x #}}",
    "markup": f'{MARK}<script>alert(1)</script></body><img src=x {ATTRIBUTE}=1>"\' {ATTRIBUTE}=1 x="&amp;&#60;',
    "long word": f"{MARK}{'x' * 500}",
    "long line": f"{MARK} " + "word " * 1_000,
    "other direction": f"{MARK} طلب مساعدة (IMSMA 5W) عاجل! [GPC-10009] שלום 123",
    "latin in all": f"{MARK} GPC-10009 (route A1, 17:00)! Can we pass?",
    "emoji": f"{MARK}" + "👩🏽‍🚒🏳️‍🌈" * 60,
    "zero width": f"{MARK}a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "ampersands": f"{MARK}" + "&<>" * 200,
    "marks": f"{MARK}Z" + "\u0301\u0489" * 200,
    "surrogate": f"{MARK}\ud800\udfff",
    "format": f"{MARK} %s %n %(x)s {{0}} {{x.__class__}} $x ${{x}} `id` ;--",
    "formula": f'=HYPERLINK("http://evil.example.net","{MARK}")',
    "signature": f"-- \n{MARK}\n________________________________\nFrom: x",
}
LARGE = f"{MARK} " + "0123456789 абвгд العربية\n" * 8_000
"""Text of more than 200 kB."""

LONGEST = ("long word", "long line", "emoji", "ampersands", "marks")
"""Those that fill every place to its limit, in one way or another."""

ANY = "markup"
"""What a template shows of a restricted ticket it shows whatever stands in it."""

FILES = 40


def hostile_views(form: str, locale: str) -> Iterator[MailView]:
    """Yield views that a mail can be made of by hostile senders: each badness, one of them restricted, and very much text."""
    for bad in HOSTILE.values():
        yield hostile_view(form, locale, bad)
    yield hostile_view(form, locale, HOSTILE[ANY], restricted=True)
    yield replace(sample_view(form, locale), text=LARGE)


def filling_views(form: str, locale: str) -> Iterator[MailView]:
    """Yield views that fill a mail beside the text that it carries."""
    for name in LONGEST:
        yield small_view(hostile_view(form, locale, HOSTILE[name]))
    yield small_view(hostile_view(form, locale, HOSTILE[LONGEST[0]], restricted=True))


def small_view(view: MailView) -> MailView:
    """Return the view with next to no text of others: what is left is the mail's own."""
    story = tuple(replace(line, text="x", remarks=()) for line in view.story)
    return replace(view, text="x", note="x", story=story, items=tuple(replace(item, text="x") for item in view.items))


def hostile_view(form: str, locale: str, bad: str, *, restricted: bool = False) -> MailView:
    """Return a view with `bad` wherever a sender can put something; references are ours in any case.

    What a receipt says of a restricted ticket its reader wrote himself.
    """
    sample = sample_view(form, locale)
    return replace(
        sample,
        subject=bad,
        requester=f'"{bad}"@example.net',
        requester_name=bad,
        text=bad,
        attachments=tuple(Attachment(f"{bad}{n}.pdf", bad, 100_000 * n, "", False) for n in range(FILES)),
        reasons=(bad,) * 30,
        mentions=("GPC-10002",) * 30,
        remarks=() if restricted else tuple(Remark("unknown", (("word", bad), ("guess", bad))) for _ in range(30)),
        author=bad,
        note=bad,
        noted_by=bad,
        participants=(bad,) * 30,
        story=tuple(_hostile_line(line, bad) for line in sample.story * 6),
        items=tuple(
            replace(item, requester=bad, text=bad[:300], restricted=restricted or item.restricted) for item in sample.items * 5
        ),
        requests=sample.requests * 6,
        restricted=restricted,
    )


def _hostile_line(line: StoryLine, bad: str) -> StoryLine:
    remarks = (Remark("joins", (("who", bad),)),) * 4 if line.remarks else ()
    return replace(line, author=bad, text=bad, remarks=remarks)
