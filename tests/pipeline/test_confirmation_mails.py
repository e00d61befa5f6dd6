"""What nobody proved is held, and done once its sender confirms it: by one reply to the address on file, once and in time."""

from datetime import timedelta

import pytest

from mailbot.core.desk import LANGUAGES
from mailbot.core.writing.identity import mint_confirmation_token, mint_reply_token, reply_address
from tests.mails import AWA, DESK, authenticated, mail, parse, reply, text_of, with_files
from tests.rulebooks import LEAD, SECOND, SMALL
from tests.stage import Stage
from tests.tapping import read_link, taps_in

MALLORY = "mallory@evil.example.net"
TEAM = "team.example.org"
ANSWER = "Ms Diallo leads it."


@pytest.fixture
def guarded(stage: Stage) -> Stage:
    """A desk behind a border server, with one ticket, its ack and its routing mail sent."""
    stage.trust()
    stage.arrive_one(authenticated(mail()))
    return stage


def routing(stage: Stage) -> bytes:
    return stage.transport.to(LEAD)[0]


def question(stage: Stage, text: str = f"#urgency high\n\n{ANSWER}") -> bytes:
    """What the lead is asked after a mail in his name that is not authenticated."""
    row = stage.arrive_one(reply(routing(stage), text))
    assert (row["state"], row["ticket"]) == ("held", None)
    assert stage.owed()[-1] == ("confirmation", LEAD)
    return stage.sent_to(LEAD)


def untouched(stage: Stage) -> bool:
    ticket = stage.ticket("TD-10001")
    kinds = [entry["kind"] for entry in ticket["entries"]]
    return kinds == ["request"] and ticket["urgency"] == "normal" and len(stage.transport.to(AWA)) == 1


def test_S1_a_held_mail_is_done_once_its_sender_says_yes(guarded: Stage) -> None:
    asked = question(guarded)
    assert untouched(guarded)
    assert ANSWER in text_of(asked)
    row = guarded.arrive_one(reply(asked, "Yes", minutes=70))
    assert (row["disposition"], row["reason"]) == ("commanded", f"{LEAD} confirmed inbound 2")
    assert guarded.inbound()[1]["disposition"] == "answered"
    assert guarded.ticket("TD-10001")["urgency"] == "high"
    assert text_of(guarded.sent_to(AWA)) == f"{ANSWER}\n"
    assert text_of(guarded.sent_to(LEAD)).startswith("- Your answer is on its way")


def test_what_is_confirmed_late_takes_back_nothing_that_was_done_since(guarded: Stage) -> None:
    guarded.arrive_one(authenticated(reply(routing(guarded), "#urgency high"), domain=TEAM))
    guarded.arrive_one(reply(routing(guarded), "#undo", minutes=61))
    asked = guarded.sent_to(LEAD)
    guarded.arrive_one(authenticated(reply(routing(guarded), "#country Mali", minutes=62), domain=TEAM))
    guarded.arrive_one(reply(asked, "Yes", minutes=63))
    assert (guarded.ticket("TD-10001")["urgency"], guarded.ticket("TD-10001")["country"]) == ("normal", "ML")
    assert "- Urgency: High → Normal" in text_of(guarded.sent_to(LEAD))


def test_S1_one_yes_counts_once(guarded: Stage) -> None:
    asked = question(guarded)
    guarded.arrive_one(reply(asked, "Yes", minutes=70))
    answers = len(guarded.transport.to(AWA))
    again = guarded.arrive_one(reply(asked, "yes", minutes=80))
    assert (again["state"], again["disposition"]) == ("done", "discarded")
    assert guarded.outbox()[-1]["hint"] == "done"
    assert len(guarded.transport.to(AWA)) == answers
    assert guarded.inbound()[1]["disposition"] == "answered"


def test_S1_two_that_say_yes_at_once_have_it_done_once(guarded: Stage) -> None:
    asked = question(guarded)
    for minutes in (70, 71):
        guarded.mailbox.put(reply(asked, "yes", minutes=minutes), received_at=guarded.clock.now())
    guarded.poll()
    guarded.process()
    guarded.deliver()
    assert [row["disposition"] for row in guarded.inbound()] == ["opened", "answered", "commanded", "discarded"]
    assert len(guarded.transport.to(AWA)) == 2


