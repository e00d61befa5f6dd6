"""The demo: ten mails arrive, a coordinator answers one of them by mail, its requester writes again.

Servers and people are the demo's own; the desk between them is the very code that `mailbot run` runs.
"""

import secrets
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.mail_url import parse_imap_url, parse_smtp_url
from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.adapters.smtp import SmtpTransport
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.listings import Listed, Listings
from mailbot.adapters.store.schema import upgrade
from mailbot.adapters.store.store import SqlStore
from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.deciding.context import Identity
from mailbot.core.ticket import Urgency
from mailbot.core.writing.identity import Keys
from mailbot.demo.coordinator import write_answer
from mailbot.demo.imap_server import EmbeddedImap
from mailbot.demo.narrator import Narrator
from mailbot.demo.requester import first_mails, write_again
from mailbot.demo.script import COORDINATOR_ANSWERS, REQUESTER_ANSWERS
from mailbot.demo.smtp_sink import Received, SmtpSink
from mailbot.pipeline.loops import run
from mailbot.pipeline.parts import Signals
from mailbot.pipeline.publish import Signed, publish
from mailbot.wiring.desk import Character, Ways, join

ADDRESSES = tuple(f"{name}@gpc.example.org" for name in ("helpdesk", "mineaction", "childprotection", "gbv", "hlp"))
PATIENCE = 30.0
"""Seconds in which one step must be over; it is over in a fraction of one."""


class StoryBroken(Exception):
    """The demo did not come to its end; the text says where it stopped."""


def tell() -> int:
    """Tell the story; the exit code: 0, or 1 where something did not happen as it should."""
    narrator = Narrator(Console())
    narrator.write("mailbot demo: a help desk on this machine, with a mail server, people and a coordinator of its own", "bold")
    with tempfile.TemporaryDirectory(prefix="mailbot-demo-") as folder, EmbeddedImap() as imap, SmtpSink() as sink:
        store = SqlStore(database_url(f"sqlite:///{Path(folder) / 'demo.db'}"))
        try:
            with _at_work(store, imap, sink, narrator):
                _play(store, imap, sink, narrator)
            tickets = _tickets(store)
        except StoryBroken as broken:
            narrator.problems.append(str(broken))
            tickets = []
        finally:
            store.close()
    _sum_up(narrator, tickets)
    return 1 if narrator.problems else 0


@contextmanager
def _at_work(store: SqlStore, imap: EmbeddedImap, sink: SmtpSink, narrator: Narrator) -> Iterator[None]:
    """The desk, serving in a thread."""
    upgrade(store)
    publish(store, SystemClock(), read_rules(shipped_rules()), Signed("demo"))
    mailbox, transport = ImapMailbox(parse_imap_url(imap.url)), SmtpTransport(parse_smtp_url(sink.url))
    character = Character(Identity(ADDRESSES), Keys(secrets.token_bytes(32)), "all")
    desk = join(character, store, Ways((mailbox,), transport, TemplateRenderer(None)), narrator)
    signals = Signals()
    thread = threading.Thread(target=run, args=(desk, signals), name="desk")
    thread.start()
    try:
        yield
    finally:
        signals.end()
        thread.join()
        narrator.problems += signals.fatal + [repr(wrong) for wrong in signals.crashed]


def _play(store: SqlStore, imap: EmbeddedImap, sink: SmtpSink, narrator: Narrator) -> None:
    """Deliver one mail after the other, each when all that follows from the one before is over."""
    mails = 0
    for name, raw in first_mails():
        imap.deliver(raw)
        mails += 1
        _wait(narrator, mails, name)
    ticket = next((t for t in _tickets(store) if t["urgency"] == Urgency.CRITICAL), None)
    if ticket is None:
        raise StoryBroken("no ticket became critical")
    narrator.write()
    narrator.write(f"The owner of {ticket['reference']} presses Reply in a mail program:", "bold magenta")
    routing = _last_to(sink, ticket["owner"], ticket["reference"])
    imap.deliver(write_answer(routing.data, text=COORDINATOR_ANSWERS, at=datetime.now(UTC)))
    _wait(narrator, mails + 1, "the coordinator's answer")
    answer = _last_to(sink, ticket["requester"], ticket["reference"])
    narrator.write()
    narrator.write(f"{ticket['requester']} receives it from the desk, and replies:", "bold magenta")
    imap.deliver(write_again(answer.data, text=REQUESTER_ANSWERS, at=datetime.now(UTC)))
    _wait(narrator, mails + 2, "the requester's reply")


def _wait(narrator: Narrator, mails: int, what: str) -> None:
    if not narrator.wait_for(mails, PATIENCE):
        raise StoryBroken(f"stopped at {what}: not everything happened within {PATIENCE:.0f} s")


def _last_to(sink: SmtpSink, address: str, reference: str) -> Received:
    found = [mail for mail in sink.mails if address in mail.rcpt_to and reference.encode() in mail.data]
    if not found:
        raise StoryBroken(f"no mail about {reference} reached {address}")
    return found[-1]


def _tickets(store: SqlStore) -> list[Listed]:
    with store.connection() as connection:
        return list(Listings(connection).tickets())


def _sum_up(narrator: Narrator, tickets: list[Listed]) -> None:
    narrator.write()
    narrator.write("What came of it", "bold")
    for ticket in tickets:
        where = ticket["country"] or "--"
        narrator.write(
            f"   {ticket['reference']}  {ticket['urgency']:<8}  {ticket['topic']:<22}  {where:<2}  {ticket['language']}  "
            f"{ticket['status']:<7}  {ticket['owner']}"
        )
    arrived, left = sum(narrator.dispositions.values()), sum(narrator.sent.values())
    became = ", ".join(f"{count} {name}" for name, count in narrator.dispositions.items())
    mails = ", ".join(f"{count} {name}" for name, count in narrator.sent.items())
    narrator.write(f"   {arrived} mails arrived: {became}.")
    narrator.write(f"   {left} mails left: {mails}. No machine was answered.")
    for problem in narrator.problems:
        narrator.write(f"   problem: {problem}", "bold red")
    narrator.write("   Next: `mailbot init`, put your people into rules/desk.yaml, fill in .env, `mailbot run`.")
