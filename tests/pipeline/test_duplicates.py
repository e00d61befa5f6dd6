"""The same mail again, and mails that only look like it."""

from tests.fakes import FakeMailbox
from tests.mails import AWA, mail
from tests.rulebooks import LEAD
from tests.stage import Stage

TRACE = (("Received", "from elsewhere.example.org by mx.desk.example.org"), ("Delivered-To", "info@desk.example.org"))


def test_R3_the_same_mail_twice_in_a_mailbox_is_one_ticket(stage: Stage) -> None:
    first, second = stage.arrive(mail(), mail())
    assert (first["disposition"], second["disposition"]) == ("opened", "duplicate")
    assert second["ticket"] == first["ticket"]
    assert stage.owed() == [("ack", AWA), ("route", LEAD)]


def test_R3_the_same_mail_by_another_way_is_one_ticket(stage: Stage) -> None:
    stage.arrive(mail())
    (copy,) = stage.arrive(mail(trace=TRACE), mailbox=FakeMailbox("imap://info@mail.example.org/INBOX"))
    assert (copy["state"], copy["disposition"], copy["ticket"]) == ("done", "duplicate", "TD-10001")
    assert len(stage.tickets()) == 1
    assert len(stage.owed()) == 2


def test_R3_the_same_mail_without_message_id_is_one_ticket(stage: Stage) -> None:
    stage.arrive(mail(message_id=""))
    (copy,) = stage.arrive(mail(message_id="", trace=TRACE))
    assert copy["disposition"] == "duplicate"
    assert len(stage.tickets()) == 1


def test_H3_another_mail_under_a_known_message_id_is_another_ticket(stage: Stage) -> None:
    rows = stage.arrive(mail("First question about the camp", message_id="<same@ngo.example.org>"))
    rows += stage.arrive(mail("Second, quite another question", message_id="<same@ngo.example.org>"))
    assert [r["disposition"] for r in rows] == ["opened", "opened"]
    assert len(stage.tickets()) == 2


def test_R3_a_duplicate_of_a_duplicate_names_the_first(stage: Stage) -> None:
    rows = stage.arrive(mail(), mail(trace=TRACE), mail(trace=(("Received", "by c.example.org"),)))
    assert [r["disposition"] for r in rows] == ["opened", "duplicate", "duplicate"]
    assert {r["reason"] for r in rows[1:]} == {f"the same mail as inbound {rows[0]['id']}"}
