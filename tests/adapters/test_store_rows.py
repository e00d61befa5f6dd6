"""What goes into the store comes out of it, on both databases."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import StatementError

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.blobs import keep_blobs, keys_of_blobs, read_blob
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.listings import Listings
from mailbot.adapters.store.rows import clean_text, reasons_from_text
from mailbot.adapters.store.schema import HEAD, SchemaState, state_of, upgrade
from mailbot.adapters.store.tables import blob, inbound, lease
from mailbot.core.deciding.context import Context, Evidence, Identity, Lookups
from mailbot.core.deciding.record import record_of
from mailbot.core.decision import (
    ChangeTicket,
    Classification,
    Decision,
    Disposition,
    GateStep,
    MailKind,
    OpenTicket,
    Role,
    RuleHit,
    Trace,
)
from mailbot.core.message import Attachment, InboundMessage, Kind
from mailbot.core.ticket import EntryKind, Status, Urgency
from mailbot.ports import Conflict, Cursor, KeptMail, NewEntry, NewMail, NewRevision, Past, Settled, StoreTrouble
from tests.fakes import START

NASTY = "a\x00b\ud800c \u202e'; DROP TABLE ticket; -- %s :x {}\n\u2028é🙂"
CLEAN = clean_text(NASTY)


def kept(uid: int | None, raw: bytes = b"raw", sha: str = "") -> KeptMail:
    return KeptMail(uid, raw, sha or (raw.hex() + "0" * 64)[:64], START, len(raw))


def opened(store: SqlStore, requester: str = "awa@ngo.example.org", **fields: object) -> int:
    effect = OpenTicket(
        "A question",
        requester,
        "Awa",
        Classification(area="mines", tags=("a", "b")),
        "lead@x.example",
        "en",
        START,
        ("TD-10009",),
    )
    from dataclasses import replace

    with store.transaction() as tx:
        return tx.tickets.open_ticket(replace(effect, **fields), "TD", START)  # type: ignore[arg-type]  # the test's own words


def owe(
    store: SqlStore, ticket: int | None, key: str, *, to: str = "awa@ngo.example.org", token: str = "t" * 20, at: datetime = START
) -> None:
    mail = NewMail(MailKind.ACK, to, Role.REQUESTER, "en", "", ticket, None, key, f"<{key}@x>", token)
    with store.transaction() as tx:
        tx.outbox.owe([mail], at)


def test_bytes_come_back_and_are_kept_once(store: SqlStore) -> None:
    raw = bytes(range(256)) * 500
    first, other = store.vault.new_key(), store.vault.new_key()
    with store.connection() as connection:
        keep_blobs(connection, [("a" * 64, first, raw), ("b" * 64, other, b"")])
        keep_blobs(connection, [("a" * 64, other, b"other")])
        assert keys_of_blobs(connection, ["a" * 64, "c" * 64]) == {"a" * 64: first}
        keep_blobs(connection, [])
        assert read_blob(connection, "a" * 64) == raw
        assert read_blob(connection, "b" * 64) == b""
        assert connection.execute(select(func.count()).select_from(blob)).scalar_one() == 2


def test_times_are_aware_and_in_utc(store: SqlStore) -> None:
    east = datetime(2026, 2, 3, 12, 30, 1, 5, tzinfo=timezone(timedelta(hours=3)))
    with store.connection() as connection:
        connection.execute(insert(lease).values(name="n", holder="h", until=east))
        back = connection.execute(select(lease.c.until)).scalar_one()
        assert (back, back.tzinfo) == (east, UTC)
        with pytest.raises((ValueError, StatementError)):
            connection.execute(insert(lease).values(name="m", holder="h", until=datetime(2026, 1, 1)))  # noqa: DTZ001 - the mistake


def test_a_cursor_is_remembered(store: SqlStore) -> None:
    with store.transaction() as tx:
        assert tx.ledger.cursor("m") is None
        tx.ledger.set_cursor("m", Cursor(2**32 - 1, 2**32 - 1, 5, START))
        tx.ledger.set_cursor("other", Cursor(1, 2, 2))
    with store.transaction() as tx:
        assert tx.ledger.cursor("m") == Cursor(2**32 - 1, 2**32 - 1, 5, START)
        tx.ledger.set_cursor("m", Cursor(7, 0, 0))
        assert tx.ledger.cursor("m") == Cursor(7, 0, 0)
        assert tx.ledger.cursor("other") == Cursor(1, 2, 2)


def test_counted_once(store: SqlStore) -> None:
    with store.transaction() as tx:
        assert tx.ledger.keep("m", 1, [kept(1), kept(2), kept(1, b"other")], START) == 2
        assert tx.ledger.keep("m", 1, [kept(2, b"changed"), kept(3)], START) == 1
        assert tx.ledger.keep("n", 1, [kept(1)], START) == 1
        assert tx.ledger.known_uids("m", 1) == {1, 2, 3}
        assert tx.ledger.known_uids("m", 1, 2) == {3}
        assert tx.ledger.known_uids("m", 9) == set()
        assert tx.ledger.keep("m", 1, [], START) == 0


def test_equal_mails_of_a_rebuilt_mailbox_are_matched_one_to_one(store: SqlStore) -> None:
    with store.transaction() as tx:
        assert tx.ledger.keep("m", 1, [kept(1), kept(2)], START) == 2
        assert tx.ledger.keep("m", 2, [kept(11), kept(12), kept(13)], START) == 1
        assert tx.ledger.known_uids("m", 2) == {11, 12, 13}
        assert tx.ledger.known_uids("m", 1) == set()


def test_a_ledger_row_of_a_known_uid_cannot_be_written_twice(store: SqlStore) -> None:
    row = {
        "mailbox": "m",
        "uidvalidity": 1,
        "uid": 1,
        "sha": "a" * 64,
        "size": 1,
        "partial": False,
        "received_at": START,
        "kept_at": START,
        "state": "done",
        "reason": "",
        "attempts": 0,
    }
    with store.connection() as connection:
        keep_blobs(connection, [("a" * 64, store.vault.new_key(), b"x")])
        connection.execute(insert(inbound).values(row))
    with pytest.raises(Conflict), store.connection() as connection:
        connection.execute(insert(inbound).values(row))


def test_text_of_any_kind_is_stored(store: SqlStore) -> None:
    number = opened(store, NASTY, subject=NASTY, requester_name=NASTY)
    file = Attachment(NASTY, "application/pdf", 5, "0" * 64, True)
    message = InboundMessage("", 1, Kind.REQUEST, message_id=NASTY)
    trace = Trace((GateStep("g", NASTY),), (RuleHit("t", NASTY, (NASTY,), True),))
    made = Decision(Disposition.OPENED, NASTY, classification=Classification(noise=NASTY), trace=trace)
    with store.transaction() as tx:
        tx.ledger.keep("m", 1, [kept(1)], START)
        tx.tickets.append_entry(NewEntry(number, EntryKind.REQUEST, NASTY, NASTY, 1, (file,)), START)
        tx.ledger.close_inbound(1, message, made, number, NASTY)
        record = record_of(message, Context(START, Identity(), NASTY), made)
        tx.ledger.record_decision(1, record, "sha", START)
        tx.ledger.record_decision(1, record, "sha2", START)
        (past,) = tx.archive.past_mails(Past(), 0)
    with store.connection() as connection:
        listings = Listings(connection)
        ticket, mail = listings.ticket("TD-10001"), listings.inbound_one(1)
    assert ticket is not None
    assert mail is not None
    assert (ticket["subject"], ticket["requester"], ticket["tags"], ticket["mentions"]) == (
        CLEAN,
        CLEAN,
        ["a", "b"],
        ["TD-10009"],
    )
    assert ticket["entries"][0]["text"] == CLEAN
    assert ticket["entries"][0]["attachments"][0]["filename"] == CLEAN
    assert (mail["reason"], mail["message_id"], mail["decision"]["revision"]) == (CLEAN, CLEAN, "sha2")
    assert past.record == record
    assert mail["decision"]["trace"]["rules"][0][1] == NASTY
    assert "\x00" not in CLEAN


def test_look_ups_find_what_is_asked_and_nothing_else(store: SqlStore) -> None:
    one, two = opened(store), opened(store, "bob@x.example")
    owe(store, one, "1:1:ack:a", token="a" * 20)
    owe(store, two, "2:1:ack:b", to="Bob@X.example", token="b" * 20, at=START - timedelta(hours=2))
    owe(store, None, "0:1:alert:c", to="bob@x.example", token="")
    asked = Lookups("k", ("<2:1:ack:b@x>", "<nothing@x>", "<1:1:ack:a@x>"), ("b" * 20, "%", ""), (two, 77), "BOB@x.example")
    with store.transaction() as tx:
        found = tx.tickets.look_up(asked, START - timedelta(hours=1))
        none = tx.tickets.look_up(Lookups("", (), (), (), ""), START)
    assert [(m.evidence, m.token, m.ticket and m.ticket.id) for m in found.mails] == [
        (Evidence.TOKEN, "b" * 20, two),
        (Evidence.TOKEN, "", None),
        (Evidence.MESSAGE_ID, "<2:1:ack:b@x>", two),
        (Evidence.MESSAGE_ID, "<1:1:ack:a@x>", one),
    ]
    assert [t.reference for t in found.mentioned] == ["TD-10002"]
    assert (found.recent_mails, found.earlier) == (1, None)
    assert (none.mails, none.mentioned, none.recent_mails, none.earlier) == ((), (), 0, None)


def test_a_mail_owed_twice_is_owed_once(store: SqlStore) -> None:
    for _ in range(2):
        owe(store, None, "0:1:alert:c")
    with store.connection() as connection:
        assert len(list(Listings(connection).outbox())) == 1


def test_a_ticket_changes(store: SqlStore) -> None:
    number = opened(store)
    with store.transaction() as tx:
        tx.tickets.change_ticket(ChangeTicket(number, Status.WAITING, Urgency.HIGH, None), START + timedelta(hours=1))
        (ticket,) = tx.tickets.look_up(Lookups("", (), (), (number,), ""), START).mentioned
    assert (ticket.status, ticket.urgency, ticket.due_at) == (Status.WAITING, Urgency.HIGH, None)
    assert (ticket.created_at, ticket.updated_at) == (START, START + timedelta(hours=1))


@pytest.mark.parametrize(
    "reference", ["TD-10002", "XX-10001", "TD-", "TD-1", "10009", "", "TD-\u0661\u0660\u0660\u0660\u0661", "TD-" + "9" * 40, "x"]
)
def test_there_is_no_ticket_of_a_wrong_reference(store: SqlStore, reference: str) -> None:
    opened(store)
    with store.connection() as connection:
        assert Listings(connection).ticket(reference) is None
        assert Listings(connection).ticket("td-10001") is not None


def test_rulebooks_are_kept_and_the_newest_is_in_force(store: SqlStore) -> None:
    with store.transaction() as tx:
        assert (tx.revisions.active_sha(), tx.revisions.active_revision()) == (None, None)
        tx.revisions.publish(NewRevision("one", {"desk.yaml": "é"}, "me"), START)
        tx.revisions.publish(NewRevision("two", {"desk.yaml": "ü"}, "me", "\x00why"), START)
        number = tx.revisions.publish(NewRevision("one", {"desk.yaml": "é"}, "me"), START)
        active = tx.revisions.active_revision()
        history = tx.revisions.history()
    assert active is not None
    assert (active.sha, dict(active.files), active.published_at) == ("one", {"desk.yaml": "é"}, START)
    assert [(r.sha, r.note) for r in history] == [("one", ""), ("two", "why"), ("one", "")]
    assert history[0].id == number == active.id


def test_all_or_nothing(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:
        tx.ledger.set_cursor("m", Cursor(1, 1, 1))
        tx.ledger.keep("m", 1, [kept(1)], START)
        raise ZeroDivisionError
    with store.transaction() as tx:
        assert tx.ledger.cursor("m") is None
        assert tx.ledger.known_uids("m", 1) == set()


def test_settling_a_mail_that_is_gone_changes_nothing(store: SqlStore) -> None:
    from mailbot.ports import Job

    with store.transaction() as tx:
        tx.outbox.settle(Settled(Job(9, 9, "me", 1), "dead", "x", START, None))
        assert tx.outbox.owed([9]) == []
        assert tx.outbox.thread(9, "x") == ()
    with store.connection() as connection:
        assert Listings(connection).outbox_one(9) is None
        assert Listings(connection).inbound_one(9) is None
        assert Listings(connection).raw(9) is None


def test_an_upgrade_of_a_current_database_changes_nothing(store: SqlStore) -> None:
    assert upgrade(store) is SchemaState.CURRENT
    assert state_of(store) is SchemaState.CURRENT


@pytest.mark.parametrize(("version", "state"), [("9999", SchemaState.UNKNOWN), (HEAD, SchemaState.CURRENT)])
def test_a_database_of_another_version_is_known_as_such(store: SqlStore, version: str, state: SchemaState) -> None:
    with store.connection() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")
        connection.exec_driver_sql(f"UPDATE program SET revision = '{version}'")
    assert state_of(store) is state
    with store.connection() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    assert state_of(store) is SchemaState.UNKNOWN


def test_the_urls_that_are_understood() -> None:
    assert database_url("postgres://u:p@h/d").drivername == "postgresql+psycopg"
    assert database_url("postgresql://h/d").drivername == "postgresql+psycopg"
    assert database_url("sqlite:///x.db").database == "x.db"
    for wrong in ("mysql://u:secret@h/d", "nothing", "", "postgresql+asyncpg://h/d"):
        with pytest.raises(ValueError, match=r"sqlite|database") as raised:
            database_url(wrong)
        assert "secret" not in str(raised.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_keeps_nothing_is_refused(url: str) -> None:
    with pytest.raises(StoreTrouble, match="keeps nothing"):
        SqlStore(database_url(url))


def test_the_reason_of_a_mail_quotes_words_of_the_mail_alone() -> None:
    rules = [
        ["topic", "something found", ["grenade", "at the well"], True],
        ["urgency", "mines", ["topic=ma_incident"], True],
        ["routing", "the rest", ["always"], True],
        ["country", "Mali", ["Gao"], False],
    ]
    assert reasons_from_text(json.dumps({"gates": [], "rules": rules})) == (
        "topic: something found (grenade, at the well)",
        "urgency: mines",
        "routing: the rest",
    )
