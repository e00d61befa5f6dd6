"""One tap: links that fill in a mail with commands. What they offer, what arrives, and that they give no more than a reply."""

import re
from dataclasses import replace
from urllib.parse import quote, unquote

import pytest

from mailbot.core.deciding.answering import TOKEN
from mailbot.core.desk import LANGUAGES
from mailbot.core.writing.mailto import LONGEST
from tests.mails import AWA, authenticated, mail, parse, reply, text_of
from tests.rulebooks import DESK, LEAD, MALI, SECOND, SMALL
from tests.stage import Stage
from tests.tapping import PROGRAMS, Draft, html_of, read_link, send, tap, taps_in

FIRST = ["Take it", "Ask for more", "Close it"]
QUESTION = (
    "Thank you for your message. So that we can help you, please tell us a little more: what do you need, in which country and "
    "district, and by when?\n\nPlease send no names, no photos of people and no medical details.\n"
)
STRANGER = "Max Muster <max@elsewhere.example.net>"


def route(stage: Stage, raw: bytes | None = None, owner: str = LEAD) -> bytes:
    """A request comes in; the mail that its owner gets."""
    stage.arrive_one(raw or mail())
    return stage.sent_to(owner)


def follow(stage: Stage, draft: Draft, *, sender: str = LEAD, program: str = "Gmail", number: int = 1) -> dict[str, object]:
    """Somebody sends what a link filled in."""
    return stage.arrive_one(send(draft, program, sender=sender, number=number))


def only(stage: Stage) -> dict[str, object]:
    (ticket,) = stage.tickets()
    return stage.ticket(ticket["reference"])


# What is offered, and to whom


def test_the_owner_is_offered_what_he_may_do(stage: Stage) -> None:
    assert list(taps_in(route(stage))) == [*FIRST, "Hand to: mines", "Hand to somebody else…"]


def test_a_deputy_is_offered_by_name_and_in_the_language_of_the_owner(stage: Stage) -> None:
    labels = list(taps_in(route(stage, mail("Une question de Gao"), MALI)))
    assert labels[:4] == ["Prendre la demande", "Demander des précisions", "Clore la demande", "Confier à Sam Second"]


def test_a_restricted_request_is_handed_on_by_nobody_but_a_lead(stage: Stage) -> None:
    labels = list(taps_in(route(stage, mail("I write for a survivor"))))
    assert (labels[0], labels[-1]) == ("Send me the text", "Hand to somebody else…")
    labels = list(taps_in(route(stage, mail("I write for a survivor in Gao"), MALI)))
    assert labels == ["M'envoyer le texte", "Prendre la demande", "Demander des précisions", "Clore la demande"]


def test_what_is_critical_is_to_be_taken_first(stage: Stage) -> None:
    assert list(taps_in(route(stage, mail("Fire, right now"))))[:3] == FIRST
    labels = list(taps_in(route(stage, mail("I write for a survivor, right now", message_id="<2@x>"))))
    assert labels[:2] == ["Take it", "Send me the text"]


def test_a_follow_up_and_a_new_owner_have_them_too_and_who_had_it_before_has_none(stage: Stage) -> None:
    first = route(stage)
    stage.arrive_one(reply(stage.sent_to(AWA), "One more thing."))
    assert list(taps_in(stage.sent_to(LEAD)))[:3] == FIRST
    stage.arrive_one(reply(first, f"#to {SECOND}"))
    assert list(taps_in(stage.sent_to(SECOND)))[:3] == FIRST
    follow(stage, tap(stage.sent_to(SECOND), "Take it"), sender=SECOND)
    stage.arrive_one(reply(first, "#take"))
    assert [m["kind"] for m in stage.outbox() if m["to"] == SECOND][-1] == "escalation"
    assert html_of(stage.sent_to(SECOND)) == ""


def test_a_desk_of_many_areas_offers_a_few(stage: Stage) -> None:
    more = "".join(f"  - {{id: area{n}, name: Area {n}, lead: global, topics: [t{n}]}}\n" for n in range(30))
    stage.publish({**SMALL, "desk.yaml": DESK.replace("targets:", f"{more}targets:")})
    data = route(stage)
    assert len(taps_in(data)) == 3 + 4 + 1
    assert len(data) < 20_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_is_short_and_holds_nothing_of_the_requester(stage: Stage, language: str) -> None:
    stage.publish({**SMALL, "desk.yaml": DESK.replace("name: Lena Lead}", f"name: Lena Lead, language: {language}}}")})
    links = list(taps_in(route(stage)).values())
    assert len(links) == 5
    for link in links:
        assert len(link) < LONGEST
        assert re.fullmatch(r"helpdesk\+td-10001\.[a-z2-7]{20}@desk\.example\.org", read_link(link).to)
        assert re.fullmatch(r"\[TD-10001\] #[a-z]+", read_link(link).subject)
        assert "Awa" not in link
        assert AWA not in read_link(link).body


