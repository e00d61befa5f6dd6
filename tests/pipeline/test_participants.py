"""People who take part in a request, as a conversation: what reaches whom, what is stored, how they leave."""

import pytest

from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.deciding.leaving_words import WORDS
from mailbot.core.decision import AddParticipant
from mailbot.core.desk import LANGUAGES
from mailbot.ports import Conflict, Deferred, NoServer, Sent
from tests.mails import AUTHSERV, AWA, DESK, authenticated, mail, parse, reply, text_of, with_files
from tests.pipeline.test_loops_of_mail import bounce_of
from tests.rulebooks import LEAD, SECOND
from tests.stage import Stage

BOB, EVE = "bob@field.example.net", "eve@field.example.net"
MALLORY = "mallory@evil.example.net"
SECRET = "my sister is called Mariam"


@pytest.fixture
def shared(stage: Stage) -> Stage:
    """A desk with one ticket in which Bob takes part; he has had one answer."""
    stage.arrive_one(mail(f"Who leads the cluster? {SECRET}.", subject="My sister"))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {BOB}\n\nMs Diallo leads it."))
    return stage


def participants(stage: Stage) -> list[tuple[str, str | None]]:
    return [(one["address"], one["left_by"]) for one in stage.ticket("TD-10001")["participants"]]


def answers(stage: Stage, address: str) -> list[str]:
    """The words of the desk's answers that somebody has."""
    return [text_of(data) for data in stage.transport.to(address) if b".answer." in data.partition(b"\r\n\r\n")[0]]


def test_he_gets_the_answer_and_nothing_of_before(shared: Stage) -> None:
    copy = shared.sent_to(BOB)
    everything = text_of(copy) + str(parse(copy)["Subject"]) + copy.decode()
    assert "Ms Diallo leads it." in text_of(copy)
    for hidden in ("Mariam", "sister", AWA, "Awa", LEAD, "Lena"):
        assert hidden not in everything
    assert "TD-10001" in text_of(copy)
    assert "the desk has added you" in text_of(copy)
    assert parse(copy)["In-Reply-To"] is None
    assert parse(copy)["Auto-Submitted"] is None
    (row,) = shared.ticket("TD-10001")["participants"]
    assert (row["address"], row["added_by"], row["added_at"], row["left_at"]) == (BOB, LEAD, shared.clock.now(), None)


def test_each_has_a_mail_and_a_reference_of_his_own_and_sees_nobody_else(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(LEAD), f"#cc {EVE}\n\nShe is back on Monday.", minutes=70))
    last = [shared.sent_to(address) for address in (AWA, BOB, EVE)]
    assert [len(shared.transport.to(address)) for address in (AWA, BOB, EVE)] == [3, 2, 1]
    assert len({parse(data)[name] for data in last for name in ("Message-ID", "Reply-To")}) == 6
    for data, own in zip(last, (AWA, BOB, EVE), strict=True):
        assert parse(data)["To"] == own
        assert parse(data)["Cc"] is None
        for other in {AWA, BOB, EVE} - {own}:
            assert other.encode() not in data
            assert other not in text_of(data)
        assert "Other people who receive this answer: 2" in text_of(data)
    assert parse(last[1])["References"] == parse(shared.transport.to(BOB)[0])["Message-ID"]


def test_the_requester_is_told_nothing_where_nobody_takes_part(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), "Ms Diallo leads it."))
    assert text_of(stage.sent_to(AWA)) == "Ms Diallo leads it.\n"
    assert parse(stage.sent_to(AWA))["List-Unsubscribe"] is None


