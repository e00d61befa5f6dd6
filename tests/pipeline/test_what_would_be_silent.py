"""Nothing that a coordinator meant is passed over in silence, and nothing that a requester sent is kept from his owner."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from tests.mails import AWA, DESK, mail, parse, reply, text_of
from tests.rulebooks import LEAD, MALI, SECOND
from tests.several import Several
from tests.stage import Stage

FORWARD = (
    "---------- Forwarded message ---------\nFrom: Omar <omar@relief.example.net>\nDate: Mon, Feb 2, 2026 at 9:00 AM\n"
    "Subject: Found\nTo: Awa\n\nA grenade lies at the well."
)
OUTLOOK = (
    "________________________________\nFrom: Omar <omar@relief.example.net>\nSent: Monday, February 2, 2026 9:00 AM\n"
    "To: Awa\nSubject: Found\n\nA grenade lies at the well."
)
THREAD = "On Mon, Feb 2, 2026 at 9:00 AM Omar <omar@relief.example.net> wrote:\n\n> A grenade lies at the well."
LISTED = (("List-ID", f"<{DESK.replace('@', '.')}>"), ("List-Post", f"<mailto:{DESK}>"), ("Precedence", "list"))


@pytest.fixture
def desk(stage: Stage) -> Several:
    return Several(stage)


def answered(desk: Several) -> list[str]:
    """What people told the requester."""
    return [text_of(data).strip() for data in desk.stage.transport.to(AWA) if parse(data)["Auto-Submitted"] is None]


# What the requester sent


@pytest.mark.parametrize("passed_on", [FORWARD, OUTLOOK, THREAD], ids=["forward", "Outlook", "thread"])
def test_what_a_requester_passes_on_reaches_the_owner(desk: Several, passed_on: str) -> None:
    reference = desk.ask(f"Please advise on the below.\n\n{passed_on}")
    assert "grenade lies at the well" in desk.heard()
    assert desk.texts(reference)[0].startswith("Please advise on the below.\n\n")
    desk.say(reference, "#history")
    assert "grenade lies at the well" in text_of(desk.sent(reference, LEAD, "history")[-1])


def test_what_a_requester_passes_on_later_reaches_the_owner(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, f"He wrote to me, see below.\n\n{FORWARD}", by=AWA)
    assert "A grenade lies at the well." in desk.heard()
    assert "From: Omar <omar@relief.example.net>" in desk.texts(reference)[-1]


def test_a_mail_of_ours_that_is_quoted_is_no_text_of_the_request(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, "And when do they meet?", by=AWA)
    assert desk.texts(reference)[-1] == "And when do they meet?"
    stranger = desk.stage.arrive_one(reply(desk.sent(reference, AWA)[0], "I was told to write.", sender="x@other.example.net"))
    assert desk.texts(str(stranger["ticket"])) == ["I was told to write."]


# Restricted text from another address


def test_S5_what_names_a_restricted_request_is_restricted_and_its_owners(desk: Several) -> None:
    first = desk.ask("A survivor needs help")
    words = "She hides behind the mosque in Gao"
    row = desk.stage.arrive_one(reply(desk.sent(first, AWA)[0], words, sender="Awa <awa.private@mail.example.net>"))
    second = desk.of(str(row["ticket"]))
    assert (second["reference"], second["restricted"], second["owner"]) == ("TD-10002", True, LEAD)
    assert not desk.stage.transport.to(MALI)
    assert not any(words in text_of(data) for data in desk.stage.transport.to(LEAD))


def test_S5_a_coordinators_restricted_mail_from_a_wrong_account_stays_with_its_owner(desk: Several) -> None:
    first = desk.ask("A survivor needs help")
    note = "#note her husband in Gao looks for her"
    row = desk.stage.arrive_one(reply(desk.sent(first, LEAD)[0], note, sender="Lena <lena77@mail.example.net>"))
    assert (desk.of(str(row["ticket"]))["restricted"], desk.of(str(row["ticket"]))["owner"]) == (True, LEAD)
    assert not desk.stage.transport.to(MALI)
    assert answered(desk) == []


def test_a_number_alone_restricts_nothing(desk: Several) -> None:
    desk.ask("A survivor needs help")
    desk.ask("Who has the list for Gao?", sender="x@other.example.net", subject="[TD-10001]")
    assert (desk.of("TD-10002")["restricted"], desk.of("TD-10002")["owner"]) == (False, MALI)


@pytest.mark.parametrize("above", ["Who can see her?\n\n", ""], ids=["below words", "alone"])
@pytest.mark.parametrize(
    "head",
    [
        "From: Omar <omar@relief.example.net>\nSent: Monday, February 2, 2026 9:00 AM\nTo: Awa\nSubject: Help\n\n{}",
        "On Mon, Feb 2, 2026 at 9:00 AM Omar <omar@relief.example.net> wrote:\n\n> {}",
        "-----Original Message-----\nFrom: Omar\nSent: Monday, February 2, 2026 9:00 AM\nTo: Awa\nSubject: Help\n\n{}",
    ],
    ids=["Outlook", "thread", "original message"],
)
def test_S5_what_is_quoted_below_a_request_restricts_it(desk: Several, head: str, above: str) -> None:
    reference = desk.ask(above + head.format("A survivor called Mariam needs help."), subject="Re: Help")
    assert desk.of(reference)["restricted"] is True
    assert desk.stage.inbound()[-1]["reason"].startswith("protection/pr_case")
    assert not any("Mariam" in text_of(data) for data in desk.stage.transport.to(LEAD))


def test_what_is_quoted_changes_nothing_else(desk: Several) -> None:
    reference = desk.ask(f"Who has the list?\n\n{OUTLOOK.replace('grenade', 'grenade in Gao, urgent,')}", subject="Re: Help")
    told = desk.of(reference)
    assert (told["restricted"], told["urgency"], told["country"], told["owner"]) == (False, "normal", "", LEAD)


# Commands in the subject


@pytest.mark.parametrize(
    ("subject", "word"),
    [("#note Re: [TD-10001] A question", "#note"), ("[TD-10001] #close", "#close"), ("Re: # clore [TD-10001]", "# clore")],
)
def test_S2_a_command_in_the_subject_is_asked_back(desk: Several, subject: str, word: str) -> None:
    reference = desk.ask()
    row = desk.say(reference, "She is lying, be careful.", subject=subject)
    assert (row["state"], answered(desk), desk.of(reference)["status"]) == ("held", [], "new")
    said = desk.heard()
    assert f"“{word}” stands in the subject of your mail." in said
    assert "She is lying, be careful." in said


def test_a_command_in_subject_and_text_is_done(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, "#close", subject=f"[{reference}] #close")
    assert desk.of(reference)["status"] == "closed"


def test_what_the_requester_wrote_into_his_subject_is_no_command(desk: Several) -> None:
    reference = desk.ask(subject="#help for us, #1 of two")
    desk.say(reference, "Ms Diallo leads it.", subject=f"Re: [{reference}] #help for us, #1 of two", by=LEAD)
    assert answered(desk) == ["Ms Diallo leads it."]


# What cannot be read, or does not go along


@pytest.mark.parametrize(
    "body",
    [
        'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\r\n'
        "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7m\r\n\r\n"
        "MIAGCSqGSIb3DQEHA6CAMIACAQAx\r\n",
        'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="e"\r\n\r\n--e\r\n'
        "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--e\r\nContent-Type: application/octet-stream; "
        'name="encrypted.asc"\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n--e--\r\n',
        "Content-Type: text/plain\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA9Gv\r\n=2xYz\r\n-----END PGP MESSAGE-----\r\n",
    ],
    ids=["S/MIME", "PGP/MIME", "inline"],
)
def test_M3_an_encrypted_answer_reaches_nobody_and_its_writer_hears(desk: Several, body: str) -> None:
    reference = desk.ask()
    routed = parse(desk.sent(reference, LEAD)[0])
    head = f"From: {LEAD}\r\nTo: {routed['Reply-To']}\r\nSubject: Re: x\r\n"
    head += f"In-Reply-To: {routed['Message-ID']}\r\nMIME-Version: 1.0\r\n"
    row = desk.stage.arrive_one((head + body).encode())
    assert (row["state"], answered(desk), desk.of(reference)["status"]) == ("held", [], "new")
    assert "Why: your mail is encrypted, and we cannot read it." in desk.heard()


def test_an_encrypted_text_that_an_answer_quotes_does_not_hold_it_back(desk: Several) -> None:
    armour = "-----BEGIN PGP MESSAGE-----\n\nhQEMA9Gv\n=2xYz\n-----END PGP MESSAGE-----"
    reference = desk.ask()
    below = f"-----Original Message-----\nFrom: Test Desk\nSent: Monday, 5 January 2026 12:15\nTo: Lena\nSubject: x\n\n{armour}"
    desk.say(reference, f"Please write without encryption.\n\n{below}")
    assert answered(desk) == ["Please write without encryption."]


def with_picture(desk: Several, reference: str, text: str, *, octets: int = 900, html: str = "") -> None:
    """An answer as Gmail sends it with a picture in its text."""
    routed = parse(desk.sent(reference, LEAD)[0])
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = LEAD, str(routed["Reply-To"]), "Re: x"
    made["In-Reply-To"] = str(routed["Message-ID"])
    made.set_content(text)
    made.add_alternative(html or f'<div>{text}</div><img src="cid:i">', subtype="html")
    page = made.get_payload(1)
    assert isinstance(page, EmailMessage)
    page.add_related(b"\x89PNG\r\n\x1a\n" + b"x" * octets, "image", "png", cid="<i>", filename="map.png")
    desk.stage.arrive_one(made.as_bytes())


@pytest.mark.parametrize("place", ["[image: map.png]", "[cid:map.png@01DB2F4A.7C]", "<map.png>"])
@pytest.mark.parametrize("commands", ["", "#take\n"], ids=["plain", "with a command"])
def test_a_picture_in_an_answer_goes_along(desk: Several, place: str, commands: str) -> None:
    reference = desk.ask()
    with_picture(desk, reference, f"{commands}Keep out of the red area:\n{place}")
    sent = parse(desk.stage.sent_to(AWA))
    assert [file.get_filename() for file in sent.iter_attachments()] == ["map.png"]
    assert "Keep out of the red area:" in text_of(desk.stage.sent_to(AWA))


def test_a_picture_of_a_signature_stays_behind(desk: Several) -> None:
    reference = desk.ask()
    with_picture(desk, reference, "Our team comes on Sunday.\n\n-- \nLena Lead\n[image: map.png]")
    assert list(parse(desk.stage.sent_to(AWA)).iter_attachments()) == []
    assert desk.stage.owed()[-1] == ("answer", AWA)


@pytest.mark.parametrize("commands", ["", "#take\n"], ids=["plain", "with a command"])
def test_a_large_picture_whose_place_is_not_known_is_told(desk: Several, commands: str) -> None:
    reference = desk.ask()
    with_picture(desk, reference, f"{commands}Keep out of the red area.", octets=60_000)
    assert list(parse(desk.stage.sent_to(AWA)).iter_attachments()) == []
    assert "Pictures within the text of your mail went to nobody: attach them as files." in desk.heard()


# A desk that is a list


def test_who_writes_by_way_of_our_own_list_hears_from_us(desk: Several) -> None:
    desk.stage.arrive_one(mail(extra=LISTED))
    assert ("ack", AWA) in desk.stage.owed()
    desk.say("TD-10001", "#take", extra=LISTED)
    assert desk.heard().startswith("- The request is yours.")
    desk.say("TD-10001", "#colse\nOur team comes on Sunday.", extra=LISTED)
    assert "Did you mean #close?" in desk.heard()


@pytest.mark.parametrize(
    "extra",
    [
        (("List-ID", "<other.lists.example.org>"), ("Precedence", "list")),
        (*LISTED, ("Auto-Submitted", "auto-generated")),
        (*LISTED, ("X-Loop", DESK)),
        (*LISTED, ("Return-Path", "<>")),
        (("Precedence", "list"),),
    ],
    ids=["another list", "a machine", "a loop", "no return path", "no address"],
)
def test_L1_another_list_or_a_machine_behind_ours_is_not_answered(desk: Several, extra: tuple[tuple[str, str], ...]) -> None:
    desk.stage.arrive_one(mail(extra=extra))
    assert [kind for kind, to in desk.stage.owed() if to == AWA] == []


def test_a_coordinator_hears_what_became_of_a_mail_that_came_through_a_list(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, "#colse\nOur team comes.", extra=[("List-ID", "<staff.lists.example.org>"), ("Precedence", "list")])
    assert "Did you mean #close?" in desk.heard()


def test_L1_a_loop_behind_a_coordinators_address_has_no_receipt(desk: Several) -> None:
    reference = desk.ask()
    mails = len(desk.stage.owed())
    desk.say(reference, "#colse\nOur team comes.", extra=[("X-Loop", LEAD), ("Precedence", "list")])
    assert len(desk.stage.owed()) == mails


# Colleagues


def test_an_owner_hears_that_a_colleague_answered_his_request(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, f"#to {SECOND}")
    desk.stage.clock.sleep(300)
    desk.say(reference, "Our team comes on Sunday.", by=LEAD)
    said = desk.heard(SECOND)
    assert parse(desk.stage.sent_to(SECOND))["Subject"] == f"[{reference}] A colleague has answered"
    assert said.startswith("- Lena Lead has answered this request of yours.\n")
    assert "Our team comes on Sunday." in said
    assert desk.of(reference)["owner"] == SECOND


def test_S5_of_a_restricted_request_he_hears_it_without_the_words(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, f"#to {SECOND}")
    desk.say(reference, "#restrict", by=SECOND)
    desk.stage.clock.sleep(300)
    desk.say(reference, "Our team comes on Sunday.", by=LEAD)
    assert "has answered this request of yours" in desk.heard(SECOND)
    assert "Sunday" not in desk.heard(SECOND)


def test_an_owner_who_is_told_already_is_told_once(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, f"#to {SECOND}")
    desk.stage.clock.sleep(300)
    desk.say(reference, "#take\nOur team comes on Sunday.", by=LEAD)
    assert [kind for kind, to in desk.stage.owed() if to == SECOND] == ["escalation", "escalation"]


def test_an_answer_to_a_closed_request_says_that_it_waits_again(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, "#close")
    desk.say(reference, "One more thing: the list is ready.")
    assert desk.of(reference)["status"] == "waiting"
    assert "- State: Closed → Waiting for the requester" in desk.heard()


def test_another_urgency_tells_the_date_that_it_brings(desk: Several) -> None:
    reference = desk.ask("urgent: who leads?")
    desk.say(reference, "#urgency low")
    assert desk.heard().splitlines()[:2] == ["- Urgency: High → Low.", "- Date: Tuesday 17 February 2026, 09:00 UTC"]
