"""A database with many decided mails, and a draft that decides some of them otherwise."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from benchmarks.drain.mails import DESK, request
from mailbot.adapters.clock import SystemClock
from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.schema import upgrade
from mailbot.core.deciding.context import Identity
from mailbot.core.writing.identity import Keys
from mailbot.pipeline.process import Processing, process_due
from mailbot.pipeline.publish import Signed, publish
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports import KeptMail

BATCH = 50
MAILBOX = "imap://desk@mail.example.org/INBOX"


def fill(url: str, mails: int, seed: int) -> None:
    """Keep and decide so many mails, by the shipped rules, as a desk at work does."""
    store, clock = SqlStore(database_url(url)), SystemClock()
    upgrade(store)
    publish(store, clock, read_rules(shipped_rules()), Signed("benchmark"))
    work = Processing(store, clock, "benchmark", Identity((DESK,)), Keys(b"x" * 32), RulebookInForce())
    for first in range(0, mails, BATCH):
        now = clock.now()
        kept = [_kept(seed, number, now - timedelta(hours=1)) for number in range(first, min(first + BATCH, mails))]
        with store.transaction() as tx:
            tx.ledger.keep(MAILBOX, 1, kept, now)
        while process_due(work).ended:
            pass
    store.close()


def _kept(seed: int, number: int, at: object) -> KeptMail:
    raw = request(seed, number)
    return KeptMail(number + 1, raw, hashlib.sha256(raw).hexdigest(), at, len(raw))  # type: ignore[arg-type]  # a moment


def write_draft(folder: Path) -> None:
    """The shipped rules with one table changed: what was urgent is a little less so."""
    for name, text in changed(read_rules(shipped_rules())).items():
        (folder / name).write_text(text, encoding="utf-8")


def changed(files: Mapping[str, str]) -> Mapping[str, str]:
    """Rules of which one field of many mails is decided otherwise."""
    return {
        name: text.replace("urgency: high}", "urgency: normal}") if name == "urgency.yaml" else text
        for name, text in files.items()
    }
