"""Mail, context and rulebook in, decision out."""

from dataclasses import replace

import pytest

from mailbot.core.deciding import gates
from mailbot.core.deciding.context import (
    MAX_IDS,
    Context,
    Evidence,
    Identity,
    KnownMail,
    name_lookups,
    numbers_in,
    reference_of,
)
from mailbot.core.deciding.gates import GATES, decide
from mailbot.core.decision import LANGUAGE_IN_DOUBT, ChangeTicket, Decision, Disposition, MailKind, OpenTicket, OweMail, Role
from mailbot.core.message import Address, Attachment, InboundMessage, Kind
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import Status, Ticket, Urgency
from tests.fakes import START
from tests.mails import AWA, DESK
from tests.rulebooks import LEAD, MALI, SECOND

US = Identity((DESK, "info@desk.example.org"))
TICKET = Ticket(
    1,
    "TD-10001",
    "A question",
    Status.NEW,
    "protection",
    "pr_other",
    "",
    Urgency.NORMAL,
    "en",
    AWA,
    "Awa",
    "ngo",
    LEAD,
    False,
    START,
    START,
    START,
)


def from_(address: str, **fields: object) -> InboundMessage:
    box = Address("", address)
    made = InboundMessage(
        "", 10, Kind.REQUEST, "<1@x>", sender=box, senders=(box,), subject="s", text="t", reply="t", language="en"
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # the test's own words


def context(*known: KnownMail, **fields: object) -> Context:
    return replace(Context(START, US, "m", known=known), **fields)  # type: ignore[arg-type]  # the test's own words


def known(recipient: str, role: Role, ticket: Ticket | None = TICKET) -> KnownMail:
    return KnownMail(Evidence.TOKEN, recipient, role, MailKind.ACK, ticket)


def owed(decision: Decision) -> list[tuple[str, str]]:
    return [(e.kind, e.to) for e in decision.effects if isinstance(e, OweMail)]


def test_the_gates_are_tried_in_this_order() -> None:
    assert [gate.__name__ for gate in GATES] == [
        "our_own",
        "seen_before",
        "bounce",
        "complaint",
        "machine",
        "forged",
        "coordinator",
        "follow_up",
        "participant",
        "noise",
        "new_request",
    ]


def test_the_trace_tells_every_gate_tried(rulebook: Rulebook) -> None:
    steps = decide(from_(AWA, text="in Mali", reply="in Mali"), context(), rulebook).trace
    assert [(s.gate, s.said) for s in steps.gates[:2]] == [("our_own", "passed"), ("seen_before", "passed")]
    assert steps.gates[-1].gate == "new_request"
    assert [(h.table, h.rule, h.matched) for h in steps.rules] == [("country", "Mali", ("Mali",))]


def test_a_gate_that_knows_asks_no_rule(rulebook: Rulebook) -> None:
    decision = decide(from_(DESK), context(), rulebook)
    assert decision.classification is None
    assert [s.gate for s in decision.trace.gates] == ["our_own"]


def test_reordered_gates_still_answer_every_mail(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "GATES", (gates.our_own,))
    assert decide(from_(AWA), context(), rulebook).disposition is Disposition.OPENED


def test_the_urgency_of_a_follow_up_only_rises(rulebook: Rulebook) -> None:
    for said, was, becomes in [
        ("urgent", Urgency.NORMAL, Urgency.HIGH),
        ("hello", Urgency.CRITICAL, Urgency.CRITICAL),
        ("right now", Urgency.LOW, Urgency.CRITICAL),
    ]:
        ticket = replace(TICKET, urgency=was, status=Status.WAITING)
        decision = decide(from_(AWA, reply=said), context(known(AWA, Role.REQUESTER, ticket)), rulebook)
        change = next(e for e in decision.effects if isinstance(e, ChangeTicket))
        assert (change.urgency, change.status) == (becomes, Status.OPEN)


def test_an_answer_keeps_the_urgency_and_ends_the_deadline(rulebook: Rulebook) -> None:
    decision = decide(from_(LEAD), context(known(LEAD, Role.COORDINATOR)), rulebook)
    assert decision.disposition is Disposition.ANSWERED
    change = next(e for e in decision.effects if isinstance(e, ChangeTicket))
    assert (change.status, change.due_at, change.urgency) == (Status.WAITING, None, Urgency.NORMAL)


def file(size: int, *, inline: bool = False) -> Attachment:
    return Attachment("f", "application/pdf", size, "", inline)


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"reply": ""}, "nothing_written"),
        ({"reply": "  \n "}, "nothing_written"),
        ({"reply": "", "attachments": (file(9, inline=True),)}, "nothing_written"),
        ({"reply": "ok\n#close"}, "not_done"),
        ({"reply": "\uff03clsoe"}, "not_done"),
        ({"reply": "x" * 200_001}, "too_long"),
        ({"attachments": (file(6_000_000), file(6_000_000))}, "attachments_left_out"),
    ],
)
def test_what_cannot_be_relayed_is_told_with_its_reason(rulebook: Rulebook, fields: dict[str, object], hint: str) -> None:
    decision = decide(from_(LEAD, **fields), context(known(LEAD, Role.COORDINATOR)), rulebook)
    assert [(e.kind, e.to, e.hint) for e in decision.effects if isinstance(e, OweMail)] == [(MailKind.RECEIPT, LEAD, hint)]
    assert decision.ticket == 1


