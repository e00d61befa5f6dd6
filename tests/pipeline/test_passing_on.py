"""A coordinator passes on a mail from the field: the ticket is its writer's, and the coordinator is told."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests.mails import AWA, DESK, authenticated, mail, parse, reply, text_of, with_files
from tests.rulebooks import LEAD, MALI, SMALL
from tests.stage import Stage

AMINA = "amina@field.example.net"
TEAM = "team.example.org"
QUESTION = "Bonjour, nous avons trouvé un objet dangereux près de l'école de Gao.\nQue devons-nous faire ?"


def forward(
    words: str = "She rang me too; the school is closed.",
    *,
    author: str = f"Amina Diallo <{AMINA}>",
    sender: str = LEAD,
    **more: str,
) -> bytes:
    """What a mail program makes of "Forward"."""
    text = (
        f"{words}\n\n---------- Forwarded message ---------\nFrom: {author}\nDate: Mon, 2 Feb 2026 at 10:00\n"
        f"Subject: Une mine\nTo: <{LEAD}>\n\n{QUESTION}\n"
    )
    return mail(text, sender=f"Lena Lead <{sender}>", subject=more.get("subject", "Fwd: Une mine"))


@pytest.fixture
def guarded(stage: Stage) -> Stage:
    """A desk behind a border server."""
    stage.trust()
    return stage


def pass_on(stage: Stage, **how: str) -> dict[str, object]:
    return stage.arrive_one(authenticated(forward(**how), domain=TEAM))


def test_the_ticket_is_of_who_wrote_and_both_are_told(guarded: Stage) -> None:
    row = pass_on(guarded)
    assert (row["disposition"], row["reason"]) == ("opened", f"{LEAD} passed on a mail; of {AMINA}")
    ticket = guarded.ticket("TD-10001")
    assert (ticket["requester"], ticket["requester_name"], ticket["language"]) == (AMINA, "Amina Diallo", "fr")
    assert (ticket["subject"], ticket["country"], ticket["owner"]) == ("Une mine", "ML", MALI)
    assert [(entry["kind"], entry["author"], entry["text"]) for entry in ticket["entries"]] == [
        ("request", AMINA, QUESTION),
        ("note", LEAD, "She rang me too; the school is closed."),
    ]
    assert sorted(guarded.owed()) == [("ack", AMINA), ("receipt", LEAD), ("route", MALI)]
    assert "TD-10001" in str(parse(guarded.sent_to(AMINA))["Subject"])
    told = text_of(guarded.sent_to(LEAD))
    assert "Amina Diallo" in told
    assert "TD-10001" in told


def test_S6_the_writer_hears_nothing_of_what_was_written(guarded: Stage) -> None:
    pass_on(guarded)
    assert [part in guarded.sent_to(AMINA).decode() for part in ("Gao", "rang", LEAD, "Lena")] == [False] * 4
    assert parse(guarded.sent_to(AMINA))["Content-Language"] == "fr"


def test_what_the_writer_replies_and_is_answered_goes_its_usual_way(guarded: Stage) -> None:
    pass_on(guarded)
    joined = guarded.arrive_one(reply(guarded.sent_to(AMINA), "Il y en a deux."))
    assert (joined["disposition"], joined["ticket"]) == ("followed_up", "TD-10001")
    guarded.arrive_one(authenticated(reply(guarded.sent_to(MALI), "Ne touchez à rien.", minutes=90), domain=TEAM))
    assert text_of(guarded.sent_to(AMINA)) == "Ne touchez à rien.\n"


def test_S1_a_forward_that_is_not_proved_waits_for_a_yes(stage: Stage) -> None:
    row = stage.arrive_one(forward())
    assert (row["state"], stage.tickets(), stage.owed()) == ("held", [], [("confirmation", LEAD)])
    asked = text_of(stage.sent_to(LEAD))
    assert "objet dangereux" in asked
    assert "\u2026" not in asked
    stage.arrive_one(reply(stage.sent_to(LEAD), "Yes"))
    assert stage.ticket("TD-10001")["requester"] == AMINA
    assert ("ack", AMINA) in stage.owed()


def test_a_question_says_where_a_long_forward_was_cut(stage: Stage) -> None:
    stage.arrive_one(forward("Where it lies, and since when. " * 100))
    assert "\u2026" in text_of(stage.sent_to(LEAD))


def test_S1_a_forged_forward_sends_nobody_anything_but_one_question_to_the_coordinator(guarded: Stage) -> None:
    guarded.arrive_one(forward())
    assert guarded.owed() == [("confirmation", LEAD)]
    assert guarded.arrive_one(authenticated(forward("again"), "fail", TEAM))["state"] == "held"
    assert guarded.owed() == [("confirmation", LEAD)]


def test_L3_one_address_gets_no_more_acknowledgements_than_the_limit(guarded: Stage) -> None:
    for number in range(12):
        pass_on(guarded, words=f"number {number}")
    assert len([owed for owed in guarded.owed() if owed == ("ack", AMINA)]) == 10
    assert len(guarded.tickets()) == 12


@pytest.mark.parametrize(
    "author",
    [MALI, DESK, "helpdesk+td-10001.abc@desk.example.org", "noreply@field.example.net", "Web <noreply@field.example.net>"],
)
def test_L2_what_no_person_outside_wrote_is_the_coordinators_own_request(guarded: Stage, author: str) -> None:
    pass_on(guarded, author=author)
    assert guarded.ticket("TD-10001")["requester"] == LEAD
    assert {to for _, to in guarded.owed()} <= {LEAD, MALI}


@pytest.mark.parametrize("author", ["Amina", f"{AMINA} <{AWA}>", "amina@", "amina@пример.example"])
def test_S5_what_somebody_in_doubt_wrote_is_nobodys_request(guarded: Stage, author: str) -> None:
    assert pass_on(guarded, author=author)["state"] == "held"
    assert (guarded.tickets(), guarded.owed()) == ([], [("receipt", LEAD)])


def test_L4_an_automatic_mail_passes_nothing_on(guarded: Stage) -> None:
    robot = authenticated(b"Auto-Submitted: auto-generated\r\n" + forward(), domain=TEAM)
    assert guarded.arrive_one(robot)["disposition"] == "automatic"
    assert guarded.owed() == []


def test_a_requesters_forward_is_the_requesters(guarded: Stage) -> None:
    guarded.arrive_one(authenticated(forward(sender=AWA)))
    assert guarded.ticket("TD-10001")["requester"] == AWA
    assert AMINA not in {to for _, to in guarded.owed()}


def test_a_forward_about_a_ticket_opens_no_other_and_its_words_are_no_answer(guarded: Stage) -> None:
    guarded.arrive_one(authenticated(mail()))
    row = pass_on(guarded, words="Sam, this man is a liar, tell him nothing.", subject="Fwd: [TD-10001] A question")
    assert len(guarded.tickets()) == 1
    assert (row["state"], guarded.outbox()[-1]["hint"]) == ("held", "passed_on")
    assert len(guarded.transport.to(AWA)) == 1


def test_commands_above_a_forward_are_told_to_be_undone(guarded: Stage) -> None:
    pass_on(guarded, words="#urgency high\n#to lena")
    assert guarded.ticket("TD-10001")["urgency"] == "normal"
    assert "are not carried out" in text_of(guarded.sent_to(LEAD))


def test_files_of_the_forward_are_the_requests(guarded: Stage) -> None:
    guarded.arrive_one(authenticated(with_files(forward(), ("map.pdf", b"%PDF map")), domain=TEAM))
    (entry, _) = guarded.ticket("TD-10001")["entries"]
    assert [file["filename"] for file in entry["attachments"]] == ["map.pdf"]


def test_commands_that_name_no_ticket_are_asked_back(stage: Stage) -> None:
    row = stage.arrive_one(mail("#take\n\nWe are on it.", sender=LEAD, subject="Your question"))
    assert (row["state"], stage.tickets()) == ("held", [])
    assert stage.outbox()[-1]["hint"] == "no_reference"


FOUND = "A grenade lies at the well."
YANDEX = f'-------- Пересылаемое сообщение --------\n02.02.2026, 09:00, "Amal" <amal@relief.example.net>:\n\n{FOUND}'
HUAWEI = f"-------- Original message --------\nFrom: Amal\nDate: Mon, 2 Feb 2026, 09:00\nSubject: Found\nTo: Lena\n\n{FOUND}"
AMAL = "amal@relief.example.net"


def by_lead(text: str, subject: str = "Fwd: Found") -> bytes:
    return authenticated(mail(text, sender=f"Lena Lead <{LEAD}>", subject=subject), domain=TEAM)


def with_mails(raw: bytes, *several: str, named: str = "message/rfc822") -> bytes:
    """The same mail with mails attached, each of one of these senders, under a type of a mail or of any file."""
    whole = message_from_bytes(raw, policy=policy.SMTP)
    assert isinstance(whole, EmailMessage)
    for number, sender in enumerate(several):
        inner = mail(f"{FOUND}\n{number}", sender=sender, to=LEAD, subject="Found")
        if named == "message/rfc822":
            whole.add_attachment(message_from_bytes(inner, policy=policy.SMTP), filename=f"{number}.eml")
        else:
            maintype, _, subtype = named.partition("/")
            whole.add_attachment(inner, maintype=maintype, subtype=subtype, filename=f"{number}.eml")
    return whole.as_bytes()


@pytest.mark.parametrize("own", ["Please take this one.", ""])
def test_a_forward_of_yandex_is_its_writers(guarded: Stage, own: str) -> None:
    row = guarded.arrive_one(by_lead(f"{own}\n\n{YANDEX}"))
    ticket = guarded.ticket(str(row["ticket"]))
    assert (ticket["requester"], ticket["requester_name"]) == (AMAL, "Amal")
    assert [entry["text"] for entry in ticket["entries"]] == [text for text in (FOUND, own) if text]
    assert sorted(guarded.owed()) == [("ack", AMAL), ("receipt", LEAD), ("route", LEAD)]


@pytest.mark.parametrize("kind", ["message/rfc822", "application/octet-stream", "application/eml"])
@pytest.mark.parametrize(("own", "subject"), [("", "Found"), ("Please take this one.", "Fwd: Found"), ("Please take it.", "")])
def test_an_attached_mail_is_its_writers_whatever_its_type(guarded: Stage, kind: str, own: str, subject: str) -> None:
    row = guarded.arrive_one(with_mails(by_lead(own, subject), f"Amal <{AMAL}>", named=kind))
    ticket = guarded.ticket(str(row["ticket"]))
    assert ticket["requester"] == AMAL
    assert [entry["text"] for entry in ticket["entries"]] == [text for text in (f"{FOUND}\n0", own) if text]


def unread(case: str) -> bytes:
    """Mails that visibly pass on another whose writer is in doubt."""
    match case:
        case "without an address":
            return by_lead(f"Please take this one.\n\n{HUAWEI}")
        case "two mails":
            return with_mails(by_lead("Please take these."), f"Amal <{AMAL}>", "Omar <omar@relief.example.net>")
        case "words above, another subject":
            return with_mails(by_lead("What do you say to this?", "A mail"), f"Amal <{AMAL}>")
        case "a file of Outlook":
            return authenticated(
                with_files(mail("Please take it.", sender=LEAD), ("found.msg", b"\xd0\xcf\x11\xe0")), domain=TEAM
            )
        case "an unknown separator":
            return by_lead(f"Please take this one.\n\n-------- Mwanzo wa ujumbe --------\nAmal, {AMAL}\n\n{FOUND}")
    return by_lead(f"Please take it.\n\n{YANDEX.replace('Amal', LEAD)}")


UNREAD = [
    *("without an address", "two mails", "words above, another subject", "a file of Outlook"),
    *("an unknown separator", "a name that is an address"),
]


@pytest.mark.parametrize("case", UNREAD)
def test_whose_writer_is_in_doubt_is_asked_back_and_nothing_is_lost(guarded: Stage, case: str) -> None:
    row = guarded.arrive_one(unread(case))
    assert (row["state"], guarded.tickets(), guarded.owed()) == ("held", [], [("receipt", LEAD)])
    assert guarded.outbox()[-1]["hint"] == "whose_mail"
    told = text_of(guarded.sent_to(LEAD))
    assert "as an attachment" in told
    assert "Your text was:\n\n" in told


@pytest.mark.parametrize("first", [AMAL, f"<{AMAL}>", f"Amal <{AMAL}>", f"{AMAL}<mailto:{AMAL}>"])
def test_an_address_alone_on_the_first_line_says_whose_it_is(guarded: Stage, first: str) -> None:
    row = guarded.arrive_one(by_lead(f"{first}\nPlease take this one.\n\n{HUAWEI}"))
    ticket = guarded.ticket(str(row["ticket"]))
    assert ticket["requester"] == AMAL
    assert [entry["text"] for entry in ticket["entries"]] == [FOUND, "Please take this one."]


@pytest.mark.parametrize("first", [f"Ask {AMAL} please", f"{AMAL} omar@relief.example.net", LEAD, DESK, "amal@"])
def test_S5_a_first_line_in_doubt_makes_nobody_the_requester(guarded: Stage, first: str) -> None:
    assert guarded.arrive_one(by_lead(f"{first}\n\n{HUAWEI}"))["state"] == "held"
    assert guarded.tickets() == []
    assert {to for _, to in guarded.owed()} == {LEAD}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Who leads the cluster in Gao?", "A question"),
        ("Who leads the cluster in Gao?", "Fwd: the cluster"),
        ("Who leads the cluster?\n\n-- \nLena Lead\nGlobal desk", "Fwd: the cluster"),
    ],
)
def test_what_passes_on_nothing_is_the_coordinators_own_request(guarded: Stage, text: str, subject: str) -> None:
    guarded.arrive_one(by_lead(text, subject))
    assert guarded.ticket("TD-10001")["requester"] == LEAD


def test_a_requesters_attached_mails_are_the_requesters(guarded: Stage) -> None:
    guarded.arrive_one(authenticated(with_mails(mail("See these two."), f"Amal <{AMAL}>", "Omar <omar@relief.example.net>")))
    assert guarded.ticket("TD-10001")["requester"] == AWA


GMAIL = (
    "---------- Forwarded message ---------\nFrom: Omar <omar@relief.example.net>\nDate: Mon, Feb 2, 2026 at 9:00 AM\n"
    "Subject: Found\nTo: Lena\n\nA grenade lies at the well.\n\nCome soon."
)
FILED = "Omar <omar@relief.example.net> · Found:\n> A grenade lies at the well.\n>\n> Come soon."


def note_above(stage: Stage, text: str, *, proved: bool = True) -> dict[str, object]:
    """A reply of the lead's to the mail that brought him the first request, with a forward in it."""
    stage.arrive_one(authenticated(mail()))
    to = str(parse(stage.transport.to(LEAD)[0])["Reply-To"])
    raw = mail(text, sender=LEAD, to=to, subject="Fwd: [TD-10001]")
    return stage.arrive_one(authenticated(raw, domain=TEAM) if proved else raw)