def test_S1_a_yes_that_comes_too_late_does_nothing(guarded: Stage) -> None:
    asked = question(guarded)
    guarded.clock.move(timedelta(days=3, seconds=1))
    row = guarded.arrive_one(reply(asked, "Yes", minutes=70))
    assert row["disposition"] == "discarded"
    assert "time is over" in row["reason"]
    assert untouched(guarded)


@pytest.mark.parametrize("said", ["Yes but not that", "#take", "yes " * 40, "Am Montag zurück"])
def test_S1_anything_but_a_yes_confirms_nothing_and_is_asked_back(guarded: Stage, said: str) -> None:
    row = guarded.arrive_one(reply(question(guarded), said, minutes=70))
    assert row["state"] == "held"
    assert untouched(guarded)
    assert guarded.outbox()[-1]["hint"] == "no_yes"


@pytest.mark.parametrize(
    "said", ["yes", "Oui.", "¡Sí!", "نعم", "Sim", "Да", "Так", "#yes", "Yes, thanks\nLena", "YES\n\nBest regards"]
)
def test_yes_is_understood_in_every_language(guarded: Stage, said: str) -> None:
    guarded.arrive_one(reply(question(guarded), said, minutes=70))
    assert guarded.inbound()[1]["disposition"] == "answered"


def test_L4_an_automatic_reply_confirms_nothing(guarded: Stage) -> None:
    robot = reply(question(guarded), "Yes", minutes=70, extra=[("Auto-Submitted", "auto-replied")])
    assert guarded.arrive_one(robot)["disposition"] == "automatic"
    assert untouched(guarded)


def test_S1_a_yes_by_somebody_else_confirms_nothing(guarded: Stage) -> None:
    asked = question(guarded)
    for sender in (MALLORY, SECOND):
        guarded.arrive_one(reply(asked, "Yes", sender=sender, minutes=70))
    assert guarded.inbound()[1]["state"] == "held"
    assert untouched(guarded)


def test_S3_a_confirmation_is_not_made_of_other_references(guarded: Stage) -> None:
    """Neither the reference of the ticket nor the confirmation of another mail serves, whatever an attacker was forwarded."""
    first = question(guarded)
    guarded.arrive_one(reply(routing(guarded), "#close", minutes=65))
    assert guarded.inbound()[2]["state"] == "held"
    for token in (
        mint_reply_token(guarded.keys, guarded.name_of(1), LEAD),
        mint_confirmation_token(guarded.keys, 2, SECOND),
        mint_reply_token(guarded.keys, "2", LEAD),
    ):
        guarded.arrive_one(mail("Yes", sender=LEAD, to=reply_address(DESK, "TD-10001", token), subject=f"Re: {token}"))
    assert untouched(guarded)
    guarded.arrive_one(reply(first, "Yes", minutes=90))
    assert [guarded.inbound()[at]["state"] for at in (1, 2)] == ["done", "held"]
    assert guarded.ticket("TD-10001")["status"] == "waiting"


@pytest.mark.parametrize("way", ["address", "message id"])
def test_a_confirmation_is_known_by_its_address_or_by_its_message_id(guarded: Stage, way: str) -> None:
    asked = question(guarded)
    said = reply(asked, "Yes", named=way != "address", address=DESK if way == "message id" else "", subject="hello", minutes=70)
    guarded.arrive_one(said)
    assert guarded.inbound()[1]["disposition"] == "answered"


def test_S4_a_forged_yes_is_held(guarded: Stage) -> None:
    row = guarded.arrive_one(authenticated(reply(question(guarded), "Yes", minutes=70), "fail", TEAM))
    assert row["state"] == "held"
    assert untouched(guarded)