def test_a_hash_is_no_command_by_itself(rulebook: Rulebook) -> None:
    reply = "See #bridge, https://x.example/#close and C#,\n# 5 is next\n#5"
    decision = decide(from_(LEAD, reply=reply), context(known(LEAD, Role.COORDINATOR)), rulebook)
    assert decision.disposition is Disposition.ANSWERED


def test_files_alone_are_an_answer(rulebook: Rulebook) -> None:
    decision = decide(from_(LEAD, reply="", attachments=(file(9),)), context(known(LEAD, Role.COORDINATOR)), rulebook)
    assert owed(decision) == [(MailKind.ANSWER, AWA)]


def test_a_ticket_without_a_requester_cannot_be_answered(rulebook: Rulebook) -> None:
    decision = decide(from_(LEAD), context(known(LEAD, Role.COORDINATOR, replace(TICKET, requester=""))), rulebook)
    assert decision.held
    assert [e.hint for e in decision.effects if isinstance(e, OweMail)] == ["no_requester"]


def test_S3_a_known_mail_speaks_for_its_recipient_alone(rulebook: Rulebook) -> None:
    for sender, role in [(AWA, Role.COORDINATOR), ("x@y.example", Role.REQUESTER), (SECOND, Role.REQUESTER)]:
        decision = decide(from_(sender), context(known(AWA, role)), rulebook)
        assert decision.ticket is None
        opened = next(e for e in decision.effects if isinstance(e, OpenTicket))
        assert opened.mentions == ("TD-10001",)


def test_a_follow_up_of_a_ticket_whose_owner_left_goes_to_the_global_lead(rulebook: Rulebook) -> None:
    orphan = replace(TICKET, owner="gone@team.example.org")
    decision = decide(from_(AWA), context(known(AWA, Role.REQUESTER, orphan)), rulebook)
    assert owed(decision) == [(MailKind.FOLLOW_UP, LEAD)]


def test_a_mail_from_nobody_is_a_ticket_without_an_ack(rulebook: Rulebook) -> None:
    decision = decide(from_(AWA, sender=None, senders=()), context(), rulebook)
    assert decision.disposition is Disposition.OPENED
    assert owed(decision) == [(MailKind.ROUTE, LEAD)]


def test_the_language_of_an_answer(rulebook: Rulebook) -> None:
    for language, text, locale in [
        ("fr", "x", "fr"),
        (None, "Mali", "fr"),
        (None, "x", "en"),
        ("sw", "x", "en"),
        ("sw", "Mali", "en"),
    ]:
        decision = decide(from_(AWA, language=language, reply=text), context(), rulebook)
        assert next(e.locale for e in decision.effects if isinstance(e, OweMail)) == locale
        assert owed(decision)[-1][1] == (MALI if text == "Mali" else LEAD)


@pytest.mark.parametrize(
    ("address", "tag"),
    [
        (DESK, ""),
        ("HELPDESK@desk.EXAMPLE.org", ""),
        ("helpdesk+x.y@desk.example.org", "x.y"),
        ("info@desk.example.org", ""),
        ("helpdesk@desk.example.org.evil.example", None),
        ("xhelpdesk@desk.example.org", None),
        ("helpdeskx@desk.example.org", None),
        ("helpdesk@sub.desk.example.org", None),
        ("", None),
    ],
)
def test_L2_which_addresses_are_ours(address: str, tag: str | None) -> None:
    assert US.tag_of(Address("", address)) == tag


def test_references_are_found_where_people_write_them() -> None:
    assert numbers_in("Re: [TD-10001] and td 10002, TD10003, TD\u201110004; xTD-10005 TD-1 TD-10006 TD-10007", "TD") == (
        1,
        2,
        3,
        4,
        6,
    )
    assert numbers_in("TD-999999999999999", "TD") == ()
    assert reference_of("TD", 1) == "TD-10001"


def test_C2_lookups_are_bounded(rulebook: Rulebook) -> None:
    ids = tuple(f"<{n}@x>" for n in range(5000))
    boxes = tuple(Address("", f"helpdesk+td-1.{n}@desk.example.org") for n in range(5000))
    asked = name_lookups(from_(AWA, references=ids, to=boxes, message_id="<" + "x" * 9000 + ">"), US, "TD")
    assert (len(asked.message_ids), len(asked.tokens), len(asked.dedupe_key)) == (MAX_IDS, 5, 500)
    assert asked.message_ids[0] == "<4999@x>"


@pytest.mark.parametrize(
    ("language", "text", "locale", "hint"),
    [
        (None, "Gao", "fr", LANGUAGE_IN_DOUBT),
        (None, "s", "en", ""),
        ("fr", "Gao", "fr", ""),
        ("en", "Gao", "en", ""),
        ("de", "Gao", "en", ""),
    ],
)
def test_the_language_is_in_doubt_where_only_the_country_says_it(
    rulebook: Rulebook, language: str | None, text: str, locale: str, hint: str
) -> None:
    message = from_(AWA, language=language, text=text, reply=text)
    outside = [e for e in decide(message, context(), rulebook).effects if isinstance(e, OweMail) and e.to == AWA]
    assert [(e.kind, e.locale, e.hint) for e in outside] == [(MailKind.ACK, locale, hint)]
