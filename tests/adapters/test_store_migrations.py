"""A database of before, with mail in it, is brought to this version; nothing in it is lost."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, TableClause, column, insert, table, text
from sqlalchemy.exc import DBAPIError

import mailbot.adapters.migrations
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.blobs import compress
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.listings import Listings
from mailbot.adapters.store.schema import SchemaState, state_of, upgrade
from mailbot.adapters.store.tables import UtcDateTime
from mailbot.core.deciding.record import Record
from mailbot.ports import Conflict, NewRevision, Past
from tests.fakes import START

AT = "2026-02-03 09:00:00+00:00"
FIRST = [
    ("INSERT INTO blob (sha, codec, size, data) VALUES ('a', 'zstd', 3, :data)", {"data": compress(b"raw")}),
    (
        "INSERT INTO revision (sha, published_at, published_by, files) VALUES ('rev', :at, 'me', :files)",
        {"at": AT, "files": compress(json.dumps({"desk.yaml": "é"}).encode())},
    ),
    (
        "INSERT INTO inbound"
        " (mailbox, uidvalidity, uid, sha, size, partial, received_at, kept_at, state, disposition, reason, attempts)"
        " VALUES ('m', 1, 1, 'a', 3, false, :at, :at, 'done', 'discarded', 'why', 1)",
        {"at": AT},
    ),
    (
        "INSERT INTO decision (inbound, revision, decided_at, classification, trace) VALUES (1, 'rev', :at, '', :trace)",
        {"at": AT, "trace": '{"gates": [["noise", "why"]], "rules": []}'},
    ),
    (
        "INSERT INTO ticket (prefix, subject, status, area, topic, country, urgency, language, requester, requester_name,"
        " requester_type, owner, restricted, tags, mentions, created_at, updated_at)"
        " VALUES ('TD', 'Signs', 'new', 'none', 'none', '', 'low', 'en', 'a@x.org', '', 'other', 'me@x.org',"
        " false, '', '', :at, :at)",
        {"at": AT},
    ),
]  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def first_schema(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A database as the first version made it, with a mail that was decided."""
    if request.param == "sqlite":
        yield from made_by_the_first(f"sqlite:///{tmp_path}/old.db")
    else:
        with request.getfixturevalue("postgres").database("template1") as url:
            yield from made_by_the_first(url)


def made_by_the_first(url: str) -> Iterator[SqlStore]:
    store = SqlStore(database_url(url))
    with store.connection() as connection:
        migrate(connection, "0001")
        for statement, values in FIRST:
            connection.execute(text(statement), values)
    yield store
    store.close()


def test_a_database_of_the_first_version_keeps_its_mails_and_decisions(first_schema: SqlStore) -> None:
    assert state_of(first_schema) is SchemaState.OLDER
    assert upgrade(first_schema) is SchemaState.OLDER
    assert state_of(first_schema) is SchemaState.CURRENT
    with first_schema.transaction() as tx:
        (past,) = tx.archive.past_mails(Past(revision="rev"), 0)
        assert (past.raw, past.received_at) == (b"raw", START)
        assert past.record == Record("", "", "", '{"gates": [["noise", "why"]], "rules": []}')
        active = tx.revisions.active_revision()
        assert active is not None
        assert (active.sha, active.published_by, active.note, dict(active.files)) == ("rev", "me", "", {"desk.yaml": "é"})
        assert tx.revisions.publish(NewRevision("new", {}, "me", "why"), START) == 2
    with first_schema.connection() as connection:
        mail = Listings(connection).inbound_one(1)
        (ticket,) = Listings(connection).tickets()
    assert mail is not None
    assert (mail["reason"], mail["decision"]["trace"]["gates"]) == ("why", [["noise", "why"]])
    assert (ticket["reference"], ticket["subject"], ticket["merged_into"]) == ("TD-10001", "Signs", None)


def test_tickets_of_before_are_counted(first_schema: SqlStore) -> None:
    moved, answered, closed = (START + timedelta(hours=hours) for hours in (2, 3, 24))
    line = {"ticket": 1, "author": "you@x.org", "text": "", "attachments": "[]", "inbound": None, "changes": None}
    mail = {"ticket": 1, "recipient": "a@x.org", "recipient_key": "a", "role": "requester", "locale": "en", "hint": ""}
    due = {"effects": [{"effect": "OpenTicket", "due_at": "2026-02-06T09:00:00+00:00"}]}
    with first_schema.connection() as connection:
        migrate(connection, "0010")
        connection.execute(text("UPDATE decision SET outcome = :outcome"), {"outcome": json.dumps(due)})
        connection.execute(text("UPDATE ticket SET status = 'closed'"))
        connection.execute(
            insert(old("entry", {**line, "kind": "", "at": START})),
            [
                {**line, "kind": "request", "at": START, "author": "a@x.org", "inbound": 1},
                {**line, "kind": "event", "at": moved, "changes": '[["owner", "me@x.org", "you@x.org"]]'},
                {**line, "kind": "answer", "at": answered},
                {**line, "kind": "event", "at": closed, "changes": '[["status", "waiting", "closed"]]'},
            ],
        )
        names = {"idem_key": "k", "message_id": "m", "reply_token": "", "error": ""}
        accepted = {"kind": "ack", "state": "sent", "attempts": 1, "created_at": START, "sent_at": moved}
        row = {**mail, **names, **accepted}
        connection.execute(insert(old("outbound", row)), [row])
    upgrade(first_schema)
    with first_schema.transaction() as tx:
        (found,) = tx.statistics.opened(START, START + timedelta(seconds=1))
    assert (found.opened_at, found.acked_at, found.answered_at, found.closed_at) == (START, moved, answered, closed)
    assert found.due_at == datetime(2026, 2, 6, 9, tzinfo=UTC)
    assert (found.reassignments, found.escalations, found.reopened, found.ending) == (1, 0, 0, "")


def old(name: str, row: Mapping[str, object]) -> TableClause:
    """A table as it was, with the columns of a row: values go into it as they are, but for times."""
    return table(name, *(column(one, UtcDateTime() if isinstance(row[one], datetime) else None) for one in row))


def migrate(connection: Connection, version: str) -> None:
    """Bring a database to the schema of an older version."""
    config = Config()
    config.set_main_option("script_location", str(Path(mailbot.adapters.migrations.__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


@pytest.mark.parametrize("act", ["UPDATE revision SET sha = 'other'", "UPDATE revision SET note = 'x'", "DELETE FROM revision"])
def test_what_was_published_is_never_changed(store: SqlStore, act: str) -> None:
    with store.transaction() as tx:
        tx.revisions.publish(NewRevision("one", {}, "me"), START)
    with pytest.raises((Conflict, DBAPIError)), store.connection() as connection:
        connection.execute(text(act))
    with store.transaction() as tx:
        assert [one.sha for one in tx.revisions.history()] == ["one"]


def test_a_step_back_and_forth_again(first_schema: SqlStore) -> None:
    upgrade(first_schema)
    config = Config()
    config.set_main_option("script_location", str(Path(mailbot.adapters.migrations.__file__).parent))
    with first_schema.connection() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    assert upgrade(first_schema) is SchemaState.OLDER
    with first_schema.transaction() as tx:
        assert tx.archive.count(Past()) == 1
