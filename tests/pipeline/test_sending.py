"""Going out: each owed mail leaves once, with the bytes that were fixed first."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from mailbot.adapters.store.mending import Mended, cancel_outbound, retry_outbound
from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.decision import MailKind
from mailbot.core.writing.retry import DELAYS, MAX_ATTEMPTS
from mailbot.pipeline.deliver import LEASE, deliver_due
from mailbot.ports import Deferred, NoServer, Outcome, Parcel, Queue, Rejected, Sent, StoreTrouble, Uncertain
from tests.fakes import START, FakeTransport, PlainRenderer
from tests.mails import AWA, DESK, QUESTION, mail, parse, reply, text_of, with_files
from tests.rulebooks import LEAD, MALI
from tests.stage import Stage, write_templates

SECRET_TEXT = "the name of the survivor is Mariam"


def state_of(stage: Stage, number: int) -> tuple[str, int, str | None]:
    found = next(m for m in stage.outbox() if m["id"] == number)
    return found["state"], found["attempts"], found["error"]


def test_R2_a_server_that_is_gone_costs_no_try(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.default = NoServer("connection refused")
    for _ in range(3):
        assert stage.deliver().no_server == "connection refused"
    assert [state_of(stage, n) for n in (1, 2)] == [("queued", 0, "connection refused")] * 2
    stage.transport.default = Sent("250 ok")
    assert stage.deliver().sent == 2
    assert [parcel.recipient for parcel in stage.transport.sent] == [AWA, LEAD]
    assert [state_of(stage, n) for n in (1, 2)] == [("sent", 1, None)] * 2
    assert stage.jobs() == []


def test_no_server_claims_no_more_mails(stage: Stage) -> None:
    stage.arrive(*[mail(subject=f"q {n}") for n in range(6)])
    stage.transport.default = NoServer("connection refused")
    stage.deliver()
    assert len(stage.transport.tried) == stage.transport.slots


def test_deferred_is_tried_again_by_schedule(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, Deferred("451 greylisted"), Deferred("451 greylisted"))
    assert stage.deliver().sent == 1
    assert state_of(stage, 1) == ("queued", 1, "451 greylisted")
    assert stage.deliver().sent == 0
    stage.clock.move(timedelta(seconds=DELAYS[0]))
    stage.deliver()
    assert state_of(stage, 1) == ("queued", 2, "451 greylisted")
    assert stage.outbox()[0]["due_at"] == stage.clock.now() + timedelta(seconds=DELAYS[1])
    stage.clock.move(timedelta(seconds=DELAYS[1]))
    assert stage.deliver().sent == 1
    assert state_of(stage, 1) == ("sent", 3, None)
    first, second, third = [p for p in stage.transport.tried if p.recipient == AWA]
    assert first == second == third


def test_deferred_for_days_is_given_up(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, *[Deferred("451 no")] * (MAX_ATTEMPTS + 5))
    for _ in range(MAX_ATTEMPTS + 5):
        stage.deliver()
        stage.clock.move(timedelta(seconds=DELAYS[-1]))
    assert state_of(stage, 1) == ("dead", MAX_ATTEMPTS, f"given up after {MAX_ATTEMPTS} tries: 451 no")
    assert len([p for p in stage.transport.tried if p.recipient == AWA]) == MAX_ATTEMPTS


def test_R2_rejected_is_dead_at_once_and_hurts_no_other(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, Rejected("550 no such user"))
    done = stage.deliver()
    assert (done.sent, done.dead) == (1, 1)
    assert state_of(stage, 1) == ("dead", 1, "550 no such user")
    assert state_of(stage, 2)[0] == "sent"
    stage.clock.move(timedelta(days=9))
    stage.deliver()
    assert len(stage.transport.tried) == 2


def test_uncertain_is_sent_again_with_the_same_bytes(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, Uncertain("the line broke after DATA"))
    stage.deliver()
    assert state_of(stage, 1) == ("uncertain", 1, "the line broke after DATA")
    stage.clock.move(timedelta(seconds=DELAYS[0]))
    stage.deliver()
    first, second = [p for p in stage.transport.tried if p.recipient == AWA]
    assert first.data == second.data
    assert parse(first.data)["Message-ID"] == stage.outbox()[0]["message_id"]
    assert state_of(stage, 1)[0] == "sent"


def test_the_bytes_are_fixed_before_the_first_try(stage: Stage) -> None:
    plain = PlainRenderer()
    stage.renderer = plain
    stage.arrive(mail())
    stage.transport.default = NoServer("down")
    stage.deliver()
    plain.broken = set(MailKind)
    stage.transport.default = Sent("250 ok")
    assert stage.deliver().sent == 2
    assert len(plain.views) == 2


class Dies(FakeTransport):
    """The process dies while the server has the mail."""

    def send(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        super().send(parcels)
        raise KeyboardInterrupt


def test_R2_a_death_while_sending_repeats_at_most_what_was_in_hand(stage: Stage) -> None:
    stage.arrive(*[mail(subject=f"q {n}", sender=f"p{n}@ngo.example.org") for n in range(6)])
    dying = Dies(slots=3)
    with pytest.raises(KeyboardInterrupt):
        deliver_due(stage.delivery(transport=dying))
    stage.deliver()
    stage.clock.move(LEASE)
    stage.deliver()
    assert [m["state"] for m in stage.outbox()] == ["sent"] * 12
    assert len(dying.tried) == 3
    everything = [p.data for p in (*dying.tried, *stage.transport.sent)]
    assert len(everything) == 15
    assert len(set(everything)) == 12


def test_a_result_that_could_not_be_written_down_is_a_repeat_of_the_same_mail(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.arrive(mail())

    def full(*_: object) -> None:
        raise StoreTrouble("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("mailbot.adapters.store.outbox.Outbox.settle", full)
        with pytest.raises(StoreTrouble):
            stage.deliver()
    stage.clock.move(LEASE)
    assert stage.deliver().sent == 2
    assert len({p.data for p in stage.transport.tried}) == 2
    assert len(stage.transport.tried) == 4


def test_a_servers_yes_counts_though_the_lease_ran_out(stage: Stage) -> None:
    stage.arrive(mail())
    late = stage.clock.now()
    with stage.store.transaction() as tx:
        slow = tx.jobs.claim(Queue.SEND, "slow", late, late + LEASE, 2)
    stage.clock.move(LEASE)
    stage.transport.default = Deferred("451 later")
    stage.deliver()
    from mailbot.ports import Settled

    with stage.store.transaction() as tx:
        tx.outbox.settle(Settled(slow[0], "sent", "", stage.clock.now(), None))
        tx.outbox.settle(Settled(slow[1], "dead", "550", stage.clock.now(), None))
    assert state_of(stage, 1)[0] == "sent"
    assert state_of(stage, 2) == ("queued", 2, "451 later")
    stage.clock.move(timedelta(days=1))
    stage.transport.default = Sent("250 ok")
    assert stage.deliver().sent == 1


def test_a_dead_mail_is_sent_again_by_hand(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, Rejected("550 full"))
    stage.deliver()
    with stage.store.connection() as connection:
        assert retry_outbound(connection, 1, stage.clock.now()) == (Mended.DONE, "dead")
        assert retry_outbound(connection, 2, stage.clock.now()) == (Mended.NOT_NOW, "sent")
        assert retry_outbound(connection, 99, stage.clock.now()) == (Mended.UNKNOWN, "")
    assert stage.deliver().sent == 1
    first, second = [p for p in stage.transport.tried if p.recipient == AWA]
    assert first == second


def test_a_cancelled_mail_never_leaves(stage: Stage) -> None:
    stage.arrive(mail())
    with stage.store.connection() as connection:
        assert cancel_outbound(connection, 1) == (Mended.DONE, "queued")
        assert cancel_outbound(connection, 1) == (Mended.NOT_NOW, "cancelled")
    stage.deliver()
    assert [p.recipient for p in stage.transport.sent] == [LEAD]
    assert state_of(stage, 1)[0] == "cancelled"
    with stage.store.connection() as connection:
        assert retry_outbound(connection, 1, stage.clock.now()) == (Mended.DONE, "cancelled")
    assert stage.deliver().sent == 1


def test_a_mail_cancelled_while_it_is_in_hand_stays_cancelled(stage: Stage) -> None:
    stage.arrive(mail())
    now = stage.clock.now()
    with stage.store.transaction() as tx:
        (held, _) = tx.jobs.claim(Queue.SEND, "slow", now, now + LEASE, 2)
    with stage.store.connection() as connection:
        assert cancel_outbound(connection, 1) == (Mended.DONE, "queued")
    from mailbot.ports import Settled

    with stage.store.transaction() as tx:
        tx.outbox.settle(Settled(held, "queued", "451", now, now))
    stage.clock.move(LEASE)
    stage.deliver()
    assert state_of(stage, 1)[0] == "cancelled"
    assert stage.transport.to(AWA) == []


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
    assert state_of(stage, 1) == ("dead", 1, "template: ack.txt:1: broken")
    assert state_of(stage, 2)[0] == "sent"
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
    assert stage.owed() == [("ack", AWA), ("route", LEAD), ("follow_up", LEAD)]
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
