"""Links to a mail filled in (RFC 6068): what is put in comes out, in every program that reads the RFC or less than it."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailbot.core.remark import Remark
from mailbot.core.writing.compose import clean_header
from mailbot.core.writing.identity import Keys, mint_reply_token, reply_address
from mailbot.core.writing.mailto import LONGEST, mailto
from mailbot.core.writing.taps import MOST_TEXT, Tap
from tests.tapping import read_link

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
ADDRESS = "helpdesk+gpc-10001.abcdefghij234567klmn@desk.example.org"
HOSTILE = (
    "x&body=#close\"><script>alert(1)</script>\u202e\u2067%0d%0a%23close?cc=victim@example.org&bcc=a@b;c='d' + e # f \u200f",
    "100%25 sure %0A#close",
    "\r\n#close\n\r",
    "ألف عام + 1",
)


def with_crlf(text: str) -> str:
    return re.sub(r"\r\n|\r|\n", "\r\n", text)


@given(TEXT, TEXT)
@example(HOSTILE[0], HOSTILE[0])
@example(HOSTILE[1], HOSTILE[1])
@example(HOSTILE[2], HOSTILE[2])
def test_H1_what_is_put_in_comes_out(subject: str, body: str) -> None:
    link = mailto(ADDRESS, subject, body)
    draft = read_link(link)
    assert (draft.to, draft.subject, draft.body) == (ADDRESS, clean_header(subject), with_crlf(body))
    parts = urlsplit(link)
    assert unquote(parts.path) == ADDRESS
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert fields == {"subject": [clean_header(subject)], "body": [with_crlf(body)]}


@given(TEXT, TEXT)
@example(*HOSTILE[:2])
def test_nothing_stands_bare_that_a_program_could_read_otherwise(subject: str, body: str) -> None:
    local, _, rest = mailto(ADDRESS, subject, body).removeprefix("mailto:").partition("@")
    domain, _, fields = rest.partition("?subject=")
    bare = re.compile(r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*")
    assert all(bare.fullmatch(part) for part in (local, domain, *fields.split("&body=")))
    assert fields.count("&body=") == 1
    assert local == "helpdesk%2Bgpc-10001.abcdefghij234567klmn"


def test_a_lone_surrogate_does_no_harm() -> None:
    assert read_link(mailto(ADDRESS, "\ud800", "a\udfffb")).body == "a?b"


@pytest.mark.parametrize("text", ["x" * MOST_TEXT, "\n" * (MOST_TEXT // 6)], ids=["letters", "line ends"])
def test_a_link_of_ours_is_shorter_than_outlook_cuts(text: str) -> None:
    desk = f"{'d' * 30}@{'subdomain.' * 6}example.org"
    address = reply_address(desk, "GPCGPCGPCG-999999999", mint_reply_token(Keys(b"k" * 32), "1", "x@example.org"))
    tap = Tap(Remark("ask"), address, "GPCGPCGPCG-999999999", "#wait 3d")
    assert len(tap.link(text)) < LONGEST
    assert read_link(tap.link(text)).body.startswith("#wait 3d\r\n\r\n")


def test_the_subject_keeps_the_reference_and_says_no_more_than_the_command() -> None:
    draft = read_link(Tap(Remark("to_person"), ADDRESS, "GPC-10001", "#to grace@team.example.org").link())
    assert (draft.to, draft.subject) == (ADDRESS, "[GPC-10001] #to")
    assert draft.body == "#to grace@team.example.org\r\n\r\n"
