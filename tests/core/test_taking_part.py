"""Who may take part in somebody else's request, how addresses are read for it, and by which words people leave."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.commands.addresses import is_list_of_addresses, read_addresses
from mailbot.core.deciding.gates import decide
from mailbot.core.deciding.leaving import wants_to_leave
from mailbot.core.deciding.leaving_words import CALLS, PROGRAMS, WORDS
from mailbot.core.decision import (
    AddParticipant,
    ChangeTicket,
    Decision,
    Disposition,
    EditTicket,
    MailKind,
    OpenTicket,
    OweMail,
    RemoveParticipant,
    Role,
)
from mailbot.core.desk import LANGUAGES
from mailbot.core.message import Address, Kind, address_key
from mailbot.core.participant import Participant
from mailbot.core.rulebook import Rulebook, compile_rulebook
from mailbot.core.rulebook.desk_values import is_address
from mailbot.core.ticket import PARTICIPANT, Change, Edit, Status, Ticket, Urgency
from tests.core.test_command_effects import changes, mails, remarks
from tests.core.test_decide import TICKET, context, from_, known
from tests.fakes import START
from tests.mails import AWA, DESK
from tests.rulebooks import LEAD, MALI, SMALL

BOB, EVE = "bob@field.example.net", "eve@field.example.net"
HERE = Participant(1, BOB, LEAD, START)
GONE = replace(HERE, left_at=START, left_by=BOB)


def command(rulebook: Rulebook, text: str, *people: Participant, ticket: Ticket = TICKET, **more: object) -> Decision:
    """What the lead's reply makes of a ticket in which these people take part or took part."""
    here = context(known(LEAD, Role.COORDINATOR, ticket), participants=people, **more)
    return decide(from_(LEAD, reply=text), here, rulebook)


def written_by(
    rulebook: Rulebook, address: str, text: str, *people: Participant, ticket: Ticket = TICKET, **fields: object
) -> Decision:
    """What a mail with the reply address of Bob comes to."""
    here = context(known(BOB, Role.PARTICIPANT, ticket), participants=people)
    return decide(from_(address, reply=text, **fields), here, rulebook)


def joined(decision: Decision) -> list[str]:
    return [effect.address for effect in decision.effects if isinstance(effect, AddParticipant)]


def gone(decision: Decision) -> list[tuple[str, str]]:
    return [(effect.address, effect.by) for effect in decision.effects if isinstance(effect, RemoveParticipant)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a@x.org", ["a@x.org"]),
        ("a@x.org b@y.org", ["a@x.org", "b@y.org"]),
        ("a@x.org, b@y.org;c@z.org، d@z.org", ["a@x.org", "b@y.org", "c@z.org", "d@z.org"]),
        ("a@x.org,b@y.org.", ["a@x.org", "b@y.org"]),
        ("<a@x.org>", ["a@x.org"]),
        ("Bob Smith <b@y.org>", ["b@y.org"]),
        ('"Smith, Bob" <b@y.org>, a@x.org', ["b@y.org", "a@x.org"]),
        ("Айгуль <b@y.org>", ["b@y.org"]),
        ("a@x.org<mailto:a@x.org>", ["a@x.org"]),
        ("a@x.org <mailto:A@x.org> b@y.org<mailto:b@y.org>", ["a@x.org", "b@y.org"]),
        ("a@x.org [mailto:a@x.org]", ["a@x.org"]),
        ("a@x.org (a@x.org)", ["a@x.org"]),
        ("Bob <mailto:b@y.org>", ["b@y.org"]),
        ("mailto:a@x.org", ["a@x.org"]),
        ("A.B+c@X.ORG", ["A.B+c@x.org"]),
        ("a@x.org Bob <b@y.org>", ["a@x.org", "b@y.org"]),
        ("", []),
        (" , ", []),
        # Nothing of these is certain.
        ("Bob", [""]),
        ("Bob b@y.org", ["", "b@y.org"]),
        ("Smith, Bob <b@y.org>", ["", "b@y.org"]),
        ("@Bob <b@y.org>", [""]),
        ("-b@y.org", [""]),
        ("a@x", [""]),
        ("a@@x.org", [""]),
        ("a b@", ["", ""]),
        ("é@x.org", [""]),
        ("a@пример.рф", [""]),
        ('"a b"@x.org', ["", ""]),
        ("(a@x.org)", [""]),
        ("carla@desk.example <mallory@evil.example>", [""]),
        ("a@x.org<mailto:mallory@evil.example>", [""]),
        ("a@x.org" * 600, [""]),
    ],
)
def test_addresses_as_people_and_programs_write_them(written: str, read: list[str]) -> None:
    assert [item.address for item in read_addresses(written)] == read


