"""Who may speak on a ticket: nobody by a header, a number or a guess."""

import pytest

from mailbot.core.deciding.context import reference_of
from mailbot.core.writing.identity import Keys, mint_reply_token, reply_address
from tests.fakes import FakeMailbox
from tests.mails import AWA, DESK, authenticated, mail, parse, reply, text_of
from tests.rulebooks import LEAD, MALI, SECOND
from tests.stage import SECRET, Stage

MALLORY = "mallory@evil.example.net"


@pytest.fixture
def opened(stage: Stage) -> Stage:
    """A desk with one ticket, its ack and its routing mail sent."""
    stage.arrive_one(mail())
    return stage


def assert_apart(stage: Stage, row: dict[str, object]) -> None:
    """The mail did nothing to the first ticket and reached nobody of it."""
    assert row["ticket"] != "TD-10001"
    ticket = stage.ticket("TD-10001")
    assert [entry["kind"] for entry in ticket["entries"]] == ["request"]
    assert ticket["status"] == "new"
    assert len(stage.transport.to(AWA)) == 1


def test_S3_a_stranger_with_a_ticket_number_gets_a_ticket_that_mentions_it(opened: Stage) -> None:
    row = opened.arrive_one(mail("Please add me.", sender=MALLORY, subject="Re: [TD-10001] your request"))
    assert row["disposition"] == "opened"
    assert_apart(opened, row)
    assert opened.ticket("TD-10002")["mentions"] == ["TD-10001"]
    assert "who leads" not in text_of(opened.sent_to(MALLORY))


def test_S3_a_stranger_with_a_forwarded_reply_address_gets_a_ticket_that_mentions_it(opened: Stage) -> None:
    row = opened.arrive_one(reply(opened.sent_to(AWA), "I was sent this, add me.", sender=MALLORY))
    assert row["disposition"] == "opened"
    assert_apart(opened, row)
    assert opened.ticket("TD-10002")["mentions"] == ["TD-10001"]


def test_S3_a_stranger_with_a_coordinators_reference_is_a_stranger(opened: Stage) -> None:
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "Pay me.", sender=MALLORY))
    assert row["disposition"] == "opened"
    assert_apart(opened, row)


def test_S3_the_requester_who_kept_only_the_number_is_joined_once_authenticated(opened: Stage) -> None:
    anew = mail("One more thing.", subject="[TD-10001] still waiting")
    unproven = opened.arrive_one(anew)
    assert unproven["ticket"] == "TD-10002"
    opened.trust()
    proven = opened.arrive_one(authenticated(mail("And another.", subject="[TD-10001] still waiting")))
    assert (proven["disposition"], proven["ticket"]) == ("followed_up", "TD-10001")


def test_S3_a_token_of_one_ticket_opens_no_other(opened: Stage) -> None:
    opened.arrive_one(mail("Quite another thing", subject="Second"))
    first, second = opened.transport.to(AWA)
    local, _, domain = str(parse(first)["Reply-To"]).rpartition("@")
    token = local.rpartition(".")[2]
    forged = f"helpdesk+td-10002.{token}@{domain}"
    row = opened.arrive_one(reply(second, "by a foreign token", named=False, address=forged, subject="hello"))
    assert row["ticket"] == "TD-10001"
    assert [e["kind"] for e in opened.ticket("TD-10002")["entries"]] == ["request"]


def test_S3_tokens_are_not_to_be_guessed_from_others(opened: Stage) -> None:
    guessed = mint_reply_token(Keys(b"x" * 32), opened.name_of(1), AWA)
    address = reply_address(DESK, reference_of("TD", 1), guessed)
    row = opened.arrive_one(mail("guessing", to=address, subject="hello"))
    assert row["ticket"] == "TD-10002"


def test_S3_a_message_id_that_only_looks_like_ours_opens_nothing(opened: Stage) -> None:
    forged = f"<td.ack.{'a' * 20}@desk.example.org>"
    row = opened.arrive_one(mail("guessing", subject="hello", extra=[("In-Reply-To", forged), ("References", forged)]))
    assert row["ticket"] == "TD-10002"


def test_S3_a_reply_is_joined_by_address_or_by_message_id_alone(opened: Stage) -> None:
    ack = opened.sent_to(AWA)
    by_address = opened.arrive_one(reply(ack, "By address alone.", named=False, subject="hello"))
    by_id = opened.arrive_one(reply(ack, "By Message-ID alone.", address=DESK, subject="hello", minutes=70))
    assert [(r["disposition"], r["ticket"]) for r in (by_address, by_id)] == [("followed_up", "TD-10001")] * 2


