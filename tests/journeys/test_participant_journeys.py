"""People in copy take part where a coordinator says so, read no history, and leave by a word: on real servers."""

from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from mailbot.demo.coordinator import write_answer
from mailbot.demo.smtp_sink import Received, SmtpSink
from tests.journeys.desk import Desk, ImapServer, parsed, text_of
from tests.journeys.test_command_journeys import NOON, REQUESTER, Conversation

OMAR, LINA = "omar@partner.example.net", "lina@ministry.example.org"


def write_back(talk: Conversation, to: Received, text: str, minutes: int) -> None:
    """Somebody outside presses Reply."""
    talk.imap.deliver(write_answer(to.data, text=text, at=NOON + timedelta(minutes=minutes)))
    talk.desk.run_once()


def test_people_take_part(tmp_path: Path, database: str, mailbox: tuple[ImapServer, str], sink: SmtpSink) -> None:
    imap, url = mailbox
    talk = Conversation(Desk(tmp_path, database, url, sink), imap)

    # The owner is asked back where a name is no address; then two people take part, and hear nothing before there is an answer.
    talk.write("#cc Omar")
    assert "“Omar” is no address that we can be sure of" in talk.heard()
    talk.write(f"#cc Omar <{OMAR}>, {LINA}")
    assert f"Taking part from now on: {OMAR}, {LINA}." in talk.heard()
    assert talk.desk.received_by(OMAR) == talk.desk.received_by(LINA) == []

    # One answer, three mails: the same words, and nobody sees the others or what was written before.
    talk.write("Dear Amina,\nthe signs leave on Monday.")
    for address in (REQUESTER, OMAR, LINA):
        (got,) = talk.desk.received_by(address)[-1:]
        assert list(got.rcpt_to) == [address]
        assert "the signs leave on Monday" in text_of(got)
        assert "Other people who receive this answer: 2" in text_of(got)
        for other in {REQUESTER, OMAR, LINA, talk.owner} - {address}:
            assert other.encode() not in got.data
    first = text_of(talk.desk.received_by(OMAR)[0])
    assert "we need signs and tape" not in first
    assert "the desk has added you" in first
    assert "Marking signs" not in str(parsed(talk.desk.received_by(OMAR)[0])["Subject"])

    # Omar writes: the owner hears that it was not the requester; she and Lina get nothing.
    before = [len(talk.desk.received_by(address)) for address in (REQUESTER, LINA)]
    write_back(talk, talk.desk.received_by(OMAR)[-1], "Our store in Gao has tape.", 40)
    assert "NOT the requester" in talk.heard()
    assert f"Who wrote: {OMAR}" in talk.heard()
    assert [len(talk.desk.received_by(address)) for address in (REQUESTER, LINA)] == before

    # The owner lets Omar go: the next answer reaches the others alone.
    talk.write(f"#remove {OMAR}")
    assert f"Taking part no more: {OMAR}." in talk.heard()
    mails = len(talk.desk.received_by(OMAR))
    talk.write("Dear Amina,\nthey are on the way.")
    assert "they are on the way" in talk.heard(REQUESTER)
    assert "they are on the way" in talk.heard(LINA)
    assert len(talk.desk.received_by(OMAR)) == mails


def test_people_leave_and_nobody_leaves_for_them(desk: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    imap = best_mailbox[0]
    talk = Conversation(desk, imap)
    talk.write(f"#cc {OMAR} {LINA}\n\nDear Amina,\nthe signs leave on Monday.")

    # Omar's reply address in other hands is no more than a new request.
    stolen = EmailMessage(policy=SMTP)
    stolen["From"], stolen["To"] = "mallory@evil.example", parsed(talk.desk.received_by(OMAR)[-1])["Reply-To"]
    stolen["Subject"], stolen["Message-ID"] = "leave", "<stolen@evil.example>"
    stolen.set_content("leave")
    imap.deliver(stolen.as_bytes())
    talk.desk.run_once()
    assert len(talk.desk.tickets()) == 2

    # Lina leaves by the button of her mail program, Omar by a word; neither gets the next answer.
    button = EmailMessage(policy=SMTP)
    uri = str(parsed(talk.desk.received_by(LINA)[-1])["List-Unsubscribe"]).strip("<>")
    button["From"], button["To"] = LINA, uri.removeprefix("mailto:").partition("?")[0]
    button["Subject"], button["Message-ID"] = uri.partition("?subject=")[2], "<button@ministry.example.org>"
    button.set_content("")
    imap.deliver(button.as_bytes())
    talk.desk.run_once()
    assert "receive no more answers" in talk.heard(LINA)
    write_back(talk, talk.desk.received_by(OMAR)[-1], "Leave please.\n\nThanks", 50)
    assert "receive no more answers" in talk.heard(OMAR)
    sent = [len(talk.desk.received_by(address)) for address in (OMAR, LINA)]
    talk.write("Dear Amina,\nthey are on the way.")
    assert talk.heard(REQUESTER).strip() == "Dear Amina,\nthey are on the way."
    assert [len(talk.desk.received_by(address)) for address in (OMAR, LINA)] == sent
    people = talk.desk.ticket(talk.ticket["reference"])["participants"]
    assert [(one["address"], one["left_by"]) for one in people] == [(OMAR, OMAR), (LINA, LINA)]
