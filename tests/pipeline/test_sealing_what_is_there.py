"""A database from before is sealed by its upgrade: the same is read in it, and its files hold nothing readable any more."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select, text

import mailbot.adapters.migrations
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store import schema as schema_of
from mailbot.adapters.store.listings import Listings
from mailbot.adapters.store.schema import SchemaState, state_of, upgrade
from mailbot.adapters.store.tables import entry, participant
from mailbot.ports import StoreTrouble
from tests.mails import AWA, mail, reply
from tests.pipeline.test_sealed import PERSON, columns, files_of, found_in, live_through
from tests.rulebooks import LEAD
from tests.stage import Stage


def take_back(store: SqlStore, revision: str = "0014") -> None:
    """The database as an older version had it."""
    config = Config()
    config.set_main_option("script_location", str(Path(mailbot.adapters.migrations.__file__).parent))
    with store.connection() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def everything(store: SqlStore) -> list[Any]:
    """All that can be read of it."""
    with store.connection() as connection:
        listings = Listings(connection)
        inbound, outbox = list(listings.inbound()), list(listings.outbox())
        looked = [listings.ticket("TD-10001"), listings.ticket("TD-10002"), *listings.tickets()]
        looked += [listings.inbound_one(one["id"]) for one in inbound] + [listings.raw(one["id"]) for one in inbound]
        looked += [listings.outbox_one(one["id"]) for one in outbox]
        hashed = [tuple(row) for row in connection.execute(select(entry.c.id, entry.c.author_key, entry.c.changed, entry.c.told))]
        return [*looked, *hashed, *connection.execute(select(participant.c.address_key)).scalars()]


@pytest.fixture
def older(stage: Stage) -> tuple[Stage, list[Any]]:
    """A desk with the database of the version before, full of words; and what could be read of it."""
    live_through(stage)
    stage.arrive_one(reply(stage.transport.to(LEAD)[0], "#urgency high", minutes=70))
    before = everything(stage.store)
    take_back(stage.store)
    assert state_of(stage.store) is SchemaState.OLDER
    assert len({name for name, value in columns(stage.store) if found_in(value)}) > 15
    return stage, before


def test_the_same_is_read_and_nothing_lies_readable(older: tuple[Stage, list[Any]]) -> None:
    stage, before = older
    assert upgrade(stage.store) is SchemaState.OLDER
    assert state_of(stage.store) is SchemaState.CURRENT
    assert everything(stage.store) == before
    assert {name for name, value in columns(stage.store) if found_in(value)} == set()
    if stage.store.url.get_backend_name() == "sqlite":
        folder = Path(str(stage.store.url.database)).parent
        assert {name: found_in(octets) for name, octets in files_of(folder).items() if found_in(octets)} == {}


def test_the_desk_goes_on_where_it_was(older: tuple[Stage, list[Any]]) -> None:
    stage, _ = older
    upgrade(stage.store)
    stage.store.verify_keys()
    told = len(stage.transport.to(LEAD))
    again = stage.arrive_one(mail("A planted grenade, please help.", sender=PERSON, subject="planted"))
    followed = stage.arrive_one(reply(stage.transport.to(PERSON)[0], "Are you there?", minutes=99))
    answered = stage.arrive_one(reply(stage.transport.to(LEAD)[0], "#undo", minutes=100))
    assert [one["disposition"] for one in (again, followed, answered)] == ["opened", "followed_up", "commanded"]
    assert len(stage.transport.to(LEAD)) > told
    assert stage.ticket("TD-10001")["entries"][-1]["text"].startswith("taken back")


def test_what_is_killed_begins_anew(older: tuple[Stage, list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    stage, before = older
    seal, calls = stage.store.vault.seal, iter(range(60))

    def killed(key: bytes, data: bytes) -> bytes:
        if next(calls, None) is None:
            raise ZeroDivisionError
        return seal(key, data)

    monkeypatch.setattr(stage.store.vault, "seal", killed)
    with pytest.raises(ZeroDivisionError):
        upgrade(stage.store)
    monkeypatch.undo()
    assert state_of(stage.store) is SchemaState.OLDER
    assert upgrade(stage.store) is SchemaState.OLDER
    assert everything(stage.store) == before


def test_what_is_killed_before_its_files_are_clean_is_cleaned_later(
    older: tuple[Stage, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, before = older

    def killed(*_: object, **__: object) -> None:
        raise StoreTrouble("the disk is full")

    monkeypatch.setattr(schema_of, "rewrite", killed)
    with pytest.raises(StoreTrouble):
        upgrade(stage.store)
    monkeypatch.undo()
    assert state_of(stage.store) is SchemaState.OLDER
    assert upgrade(stage.store) is SchemaState.OLDER
    assert state_of(stage.store) is SchemaState.CURRENT
    assert everything(stage.store) == before
    with stage.store.connection() as connection:
        assert connection.execute(text("SELECT name FROM vault")).scalars().all() == ["keys"]


def test_many_rows_are_sealed_too(stage: Stage) -> None:
    for number in range(3):
        stage.arrive_one(mail(f"Question {number}?", subject=f"Number {number}"))
    take_back(stage.store)
    many = "INSERT INTO entry (ticket, at, kind, author, text, attachments) VALUES (1, :at, 'note', :who, :said, '[]')"
    with stage.store.connection() as connection:
        at = connection.execute(text("SELECT created_at FROM ticket")).scalars().first()
        connection.execute(text(many), [{"at": at, "who": AWA, "said": f"planted {number}"} for number in range(1200)])
    upgrade(stage.store)
    texts = [line["text"] for line in stage.ticket("TD-10001")["entries"]]
    assert texts[-1200:] == [f"planted {number}" for number in range(1200)]
