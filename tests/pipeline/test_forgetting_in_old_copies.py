"""What was forgotten cannot be read in a copy of the database from before, opened with the keys that there are today."""

import shutil
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


def test_no_copy_of_before_can_be_read_with_the_keys_of_today(busy: Stage, tmp_path: Path) -> None:
    assert columns_with(busy.store, WORDS), "there is something to be forgotten"
    old = tmp_path / "old"
    old.mkdir()
    for path in folder_of(busy.store).glob("desk.db*"):
        if ".keys" not in path.name:
            shutil.copy(path, old / path.name)
    forget(busy, BEN, confirm=False)
    assert columns_with(busy.store, WORDS) == []
    today = KeyVault(KeyStore(keys_url(busy.store.url)), Wrapping())
    copy = SqlStore(make_url(f"sqlite:///{old / 'desk.db'}"), today)
    assert columns_with(copy, WORDS) == []
    copy.close()
    assert busy.ticket("TD-10001")["subject"], "what is of others can be read"
    assert [entry["kind"] for entry in busy.ticket("TD-10001")["entries"]].count("answer") == 1
