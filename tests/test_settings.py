"""The settings: from the environment, `.env`, or files."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbot.adapters.mail_url import AfterKept
from mailbot.settings import NAMES, BadSettings, Listen, Settings, load_settings, require

SECRET = "x" * 40


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


def loaded(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def test_the_defaults_are_those_of_the_contract() -> None:
    settings = load_settings()
    assert settings.database_url.get_secret_value() == "sqlite:///mailbot.db"
    assert (settings.imap, settings.smtp, settings.addresses, settings.secret) == ((), None, (), b"")
    assert (settings.since, settings.max_message_bytes, settings.auto_publish) == (None, 40 * 1024 * 1024, False)
    assert settings.trusted_authserv == frozenset()
    assert settings.after == AfterKept()


def test_every_setting_of_the_contract_is_known() -> None:
    contract = """
        DATABASE_URL MAILBOT_IMAP_URL MAILBOT_SMTP_URL MAILBOT_ADDRESS MAILBOT_SECRET MAILBOT_SECRET_OLD MAILBOT_RULES
        MAILBOT_TEMPLATES MAILBOT_AFTER MAILBOT_SINCE MAILBOT_TRUSTED_AUTHSERV MAILBOT_MAX_MESSAGE_BYTES
    """
    assert set(contract.split()) <= set(NAMES)


def test_values_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(
        monkeypatch,
        MAILBOT_IMAP_URL="imaps://a%40x.example:pw@h/INBOX\n imap://b:pw@h:1143/Other",
        MAILBOT_SMTP_URL="smtp://127.0.0.1:2525",
        MAILBOT_ADDRESS=" HelpDesk@Desk.example.org\tinfo@desk.example.org ",
        MAILBOT_SINCE="2026-01-31",
        MAILBOT_MAX_MESSAGE_BYTES="5M",
        MAILBOT_TRUSTED_AUTHSERV="MX.Desk.example.org other",
        MAILBOT_SECRET=f" {SECRET}\n",
        MAILBOT_AUTO_PUBLISH="1",
    )
    assert len(settings.imap) == 2
    assert settings.addresses == ("helpdesk@desk.example.org", "info@desk.example.org")
    assert settings.since == datetime(2026, 1, 31, tzinfo=UTC)
    assert settings.max_message_bytes == 5 << 20
    assert settings.trusted_authserv == {"mx.desk.example.org", "other"}
    assert settings.secret == SECRET.encode()
    assert settings.auto_publish is True


@pytest.mark.parametrize(
    ("value", "since"), [("all", "all"), ("now", "now"), ("2026-01-31T10:00:00+02:00", datetime(2026, 1, 31, 8, tzinfo=UTC))]
)
def test_since(monkeypatch: pytest.MonkeyPatch, value: str, since: object) -> None:
    assert loaded(monkeypatch, MAILBOT_SINCE=value).since == since


def test_an_empty_setting_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, MAILBOT_SMTP_URL="", MAILBOT_SINCE="").smtp is None


def test_the_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(f"MAILBOT_ADDRESS=file@desk.example.org\nMAILBOT_SECRET={SECRET}\n")
    assert load_settings().addresses == ("file@desk.example.org",)
    assert loaded(monkeypatch, MAILBOT_ADDRESS="env@desk.example.org").addresses == ("env@desk.example.org",)
    assert load_settings().secret == SECRET.encode()


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_can_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.setenv(f"{name}_FILE", str(tmp_path / "missing"))
    with pytest.raises(BadSettings, match=rf"^{name}_FILE: .*missing cannot be read"):
        load_settings()


def test_a_secret_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET + "\n")
    assert loaded(monkeypatch, MAILBOT_SECRET_FILE=str(tmp_path / "secret")).secret == SECRET.encode()
    with pytest.raises(BadSettings, match="leave one of them out"):
        loaded(monkeypatch, MAILBOT_SECRET=SECRET)


def test_a_file_named_in_the_env_file(tmp_path: Path) -> None:
    (tmp_path / "address").write_text("a@desk.example.org\r\n")
    Path(".env").write_text(f"MAILBOT_ADDRESS_FILE={tmp_path / 'address'}\n")
    assert load_settings().addresses == ("a@desk.example.org",)


def test_a_file_that_is_no_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"\xff\xfe")
    with pytest.raises(BadSettings, match="not UTF-8"):
        loaded(monkeypatch, MAILBOT_SECRET_FILE=str(tmp_path / "secret"))
    Path(".env").write_bytes(b"\xff\xfe")
    with pytest.raises(BadSettings, match=r"^\.env: cannot be read"):
        load_settings()


def test_A3_secrets_show_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(
        monkeypatch,
        MAILBOT_SECRET=SECRET,
        MAILBOT_SECRET_OLD="y" * 40,
        MAILBOT_IMAP_URL="imaps://desk:hunter2@h/INBOX",
        MAILBOT_SMTP_URL="smtps://desk:hunter2@h",
        DATABASE_URL="postgresql://desk:hunter2@h/d",
        MAILBOT_OAUTH_CLIENT_SECRET="hunter2",
    )
    for shown in (repr(settings), str(settings), repr(settings.imap), repr(settings.smtp)):
        assert not [secret for secret in (SECRET, "yyyy", "hunter2") if secret in shown]


def test_all_mistakes_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSettings) as raised:
        loaded(monkeypatch, MAILBOT_SINCE="x", MAILBOT_SECRET="hunter2", MAILBOT_IMAP_URL="imaps://desk:hunter2@")
    lines = str(raised.value).splitlines()
    assert [line.split(":")[0] for line in lines] == ["MAILBOT_IMAP_URL", "MAILBOT_SECRET", "MAILBOT_SINCE"]
    assert "hunter2" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_what_is_required_is_asked_for() -> None:
    with pytest.raises(BadSettings, match="MAILBOT_SECRET: is not set"):
        require(load_settings(), "MAILBOT_SECRET")
    require(load_settings())


@pytest.mark.parametrize(("after", "folder"), [("move:INBOX", "INBOX"), ("move:inbox", "INBOX"), ("move:Desk", "Desk")])
def test_a_mailbox_is_not_moved_into_itself(monkeypatch: pytest.MonkeyPatch, after: str, folder: str) -> None:
    with pytest.raises(BadSettings, match=r"MAILBOT_AFTER: .* name another"):
        loaded(monkeypatch, MAILBOT_AFTER=after, MAILBOT_IMAP_URL=f"imap://desk:secret@mail.example.org/{folder}")


def test_a_broken_env_file_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("MAILBOT_AFTER=seen\nMAILBOT_SECRET 'topsecret\n", encoding="utf-8")
    with pytest.raises(BadSettings, match=r"\.env: line 2") as wrong:
        loaded(monkeypatch)
    assert "topsecret" not in str(wrong.value)


def test_what_watching_needs_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(
        monkeypatch,
        MAILBOT_HTTP="[::1]:9464",
        MAILBOT_ALERT_WEBHOOK="https://hooks.example.org/T0/s3cr3t",
        MAILBOT_CANARY="2h",
    )
    assert settings.http == Listen("::1", 9464)
    assert settings.canary == timedelta(hours=2)
    assert settings.alert_webhook.get_secret_value() == "https://hooks.example.org/T0/s3cr3t"
    assert "s3cr3t" not in repr(settings)
    assert loaded(monkeypatch, MAILBOT_HTTP=":80").http == Listen("127.0.0.1", 80)


BAD_HOOKS = (
    *("file:///s3cr3t", "hooks.example.org/s3cr3t", "https://", "https://ex..ample/s3cr3t", "https://hooks.example.org/s3cr3t/é"),
    *("https://hôte.example.org/s3cr3t", f"https://{'a' * 64}.example.org/s3cr3t", f"https://{'a.' * 127}org/s3cr3t"),
    *("https://h.example.org:99999/s3cr3t", "https://h.example.org:abc/s3cr3t", "https://h.example.org:0/s3cr3t"),
    *("https://h.example.org:/s3cr3t", "https://h.example.org/s3cr3t and more", "https://h.example.org/\ts3cr3t"),
    *("https://user:s3cr3t@h.example.org/", "https://u@[::1/s3cr3t", "https://[::1/s3cr3t", "https://[s3cr3t]/"),
    *("https://256.1.1.1/s3cr3t", "https://12345/s3cr3t", "https://-h.example.org/s3cr3t", "https://h.example.org./s3cr3t"),
)
GOOD_HOOKS = (
    "http://localhost:8080/hook?key=%C3%A9",
    "https://[::1]:443/",
    "http://127.0.0.1",
    "https://xn--hte-2na.example.org/a",
)


@pytest.mark.parametrize("hook", GOOD_HOOKS)
def test_an_address_of_a_webhook_that_can_be_used_is_taken(monkeypatch: pytest.MonkeyPatch, hook: str) -> None:
    assert loaded(monkeypatch, MAILBOT_ALERT_WEBHOOK=hook).alert_webhook.get_secret_value() == hook


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("MAILBOT_HTTP", value) for value in ("9464", "host:", "127.0.0.1:0", "127.0.0.1:65536", "http://127.0.0.1:1")),
        *(("MAILBOT_CANARY", value) for value in ("15", "0m", "25h", "15s", "often")),
        *(("MAILBOT_ALERT_WEBHOOK", value) for value in BAD_HOOKS),
    ],
)
def test_what_watching_cannot_use_is_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=rf"^{name}: must be ") as refused:
        loaded(monkeypatch, **{name: value})
    assert "s3cr3t" not in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