def test_S1_an_attacker_who_knows_everything_but_a_secret_changes_nothing(guarded: Stage) -> None:
    """Ticket number, addresses and templates: a new ticket, or a held mail and one question to the real person."""
    subject = "Re: [TD-10001] Normal · Protection: A question"
    for number, text in enumerate(("#close", "#to sam", "#take\n\nPay to this account.", "Please pay to this account.")):
        row = guarded.arrive_one(mail(text, sender=LEAD, subject=subject, message_id=f"<{number}@evil.example.net>"))
        assert (row["state"], row["ticket"]) == ("held", None)
    assert untouched(guarded)
    assert [owed for owed in guarded.owed() if owed[0] == "confirmation"] == [("confirmation", LEAD)] * 4


def test_L3_questions_for_confirmation_are_within_the_hourly_limit(guarded: Stage) -> None:
    for number in range(14):
        guarded.arrive_one(mail(f"#close {number}", sender=LEAD, subject="[TD-10001]", message_id=f"<{number}@evil.example.net>"))
    assert [owed for owed in guarded.owed() if owed[0] == "confirmation"] == [("confirmation", LEAD)] * 10
    assert {row["state"] for row in guarded.inbound()[1:]} == {"held"}


def test_an_owner_who_kept_only_the_number_confirms_where_no_border_server_is_believed(stage: Stage) -> None:
    """A server that strips the plus-part, a program that strips References: asked back, and done after a yes."""
    stage.arrive_one(mail())
    row = stage.arrive_one(mail(ANSWER, sender=LEAD, subject="[TD-10001] the answer"))
    assert row["state"] == "held"
    stage.arrive_one(reply(stage.sent_to(LEAD), "Yes", minutes=70))
    assert stage.inbound()[1]["disposition"] == "answered"
    assert text_of(stage.sent_to(AWA)) == f"{ANSWER}\n"


def test_a_right_domain_alone_hands_a_ticket_on_after_a_yes(guarded: Stage) -> None:
    named = authenticated(mail("#to sam", sender=LEAD, subject="[TD-10001]"), domain=TEAM)
    assert guarded.arrive_one(named)["state"] == "held"
    assert guarded.ticket("TD-10001")["owner"] == LEAD
    guarded.arrive_one(authenticated(reply(guarded.sent_to(LEAD), "Yes", minutes=70), domain=TEAM))
    assert guarded.ticket("TD-10001")["owner"] == SECOND


def test_a_colleague_who_names_a_number_that_is_not_his_is_asked_back_without_a_way_in(guarded: Stage) -> None:
    row = guarded.arrive_one(mail("#close", sender=SECOND, subject="[TD-10001]"))
    assert (row["state"], row["ticket"]) == ("held", None)
    assert guarded.owed()[-1] == ("receipt", SECOND)
    assert untouched(guarded)


def test_a_reply_without_words_asks_nobody_to_confirm(guarded: Stage) -> None:
    row = guarded.arrive_one(reply(routing(guarded), ""))
    assert row["disposition"] == "discarded"
    assert guarded.outbox()[-1]["hint"] == "nothing_written"


def test_what_was_confirmed_and_cannot_be_done_is_told(guarded: Stage) -> None:
    guarded.arrive_one(reply(question(guarded, "#urgncy high"), "Yes", minutes=70))
    assert guarded.inbound()[1]["state"] == "held"
    assert "Did you mean #urgency?" in text_of(guarded.sent_to(LEAD))
    assert untouched(guarded)


def test_the_question_shows_its_reader_what_came_in_his_name_of_a_restricted_ticket_too(stage: Stage) -> None:
    stage.trust()
    stage.arrive_one(authenticated(mail("A survivor called Mariam needs help.")))
    stage.arrive_one(reply(stage.sent_to(LEAD), "Come alone to the market at nine."))
    assert stage.owed()[-1] == ("confirmation", LEAD)
    assert "Come alone to the market at nine." in text_of(stage.sent_to(LEAD))
    assert b"Mariam" not in stage.sent_to(LEAD)


@pytest.mark.parametrize("hidden", [" " * 2100, "\u00a0" * 1500, "\n" * 1500, "!" * 1900, " \n" * 700])
def test_S1_nothing_is_confirmed_that_the_question_did_not_show(guarded: Stage, hidden: str) -> None:
    """A command pushed out of sight, a tail behind a long text: read out, or too long to be asked about."""
    guarded.arrive_one(reply(routing(guarded), f"#take{hidden}#cc {MALLORY}"))
    asked = guarded.owed()[-1] == ("confirmation", LEAD)
    assert not asked or f"#cc {MALLORY}" in text_of(guarded.sent_to(LEAD))
    assert asked or guarded.outbox()[-1]["hint"] == "too_long_to_confirm"


