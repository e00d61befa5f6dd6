"""Labelled mails of our own: a line of JSON each in `mails/*.jsonl`, made into mails as programs write them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

MAILS = Path(__file__).parent / "mails"
HELD_OUT = frozenset({"A", "B"})
"""The sets that no weight is ever fitted on: their figures are the ones that say something."""
START = datetime(2025, 3, 4, 9, tzinfo=UTC)
FIELDS = ("area", "topic", "country", "urgency", "requester_type")

ATTRIBUTIONS = {
    "en": "On Mon, 3 Mar 2025 at 10:02, {who} wrote:",
    "fr": "Le lun. 3 mars 2025 à 10:02, {who} a écrit :",
    "es": "El lun, 3 mar 2025 a las 10:02, {who} escribió:",
    "pt": "Em seg., 3 de mar. de 2025 às 10:02, {who} escreveu:",
    "ru": "03.03.2025 10:02, {who} пишет:",
    "uk": "пн, 3 бер. 2025 р. о 10:02 {who} пише:",
    "ar": "في الاثنين، 3 مارس 2025 في 10:02 ص تمت كتابة ما يلي بواسطة {who}:",
}
"""The line above quoted history, as a common webmail writes it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mail and what it is: `labels` by the names of FIELDS."""

    id: str
    language: str
    raw: bytes
    labels: dict[str, str]


def read_labelled(*names: str) -> Iterator[Labelled]:
    """The mails of these sets (file names without ending), or of all."""
    for path in sorted(MAILS.glob("*.jsonl")):
        if not names or path.stem in names:
            with path.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines):
                    yield _labelled(json.loads(line), number)


def sets_to_fit(named: Sequence[str]) -> tuple[str, ...]:
    """The sets to fit on: those named, or all that are not held out. Raises ValueError for one held out or not there."""
    known = {path.stem for path in MAILS.glob("*.jsonl")} - HELD_OUT
    for name in named:
        if name not in known:
            why = "is held out, so that its figures say something" if name in HELD_OUT else "is not there"
            raise ValueError(f"set {name} {why}; fit on some of: {' '.join(sorted(known))}")
    return tuple(sorted(named or known))


def _labelled(told: dict[str, str], number: int) -> Labelled:
    return Labelled(told["id"], told["language"], _mail(told, number), {name: told[name] for name in FIELDS})


def _mail(told: dict, number: int) -> bytes:
    mail = EmailMessage(policy=SMTP)
    local, _, domain = told["from_address"].rpartition("@")
    mail["From"] = Address(told.get("from_name") or "", local, domain)
    mail["To"] = told["to"]
    mail["Subject"] = " ".join(told["subject"].split())
    mail["Date"] = START + timedelta(hours=number)
    mail["Message-ID"] = f"<{told['id'].lower()}@{domain}>"
    parts = [told["body"].rstrip()]
    if told.get("signature"):
        parts.append("-- \n" + told["signature"])
    if told.get("quoted"):
        mail["In-Reply-To"] = f"<earlier.{told['id'].lower()}@gpc.example.org>"
        who = f"GPC Help Desk <{told['to']}>"
        parts += [ATTRIBUTIONS.get(told["language"], ATTRIBUTIONS["en"]).format(who=who), _quote(told["quoted"])]
    if told.get("forwarded"):
        parts.append(_passed_on(told))
    mail.set_content("\n\n".join(parts) + "\n", cte="base64")
    return mail.as_bytes()


def _quote(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _passed_on(told: dict) -> str:
    inner = told["forwarded"]
    head = (
        f"From: {inner.get('from', '')}",
        "Date: Mon, 3 Mar 2025 at 09:00",
        f"Subject: {inner.get('subject', '')}",
        f"To: {told['from_address']}",
    )
    return "\n".join(("---------- Forwarded message ---------", *head, "", inner.get("text", "")))
