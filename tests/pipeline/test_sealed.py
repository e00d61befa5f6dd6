"""What people outside wrote, and who they are, lies nowhere readable, and is gone with its key from every copy."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import inspect, select, text

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.listings import Listings
from mailbot.adapters.store.tables import ticket
from mailbot.ports import Erased, Rejected
from tests.databases import copy_database, keys_beside
from tests.mails import mail, reply, with_files
from tests.pipeline.test_loops_of_mail import bounce_of
from tests.rulebooks import LEAD
from tests.stage import Stage

PERSON, FRIEND = "zainab.okonkwo@village.example.net", "brother.okonkwo@village.example.net"
PLANTED = ("zainab", "okonkwo", "village.example.net", "planted", "grenade-photo")
"""Each in an address, a name, a subject, a text, a file name or a file of somebody outside."""


def live_through(stage: Stage) -> None:
    """A request with a file, an answer, a participant, a note, a further mail that is split off, a bounce, spam, a forgery."""
    first = mail("A planted grenade, please help.", sender=f"Zainab Okonkwo <{PERSON}>", subject="My planted subject")
    stage.arrive_one(with_files(first, ("grenade-photo.jpg", b"planted bytes" * 20)))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {FRIEND}\n\nDo not touch it, and tell the planted others."))
    stage.arrive_one(reply(stage.sent_to(FRIEND), "I am a planted brother.", minutes=61))
    stage.arrive_one(reply(stage.transport.to(LEAD)[0], "#note zainab is the planted sister", minutes=62))
    stage.arrive_one(reply(stage.sent_to(PERSON), "And a planted question of another kind?", minutes=63))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#split", minutes=64))
    stage.transport.say(PERSON, Rejected(f"550 5.1.1 <{PERSON}> planted: unknown"))
    stage.arrive_one(reply(stage.transport.to(LEAD)[0], "A last planted answer.", minutes=65))
    stage.arrive_one(bounce_of(stage.sent_to(FRIEND), FRIEND))
    stage.arrive_one(mail("planted cheap backlinks", sender=PERSON, subject="planted offer", extra=[("X-Okonkwo", "planted")]))
    stage.arrive_one(mail("planted", sender=f"Okonkwo <{LEAD}>", subject="[TD-10001] planted"))


def columns(store: SqlStore) -> Iterator[tuple[str, bytes]]:
    """Every value of every table as octets, as the driver gives it."""
    with store.connection() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f"SELECT * FROM {table}")).mappings():
                for name, value in row.items():
                    yield f"{table}.{name}", value if isinstance(value, bytes) else str(value).encode()


def files_of(path: Path) -> dict[str, bytes]:
    """The octets of everything in a folder."""
    return {one.name: one.read_bytes() for one in path.iterdir()}


def found_in(octets: bytes) -> list[str]:
    return [word for word in PLANTED if word.encode() in octets.lower()]


def test_no_column_of_any_table_holds_a_word_or_an_address_of_anybody_outside(stage: Stage) -> None:
    live_through(stage)
    assert len(stage.tickets()) == 2
    assert {name for name, value in columns(stage.store) if found_in(value)} == set()
    told = str([*stage.tickets(), stage.ticket("TD-10001"), *stage.inbound(), *stage.outbox()]).lower()
    assert [word for word in PLANTED if word not in told] == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_file_of_the_database_holds_one(stage: Stage, database: str) -> None:
    live_through(stage)
    files = files_of(Path(database.removeprefix("sqlite:///")).parent)
    assert set(files) >= {"mailbot.db", "mailbot.db-wal", "mailbot.db.keys", "mailbot.db.keys-wal"}
    assert {name: found_in(octets) for name, octets in files.items() if found_in(octets)} == {}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_older_copy_says_nothing_once_the_keys_are_forgotten(stage: Stage, database: str, tmp_path: Path) -> None:
    live_through(stage)
    path = Path(database.removeprefix("sqlite:///"))
    sqlite3.connect(path).execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    numbers = keys_in(tmp_path / "copy.db")
    keys = [key for number, key in sqlite3.connect(keys_beside(path)).execute("SELECT id, wrapped FROM key") if number in numbers]
    assert len(keys) == len(numbers) > 10
    with stage.store.transaction() as tx:
        tx.forgetting.forget(numbers)
    for name, octets in files_of(path.parent).items():
        assert [key for key in keys if key in octets] == [], name
    stage.store.close()
    copyfile(keys_beside(path), keys_beside(tmp_path / "copy.db"))
    copy = SqlStore(database_url(f"sqlite:///{tmp_path / 'copy.db'}"))
    copy.verify_keys()
    with copy.connection() as connection:
        listings = Listings(connection)
        told = str([*listings.tickets(), listings.ticket("TD-10001"), *listings.inbound(), *listings.outbox()])
        told += str([listings.inbound_one(number) for number in range(1, 5)])
        written = [one for one in listings.outbox() if one["state"] == "sent"]
        shown = [listings.outbox_one(one["id"]) for one in written]
        assert {one["raw"] for one in shown if one is not None} == {"[erased]"}
        assert found_in((told + str(shown)).encode()) == []
        assert "[erased]" in told
        with pytest.raises(Erased, match="this is erased"):
            listings.raw(1)
    copy.close()


def keys_in(path: Path) -> set[bytes]:
    rows = sqlite3.connect(path)
    return {key for table in ("blob", "inbound", "ticket", "outbound") for (key,) in rows.execute(f"SELECT key_id FROM {table}")}


def test_what_hangs_on_one_ticket_goes_with_its_key_and_another_stays(stage: Stage) -> None:
    stage.arrive_one(mail("A planted grenade.", sender=PERSON, subject="planted"))
    stage.arrive_one(mail("Another question?", subject="Stays"))
    with stage.store.connection() as connection:
        key = connection.execute(select(ticket.c.key_id).where(ticket.c.id == 1)).scalar_one()
    with stage.store.transaction() as tx:
        tx.forgetting.forget([key])
    gone, stays = stage.tickets()
    assert (gone["subject"], gone["requester"]) == ("[erased]", "[erased]")
    assert (stays["subject"], stays["requester"]) == ("Stays", "awa@ngo.example.org")
    assert [line["text"] for line in stage.ticket("TD-10001")["entries"]] == ["[erased]"]
    assert {one["to"] for one in stage.outbox() if one["ticket"] == "TD-10001"} == {"[erased]"}
    assert stage.listed(lambda listings: listings.raw(1)).endswith(b"A planted grenade.\r\n")


def test_a_copy_of_a_database_and_its_keys_is_whole(tmp_path: Path, migrated_file: Path) -> None:
    copy_database(migrated_file, tmp_path / "a.db")
    stage = Stage(SqlStore(database_url(f"sqlite:///{tmp_path}/a.db")))
    stage.arrive_one(mail("Who leads?", subject="Stays"))
    stage.store.close()
    copy_database(tmp_path / "a.db", tmp_path / "b.db")
    copy = SqlStore(database_url(f"sqlite:///{tmp_path}/b.db"))
    copy.verify_keys()
    with copy.connection() as connection:
        assert [one["subject"] for one in Listings(connection).tickets()] == ["Stays"]
    copy.close()