def test_nobody_gets_a_mail_before_there_is_an_answer(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {BOB} {EVE}"))
    assert stage.transport.to(BOB) == stage.transport.to(EVE) == []
    receipt = text_of(stage.sent_to(LEAD))
    assert f"Taking part from now on: {BOB}, {EVE}." in receipt
    assert "reply with #undo" in receipt
    stage.arrive_one(reply(stage.sent_to(LEAD), "#close", minutes=70))
    assert stage.transport.to(BOB) == []
    assert "is closed" in text_of(stage.sent_to(AWA))


def test_files_of_an_answer_go_along(shared: Stage) -> None:
    shared.arrive_one(with_files(reply(shared.sent_to(LEAD), "See the plan.", minutes=70), ("plan.pdf", b"%PDF")))
    for address in (AWA, BOB):
        assert [part.get_filename() for part in parse(shared.sent_to(address)).iter_attachments()] == ["plan.pdf"]


def test_S5_his_reply_goes_to_the_owner_alone_and_says_who_wrote(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(LEAD), f"#cc {EVE}", minutes=70))
    before = [len(shared.transport.to(address)) for address in (AWA, EVE)]
    row = shared.arrive_one(reply(shared.sent_to(BOB), "She moved to Gao, call her there. It is urgent.", minutes=80))
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10001")
    assert [len(shared.transport.to(address)) for address in (AWA, EVE)] == before
    told = text_of(shared.sent_to(LEAD))
    assert told.startswith("NOT the requester: somebody who takes part in the request wrote.\n")
    assert f"Who wrote: {BOB}\nRequester: Awa Toure, {AWA}" in told
    assert f"Your answer also goes to: {BOB}, {EVE}" in told
    assert "She moved to Gao" in told
    line = shared.ticket("TD-10001")["entries"][-1]
    assert (line["kind"], line["author"]) == ("reply", BOB)
    assert shared.ticket("TD-10001")["urgency"] == "high"
    shared.arrive_one(reply(shared.sent_to(LEAD), "#history", minutes=90))
    history = text_of(shared.transport.to(LEAD)[-2])
    assert f"Participant · {BOB}\nShe moved to Gao" in history
    assert "Request · Awa Toure" in history


def test_an_answer_to_his_mail_goes_to_all_as_any_answer(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(BOB), "She moved to Gao.", minutes=80))
    shared.arrive_one(reply(shared.sent_to(LEAD), "Thank you, we call her in Gao.", minutes=90))
    assert [len(answers(shared, address)) for address in (AWA, BOB)] == [2, 2]
    assert all("She moved" not in text for text in answers(shared, AWA))


def test_his_files_are_sent_to_the_owner_on_demand(shared: Stage) -> None:
    shared.arrive_one(with_files(reply(shared.sent_to(BOB), "A map.", minutes=80), ("map.pdf", b"%PDF")))
    assert "map.pdf" in text_of(shared.sent_to(LEAD))
    shared.arrive_one(reply(shared.sent_to(LEAD), "#attachments", minutes=90))
    files = parse(shared.transport.to(LEAD)[-2])
    assert [part.get_filename() for part in files.iter_attachments()] == ["map.pdf"]


def test_he_leaves_by_a_word_and_gets_nothing_more(shared: Stage) -> None:
    row = shared.arrive_one(reply(shared.sent_to(BOB), "Please unsubscribe me.\nBob", minutes=80))
    assert (row["disposition"], row["reason"]) == ("followed_up", "TD-10001: somebody who took part left")
    assert participants(shared) == [(BOB, BOB)]
    farewell = shared.sent_to(BOB)
    assert "receive no more answers" in text_of(farewell)
    assert parse(farewell)["Auto-Submitted"] == "auto-replied"
    assert [p.return_path for p in shared.transport.sent if p.recipient == BOB][-1] == ""
    assert shared.ticket("TD-10001")["entries"][-1]["text"] == f"{BOB} takes part no more: left by mail"
    team = len(shared.transport.to(LEAD))
    shared.arrive_one(reply(shared.sent_to(LEAD), "She is back on Monday.", minutes=90))
    shared.arrive_one(reply(shared.transport.to(BOB)[0], "leave", minutes=95))
    assert len(shared.transport.to(BOB)) == 2
    assert len(shared.transport.to(LEAD)) == team
    assert "Other people" not in text_of(shared.sent_to(AWA))


