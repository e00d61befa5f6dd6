"""The addresses of the settings, and that no error tells a password."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailbot.adapters.mail_url import (
    AfterAction,
    AfterKept,
    Auth,
    BadUrl,
    ImapAccount,
    Security,
    SmtpAccount,
    parse_after,
    parse_imap_url,
    parse_imap_urls,
    parse_smtp_url,
)


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("imaps://desk:pw@mail.example:993/INBOX", ImapAccount("mail.example", 993, "desk", "pw")),
        ("imaps://desk:pw@Mail.Example", ImapAccount("mail.example", 993, "desk", "pw")),
        ("IMAPS://desk:pw@mail.example/", ImapAccount("mail.example", 993, "desk", "pw")),
        ("imaps://desk:pw@mail.example/inbox", ImapAccount("mail.example", 993, "desk", "pw")),
        ("imap://desk:pw@mail.example", ImapAccount("mail.example", 143, "desk", "pw", security=Security.PLAIN)),
        ("imap://desk:pw@h?starttls=1", ImapAccount("h", 143, "desk", "pw", security=Security.STARTTLS)),
        ("imap://desk:pw@h?starttls=0", ImapAccount("h", 143, "desk", "pw", security=Security.PLAIN)),
        (
            "imaps://a%40b.example:p%3A%2F%40%25%20%C3%A9@h/Ablage%2FNeu",
            ImapAccount("h", 993, "a@b.example", "p:/@% é", "Ablage/Neu"),
        ),
        ("imaps://desk:pw@h/%D8%A8%D8%B1%D9%8A%D8%AF", ImapAccount("h", 993, "desk", "pw", "بريد")),
        ("imaps://desk:p:w@h", ImapAccount("h", 993, "desk", "p:w")),
        ("imaps://desk:p@w@h", ImapAccount("h", 993, "desk", "p@w")),
        ("imaps://desk@h?auth=xoauth2", ImapAccount("h", 993, "desk", "", auth=Auth.XOAUTH2)),
        (
            "imap://desk@h?auth=XOAUTH2&starttls=1",
            ImapAccount("h", 143, "desk", "", security=Security.STARTTLS, auth=Auth.XOAUTH2),
        ),
        ("imap://desk:pw@[::1]:1143", ImapAccount("::1", 1143, "desk", "pw", security=Security.PLAIN)),
    ],
)
def test_imap_addresses(url: str, account: ImapAccount) -> None:
    assert parse_imap_url(url) == account


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("smtps://desk:pw@mail.example:465", SmtpAccount("mail.example", 465, "desk", "pw")),
        ("smtps://mail.example", SmtpAccount("mail.example", 465)),
        ("smtp://mail.example:587?starttls=1", SmtpAccount("mail.example", 587, security=Security.STARTTLS)),
        ("smtp://desk:pw@mail.example?starttls=1", SmtpAccount("mail.example", 587, "desk", "pw", Security.STARTTLS)),
        ("smtp://127.0.0.1:2525", SmtpAccount("127.0.0.1", 2525, security=Security.PLAIN)),
        ("smtp://127.0.0.1/", SmtpAccount("127.0.0.1", 25, security=Security.PLAIN)),
        ("smtps://desk@h?auth=xoauth2", SmtpAccount("h", 465, "desk", auth=Auth.XOAUTH2)),
    ],
)
def test_smtp_addresses(url: str, account: SmtpAccount) -> None:
    assert parse_smtp_url(url) == account


BAD_IMAP = [
    ("", "must begin with imaps:// or imap://"),
    ("desk:s3cret@h", "must begin with imaps:// or imap://"),
    ("https://desk:s3cret@h", "must begin with imaps:// or imap://"),
    ("imaps://", "host is missing"),
    ("imaps://h/INBOX", "user is missing"),
    ("imaps://:s3cret@h", "user is missing"),
    ("imaps://desk@h", "password is missing"),
    ("imaps://desk:s3cret@", "host is missing"),
    ("imaps://desk:s3cret@:993", "host is missing"),
    ("imaps://desk:s3cret@h:99999", "port must be a number from 1 to 65535"),
    ("imaps://desk:s3cret@h:0", "port must be a number from 1 to 65535"),
    ("imaps://desk:s3cret@h:", "port must be a number from 1 to 65535"),
    ("imaps://desk:s3cret@h:imap", "port must be a number from 1 to 65535"),
    ("imaps://desk:s3cret@h_!", "host must be a name"),
    ("imaps://desk:s3/cret@h", "write @ / ? #"),
    ("imaps://desk:s3?cret@h", "write @ / ? #"),
    ("imaps://desk:s3#cret@h", "write @ / ? #"),
    ("imaps://desk:s3%cret@h", "%25"),
    ("imaps://desk:s3%0Acret@h", "control characters"),
    ("imaps://desk:s3%FFcret@h", "percent-encoded UTF-8"),
    ("imaps://desk:s3cret@h?starttls=1", "TLS from the start"),
    ("imap://desk:s3cret@h?starttls=yes", "starttls must be 0 or 1"),
    ("imap://desk:s3cret@h?auth=ntlm", "auth must be password or xoauth2"),
    ("imap://desk:s3cret@h?tls=1", "tls is not known"),
    ("imap://desk:s3cret@h?auth=password&auth=xoauth2", "stands twice"),
    ("imap://desk@mail.example?auth=xoauth2", "token in the clear"),
]


@pytest.mark.parametrize(("url", "says"), BAD_IMAP)
def test_a_malformed_imap_address_says_what_would_be_right(url: str, says: str) -> None:
    with pytest.raises(BadUrl) as caught:
        parse_imap_url(url)
    text = str(caught.value)
    assert says in text
    assert "\n" not in text
    assert "s3" not in text
    assert "cret" not in text


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("imaps://h", "must begin with smtps:// or smtp://"),
        ("smtps://desk@h", "password is missing"),
        ("smtps://h?auth=xoauth2", "user is missing"),
        ("smtps://desk:s3/cret", "port must be a number"),
        ("smtps://desk:s3cret@h/INBOX", "nothing may follow the port"),
        ("smtp://desk@h:25?auth=xoauth2", "token in the clear"),
    ],
)
def test_a_malformed_smtp_address_says_what_would_be_right(url: str, says: str) -> None:
    with pytest.raises(BadUrl) as caught:
        parse_smtp_url(url)
    assert says in str(caught.value)
    assert "cret" not in str(caught.value)


def test_no_text_of_an_account_holds_its_password() -> None:
    imap = parse_imap_url("imaps://desk%40x.example:s3cret@h:1993/Neu%20es")
    smtp = parse_smtp_url("smtp://desk:s3cret@[2001:db8::1]:587?starttls=1")
    assert imap.name == str(imap) == "imaps://desk%40x.example@h:1993/Neu%20es"
    assert smtp.name == str(smtp) == "smtp://desk@[2001:db8::1]:587"
    assert "s3cret" not in f"{imap!r} {imap} {smtp!r} {smtp}"


@given(st.text(min_size=1))
@example("pw@h/INBOX")
def test_no_error_quotes_what_stands_where_a_password_may(secret: str) -> None:
    url = f"imaps://desk:SECRET{secret}@h:bad"
    with pytest.raises(BadUrl) as caught:
        parse_imap_url(url)
    assert "SECRET" not in str(caught.value)


def test_several_mailboxes() -> None:
    accounts = parse_imap_urls(" imaps://a:1@h\n\timap://b:2@h:1143/Desk ")
    assert [account.name for account in accounts] == ["imaps://a@h:993/INBOX", "imap://b@h:1143/Desk"]
    assert parse_imap_urls("  ") == ()


def test_of_several_mailboxes_the_wrong_one_is_named_by_number() -> None:
    with pytest.raises(BadUrl, match="mailbox 2 of 3: the password is missing"):
        parse_imap_urls("imaps://a:1@h imaps://b@h imaps://c:1@h")
    with pytest.raises(BadUrl, match="mailbox 2 of 2: imaps://a@h:993/INBOX is named twice"):
        parse_imap_urls("imaps://a:1@h imaps://a:2@h:993/inbox")


def test_what_happens_after_a_mail_is_kept() -> None:
    assert parse_after("seen") == AfterKept()
    assert parse_after(" keep ") == AfterKept(AfterAction.KEEP)
    assert parse_after("move:Done/2031: old") == AfterKept(AfterAction.MOVE, "Done/2031: old")
    for text in ("", "read", "move", "move:", "move: ", "seen:x", "move:a\rb"):
        with pytest.raises(BadUrl, match="seen, keep or move:FOLDER"):
            parse_after(text)
