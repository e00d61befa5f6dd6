"""For any reply and any coming and going: who takes part reads the words that the requester reads, while he takes part."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.deciding.gates import decide
from mailbot.core.decision import OF_PARTICIPANT, AddParticipant, Decision, MailKind, OweMail, RemoveParticipant, Role
from mailbot.core.desk import LANGUAGES
from mailbot.core.participant import Participant
from mailbot.core.reading import read
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import Status
from mailbot.pipeline.letters import view_of
from mailbot.ports import OwedMail
from tests.core.test_decide import TICKET, context, from_, known
from tests.fakes import START
from tests.mails import AWA, mail
from tests.pipeline.test_what_reaches_requesters import HISTORIES, REPLIES, answers, words
from tests.rulebooks import LEAD

BOB, EVE = "bob@field.example.net", "eve@field.example.net"
HERE = (Participant(1, EVE, LEAD, START), Participant(1, BOB, LEAD, START))
RENDERER = TemplateRenderer(None)


def read_by(rulebook: Rulebook, owed: OweMail, text: str, locale: str) -> str:
    """The text of an answer as its recipient reads it."""
    mail_of_ours = OwedMail(
        *(1, owed.kind, owed.to, owed.role, locale, owed.hint, "<1@desk.example.org>", "token", START, TICKET, 1, "", ""),
        *(text, (), (), (), None),
        others=owed.others,
    )
    return RENDERER.render(owed.kind, view_of(mail_of_ours, rulebook.desk)).text


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(REPLIES, st.sampled_from(LANGUAGES))
@example((["Yes.", f"#cc {BOB}"], HISTORIES[1]), "en")
@example((["#note the brother is called Omar"], HISTORIES[1]), "en")
def test_S5_the_same_words_reach_the_requester_and_who_takes_part(
    rulebook: Rulebook, reply: tuple[list[str], str], locale: str
) -> None:
    message = read(mail(f"{chr(10).join(reply[0])}\n\n{reply[1]}", sender=LEAD))
    decision = decide(message, context(known(LEAD, Role.COORDINATOR), participants=HERE), rulebook)
    owed = [e for e in decision.effects if isinstance(e, OweMail) and e.kind is MailKind.ANSWER]
    if not owed:
        assert all(e.to in (AWA, LEAD) or e.role is Role.COORDINATOR for e in decision.effects if isinstance(e, OweMail))
        return
    (text,) = answers(decision)
    assert [(e.to, e.hint) for e in owed] in (
        [(AWA, ""), (BOB, OF_PARTICIPANT), (EVE, OF_PARTICIPANT)],
        [(AWA, "")],  # it was restricted in the same breath
    )
    frames = set()
    for one in owed:
        seen = read_by(rulebook, one, text, locale)
        assert text in seen
        frames.add((one.role, words(seen.replace(text, "", 1))))
        assert not {AWA, BOB, EVE} & set(seen.replace(text, "", 1).split())
        assert "Awa" not in seen.replace(text, "", 1)
    assert len(frames) == len({one.role for one in owed})


STEPS = st.lists(
    st.sampled_from(
        [
            *("answer", "answer", f"#cc {BOB}", f"#cc {BOB} {EVE}", f"#remove {BOB}", f"#remove {EVE}", "#close", "#note inside"),
            *(f"#cc {EVE}\n\nYes.", f"#remove {BOB}\n\nNo.", "bob leaves", "eve leaves", "bob writes", "awa writes"),
        ]
    ),
    max_size=12,
)


def decided(rulebook: Rulebook, step: str, people: Sequence[Participant]) -> Decision:
    """One mail of the conversation, decided."""
    who, _, act = step.partition(" ")
    ticket = replace(TICKET, status=Status.OPEN)
    if act in ("leaves", "writes"):
        sender = {"bob": BOB, "eve": EVE, "awa": AWA}[who]
        role = Role.REQUESTER if sender == AWA else Role.PARTICIPANT
        text = "unsubscribe" if act == "leaves" else "I have heard something."
        return decide(from_(sender, reply=text), context(known(sender, role, ticket), participants=tuple(people)), rulebook)
    reply = "Ms Diallo leads it." if step == "answer" else step
    return decide(from_(LEAD, reply=reply), context(known(LEAD, Role.COORDINATOR, ticket), participants=tuple(people)), rulebook)


def after(decision: Decision, people: Sequence[Participant], minute: int) -> list[Participant]:
    """Who takes part or did, the newest first, once a decision is applied."""
    now = START + timedelta(minutes=minute)
    kept = list(people)
    for effect in decision.effects:
        if isinstance(effect, RemoveParticipant):
            kept = [
                replace(one, left_at=now, left_by=effect.by) if one.address == effect.address and one.left_at is None else one
                for one in kept
            ]
        if isinstance(effect, AddParticipant):
            kept.insert(0, Participant(effect.ticket, effect.address, effect.by, now))
    return kept


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
@example([f"#cc {BOB} {EVE}", "answer", "bob leaves", "answer", f"#cc {BOB}", "answer"])
def test_S5_nothing_reaches_anybody_before_he_was_added_or_after_he_left(rulebook: Rulebook, steps: list[str]) -> None:
    people: list[Participant] = []
    for minute, step in enumerate(steps):
        before = {one.address for one in people if one.left_at is None}
        decision = decided(rulebook, step, people)
        people = after(decision, people, minute)
        here = {one.address for one in people if one.left_at is None}
        assert len(here) == len([one for one in people if one.left_at is None])
        for owed in (effect for effect in decision.effects if isinstance(effect, OweMail)):
            if owed.kind is MailKind.ANSWER and owed.role is Role.PARTICIPANT:
                assert owed.to in here
            elif owed.to in (BOB, EVE):
                assert (owed.kind in (MailKind.LEAVING, MailKind.ACK)) or step.endswith("writes")
                assert owed.kind is not MailKind.LEAVING or owed.to in before - here
        if any(isinstance(e, OweMail) and e.kind is MailKind.ANSWER for e in decision.effects):
            copies = {e.to for e in decision.effects if isinstance(e, OweMail) and e.role is Role.PARTICIPANT}
            assert copies == here