def test_S1_a_coordinator_without_a_signed_reference_is_asked_back(opened: Stage) -> None:
    row = opened.arrive_one(mail("Ms Diallo leads it.", sender=LEAD, subject="Re: [TD-10001] your request"))
    assert (row["state"], row["ticket"]) == ("held", None)
    assert_apart(opened, row)
    assert opened.owed()[-1] == ("confirmation", LEAD)
    assert "NOTHING has been done" in text_of(opened.sent_to(LEAD))


def test_S1_a_reference_signed_for_one_coordinator_does_not_serve_another(opened: Stage) -> None:
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "I answer instead.", sender=SECOND))
    assert row["state"] == "held"
    assert_apart(opened, row)
    assert opened.owed()[-1] == ("receipt", SECOND)


def test_S1_an_unauthenticated_coordinator_is_held_where_a_border_server_is_believed(opened: Stage) -> None:
    opened.trust()
    answer = reply(opened.sent_to(LEAD), "Ms Diallo leads it.")
    row = opened.arrive_one(answer)
    assert row["state"] == "held"
    assert_apart(opened, row)


@pytest.mark.parametrize("server", ["mx.evil.example.net", "mx.desk.example.org.evil.example.net"])
def test_S1_only_our_border_server_is_believed(opened: Stage, server: str) -> None:
    opened.trust()
    row = opened.arrive_one(authenticated(reply(opened.sent_to(LEAD), "Yes."), domain="team.example.org", server=server))
    assert row["state"] == "held"
    assert_apart(opened, row)


def test_S1_an_authenticated_coordinator_with_a_signed_reference_answers(opened: Stage) -> None:
    opened.trust()
    row = opened.arrive_one(authenticated(reply(opened.sent_to(LEAD), "Ms Diallo leads it."), domain="team.example.org"))
    assert row["disposition"] == "answered"
    assert text_of(opened.sent_to(AWA)) == "Ms Diallo leads it.\n"


def test_S1_an_authenticated_owner_may_name_the_number_alone(opened: Stage) -> None:
    opened.trust()
    anew = mail("Ms Diallo leads it.", sender=LEAD, subject="[TD-10001] the answer")
    row = opened.arrive_one(authenticated(anew, domain="team.example.org"))
    assert (row["disposition"], row["ticket"]) == ("answered", "TD-10001")


@pytest.mark.parametrize(
    "sender",
    [
        f'"{LEAD}" <{MALLORY}>',
        f"{LEAD} <{MALLORY}>",
        f"<{MALLORY}>, <{LEAD}>",
        f"{LEAD}, {MALLORY}",
        "lead@team.example.org.evil.example.net",
        "l\u0435ad@team.example.org",
        f"lead@team.example.org@{MALLORY.rpartition('@')[2]}",
        f"{LEAD}\r\nFrom: {MALLORY}",
    ],
)
def test_nobody_gets_in_by_a_header(opened: Stage, sender: str) -> None:
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "Close it, and write to me from now on.", sender=sender))
    assert row["disposition"] != "answered"
    assert_apart(opened, row)


@pytest.mark.parametrize("name", ["X-Mailbot-Ticket", "X-Ticket", "X-Mailbot-Command", "Thread-Topic", "Sender", "Resent-From"])
def test_S2_control_headers_of_arriving_mail_mean_nothing(opened: Stage, name: str) -> None:
    row = opened.arrive_one(mail("hello", sender=MALLORY, extra=[(name, f"TD-10001 {LEAD}")]))
    assert_apart(opened, row)


def test_S4_a_forged_sender_is_held_without_an_answer(opened: Stage) -> None:
    opened.trust()
    before = len(opened.outbox())
    row = opened.arrive_one(authenticated(reply(opened.sent_to(AWA), "I am Awa."), verdict="fail"))
    assert (row["state"], row["ticket"]) == ("held", None)
    assert "dmarc=fail" in row["reason"]
    assert len(opened.outbox()) == before
    assert_apart(opened, row)


def test_S5_cc_reply_to_and_sender_add_nobody(opened: Stage) -> None:
    redirect = [("Cc", MALLORY), ("Reply-To", MALLORY), ("Sender", MALLORY), ("Disposition-Notification-To", MALLORY)]
    opened.arrive_one(reply(opened.sent_to(AWA), "More.", extra=redirect))
    opened.arrive_one(mail("A third matter", subject="Third", extra=redirect))
    opened.arrive_one(reply(opened.sent_to(LEAD), "Yes.", extra=redirect))
    assert {m["to"] for m in opened.outbox()} == {AWA, LEAD}


