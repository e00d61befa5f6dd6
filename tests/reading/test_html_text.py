"""HTML becomes the text that a person would have written, one rule a case."""

import pytest

from mailbot.core.reading.html.markup import html_to_text
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.marks import without_marks


def text_of(html: str) -> str:
    return without_marks(html_to_text(html, Limits(), Defects()))


def document(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


RULES = {
    "paragraphs": ("<p>Dear desk,</p><p>we need\ntwo   maps.</p>", "Dear desk,\n\nwe need two maps."),
    "lines": ("<div>one</div><div>two<br>three<br></div><div><br></div><div>four</div>", "one\ntwo\nthree\n\nfour"),
    "blank lines are one": ("<p>a</p><br><br><p><br></p><p>&nbsp;</p><p>b</p>", "a\n\nb"),
    "lines of Outlook": (
        "<p class=MsoNormal>Hello,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<p class=MsoNormal>one<o:p></o:p></p><p class=MsoNormal>two<o:p></o:p></p>",
        "Hello,\n\none\ntwo",
    ),
    "paragraphs without a margin": ('<p style="margin:0">one</p><p style="margin:0">two</p>', "one\ntwo"),
    "blocks by style": ('<span style="display:block">one</span><span style="display:block">two</span>', "one\ntwo"),
    "headings": ("<h1>Rules</h1>Read them.<h2>Exceptions</h2><p>None.</p>", "Rules\n\nRead them.\n\nExceptions\n\nNone."),
    "rule": ("above<hr>below", "above\n________________________________\nbelow"),
    "preformatted": ("<pre>a\n  b\n\n\nc</pre>", "a\n  b\n\n\nc"),
    "preformatted by style": ('<div style="white-space: pre-wrap">a\nb</div>', "a\nb"),
    "inline tags leave no blank": ("<b>T</b>ic<i>ke</i>t <u>one</u>", "Ticket one"),
    "breaks that end": ("one</br>two", "one\ntwo"),
    "blanks before a line": ("<div>&nbsp; one</div>", "one"),
    "smile of Outlook": ("Thanks <span style='font-family:Wingdings'>J</span> Amina", "Thanks :) Amina"),
    "arrow of Word": (
        'A <span style="font-family:Wingdings">à</span> B <span style="font-family:Wingdings">x y</span>',
        "A → B x y",
    ),
    "quotation marks": ("He said <q>yes</q>.", "He said “yes”."),
    # links
    "link": ('<a href="https://x.example/form">the form</a>.', "the form <https://x.example/form>."),
    "link whose words are its target": ('<a href="https://x.example/form/">https://x.example/form</a>', "https://x.example/form"),
    "link whose words leave out the scheme": ('<a href="http://www.x.example/">x.example</a>', "x.example"),
    "link whose words are another address": (
        '<a href="https://evil.example/">https://bank.example</a>',
        "https://bank.example <https://evil.example/>",
    ),
    "link with escaped target": ('<a href="https://x.example/?a=1&amp;b=2">see</a>', "see <https://x.example/?a=1&b=2>"),
    "link without quotes": ("<A HREF=https://x.example/a>see</A>", "see <https://x.example/a>"),
    "link ending in a stroke": ("<a href=https://x.example/a/>see</a> it", "see <https://x.example/a/> it"),
    "link without scheme": ('<a href="www.x.example/a">see</a>', "see <http://www.x.example/a>"),
    "mail address": ('<a href="mailto:desk@x.example">desk@x.example</a>', "desk@x.example"),
    "mail address behind a name": ('<a href="mailto:desk@x.example?subject=Hi">the desk</a>', "the desk <desk@x.example>"),
    "telephone": ('<a href="tel:+3312345678">+33 1 23 45 678</a>', "+33 1 23 45 678"),
    "place in the page": ('<a href="#top">Up</a> <a href="javascript:go()">Go</a> <a name="x">here</a>', "Up Go here"),
    "empty link": ('a<a href="https://t.example/x"></a> b<a href="https://t.example/y"><img src="p.gif"></a>', "a b"),
    "link around a block": ('<a href="https://x.example/a"><div>Read more</div></a>', "Read more <https://x.example/a>"),
    "link twice": (
        '<a href="https://x.example/a">News</a><br><a href="https://x.example/a">Read on</a>',
        "News <https://x.example/a>\nRead on",
    ),
    "links that are not ended": ('<a href="https://x.example/a">one <a href="https://x.example/b">two', None),
    "safe link of Outlook": (
        '<a href="https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example%2Fa%3Fb%3D1&amp;data=05%7C02">'
        "https://x.example/a?b=1</a>",
        "https://x.example/a?b=1",
    ),
    # lists
    "list": ("We need:<ul><li>maps<li>forms</ul>Thanks", "We need:\n\n- maps\n- forms\n\nThanks"),
    "numbered list": ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
    "numbered list with a start": (
        '<ol start="4"><li>four</li><li value=7>seven</li><li>eight</li></ol>',
        "4. four\n7. seven\n8. eight",
    ),
    "letters": ('<ol type="a"><li>x</li><li>y</li></ol>', "a. x\nb. y"),
    "roman numbers by style": ('<ol start=3 style="list-style-type:upper-roman"><li>x</li><li>y</li></ol>', "III. x\nIV. y"),
    "list without bullets": ('<ul style="list-style:none"><li>x</li><li>y</li></ul>', "x\ny"),
    "list in a list": (
        "<ul><li>maps<ul><li>north</li><li>south</li></ul></li><li>forms</li></ul>",
        "- maps\n  - north\n  - south\n- forms",
    ),
    "list of paragraphs": ("<ol><li><p>one</p></li><li><p>two</p><p>more</p></li></ol>", "1. one\n2. two\n\n  more"),
    "item without a list": ("<li>x</li>", "- x"),
    "list of Word": (
        "<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>two maps</p>"
        "<p class=MsoListParagraph><span style='mso-list:Ignore'>2)<span>&nbsp;&nbsp; </span></span>forms</p>",
        "- two maps\n2) forms",
    ),
    "list from right to left": ('<ul dir="rtl"><li>خريطة</li><li>نموذج</li></ul>', "- خريطة\n- نموذج"),
    "definitions": ("<dl><dt>Desk<dd>who answers<dt>Area<dd>where</dl>", "Desk\nwho answers\nArea\nwhere"),
    # tables
    "table of data": (
        "<table><tr><th>Item</th><th>Number</th></tr><tr><td>Map</td><td>2</td></tr><tr><td>Form</td><td>1</td></tr></table>",
        "Item | Number\nMap | 2\nForm | 1",
    ),
    "table of data in paragraphs": (
        "<p>See:</p><table><tbody><tr><td><p>Item</p></td><td><p>Number</p></td></tr>"
        "<tr><td><p>Map</p></td><td><p>2</p></td></tr></tbody></table><p>End.</p>",
        "See:\n\nItem | Number\nMap | 2\n\nEnd.",
    ),
    "labels in a table": (
        "<table><tr><td>Name:</td><td>Amina</td></tr><tr><td>Address:</td><td>Main Street 1<br>Kabul</td></tr></table>",
        "Name: Amina\nAddress: Main Street 1\nKabul",
    ),
    "empty cells below a heading": (
        "<table><tr><th>Item<th>Of<th>Number<tr><td>Map<td><td>2</table>",
        "Item | Of | Number\nMap |  | 2",
    ),
    "table without ends": ("<TABLE><TR><TD>a<TD>b<TR><TD>c<TD>d</TABLE>", "a | b\nc | d"),
    "table that lays out": (
        "<table><tr><td><table><tr><td>Dear Amina,</td></tr></table></td></tr><tr><td><p>the answer is yes.</p>"
        "<p>Thanks.</p></td><td>&nbsp;</td></tr></table>",
        "Dear Amina,\n\nthe answer is yes.\n\nThanks.",
    ),
    "columns of prose": (
        f"<table><tr><td>{'long words ' * 12}</td><td>{'other words ' * 12}</td></tr></table>",
        f"{('long words ' * 12).strip()}\n\n{('other words ' * 12).strip()}",
    ),
    "links in a row": (
        f'<table><tr><td><a href="https://x.example/{"a" * 300}">Home</a>'
        f'<td><a href="https://x.example/{"b" * 300}">Us</a></table>',
        f"Home <https://x.example/{'a' * 300}>\nUs <https://x.example/{'b' * 300}>",
    ),
    "hidden row": ('<p>a</p><table><tr style="display:none"><td>x</td></tr></table><p>b</p>', "a\n\nb"),
    # images
    "image without words": ('a <img src="x.png"> <img src="x.png" alt=""> <img alt="image001.png"> <img alt="Logo">b', "a b"),
    "image with words": ('<img src="x" alt="Map of the wells">', "[Map of the wells]"),
    "linked image": ('<a href="https://x.example/a"><img alt="Order now"></a>', "[Order now] <https://x.example/a>"),
    "emoji": ('Thanks <img class="an1" alt="🙂" src="x">', "Thanks 🙂"),
    "tracking pixel": ('Hi<img src="https://t.example/o.gif" width="1" height="1" alt="Open tracker">', "Hi"),
    # characters
    "entities": ("Caf&eacute; &lt;b&gt; &amp; &#8364;&#x20AC; &euro;", "Café <b> & €€ €"),
    "broken entities": ("a &nbsp b &copy 2026 AT&T &unknown; &#; &amp", "a   b © 2026 AT&T &unknown; &#; &"),
    "no-break space": ("<div>a&nbsp;b</div>", "a b"),
    "invisible characters": ("soft&shy;ware wo\u200brd \ufeffend", "software word end"),
    "joiners of Persian stay": ("<p>می‌خواهم</p>", "می‌خواهم"),
    "marks of direction stay": ("<p dir=rtl>رقم &rlm;12&lrm;</p>", "رقم \u200f12\u200e"),
    "right to left": ('<div dir="rtl">مرحبا، <b>نحتاج</b> خريطتين.</div>', "مرحبا، نحتاج خريطتين."),
    "our marks by reference": ("<p>&#xE000;a&#57345;b</p>", "�a�b"),
    "controls by reference": ("<p>a&#0;b&#8232;c</p>", "a�b c"),
    "null bytes": ("<p>a\x00b</p>", "ab"),
    # markup that is not text
    "head": ("<title>t</title><style>p{color:red}</style><script>if (a<b) {}</script><p>text</p>", "text"),
    "comments": ("a<!-- b > c -->d<!-->e<!--->f", "adef"),
    "comment without end": ("<p>a</p><!-- b <p>c</p>", None),
    "conditional comments": (
        "<!--[if mso]><p>for Word</p><![endif]--><!--[if !mso]><!-->for others<!--<![endif]--><![if !vml]> and all<![endif]>",
        "for others and all",
    ),
    "islands of XML": (
        '<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><?xml:namespace prefix="o"/>text',
        "text",
    ),
    "CDATA": ("<p>a <![CDATA[b < c]]> d</p>", "a b < c d"),
    "template": ("<template>x</template>text", "text"),
    "what programs do not run": ("<noscript>no</noscript> <object>object</object>", "no object"),
    "head that is not ended": ("<html><head><title>x</title><body>text", "text"),
    # broken markup
    "upper case": ("<P>one<BR>two</P>", "one\ntwo"),
    "not ended": ("<p>one<p>two<div>three", "one\n\ntwo\n\nthree"),
    "badly nested": ("<b><p>one</b> two</p><i>three</b></i>", "one two\n\nthree"),
    "stray ends": ("</div></td>a</p>b</table></span>c", "a\nbc"),
    "a stray end in a cell": ("<div><table><tr><td>a</div></td><td>b</td></tr></table></div>", "a | b"),
    "value without end": ('<a href="https://x.example>see</a> and <b>this</b>', None),
    "greater-than in a value": ('<img alt="" title="a > b"><span title=\'c > d\'>text</span>', "text"),
    "less-than in text": ("<p>if a < b and 3<4 then x <- y</p>", "if a < b and 3<4 then x <- y"),
    "addresses in angles": (
        "<p>Ana <ana@x.example> wrote <https://x.example/a></p>",
        "Ana <ana@x.example> wrote <https://x.example/a>",
    ),
    "placeholders": ("<p>Dear <name>, your <ticket number> is open.</p>", "Dear <name>, your <ticket number> is open."),
    "unknown elements": ("<p><blob>text</blob> <st1:place>Kabul</st1:place> <x-y>z</x-y></p>", "text Kabul z"),
    # hidden text
    "preheader": ('<div style="display:none;max-height:0">See inside</div><p>Hello</p>', "Hello"),
    "small preheader": ('<span style="font-size:1px;color:#fff">See inside</span><p>Hello</p>', "Hello"),
    "flat preheader": ('<div style="max-height:0px;overflow:hidden">See inside</div><p>Hello</p>', "Hello"),
    "transparent preheader": ('<div style="opacity:0">See inside</div><p>Hello</p>', "Hello"),
    "preheader off the page": ('<div style="position:absolute;left:-9999px">See inside</div><p>Hello</p>', "Hello"),
    "preheader in the colour of the ground": (
        '<div style="color:#fff;background-color:white">See inside</div><p>Hello</p>',
        "Hello",
    ),
    "invisible preheader": ('<div style="VISIBILITY: HIDDEN">See inside</div><p>Hello</p>', "Hello"),
    "hidden attribute": ("<div hidden>See inside</div><p>Hello</p>", "Hello"),
    "filling behind a preheader": ("<div>See inside" + "&zwnj;&nbsp;" * 60 + "</div><p>Hello</p>", "See inside\n\nHello"),
    "small container with large content": (
        '<td style="font-size:0px"><div style="font-size:16px">Hello</div>gap</td>',
        "Hello",
    ),
    "hidden and then shown": ('<div style="display:none;display:block">Hello</div>', "Hello"),
    "hidden from Word only": ('<a style="mso-hide:all" href="https://x.example/a">Order</a>', "Order <https://x.example/a>"),
    "half transparent": ('<div style="opacity:0.5;line-height:0;max-height:100px;overflow:hidden">Hello</div>', "Hello"),
    "hidden from screen readers only": ('<p aria-hidden="true">Hello</p>', "Hello"),
    "cell that is hidden and not ended": ('<table><tr><td style="display:none">x<td>y</table>', "y"),
    "nothing but small text": ('<div style="font-size:1px">Hello</div>', "Hello"),
    "nothing but hidden text": ('<div style="display:none">Hello</div>', "Hello"),
}


@pytest.mark.parametrize("name", [name for name, (_, text) in RULES.items() if text is not None])
def test_html_reads_as_a_person_would_write(name: str) -> None:
    html, text = RULES[name]
    assert text_of(document(html)) == text


@pytest.mark.parametrize("name", RULES)
def test_html_reads_the_same_without_a_document_around_it(name: str) -> None:
    html, text = RULES[name]
    read = text_of(f"<div>{html}")
    assert read.strip() == text if text is not None else read


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            '<a href="https://x.example/a">one <a href="https://x.example/b">two',
            ["one <https://x.example/a>", "two <https://x.example/b>"],
        ),
        ("<p>a</p><!-- b <p>c</p>", ["a", "c"]),
        ('<a href="https://x.example>see</a> and <b>this</b>', ["see", "this"]),
        ("<style>p {} <p>a</p>", ["a"]),
        ("<p>a</p><![CDATA[ b <p>c</p>", ["a", "c"]),
        ("<![endif <p>a</p", ["a"]),
        ("<p>text</p><a href=", ["text", "<a href="]),
    ],
)
def test_what_is_not_ended_hides_no_words(html: str, words: list[str]) -> None:
    text = text_of(html)
    assert all(word in text for word in words)