@given(st.text(st.sampled_from("ab@x.org <>,;:\"()[]-mailto'\\\n"), max_size=80) | st.text(max_size=60))
def test_C2_whatever_is_written_an_address_is_plain_and_stands_there(text: str) -> None:
    for item in read_addresses(text):
        assert item.word
        assert item.word in text
        assert not item.address or (is_address(item.address) and address_key(item.address) in text.casefold())


def test_a_line_of_addresses_is_told_from_a_sentence() -> None:
    assert is_list_of_addresses("a@x.org, Bob <b@y.org>")
    assert not is_list_of_addresses("Write to a@x.org please")
    assert not is_list_of_addresses("")


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (f"#cc {BOB}", [BOB]),
        (f"#cc {BOB} {EVE}", [BOB, EVE]),
        (f"#cc {BOB}\n#cc {EVE}", [BOB, EVE]),
        (f"#cc {BOB}, {BOB.upper()}", [BOB.upper().replace("FIELD.EXAMPLE.NET", "field.example.net")]),
        (f"#copy Bob <{BOB}>\n\nMs Diallo leads it.", [BOB]),
        (f"#cc {BOB}<mailto:{BOB}> #urgency high", [BOB]),
    ],
)
def test_people_join(rulebook: Rulebook, text: str, added: list[str]) -> None:
    decision = command(rulebook, text)
    assert joined(decision) == added
    told = [c for e in decision.effects if isinstance(e, EditTicket) for c in e.changes if c.field == PARTICIPANT]
    assert told == [Change(PARTICIPANT, "", address) for address in added]
    assert "joins" in remarks(decision)
    assert remarks(decision)[-1] == "how_to_undo"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("#cc Bob", "no_address"),
        (f"#cc {BOB}, Bob", "no_address"),
        (f"#cc carla@desk.example <{BOB}>", "no_address"),
        ("#cc é@x.org", "no_ascii"),
        ("#cc a@пример.рф", "no_ascii"),
        (f"#cc {DESK}", "own_address"),
        ("#cc INFO+td-10001.x@desk.example.org", "own_address"),
        (f"#cc {MALI}", "is_colleague"),
        (f"#cc {MALI.replace('@', '+home@').upper()}", "is_colleague"),
        (f"#cc {AWA}", "is_requester"),
        (f"#cc {AWA.replace('@', '+x@')}", "is_requester"),
        ("#cc a@x.org b@x.org c@x.org d@x.org", "too_many_join"),
        (f"#cc {BOB}\n#cc a@x.org b@x.org c@x.org", "too_many_join"),
        (f"#cc {BOB}\n#restrict", "nobody_in_restricted"),
        (f"#cc {BOB}\n#topic pr_case", "nobody_in_restricted"),
        (f"#cc {BOB}\n#remove {BOB}", "contradiction"),
        (f"#cc {BOB}\n#undo", "contradiction"),
        (f"#cc {BOB},\n{EVE}", "address_below"),
        (f"#remove {BOB}", "not_in"),
        ("#remove", "remove_whom"),
        ("#remove Bob", "no_address"),
    ],
)
def test_L2_S5_what_is_not_certain_or_not_allowed_is_asked_back(rulebook: Rulebook, text: str, key: str) -> None:
    decision = command(rulebook, text)
    assert decision.held
    assert key in remarks(decision)
    assert not joined(decision)
    assert [to for _, to, _ in mails(decision)] == [LEAD]