@pytest.mark.parametrize(("above", "kept"), [("#note For the file:", f"For the file:\n\n{FILED}"), ("#note", FILED)])
def test_a_note_keeps_the_mail_that_is_passed_on_below_it(guarded: Stage, above: str, kept: str) -> None:
    row = note_above(guarded, f"{above}\n\n{GMAIL}")
    assert row["disposition"] == "commanded"
    note = guarded.ticket("TD-10001")["entries"][-1]
    assert (note["kind"], note["author"], note["text"]) == ("note", LEAD, kept)
    assert "is kept with it" in text_of(guarded.sent_to(LEAD))
    assert len(guarded.transport.to(AWA)) == 1


def test_commands_without_a_note_say_that_the_mail_below_them_is_kept_nowhere(guarded: Stage) -> None:
    note_above(guarded, f"#urgency high\n\n{GMAIL}")
    assert guarded.ticket("TD-10001")["urgency"] == "high"
    assert "The mail that you passed on went to nobody" in text_of(guarded.sent_to(LEAD))
    note_above(guarded, f"#urgency low\n\n{GMAIL.replace('omar@relief.example.net', DESK)}")
    assert "passed on" not in text_of(guarded.sent_to(LEAD))


def test_a_note_keeps_the_files_of_what_is_passed_on(guarded: Stage) -> None:
    guarded.arrive_one(authenticated(mail()))
    to = str(parse(guarded.transport.to(LEAD)[0])["Reply-To"])
    raw = with_files(mail(f"#note\n\n{GMAIL}", sender=LEAD, to=to, subject="Fwd: x"), ("map.pdf", b"%PDF"))
    guarded.arrive_one(authenticated(raw, domain=TEAM))
    note = guarded.ticket("TD-10001")["entries"][-1]
    assert (note["text"], [file["filename"] for file in note["attachments"]]) == (FILED, ["map.pdf"])