SHEETS = {
    "class": (".preheader { display: none !important }", '<p class="big preheader">x</p>', True),
    "class of an element": ("td.hide{display:none}", '<table><tr><td class="hide">x</td></tr></table>', True),
    "class of another element": ("td.hide{display:none}", '<p class="hide">x</p>', False),
    "id": ("#pre, .other {visibility:hidden}", '<p id="pre">x</p>', True),
    "commented": ("<!-- /* all */ .pre {display:none} -->", '<p class="pre">x</p>', True),
    "in a comment": ("/* .pre {display:none} */ p {color:red}", '<p class="pre">x</p>', False),
    "on small screens": ("@media (max-width:600px) { .pre {display:none} } p {color:red}", '<p class="pre">x</p>', False),
    "in print": ("@media print { .pre {display:none} }", '<p class="pre">x</p>', False),
    "shown on large screens": (
        ".pre {display:none} @media (min-width:600px) { .pre {display:block} }",
        '<p class="pre">x</p>',
        False,
    ),
    "shown later": (".pre {display:none} .pre {display:block}", '<p class="pre">x</p>', False),
    "shown in its place": (".pre {display:none}", '<p class="pre" style="display:block">x</p>', False),
    "below another": (".mail .pre {display:none}", '<p class="pre">x</p>', False),
    "display of something else": (".pre {display:block} .other {display:none}", '<p class="pre">x</p>', False),
}