@pytest.mark.parametrize("text", ["", "This message was automatically generated by Gmail."])
def test_a_mail_program_leaves_by_what_list_unsubscribe_says(shared: Stage, text: str) -> None:
    field = str(parse(shared.sent_to(BOB))["List-Unsubscribe"])
    assert field.startswith("<mailto:helpdesk+td-10001.")
    address, _, subject = field.strip("<>").removeprefix("mailto:").partition("?subject=")
    assert address == parse(shared.sent_to(BOB))["Reply-To"]
    row = shared.arrive_one(mail(text, sender=BOB, to=address, subject=subject))
    assert row["disposition"] == "followed_up"
    assert participants(shared) == [(BOB, BOB)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_that_our_mail_asks_for_works(shared: Stage, language: str) -> None:
    with shared.store.connection() as connection:
        connection.exec_driver_sql(f"UPDATE ticket SET language = '{language}'")
    shared.arrive_one(reply(shared.sent_to(LEAD), "She is back on Monday.", minutes=70))
    copy = shared.sent_to(BOB)
    assert parse(copy)["Content-Language"] == language
    assert parse(shared.sent_to(AWA))["Content-Language"] == language
    asked = text_of(copy).strip().rpartition(":")[2].strip()
    assert asked == WORDS[language].split(",")[0]
    shared.arrive_one(reply(copy, asked, minutes=80))
    assert participants(shared) == [(BOB, BOB)]
    assert parse(shared.sent_to(BOB))["Content-Language"] == language


def test_who_left_and_writes_again_has_a_request_of_his_own(shared: Stage) -> None:
    first = shared.sent_to(BOB)
    shared.arrive_one(reply(first, "leave", minutes=80))
    row = shared.arrive_one(reply(first, "On second thought: who pays?", minutes=85))
    assert (row["disposition"], row["ticket"]) == ("opened", "TD-10002")
    assert shared.ticket("TD-10002")["mentions"] == ["TD-10001"]
    shared.arrive_one(reply(shared.transport.to(LEAD)[0], f"#cc {BOB}", minutes=90))
    assert participants(shared) == [(BOB, BOB), (BOB, None)]
    assert "Taking part again, having left before" in text_of(shared.sent_to(LEAD))


def test_a_coordinator_takes_somebody_out_and_back(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(LEAD), f"#remove {BOB}\n\nShe is back on Monday.", minutes=70))
    assert participants(shared) == [(BOB, LEAD)]
    assert len(shared.transport.to(BOB)) == 1
    assert f"Taking part no more: {BOB}." in text_of(shared.sent_to(LEAD))
    shared.arrive_one(reply(shared.sent_to(LEAD), "#undo", minutes=75))
    assert participants(shared) == [(BOB, LEAD), (BOB, None)]
    assert shared.ticket("TD-10001")["entries"][-1]["text"] == f"taken back: participant: none -> {BOB}"
    shared.arrive_one(reply(shared.sent_to(LEAD), "And on Tuesday in Gao.", minutes=80))
    assert len(answers(shared, BOB)) == 2


def test_undo_of_an_addition_stops_what_has_not_left(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.transport.say(BOB, Deferred("451 later"))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {BOB}\n\nMs Diallo leads it."))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#undo", minutes=61))
    assert participants(stage) == [(BOB, LEAD)]
    stage.clock.sleep(3600)
    stage.deliver()
    assert stage.transport.to(BOB) == []
    assert [one["state"] for one in stage.outbox() if one["to"] == BOB] == ["cancelled"]
    assert len(answers(stage, AWA)) == 1


def test_nothing_that_waits_for_a_server_leaves_once_he_has_left(shared: Stage) -> None:
    first = shared.sent_to(BOB)
    shared.transport.default = NoServer("connection refused")
    shared.arrive_one(reply(shared.transport.to(LEAD)[0], "She is back on Monday.", minutes=70))
    shared.arrive_one(reply(first, "leave", minutes=80))
    shared.transport.default = Sent("250 ok")
    shared.clock.sleep(3600)
    shared.deliver()
    assert len(answers(shared, BOB)) == 1
    assert len(answers(shared, AWA)) == 2
    assert "receive no more answers" in text_of(shared.sent_to(BOB))


def test_a_dead_address_takes_part_no_more(shared: Stage) -> None:
    team = len(shared.transport.to(LEAD))
    row = shared.arrive_one(bounce_of(shared.sent_to(BOB), BOB))
    assert (row["disposition"], row["ticket"]) == ("bounce", "TD-10001")
    assert participants(shared) == [(BOB, "mailbot")]
    assert [line["text"] for line in shared.ticket("TD-10001")["entries"]][-1] == (
        f"{BOB} takes part no more: mail to this address comes back"
    )
    assert len(shared.transport.to(LEAD)) == team


@pytest.mark.parametrize(
    ("old", "new"), [(b"Action: failed", b"Action: delayed"), (b"Status: 5.1.1", b"Status: 4.2.2"), (BOB.encode(), EVE.encode())]
)
def test_B2_a_delay_or_a_report_on_another_changes_nothing(shared: Stage, old: bytes, new: bytes) -> None:
    report = bounce_of(shared.sent_to(BOB), BOB)
    status = report.index(b"message/delivery-status")
    shared.arrive_one(report[:status] + report[status:].replace(old, new, 1))
    assert participants(shared) == [(BOB, None)]


def test_B2_a_report_on_the_requesters_copy_takes_nobody_out(shared: Stage) -> None:
    shared.arrive_one(bounce_of(shared.sent_to(AWA), BOB))
    assert participants(shared) == [(BOB, None)]


def test_nobody_takes_part_twice_at_once(shared: Stage) -> None:
    with pytest.raises(Conflict), shared.store.transaction() as tx:
        tx.tickets.add_participant(AddParticipant(1, BOB.upper(), LEAD), 1, shared.clock.now())
    assert participants(shared) == [(BOB, None)]


