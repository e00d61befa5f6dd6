"""All that is somebody's in one mail: on real servers, with the commands as processes of their own, and a clock put forward."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from mailbot.adapters.rule_files import shipped_rules
from mailbot.demo.smtp_sink import Received, SmtpSink
from tests.journeys.desk import Desk, ImapServer, parsed, request_mail, text_of
from tests.journeys.later import run_later
from tests.journeys.test_absence_journeys import GRACE
from tests.journeys.test_digest_journeys import request_reply, tap_answer
from tests.tapping import send

KASSALA = "Who coordinates mine clearance in Kassala, Sudan?"


@pytest.fixture
def looking(tmp_path: Path, database: str, mailbox: tuple[ImapServer, str], sink: SmtpSink) -> Iterator[Desk]:
    """A desk whose coordinator of Sudan has an overview each day in Nairobi, where each day is worked, whenever it runs."""
    rules = tmp_path / "rules"
    copytree(shipped_rules(), rules)
    path = rules / "desk.yaml"
    said, found = re.subn(r"(east-africa@\S+, name: Grace Wanjiru)", r"\1, overview: '07:30'", path.read_text(encoding="utf-8"))
    said, days = re.subn(r"(nairobi: .*), country: KE", r"\1, weekend: []", said)
    assert found == days == 1
    path.write_text(said, encoding="utf-8")
    yield Desk(tmp_path, database, mailbox[1], sink, MAILBOT_RULES=str(rules))


def overviews(desk: Desk) -> list[Received]:
    return [mail for mail in desk.received_by(GRACE) if ".overview." in str(parsed(mail)["Message-ID"])]


def test_a_week_with_overviews(looking: Desk, mailbox: tuple[ImapServer, str]) -> None:
    desk, (imap, _) = looking, mailbox
    for number in (1, 2):
        imap.deliver(request_mail(number, text=KASSALA))
    desk.run_once()
    assert overviews(desk) == []

    # Nothing runs for two days. Then one overview comes, not one for each of them.
    run_later(desk, timedelta(days=2))
    (told,) = overviews(desk)
    text = text_of(told)
    assert text.count("Sudan\n") == 2
    assert " UTC+3\n" in text
    assert KASSALA not in text
    assert len(told.data) < 20_000

    # She answers one by its link; what she writes to all of them is asked back.
    imap.deliver(send(tap_answer(told.data), "Gmail, Android", sender=GRACE))
    imap.deliver(request_reply(parsed(told), "And so do yours.", sender=GRACE))
    run_later(desk, timedelta(days=2), "poll", "process", "send")
    answers = [mail for number in (1, 2) for mail in desk.received_by(f"amina{number}@field.example.net")]
    assert [text_of(mail).strip() for mail in answers].count("Signs and tape leave on Monday.") == 1
    assert "it belongs to none of them" in text_of(desk.received_by(GRACE)[-1])

    # The next one says for whom she waits.
    run_later(desk, timedelta(days=4))
    assert len(overviews(desk)) == 2
    assert "We wait for the requester\n" in text_of(overviews(desk)[1])