def test_S5_another_requesters_mail_reaches_only_the_team(opened: Stage) -> None:
    row = opened.arrive_one(reply(opened.sent_to(AWA), "A third party's secret.", sender="bob@other.example.org"))
    assert row["disposition"] == "opened"
    assert all(b"third party" not in data for data in opened.transport.to(AWA))


def test_a_coordinator_who_asks_something_himself_is_a_requester(stage: Stage) -> None:
    row = stage.arrive_one(mail(sender=SECOND))
    assert row["disposition"] == "opened"
    again = stage.arrive_one(reply(stage.sent_to(SECOND), "And one thing more."))
    assert (again["disposition"], again["ticket"]) == ("followed_up", "TD-10001")


@pytest.mark.parametrize(("text", "hint"), [("", "no new text"), ("#clsoe", "NOTHING was done")])
def test_a_reply_that_cannot_be_relayed_is_told_to_its_sender(opened: Stage, text: str, hint: str) -> None:
    row = opened.arrive_one(reply(opened.sent_to(LEAD), text))
    assert row["disposition"] in (None, "discarded")
    assert len(opened.transport.to(AWA)) == 1
    assert hint in text_of(opened.sent_to(LEAD))


def test_L4_automatic_mail_of_a_coordinator_is_not_relayed(opened: Stage) -> None:
    away = reply(opened.sent_to(LEAD), "I am out of the office.", extra=[("Auto-Submitted", "auto-replied")])
    row = opened.arrive_one(away)
    assert row["disposition"] == "automatic"
    assert_apart(opened, row)


def test_a_rotated_secret_keeps_old_references_valid(opened: Stage) -> None:
    old_ack, old_route = opened.sent_to(AWA), opened.sent_to(LEAD)
    opened.keys = Keys(b"a fresh secret of thirty-two bytes or more", (SECRET,))
    assert opened.arrive_one(reply(old_route, "Yes."))["disposition"] == "answered"
    assert opened.arrive_one(reply(old_ack, "Thanks.", named=False))["disposition"] == "followed_up"
    opened.keys = Keys(b"a fresh secret of thirty-two bytes or more")
    assert opened.arrive_one(reply(old_ack, "Later.", minutes=99))["disposition"] == "opened"
    assert opened.arrive_one(reply(opened.transport.to(LEAD)[-2], "Hm.", minutes=99))["disposition"] == "answered"


def test_the_other_mailbox_of_the_desk_is_ours_too(opened: Stage) -> None:
    (row,) = opened.arrive(
        reply(opened.sent_to(AWA), "To the other address.", address="info@desk.example.org"),
        mailbox=FakeMailbox("imap://info@mail.example.org/INBOX"),
    )
    assert row["disposition"] == "followed_up"


def test_mali_is_owned_by_its_first_coordinator(stage: Stage) -> None:
    stage.arrive_one(mail("A question on Mali"))
    assert stage.tickets()[0]["owner"] == MALI


@pytest.mark.parametrize(
    ("protocol", "name"),
    [("application/pgp-signature", "signature.asc"), ("application/pkcs7-signature", "smime.p7s")],
    ids=["OpenPGP", "S/MIME"],
)
def test_M3_a_signature_lends_no_authority(opened: Stage, protocol: str, name: str) -> None:
    opened.trust()
    row = opened.arrive_one(signed(reply(opened.sent_to(LEAD), "#close"), protocol, name))
    assert (row["state"], row["ticket"]) == ("held", None)
    assert opened.ticket("TD-10001")["status"] == "new"
    assert opened.owed()[-1] == ("confirmation", LEAD)
    opened.arrive_one(reply(opened.sent_to(LEAD), "Yes", minutes=70))
    assert opened.ticket("TD-10001")["status"] == "closed"


def signed(raw: bytes, protocol: str, name: str) -> bytes:
    """A mail as a program signs it: its body as it is, and a signature beside it (RFC 3156, 5; RFC 8551, 3.5.3)."""
    inner = parse(raw)
    head = b"".join(
        f"{field}: {value}\r\n".encode() for field, value in inner.items() if not field.lower().startswith("content-")
    )
    kind = f'Content-Type: multipart/signed; micalg=pgp-sha512; protocol="{protocol}"; boundary="s"\r\n\r\n'.encode()
    body = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text_of(raw).encode()
    seal = f'Content-Type: {protocol}; name="{name}"\r\n\r\niQIzBAEBCgAdFiEE\r\n'.encode()
    return head + kind + b"--s\r\n" + body + b"\r\n--s\r\n" + seal + b"--s--\r\n"
