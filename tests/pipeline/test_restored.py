"""A desk dies, and goes on from a copy: what it did since it does again, in another order, and nobody can tell."""

from collections import defaultdict
from pathlib import Path

import pytest

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.integrity import find_faults
from tests.fakes import FakeMailbox
from tests.mails import DESK, mail, parse, reply, text_of
from tests.restoring import put_back, save
from tests.rulebooks import LEAD
from tests.stage import Stage

PEOPLE = [f"asker{number}@ngo.example.org" for number in range(8)]


class Fallen:
    """A desk with two mailboxes. It is copied with two requests decided, one owed and one only kept; the rest comes after."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage, self.folder = stage, folder
        self.first, self.second = stage.mailbox, FakeMailbox("imap://other@mail.example.org/INBOX")
        for person in PEOPLE[:2]:
            stage.arrive_one(self._request(person))
        stage.arrive(self._request(PEOPLE[2]))
        self.first.put(self._request(PEOPLE[3]))
        stage.poll()
        save(stage.store, folder)
        for number, person in enumerate(PEOPLE[4:]):
            (self.first, self.second)[number % 2].put(self._request(person))
        stage.poll(self.first)
        stage.poll(self.second)
        stage.process()
        stage.deliver()
        self.acks = {person: stage.sent_to(person) for person in PEOPLE}
        self.routes = {self._asker(data): data for data in stage.transport.to(LEAD)}
        self.given = {person: self.reference(data) for person, data in self.acks.items()}

    @staticmethod
    def _request(person: str) -> bytes:
        return mail(f"Who leads in the district of {person}?", sender=person, subject=f"A question of {person}")

    @staticmethod
    def _asker(data: bytes) -> str:
        return next(person for person in PEOPLE if person in text_of(data))

    @staticmethod
    def reference(ack: bytes) -> str:
        return next(
            word.strip("[].,:")
            for word in f"{parse(ack)['Subject']} {text_of(ack)}".split()
            if word.strip("[].,:").startswith("TD-")
        )

    def restore(self, *, again: bool = True) -> Stage:
        """The same desk from its copy; it reads its mailboxes the other way round."""
        placed = put_back(self.stage.store, self.folder)
        assert placed.aside
        risen = Stage(SqlStore(self.stage.store.url))
        risen.mailbox, risen.transport, risen.clock = self.first, self.stage.transport, self.stage.clock
        if again:
            risen.poll(self.second)
            risen.poll(self.first)
            risen.process()
            risen.deliver()
        return risen

    def received(self) -> dict[str, set[tuple[str, str]]]:
        """To whom what went, of both lives: Message-IDs with what each was about."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for parcel in self.stage.transport.sent:
            about = self._asker(parcel.data) if parcel.recipient == LEAD else parcel.recipient
            found[about].add((parcel.recipient, str(parse(parcel.data)["Message-ID"])))
        return found


@pytest.fixture
def fallen(stage: Stage, tmp_path: Path) -> Fallen:
    return Fallen(stage, tmp_path / "copies")


def test_R2_a_restored_desk_has_nothing_twice_and_says_nothing_twice_under_another_name(fallen: Fallen) -> None:
    risen = fallen.restore()
    assert sorted(ticket["requester"] for ticket in risen.tickets()) == sorted(PEOPLE)
    assert [row["disposition"] for row in risen.inbound()] == ["opened"] * len(PEOPLE)
    assert {mail["state"] for mail in risen.outbox()} == {"sent"}
    assert {person: len(mails) for person, mails in fallen.received().items()} == dict.fromkeys(PEOPLE, 2)
    with risen.store.connection() as connection:
        assert find_faults(connection, full=True) == []
    risen.store.close()


def test_S3_no_reference_is_ever_given_to_two(fallen: Fallen) -> None:
    risen = fallen.restore()
    now = {ticket["reference"]: ticket["requester"] for ticket in risen.tickets()}
    lost = {reference: person for person, reference in fallen.given.items()}
    assert all(lost[reference] == person for reference, person in now.items() if reference in lost)
    assert sorted(now)[-5:] == [f"TD-{number}" for number in range(30_001, 30_006)]
    risen.store.close()


@pytest.mark.parametrize("way", ["address", "message id"])
def test_S3_replies_to_mails_of_the_lost_life_reach_the_ticket_of_their_writer(fallen: Fallen, way: str) -> None:
    """Requesters answer the first acknowledgement, and the owner what he was given to answer."""
    risen = fallen.restore()
    how = {"named": False} if way == "address" else {"address": DESK}
    for person in PEOPLE:
        row = risen.arrive_one(reply(fallen.acks[person], f"One more thing from {person}.", subject="hello", **how))
        assert (row["disposition"], risen.ticket(row["ticket"])["requester"]) == ("followed_up", person)
        row = risen.arrive_one(reply(fallen.routes[person], f"An answer for {person}.", sender=LEAD, subject="hello", **how))
        assert risen.ticket(row["ticket"])["requester"] == person
        assert f"An answer for {person}." in text_of(risen.sent_to(person))
    risen.store.close()


def test_S3_before_the_mail_is_read_again_a_reply_to_its_acknowledgement_is_a_ticket_of_its_own(fallen: Fallen) -> None:
    risen = fallen.restore(again=False)
    row = risen.arrive(reply(fallen.acks[PEOPLE[7]], "One more thing.", subject="hello"), mailbox=FakeMailbox("imap://x@y/z"))[-1]
    assert (row["disposition"], risen.ticket(row["ticket"])["requester"]) == ("opened", PEOPLE[7])
    assert row["ticket"] not in fallen.given.values()
    risen.store.close()
