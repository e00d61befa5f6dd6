"""The house itself: floors, schema, documents."""

import re
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

import mailbot
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.schema import HEAD
from mailbot.adapters.store.tables import metadata
from mailbot.settings import NAMES

HOUSE = Path(mailbot.__file__).resolve().parents[1]


def test_the_floors_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(HOUSE)
    code = lint_imports(no_cache=True)
    said = capsys.readouterr().out
    assert code == EXIT_STATUS_SUCCESS, said
    assert " 0 broken" in said


def test_the_newest_migration_is_the_schema_of_this_version() -> None:
    versions = HOUSE / "mailbot" / "adapters" / "migrations" / "versions"
    found = {path.name: path.read_text(encoding="utf-8") for path in versions.glob("[0-9]*.py")}
    revisions = {re.search(r'^revision = "(.+)"', code, re.M)[1] for code in found.values()}  # type: ignore[index]  # each has one
    before = {match[1] for code in found.values() if (match := re.search(r'^down_revision = "(.+)"', code, re.M))}
    assert revisions - before == {HEAD}
    assert {name.partition("_")[0] for name in found} == revisions


def columns(store: SqlStore) -> dict[str, object]:
    with store.connection() as connection:
        seen = inspect(connection)
        return {
            table: (
                {c["name"]: (str(c["type"]), c["nullable"]) for c in seen.get_columns(table)},
                sorted((i["name"], tuple(i["column_names"]), bool(i["unique"])) for i in seen.get_indexes(table)),
                seen.get_pk_constraint(table)["constrained_columns"],
                sorted((u["name"], tuple(u["column_names"])) for u in seen.get_unique_constraints(table)),
                sorted(
                    # SQLAlchemy does not see the name of one that SQLite was given with its column
                    (f["name"] or f"fk_{table}_{'_'.join(f['constrained_columns'])}", f["referred_table"])
                    for f in seen.get_foreign_keys(table)
                ),
            )
            for table in sorted(seen.get_table_names())
            if table != "alembic_version"
        }


def definitions(store: SqlStore) -> list[str]:
    """Partial indexes in the database's own words."""
    with store.connection() as connection:
        asked = (
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            if connection.dialect.name == "sqlite"
            else "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        )
        return sorted(" ".join(row.replace('"', "").split()) for row in connection.execute(text(asked)).scalars())


def test_the_migrations_make_what_the_tables_say(store: SqlStore, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    def compare(other: SqlStore) -> None:
        with other.connection() as connection:
            metadata.create_all(connection)
        assert columns(store) == columns(other)
        assert definitions(store) == definitions(other)
        other.close()

    if store.url.get_backend_name() == "sqlite":
        compare(SqlStore(database_url(f"sqlite:///{tmp_path}/plain.db")))
    else:
        with request.getfixturevalue("postgres").database("template1") as url:
            compare(SqlStore(database_url(url)))


def test_every_setting_is_documented() -> None:
    manual = HOUSE / "docs" / "operations.md"
    if not manual.is_file():
        pytest.skip("docs/operations.md is not written yet")
    written = manual.read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in written] == []
