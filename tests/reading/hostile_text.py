"""Plain text made to hurt: near misses of everything that programs write around people's words, and storms of characters."""

from tests.reading.clients import ABSENCES, ATTRIBUTIONS, FOOTERS, LABELS, REPORT_LINES, SEPARATORS, header_block
from tests.reading.hostile import HEAD, TEXT, WORDS, Hostile, body, filled

W = WORDS.encode()


def lines(*said: str) -> str:
    """Each on a line of its own, with a blank line after all."""
    return "".join(f"{line}\n" for line in said) + "\n"


def halves(said: tuple[str, ...]) -> str:
    """Each line cut in the middle, without its end, without its begin, and doubled."""
    return "".join(f"{s[: len(s) // 2]}\n{s[:-1]}\n{s[3:]}\n{s}{s}\n" for s in said)


def headed(field: str, text: str | bytes, defect: str = "") -> Hostile:
    """A plain mail with one more field above, and nothing but `text` below its words."""
    return Hostile(
        lambda: HEAD + field.encode() + b"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + W + b"\r\n\r\n" + filled(text),
        defect,
    )


def in_charset(charset: str, text: str | bytes, defect: str = "") -> Hostile:
    """A mail that says to be in `charset`, after words in ASCII."""
    return Hostile(
        lambda: HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + W + b"\r\n\r\n" + filled(text), defect
    )


def typed(kind: str, text: str | bytes, words: str = WORDS) -> Hostile:
    """A mail of another type."""
    return Hostile(lambda: HEAD + f"Content-Type: {kind}\r\n\r\n".encode() + W + b"\r\n\r\n" + filled(text), words=words)


ALL = tuple(ATTRIBUTIONS.values())
BLOCKS = tuple(header_block(language) for language in LABELS)
DAEMON = "Return-Path: <>\r\nX-Failed-Recipients: a@b.example"
BACK = "Auto-Submitted: auto-replied"