def test_everything_that_is_wrong_is_named_at_once(rulebook: Rulebook) -> None:
    assert remarks(command(rulebook, f"#cc Bob {DESK} {AWA} {MALI} é@x.org")) == [
        *("no_address", "own_address", "is_requester", "is_colleague", "no_ascii")
    ]


def test_nobody_joins_a_restricted_request(rulebook: Rulebook) -> None:
    decision = command(rulebook, f"#cc {BOB}", ticket=replace(TICKET, restricted=True))
    assert (decision.held, remarks(decision)) == (True, ["nobody_in_restricted"])


@pytest.mark.parametrize("line", ["", "participants: 0\n"])
def test_a_desk_that_does_not_say_so_lets_nobody_take_part(line: str) -> None:
    closed = compile_rulebook({**SMALL, "desk.yaml": SMALL["desk.yaml"].replace("participants: 3\n", line)})
    assert remarks(command(closed, f"#cc {BOB}")) == ["nobody_may_join"]
    answered = command(closed, "Ms Diallo leads it.", HERE)
    assert [to for _, to, _ in mails(answered)] == [AWA]


def test_the_limit_counts_those_who_are_there(rulebook: Rulebook) -> None:
    people = [replace(HERE, address=f"{n}@x.org") for n in range(3)]
    assert remarks(command(rulebook, f"#cc {BOB}", *people)) == ["too_many_join"]
    assert joined(command(rulebook, f"#cc {BOB}", *people[:2], GONE)) == [BOB]
    assert joined(command(rulebook, f"#remove 0@x.org #cc {BOB}", *people)) == [BOB]


def test_who_left_is_added_by_a_new_command_alone_and_the_receipt_says_so(rulebook: Rulebook) -> None:
    assert remarks(command(rulebook, f"#cc {BOB}", GONE))[0] == "joins_again"
    assert remarks(command(rulebook, f"#cc {BOB}", replace(GONE, left_by=LEAD)))[0] == "joins"
    assert written_by(rulebook, BOB, "I have another question.", GONE).disposition is Disposition.OPENED


def test_who_takes_part_is_told(rulebook: Rulebook) -> None:
    assert remarks(command(rulebook, "#cc")) == ["nobody_takes_part"]
    (receipt,) = [e for e in command(rulebook, "#cc", replace(HERE, address=EVE), HERE).effects if isinstance(e, OweMail)]
    assert [(one.key, dict(one.values)) for one in receipt.remarks] == [("take_part", {"who": f"{BOB}, {EVE}"})]
    again = command(rulebook, f"#cc {BOB}", HERE)
    assert (remarks(again), joined(again), changes(again)) == (["in_already"], [], {})


def test_an_answer_goes_to_each_in_a_mail_of_its_own(rulebook: Rulebook) -> None:
    decision = command(rulebook, "Ms Diallo leads it.", replace(HERE, address=EVE), HERE, replace(GONE, address="x@y.org"))
    owed = [e for e in decision.effects if isinstance(e, OweMail)]
    assert [(e.to, e.role, e.kind, e.hint, e.others) for e in owed] == [
        (AWA, Role.REQUESTER, MailKind.ANSWER, "", 2),
        (BOB, Role.PARTICIPANT, MailKind.ANSWER, "participant", 2),
        (EVE, Role.PARTICIPANT, MailKind.ANSWER, "participant", 2),
    ]


def test_an_answer_below_commands_goes_to_whom_they_let_take_part(rulebook: Rulebook) -> None:
    decision = command(rulebook, f"#remove {BOB}\n#cc {EVE}\n\nMs Diallo leads it.", HERE)
    assert [to for kind, to, _ in mails(decision) if kind is MailKind.ANSWER] == [AWA, EVE]
    assert gone(decision) == [(BOB, LEAD)]
    assert "answer_shared" in remarks(decision)
    closed = command(rulebook, "#close", HERE)
    assert [to for _, to, _ in mails(closed)] == [AWA, LEAD]


