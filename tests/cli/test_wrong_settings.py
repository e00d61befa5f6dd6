"""A wrong setting is one clear line that names it, before anything is opened, and never a secret (the contract)."""

import socket
from pathlib import Path

import pytest

from tests.cli.conftest import SECRET, Command

GOOD = {
    "MAILBOT_IMAP_URL": "imap://desk:hunter2@127.0.0.1:1/INBOX",
    "MAILBOT_SMTP_URL": "smtp://desk:hunter2@127.0.0.1:1",
    "MAILBOT_ADDRESS": "helpdesk@desk.example.org",
    "MAILBOT_SECRET": SECRET,
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAILBOT_IMAP_URL", "http://desk:hunter2@h/INBOX"),
        ("MAILBOT_IMAP_URL", "hunter2"),
        ("MAILBOT_IMAP_URL", "imaps://desk:hunter2@h:99999/x"),
        ("MAILBOT_IMAP_URL", "imaps://desk:hunter2@h/x?auth=magic"),
        ("MAILBOT_SMTP_URL", "imap://desk:hunter2@h"),
        ("MAILBOT_SMTP_URL", "hunter2"),
        ("MAILBOT_SMTP_URL", "smtp://desk:hunter2@"),
        ("MAILBOT_ADDRESS", "no address hunter2"),
        ("MAILBOT_ADDRESS", "a@b@c"),
        ("MAILBOT_ADDRESS", "Desk <desk@x.example>"),
        ("MAILBOT_SECRET", "hunter2"),
        ("MAILBOT_SECRET_OLD", "hunter2"),
        ("MAILBOT_MASTER_KEY", "hunter2"),
        ("MAILBOT_MASTER_KEY_OLD", "hunter2"),
        ("MAILBOT_KEYS_URL", "mysql://desk:hunter2@h/d"),
        ("MAILBOT_KEYS_URL", "hunter2"),
        ("MAILBOT_KEYS_URL", "sqlite://"),
        ("MAILBOT_KEYS_URL", "sqlite:///mailbot.db"),
        ("MAILBOT_SINCE", "yesterday"),
        ("MAILBOT_AFTER", "delete"),
        ("MAILBOT_AFTER", "move:"),
        ("MAILBOT_MAX_MESSAGE_BYTES", "many"),
        ("MAILBOT_MAX_MESSAGE_BYTES", "0"),
        ("MAILBOT_RULES", "/nowhere"),
        ("MAILBOT_TEMPLATES", "/nowhere"),
        ("DATABASE_URL", "mysql://desk:hunter2@h/d"),
        ("DATABASE_URL", "hunter2"),
        ("MAILBOT_AUTO_PUBLISH", "perhaps"),
    ],
)
def test_a_wrong_setting(mailbot: Command, tmp_path: Path, name: str, value: str) -> None:
    said = mailbot("run", "--once", **(GOOD | {name: value}))
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"mailbot: {name}: ")
    assert said.err.count("\n") == 1
    assert not {"hunter2", SECRET, "Traceback"} & set(said.err.split())
    assert "hunter2" not in said.err
    assert not list(tmp_path.glob("*.db*"))


@pytest.mark.parametrize("name", ["MAILBOT_SMTP_URL", "MAILBOT_ADDRESS", "MAILBOT_SECRET"])
def test_a_missing_setting(mailbot: Command, tmp_path: Path, name: str) -> None:
    said = mailbot("run", "--once", **{key: value for key, value in GOOD.items() if key != name})
    assert said.code == 2
    assert said.err.splitlines()[0].startswith(f"mailbot: {name}: is not set")
    assert not list(tmp_path.glob("*.db*"))


def test_all_that_is_missing_is_named_at_once(mailbot: Command) -> None:
    said = mailbot("run")
    assert said.code == 2
    assert [line.split(":")[1].strip() for line in said.err.splitlines()] == [
        "MAILBOT_ADDRESS",
        "MAILBOT_SECRET",
        "MAILBOT_SMTP_URL",
        "MAILBOT_IMAP_URL",
    ]


def test_R2_servers_that_do_not_answer_are_75_and_nothing_is_lost(mailbot: Command) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        said = mailbot("run", "--once", **(GOOD | {"MAILBOT_IMAP_URL": f"imap://desk:hunter2@127.0.0.1:{port}/INBOX"}))
    assert said.code == 75
    assert f"127.0.0.1:{port}" in said.err
    assert "hunter2" not in said.err + said.out
    assert "Traceback" not in said.err


def test_an_unreachable_database_is_75(mailbot: Command) -> None:
    pytest.importorskip("psycopg")
    said = mailbot("tickets", "list", DATABASE_URL="postgresql://desk:hunter2@127.0.0.1:1/mailbot")
    assert (said.code, said.out) == (75, "")
    assert said.err.count("\n") == 1
    assert "hunter2" not in said.err


def test_a_database_of_another_version_is_refused(mailbot: Command, tmp_path: Path) -> None:
    import sqlite3

    assert mailbot("tickets", "list").code == 0
    connection = sqlite3.connect(tmp_path / "mailbot.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("UPDATE program SET revision = '9999'")
    connection.commit()
    connection.close()
    said = mailbot("tickets", "list")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "newer mailbot" in said.err
    assert mailbot("db", "upgrade").code == 2
    assert mailbot("db", "check").code == 1


def test_rules_that_cannot_be_read_are_refused(mailbot: Command, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    said = mailbot("inspect", "-", MAILBOT_RULES=str(tmp_path / "r"))
    assert (said.code, said.err.count("\n")) == (2, 1)
    (tmp_path / "r" / "desk.yaml").write_text("name: x\n")
    assert mailbot("rules", "check").code == 1
    said = mailbot("run", "--once", **GOOD)
    assert said.code == 2
    assert "Traceback" not in said.err


def test_a_reader_of_the_desks_own_mail_cannot_be_its_coordinator(mailbot: Command, tmp_path: Path) -> None:
    mailbot("init")
    desk = tmp_path / "rules" / "desk.yaml"
    desk.write_text(desk.read_text().replace("global@duty.gpc.example.org", "helpdesk+x@desk.example.org"))
    said = mailbot("rules", "check", MAILBOT_ADDRESS="helpdesk@desk.example.org")
    assert said.code == 1
    assert "is an address of the desk" in said.out
