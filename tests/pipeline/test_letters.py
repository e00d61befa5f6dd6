"""What stands in the mails that leave, and who gets them."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbot.adapters.store.mending import Mended, retry_outbound
from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.deciding.context import Identity
from mailbot.core.decision import MailKind, Role
from mailbot.core.desk import Silence
from mailbot.core.message import Attachment
from mailbot.core.rulebook import compile_rulebook
from mailbot.core.ticket import Status, Ticket, Urgency
from mailbot.pipeline.letters import address_parcel, view_of, write
from mailbot.pipeline.material import Material
from mailbot.ports import OwedMail, ThreadMail
from tests.fakes import START, PlainRenderer
from tests.mails import AWA, DESK, QUESTION, mail, parse, reply, text_of, with_files
from tests.rulebooks import LEAD, MALI, SMALL
from tests.stage import Stage, write_templates

SECRET_TEXT = "the name of the survivor is Mariam"


def test_F2_a_broken_template_of_the_desk_gives_way_to_the_built_in_one(stage: Stage, tmp_path: Path) -> None:
    own = write_templates(tmp_path / "templates", ack="Subject: Hi\n\n{{ nothing_like_this }}\n", route="no subject here")
    stage.renderer = TemplateRenderer(own)
    stage.arrive_one(mail())
    assert "TD-10001" in parse(stage.sent_to(AWA))["Subject"]
    assert len(stage.complaints) == 2
    assert "ack.txt" in stage.complaints[0]


def test_F2_a_mail_that_cannot_be_written_is_dead_and_its_ticket_lives(stage: Stage) -> None:
    stage.renderer = PlainRenderer()
    stage.renderer.broken = {MailKind.ACK}
    stage.arrive_one(mail())
    ack, route = stage.outbox()
    assert (ack["state"], ack["attempts"], ack["error"]) == ("dead", 1, "template: ack.txt:1: broken")
    assert route["state"] == "sent"
    assert stage.tickets()[0]["status"] == "new"
    assert stage.complaints == ["outbox 1: template: ack.txt:1: broken"]
    stage.renderer.broken = set()
    with stage.store.connection() as connection:
        retry_outbound(connection, 1, stage.clock.now())
    assert stage.deliver().sent == 1


def test_acks_leave_with_the_null_return_path(stage: Stage) -> None:
    stage.arrive_one(mail())
    ack, route = stage.transport.sent
    assert (ack.return_path, ack.fallback_path) == ("", DESK)
    assert (route.return_path, route.fallback_path) == (DESK, DESK)


def test_nothing_leaks_out(stage: Stage) -> None:
    restricted = with_files(mail(f"I write for a survivor. {SECRET_TEXT}", subject=f"{SECRET_TEXT}"), ("Mariam.pdf", b"%PDF"))
    stage.arrive_one(restricted)
    (ticket,) = stage.tickets()
    assert ticket["restricted"] is True
    stage.arrive_one(reply(stage.sent_to(AWA), f"Again: {SECRET_TEXT}"))
    assert stage.owed() == [("ack", ""), ("route", LEAD), ("follow_up", LEAD)]
    for data in (*stage.transport.to(LEAD), *stage.transport.to(AWA)):
        everything = data.decode() + text_of(data) + str(parse(data)["Subject"])
        assert "Mariam" not in everything
        assert "survivor" not in everything
    assert all(AWA not in text_of(data) for data in stage.transport.to(LEAD))
    stage.arrive_one(reply(stage.sent_to(LEAD), "Please call the centre."))
    assert text_of(stage.sent_to(AWA)) == "Please call the centre.\n"
    assert b"lead@" not in stage.sent_to(AWA)


def test_S6_an_ack_never_repeats_what_was_written(stage: Stage) -> None:
    bait = "buy cheap pills at http://evil.example.net"
    stage.arrive_one(mail(bait, subject=bait, sender=f"{bait.replace(':', '')} <{AWA}>"))
    ack = stage.sent_to(AWA)
    assert "pills" not in ack.decode() + text_of(ack) + str(parse(ack)["Subject"])


def test_A4_the_size_of_an_ack_does_not_depend_on_the_mail(stage: Stage) -> None:
    stage.arrive_one(mail("short", subject="s"))
    stage.arrive_one(mail("long " * 100_000, subject="long " * 2_000))
    small, large = stage.transport.to(AWA)
    assert abs(len(large) - len(small)) < 200
    route = stage.transport.to(LEAD)[1]
    assert len(route) < 50_000


def test_files_of_an_answer_reach_the_requester(stage: Stage) -> None:
    stage.arrive_one(mail())
    answer = reply(stage.sent_to(LEAD), "See the plan.")
    stage.arrive_one(with_files(answer, ("plan é.pdf", b"%PDF-1.4 \x00\xff"), ("list.csv", b"a,b")))
    received = parse(stage.sent_to(AWA))
    assert [(p.get_filename(), p.get_content()) for p in received.iter_attachments()] == [
        ("plan é.pdf", b"%PDF-1.4 \x00\xff"),
        ("list.csv", b"a,b"),
    ]
    assert text_of(stage.sent_to(AWA)) == "See the plan.\n"


def test_H1_hostile_headers_stay_in_their_place(stage: Stage) -> None:
    subject = "=?utf-8?q?hi=0D=0ABcc=3A_victim=40example=2Eorg=0D=0A=0D=0Abody=E2=80=A8x=00?="
    stage.arrive_one(mail(subject=subject, sender=f'"x\\" y, z" <{AWA}>'))
    for data in (*stage.transport.to(AWA), *stage.transport.to(LEAD)):
        parsed = parse(data)
        assert parsed["Bcc"] is None
        assert [len(parsed.get_all(name, [])) for name in ("From", "To", "Subject", "Date", "Message-ID")] == [1] * 5
        assert not {"\r", "\n", "\0", "\u2028"} & set(str(parsed["Subject"]))


def test_an_answer_is_threaded_where_the_requester_reads(stage: Stage) -> None:
    request = stage.arrive_one(mail())
    ack = parse(stage.sent_to(AWA))
    stage.arrive_one(reply(stage.sent_to(LEAD), "First."))
    first = parse(stage.sent_to(AWA))
    assert first["In-Reply-To"] == request["message_id"]
    assert ack["Message-ID"] in first["References"]
    again = stage.arrive_one(reply(stage.sent_to(AWA), "And?", minutes=80))
    follow_up = parse(stage.sent_to(LEAD))
    assert again["message_id"] not in follow_up["References"]
    stage.arrive_one(reply(stage.sent_to(LEAD), "Second.", minutes=90))
    second = parse(stage.sent_to(AWA))
    assert second["In-Reply-To"] == again["message_id"]
    assert first["Message-ID"] in second["References"]
    assert [m["locale"] for m in stage.outbox() if m["to"] == AWA] == ["en", "en", "en"]


def test_the_locale_follows_the_reader(stage: Stage) -> None:
    french = "Bonjour, je voudrais savoir qui dirige le groupe de travail sur la protection à Gao et quand il se réunit."
    stage.arrive_one(mail(french))
    assert [(m["kind"], m["to"], m["locale"]) for m in stage.outbox()] == [("ack", AWA, "fr"), ("route", MALI, "fr")]


def test_every_mail_sent_can_be_explained(stage: Stage) -> None:
    raw = mail(f"{QUESTION} in Gao, urgent")
    stage.arrive_one(raw)
    for owed in stage.outbox():
        cause = stage.listed(lambda listings, owed=owed: listings.inbound_one(owed["inbound"]))
        assert owed["id"] in [m["id"] for m in cause["mails"]]
        made = cause["decision"]
        assert ["country", "Mali", ["Gao"], True] in made["trace"]["rules"]
        assert made["trace"]["gates"][-1][0] == "new_request"
        assert made["classification"]["urgency"] == "high"
        assert made["decided_at"] == START
        with stage.store.transaction() as tx:
            revision = tx.revisions.active_revision()
        assert revision is not None
        assert made["revision"] == revision.sha
        assert dict(revision.files) == dict(stage.rules)
        assert stage.listed(lambda listings, cause=cause: listings.raw(cause["id"])) == raw
        shown = stage.listed(lambda listings, owed=owed: listings.outbox_one(owed["id"]))
        assert shown["raw"].encode() == stage.sent_to(owed["to"])


def test_a_follow_up_on_something_restricted_restricts_its_ticket(stage: Stage) -> None:
    stage.arrive_one(mail("Where can we find the list of groups?"))
    assert stage.tickets()[0]["restricted"] is False
    stage.arrive_one(reply(stage.sent_to(AWA), f"I also write for a survivor. {SECRET_TEXT}"))
    (ticket,) = stage.tickets()
    assert ticket["restricted"] is True
    assert "survivor" not in text_of(stage.sent_to(LEAD))
    stage.arrive_one(reply(stage.sent_to(AWA), "And thank you."))
    assert stage.tickets()[0]["restricted"] is True


def test_a_mail_that_is_being_sent_is_not_sent_again_by_hand(stage: Stage) -> None:
    stage.arrive(mail())
    now = stage.clock.now()
    with stage.store.transaction() as tx:
        job, *_ = tx.jobs.claim("send", "somebody", now, now + timedelta(minutes=1), 1)
    with stage.store.connection() as connection:
        assert retry_outbound(connection, job.ref, now) == (Mended.NOT_NOW, "being sent just now")


def test_english_stands_below_where_nothing_says_the_language(stage: Stage) -> None:
    stage.arrive_one(mail("Gao Menaka", subject="Gao"))
    data = stage.sent_to(AWA)
    assert [(m["kind"], m["locale"]) for m in stage.outbox() if m["to"] == AWA] == [("ack", "fr")]
    text = text_of(data)
    assert text.index("Merci de nous avoir écrit") < text.index("Thank you for writing")
    assert parse(data)["Content-Language"] == "fr, en"


def test_a_critical_request_is_acknowledged_on_its_own_form(stage: Stage) -> None:
    stage.arrive_one(mail(f"{QUESTION}\nPeople are in danger right now.", subject="right now"))
    first, second = text_of(stage.sent_to(AWA)).splitlines()[:2]
    assert "keep away, do not touch anything" in first
    assert "not an emergency service" in second
    assert [m["kind"] for m in stage.outbox() if m["to"] == AWA] == ["ack"]


TICKET = Ticket(
    *(1, "TD-10001", "Route of Mariam", Status.OPEN, "protection", "pr_other", "ML", Urgency.HIGH, "en", AWA, "Awa Toure"),
    *("ngo", LEAD, False, START, START, START),
)


def owed_mail(kind: MailKind, role: Role, ticket: Ticket = TICKET) -> OwedMail:
    to = AWA if role is Role.REQUESTER else LEAD
    files = (Attachment("Mariam.pdf", "application/pdf", 9, "0" * 64, False),)
    return OwedMail(
        *(7, kind, to, role, "en", "", "<gpc.7@desk.example.org>", "token", START, ticket, 1, "<cause@x>", "a cause"),
        *("Mariam asks", files, ("topic: Mariam",), (), None),
    )


def letter(owed: OwedMail, thread: tuple[ThreadMail, ...] = ()) -> EmailMessage:
    desk = compile_rulebook(SMALL).desk
    return parse(write(Material(owed, thread), desk, Identity((DESK,)), TemplateRenderer(None)).data)


@pytest.mark.parametrize("kind", [MailKind.DELAY, MailKind.WARNING, MailKind.CLOSING])
def test_what_a_requester_hears_of_delay_and_closing(kind: MailKind) -> None:
    owed = owed_mail(kind, Role.REQUESTER)
    parcel = address_parcel(owed, b"", Identity((DESK,)))
    assert (parcel.return_path, parcel.fallback_path) == ("", DESK)
    data = letter(owed, (ThreadMail("<first@x>", True), ThreadMail("<ack@x>", False))).as_bytes()
    assert "Mariam" not in text_of(data) + data.decode()
    assert "TD-10001" in text_of(data)
    assert parse(data)["Auto-Submitted"] == "auto-generated"
    assert parse(data)["In-Reply-To"] == "<first@x>"


def test_who_is_warned_reads_when_his_request_is_closed() -> None:
    owed = owed_mail(MailKind.WARNING, Role.REQUESTER, replace(TICKET, status=Status.WAITING, due_at=None))
    desk = compile_rulebook(SMALL).desk
    silent = replace(desk, silence=Silence(timedelta(days=21), timedelta(days=7)))
    assert view_of(owed, silent).due == START + timedelta(days=7)
    assert view_of(owed, desk).due is None


@pytest.mark.parametrize("kind", [MailKind.REMINDER, MailKind.ESCALATION])
def test_what_an_owner_is_told(kind: MailKind) -> None:
    owed = owed_mail(kind, Role.COORDINATOR)
    text = text_of(letter(owed).as_bytes())
    assert "Mariam asks" in text or kind is MailKind.ESCALATION  # which tells the whole story, see test_command_mails
    assert "Mariam.pdf" in text
    assert "Tuesday 3 February 2026, 09:00 UTC" in text
    hidden = letter(owed_mail(kind, Role.COORDINATOR, replace(TICKET, restricted=True))).as_bytes()
    assert "TD-10001" in text_of(hidden)
    for part in ("Mariam", "Awa", AWA):
        assert part not in text_of(hidden) + str(parse(hidden)["Subject"])


@pytest.mark.parametrize("kind", [kind for kind in MailKind if kind not in {MailKind.ANSWER, MailKind.ALERT, MailKind.RECEIPT}])
def test_S5_a_restricted_ticket_gives_templates_nothing_to_tell(kind: MailKind) -> None:
    outside = {MailKind.ACK, MailKind.QUESTION, MailKind.DELAY, MailKind.WARNING, MailKind.CLOSING}
    role = Role.REQUESTER if kind in outside else Role.COORDINATOR
    view = view_of(owed_mail(kind, role, replace(TICKET, restricted=True)), compile_rulebook(SMALL).desk)
    assert (view.text, view.subject, view.attachments, view.reasons, view.requester_name) == ("", "", (), (), "")
    assert role is Role.REQUESTER or view.requester == ""