@pytest.mark.parametrize("name", SHEETS)
def test_what_a_style_sheet_hides_is_hidden(name: str) -> None:
    sheet, html, hidden = SHEETS[name]
    text = text_of(document(f"{html}<p>seen</p>", f'<style type="text/css">{sheet}</style>'))
    assert text == ("seen" if hidden else "x\n\nseen")


def test_plain_text_under_the_name_of_html_keeps_its_lines() -> None:
    assert text_of("Dear desk,\n\ntwo < three &amp; <b>four</b>\n- five\n") == "Dear desk,\n\ntwo < three & four\n- five"


def test_newsletter_reads_from_top_to_bottom() -> None:
    html = document(
        """<div style="display:none;font-size:1px">Preview &zwnj;&nbsp;</div>
        <table role="presentation" width="100%"><tr><td align="center"><table width="600"><tr><td>
        <a href="https://x.example/"><img alt="Example Relief" src="l.png" width="200"></a></td></tr>
        <tr><td style="font-size:0"><table><tr><td style="font-size:14px"><h2>New wells</h2>
        <p>Three wells are open.</p><a href="https://x.example/wells" class="button">Read more</a></td></tr></table></td></tr>
        <tr><td><a href="https://x.example/a">Home</a></td><td><a href="https://x.example/b">Contact</a></td></tr>
        </table></td></tr></table><img src="https://t.example/o.gif" width="1" height="1" alt="">"""
    )
    assert text_of(html) == (
        "[Example Relief] <https://x.example/>\n\nNew wells\n\nThree wells are open.\n\nRead more <https://x.example/wells>\n\n"
        "Home <https://x.example/a> | Contact <https://x.example/b>"
    )