# What arrives


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_tap_does_what_it_says_in_every_program(stage: Stage, program: str) -> None:
    routing = route(stage)
    before = len(stage.transport.to(AWA))
    row = follow(stage, tap(routing, "Take it"), program=program)
    assert (row["disposition"], only(stage)["status"]) == ("commanded", "open")
    assert text_of(stage.sent_to(LEAD)).startswith("- The request is yours.\n")
    assert len(stage.transport.to(AWA)) == before

    row = follow(stage, tap(routing, "Ask for more"), program=program, number=2)
    assert (row["disposition"], only(stage)["status"]) == ("answered", "waiting")
    assert text_of(stage.sent_to(AWA)) == QUESTION
    assert "We wait for the requester" in text_of(stage.sent_to(LEAD))

    row = follow(stage, tap(routing, "Close it"), program=program, number=3)
    assert (row["disposition"], only(stage)["status"]) == ("commanded", "closed")
    assert "is closed" in text_of(stage.sent_to(AWA))
    assert "Lena" not in "".join(text_of(data) for data in stage.transport.to(AWA))
    assert [entry["kind"] for entry in only(stage)["entries"]] == ["request", "event", "answer", "event", "event"]


SLOPPY = {
    "a program that decodes twice": lambda d: replace(d, body=unquote(d.body)),
    "a program that drops blank lines": lambda d: replace(d, body=re.sub(r"(?:\r\n)+", "\r\n", d.body)),
    "a program that writes LF": lambda d: replace(d, body=d.body.replace("\r\n", "\n")),
    "a program that trims": lambda d: replace(d, body=d.body.strip()),
    "a program that indents": lambda d: replace(d, body=f" \u00a0{d.body}"),
    "a program that marks the direction": lambda d: replace(d, body=f"\u200f{d.body}\u200f"),
    "a program without subject": lambda d: replace(d, subject=""),
    "a phone that capitalises": lambda d: replace(d, body=d.body.replace("#wait", "#Wait")),
}


@pytest.mark.parametrize("sloppy", SLOPPY)
def test_a_tap_survives_programs_that_know_less_than_the_rfc(stage: Stage, sloppy: str) -> None:
    draft = SLOPPY[sloppy](tap(route(stage), "Ask for more"))
    assert follow(stage, draft, program="plain")["disposition"] == "answered"
    assert "".join(text_of(stage.sent_to(AWA)).split()) == "".join(QUESTION.split())


def test_a_program_that_runs_all_into_one_line_sends_nothing(stage: Stage) -> None:
    draft = tap(route(stage), "Ask for more")
    before = len(stage.transport.to(AWA))
    row = follow(stage, replace(draft, body=" ".join(draft.body.split())), program="plain")
    assert row["state"] == "held"
    assert "NOTHING was done" in text_of(stage.sent_to(LEAD))
    assert len(stage.transport.to(AWA)) == before


def test_the_question_is_in_the_language_of_the_requester_and_may_be_edited(stage: Stage) -> None:
    draft = tap(
        route(stage, mail("Bonjour,\n\nqui dirige le groupe de travail et quand se réunit-il ? Merci beaucoup.")), "Ask for more"
    )
    assert "Merci de votre message." in draft.body
    follow(stage, replace(draft, body=draft.body.replace("Merci de votre", "Chère Awa, merci de votre")))
    assert text_of(stage.sent_to(AWA)).startswith("Chère Awa, merci de votre message.")


def test_hand_to_asks_for_a_name_and_takes_it(stage: Stage) -> None:
    draft = tap(route(stage), "Hand to somebody else…")
    assert draft.body == "#to \r\n\r\n"
    assert follow(stage, draft)["state"] == "held"
    assert "#to needs a name" in text_of(stage.sent_to(LEAD))
    follow(stage, replace(draft, body="#to Sam Second\r\n\r\n"), number=2)
    assert only(stage)["owner"] == SECOND


def test_hand_to_a_person_and_to_an_area(stage: Stage) -> None:
    routing = route(stage, mail("Une question de Gao"), MALI)
    follow(stage, tap(routing, "Confier à\u00a0: mines"), sender=MALI)
    assert only(stage)["area"] == "mines"
    follow(stage, tap(routing, "Confier à Sam Second"), sender=MALI, number=2)
    assert only(stage)["owner"] == SECOND


def test_the_owner_of_a_restricted_request_is_sent_its_text(stage: Stage) -> None:
    draft = tap(route(stage, mail("I write for a survivor. She is in the hospital.")), "Send me the text")
    follow(stage, draft)
    assert any("She is in the hospital" in text_of(data) for data in stage.transport.to(LEAD))