PLAIN: dict[str, Hostile] = {
    "text_attributions": body(lines(*ALL)),
    "text_attributions_answered": body("".join(f"{a}\n\n> q\n\na\n\n" for a in ALL)),
    "text_attributions_halved": body(halves(ALL)),
    "text_attributions_wrapped": body("".join(a.replace(" ", "\n") + "\n" for a in ALL)),
    "text_attributions_without_verb": body(lines("On 6 Jan 2026, a@b.example:", "6.1.2026 10:15 a@b.example:")),
    "text_openings": body(lines("On", "Le", "El", "Em", "Am", "Il", "Op", "Den", "В", "На", "У", "في", "2026年", "On 6", "Le 6")),
    "text_verbs": body(lines("wrote:", "a écrit :", "escribió:", "كتب:", "escreveu:", "пишет:", "пише:", "写道：")),
    "text_verbs_in_one_line": body("wrote on 2026 a@b.example "),
    "text_verbs_and_quotes": body("wrote:\n> a\n"),
    "text_shared_lines": body("Yes. On 6 Jan 2026, Ada <a@b.example> wrote:\n> a\n"),
    "text_shared_openings": body(" On 6" * 90 + " wrote:\n"),
    "text_blocks": body(lines(*BLOCKS)),
    "text_blocks_halved": body("".join("\n".join(b.split("\n")[:2]) + "\n\n" for b in BLOCKS)),
    "text_blocks_endless": body(BLOCKS[0] + "\n"),
    "text_labels": body("From:\nSent:\n"),
    "text_labels_all": body(lines(*(f"{label}:" for labels in LABELS.values() for label in labels))),
    "text_labels_with_lists": body("To: a@b.example;\n" + "a@b.example;\n" * 200),
    "text_labels_in_one_line": body("From: Sent: To: Subject: "),
    "text_separators": body(lines(*SEPARATORS)),
    "text_separators_halved": body(halves(SEPARATORS)),
    "text_separators_and_blocks": body("".join(f"{s}\n\nFrom: a\n\n" for s in SEPARATORS)),
    "text_rules": body("-----\n"),
    "text_rules_mixed": body("-----\n_____\n=====\n*****\n—————\n"),
    "text_rule_endless": body("-"),
    "text_rules_in_one_line": body("----- "),
    "text_quotes": body(">"),
    "text_quotes_and_blanks": body("> "),
    "text_quote_lines": body(">\n"),
    "text_quote_levels": body("".join(">" * n + " a\n" for n in range(1, 100))),
    "text_quotes_in_turns": body("> q\n\na\n\n"),
    "text_quotes_of_groupwise": body(">>> Ada <a@b.example> 1/6/26 10:15 AM >>>\n"),
    "text_quotes_of_groupwise_halved": body(">>> Ada <a@b.example>\n1/6/26\n"),
    "text_quotes_of_names": body("Ada> q\nAM> q\n"),
    "text_signatures": body("--\nx\n\n"),
    "text_signatures_exact": body("-- \nx\n> a\n"),
    "text_delimiters": body("--\n"),
    "text_delimiters_exact": body("-- \n"),
    "text_footers": body(lines(*FOOTERS)),
    "text_footers_halved": body(halves(FOOTERS)),
    "text_footers_in_one_line": body(" ".join(FOOTERS) + " "),
    "text_closings": body("Kind regards,\n"),
    "text_closings_and_names": body("Kind regards,\nAda Moss\n\n"),
    "text_names": body("-Ada\n"),
    "text_footer_endless": body("Sent from my "),
    "text_legal": body("confidential and intended recipient "),
    "text_short_lines": body("a\n"),
    "text_short_paragraphs": body("a\n\n"),
    "text_breaks": body("\n"),
    "text_returns": body("\r"),
    "text_carriage": body("\r\r\n"),
    "text_blanks": body(" "),
    "text_blank_lines": body(" \n"),
    "text_tabs": body("\t"),
    "text_line_endless": body("x", 5_000_000),
    "text_words_endless": body("x ", 3_000_000),
    "text_colons": body("a:"),
    "text_colon_lines": body(":\n"),
    "text_ats": body("a@"),
    "text_addresses": body("a@b.example "),
    "text_dots": body("."),
    "text_dotted": body("a."),
    "text_digits": body("1"),
    "text_dates": body("1.1.2026 10:15 "),
    "text_links": body("http://x.example/ "),
    "text_links_angled": body("<http://x.example/"),
    "text_angles": body("<"),
    "text_brackets": body("[(["),
    "text_questions": body("?"),
    "text_combining": body("e" + "\u0301\u0327\u0489" * 40),
    "text_bidi": body("\u202e\u2066a\u202c\u2069"),
    "text_unseen": body("\u200b\u200d\ufeff\u00ad"),
    "text_private": body("\ue000\ue001\n\ue002\ue003"),
    "text_private_marks": body("\ue000a\n"),
    "text_line_separators": body("\u2028\u2029\x85\x0b\x0c"),
    "text_wide": body("Ｆｒｏｍ：ａ＠ｂ．ｅｘａｍｐｌｅ\n"),
    "text_turkish": body("İIıi"),
    "text_sharp_s": body("ßﬀﬃŉ"),
    "text_arabic_forms": body("ﷺﷲﻼ"),
    "text_emoji": body("👩‍👩‍👧‍👦"),
    "text_nulls": body(b"\0"),
    "text_escapes": body(b"\x1b[2J\x07"),
    "text_many_scripts": body("aбعあ漢한अกა"),
    "text_cjk_without_blanks": body("写道邮件发件人"),
    "text_flowed": typed("text/plain; charset=utf-8; format=flowed; delsp=yes", "a \n"),
    "text_flowed_quotes": typed("text/plain; charset=utf-8; format=flowed", "".join(">" * n + " a \n" for n in range(80))),
    "text_flowed_endless": typed("text/plain; charset=utf-8; format=flowed", " "),
    "text_enriched": typed("text/enriched", "<bold><<"),
    "bounce_text": headed(DAEMON, "\n".join(REPORT_LINES) + "\n"),
    "bounce_halves": headed(DAEMON, halves(REPORT_LINES)),
    "bounce_dots": headed(DAEMON, "failed " + "a." * 5_000 + "@"),
    "bounce_ats": headed(DAEMON, "a@b"),
    "bounce_codes": headed(DAEMON, "550 5.1.1 "),
    "bounce_headers": headed(DAEMON, "Received: x\nMessage-ID: <\n"),
    "bounce_recipients": headed(DAEMON, "<a@b.example>: user unknown\n"),
    "bounce_domains": headed(DAEMON, "a@" + "b." * 60 + "\n"),
    "vacation_lines": headed(BACK, lines(*ABSENCES)),
    "vacation_silent": headed("In-Reply-To: <a@b.example>", halves(ABSENCES)),
    "list_footers": headed("List-Id: <a.example>", "_______________________________________________\nmailing list\n"),
    "charset_idna": in_charset("idna", "xn--a.", ""),
    "charset_punycode": in_charset("punycode", "a-", ""),
    "charset_unicode_escape": in_charset("unicode_escape", rb"\N{bad}\x", ""),
    "charset_raw_unicode_escape": in_charset("raw_unicode_escape", rb"\uZZZZ", ""),
    "charset_undefined": in_charset("undefined", b"\xe9 ", "charset"),
    "charset_rot13": in_charset("rot13", b"\xe9 ", "charset"),
    "charset_zlib": in_charset("zlib_codec", b"\xe9 ", "charset"),
    "charset_long": in_charset("a" * 30_000, b"\xe9 ", "charset"),
    "charset_dotted": in_charset('"../../os"', b"\xe9 ", "charset"),
    "charset_nulls": in_charset('"u\0t\0f"', b"\xe9 ", "charset"),
    "charset_utf7": in_charset("utf-7", b"+AAA-+2AA-+", ""),
    "charset_utf7_broken": in_charset("utf-7", b"+\xff-+A", ""),
    "charset_utf16_odd": Hostile(
        lambda: (
            HEAD
            + b"Content-Type: text/plain; charset=utf-16\r\n\r\n"
            + f"{WORDS}\n".encode("utf-16")
            + b"\0\xd8" * 400_001
            + b"x"
        )
    ),
    "charset_utf32": in_charset("utf-32", b"\xff\xff\xff\xff", ""),
    "charset_iso2022": in_charset("iso-2022-jp", b"\x1b$B\x1b(B", ""),
    "charset_iso2022_escapes": in_charset("iso-2022-jp", b"\x1b", ""),
    "charset_iso2022_open": in_charset("iso-2022-kr", b"\x1b$)C\x0e!!", ""),
    "charset_hz": in_charset("hz-gb-2312", b"~{~}~{", ""),
    "charset_gb18030": in_charset("gb18030", b"\x81\x30\x81", ""),
    "charset_utf8_broken": in_charset("utf-8", b"\xc3\xff\xe2\x82", "charset"),
    "charset_utf8_surrogates": in_charset("utf-8", b"\xed\xa0\x80", "charset"),
    "charset_none": Hostile(lambda: HEAD + b"\r\n" + W + b"\r\n\r\n" + filled(b"\x80\xff\xc0"), "charset"),
    "not_a_mail": Hostile(lambda: bytes(range(256)) * 4_000, "", words="", subject="", sender=""),
    "nothing_but_nulls": Hostile(lambda: b"\0" * 1_000_000, "", words="", subject="", sender=""),
    "nothing_but_breaks": Hostile(lambda: b"\n" * 1_000_000, "", words="", subject="", sender=""),
    "nothing_but_returns": Hostile(lambda: b"\r" * 1_000_000, "", words="", subject="", sender=""),
    "nothing_but_colons": Hostile(lambda: b":\n" * 500_000, "", words="", subject="", sender=""),
    "text_between_all": Hostile(
        lambda: (
            TEXT
            + "".join(
                f"{a}\n{b}\n{s}\n> q\n{f}\n" for a, b, s, f in zip(ALL, BLOCKS * 2, SEPARATORS * 2, FOOTERS, strict=False)
            ).encode()
            * 120
        )
    ),
}
