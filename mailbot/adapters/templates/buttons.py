"""Taps as a reader sees them: links as large as a finger.

Nothing but inline style, for mail programs throw the rest away; white on blue keeps its contrast on a light page and on a dark
one, and each is 44 pixels high. A program that knows none of it shows links.
"""

from collections.abc import Sequence

from markupsafe import Markup

from mailbot.adapters.templates.words import Words, say, say_remark
from mailbot.core.writing.taps import ASK, HAND_OVER, Tap

TAPS, OWNERS = "taps", "owners"
"""The names under which a template is given the buttons of its mail: those that stand above the text of others, so that they are
seen at once, and those of the people and areas to hand the ticket to, which may stand below it.
"""

_LINK, _STYLE, _END = (
    Markup('<a href="'),
    Markup('" style="display:inline-block;margin:4px 0;padding:10px 16px;background:#0b57a4;color:#fff">'),
    Markup("</a>"),
)
_BLOCK, _BREAK, _CLOSE = Markup('<div style="margin:12px 0;line-height:24px">'), Markup("<br>"), Markup("</div>")
_ROW, _PLAIN, _GAP = Markup('<div style="line-height:44px">'), Markup('">'), Markup(" &nbsp; ")
_NOTHING = Markup("")


def write_buttons(taps: Sequence[Tap], words: Words, question: str) -> dict[str, Markup]:
    """Return both groups of buttons as HTML, "" where there are none; `words` are the reader's, `question` the requester's."""
    first = [tap for tap in taps if tap.label.key not in HAND_OVER]
    others = [tap for tap in taps if tap.label.key in HAND_OVER]
    intro = _NOTHING + say(words, "tap", "intro") + _BREAK
    return {TAPS: _block(intro, first, words, question), OWNERS: _block(_NOTHING, others, words, question)}


def write_links(taps: Sequence[Tap], words: Words) -> Markup:
    """Return the taps of one request of many as HTML, "" where there are none: links in a row, as high as a button."""
    if not taps:
        return _NOTHING
    links = (_LINK + tap.link() + _PLAIN + say_remark(words, tap.label, "tap") + _END for tap in taps)
    return _ROW + _GAP.join(links) + _CLOSE


def say_question(theirs: Words) -> str:
    """Return what a requester is asked who has to tell more, in his words: two paragraphs."""
    return f"{say(theirs, 'question', 'ask')}\n\n{say(theirs, 'question', 'care')}"


def _block(intro: Markup, taps: Sequence[Tap], words: Words, question: str) -> Markup:
    if not taps:
        return _NOTHING
    return _BLOCK + intro + Markup(" ").join(_button(tap, words, question) for tap in taps) + _CLOSE


def _button(tap: Tap, words: Words, question: str) -> Markup:
    link = tap.link(question if tap.label.key == ASK else "")
    return _LINK + link + _STYLE + say_remark(words, tap.label, "tap") + _END
