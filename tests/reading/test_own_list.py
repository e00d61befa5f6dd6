"""Which list carried a mail, where nothing else speaks for a machine (RFC 2369, RFC 2919)."""

import pytest

from mailbot.core.reading import read

GOOGLE = (
    "Precedence: list",
    "Mailing-list: list helpdesk@desk.example.org; contact helpdesk+owners@desk.example.org",
    "List-ID: <helpdesk.desk.example.org>",
    "X-Google-Group-Id: 1064530",
    "List-Post: <https://groups.google.com/a/desk.example.org/group/helpdesk/post>, <mailto:Helpdesk@desk.example.org>",
    "List-Help: <https://support.google.com/a/desk.example.org/bin/topic.py?topic=25838>",
    "List-Archive: <https://groups.google.com/a/desk.example.org/group/helpdesk/>",
    "List-Unsubscribe: <mailto:googlegroups-manage+1064530+unsubscribe@googlegroups.com>",
    "Return-Path: <helpdesk+bncBCX5@desk.example.org>",
)


def carried(*fields: str) -> tuple[str, bool]:
    head = "\r\n".join(
        (*fields, "From: Awa <awa@ngo.example.org>", "Subject: A question", "Date: Mon, 2 Feb 2026 10:00:00 +0000")
    )
    message = read(f"{head}\r\n\r\nWho leads the cluster in Gao?\r\n".encode())
    return message.carrier, message.automatic is not None


def test_a_google_group_is_named_by_where_one_writes_to_it() -> None:
    assert carried(*GOOGLE) == ("helpdesk@desk.example.org", True)


@pytest.mark.parametrize(
    ("fields", "carrier"),
    [
        (("List-Id: Help desk <helpdesk.desk.example.org>",), "helpdesk@desk.example.org"),
        (("Precedence: list", "List-Id: <helpdesk.desk.example.org>"), "helpdesk@desk.example.org"),
        (("List-Id: helpdesk",), ""),
        (("Precedence: list",), ""),
        ((), ""),
    ],
)
def test_else_by_its_identity(fields: tuple[str, ...], carrier: str) -> None:
    assert carried(*fields)[0] == carrier


@pytest.mark.parametrize(
    "field",
    [
        *("Auto-Submitted: auto-replied", "X-Loop: helpdesk@desk.example.org", "X-Autoreply: yes", "Return-Path: <>"),
        *("X-Auto-Response-Suppress: All", "X-Mailer: zendesk mailer", "X-Spam-Flag: YES"),
    ],
)
def test_L1_beside_the_sign_of_a_machine_no_list_is_named(field: str) -> None:
    bare = [other for other in GOOGLE if not other.startswith(field.partition(":")[0])]
    assert carried(*bare, field) == ("", True)
