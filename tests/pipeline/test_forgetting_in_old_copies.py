"""What was forgotten cannot be read in a copy of the database from before, opened with the keys that there are today."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.schema import upgrade
from mailbot.adapters.store.vault.key_store import KeyStore, keys_url
from mailbot.adapters.store.vault.vault import KeyVault
from mailbot.adapters.store.vault.wrapping import Wrapping
from tests.mails import mail, reply
from tests.pipeline.test_forgetting import forget
from tests.rulebooks import LEAD
from tests.searching import columns_with, folder_of
from tests.stage import Stage

BEN = "ben@field.example.net"
WORDS = ("ben@field.example.net", "Ben Zephyrine", "quartzite", "umbrellas")


@pytest.fixture
def busy(tmp_path: Path) -> Stage:
    """Ben has a request of his own, takes part in Awa's, and is named there."""
    store = SqlStore(database_url(f"sqlite:///{tmp_path / 'desk.db'}"))
    upgrade(store)
    stage = Stage(store)
    stage.arrive_one(mail("Who leads the cluster?"))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {BEN}"))
    stage.arrive_one(mail("We lack umbrellas.", sender=f"Ben Zephyrine <{BEN}>", subject="quartzite"))
    first = next(raw for raw in stage.transport.to(LEAD) if b"TD-10001" in raw)
    stage.arrive_one(reply(first, "The cluster is led by UNHCR."))
    stage.arrive_one(reply(stage.transport.to(BEN)[-1], "I count quartzite and umbrellas too.", sender=BEN))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#note {BEN} called."))
    return stage


def copy_of(stage: Stage, folder: Path) -> Path:
    """The database as it is, without its keys, in another folder."""
    folder.mkdir()
    for path in folder_of(stage.store).glob("desk.db*"):
        if ".keys" not in path.name:
            shutil.copy(path, folder / path.name)
    return folder / "desk.db"


def with_keys_of(stage: Stage, copy: Path) -> SqlStore:
    """A copy, opened with the keys of the desk as they are now."""
    return SqlStore(make_url(f"sqlite:///{copy}"), KeyVault(KeyStore(keys_url(stage.store.url)), Wrapping()))


def test_no_copy_of_before_can_be_read_with_the_keys_of_today(busy: Stage, tmp_path: Path) -> None:
    assert columns_with(busy.store, WORDS), "there is something to be forgotten"
    old = copy_of(busy, tmp_path / "old")
    forget(busy, BEN, confirm=False)
    assert columns_with(busy.store, WORDS) == []
    copy = with_keys_of(busy, old)
    assert columns_with(copy, WORDS) == []
    copy.close()
    assert busy.ticket("TD-10001")["subject"], "what is of others can be read"
    assert [entry["kind"] for entry in busy.ticket("TD-10001")["entries"]].count("answer") == 1


def test_a_desk_that_was_restored_goes_on_beside_what_it_cannot_read(busy: Stage, tmp_path: Path) -> None:
    busy.mailbox.put(mail("We lack umbrellas still.", sender=BEN, subject="quartzite", message_id="<b9@x.example>"))
    busy.poll()
    busy.arrive(mail("Umbrellas again.", sender=BEN, message_id="<b8@x.example>"))  # its acknowledgement is still owed
    old = copy_of(busy, tmp_path / "old")
    busy.process()
    forget(busy, BEN, confirm=False)
    restored = Stage(with_keys_of(busy, old))
    restored.mailbox = busy.mailbox
    restored.clock.move(timedelta(days=1))
    restored.arrive_one(mail("Where is the cluster?", sender="cleo@ngo.example.org", message_id="<c1@ngo.example.org>"))
    while restored.tick():
        pass
    assert ("ack", "cleo@ngo.example.org") in [(one["kind"], one["to"]) for one in restored.outbox() if one["state"] == "sent"]
    assert not [
        one for one in restored.outbox() if one["state"] in ("queued", "uncertain") and one["due_at"] <= restored.clock.now()
    ]
    forget(restored, "cleo@ngo.example.org", confirm=False)
    assert "TD-10001" in {ticket["reference"] for ticket in restored.tickets()}
    restored.store.close()
