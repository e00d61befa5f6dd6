"""A coordinator reads every moment on his own clock, people outside in UTC."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from mailbot.core.desk import LANGUAGES
from tests.fakes import START
from tests.mails import AWA, mail, reply, text_of
from tests.rulebooks import LEAD, MALI, SMALL
from tests.stage import Stage

CALENDARS = """
calendars:
  amman: {timezone: Asia/Amman, hours: '08:00-16:00'}
  kathmandu: {timezone: Asia/Kathmandu}
"""


def rules(language: str = "en", **more: str) -> Mapping[str, str]:
    """The small desk whose lead lives in Amman and speaks a language."""
    said = "".join(f", {key}: {value}" for key, value in more.items())
    desk = SMALL["desk.yaml"].replace("name: Lena Lead}", f"name: Lena Lead, language: {language}, calendar: amman{said}}}")
    desk = desk.replace("language: fr}", "language: en, calendar: kathmandu}")
    return {**SMALL, "desk.yaml": desk + CALENDARS}


@pytest.fixture
def stage(store: Any) -> Stage:
    return Stage(store, rules=rules())


def test_an_owner_reads_the_deadline_on_his_clock_and_the_requester_in_utc(stage: Stage) -> None:
    stage.arrive_one(mail())
    assert stage.ticket("TD-10001")["due_at"] == datetime(2026, 2, 6, 9, tzinfo=UTC)
    assert "Answer by: Friday 6 February 2026, 12:00 UTC+3\n" in text_of(stage.sent_to(LEAD))
    assert "by Friday 6 February 2026, 09:00 UTC\n" in text_of(stage.sent_to(AWA))


def test_who_gets_a_ticket_reads_its_deadline_and_story_on_his_own_clock(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#urgency high #to {MALI}"))
    text = text_of(stage.sent_to(MALI))
    assert "Tuesday 3 February 2026, 14:45 UTC+5:45 · Request · Awa Toure" in text
    assert "UTC\n" not in text
    assert "UTC+3" not in text


def test_a_day_that_a_coordinator_names_begins_where_he_is(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), "#snooze 10.2.2026"))
    assert stage.ticket("TD-10001")["due_at"] == datetime(2026, 2, 9, 21, tzinfo=UTC)
    assert "Tuesday 10 February 2026, 00:00 UTC+3" in text_of(stage.sent_to(LEAD))


def test_tomorrow_is_the_next_day_of_who_says_it(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.clock.move(datetime(2026, 2, 3, 22, tzinfo=UTC) - START)  # Wednesday in Amman
    stage.arrive_one(reply(stage.sent_to(LEAD), "#wait tomorrow"))
    assert stage.ticket("TD-10001")["due_at"] == datetime(2026, 2, 4, 21, tzinfo=UTC)
    assert "Thursday 5 February 2026, 00:00 UTC+3" in text_of(stage.sent_to(LEAD))


def test_a_digest_and_the_file_of_a_story_too(stage: Stage) -> None:
    stage.publish(rules(digest="['14:00']"))
    stage.arrive(mail(subject="One"), mail("A second question of ours", subject="Two"))
    stage.clock.move(datetime(2026, 2, 3, 11, tzinfo=UTC) - START)
    stage.deliver()
    assert "Answer by: Fri 6 February, 12:00 UTC+3" in text_of(stage.sent_to(LEAD))
    stage.publish(rules())
    stage.arrive_one(mail("It is long. " * 100, subject="Three"))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#attachments"))
    (story,) = message_from_bytes(stage.transport.to(LEAD)[-2], policy=default).iter_attachments()
    assert "14:00 UTC+3 · Request · Awa Toure" in story.get_content()


def test_a_mail_to_who_has_no_calendar_is_in_utc(store: Any) -> None:
    stage = Stage(store)
    stage.arrive_one(mail())
    assert "Answer by: Friday 6 February 2026, 09:00 UTC\n" in text_of(stage.sent_to(LEAD))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_zone(store: Any, language: str) -> None:
    stage = Stage(store, rules=rules(language))
    stage.arrive_one(mail())
    assert "12:00 UTC+3" in text_of(stage.sent_to(LEAD))
    assert "09:00" not in text_of(stage.sent_to(LEAD))
