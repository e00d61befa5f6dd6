"""What the sink has kept: how much, and the acknowledgements in it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from benchmarks.drain.mails import Answered
from benchmarks.drain.measured import Child

PERSON = re.compile(r"person(\d+)@")


@dataclass(frozen=True, slots=True)
class Report:
    """How many mails came, and the Message-IDs that came again."""

    mails: int
    doubled: tuple[str, ...]


def read_report(sink: Child) -> Report:
    """Have the sink write all down, and say what there is."""
    said = json.loads(sink.ask("report"))
    return Report(said["mails"], tuple(said["doubled"]))


def read_mails(spool: Path) -> Iterator[tuple[list[str], bytes]]:
    """All mails in order: recipients and bytes."""
    with spool.open("rb") as file:
        while line := file.readline():
            head = json.loads(line)
            yield head["to"], file.read(head["size"])


def read_acks(spool: Path, desk: str, below: int | None) -> Iterator[tuple[int, Answered]]:
    """The acknowledgements of requests, with the number of the request; with `below` only of the requests under it."""
    for to, raw in read_mails(spool):
        person = PERSON.match(to[0])
        if person is None or (below is not None and int(person[1]) >= below):
            continue
        mail = message_from_bytes(raw, policy=default)
        body = mail.get_body(("plain",))
        text = body.get_content() if body else ""
        yield int(person[1]), Answered(str(mail["Message-ID"]), str(mail["Reply-To"] or desk), to[0], str(mail["Subject"]), text)
