"""Deciding holds its promises for every mail and context that can be made."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.core.deciding.context import Context, Earlier, Evidence, Identity, KnownMail
from mailbot.core.deciding.gates import decide
from mailbot.core.decision import Disposition, MailKind, OpenTicket, OweMail, Role
from mailbot.core.message import Address, Attachment, Bounce, BouncedRecipient, Forwarded, InboundMessage, Kind
from mailbot.core.participant import Participant
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import Status, Urgency
from tests.core.test_decide import TICKET, US
from tests.fakes import START
from tests.mails import AWA, DESK
from tests.rulebooks import LEAD, MALI, SECOND

texts = st.text(max_size=60)
addresses = st.sampled_from([AWA, LEAD, MALI, SECOND, DESK, "helpdesk+x@desk.example.org", "", "@", "noreply@x.example"]).map(
    lambda a: Address("n", a)
)
tickets = st.builds(
    lambda n, owner, requester, status, urgency, restricted: replace(
        TICKET, id=n, owner=owner, requester=requester, status=status, urgency=urgency, restricted=restricted
    ),
    st.integers(1, 9),
    st.sampled_from([LEAD, MALI, "gone@x.example", ""]),
    st.sampled_from([AWA, LEAD, "", AWA.upper()]),
    st.sampled_from(Status),
    st.sampled_from(Urgency),
    st.booleans(),
)
files = st.builds(Attachment, texts, texts, st.integers(0, 10**9), texts, st.booleans())
reports = st.builds(
    Bounce,
    st.lists(st.builds(BouncedRecipient, texts, texts, texts, st.booleans(), texts), max_size=2).map(tuple),
    st.none() | texts,
)
messages = st.builds(
    InboundMessage,
    sha256=texts,
    size=st.integers(0, 10**9),
    kind=st.sampled_from(Kind),
    message_id=st.none() | texts,
    in_reply_to=st.lists(texts, max_size=3).map(tuple),
    references=st.lists(texts, max_size=3).map(tuple),
    sender=st.none() | addresses,
    senders=st.lists(addresses, max_size=2).map(tuple),
    to=st.lists(addresses, max_size=3).map(tuple),
    subject=texts | st.just("[TD-10001]"),
    text=texts,
    reply=texts | st.sampled_from(["#close", "urgent", "survivor", "Mali", "cheap backlinks"]),
    quoted=texts,
    signature=texts,
    language=st.none() | st.sampled_from(["en", "fr", "ar", "sw", "xx"]),
    attachments=st.lists(files, max_size=2).map(tuple),
    automatic=st.none() | texts,
    bounce=st.none() | reports,
    complaint=st.booleans(),
    forwarded=st.none() | st.builds(Forwarded, texts, texts, texts),
    received=st.integers(0, 99),
    digest=texts,
    headers=st.lists(
        st.tuples(
            st.sampled_from(["authentication-results", "x"]), texts | st.just("mx; dmarc=pass header.from=ngo.example.org")
        ),
        max_size=2,
    ).map(tuple),
)
knowns = st.builds(
    KnownMail,
    st.sampled_from(Evidence),
    st.sampled_from([AWA, LEAD, SECOND, "x@y"]),
    st.sampled_from(Role),
    st.sampled_from(MailKind),
    st.none() | tickets,
)
participants = st.builds(
    Participant,
    st.integers(1, 9),
    st.sampled_from([AWA, LEAD, "x@y", "bob@field.example.net"]),
    st.just(LEAD),
    st.just(START),
    st.none() | st.just(START),
    texts,
)
contexts = st.builds(
    Context,
    now=st.just(START),
    identity=st.sampled_from([US, Identity(US.addresses, frozenset({"mx"})), Identity()]),
    mailbox=texts,
    earlier=st.none() | st.builds(Earlier, st.integers(1, 9), st.none() | st.integers(1, 9)),
    known=st.lists(knowns, max_size=3).map(tuple),
    mentioned=st.lists(tickets, max_size=2).map(tuple),
    recent_mails=st.integers(0, 20),
    participants=st.lists(participants, max_size=3).map(tuple),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(messages, contexts)
def test_pure_and_total(rulebook: Rulebook, message: InboundMessage, context: Context) -> None:
    decision = decide(message, context, rulebook)
    assert decision == decide(message, context, rulebook)
    assert decision.reason
    mails = [e for e in decision.effects if isinstance(e, OweMail)]
    sender = message.sender.key if message.sender else ""
    team = set(rulebook.desk.coordinators)
    for one in mails:
        outside = one.to.casefold() not in team
        assert not (outside and message.automatic is not None and one.to.casefold() == sender), "a machine was answered"
        on_record = {t.requester.casefold() for t in (*context.mentioned, *(k.ticket for k in context.known if k.ticket))}
        taking_part = {p.key for p in context.participants if p.left_at is None and p.ticket == one.ticket}
        shared = one.role is Role.PARTICIPANT and one.to.casefold() in taking_part
        answer = one.kind is MailKind.ANSWER and (shared or one.to.casefold() in on_record)
        assert not outside or one.to.casefold() == sender or answer
    assert len([one for one in mails if one.role is not Role.PARTICIPANT]) <= 2
    if decision.disposition in (Disposition.DUPLICATE, Disposition.BOUNCE, Disposition.AUTOMATIC):
        assert mails == []
    opened = [e for e in decision.effects if isinstance(e, OpenTicket)]
    assert len(opened) == (decision.disposition is Disposition.OPENED)
    assert all(rulebook.desk.coordinator(e.owner) for e in opened)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(messages)
def test_pure_and_total_with_the_shipped_rules(shipped_rulebook: Rulebook, message: InboundMessage) -> None:
    decision = decide(message, Context(START, US), shipped_rulebook)
    assert decision == decide(message, Context(START, US), shipped_rulebook)
    assert all(shipped_rulebook.desk.coordinator(e.owner) for e in decision.effects if isinstance(e, OpenTicket))