def test_S1_a_long_mail_and_its_files_are_told(guarded: Stage) -> None:
    guarded.arrive_one(reply(routing(guarded), "A long text. " * 200))
    assert guarded.outbox()[-1]["hint"] == "too_long_to_confirm"
    guarded.arrive_one(with_files(reply(routing(guarded), "See the file.", minutes=70), ("malware.exe", b"x")))
    said = text_of(guarded.sent_to(LEAD))
    assert "File: malware.exe" in said
    assert "an answer of 13 characters" in said
    assert untouched(guarded)


def test_a_second_yes_is_told_that_it_is_settled(guarded: Stage) -> None:
    asked = question(guarded)
    for minutes in (70, 80):
        guarded.arrive_one(reply(asked, "Yes", minutes=minutes))
    told = text_of(guarded.sent_to(LEAD))
    assert "settled already" in told
    assert "NOTHING" not in told


@pytest.mark.parametrize("said", ["yes", "Oui, merci"])
def test_a_yes_that_answers_no_question_is_no_answer_to_the_requester(guarded: Stage, said: str) -> None:
    guarded.arrive_one(authenticated(reply(routing(guarded), "#urgency high"), domain=TEAM))
    row = guarded.arrive_one(authenticated(reply(guarded.sent_to(LEAD), said, minutes=70), domain=TEAM))
    assert row["state"] == "held"
    assert guarded.outbox()[-1]["hint"] == "yes_to_what"
    assert len(guarded.transport.to(AWA)) == 1
    answered = guarded.arrive_one(authenticated(reply(routing(guarded), said, minutes=80), domain=TEAM))
    assert answered["disposition"] == "answered"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_is_asked_in_the_coordinators_language(stage: Stage, language: str) -> None:
    stage.publish({**SMALL, "desk.yaml": SMALL["desk.yaml"].replace("name: Lena Lead", f"name: Lena Lead, language: {language}")})
    stage.trust()
    stage.arrive_one(authenticated(mail()))
    stage.arrive_one(reply(routing(stage), ANSWER))
    asked = parse(stage.sent_to(LEAD))
    assert (asked["Content-Language"], asked["Auto-Submitted"]) == (language, "auto-replied")
    assert ANSWER in text_of(stage.sent_to(LEAD))
    word = {"en": "yes", "fr": "oui", "es": "sí", "ar": "نعم", "pt": "sim", "ru": "да", "uk": "так"}[language]
    assert word in text_of(stage.sent_to(LEAD))
    stage.arrive_one(reply(stage.sent_to(LEAD), word, minutes=70))
    assert stage.inbound()[1]["disposition"] == "answered"


def test_a_confirmed_mail_is_replayed_to_the_same_decision(guarded: Stage) -> None:
    from mailbot.pipeline.replay import Verdict, replay
    from mailbot.ports import Past

    guarded.arrive_one(reply(question(guarded), "Yes", minutes=70))
    assert [one.verdict for one in replay(guarded.store, Past())] == [Verdict.SAME] * 3


def test_one_tap_says_yes(guarded: Stage) -> None:
    """The button of the question, as a telephone sends it: a new mail without any reference but its address."""
    draft = read_link(taps_in(question(guarded))["Yes, I wrote this"])
    assert (draft.subject, draft.body) == ("[TD-10001] yes", "yes\r\n\r\n")
    guarded.arrive_one(mail(f"{draft.body}Sent from my iPhone", sender=LEAD, to=draft.to, subject=draft.subject))
    assert guarded.inbound()[1]["disposition"] == "answered"


NOES = [
    *(
        "No",
        "no.",
        "No! That was not me.",
        "That wasn\u2019t me",
        "I did not write this",
        "That was not me. Please ask him.",
        "#no",
    ),
    *(
        "Non.",
        "Non, ce n'est pas moi.",
        "Je ne l'ai pas écrit",
        "No, no fui yo.",
        "Yo no lo escribí",
        "Não!",
        "Não fui eu que escrevi",
    ),
    *(
        "لا",
        "لست أنا",
        "لا، لم أكتب هذه الرسالة",
        "Нет",
        "Нет, это не я.",
        "Я этого не писала",
        "Ні.",
        "Це не я",
        "Ні, я цього не писав",
    ),
]


