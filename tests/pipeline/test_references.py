"""A reply is known by any one thing that survives its way; one that keeps too little is asked back, never guessed at."""

from dataclasses import dataclass

import pytest

from mailbot.core.writing.identity import Keys
from tests.mails import AWA, DESK, authenticated, mail, parse, reply, text_of
from tests.rulebooks import LEAD
from tests.stage import SECRET, Stage

TEAM = "team.example.org"


@dataclass(frozen=True)
class Way:
    """What is left of the reference when a reply arrives: its plus-address, the Message-ID of ours, the number in the subject."""

    name: str
    address: bool
    id: bool
    number: bool

    def reply(self, ours: bytes, text: str, *, minutes: int = 60) -> bytes:
        """The reply as it arrives by this way."""
        return reply(
            ours,
            text,
            address="" if self.address else DESK,
            named=self.id,
            subject="" if self.number else "hello",
            minutes=minutes,
        )


SIGNED = [
    Way("everything survives", True, True, True),
    Way("a server strips the plus-part", False, True, True),
    Way("a program strips References", True, False, True),
    Way("a gateway rewrites our Message-ID", True, False, False),
    Way("only References survive", False, True, False),
]
NUMBER = Way("the plus-part and References are gone", False, False, True)
NOTHING = Way("everything is gone", False, False, False)


def by_name(way: Way) -> str:
    return way.name


@pytest.fixture
def opened(stage: Stage) -> Stage:
    """A desk with one ticket."""
    stage.arrive_one(mail())
    return stage


@pytest.mark.parametrize("way", SIGNED, ids=by_name)
def test_a_requesters_reply_joins_by_whatever_survives(opened: Stage, way: Way) -> None:
    row = opened.arrive_one(way.reply(opened.sent_to(AWA), "One more thing."))
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10001")


@pytest.mark.parametrize("way", SIGNED, ids=by_name)
def test_a_coordinators_reply_counts_by_whatever_survives(opened: Stage, way: Way) -> None:
    row = opened.arrive_one(way.reply(opened.sent_to(LEAD), "#urgency high\n\nMs Diallo leads it."))
    assert (row["disposition"], row["ticket"]) == ("answered", "TD-10001")
    assert text_of(opened.sent_to(AWA)) == "Ms Diallo leads it.\n"


def test_with_the_number_alone_the_border_servers_word_is_needed(opened: Stage) -> None:
    opened.trust()
    joined = opened.arrive_one(authenticated(NUMBER.reply(opened.transport.to(AWA)[0], "One more thing.")))
    assert (joined["disposition"], joined["ticket"]) == ("followed_up", "TD-10001")
    answered = opened.arrive_one(authenticated(NUMBER.reply(opened.transport.to(LEAD)[0], "Ms Diallo leads it."), domain=TEAM))
    assert answered["disposition"] == "answered"


def test_S3_with_the_number_alone_and_nobodys_word_a_coordinator_is_asked_and_a_requester_gets_a_new_ticket(
    opened: Stage,
) -> None:
    asked = opened.arrive_one(NUMBER.reply(opened.sent_to(LEAD), "Ms Diallo leads it."))
    assert (asked["state"], opened.owed()[-1]) == ("held", ("confirmation", LEAD))
    row = opened.arrive_one(NUMBER.reply(opened.transport.to(AWA)[0], "One more thing."))
    assert (row["disposition"], row["ticket"]) == ("opened", "TD-10002")
    assert opened.ticket("TD-10002")["mentions"] == ["TD-10001"]


def test_S3_with_nothing_left_each_is_a_new_request_and_none_is_lost(opened: Stage) -> None:
    for address in (AWA, LEAD):
        row = opened.arrive_one(NOTHING.reply(opened.transport.to(address)[0], "One more thing."))
        assert row["disposition"] == "opened"
    assert len(opened.tickets()) == 3
    assert [entry["kind"] for entry in opened.ticket("TD-10001")["entries"]] == ["request"]


@pytest.mark.parametrize("change", [str.upper, str.title])
def test_a_server_that_changes_the_case_of_an_address_changes_nothing(opened: Stage, change: object) -> None:
    assert callable(change)
    local, _, domain = str(parse(opened.sent_to(AWA))["Reply-To"]).rpartition("@")
    row = opened.arrive_one(
        reply(opened.sent_to(AWA), "More.", address=f"{change(local)}@{domain}", named=False, subject="hello")
    )
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10001")


def test_references_of_the_key_before_stay_valid_while_it_is_rotated_and_not_after(opened: Stage) -> None:
    new = b"another secret of thirty-two bytes or more, for tests"
    opened.keys = Keys(new, (SECRET,))
    assert opened.arrive_one(SIGNED[0].reply(opened.transport.to(AWA)[0], "With the old key."))["disposition"] == "followed_up"
    row = opened.arrive_one(SIGNED[0].reply(opened.transport.to(LEAD)[0], "#urgency high"))
    assert row["disposition"] == "commanded"
    opened.keys = Keys(new)
    late = opened.arrive_one(SIGNED[0].reply(opened.transport.to(AWA)[0], "With the key that is gone.", minutes=90))
    assert (late["disposition"], late["ticket"]) == ("opened", "TD-10002")
