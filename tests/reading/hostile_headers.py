"""Headers made to hurt: fields, encoded words, parameters, addresses, references, dates."""

from tests.reading.hostile import FROM, HEAD, WORDS, Hostile, field

END = b"\r\n\r\n" + WORDS.encode()


def subject(value: bytes, defect: str = "", kept: str = "") -> Hostile:
    """A mail with this subject; `kept` is what its subject begins with."""
    return Hostile(lambda: FROM + b"Subject: " + value + END, defect, subject=kept)


def sender(value: bytes, kept: str = "") -> Hostile:
    """A mail with this From field."""
    return Hostile(lambda: b"From: " + value + b"\r\nSubject: the subject" + END, "From:", sender=kept)


def typed(value: bytes, defect: str = "") -> Hostile:
    """A mail with this Content-Type."""
    return field(b"Content-Type: " + value, defect)


CUT = "header field of more than"

HEADERS: dict[str, Hostile] = {
    "fields_many": Hostile(lambda: HEAD + b"".join(b"X-%d: y\r\n" % i for i in range(100_000)) + END[2:], "header block of more"),
    "fields_same": Hostile(lambda: HEAD + b"Subject: again\r\n" * 15_000 + END[2:], "header fields; the rest is ignored"),
    "fields_received": Hostile(lambda: HEAD + b"Received: from a by b; x\r\n" * 9_000 + END[2:], "header fields; the rest"),
    "field_long_name": field(b"X" * 200_000 + b": y", "no header field"),
    "field_without_colon": field(b"x " * 100_000, "no header field"),
    "field_long": field(b"X: " + b"y" * 250_000, CUT),
    "field_of_blanks": field(b"X: " + b" \t" * 100_000 + b"y", CUT),
    "field_of_nulls": field(b"X: " + b"\0" * 100_000, CUT),
    "fields_of_nulls": Hostile(lambda: HEAD + b"\0X: \0y\r\n" * 20_000 + END[2:]),
    "folds": field(b"X:" + b"\r\n " * 80_000 + b"y", CUT),
    "folds_with_returns": field(b"X:" + b"\r\r\r\n\t" * 40_000 + b"y", CUT),
    "words_many": field(b"X: " + b"=?utf-8?b?w6k=?= " * 12_000, CUT),
    "words_unended": field(b"X: " + b"=?a?q?x" * 30_000, CUT),
    "words_only_marks": field(b"X: " + b"=?" * 100_000, CUT),
    "words_with_questions": field(b"X: " + b"=?utf-8?q?" + b"?a" * 100_000, CUT),
    "words_with_charsets": Hostile(
        lambda: HEAD + b"".join(b"X-%d: =?charset-%d?q?=E9?=\r\n" % (i, i) for i in range(5_000)) + END[2:], "header fields"
    ),
    "words_with_languages": field(b"X: " + b"=?utf-8*" + b"en-" * 60_000 + b"?q?a?=", CUT),
    "words_nested": subject(b"=?utf-8?q?=3D=3Futf-8=3Fq=3Fa=3F=3D?= " * 800, kept="=?utf-8?q?a?="),
    "words_with_controls": subject(b"the =?utf-8?q?=0D=0ABcc:_x=00=1B[2J=E2=80=AE?= subject", kept="the"),
    "subject_long": subject(b"the start " + b"=?utf-8?b?w6k=?=" * 15_000, CUT, kept="the start"),
    "subject_of_combining_marks": subject(b"the start e" + "\u0301\u0489".encode() * 9_000, CUT, kept="the start"),
    "subject_of_bidi_marks": subject(b"the start " + "\u202e\u2066".encode() * 6_000, CUT, kept="the start"),
    "subject_of_prefixes": subject(b"Re: " * 9_000, CUT, kept="Re: Re:"),
    "subject_of_brackets": subject(b"[GPC-1" * 5_000, kept="[GPC-1"),
    "subject_of_numbers": subject(b"GPC-12345 " * 3_000, kept="GPC-12345"),
    "parameters_many": typed(b"text/plain" + b"; a*0*=x" * 25_000, CUT),
    "parameters_numbered": typed(b"text/plain" + b"".join(b"; name*%d=x" % i for i in range(2_500))),
    "parameters_far": typed(b"text/plain; name*0=a; name*999999999999999999999999=b"),
    "parameters_percents": typed(b"text/plain; name*=utf-8''" + b"%" * 30_000),
    "parameters_apostrophes": typed(b"text/plain; name*=" + b"'" * 30_000),
    "parameters_quotes": typed(b"text/plain; name=" + b'"\\' * 15_000),
    "parameters_unclosed": typed(b'text/plain; name="' + b"a;b=" * 7_000),
    "parameters_semicolons": typed(b"text/plain" + b";" * 32_000),
    "parameters_comments": typed(b"text/plain " + b"(" * 15_000 + b")" * 15_000),
    "type_absurd": typed(b"/" * 30_000),
    "type_controls": typed(b"te\0xt/pl\x1bain; charset=\x00"),
    "encoding_absurd": field(b"Content-Transfer-Encoding: " + b"(base64" * 4_000, "unknown Content-Transfer-Encoding"),
    "from_parentheses": sender(b"(" * 32_000),
    "from_parentheses_closed": Hostile(
        lambda: b"From: " + b"(" * 15_000 + b")" * 15_000 + b" a@x.example\r\nSubject: the subject" + END
    ),
    "from_angles": sender(b"<" * 32_000),
    "from_colons": sender(b":" * 32_000),
    "from_groups": sender(b"g: " * 8_000 + b"a@x.example;"),
    "from_quotes": sender(b'"a' * 16_000),
    "from_backslashes": sender(b'"' + b"\\" * 31_000),
    "from_ats": sender(b"a@" * 16_000),
    "from_dots": sender(b"a@" + b"." * 30_000),
    "from_commas": sender(b"," * 32_000),
    "from_many": sender(b"a@x.example, " * 2_400, kept="a@x.example"),
    "from_route": sender(b"<@a,@b" + b",@c" * 8_000 + b":a@x.example>"),
    "from_words": sender(b"=?utf-8?q?a@b=2Cc=3Cd?= " * 1_300 + b"<a@x.example>, <", kept="a@x.example"),
    "from_punycode": Hostile(lambda: b"From: a@" + b"xn--" * 200 + b".example\r\nSubject: the subject" + END, "From:", sender=""),
    "froms": Hostile(lambda: FROM * 900 + b"Subject: the subject" + END, "several From"),
    "recipients": Hostile(lambda: HEAD + b"Cc: " + b"a@b.example, " * 100_000 + END, "header block of more"),
    "recipients_folded": Hostile(lambda: HEAD + b"Cc: " + b"a@b.example,\r\n " * 16_000 + END, CUT),
    "recipients_fields": Hostile(lambda: HEAD + b"Cc: " + (b"a@b.example, " * 2_000 + b"\r\nCc: ") * 9 + END),
    "recipients_in_groups": field(b"Cc: " + b"g: a@b.example;, " * 1_900),
    "recipients_semicolons": field(b"Cc: " + b"a@b.example; " * 2_400),
    "recipients_quoted": field(b"Cc: " + b'"x, y <z@z.example>" <a@b.example>, ' * 850),
    "references": field(b"References: " + b"<a@b.example> " * 2_300),
    "references_angles": field(b"References: " + b"<" * 16_000 + b"a@" * 8_000),
    "references_bare": field(b"References: " + b"a@" * 16_000),
    "references_fields": Hostile(lambda: HEAD + (b"References: " + b"<a@b> " * 5_000 + b"\r\n") * 8 + END[2:]),
    "message_id_absurd": field(b"In-Reply-To: <" + b"a" * 31_000 + b">"),
    "date_digits": Hostile(lambda: FROM + b"Subject: the subject\r\nDate: " + b"9" * 30_000 + END, "date"),
    "date_numbers": Hostile(
        lambda: FROM + b"Subject: the subject\r\nDate: Mon, 5 Jan 9999999999999 10:00:00 +9999" + END, "date"
    ),
    "date_comments": Hostile(lambda: FROM + b"Subject: the subject\r\nDate: " + b"(" * 30_000 + END, "date"),
    "date_commas": Hostile(lambda: FROM + b"Subject: the subject\r\nDate: " + b"Mon, " * 6_000 + END, "date"),
    "date_colons": Hostile(lambda: FROM + b"Subject: the subject\r\nDate: " + b"1:" * 15_000 + END, "date"),
    "marks_of_machines": Hostile(
        lambda: HEAD + b"Auto-Submitted: (" + b"(a" * 15_000 + b"\r\nPrecedence: " + b"(" * 30_000 + END
    ),
    "return_paths": Hostile(lambda: HEAD + b"Return-Path: " + b"(<" * 15_000 + b"\r\n" + b"Return-Path: <>\r\n" * 500 + END[2:]),
    "spam_verdicts": Hostile(
        lambda: (
            HEAD
            + b"X-Spam-Status: "
            + b"no, score=" * 3_000
            + b"\r\nX-Spam-Level: "
            + b"*" * 30_000
            + b"\r\nX-Spam-Report: "
            + b"1.0 A_B " * 3_500
            + END
        )
    ),
    "list_fields": Hostile(lambda: HEAD + b"List-Id: " + b"<" * 30_000 + b"\r\nList-Unsubscribe: " + b"<mailto:" * 3_900 + END),
    "authentication_results": Hostile(
        lambda: HEAD + (b"Authentication-Results: " + b"x; dmarc=pass (" * 2_000 + b"\r\n") * 7 + END[2:]
    ),
    "only_header": Hostile(lambda: FROM + b"Subject: the subject\r\nX: " + b"y" * 3_000_000, "header", words=""),
}
