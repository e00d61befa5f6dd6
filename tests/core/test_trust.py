"""What our border server says of a sender (RFC 8601)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.trust import Verdict, authenticate, split_results
from mailbot.core.message import Address, InboundMessage, Kind

OURS = frozenset({"mx.desk.example.org"})


def judged(*values: str, sender: str | None = "awa@ngo.example.org", trusted: frozenset[str] = OURS) -> Verdict:
    box = Address("", sender) if sender else None
    headers = tuple(("authentication-results", value) for value in values)
    return authenticate(InboundMessage("", 1, Kind.REQUEST, sender=box, headers=headers), trusted)


@pytest.mark.parametrize(
    "value",
    [
        "mx.desk.example.org; dmarc=pass header.from=ngo.example.org",
        "MX.Desk.Example.Org; DMARC=Pass header.from=NGO.example.org",
        "mx.desk.example.org 1; dmarc=pass header.from=ngo.example.org",
        "mx.desk.example.org; spf=pass smtp.mailfrom=x.example; dkim=pass header.d=x.example; "
        "dmarc=pass header.from=ngo.example.org",
        "mx.desk.example.org; dmarc=pass (p=reject; dis=none) header.from=ngo.example.org",
        "mx.desk.example.org; dmarc=pass (a (nested; dmarc=fail) comment) header.from=ngo.example.org",
        'mx.desk.example.org; dmarc=pass reason="p=none; dmarc=fail" header.from=ngo.example.org',
        "mx.desk.example.org;\r\n\tdmarc=pass\r\n\theader.from=ngo.example.org;",
        "mx.desk.example.org; dmarc=pass action=none header.from=ngo.example.org;compauth=pass reason=100",
    ],
)
def test_S1_a_pass_of_our_own_server_for_the_senders_own_domain(value: str) -> None:
    assert judged(value) is Verdict.PASS


@pytest.mark.parametrize(
    "value",
    [
        "mx.evil.example.net; dmarc=pass header.from=ngo.example.org",
        "mx.desk.example.org.evil.example.net; dmarc=pass header.from=ngo.example.org",
        "evil mx.desk.example.org; dmarc=pass header.from=ngo.example.org",
        "(mx.desk.example.org) evil; dmarc=pass header.from=ngo.example.org",
        '"mx.desk.example.org; dmarc=pass header.from=ngo.example.org"; none',
        "mx.desk.example.org; none",
        "mx.desk.example.org",
        "; dmarc=pass header.from=ngo.example.org",
        "",
        "mx.desk.example.org; dmarc=pass header.from=other.example.org",
        "mx.desk.example.org; dmarc=pass header.from=evil.ngo.example.org",
        "mx.desk.example.org; dmarc=pass",
        "mx.desk.example.org; dmarc=pass header.from=ngo.example.org header.from=evil.example.net",
        "mx.desk.example.org; dmarc=pass header.from=evil.example.net header.from=ngo.example.org",
        "mx.desk.example.org; dmarc=pass header.from=evil.example.net; dmarc=pass header.from=ngo.example.org",
        "mx.desk.example.org; dmarc=none header.from=ngo.example.org",
        "mx.desk.example.org; dmarc=temperror header.from=ngo.example.org",
        "mx.desk.example.org; dmarc=bestguesspass header.from=ngo.example.org",
        "mx.desk.example.org; spf=pass smtp.mailfrom=ngo.example.org; dkim=pass header.d=ngo.example.org",
        "mx.desk.example.org; dkim=pass header.from=ngo.example.org (dmarc=pass header.from=ngo.example.org)",
        'mx.desk.example.org; spf=none smtp.mailfrom="x; dmarc=pass header.from=ngo.example.org"@evil.example.net',
        'mx.desk.example.org; spf=none smtp.mailfrom="\\"; dmarc=pass header.from=ngo.example.org; x=\\""@evil.example.net',
        "mx.desk.example.org; spf=none (\\) dmarc=pass header.from=ngo.example.org",
        "mx.desk.example.org; xdmarc=pass header.from=ngo.example.org",
        "mx.desk.example.org; spf=none smtp.helo=dmarc=pass header.from=ngo.example.org",
    ],
)
def test_S1_anything_less_is_no_pass(value: str) -> None:
    assert judged(value) is Verdict.NONE


@pytest.mark.parametrize(
    "value",
    [
        "mx.desk.example.org; dmarc=fail header.from=ngo.example.org",
        "mx.desk.example.org; spf=pass; dmarc=FAIL (p=none) header.from=ngo.example.org",
        "mx.desk.example.org; dmarc=pass header.from=ngo.example.org; dmarc=fail header.from=ngo.example.org",
        "mx.desk.example.org; dmarc=fail action=quarantine header.from=evil.example.net;compauth=fail reason=000",
    ],
)
def test_S4_a_fail_of_our_own_server(value: str) -> None:
    assert judged(value) is Verdict.FAIL


def test_S1_only_the_topmost_field_counts() -> None:
    passed, other = "mx.desk.example.org; dmarc=pass header.from=ngo.example.org", "mx.evil.example.net; dmarc=pass"
    assert judged(passed, "mx.evil.example.net; dmarc=fail") is Verdict.PASS
    assert judged(other, passed) is Verdict.NONE
    assert judged(f"mx.desk.example.org evil; {passed.partition('; ')[2]}") is Verdict.NONE


def test_S4_a_failure_counts_in_any_field_of_a_trusted_server() -> None:
    passed, failed = "mx.desk.example.org 1; spf=pass", "mx.desk.example.org; dmarc=fail header.from=ngo.example.org"
    assert judged(passed, failed) is Verdict.FAIL
    assert judged(failed, passed) is Verdict.FAIL


def test_S1_microsofts_form_names_no_server_and_is_not_believed() -> None:
    value = (
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=ngo.example.org; dkim=pass header.d=ngo.example.org;"
        "dmarc=pass action=none header.from=ngo.example.org"
    )
    assert judged(value) is Verdict.NONE
    assert judged(value, trusted=frozenset({"spf=pass"})) is not Verdict.FAIL


def test_S1_without_one_sender_or_a_believed_server_nothing_is_known() -> None:
    value = "mx.desk.example.org; dmarc=pass header.from=ngo.example.org"
    assert judged(value, sender=None) is Verdict.NONE
    assert judged(value, trusted=frozenset()) is Verdict.NONE
    assert judged() is Verdict.NONE


@given(st.text(alphabet=st.sampled_from(list('ab=;"\\() \tdmarc.pfils\u2028')), max_size=80))
def test_S1_what_stands_in_quotes_or_comments_is_never_a_result(inner: str) -> None:
    quoted = inner.replace("\\", "\\\\").replace('"', '\\"')
    commented = inner.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    hidden = "dmarc=pass header.from=ngo.example.org"
    for value in (f'spf=none smtp.mailfrom="{quoted}; {hidden}; {quoted}"', f"spf=none ({commented}; {hidden}; {commented}) x=y"):
        assert judged(f"mx.desk.example.org; {value}") is Verdict.NONE


@given(st.text(max_size=200))
def test_splitting_never_raises_and_always_gives_a_part(value: str) -> None:
    assert len(split_results(value)) >= 1
    assert judged(value) is not Verdict.PASS
