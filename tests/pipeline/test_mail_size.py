"""A coordinator on a thin line has mails of the size that the desk file says; what does not fit is sent when asked for."""

from email.message import EmailMessage

import pytest

from tests.mails import AWA, mail, parse, reply, text_of
from tests.rulebooks import LEAD, SMALL
from tests.stage import Stage

WORDS = {
    "en": "We need signs and tape for our field. ",
    "ar": "نحتاج إلى علامات وأشرطة لحقلنا. ",
    "ru": "Нам нужны знаки и лента. ",
}


def sized(stage: Stage, size: int | None, language: str = "en") -> None:
    """Lena's mails have this size, or the usual one."""
    said = f", language: {language}" + (f", mail_size: {size}" if size else "")
    stage.publish({**SMALL, "desk.yaml": SMALL["desk.yaml"].replace("name: Lena Lead", f"name: Lena Lead{said}")})


def parts(raw: bytes) -> list[str]:
    return [str(part.get_content()) for part in parse(raw).walk() if part.get_content_maintype() == "text"]


def octets(raw: bytes) -> int:
    return sum(len(part.replace("\r\n", "\n").encode()) for part in parts(raw))


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("size", [None, 15, 40])
def test_no_mail_is_larger_than_it_may_be(stage: Stage, language: str, size: int | None) -> None:
    sized(stage, size, language)
    text = "".join(f"{number}: {WORDS[language] * 5}\n" for number in range(200))
    stage.arrive_one(mail(text))
    stage.arrive_one(reply(stage.sent_to(AWA), f"And again.\n{text}"))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#history"))
    limit = (size or 20) * 1000
    sent = {str(parse(raw)["Message-ID"]).split(".")[1]: octets(raw) for raw in stage.transport.to(LEAD)}
    assert {kind: most for kind, most in sent.items() if most > limit} == {}
    assert sent["route"] > limit * 0.8
    assert stage.complaints == []


def test_what_is_left_out_is_told_and_comes_when_asked_for(stage: Stage) -> None:
    text = "".join(f"line {number} of a long request\n" for number in range(900))
    stage.arrive_one(mail(text))
    routed = text_of(stage.sent_to(LEAD))
    assert "line 0 of a long request" in routed
    assert "line 899" not in routed
    assert "kB are left out. Reply with #attachments" in routed
    stage.arrive_one(reply(stage.sent_to(LEAD), "#attachments"))
    files = [part for part in parse(stage.transport.to(LEAD)[1]).iter_attachments() if isinstance(part, EmailMessage)]
    (story,) = files
    assert story.get_filename() == "TD-10001.txt"
    assert text.strip() in str(story.get_content()).replace("\r\n", "\n")
    assert "Tuesday 3 February 2026, 09:00 UTC · Request · Awa Toure" in str(story.get_content())


def test_a_mail_that_fits_is_whole_and_says_nothing_of_it(stage: Stage) -> None:
    stage.arrive_one(mail("line of a request\n" * 100))
    routed = text_of(stage.sent_to(LEAD))
    assert routed.count("line of a request") == 100
    assert "left out" not in routed


def test_of_a_story_the_newest_stays(stage: Stage) -> None:
    stage.arrive_one(mail("old line\n" * 4000))
    stage.arrive_one(reply(stage.sent_to(AWA), "new line\n" * 100))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#history", minutes=90))
    told = text_of(stage.transport.to(LEAD)[2])
    assert told.count("new line") == 100
    assert 0 < told.count("old line") < 4000
    assert "left out" in told


def test_the_text_of_a_restricted_request_comes_as_a_file_to_its_owner_alone(stage: Stage) -> None:
    stage.arrive_one(mail("I write for a survivor.\n" + "line\n" * 300))
    assert "line" not in text_of(stage.sent_to(LEAD)).split()
    stage.arrive_one(reply(stage.sent_to(LEAD), "#attachments"))
    (story,) = parse(stage.transport.to(LEAD)[1]).iter_attachments()
    assert str(story.get_content()).count("line") == 300


def test_an_answer_is_never_cut(stage: Stage) -> None:
    stage.arrive_one(mail())
    answer = "A long answer.\n" * 3000
    stage.arrive_one(reply(stage.sent_to(LEAD), answer))
    assert text_of(stage.sent_to(AWA)).strip() == answer.strip()