def tells_of_no(stage: Stage) -> bool:
    return stage.outbox()[-1]["hint"] == "no_yes"


@pytest.mark.parametrize(
    "said",
    [
        "It is me, I did not write from my office account.",
        "I did send it, but I did not send it from my phone",
        "I did not send it from my phone, I sent it from the office.",
        "I wrote this. Not sure why you did not send it!",
        "Please send it, you didn't send it!",
        "No, I wrote it.",
        "Is it not mine?",
        "That was me. I have not written anything wrong.",
        "C'est bien moi, mais je ne l'ai pas envoyé du bureau",
        "Это я, просто не отправлял с рабочего адреса",
        "Я не отправлял с рабочего адреса",
    ],
)
def test_a_no_in_doubt_is_asked_back(guarded: Stage, said: str) -> None:
    asked = question(guarded)
    row = guarded.arrive_one(reply(asked, said, minutes=70))
    assert (row["state"], tells_of_no(guarded)) == ("held", True)
    guarded.arrive_one(reply(asked, "Yes", minutes=80))
    assert guarded.inbound()[1]["disposition"] == "answered"


@pytest.mark.parametrize("said", NOES)
def test_S1_a_no_settles_the_mail_for_good(guarded: Stage, said: str) -> None:
    asked = question(guarded)
    row = guarded.arrive_one(reply(asked, said, minutes=70))
    assert (row["disposition"], row["reason"]) == ("discarded", f"{LEAD} did not write inbound 2")
    held = guarded.inbound()[1]
    assert (held["state"], held["disposition"]) == ("done", "discarded")
    assert held["reason"] == f"{LEAD} says that he did not write it"
    guarded.arrive_one(reply(asked, "yes", minutes=80))
    assert "settled already" in text_of(guarded.sent_to(LEAD))
    assert guarded.inbound()[1]["disposition"] == "discarded"
    assert untouched(guarded)


def test_who_says_no_is_thanked_and_the_admin_hears_of_it(stage: Stage) -> None:
    stage.publish(
        {**SMALL, "desk.yaml": SMALL["desk.yaml"].replace(f"coordinators: [{LEAD}]", f"coordinators: [{LEAD}, {SECOND}]")}
    )
    stage.trust()
    stage.arrive_one(authenticated(mail()))
    stage.arrive_one(reply(question(stage), "No! That was not me.", minutes=70))
    assert "Nothing of that mail was done, and nothing will be." in text_of(stage.sent_to(LEAD))
    assert [owed for owed in stage.owed() if owed[0] == "alert"] == [("alert", SECOND)]
    alert = parse(stage.sent_to(SECOND))
    assert "somebody wrote in a coordinator's name" in str(alert["Subject"])
    assert f"inbound 2: {LEAD} says that he did not write it" in text_of(stage.sent_to(SECOND))


def test_an_admin_without_a_colleague_is_alerted_himself(guarded: Stage) -> None:
    guarded.arrive_one(reply(question(guarded), "No", minutes=70))
    assert guarded.owed()[-2:] == [("alert", LEAD), ("receipt", LEAD)]


@pytest.mark.parametrize(
    "said",
    [
        *("No problem, go ahead", "Not sure", "No?", "Yes, no problem", "No, yes", "Pas de problème", "No hay problema"),
        *("Нет проблем", "Не знаю", "Sem problema", "لا مشكلة", "Please send it. " * 20 + "No", "Nothing", "I know"),
    ],
)
def test_what_is_no_clear_no_settles_nothing(guarded: Stage, said: str) -> None:
    asked = question(guarded)
    guarded.arrive_one(reply(asked, said, minutes=70))
    assert (guarded.inbound()[1]["state"], tells_of_no(guarded)) == ("held", True)
    guarded.arrive_one(reply(asked, "yes", minutes=80))
    assert guarded.inbound()[1]["disposition"] == "answered"


