"""A decision as it is kept: faithful, versioned, and told apart from another."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding import record as records
from mailbot.core.deciding.context import (
    Absent,
    Awaited,
    Context,
    Earlier,
    Family,
    FurtherMail,
    Identity,
    KnownMail,
)
from mailbot.core.deciding.gates import decide
from mailbot.core.deciding.record import (
    Record,
    UnknownRecord,
    decode_classification,
    decode_context,
    differences,
    encode_classification,
    encode_context,
    encode_trace,
    fingerprint,
    opened_owner,
    read_alike,
    record_of,
)
from mailbot.core.decision import Classification, Decision, Disposition, GateStep, RuleHit, Trace
from mailbot.core.message import Absence, InboundMessage, Kind
from mailbot.core.participant import Participant
from mailbot.core.reading import read
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import Answer, Change, Edit, Ticket
from tests.mails import mail
from tests.rulebooks import LEAD

NOW = datetime(2026, 2, 3, 9, 0, 0, 123456, tzinfo=UTC)
MOMENTS = st.datetimes(timezones=st.just(UTC)) | st.datetimes(timezones=st.just(timezone(timedelta(hours=5, minutes=30))))
TEXTS = st.text(max_size=12) | st.text(st.characters(categories=["Cs"]), max_size=1)
WORDS = [f.name for f in fields(Ticket) if f.type == "str" or f.type is str]
TICKETS = st.builds(
    lambda word, **rest: Ticket(**dict.fromkeys(WORDS, word), **rest),
    TEXTS,
    **{
        f.name: st.from_type(get_type_hints(Ticket)[f.name])
        for f in fields(Ticket)
        if f.name not in {*WORDS, "created_at", "updated_at", "due_at"}
    },
    created_at=MOMENTS,
    updated_at=MOMENTS,
    due_at=st.none() | MOMENTS,
)
"""One word for all its texts: a ticket is drawn many times."""
AWAITED = st.builds(Awaited, st.integers(0), st.booleans(), MOMENTS)
KNOWN = st.builds(
    KnownMail,
    recipient=TEXTS,
    ticket=st.none() | TICKETS,
    awaits=st.none() | AWAITED,
    made_at=st.none() | MOMENTS,
    inbound=st.none() | st.integers(1),
    told=st.lists(TICKETS, max_size=2).map(tuple),
    author=TEXTS,
)
CLASSIFICATIONS = st.builds(Classification, area=TEXTS, noise=TEXTS, tags=st.lists(TEXTS, max_size=3).map(tuple))
FURTHER = st.builds(
    FurtherMail, st.integers(1), st.integers(1), st.integers(1), MOMENTS, st.booleans(), st.none() | CLASSIFICATIONS
)
CHANGES = st.builds(Change, TEXTS, TEXTS, TEXTS)
ANSWERS = st.builds(
    Answer, by=TEXTS, at=MOMENTS, held_until=st.none() | MOMENTS, restores=st.lists(CHANGES, max_size=2).map(tuple)
)
ABSENT = st.builds(Absent, TEXTS, MOMENTS, st.none() | st.dates(), st.none() | st.integers(0))
CONTEXTS = st.builds(
    Context,
    now=MOMENTS,
    identity=st.builds(
        Identity, addresses=st.lists(TEXTS, max_size=3).map(tuple), trusted_authserv=st.frozensets(TEXTS, max_size=3)
    ),
    mailbox=TEXTS,
    earlier=st.none() | st.builds(Earlier, st.integers(0), st.none() | st.integers(0)),
    known=st.lists(KNOWN, max_size=3).map(tuple),
    mentioned=st.lists(TICKETS, max_size=3).map(tuple),
    recent_mails=st.integers(0, 99),
    edits=st.lists(st.builds(Edit, by=TEXTS, changes=st.lists(CHANGES, max_size=2).map(tuple))).map(tuple),
    recent_to_author=st.integers(0, 99),
    confirmed=st.booleans(),
    answers=st.lists(ANSWERS, max_size=2).map(tuple),
    absences=st.lists(ABSENT, max_size=2).map(tuple),
    parts=st.lists(TICKETS, max_size=2).map(tuple),
    families=st.lists(st.builds(Family, TICKETS, st.lists(st.integers(1), max_size=3).map(tuple)), max_size=2).map(tuple),
    further_mails=st.lists(FURTHER, max_size=2).map(tuple),
    participants=st.lists(
        st.builds(Participant, st.integers(0), TEXTS, TEXTS, MOMENTS, st.none() | MOMENTS, TEXTS), max_size=2
    ).map(tuple),
    recent_to_team=st.dictionaries(TEXTS, st.integers(0, 99), max_size=2),
    unreached=st.lists(TEXTS, max_size=2).map(tuple),
    used_up=st.dictionaries(TEXTS, TEXTS, max_size=2),
)


@given(CONTEXTS)
def test_a_context_comes_back_as_it_was(context: Context) -> None:
    text = encode_context(context)
    back = decode_context(text)
    assert back == context
    assert back.now.utcoffset() == context.now.utcoffset()
    assert encode_context(back) == text
    assert "\x00" not in text
    assert text.encode().decode() == text


@pytest.mark.parametrize(
    "kind",
    [Context, Identity, Earlier, KnownMail, Awaited, Family, FurtherMail, Ticket, Edit, Change, Answer, Absent, Participant],
)
def test_the_made_contexts_above_fill_every_field(kind: type[Any]) -> None:
    """A field that is added later must be added there, and to the decoder."""
    known = {
        Context: "now identity mailbox earlier known mentioned recent_mails edits recent_to_author confirmed answers absences"
        " parts families further_mails participants recent_to_team unreached used_up",
        Identity: "addresses trusted_authserv",
        Earlier: "inbound ticket",
        KnownMail: "evidence recipient role kind ticket awaits made_at inbound told author",
        Awaited: "inbound held asked_at",
        Family: "ticket members",
        FurtherMail: "entry ticket inbound at split classification",
        Edit: "entry ticket by changes inbound",
        Answer: "entry ticket by at inbound mail held_until waits restores",
        Change: "field before after",
        Participant: "ticket address added_by added_at left_at left_by",
        Ticket: "id reference subject status area topic country urgency language requester requester_name requester_type owner "
        "restricted created_at updated_at due_at stands_in_for merged_into stage ending origin",
        Absent: "person until back_on inbound",
    }
    assert [field.name for field in fields(kind)] == known[kind].split()


@given(CLASSIFICATIONS)
def test_a_classification_comes_back_as_it_was(found: Classification) -> None:
    assert decode_classification(encode_classification(Decision(None, "", classification=found))) == found
    assert decode_classification(encode_classification(Decision(None, ""))) is None


@pytest.mark.parametrize(
    "text",
    ["", "x", "[]", "{}", '{"v":99}', '{"v":1}', '{"v":1,"now":"never"}', '{"v":1,"now":5}'],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(UnknownRecord):
        decode_context(text)


@pytest.mark.parametrize("text", ["x", "[]", "{}", '{"urgency":"never","tags":[]}', '{"urgency":"low","tags":[],"colour":"red"}'])
def test_a_classification_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(UnknownRecord):
        decode_classification(text)


def test_a_record_tells_every_part_in_which_a_decision_differs(rulebook: Rulebook) -> None:
    message, context = read(mail("A grenade in Mali", subject="urgent")), Context(NOW, Identity(("d@x.org",)))
    made = decide(message, context, rulebook)
    kept = record_of(message, context, made)
    assert differences(kept, record_of(message, context, decide(message, context, rulebook))) == ()
    assert made.classification is not None
    others = {
        "disposition": replace(made, disposition=None),
        "reason": replace(made, reason="another"),
        "ticket": replace(made, ticket=5),
        "effects": replace(made, effects=made.effects[:-1]),
        "classification": replace(made, classification=replace(made.classification, tags=("a",))),
        "trace": replace(made, trace=Trace(made.trace.gates, made.trace.rules[:-1])),
    }
    for name, other in others.items():
        assert differences(kept, record_of(message, context, other)) == (name,)
    assert {field.name for field in fields(Decision)} == set(others)


def test_one_letter_of_a_text_is_a_difference_and_no_text_is_kept_twice(rulebook: Rulebook) -> None:
    context = Context(NOW, Identity(("d@x.org",)))
    one, other = read(mail("My private words")), read(mail("My private wordS"))
    kept = record_of(one, context, decide(one, context, rulebook))
    again = record_of(other, context, decide(other, context, rulebook))
    assert differences(kept, again) == ("effects",)
    assert not read_alike(kept, again)
    assert "private" not in kept.context + kept.outcome + kept.trace
    assert opened_owner(kept.outcome) == LEAD


def test_every_field_of_a_message_counts_for_its_fingerprint() -> None:
    first = read(mail("Some words", subject="a subject"))
    seen = {fingerprint(first)}
    for field in fields(InboundMessage):
        if field.name == "text":
            continue  # in the digest
        value: Any = {"reply": "x", "quoted": "x", "signature": "x", "headers": (("x", ""),)}.get(field.name, ("x",))
        seen.add(fingerprint(replace(first, **{field.name: value})))
    assert len(seen) == len(fields(InboundMessage))
    assert fingerprint(replace(first, reply="ab", quoted="c")) != fingerprint(replace(first, reply="a", quoted="bc"))


def test_what_a_mail_of_before_was_read_as_is_read_alike_still() -> None:
    """A mail that is no notice of absence has the fingerprint that it had before such notices were read."""
    message = InboundMessage("", 1, Kind.REQUEST, subject="a subject")
    assert fingerprint(message) == "d4c567bbd65b148176ebd521f3de3542"
    assert fingerprint(replace(message, absence=Absence(None))) != fingerprint(message)


def test_effects_of_before_are_kept_as_they_were(rulebook: Rulebook) -> None:
    message, context = read(mail("A grenade in Mali")), Context(NOW, Identity(("d@x.org",)))
    kept = record_of(message, context, decide(message, context, rulebook)).outcome
    assert "OpenTicket" in kept
    assert "stands_in_for" not in kept
    assert "back_on" not in kept


def test_what_is_kept_stands_in_any_database() -> None:
    nasty = "a\x00b\ud800c\u2028é🙂"
    message = InboundMessage("", 1, Kind.REQUEST, subject=nasty, reply=nasty)
    trace = Trace((GateStep("g", nasty),), (RuleHit("t", nasty, (nasty,), won=True),))
    made = Decision(Disposition.DISCARDED, nasty, classification=Classification(noise=nasty), trace=trace)
    kept = record_of(message, Context(NOW, Identity(), nasty), made)
    for text in (kept.context, kept.outcome, kept.classification, kept.trace):
        assert "\x00" not in text
        assert text.encode()
    assert json.loads(encode_trace(made))["rules"] == [["t", nasty, [nasty], True]]


def test_a_record_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    message = InboundMessage("", 1, Kind.REQUEST)
    kept = record_of(message, Context(NOW, Identity()), Decision(None, ""))
    monkeypatch.setattr(records, "VERSION", 2)
    with pytest.raises(UnknownRecord, match="version 1, and this is 2"):
        decode_context(kept.context)
    with pytest.raises(UnknownRecord):
        differences(kept, record_of(message, Context(NOW, Identity()), Decision(None, "")))
    with pytest.raises(UnknownRecord):
        opened_owner(Record("", "", "", "").outcome)
