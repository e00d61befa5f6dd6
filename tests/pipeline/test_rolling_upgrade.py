"""An old and a new program over one database, one schema step apart."""

from pathlib import Path

import pytest

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.integrity import find_faults
from mailbot.adapters.store.schema import SchemaState, revisions, state_of, upgrade
from mailbot.ports import Outdated
from tests.fakes import FakeMailbox
from tests.mails import mail
from tests.newer import as_newer, migrations_of_newer
from tests.stage import Stage


def desk_over(store: SqlStore) -> Stage:
    """A desk that asks in each transaction whether it may still work here, as one that is run does."""
    store.stop_when_outdated(revisions())
    stage = Stage(store)
    stage.mailbox = FakeMailbox(f"imap://{id(stage)}@mail.example.org/INBOX")
    return stage


def ask(stage: Stage, number: int) -> None:
    stage.mailbox.put(mail(sender=f"a{number}@ngo.example.org", subject=f"Question {number}"))
    stage.poll()


def test_an_old_program_goes_on_beside_a_newer_one_that_lets_it(store: SqlStore, tmp_path: Path) -> None:
    newer = migrations_of_newer(tmp_path, rolling=True)
    old = desk_over(store)
    ask(old, 1)
    with as_newer(newer):
        other = SqlStore(store.url)
        assert state_of(other) is SchemaState.OLDER
        assert upgrade(other) is SchemaState.OLDER
        assert state_of(other) is SchemaState.CURRENT
        new = desk_over(other)
    assert state_of(store) is SchemaState.NEWER
    assert upgrade(store) is SchemaState.NEWER
    for number in range(2, 8, 2):
        ask(new, number)
        old.process()
        ask(old, number + 1)
        new.process()
        old.deliver()
        new.deliver()
    assert [row["disposition"] for row in old.inbound()] == ["opened"] * 7
    assert sorted(ticket["reference"] for ticket in new.tickets()) == [f"TD-1000{number}" for number in range(1, 8)]
    assert {sent["state"] for sent in old.outbox()} == {"sent"}
    assert len(old.transport.sent) + len(new.transport.sent) == len(old.outbox())
    with store.connection() as connection:
        assert find_faults(connection, full=True) == []
    other.close()


def test_an_old_program_stops_before_it_touches_what_it_does_not_know(store: SqlStore, tmp_path: Path) -> None:
    newer = migrations_of_newer(tmp_path, rolling=False)
    old = desk_over(store)
    ask(old, 1)
    with as_newer(newer):
        other = SqlStore(store.url)
        upgrade(other)
        new = desk_over(other)
    looking = SqlStore(store.url)
    assert state_of(looking) is SchemaState.UNKNOWN
    looking.close()
    with pytest.raises(Outdated, match="install the new one"):
        old.process()
    with pytest.raises(Outdated):
        old.poll()
    new.process()
    assert [row["disposition"] for row in new.inbound()] == ["opened"]
    other.close()


def test_every_step_names_a_program_that_exists() -> None:
    assert revisions() >= {"0001", "0019"}