def test_S3_a_note_keeps_no_mail_of_the_desk_itself(guarded: Stage) -> None:
    note_above(guarded, f"#note See above.\n\n{GMAIL.replace('omar@relief.example.net', DESK)}")
    assert guarded.ticket("TD-10001")["entries"][-1]["text"] == "See above."


def test_S1_the_question_shows_the_mail_that_a_note_would_keep(guarded: Stage) -> None:
    assert note_above(guarded, f"#note For the file:\n\n{GMAIL}", proved=False)["state"] == "held"
    asked = text_of(guarded.sent_to(LEAD))
    assert FILED in asked
    assert f"a note of {len(FILED) + len('For the file:') + 2} characters" in asked
    guarded.arrive_one(reply(guarded.sent_to(LEAD), "yes", minutes=90))
    assert guarded.ticket("TD-10001")["entries"][-1]["text"].endswith(FILED)


def test_the_owner_reads_what_stood_above_a_mail_that_was_passed_on(guarded: Stage) -> None:
    pass_on(guarded)
    routed = text_of(guarded.sent_to(MALI))
    assert (
        "Lena Lead a transmis ce message et a écrit, pour l'équipe seule\u00a0:\n\nShe rang me too; the school is closed."
        in routed
    )
    assert QUESTION in routed
    assert b"rang me" not in guarded.sent_to(AMINA)


