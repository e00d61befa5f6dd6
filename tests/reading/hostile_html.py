"""HTML made to hurt."""

from tests.reading.hostile import HTML, SIZE, Hostile, filled, markup

TAGS = "tags; the rest is ignored"


def nest(tag: str, count: int) -> bytes:
    """Elements in one another, closed again."""
    return HTML + (f"<{tag}>" * count + "inner" + f"</{tag}>" * count).encode()


MARKUP: dict[str, Hostile] = {
    "html_divs": markup("<div>", defect=TAGS),
    "html_tables": Hostile(lambda: nest("table><tr><td", 9_000)),
    "html_tables_open": markup("<table><tr><td>", defect=TAGS),
    "html_rows": markup("<tr><td>a<td>b", defect=TAGS),
    "html_cells": markup("<td> ", defect=TAGS),
    "html_lists": Hostile(lambda: nest("ul><li", 12_000)),
    "html_items": markup("<ol><li>", defect=TAGS),
    "html_quotes": Hostile(lambda: nest("blockquote", 20_000)),
    "html_quotes_cited": markup('<blockquote type="cite">a', defect=""),
    "html_quotes_in_turns": markup("<blockquote>a</blockquote>b<br>"),
    "html_histories": markup('<div class="gmail_quote"><div class="gmail_attr">On 1/2/2026 a@b.example wrote:<br>'),
    "html_signatures": markup('<div class="gmail_signature">x</div>'),
    "html_pre": markup("<pre>a\n\n</pre>", defect=TAGS),
    "html_links": markup('<a href="http://x.example/">x</a> '),
    "html_links_open": markup('<a href="http://x.example/y">'),
    "html_paragraphs": markup("<p>", defect=TAGS),
    "html_breaks": markup("<br>", defect=TAGS),
    "html_images": markup('<img alt="a">', defect=TAGS),
    "html_closings": Hostile(lambda: HTML + b"<b>" * 5_000 + b"</i></b><b>" * 9_000),
    "html_crossed": Hostile(lambda: HTML + b"<b><i><u>" * 1_600 + b"</b><b>" * 20_000),
    "html_closings_only": markup("</div></table></p>", defect=TAGS),
    "html_angles": markup("<", 2_000_000, defect=TAGS),
    "html_angles_and_letters": markup("<a", 2_000_000),
    "html_angles_and_slashes": markup("</", defect=TAGS),
    "html_quoted_tags": Hostile(lambda: HTML + b'<a href="' + b"x>" * 900_000),
    "html_quotes_unclosed": markup("<a title='>\" b=\"'>"),
    "html_attributes": Hostile(lambda: HTML + (b"<a " + b"x=y " * 200_000 + b">") * 2),
    "html_attributes_bare": Hostile(lambda: HTML + (b"<a " + b"x " * 400_000 + b">") * 2),
    "html_attributes_equals": Hostile(lambda: HTML + (b"<p " + b"=" * 400_000 + b">") * 2),
    "html_attributes_many_tags": markup("<p " + "class=a " * 1_900 + ">x"),
    "html_attributes_half": markup('<p style="' + "a" * 3_990),
    "html_data_uri": Hostile(lambda: HTML + b'<img alt="" src="data:image/png;base64,' + b"A" * 1_500_000 + b'">'),
    "html_data_uris": markup('<img src="data:image/png;base64,' + "A" * 7_000 + '">'),
    "html_entities": markup("&amp", 2_000_000),
    "html_entities_numeric": markup("&#9999999999999999999;"),
    "html_entities_digits": Hostile(lambda: HTML + b"&#" + b"9" * 900_000 + b";"),
    "html_entities_long": markup("&" + "a" * 60),
    "html_entities_controls": markup("&#0;&#13;&#x85;&#xd800;&#x202e;&#xe000;"),
    "html_ampersands": markup("&", 2_000_000),
    "html_comments": markup("<!--", 2_000_000),
    "html_comments_closed": markup("<!---->", defect=TAGS),
    "html_comments_conditional": markup("<!--[if mso]>x<![endif]-->", defect=""),
    "html_declarations": markup("<!a", 2_000_000),
    "html_instructions": markup("<?", 2_000_000),
    "html_cdata": markup("<![CDATA[", 2_000_000),
    "html_scripts": markup("<script>"),
    "html_scripts_unclosed": markup("<script></x>"),
    "html_styles": markup("<style></x>"),
    "html_style_rules": Hostile(lambda: HTML + b"<style>" + filled(b".a .b > c, d{display:none}") + b"</style>"),
    "html_style_classes": Hostile(
        lambda: (
            HTML
            + b"<style>"
            + b"".join(b".c%d{display:none}" % i for i in range(30_000))
            + b"</style>"
            + filled(b'<p class="c1 c2 c3">a</p>', 300_000)
        )
    ),
    "html_style_braces": Hostile(lambda: HTML + b"<style>" + b"{" * SIZE + b"</style>"),
    "html_style_commas": Hostile(lambda: HTML + b"<style>" + b".a," * 300_000 + b"{display:none}</style>" + b"<p class=a>"),
    "html_style_comments": Hostile(lambda: HTML + b"<style>" + b"/*" * 500_000 + b"</style>"),
    "html_style_values": markup('<p style="' + "display :" * 400 + '">a</p>'),
    "html_style_blanks": markup('<p style="display' + " " * 3_900 + ':x">a</p>'),
    "html_hidden": markup('<div style="display:none">a'),
    "html_hidden_turns": markup('<div style="display:none">a</div>b'),
    "html_textareas": markup("<textarea>"),
    "html_titles": markup("<title>"),
    "html_svg": markup("<svg><g>", defect=TAGS),
    "html_templates": markup("<template><math><select>", defect=TAGS),
    "html_bidi": markup('<bdo dir="rtl">a</bdo>\u202e'),
    "html_blanks": markup("&nbsp;\u00a0 \u200b"),
    "html_long_line": markup("x" * 1_000 + " "),
    "html_long_word": markup("x"),
    "html_tag_names": Hostile(lambda: HTML + b"<" + b"a" * SIZE + b">"),
    "html_colon_tags": markup("<o:p></o:p>", defect=TAGS),
    "html_nulls": markup("<\0div\0>a"),
    "html_header_rows": markup("<b>From:</b> a@b.example<br><b>Sent:</b> 1<br>"),
    "html_attributions": markup("On 6 Jan 2026, a@b.example wrote:<br>"),
    "html_rules": markup("<hr>", defect=TAGS),
    "html_rules_and_labels": markup("<hr><b>From:</b> x<br>"),
}