def test_S5_a_restricted_request_has_none_who_take_part(rulebook: Rulebook) -> None:
    restricted = replace(TICKET, restricted=True)
    assert [to for _, to, _ in mails(command(rulebook, "Call the centre.", HERE, ticket=restricted))] == [AWA]
    decision = command(rulebook, "#restrict\n\nCall the centre.", HERE)
    assert [to for kind, to, _ in mails(decision) if kind is MailKind.ANSWER] == [AWA]
    assert "nobody_in_restricted" in remarks(decision)
    assert written_by(rulebook, BOB, "And me?", HERE, ticket=restricted).disposition is Disposition.OPENED


def edit(*pairs: tuple[str, str]) -> Edit:
    return Edit(7, 1, LEAD, tuple(Change(PARTICIPANT, *pair) for pair in pairs))


def test_undo_takes_an_addition_and_a_removal_back(rulebook: Rulebook) -> None:
    undone = command(rulebook, "#undo", HERE, edits=(edit(("", BOB)),))
    assert (gone(undone), joined(undone)) == ([(BOB, LEAD)], [])
    assert next(e.undoes for e in undone.effects if isinstance(e, EditTicket)) == 7
    back = command(rulebook, "#undo", replace(GONE, left_by=LEAD), edits=(edit((BOB, "")),))
    assert (gone(back), joined(back)) == ([], [BOB])


def test_undo_leaves_alone_who_left_since(rulebook: Rulebook) -> None:
    assert remarks(command(rulebook, "#undo", GONE, edits=(edit(("", BOB)),))) == ["changed_since"]
    both = command(rulebook, "#undo", GONE, replace(HERE, address=EVE), edits=(edit(("", BOB), ("", EVE)),))
    assert gone(both) == [(EVE, LEAD)]


def test_undo_of_a_removal_keeps_to_the_limit(rulebook: Rulebook) -> None:
    full = [replace(HERE, address=f"{n}@x.org") for n in range(3)]
    assert remarks(command(rulebook, "#undo", *full, edits=(edit((BOB, "")),))) == ["changed_since"]


def test_a_mail_of_who_takes_part_joins_and_only_the_owner_hears_of_it(rulebook: Rulebook) -> None:
    decision = written_by(rulebook, BOB, "There is a grenade right now.", HERE)
    assert decision.disposition is Disposition.FOLLOWED_UP
    assert mails(decision) == [(MailKind.FOLLOW_UP, LEAD, "participant")]
    change = next(e for e in decision.effects if isinstance(e, ChangeTicket))
    assert change.urgency is Urgency.CRITICAL


def test_nobody_but_the_requester_gives_the_desk_more_time(rulebook: Rulebook) -> None:
    def due(ticket: Ticket) -> object:
        decision = written_by(rulebook, BOB, "Hello", HERE, ticket=ticket)
        return next(e.due_at for e in decision.effects if isinstance(e, ChangeTicket))

    soon = START + timedelta(hours=1)
    assert due(replace(TICKET, due_at=soon)) == soon
    assert due(replace(TICKET, status=Status.WAITING, due_at=soon)) == START + timedelta(days=3)


@pytest.mark.parametrize("sender", ["mallory@evil.example.net", AWA, BOB.replace("bob", "bob+x")])
def test_S3_S5_his_reply_address_lets_nobody_else_speak_or_leave(rulebook: Rulebook, sender: str) -> None:
    for text in ("leave", "A question"):
        decision = written_by(rulebook, sender, text, HERE)
        assert decision.ticket is None
        opened = next(e for e in decision.effects if isinstance(e, OpenTicket))
        assert opened.mentions == ("TD-10001",)
        assert not gone(decision)