def test_a_note_of_nobody_leaves_no_line_for_it(guarded: Stage) -> None:
    pass_on(guarded, words="")
    assert "transmis" not in text_of(guarded.sent_to(MALI))


def test_S5_of_a_restricted_request_the_words_above_it_stay_out_of_the_mail(guarded: Stage) -> None:
    guarded.arrive_one(by_lead(f"Her name is Mariam.\n\n{YANDEX.replace(FOUND, 'A survivor is here.')}"))
    assert guarded.ticket("TD-10001")["restricted"]
    assert ("route", LEAD) in guarded.owed()
    assert b"Mariam" not in b"".join(guarded.transport.to(LEAD))


@pytest.mark.parametrize("words", ["A word of mine. " * 3000, "#take " + "слово " * 4000])
def test_a_long_text_above_a_forward_keeps_the_mail_within_its_size(guarded: Stage, words: str) -> None:
    pass_on(guarded, words=words)
    (routed,) = guarded.transport.to(MALI)
    parts = [str(part.get_content()) for part in parse(routed).walk() if part.get_content_maintype() == "text"]
    assert sum(len(part.encode()) for part in parts) <= 20_500
    assert guarded.complaints == []


def test_the_receipt_says_truly_where_commands_go(guarded: Stage) -> None:
    """The request went to a colleague, so there is no other mail to the one who passed it on."""
    pass_on(guarded, words="#urgency high")
    told = guarded.sent_to(LEAD)
    assert "reply to this mail, with the commands on top" in text_of(told)
    guarded.arrive_one(authenticated(reply(told, "#urgency high", minutes=90), domain=TEAM))
    assert guarded.ticket("TD-10001")["urgency"] == "high"


@pytest.mark.parametrize(("words", "at_once"), [("She rang me too.", True), ("", False)])
def test_what_stood_above_it_waits_for_no_digest_which_would_not_tell_it(guarded: Stage, words: str, *, at_once: bool) -> None:
    text = SMALL["desk.yaml"].replace("language: fr}", "language: fr, digest: '14:00'}")
    guarded.publish({**SMALL, "desk.yaml": text})
    pass_on(guarded, words=words)
    assert bool(guarded.transport.to(MALI)) is at_once