def test_a_server_that_strips_the_tag_leaves_the_reference_to_an_authenticated_owner(stage: Stage) -> None:
    draft = replace(tap(route(stage), "Take it"), to="helpdesk@desk.example.org")
    assert follow(stage, draft)["state"] == "held"
    stage.trust()
    raw = send(draft, "Outlook", sender=LEAD, number=2)
    assert stage.arrive_one(authenticated(raw, domain="team.example.org"))["disposition"] == "commanded"


# What an attacker has of them


@pytest.mark.parametrize("label", [*FIRST, "Hand to: mines"])
@pytest.mark.parametrize("sender", [STRANGER, f"Awa Toure <{AWA}>"], ids=["a stranger", "the requester"])
def test_S3_a_link_in_the_hands_of_others_opens_a_new_ticket_and_no_more(stage: Stage, sender: str, label: str) -> None:
    draft = tap(route(stage), label)
    before = only(stage)
    row = follow(stage, draft, sender=sender)
    assert row["disposition"] == "opened"
    assert stage.ticket("TD-10001") == before
    assert len(stage.tickets()) == 2


def test_S1_a_link_in_the_hands_of_a_colleague_does_nothing(stage: Stage) -> None:
    draft = tap(route(stage), "Close it")
    assert follow(stage, draft, sender=MALI)["state"] == "held"
    assert only(stage)["status"] == "new"


def test_S1_a_forged_sender_does_nothing_with_a_link_where_a_border_server_is_trusted(stage: Stage) -> None:
    draft = tap(route(stage), "Close it")
    stage.trust()
    assert follow(stage, draft)["state"] == "held"
    for number, verdict in enumerate(("none", "fail"), 2):
        raw = authenticated(send(draft, "Gmail", sender=LEAD, number=number), verdict, "team.example.org")
        assert stage.arrive_one(raw)["state"] == "held"
    assert only(stage)["status"] == "new"


@pytest.mark.parametrize(
    "subject",
    [
        "x&body=#close",
        "x%26body%3D%23close%0d%0a#close",
        '"><script>alert(1)</script><a href="mailto:x@evil.example.net',
        "'\"<>&#34;&amp;body=x",
        "\u202emoc.live@x \u2067 #close \u200f",
    ],
)
def test_S2_no_word_of_the_requester_gets_into_a_link(stage: Stage, subject: str) -> None:
    evil = mail(sender='"&body=#close" <evil&body=close@ngo.example.org>', subject=subject, text=f"{subject}\n\nWho leads it?")
    bodies = [[read_link(link).body for link in taps_in(route(stage, raw)).values()] for raw in (evil, mail())]
    assert bodies[0] == bodies[1]
    assert len(bodies[0]) == 5
    first = html_of(stage.transport.to(LEAD)[0])
    assert "<script" not in first
    assert first.count("<a ") == 5


def test_S5_no_mail_to_a_requester_carries_a_tap(stage: Stage) -> None:
    routing = route(stage)
    for number, label in enumerate(("Take it", "Ask for more", "Close it"), 1):
        follow(stage, tap(routing, label), number=number)
    sent = stage.transport.to(AWA)
    assert len(sent) == 3
    for data in sent:
        assert parse(data).get_content_type() == "text/plain"
        assert "mailto:" not in text_of(data)
        assert TOKEN.search(text_of(data)) is None


FORMS_OF_A_TOKEN = {
    "as it is": str,
    "in a link": lambda address: quote(address, safe="@"),
    "encoded in lower case": lambda address: quote(address, safe="").lower(),
    "encoded twice": lambda address: quote(quote(address)),
    "the plus read as a blank": lambda address: address.replace("+", " "),
    "in capitals": str.upper,
}


@pytest.mark.parametrize("form", FORMS_OF_A_TOKEN)
def test_S2_a_reply_address_of_ours_reaches_no_requester_in_any_form(stage: Stage, form: str) -> None:
    routing = route(stage)
    before = len(stage.transport.to(AWA))
    address = str(parse(routing)["Reply-To"])
    row = stage.arrive_one(reply(routing, f"Dear Awa,\nwe come on Sunday.\nTake it <mailto:{FORMS_OF_A_TOKEN[form](address)}?x>"))
    assert row["state"] == "held"
    assert len(stage.transport.to(AWA)) == before


def test_a_reference_in_an_answer_is_no_reply_address(stage: Stage) -> None:
    row = stage.arrive_one(reply(route(stage), "Your reference is TD-10001.Please keep it: TD-10001. abcdefghijklmnopqrst"))
    assert row["disposition"] == "answered"