def test_S2_who_takes_part_has_no_commands(rulebook: Rulebook) -> None:
    decision = written_by(rulebook, BOB, f"#close\n#cc {EVE}\n#history", HERE)
    assert decision.disposition is Disposition.FOLLOWED_UP
    assert mails(decision) == [(MailKind.FOLLOW_UP, LEAD, "participant")]


def test_S3_an_authenticated_person_who_kept_the_number_alone_may_join(rulebook: Rulebook) -> None:
    server = "mx.desk.example.org"
    proof = (("authentication-results", f"{server}; dmarc=pass header.from=field.example.net"),)
    trusting = replace(context().identity, trusted_authserv=frozenset({server}))
    here = context(mentioned=(TICKET,), participants=(HERE,), identity=trusting)
    assert decide(from_(BOB, headers=proof), here, rulebook).disposition is Disposition.FOLLOWED_UP
    assert decide(from_(BOB), here, rulebook).disposition is Disposition.OPENED
    assert decide(from_(EVE, headers=proof), here, rulebook).disposition is Disposition.OPENED


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_takes_part_leaves_by_a_word(rulebook: Rulebook, language: str) -> None:
    for phrase in WORDS[language].split(","):
        decision = written_by(rulebook, BOB, f"{phrase.strip().capitalize()}.\n\nBob", HERE, sender=Address("Bob B.", BOB))
        assert gone(decision) == [(BOB, BOB)], phrase
        assert mails(decision) == [(MailKind.LEAVING, BOB, "")]


def says(text: str, subject: str = "Re: [TD-10001] Answer", name: str = "Bob Smith") -> bool:
    return wants_to_leave(from_(BOB, reply=text, subject=subject, sender=Address(name, BOB)))


@pytest.mark.parametrize(
    "text",
    [
        "leave",
        "STOP",
        "Please unsubscribe me. Thank you",
        "Hello,\nstop\nBob",
        "UNSUBSCRIBE!!!",
        "me désabonner svp",
        "Отпишите меня!",
    ],
)
def test_a_word_with_courtesies_and_a_name_is_a_wish_to_leave(text: str) -> None:
    assert says(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Stop!",
        "STOP!!! mines",
        "¡Salir!",
        "قف!",
        "leave?",
        "When may we leave?",
        "leave Gao",
        "Do not stop",
        "I want to leave the camp",
        "thanks",
        "Bob",
        "unsubscribe Eve",
        "leave " * 40,
    ],
)
def test_a_call_or_a_sentence_is_passed_on(text: str) -> None:
    assert not says(text)


def test_a_mail_program_leaves_by_the_subject() -> None:
    assert says("", "leave")
    assert all(says(line, "Leave") for line in PROGRAMS)
    assert not says("", "Re: leave")
    assert not says("When may staff go?", "leave")
    assert not says("", "leave " * 40)
    assert not says(PROGRAMS[0], "Re: [TD-10001] Answer")


def test_every_call_is_a_word_for_leaving_when_it_is_said_quietly() -> None:
    assert [call for call in CALLS.split(",") if not says(call.strip())] == []


def test_who_is_gone_and_leaves_again_hears_nothing(rulebook: Rulebook) -> None:
    for people in ((GONE,), ()):
        decision = written_by(rulebook, BOB, "leave", *people)
        assert (decision.disposition, decision.effects, decision.ticket) == (Disposition.DISCARDED, (), 1)


def test_who_wants_to_leave_may_where_the_request_is_restricted(rulebook: Rulebook) -> None:
    assert gone(written_by(rulebook, BOB, "leave", HERE, ticket=replace(TICKET, restricted=True))) == [(BOB, BOB)]


def test_L1_no_machine_is_told_farewell(rulebook: Rulebook) -> None:
    quiet = written_by(rulebook, BOB, "", HERE, subject="leave", kind=Kind.EMPTY, automatic="Auto-Submitted")
    assert (gone(quiet), mails(quiet)) == ([(BOB, BOB)], [])
    assert gone(written_by(rulebook, BOB, "leave", HERE, kind=Kind.AUTO_REPLY)) == []