def test_S1_a_no_by_somebody_else_settles_nothing(guarded: Stage) -> None:
    asked = question(guarded)
    for sender in (MALLORY, SECOND):
        guarded.arrive_one(reply(asked, "No", sender=sender, minutes=70))
    assert guarded.inbound()[1]["state"] == "held"
    assert "alert" not in {kind for kind, _ in guarded.owed()}


def test_S4_a_forged_no_is_held(guarded: Stage) -> None:
    row = guarded.arrive_one(authenticated(reply(question(guarded), "No", minutes=70), "fail", TEAM))
    assert (row["state"], guarded.inbound()[1]["state"]) == ("held", "held")


def test_L4_an_automatic_no_settles_nothing(guarded: Stage) -> None:
    robot = reply(question(guarded), "No", minutes=70, extra=[("Auto-Submitted", "auto-replied")])
    assert guarded.arrive_one(robot)["disposition"] == "automatic"
    assert guarded.inbound()[1]["state"] == "held"


def test_S1_a_no_after_the_yes_undoes_nothing(guarded: Stage) -> None:
    asked = question(guarded)
    guarded.arrive_one(reply(asked, "Yes", minutes=70))
    row = guarded.arrive_one(reply(asked, "No", minutes=80))
    assert (row["disposition"], guarded.inbound()[1]["disposition"]) == ("discarded", "answered")
    assert "alert" not in {kind for kind, _ in guarded.owed()}


def test_S1_a_yes_and_a_no_at_once_have_one_of_them_done(guarded: Stage) -> None:
    asked = question(guarded)
    for minutes, said in ((70, "no"), (71, "yes")):
        guarded.mailbox.put(reply(asked, said, minutes=minutes), received_at=guarded.clock.now())
    guarded.poll()
    guarded.process()
    guarded.deliver()
    assert [row["disposition"] for row in guarded.inbound()] == ["opened", "discarded", "discarded", "discarded"]
    assert untouched(guarded)


def test_a_late_no_settles_too(guarded: Stage) -> None:
    asked = question(guarded)
    guarded.clock.move(timedelta(days=9))
    guarded.arrive_one(reply(asked, "No", minutes=70))
    assert guarded.inbound()[1]["disposition"] == "discarded"


def test_a_no_settles_a_mail_that_passes_on_another(stage: Stage) -> None:
    stage.trust()
    text = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Amina <amina@field.example.net>\nDate: Mon, 2 Feb 2026 at 10:00\n"
    )
    stage.arrive_one(mail(f"{text}Subject: x\nTo: Lena\n\nWe found a mine.", sender=LEAD, subject="Fwd: x"))
    stage.arrive_one(reply(stage.sent_to(LEAD), "No, that was not me.", minutes=70))
    assert (stage.inbound()[0]["disposition"], stage.tickets()) == ("discarded", [])


def test_a_denied_mail_is_replayed_to_the_same_decision(guarded: Stage) -> None:
    from mailbot.pipeline.replay import Verdict, replay
    from mailbot.ports import Past

    guarded.arrive_one(reply(question(guarded), "No", minutes=70))
    assert [one.verdict for one in replay(guarded.store, Past())] == [Verdict.SAME] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_says_in_each_language_how_to_deny(stage: Stage, language: str) -> None:
    stage.publish({**SMALL, "desk.yaml": SMALL["desk.yaml"].replace("name: Lena Lead", f"name: Lena Lead, language: {language}")})
    stage.trust()
    stage.arrive_one(authenticated(mail()))
    stage.arrive_one(reply(routing(stage), ANSWER))
    word = {"en": "no", "fr": "non", "es": "no", "ar": "لا", "pt": "não", "ru": "нет", "uk": "ні"}[language]
    asked = text_of(stage.sent_to(LEAD))
    assert any(f"{left}{word}{right}" in asked for left, right in (('"', '"'), ("«", "»"), ("«\u00a0", "\u00a0»")))
    stage.arrive_one(reply(stage.sent_to(LEAD), word, minutes=70))
    assert stage.inbound()[1]["disposition"] == "discarded"
    assert stage.complaints == []
