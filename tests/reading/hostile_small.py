"""The broken mails of tests/mail/hostile, and what has to be left of each."""

from pathlib import Path

from tests.reading.hostile import Hostile

FOLDER = Path(__file__).parents[1] / "mail" / "hostile"


def small(name: str, defect: str = "", *, subject: str = "", sender: str = "a@x.example") -> Hostile:
    """The mail in a file."""
    return Hostile((FOLDER / f"{name}.eml").read_bytes, defect, subject=subject, sender=sender)


CHARSET = "not in the charset it declares"
SMALL: dict[str, Hostile] = {
    "absurd_date": small("absurd_date", "date cannot be read"),
    "bare_colon_fields": small("bare_colon_fields", "no header field", sender=""),
    "base64_wrong_padding": small("base64_wrong_padding"),
    "binary": Hostile((FOLDER / "binary.eml").read_bytes, "no header field", words="0123456789", subject="", sender=""),
    "blank_first": small("blank_first", subject="s"),
    "boundary_in_quotes_and_comment": small("boundary_in_quotes_and_comment"),
    "boundary_one_letter": small("boundary_one_letter"),
    "boundary_prefix_of_the_other": small("boundary_prefix_of_the_other"),
    "boundary_with_pattern": small("boundary_with_pattern"),
    "calendar_broken": small("calendar_broken"),
    "charset_empty": small("charset_empty"),
    "charset_path": small("charset_path", CHARSET),
    "charset_rot13": small("charset_rot13"),
    "charset_undefined": small("charset_undefined", CHARSET),
    "charset_utf7": small("charset_utf7", CHARSET),
    "combining_storm": small("combining_storm", subject="e\u0301"),
    "cr_only": small("cr_only", subject="s"),
    "date_far": small("date_far", "date cannot be read"),
    "digest_of_nothing": small("digest_of_nothing", "multipart without any part"),
    "encoded_word_breaks_header": small("encoded_word_breaks_header", subject="one Bcc: victim@x.example body"),
    "encoding_unknown": small("encoding_unknown", "unknown Content-Transfer-Encoding"),
    "envelope_lines": small("envelope_lines"),
    "escape_charset": small("escape_charset", CHARSET),
    "external_body": small("external_body"),
    "external_body_controls": small("external_body_controls", "a file that is not in the mail but elsewhere: \ufffd"),
    "folded_to_pieces": small("folded_to_pieces", subject="one two"),
    "html_bidi_override": small("html_bidi_override"),
    "html_entity_huge": small("html_entity_huge"),
    "html_unclosed_comment": small("html_unclosed_comment"),
    "html_unclosed_style": small("html_unclosed_style"),
    "html_unclosed_tag": small("html_unclosed_tag"),
    "iso2022_open": small("iso2022_open"),
    "lone_surrogates": small("lone_surrogates", CHARSET),
    "mail_in_itself": small("mail_in_itself"),
    "marks": small("marks"),
    "message_partial": small("message_partial"),
    "mixed_breaks": small("mixed_breaks", subject="s"),
    "name_path": small("name_path"),
    "name_reserved": small("name_reserved"),
    "no_from": small("no_from", "From: there is none", subject="s", sender=""),
    "no_header": Hostile((FOLDER / "no_header.eml").read_bytes, "no header field", words="only words", subject="", sender=""),
    "nulls": small("nulls", "From: an address is malformed", subject="o ne", sender=""),
    "pgp_unended": small("pgp_unended"),
    "punycode_labels": small("punycode_labels", sender="a@xn--a.xn--" + "9" * 60 + ".example"),
    "quoted_printable_broken": small("quoted_printable_broken"),
    "repeated_fields": small("repeated_fields", "several From fields", subject="one"),
    "rfc2231_broken": small("rfc2231_broken"),
    "self_cut": small("self_cut", "damaged base64"),
    "spaces_before_colon": small("spaces_before_colon", subject="s"),
    "terminal_escapes": small("terminal_escapes", subject="one"),
    "tnef_broken": small("tnef_broken"),
    "two_bodies": small("two_bodies", "without its closing boundary"),
    "type_absurd": small("type_absurd"),
    "unclosed_multipart": small("unclosed_multipart", "without its closing boundary"),
    "utf16_without_mark": small("utf16_without_mark", CHARSET),
    "uuencode_unended": small("uuencode_unended"),
    "wrong_boundary": small("wrong_boundary", "boundary is missing"),
}
