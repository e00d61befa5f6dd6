"""The keys: counted, wrapped anew, and asked for in one clear line."""

from pathlib import Path
from shutil import copyfile

import pytest

from tests.cli.conftest import Command
from tests.mails import mail

FIRST, NEXT = "first-master-key-of-32-bytes-or-more", "next-master-key-of-32-bytes-or-more."


def counts(out: str) -> list[int]:
    """Under today's master key, under the one before, unwrapped."""
    return [int(line.split()[-1]) for line in out.splitlines()[:3]]


@pytest.fixture
def kept(mailbot: Command, tmp_path: Path) -> None:
    """A database with a mail, without a master key."""
    (tmp_path / "a.eml").write_bytes(mail("A planted question?"))
    assert mailbot("ingest", str(tmp_path / "a.eml")).out == "1 kept\n"


def test_keys_are_wrapped_step_by_step(mailbot: Command, kept: None) -> None:
    said = mailbot("keys", "check")
    assert (said.code, said.out.splitlines()[3]) == (0, "all can be opened")
    assert counts(said.out) == [0, 0, 2]  # the mail's, and the one of the hashes
    said = mailbot("keys", "rotate")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert said.err.startswith("mailbot: MAILBOT_MASTER_KEY: is not set; it is what wraps the keys")
    assert mailbot("keys", "rotate", MAILBOT_MASTER_KEY=FIRST).out == "2 keys were wrapped anew\n"
    assert mailbot("keys", "rotate").out == "all keys were wrapped with MAILBOT_MASTER_KEY already\n"
    assert counts(mailbot("keys", "check").out) == [2, 0, 0]
    assert counts(mailbot("keys", "check", MAILBOT_MASTER_KEY=NEXT, MAILBOT_MASTER_KEY_OLD=FIRST).out) == [0, 2, 0]
    assert mailbot("keys", "rotate").out == "2 keys were wrapped anew\n"
    said = mailbot("keys", "check", MAILBOT_MASTER_KEY_OLD="")
    assert (said.code, counts(said.out)) == (0, [2, 0, 0])
    assert mailbot("inbound", "raw", "1").out.replace("\r\n", "\n").endswith("A planted question?\n")


@pytest.mark.parametrize("command", [("inbound", "list"), ("keys", "check"), ("keys", "rotate"), ("ingest", "a.eml")])
def test_the_wrong_master_key_is_one_clear_line(mailbot: Command, kept: None, command: tuple[str, ...]) -> None:
    mailbot("keys", "rotate", MAILBOT_MASTER_KEY=FIRST)
    said = mailbot(*command, MAILBOT_MASTER_KEY=NEXT)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "mailbot: MAILBOT_MASTER_KEY: does not open 2 keys: set the one that does; while it is rotated, "
        "MAILBOT_MASTER_KEY_OLD is the one before\n"
    )
    said = mailbot("inbound", "list", MAILBOT_MASTER_KEY="")
    assert (said.code, said.err) == (2, "mailbot: MAILBOT_MASTER_KEY: is not set, and 2 keys are wrapped by one: set it\n")


def test_lost_keys_are_one_clear_line_and_none_are_made(mailbot: Command, kept: None, tmp_path: Path) -> None:
    keys = tmp_path / "mailbot.db.keys"
    keys.rename(tmp_path / "elsewhere.keys")
    said = mailbot("inbound", "list")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("mailbot: sqlite:///mailbot.db.keys: the keys of the database are not there: restore them")
    assert not keys.exists()
    assert mailbot("inbound", "list", MAILBOT_KEYS_URL=f"sqlite:///{tmp_path}/elsewhere.keys").code == 0


def test_keys_that_are_older_than_the_database_are_told(mailbot: Command, kept: None, tmp_path: Path) -> None:
    copyfile(tmp_path / "mailbot.db.keys", tmp_path / "older.keys")
    (tmp_path / "b.eml").write_bytes(mail("Another question?"))
    mailbot("ingest", str(tmp_path / "b.eml"))
    assert mailbot("keys", "check").code == 0
    copyfile(tmp_path / "older.keys", tmp_path / "mailbot.db.keys")
    said = mailbot("keys", "check")
    assert (said.code, said.err) == (
        1,
        "mailbot: 1 keys of what is kept are not there. Is the database an old copy, what they opened was forgotten since: "
        "forget it here too. Are the keys an old copy, restore newer ones.\n",
    )
    assert "[erased]" not in mailbot("inbound", "raw", "1").out
    said = mailbot("inbound", "raw", "2")
    assert (said.code, said.out, said.err) == (1, "", "mailbot: this is erased: its key is forgotten\n")


def test_run_says_that_the_keys_lie_readable(mailbot: Command, kept: None) -> None:
    settings = {
        "MAILBOT_SMTP_URL": "smtp://127.0.0.1:1",
        "MAILBOT_IMAP_URL": "imap://desk:hunter2@127.0.0.1:1/INBOX",
        "MAILBOT_ADDRESS": "helpdesk@desk.example.org",
        "MAILBOT_SECRET": FIRST,
    }
    line = "mailbot: MAILBOT_MASTER_KEY is not set: the keys of what is kept lie readable in the key store"
    assert mailbot("run", "--once", "--role", "clock", **settings).err.splitlines() == [line]
    assert line not in mailbot("run", "--once", "--role", "clock", MAILBOT_MASTER_KEY=FIRST).err
