"""`mailbot db backup`, `restore` and `check` as their operator meets them, at three in the morning too."""

import json
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from mailbot.adapters.backup.folder import CONTENT, KEYS, copies_in
from tests.cli.conftest import Command
from tests.mails import mail


@pytest.fixture
def kept(mailbot: Command, empty_environment: Path) -> Path:
    """A desk with one mail, and its folder."""
    (empty_environment / "one.eml").write_bytes(mail())
    assert mailbot("ingest", "one.eml").code == 0
    return empty_environment


def test_a_backup_is_restored_into_an_empty_place(mailbot: Command, kept: Path) -> None:
    assert mailbot("db", "backup", "copies").code == 0
    (kept / "mailbot.db").unlink()
    (kept / "mailbot.db.keys").unlink()
    said = mailbot("db", "restore", "copies")
    assert said.code == 0, said.err
    assert "the keys were restored too" in said.out
    assert "references go on at 30001" in said.out or "references go on at 20001" in said.out
    assert mailbot("inbound", "raw", "1").code == 0
    assert mailbot("keys", "check").code == 0


def test_what_is_in_use_is_replaced_by_force_alone(mailbot: Command, kept: Path) -> None:
    mailbot("db", "backup", "copies")
    refused = mailbot("db", "restore", "copies")
    assert (refused.code, "--force" in refused.err) == (2, True)
    (copy,) = copies_in(kept / "copies" / CONTENT)
    assert mailbot("db", "restore", str(copy), "--force").code == 0
    assert mailbot("db", "restore", "copies", "--copy", copy.name, "--force").code == 0
    assert len(list(kept.glob("mailbot.db.before-*"))) == 2


@pytest.mark.parametrize("named", ["nowhere", ".", "copies/keys"])
def test_a_folder_without_a_copy_is_one_line(mailbot: Command, kept: Path, named: str) -> None:
    mailbot("db", "backup", "copies")
    said = mailbot("db", "restore", named, "--force")
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert "mailbot db backup" in said.err


def test_without_any_keys_nothing_is_restored(mailbot: Command, kept: Path) -> None:
    mailbot("db", "backup", "copies", "--keys", "apart")
    assert copies_in(kept / "copies" / KEYS) == []
    (kept / "mailbot.db.keys").unlink()
    before = (kept / "mailbot.db").read_bytes()
    said = mailbot("db", "restore", "copies", "--force")
    assert (said.code, "--keys" in said.err) == (2, True)
    assert (kept / "mailbot.db").read_bytes() == before
    assert mailbot("db", "restore", "copies", "--force", "--keys", "apart").code == 0


def test_two_desks_in_one_folder_would_lose_the_keys_of_one(
    mailbot: Command, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbot("db", "backup", "copies")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///other.db")
    assert mailbot("db", "upgrade").code == 0
    said = mailbot("db", "backup", "copies")
    assert (said.code, "another database" in said.err) == (2, True)
    assert len(copies_in(kept / "copies" / KEYS)) == 1


def test_no_backup_of_nothing(mailbot: Command, empty_environment: Path) -> None:
    said = mailbot("db", "backup", "copies")
    assert (said.code, "no database of mailbot" in said.err) == (2, True)
    assert copies_in(empty_environment / "copies" / CONTENT) == []
    assert not (empty_environment / "mailbot.db").exists()


def test_mails_that_were_moved_are_told_of(mailbot: Command, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mailbot("db", "backup", "copies")
    monkeypatch.setenv("MAILBOT_AFTER", "move:Done")
    assert "move them back" in mailbot("db", "restore", "copies", "--force").out


def test_check_tells_of_damage(mailbot: Command, kept: Path) -> None:
    assert mailbot("db", "check").code == 0
    said = mailbot("db", "check", "--full", "--json")
    assert json.loads(said.out) == {"schema": "current", "revision": json.loads(said.out)["revision"], "problems": []}
    path = kept / "mailbot.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    told = mailbot("db", "check", "--full")
    assert told.code in (1, 75)
    assert "restore a backup" in told.err


def test_keys_of_before_do_not_replace_the_copy_of_those_of_today(mailbot: Command, kept: Path) -> None:
    old = (kept / "mailbot.db.keys").read_bytes()
    for number in range(70):  # more than the keys that are made ahead
        (kept / f"more{number}.eml").write_bytes(mail(subject=f"more {number}"))
    assert mailbot("ingest", *(f"more{number}.eml" for number in range(70))).code == 0
    assert mailbot("db", "backup", "copies").code == 0
    (good,) = copies_in(kept / "copies" / KEYS)
    (kept / "mailbot.db.keys").write_bytes(old)
    said = mailbot("db", "backup", "copies")
    assert (said.code, "keys check" in said.err) == (1, True), said.out
    assert list(copies_in(kept / "copies" / KEYS)) == [good]
    assert "not in the key store" in mailbot("db", "check", "--full").err


def test_check_tells_that_the_keys_are_gone(mailbot: Command, kept: Path) -> None:
    (kept / "mailbot.db.keys").unlink()
    said = mailbot("db", "check")
    assert (said.code, "mailbot.db.keys" in said.err) == (1, True)


def test_what_cannot_be_lost_is_refused(mailbot: Command, kept: Path) -> None:
    mailbot("db", "backup", "copies")
    said = mailbot("db", "restore", "copies", "--force", "--lost", "99999999999999999999")
    assert (said.code, "--lost" in said.err) == (2, True)


def test_a_database_is_its_owners_alone(kept: Path) -> None:
    modes = {path.name: path.stat().st_mode & 0o077 for path in kept.glob("mailbot.db*")}
    assert set(modes) >= {"mailbot.db", "mailbot.db.keys"}
    assert set(modes.values()) == {0}


def test_a_newer_copy_that_is_passed_over_is_named(mailbot: Command, kept: Path) -> None:
    mailbot("db", "backup", "copies")
    (old,) = copies_in(kept / "copies" / KEYS)
    aside = kept / "aside"
    copytree(old, aside)
    mailbot("db", "backup", "copies")
    (new,) = copies_in(kept / "copies" / KEYS)
    rmtree(new)
    copytree(aside, old)
    for name in ("mailbot.db", "mailbot.db.keys"):
        (kept / name).unlink()
    said = mailbot("db", "restore", "copies")
    assert said.code == 0, said.err
    newest = max(path.name for path in copies_in(kept / "copies" / CONTENT))
    assert f"a newer copy was passed over, since the copy of the keys is older than it: copies/{CONTENT}/{newest}" in said.out
