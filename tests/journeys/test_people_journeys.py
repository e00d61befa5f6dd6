"""People as they are: an owner whose mailbox is gone, a requester with two addresses, one who writes to two of ours at once."""

from datetime import UTC, datetime
from pathlib import Path

from mailbot.demo.coordinator import write_answer
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, imap_server, request_mail, text_of
from tests.pipeline.test_loops_of_mail import bounce_of

REQUESTER, OTHER = "amina1@field.example.net", "amina@home.example.net"
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def test_the_owners_mailbox_is_gone_and_somebody_else_answers(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    imap = best_mailbox[0]
    imap.deliver(request_mail())
    desk.run_once()
    (ticket,) = desk.tickets()
    owner = str(ticket["owner"])

    # His server says for good that there is nobody: the request is with somebody else before anybody has noticed.
    imap.deliver(
        bounce_of(desk.received_by(owner)[0].data, owner).replace(b"helpdesk@desk.example.org", b"helpdesk@gpc.example.org")
    )
    desk.run_once()
    deputy = str(desk.tickets()[0]["owner"])
    assert deputy != owner
    handed = desk.received_by(deputy)[-1]
    assert "we need signs and tape" in text_of(handed)
    assert len(desk.received_by(owner)) == 1
    assert len(desk.received_by(REQUESTER)) == 1

    imap.deliver(write_answer(handed.data, text="Dear Amina,\nthey leave on Monday.", at=NOON))
    desk.run_once()
    assert text_of(desk.received_by(REQUESTER)[-1]).strip() == "Dear Amina,\nthey leave on Monday."


def test_an_answer_that_comes_back_is_told_to_who_wrote_it(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    imap = best_mailbox[0]
    imap.deliver(request_mail())
    desk.run_once()
    owner = str(desk.tickets()[0]["owner"])
    imap.deliver(write_answer(desk.received_by(owner)[0].data, text="Dear Amina,\nthey leave on Monday.", at=NOON))
    desk.run_once()
    answer = desk.received_by(REQUESTER)[-1]
    assert text_of(answer).strip() == "Dear Amina,\nthey leave on Monday."

    # Amina's server has no such mailbox any more: the owner hears why, and what to do; the request stands as it stood.
    report = bounce_of(answer.data, REQUESTER).replace(b"helpdesk@desk.example.org", b"helpdesk@gpc.example.org")
    imap.deliver(report)
    desk.run_once()
    told = text_of(desk.received_by(owner)[-1])
    assert REQUESTER in told
    assert "nobody has this address" in told
    assert desk.tickets()[0]["status"] == "waiting"

    # The same report once more tells nothing new, and nobody outside hears of it.
    before = len(desk.sink.mails)
    imap.deliver(report.replace(b"Subject: ", b"Subject: again, "))
    desk.run_once()
    assert len(desk.sink.mails) == before


def test_a_requester_goes_on_from_a_second_address(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    imap = best_mailbox[0]
    imap.deliver(request_mail())
    desk.run_once()
    (first,) = desk.tickets()
    ack = desk.received_by(REQUESTER)[0]

    # From home she replies to the acknowledgement. It could be anybody: a request of its own, which names the first one.
    reply = write_answer(ack.data, text="It is urgent now, the children play there.", at=NOON)
    imap.deliver(reply.replace(REQUESTER.encode(), OTHER.encode()))
    desk.run_once()
    assert len(desk.tickets()) == 2
    second = desk.tickets()[1]
    assert (second["requester"], desk.ticket(second["reference"])["mentions"]) == (OTHER, [first["reference"]])
    assert len(desk.received_by(REQUESTER)) == 1
    routed = desk.received_by(second["owner"])[-1]
    assert f"Mentions {first['reference']}" in text_of(routed) or first["reference"] in text_of(routed)

    # The owner knows her: from now on her answers go to both addresses, and the second request is done with.
    owner = str(first["owner"])
    imap.deliver(
        write_answer(desk.received_by(owner)[0].data, text=f"#cc {OTHER}\n\nDear Amina,\nkeep them away, we come.", at=NOON)
    )
    imap.deliver(write_answer(routed.data, text="#close handed", at=NOON))
    desk.run_once()
    assert all("keep them away, we come." in text_of(desk.received_by(address)[-1]) for address in (REQUESTER,))
    assert any("keep them away, we come." in text_of(mail) for mail in desk.received_by(OTHER))
    assert [ticket["status"] for ticket in desk.tickets()] == ["waiting", "closed"]


def test_a_mail_to_two_of_our_mailboxes_is_one_request(tmp_path: Path, database: str, sink: SmtpSink) -> None:
    with imap_server("embedded") as (one, first), imap_server("embedded") as (other, second):
        desk = Desk(tmp_path, database, f"{first} {second}", sink)
        mail = request_mail()
        one.deliver(mail)
        other.deliver(b"Received: by another way; Mon, 05 Jan 2026 10:00:05 +0000\r\n" + mail)
        desk.run_once()
        (ticket,) = desk.tickets()
        assert sorted(row["disposition"] for row in desk.inbound()) == ["duplicate", "opened"]
        assert {row["ticket"] for row in desk.inbound()} == {ticket["reference"]}
        assert len(desk.received_by(REQUESTER)) == 1
        assert len(desk.received_by(ticket["owner"])) == 1
