"""Two requests that are one, and one that is two: on real servers, with the commands as processes of their own."""

from datetime import timedelta
from pathlib import Path

from mailbot.demo.coordinator import write_answer
from mailbot.demo.requester import write_again
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, parsed, request_mail, text_of
from tests.journeys.test_command_journeys import NOON

REQUESTER = "amina1@field.example.net"


def ask_twice(desk: Desk, imap: ImapServer) -> tuple[str, str, str]:
    """Amina asks twice for the same; both references, and who has the first."""
    imap.deliver(request_mail())
    imap.deliver(
        request_mail(
            2, text="Dear all,\n\ndid you get my mail? We also need poles.\n\nAmina", sender=f"Amina Osman <{REQUESTER}>"
        )
    )
    desk.run_once()
    first, second = desk.tickets()
    return first["reference"], second["reference"], first["owner"]


def test_one_who_asks_twice_has_one_request(
    tmp_path: Path, database: str, mailbox: tuple[ImapServer, str], sink: SmtpSink
) -> None:
    imap, url = mailbox
    desk = Desk(tmp_path, database, url, sink)
    first, second, owner = ask_twice(desk, imap)
    acks = desk.received_by(REQUESTER)
    routes = {reference: mail for mail in desk.received_by(owner) for reference in (first, second) if reference in subject(mail)}

    # The owner makes one of both. Amina hears nothing of it.
    imap.deliver(write_answer(routes[second].data, text=f"#merge {first}", at=NOON))
    desk.run_once()
    assert f"{second} is a part of {first} now" in text_of(desk.received_by(owner)[-1])
    assert [ticket["merged_into"] for ticket in desk.tickets()] == [None, first]
    assert len(desk.received_by(REQUESTER)) == 2

    # She replies to the acknowledgement of the second one, and the owner reads it on the first.
    imap.deliver(write_again(acks[1].data, text="Twenty poles would do.", at=NOON + timedelta(hours=1)))
    desk.run_once()
    told = desk.received_by(owner)[-1]
    assert first in subject(told)
    assert "Twenty poles would do." in text_of(told)

    # He answers by the mail of the second; she has one answer, under the first reference.
    imap.deliver(write_answer(routes[second].data, text="A truck comes on Monday.", at=NOON + timedelta(hours=2)))
    desk.run_once()
    assert text_of(desk.received_by(REQUESTER)[-1]).strip() == "A truck comes on Monday."
    assert first.lower() in str(parsed(desk.received_by(REQUESTER)[-1])["Reply-To"])

    # The story of the first tells all of it, in order.
    texts = [entry["text"] for entry in desk.ticket(first)["entries"]]
    wanted = ("we need signs and tape", "We also need poles", f"merged_into: none -> {first}", "Twenty poles", "A truck comes")
    assert [next(at for at, text in enumerate(texts) if part in text) for part in wanted] == [0, 1, 2, 4, 5]

    # Second thoughts: each is on its own again, and the second reference leads to the second.
    imap.deliver(write_answer(routes[first].data, text="#undo", at=NOON + timedelta(hours=3)))
    desk.run_once()
    assert [ticket["merged_into"] for ticket in desk.tickets()] == [None, None]
    imap.deliver(write_again(acks[1].data, text="And ten more poles.", at=NOON + timedelta(hours=4)))
    desk.run_once()
    assert "And ten more poles." in desk.ticket(second)["entries"][-1]["text"]


def test_a_new_question_on_an_old_request_becomes_one_of_its_own(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    imap, _ = best_mailbox
    imap.deliver(request_mail())
    desk.run_once()
    (old,) = desk.tickets()
    owner, reference = old["owner"], old["reference"]
    imap.deliver(write_answer(desk.received_by(owner)[0].data, text="The signs come on Monday.", at=NOON))
    desk.run_once()
    answer = desk.received_by(REQUESTER)[-1]

    # Thanks are no question.
    imap.deliver(write_again(answer.data, text="Thank you so much!", at=NOON + timedelta(hours=1)))
    desk.run_once()
    assert "#split" not in text_of(desk.received_by(owner)[-1])

    # Weeks later she replies to the same mail with something else. The owner is offered to split it off.
    asked = "We are told that families are to be evicted from their land by force next week. Whom can they ask for legal help?"
    imap.deliver(write_again(answer.data, text=asked, at=NOON + timedelta(days=20)))
    desk.run_once()
    told = desk.received_by(owner)[-1]
    assert "This may be a new question: reply with #split" in text_of(told)
    assert len(desk.tickets()) == 1

    # He does so with one line, and has the new request by a mail of its own.
    imap.deliver(write_answer(told.data, text="#split", at=NOON + timedelta(days=21)))
    desk.run_once()
    new = desk.tickets()[1]
    assert (new["area"], new["owner"], new["requester"]) == ("hlp", owner, REQUESTER)
    route, receipt = desk.received_by(owner)[-2:]
    assert asked in text_of(route)
    assert f"The mail is a request of its own now, {new['reference']}" in text_of(receipt)

    # Amina has the new reference, and each of her references leads to its own request.
    ack = desk.received_by(REQUESTER)[-1]
    assert new["reference"] in subject(ack)
    assert "evicted" not in text_of(ack)
    imap.deliver(write_again(ack.data, text="It is about sixty families.", at=NOON + timedelta(days=22)))
    imap.deliver(write_again(answer.data, text="The signs have come.", at=NOON + timedelta(days=23)))
    desk.run_once()
    assert "sixty families" in desk.ticket(new["reference"])["entries"][-1]["text"]
    assert "signs have come" in desk.ticket(reference)["entries"][-1]["text"]


def subject(mail: object) -> str:
    """The subject of a received mail."""
    return str(parsed(mail)["Subject"])  # type: ignore[arg-type]  # as `received_by` gives it
