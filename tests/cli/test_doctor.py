"""`mailbot doctor`: each planted mistake is found with its mend, and nothing else is called wrong."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mailbot.adapters.templates import shipped_templates
from mailbot.demo.imap_server import EmbeddedImap
from mailbot.demo.smtp_sink import SmtpSink
from tests.adapters.test_smtp_trouble import Scripted
from tests.cli.conftest import Command
from tests.mails import mail
from tests.rulebooks import LEAD, SMALL
from tests.servers.dovecot import Dovecot, why_not
from tests.servers.scripted_imap import ScriptedImap
from tests.servers.token_endpoint import TokenEndpoint

OWN = "desk@desk.example.org"
WELL_DESK = SMALL["desk.yaml"].replace(f"coordinators: [{LEAD}]", f"coordinators: [{LEAD}, second@team.example.org]")
RECORDS = """
# what a well domain says
desk.example.org MX 10 mx.desk.example.org.
desk.example.org TXT "v=spf1 include:relay.example.net -all"
_dmarc.desk.example.org TXT v=DMARC1; p=quarantine
s1._domainkey.desk.example.org TXT v=DKIM1; k=rsa; p=MIIBIjANBg
"""


@dataclass
class Patient:
    """A desk on real servers, to be made ill."""

    folder: Path
    mailbot: Command
    stack: ExitStack
    patch: pytest.MonkeyPatch
    settings: dict[str, str] = field(default_factory=dict)
    records: str = RECORDS
    rules: dict[str, str] = field(default_factory=lambda: {**SMALL, "desk.yaml": WELL_DESK})
    options: tuple[str, ...] = ("--dkim-selector", "s1")

    def __post_init__(self) -> None:
        self.imap = self.stack.enter_context(EmbeddedImap(folders=("Archive",)))
        self.sink = self.stack.enter_context(SmtpSink())
        self.settings = {
            "DATABASE_URL": f"sqlite:///{self.folder}/mailbot.db",
            "MAILBOT_IMAP_URL": self.imap.url,
            "MAILBOT_SMTP_URL": self.sink.url,
            "MAILBOT_ADDRESS": OWN,
            "MAILBOT_SECRET": "k3y-that-signs-replies-0123456789abcdef",
            "MAILBOT_MASTER_KEY": "m4ster-key-that-wraps-9876543210zyxwvu",
            "MAILBOT_TRUSTED_AUTHSERV": "mx.desk.example.org",
            "MAILBOT_RULES": str(self.folder / "rules"),
            "MAILBOT_TEMPLATES": str(self.folder / "templates"),
            "SSL_CERT_FILE": "",
        }
        (self.folder / "rules").mkdir()
        (self.folder / "templates" / "en").mkdir(parents=True)
        self.template((shipped_templates() / "en" / "ack.txt").read_text(encoding="utf-8"))

    def template(self, text: str) -> None:
        (self.folder / "templates" / "en" / "ack.txt").write_text(text, encoding="utf-8")

    def set(self, **settings: str) -> None:
        self.settings.update(settings)

    def smtp(self, answer: Callable[[int, bytes], bytes | None], *, user: str = "", extensions: bytes = b"") -> None:
        """Another way out, which says what it is told to."""
        server = self.stack.enter_context(Scripted(answer))
        if extensions:
            server.extensions = extensions
        self.set(MAILBOT_SMTP_URL=f"smtp://{user}127.0.0.1:{server.port}")

    def scripted_imap(self, answer: Callable[[bytes, bytes], bytes | None] | None = None, **changes: Any) -> None:
        """Another way in, which says what it is told to."""
        server = ScriptedImap(answer=answer)
        for name, value in changes.items():
            setattr(server, name, value)
        self.stack.enter_context(server)
        self.set(MAILBOT_IMAP_URL=f"imap://desk:secret@127.0.0.1:{server.port}/INBOX")

    def examine(self, *more: str) -> tuple[int, list[dict[str, str]]]:
        """The exit code, and all that is not well."""
        for name, text in self.rules.items():
            (self.folder / "rules" / name).write_text(text, encoding="utf-8")
        (self.folder / "dns").write_text(self.records, encoding="utf-8")
        said = self.mailbot("doctor", "--json", "--dns-file", str(self.folder / "dns"), *self.options, *more, **self.settings)
        assert said.code in (0, 1, 75), said.err
        found = [json.loads(line) for line in said.out.splitlines()]
        assert len(found) > 10
        return said.code, [one for one in found if one["health"] != "ok"]


@pytest.fixture
def patient(mailbot: Command, empty_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Patient]:
    with ExitStack() as stack:
        yield Patient(empty_environment, mailbot, stack, monkeypatch)


Plant = Callable[[Patient], object]


def closed(patient: Patient) -> int:
    """A port on which nobody listens any more."""
    with SmtpSink() as gone:
        return gone.port


def refusing(word: bytes, answer: bytes) -> Callable[[int, bytes], bytes | None]:
    return lambda _, command: answer if command.upper().startswith(word) else None


def select_saying(told: bytes) -> Callable[[bytes, bytes], bytes | None]:
    return lambda tag, rest: told.replace(b"TAG", tag) if rest.startswith(b"SELECT") else None


def rights(letters: bytes) -> Callable[[bytes, bytes], bytes | None]:
    """A server that tells what we may do, and has a folder to move to."""
    said = {b"MYRIGHTS": b"* MYRIGHTS INBOX " + letters, b"LIST": b'* LIST () "/" Archive'}

    def answer(tag: bytes, rest: bytes) -> bytes | None:
        told = said.get(rest.split(b" ")[0].upper())
        return told + b"\r\n" + tag + b" OK done\r\n" if told is not None else None

    return answer


def full_disk(patient: Patient) -> None:
    patient.patch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(total=1 << 40, used=1 << 40, free=5 << 20))


def replace_rule(name: str, old: str, new: str) -> Plant:
    def plant(patient: Patient) -> None:
        assert old in patient.rules[name]
        patient.rules[name] = patient.rules[name].replace(old, new)

    return plant


def replace_record(old: str, new: str) -> Plant:
    def plant(patient: Patient) -> None:
        assert old in patient.records
        patient.records = patient.records.replace(old, new)

    return plant


def readable_env(patient: Patient) -> None:
    Path(".env").write_text("MAILBOT_AUTO_PUBLISH=0\n", encoding="utf-8")
    Path(".env").chmod(0o644)


def other_schema(patient: Patient) -> None:
    import sqlite3

    assert patient.mailbot("db", "upgrade", **patient.settings).code == 0
    with sqlite3.connect(patient.folder / "mailbot.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '0014'")
    database.close()


def other_master_key(patient: Patient) -> None:
    assert patient.mailbot("db", "upgrade", **patient.settings).code == 0
    patient.set(MAILBOT_MASTER_KEY="an0ther-master-key-0123456789-abcdefgh")


def other_border_server(patient: Patient) -> None:
    raw = mail("hello", extra=[("Authentication-Results", "mx.elsewhere.example.net; dmarc=pass header.from=ngo.example.org")])
    (patient.folder / "kept.eml").write_bytes(raw)
    assert patient.mailbot("ingest", str(patient.folder / "kept.eml"), **patient.settings).code == 0


def damaged_file(patient: Patient) -> None:
    (patient.folder / "mailbot.db").write_bytes(b"this is no database at all" * 100)


def no_consent(patient: Patient) -> None:
    endpoint = patient.stack.enter_context(TokenEndpoint(lambda form: (400, {"error": "invalid_grant"})))
    patient.set(
        MAILBOT_IMAP_URL=f"{patient.imap.url}?auth=xoauth2".replace(":secret@", "@"),
        MAILBOT_OAUTH_TOKEN_URL=endpoint.url,
        MAILBOT_OAUTH_CLIENT_ID="client",
        MAILBOT_OAUTH_REFRESH_TOKEN="r3fresh",
    )


ACL = b"IMAP4rev1 IDLE UIDPLUS MOVE ACL"
FUTURE = datetime.now(UTC) + timedelta(hours=1)
READ_ONLY = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\nTAG OK [READ-ONLY] done\r\n"
NO_FLAGS = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [PERMANENTFLAGS ()] none\r\nTAG OK [READ-WRITE] done\r\n"
NO_NUMBERS = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 0] ok\r\nTAG OK [READ-WRITE] done\r\n"
LOGIN = b"250-x.example\r\n250-AUTH PLAIN\r\n250 SIZE\r\n"
SMALL_SIZE = b"250-x.example\r\n250 SIZE 1000000\r\n"

PLANTED: dict[str, tuple[str, str, Plant]] = {
    "nobody listens at the IMAP port": (
        *("imap.login", "away"),
        lambda p: p.set(MAILBOT_IMAP_URL=f"imap://desk:secret@127.0.0.1:{closed(p)}/INBOX"),
    ),
    "another IMAP password": ("imap.login", "bad", lambda p: p.set(MAILBOT_IMAP_URL=p.imap.url.replace("secret", "s3cret"))),
    "TLS at a plain IMAP port": ("imap.login", "bad", lambda p: p.set(MAILBOT_IMAP_URL=p.imap.url.replace("imap:", "imaps:"))),
    "a folder that is not there": ("imap.login", "bad", lambda p: p.set(MAILBOT_IMAP_URL=p.imap.url.replace("INBOX", "Inbocks"))),
    "a mailbox that may only be read": ("imap.login", "bad", lambda p: p.scripted_imap(select_saying(READ_ONLY))),
    "no right to mark mails": ("imap.rights", "bad", lambda p: p.scripted_imap(select_saying(NO_FLAGS))),
    "no right to mark mails, by ACL": ("imap.rights", "bad", lambda p: p.scripted_imap(rights(b"lr"), capabilities=ACL)),
    "no right to move mails, by ACL": (
        *("imap.rights", "bad"),
        lambda p: (p.scripted_imap(rights(b"lrs"), capabilities=ACL), p.set(MAILBOT_AFTER="move:Archive")),
    ),
    "moved mails that stay": (
        *("imap.move", "warn"),
        lambda p: (p.scripted_imap(rights(b""), capabilities=b"IMAP4rev1 IDLE"), p.set(MAILBOT_AFTER="move:Archive")),
    ),
    "no lasting UIDs": ("imap.uidvalidity", "bad", lambda p: p.scripted_imap(select_saying(NO_NUMBERS))),
    "no IDLE": ("imap.idle", "warn", lambda p: p.scripted_imap(capabilities=b"IMAP4rev1 UIDPLUS")),
    "a folder to move to that is not there": ("imap.target", "bad", lambda p: p.set(MAILBOT_AFTER="move:Archiv")),
    "a clock that is slow": ("clock", "bad", lambda p: p.imap.deliver(mail("hello"), at=FUTURE)),
    "a clock that the relay contradicts": (
        *("clock", "bad"),
        lambda p: p.smtp(greeting_at("Mon, 05 Jan 2015 10:00:00 +0000")),
    ),
    "nobody listens at the SMTP port": ("smtp.login", "away", lambda p: p.set(MAILBOT_SMTP_URL=f"smtp://127.0.0.1:{closed(p)}")),
    "TLS at a plain SMTP port": ("smtp.login", "bad", lambda p: p.set(MAILBOT_SMTP_URL=p.sink.url.replace("smtp:", "smtps:"))),
    "a login where none is offered": ("smtp.login", "bad", lambda p: p.smtp(lambda n, c: None, user="desk:pw@")),
    "another SMTP password": (
        *("smtp.login", "bad"),
        lambda p: p.smtp(refusing(b"AUTH", b"535 5.7.8 no\r\n"), user="desk:pw@", extensions=LOGIN),
    ),
    "a sender that is refused": ("smtp.sender", "bad", lambda p: p.smtp(refusing(b"MAIL FROM:<DESK", b"553 5.7.1 not you\r\n"))),
    "a limit of the server on what we send": (
        *("smtp.sender", "warn"),
        lambda p: p.smtp(refusing(b"MAIL FROM:<DESK", b"550 5.4.5 Daily user sending limit exceeded\r\n")),
    ),
    "an address that is not there": ("smtp.recipient", "bad", lambda p: p.smtp(refusing(b"RCPT", b"550 5.1.1 nobody\r\n"))),
    "a relay that wants a login": ("smtp.recipient", "bad", lambda p: p.smtp(refusing(b"RCPT", b"530 5.7.0 log in\r\n"))),
    "no plus-addressing": ("smtp.plus", "bad", lambda p: p.smtp(refusing(b"RCPT TO:<DESK+", b"550 5.1.1 nobody\r\n"))),
    "no null path": ("smtp.null_path", "warn", lambda p: p.smtp(refusing(b"MAIL FROM:<>", b"550 5.7.1 no\r\n"))),
    "small mails alone": ("smtp.size", "warn", lambda p: p.smtp(lambda n, c: None, extensions=SMALL_SIZE)),
    "a login of another name": (
        *("smtp.identity", "warn"),
        lambda p: p.smtp(refusing(b"AUTH", b"235 2.7.0 yes\r\n"), user="other%40desk.example.org:pw@", extensions=LOGIN),
    ),
    "no MX": ("dns.mx", "bad", replace_record("desk.example.org MX 10", "else.example.org MX 10")),
    "a null MX": ("dns.mx", "bad", replace_record("MX 10 mx.desk.example.org.", "MX 0 .")),
    "no SPF": ("dns.spf", "bad", replace_record("v=spf1", "v=nothing")),
    "SPF for everybody": ("dns.spf", "bad", replace_record("-all", "+all")),
    "SPF for nobody": ("dns.spf", "bad", replace_record("include:relay.example.net ", "")),
    "two SPF records": ("dns.spf", "bad", replace_record("_dmarc", "desk.example.org TXT v=spf1 -all\n_dmarc")),
    "SPF without an end": ("dns.spf", "warn", replace_record(" -all", "")),
    "no DMARC": ("dns.dmarc", "bad", replace_record("v=DMARC1", "nothing")),
    "DMARC without a policy": ("dns.dmarc", "warn", replace_record("quarantine", "none")),
    "no DKIM": ("dns.dkim", "bad", replace_record("s1._domainkey", "s2._domainkey")),
    "a revoked DKIM key": ("dns.dkim", "bad", replace_record("p=MIIBIjANBg", "p=")),
    "a disk that is nearly full": ("machine.disk", "bad", full_disk),
    "a template that is broken": ("templates", "bad", lambda p: p.template("Subject: {{ refrence }}\n\nHello\n")),
    "a rule that is broken": ("rules", "bad", replace_rule("topic.yaml", "words: [survivor]", "wrods: [survivor]")),
    "a desk without anybody": (
        *("rules", "bad"),
        replace_rule("desk.yaml", "coordinators: [mali@team.example.org, second@team.example.org]", "coordinators: []"),
    ),
    "an area without a lead": (
        *("rules", "bad"),
        replace_rule("desk.yaml", "name: Mines, lead: global", "name: Mines, lead: nobody"),
    ),
    "a time zone that there is not": (
        *("rules", "bad"),
        replace_rule("desk.yaml", "areas:", "calendars:\n  - {id: work, timezone: Africa/Timbuktu2}\nareas:"),
    ),
    "a coordinator who is the desk": ("rules", "bad", replace_rule("desk.yaml", "mali@team.example.org", OWN)),
    "a lead whom nobody can stand in for": (
        *("rules.global_lead", "warn"),
        replace_rule("desk.yaml", f"[{LEAD}, second@team.example.org]", f"[{LEAD}]"),
    ),
    "a secret that can be guessed": ("settings.secret", "bad", lambda p: p.set(MAILBOT_SECRET="abcabcabc" * 5)),
    "one secret for all": ("settings.secret", "bad", lambda p: p.set(MAILBOT_SECRET=p.settings["MAILBOT_MASTER_KEY"])),
    "settings that others may read": ("settings.env", "bad", readable_env),
    "no border server": ("settings.authserv", "warn", lambda p: p.set(MAILBOT_TRUSTED_AUTHSERV="")),
    "another border server": ("settings.authserv_seen", "bad", other_border_server),
    "a database of before": ("database.schema", "bad", other_schema),
    "a folder of the database that is not there": (
        *("database.schema", "bad"),
        lambda p: p.set(DATABASE_URL=f"sqlite:///{p.folder}/nowhere/mailbot.db"),
    ),
    "a file that is no database": ("database", "away", damaged_file),
    "another master key": ("database.keys", "bad", other_master_key),
    "no consent for tokens": ("oauth", "bad", no_consent),
}  # fmt: skip


def greeting_at(date: str) -> Callable[[int, bytes], bytes | None]:
    return lambda _, command: f"220 mx.example ESMTP ready; {date}\r\n".encode() if command == b"" else None


@pytest.mark.parametrize("mistake", PLANTED)
def test_a_planted_mistake_is_found_and_nothing_else(patient: Patient, mistake: str) -> None:
    what, health, plant = PLANTED[mistake]
    plant(patient)
    code, found = patient.examine()
    assert {(one["what"], one["health"]) for one in found} == {(what, health)}
    assert all(one["said"] and one["mend"] for one in found)
    assert code == {"bad": 1, "away": 75, "warn": 0}[health]


def test_a_desk_that_is_well_is_called_well_and_nothing_is_changed(patient: Patient) -> None:
    assert patient.examine() == (0, [])
    assert patient.sink.mails == ()
    assert not (patient.folder / "mailbot.db").exists()
    assert patient.mailbot("db", "upgrade", **patient.settings).code == 0
    assert patient.examine() == (0, [])


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_desk_on_dovecot_is_called_well(patient: Patient) -> None:
    with Dovecot() as dovecot:
        dovecot.deliver(mail("hello"))
        dovecot.folder(folder="Archive")
        patient.set(MAILBOT_IMAP_URL=dovecot.url(), MAILBOT_AFTER="move:Archive")
        assert patient.examine() == (0, [])
        assert len(dovecot.held()) == 1


def test_without_a_master_key_readable_files_are_told(patient: Patient) -> None:
    patient.set(MAILBOT_MASTER_KEY="")
    assert patient.mailbot("db", "upgrade", **patient.settings).code == 0
    (patient.folder / "mailbot.db.keys").chmod(0o644)
    code, found = patient.examine()
    assert (code, {one["what"] for one in found}) == (0, {"settings.master_key", "database.files"})


def test_a_test_mail_leaves_where_it_is_asked_for(patient: Patient) -> None:
    assert patient.examine("--send-test", "someone@elsewhere.example.net") == (0, [])
    (sent,) = patient.sink.mails
    assert sent.rcpt_to == ("someone@elsewhere.example.net",)
    assert b"Auto-Submitted: auto-generated" in sent.data


def test_a_mail_to_our_plus_address_is_looked_for(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.wiring.doctor.trying.WITHIN", 0.5)
    code, found = patient.examine("--deliver")
    assert (code, [one["what"] for one in found]) == (1, ["deliver"])
    with SmtpSink(on_mail=lambda received: patient.imap.deliver(received.data) and None) as relay:
        patient.set(MAILBOT_SMTP_URL=relay.url)
        monkeypatch.setattr("mailbot.wiring.doctor.trying.WITHIN", 30.0)
        assert patient.examine("--deliver") == (0, [])


def test_for_a_person_it_says_what_to_do(patient: Patient) -> None:
    patient.records = ""
    patient.examine()
    said = patient.mailbot("doctor", "--dns-file", str(patient.folder / "dns"))
    assert said.code == 1
    assert "BAD  dns.spf (desk.example.org): has no SPF record" in said.out
    assert "     mend: add a TXT record such as" in said.out


def test_records_that_cannot_be_read_are_one_line(patient: Patient) -> None:
    patient.records = "desk.example.org A 192.0.2.1\n"
    (patient.folder / "dns").write_text(patient.records, encoding="utf-8")
    said = patient.mailbot("doctor", "--dns-file", str(patient.folder / "dns"), **patient.settings)
    assert said.code == 2
    assert said.err.endswith("dns:1: write `name TXT value` or `name MX 10 host`\n")
    assert "Traceback" not in said.err


def test_no_secret_is_told(patient: Patient) -> None:
    patient.set(MAILBOT_IMAP_URL=patient.imap.url.replace("secret", "s3cr3tpass"))
    said = patient.mailbot("doctor", "--json", "--dns-file", "/dev/null", **patient.settings)
    for secret in ("s3cr3tpass", patient.settings["MAILBOT_SECRET"], patient.settings["MAILBOT_MASTER_KEY"]):
        assert secret not in said.out + said.err