# Nobody who forges a header gets anything.


@pytest.mark.parametrize("text", ["leave", f"#cc {MALLORY}", "Tell me all."])
@pytest.mark.parametrize("sender", [MALLORY, AWA, f"{BOB} <{MALLORY}>"])
def test_S3_S5_his_reply_address_in_other_hands_is_a_new_request(shared: Stage, sender: str, text: str) -> None:
    before = len(shared.transport.to(BOB))
    row = shared.arrive_one(reply(shared.sent_to(BOB), text, sender=sender, minutes=80))
    assert row["ticket"] in ("TD-10002", None)
    assert participants(shared) == [(BOB, None)]
    assert len(shared.transport.to(BOB)) == before
    assert [line["kind"] for line in shared.ticket("TD-10001")["entries"]] == ["request", "answer", "event"]


def test_S4_a_forged_leave_is_held(shared: Stage) -> None:
    shared.trust()
    forged = authenticated(reply(shared.sent_to(BOB), "leave", minutes=80), "fail", "field.example.net", AUTHSERV)
    assert shared.arrive_one(forged)["state"] == "held"
    assert participants(shared) == [(BOB, None)]


@pytest.mark.parametrize("field", ["Cc", "Bcc", "Reply-To", "Sender"])
def test_S5_no_header_of_a_mail_lets_anybody_take_part(stage: Stage, field: str) -> None:
    stage.arrive_one(mail(extra=[(field, MALLORY)]))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {BOB}\n\nMs Diallo leads it.", extra=[(field, MALLORY)]))
    stage.arrive_one(reply(stage.sent_to(BOB), "Thank you for that.", extra=[(field, MALLORY)], minutes=80))
    stage.arrive_one(reply(stage.sent_to(LEAD), "She is back on Monday.", extra=[(field, MALLORY)], minutes=90))
    assert participants(stage) == [(BOB, None)]
    assert stage.transport.to(MALLORY) == []


def test_S2_a_requester_lets_nobody_take_part(stage: Stage) -> None:
    stage.arrive_one(mail())
    row = stage.arrive_one(reply(stage.sent_to(AWA), f"#cc {MALLORY}\nplease copy {MALLORY}"))
    assert row["disposition"] == "followed_up"
    assert participants(stage) == []


def test_S1_a_colleague_without_a_reference_of_his_own_lets_nobody_take_part(shared: Stage) -> None:
    row = shared.arrive_one(reply(shared.sent_to(BOB), f"#cc {MALLORY}", sender=SECOND, minutes=80))
    assert row["state"] == "held"
    assert participants(shared) == [(BOB, None)]


def test_L2_we_never_write_to_ourselves(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {DESK} info+x@desk.example.org\n\nYes, Ms Diallo."))
    assert text_of(stage.sent_to(LEAD)).count("is an address of the desk itself.") == 2
    assert len(stage.transport.to(AWA)) == 1


def test_L4_his_absence_notice_changes_nothing(shared: Stage) -> None:
    row = shared.arrive_one(reply(shared.sent_to(BOB), "I am away.", extra=[("Auto-Submitted", "auto-replied")], minutes=80))
    assert row["disposition"] == "automatic"
    assert participants(shared) == [(BOB, None)]


def test_S5_once_restricted_a_request_is_told_to_the_requester_alone(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(AWA), "I also write for a survivor.", minutes=70))
    shared.arrive_one(reply(shared.sent_to(LEAD), "Please call the centre.", minutes=80))
    assert len(shared.transport.to(BOB)) == 1
    assert "Other people" not in text_of(shared.sent_to(AWA))
    shared.arrive_one(reply(shared.sent_to(LEAD), f"#cc {EVE}", minutes=90))
    assert "The request is restricted: nobody takes part in it." in text_of(shared.sent_to(LEAD))


def test_the_next_owner_is_told_that_others_read_along(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(LEAD), "#to sam", minutes=70))
    assert "Others take part and receive your answers too" in text_of(shared.sent_to(SECOND))


def test_F2_a_template_of_the_desk_has_no_way_to_what_was_before(shared: Stage, tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("templates") / "en"
    own.mkdir()
    (own / "answer_copy.txt").write_text("Subject: [{{ reference }}] x\n\n{{ text }} {{ reference }} {{ requester }}\n")
    shared.renderer = TemplateRenderer(own.parent)
    shared.arrive_one(reply(shared.sent_to(LEAD), "She is back on Monday.", minutes=70))
    assert "requester is unknown here" in shared.complaints[0]
    assert "the desk has added you" in text_of(shared.sent_to(BOB))
