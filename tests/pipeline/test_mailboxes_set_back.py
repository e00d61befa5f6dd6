"""Mailboxes whose UIDs do what RFC 9051, 2.3.1.1 forbids, or just allows: no mail is passed over, none counted twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailbot.core.deciding.context import Identity
from mailbot.pipeline.reconcile import reconcile
from tests.fakes import START, FakeMailbox
from tests.mails import mail
from tests.stage import Stage


def fill(mailbox: FakeMailbox, first: int, last: int) -> None:
    for number in range(first, last + 1):
        mailbox.put(mail(subject=f"mail {number}", message_id=f"<m{number}@field.example.net>"))


def fill_in_time(mailbox: FakeMailbox, first: int, last: int) -> None:
    """Each mail comes at a time of its own."""
    for number in range(first, last + 1):
        raw = mail(f"Where is school {number}?", subject=f"mail {number}", sender=f"a{number}@ngo{number}.example.org")
        mailbox.put(raw, received_at=START + timedelta(seconds=number))


def subjects(stage: Stage) -> list[str]:
    """What became tickets."""
    stage.process()
    return sorted(ticket["subject"] for ticket in stage.tickets())


def expected(*numbers: int) -> list[str]:
    return sorted(f"mail {number}" for number in numbers)


def set_back(mailbox: FakeMailbox, keep: int) -> None:
    """Restore the mailbox of an earlier moment, when it held so many mails: under the same UIDVALIDITY."""
    mailbox.mails = {uid: held for uid, held in mailbox.mails.items() if uid <= keep}
    mailbox.uid_next = keep + 1


def test_R2_mails_under_uids_that_others_had_are_read(stage: Stage) -> None:
    fill(stage.mailbox, 1, 5)
    assert stage.poll() == 5
    set_back(stage.mailbox, 3)
    assert stage.poll() == 0
    fill(stage.mailbox, 6, 8)
    assert stage.poll() == 3
    assert subjects(stage) == expected(1, 2, 3, 4, 5, 6, 7, 8)
    assert sorted(str(row["uid"]) for row in stage.inbound()) == ["1", "2", "3", "4", "5", "6", "None", "None"]
    assert stage.poll() == 0


def test_R2_a_mail_that_comes_back_after_the_set_back_is_the_same_mail(stage: Stage) -> None:
    fill(stage.mailbox, 1, 4)
    stage.poll()
    set_back(stage.mailbox, 2)
    stage.poll()
    fill(stage.mailbox, 5, 5)
    fill(stage.mailbox, 4, 4)
    assert stage.poll() == 1
    assert subjects(stage) == expected(1, 2, 3, 4, 5)
    assert stage.mailbox.settled == [1, 2, 3, 4]


def test_R2_a_uidvalidity_that_was_there_before_brings_other_mails(stage: Stage) -> None:
    fill(stage.mailbox, 1, 4)
    stage.poll()
    first = dict(stage.mailbox.mails)
    stage.mailbox.mails, stage.mailbox.uidvalidity, stage.mailbox.uid_next = {}, 7, 1
    fill(stage.mailbox, 5, 6)
    assert stage.poll() == 2
    stage.mailbox.mails, stage.mailbox.uidvalidity, stage.mailbox.uid_next = {2: first[2]}, 1, 3
    fill(stage.mailbox, 7, 9)
    assert stage.poll() == 3
    assert subjects(stage) == expected(1, 2, 3, 4, 5, 6, 7, 8, 9)
    assert stage.poll() == 0


def test_R2_a_server_that_tells_a_wrong_next_uid_is_not_read_again_and_again(stage: Stage) -> None:
    fill(stage.mailbox, 1, 4)
    stage.poll()
    stage.mailbox.uid_next = 2
    stage.mailbox.fetched.clear()
    assert stage.poll() == 0
    assert stage.mailbox.fetched == []


def test_R2_uids_jump_up_to_the_last_one(stage: Stage) -> None:
    fill(stage.mailbox, 1, 1)
    stage.poll()
    stage.mailbox.uid_next = 2**32 - 2
    fill(stage.mailbox, 2, 2)
    assert stage.poll() == 1
    fill(stage.mailbox, 3, 3)
    assert stage.poll() == 1
    assert [row["uid"] for row in stage.inbound()] == [1, 2**32 - 2, 2**32 - 1]
    assert subjects(stage) == expected(1, 2, 3)


def test_R2_a_mailbox_that_is_emptied_and_filled_again(stage: Stage) -> None:
    fill(stage.mailbox, 1, 3)
    stage.poll()
    stage.mailbox.mails.clear()
    assert stage.poll() == 0
    fill(stage.mailbox, 4, 4)
    assert stage.poll() == 1
    assert subjects(stage) == expected(1, 2, 3, 4)


@pytest.mark.parametrize("new", [1, 3, 5, 8, 60])
def test_R2_mails_that_took_the_uids_of_others_before_we_looked_are_read(stage: Stage, new: int) -> None:
    fill_in_time(stage.mailbox, 1, 45)
    stage.poll()
    set_back(stage.mailbox, 10)
    fill_in_time(stage.mailbox, 101, 100 + new)
    assert stage.poll() == new
    assert subjects(stage) == expected(*range(1, 46), *range(101, 101 + new))
    stage.mailbox.fetched.clear()
    assert stage.poll() == 0
    assert stage.mailbox.fetched == []


def test_R2_reconcile_tells_of_a_mailbox_that_was_set_back(stage: Stage) -> None:
    fill_in_time(stage.mailbox, 1, 6)
    stage.poll()
    set_back(stage.mailbox, 4)
    fill_in_time(stage.mailbox, 7, 10)
    (compared,) = reconcile(stage.intake(), Identity(("desk@example.org",)), [stage.mailbox], moves=False, mend=False).mailboxes
    assert [(gap.kind, gap.count) for gap in compared.gaps] == [("set_back", 4)]
    stage.poll()
    (compared,) = reconcile(stage.intake(), Identity(("desk@example.org",)), [stage.mailbox], moves=False, mend=False).mailboxes
    assert compared.gaps == ()


def test_R2_a_server_that_tells_other_times_than_before_is_read_anew_once(stage: Stage) -> None:
    fill_in_time(stage.mailbox, 1, 3)
    stage.poll()
    stage.mailbox.mails = {
        uid: replace(held, received_at=held.received_at + timedelta(hours=1)) for uid, held in stage.mailbox.mails.items()
    }
    assert stage.poll() == 0
    stage.mailbox.fetched.clear()
    assert stage.poll() == 0
    assert stage.mailbox.fetched == []
    assert subjects(stage) == expected(1, 2, 3)
