"""What each command makes of a ticket, and when it makes nothing of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.commands.carrying_out import ACTS
from mailbot.core.deciding.commands.turn import EDITABLE
from mailbot.core.deciding.commands.value_words import ENDINGS, HOURS, URGENCIES
from mailbot.core.deciding.commands.values import ending_of, moment_of, urgency_of
from mailbot.core.deciding.commands.verbs import Verb
from mailbot.core.deciding.context import Context
from mailbot.core.deciding.gates import decide
from mailbot.core.decision import (
    AppendEntry,
    ChangeTicket,
    Decision,
    Disposition,
    EditTicket,
    MailKind,
    OweMail,
    Role,
)
from mailbot.core.message import Attachment
from mailbot.core.remark import Remark
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import Change, Edit, EntryKind, Status, Ticket, Urgency
from tests.core.test_decide import TICKET, context, from_, known
from tests.fakes import START
from tests.mails import AWA
from tests.rulebooks import LEAD, MALI, SECOND


def command(
    rulebook: Rulebook, text: str, ticket: Ticket = TICKET, *, by: str = LEAD, files: tuple[Attachment, ...] = (), **more: object
) -> Decision:
    mail = from_(by, reply=text, attachments=files)
    return decide(mail, context(known(by, Role.COORDINATOR, ticket), **more), rulebook)


def changes(decision: Decision) -> dict[str, str]:
    return {one.field: one.after for e in decision.effects if isinstance(e, EditTicket) for one in e.changes}


def mails(decision: Decision) -> list[tuple[str, str, str]]:
    return [(e.kind, e.to, e.hint) for e in decision.effects if isinstance(e, OweMail)]


def remarks(decision: Decision) -> list[str]:
    return [one.key for e in decision.effects if isinstance(e, OweMail) and e.kind is MailKind.RECEIPT for one in e.remarks]


def due(days: int = 0, hours: int = 0) -> str:
    return (START + timedelta(days=days, hours=hours)).isoformat()


DUE = replace(TICKET, due_at=START + timedelta(days=3))
CLOSED = replace(TICKET, status=Status.CLOSED, due_at=None)
WAITING = replace(TICKET, status=Status.WAITING, due_at=None)


@pytest.mark.parametrize(
    ("text", "ticket", "expected"),
    [
        ("#take", TICKET, {"status": "open", "stage": "taken"}),
        ("#take", WAITING, {}),
        ("#take", replace(TICKET, owner=MALI), {"owner": LEAD, "status": "open", "stage": "taken"}),
        (f"#to {MALI}", TICKET, {"owner": MALI}),
        ("#to moussa", TICKET, {"owner": MALI}),
        ("#to Moussa Mali", TICKET, {"owner": MALI}),
        ("#to mali", TICKET, {"owner": MALI}),
        ("#to Mines", replace(TICKET, country="ML"), {"owner": MALI, "area": "mines", "topic": "none"}),
        ("#urgency high", DUE, {"urgency": "high", "due_at": due(days=1)}),
        ("#urgency critical", DUE, {"urgency": "critical", "due_at": due(hours=2)}),
        ("#urgency high", WAITING, {"urgency": "high"}),
        ("#urgency normal", TICKET, {}),
        ("#topic mi_find", TICKET, {"area": "mines", "topic": "mi_find"}),
        ("#topic find", TICKET, {"area": "mines", "topic": "mi_find"}),
        ("#topic pr-case", TICKET, {"topic": "pr_case", "restricted": "true"}),
        ("#country ML", TICKET, {"country": "ML"}),
        ("#country mali", TICKET, {"country": "ML"}),
        ("#country Gao", TICKET, {"country": "ML"}),
        ("#close", TICKET, {"status": "closed", "due_at": ""}),
        ("#close unmet", TICKET, {"status": "closed", "due_at": "", "ending": "unmet"}),
        ("#reopen", CLOSED, {"status": "open", "due_at": due(days=3), "stage": "taken"}),
        ("#wait 3d", TICKET, {"status": "waiting", "due_at": due(days=3)}),
        ("#wait", replace(TICKET), None),
        ("#snooze 12h", TICKET, {"due_at": due(hours=12), "stage": "put_off"}),
        ("#snooze 2026-02-10", TICKET, {"due_at": "2026-02-10T00:00:00+00:00", "stage": "put_off"}),
        ("#restrict", TICKET, {"restricted": "true"}),
        (
            "#take\n#urgency low\n#country ML",
            TICKET,
            {"status": "open", "urgency": "low", "country": "ML", "due_at": due(days=14), "stage": "taken"},
        ),
        ("#close\n#reopen", TICKET, None),
        ("#wait 3d #urgency low", TICKET, {"status": "waiting", "urgency": "low", "due_at": due(days=3)}),
        ("#snooze 12h\n#urgency high", TICKET, {"urgency": "high", "due_at": due(hours=12), "stage": "put_off"}),
        ("#urgency high", replace(TICKET, due_at=START + timedelta(hours=5)), {"urgency": "high"}),
        ("#to Moussa <mali@team.example.org>", TICKET, {"owner": MALI}),
        ("#to mailto:mali@team.example.org", TICKET, {"owner": MALI}),
        ("#history", TICKET, {}),
        ("#help", TICKET, {}),
    ],
)
def test_what_a_command_changes(rulebook: Rulebook, text: str, ticket: Ticket, expected: dict[str, str] | None) -> None:
    decision = command(rulebook, text, ticket)
    if expected is None:
        assert decision.held
        assert not changes(decision)
        return
    assert decision.disposition is Disposition.COMMANDED
    assert changes(decision) == expected
    assert decision.ticket == ticket.id


@pytest.mark.parametrize(
    ("text", "ticket", "key"),
    [
        ("#to", TICKET, "to_whom"),
        ("#to nobody", TICKET, "nobody"),
        ("#urgency", TICKET, "no_urgency"),
        ("#urgency very", TICKET, "no_urgency"),
        ("#topic what", TICKET, "no_topic"),
        ("#country Atlantis", TICKET, "no_country"),
        ("#country", TICKET, "no_country"),
        ("#close never", TICKET, "no_ending"),
        ("#reopen", TICKET, "not_closed"),
        ("#wait someday", TICKET, "no_moment"),
        ("#wait 0d", TICKET, "no_moment"),
        ("#wait 999d", TICKET, "no_moment"),
        ("#wait 2026-02-31", TICKET, "no_moment"),
        ("#snooze 2020-01-01", TICKET, "no_moment"),
        ("#snooze 2d", CLOSED, "is_closed"),
        ("#undo", TICKET, "nothing_to_undo"),
        ("#take it", TICKET, "no_argument"),
        ("#note", TICKET, "empty_note"),
        ("#fly away", TICKET, "unknown"),
        ("Dear Awa,\n#close", TICKET, "stray"),
        ("#take\n" * 13, TICKET, "too_many"),
        ("#close #wait 3d", TICKET, "contradiction"),
        ("#to moussa #take", TICKET, "contradiction"),
        ("#country ML #country ML", TICKET, "contradiction"),
        ("#wait 3d", CLOSED, "is_closed"),
        ("#wait 3", TICKET, "no_moment"),
        ("#wait -3d", TICKET, "no_moment"),
        ("#country not Mali", TICKET, "no_country"),
        ("#take\n\nThanks!", TICKET, "courtesy"),
        ("#take\n\nMerci, Lena", TICKET, "courtesy"),
        ("#take\n\nشكرا", TICKET, "courtesy"),
    ],
)
def test_one_thing_wrong_and_nothing_is_done(rulebook: Rulebook, text: str, ticket: Ticket, key: str) -> None:
    decision = command(rulebook, text, ticket)
    assert decision.held
    assert [type(e) for e in decision.effects] == [OweMail]
    assert mails(decision) == [(MailKind.RECEIPT, LEAD, "not_done")]
    assert remarks(decision) == [key]


def test_everything_that_is_wrong_is_said_at_once(rulebook: Rulebook) -> None:
    decision = command(rulebook, "#country X #urgency soon\n#to nobody\n\nDear Awa,\n#close")
    assert remarks(decision) == ["stray", "no_country", "no_urgency", "nobody"]
    assert not changes(decision)


def test_a_command_that_is_not_known_is_asked_back_with_what_was_meant(rulebook: Rulebook) -> None:
    (receipt,) = (e for e in command(rulebook, "#clsoe").effects if isinstance(e, OweMail))
    assert receipt.remarks == (Remark("unknown", (("word", "clsoe"), ("guess", "#close"))),)
    french = (e for e in command(rulebook, "#clsoe", by=MALI).effects if isinstance(e, OweMail))
    assert dict(next(french).remarks[0].values)["guess"] == "#clore"


def test_text_below_commands_is_the_answer(rulebook: Rulebook) -> None:
    decision = command(rulebook, "#urgency high\n\nDear Awa,\nwe come.")
    assert decision.disposition is Disposition.ANSWERED
    (entry,) = (e for e in decision.effects if isinstance(e, AppendEntry))
    assert (entry.kind, entry.text) == (EntryKind.ANSWER, "Dear Awa,\nwe come.")
    assert mails(decision) == [(MailKind.ANSWER, AWA, ""), (MailKind.RECEIPT, LEAD, "done")]
    assert remarks(decision)[0] == "answer"
    assert changes(decision) == {"urgency": "high"}
    assert [e.status for e in decision.effects if isinstance(e, ChangeTicket)] == [Status.WAITING]


def test_close_with_an_answer_closes_and_the_answer_says_so(rulebook: Rulebook) -> None:
    decision = command(rulebook, "#close\nIt is done, dear Awa.")
    assert changes(decision) == {"status": "closed"}
    assert mails(decision) == [(MailKind.ANSWER, AWA, ""), (MailKind.RECEIPT, LEAD, "done")]


@pytest.mark.parametrize(("text", "hint"), [("#close", ""), ("#close withdrawn", "withdrawn"), ("#close невозможно", "unmet")])
def test_close_alone_tells_the_requester(rulebook: Rulebook, text: str, hint: str) -> None:
    assert mails(command(rulebook, text)) == [(MailKind.CLOSING, AWA, hint), (MailKind.RECEIPT, LEAD, "done")]
    assert mails(command(rulebook, text, CLOSED)) == [(MailKind.RECEIPT, LEAD, "done")]


def test_a_name_below_commands_is_a_signature(rulebook: Rulebook) -> None:
    for text in (
        "#take\n\nLena",
        "#take\n\nlena lead",
        "#take\nLENA",
        "#take\n\n[cid:image001.png@01D]\nLena",
        "#take\n[A logo]",
    ):
        assert mails(command(rulebook, text)) == [(MailKind.RECEIPT, LEAD, "done")]
    assert (MailKind.ANSWER, AWA, "") in mails(command(rulebook, "#take\n\nLena will come"))


def test_a_note_reaches_nobody_outside(rulebook: Rulebook) -> None:
    decision = command(
        rulebook, "#note he called\nand will call again", files=(Attachment("a", "application/pdf", 9, "", False),)
    )
    (entry,) = (e for e in decision.effects if isinstance(e, AppendEntry))
    assert (entry.kind, entry.text, len(entry.attachments)) == (EntryKind.NOTE, "he called\nand will call again", 1)
    assert mails(decision) == [(MailKind.RECEIPT, LEAD, "done")]
    assert decision.disposition is Disposition.COMMANDED


def test_files_with_commands_alone_go_nowhere_and_that_is_said(rulebook: Rulebook) -> None:
    decision = command(rulebook, "#take", files=(Attachment("a", "application/pdf", 9, "", False),))
    assert mails(decision) == [(MailKind.RECEIPT, LEAD, "done")]
    assert "files_stay" in remarks(decision)


def test_who_had_it_and_who_has_it_now_hear_of_it(rulebook: Rulebook) -> None:
    assert mails(command(rulebook, "#to moussa")) == [(MailKind.ESCALATION, MALI, "handed_on"), (MailKind.RECEIPT, LEAD, "done")]
    taken = command(rulebook, "#take", by=SECOND)
    assert mails(taken) == [(MailKind.ESCALATION, LEAD, "taken"), (MailKind.RECEIPT, SECOND, "done")]
    third = command(rulebook, "#to moussa", by=SECOND)
    assert mails(third)[:2] == [(MailKind.ESCALATION, MALI, ""), (MailKind.ESCALATION, LEAD, "")]
    assert {e.former_owner for e in third.effects if isinstance(e, OweMail) and e.kind is MailKind.ESCALATION} == {"Lena Lead"}


SECRET = replace(TICKET, restricted=True, owner=MALI)


def test_the_owner_of_a_restricted_ticket_is_changed_by_the_lead_alone(rulebook: Rulebook) -> None:
    assert remarks(command(rulebook, "#to second@team.example.org", SECRET, by=MALI)) == ["only_the_lead"]
    assert remarks(command(rulebook, "#take", SECRET, by=SECOND)) == ["only_the_lead"]
    assert changes(command(rulebook, "#to sam", SECRET, by=LEAD)) == {"owner": SECOND}
    assert command(rulebook, "#take", SECRET, by=MALI).disposition is Disposition.COMMANDED


@pytest.mark.parametrize("text", ["#history", "#attachments"])
def test_text_of_a_restricted_ticket_goes_to_its_owner_alone(rulebook: Rulebook, text: str) -> None:
    assert remarks(command(rulebook, text, SECRET, by=LEAD)) == ["only_the_owner"]
    kinds = [kind for kind, to, _ in mails(command(rulebook, text, SECRET, by=MALI)) if to == MALI]
    assert kinds == [MailKind.HISTORY if text == "#history" else MailKind.FILES, MailKind.RECEIPT]


def edit(*changed: tuple[str, str, str], by: str = LEAD, ticket: int = 1) -> Edit:
    return Edit(7, ticket, by, tuple(Change(*one) for one in changed))


def test_nobody_moves_a_restricted_ticket_by_a_detour(rulebook: Rulebook) -> None:
    own = replace(SECRET, owner=SECOND)
    assert remarks(command(rulebook, "#undo", own, by=SECOND, edits=(edit(("owner", LEAD, SECOND), by=SECOND),))) == [
        "only_the_lead"
    ]
    assert remarks(command(rulebook, "#topic mi_find", own, by=SECOND)) == ["only_the_lead"]
    assert remarks(command(rulebook, "#topic pr_case #to moussa", replace(TICKET, owner=SECOND), by=SECOND)) == ["only_the_lead"]
    for text in ("#history #to sam", "#restrict #history", "#topic pr_case #attachments"):
        assert remarks(command(rulebook, text, replace(SECRET, restricted="#to" in text, owner=MALI), by=LEAD)) == [
            "only_the_owner"
        ]
    gone = replace(TICKET, restricted=True, owner="gone@team.example.org")
    assert command(rulebook, "#history", gone, by=LEAD).disposition is Disposition.COMMANDED


def test_the_way_to_take_back_is_told_where_there_is_one(rulebook: Rulebook) -> None:
    assert remarks(command(rulebook, "#restrict")) == ["restrict"]
    assert remarks(command(rulebook, "#close")) == ["close", "requester_told", "how_to_undo"]


def test_undo_stands_alone(rulebook: Rulebook) -> None:
    last = edit(("country", "ML", ""))
    for text in ("#undo #country ML", "#country ML\n#undo", "#undo #undo"):
        assert "contradiction" in remarks(command(rulebook, text, edits=(last,)))


def test_undo_minds_no_date_that_an_answer_moved(rulebook: Rulebook) -> None:
    last = edit(("urgency", "low", "normal"), ("due_at", "", (START + timedelta(days=9)).isoformat()))
    assert changes(command(rulebook, "#undo", WAITING, edits=(last,))) == {"urgency": "low"}


def test_undo_passes_over_a_restriction_and_says_that_it_stays(rulebook: Rulebook) -> None:
    older = Edit(3, 1, LEAD, (Change("country", "ML", ""),))
    ticket = replace(TICKET, restricted=True)
    decision = command(rulebook, "#undo", ticket, edits=(edit(("restricted", "false", "true")), older))
    assert changes(decision) == {"country": "ML"}
    both = edit(("topic", "pr_other", "pr_case"), ("restricted", "false", "true"))
    assert remarks(command(rulebook, "#undo", replace(ticket, topic="pr_case"), edits=(both,))) == [
        "undo",
        "event:topic",
        "not_lifted",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Write to {MALI}.",
        "Write to lead @ team.example.org",
        "lead\uff20team.example.org",
        "lead@\u200bteam.example.org",
        "Yes.\nTuesday 3 February 2026, 17:00 UTC · Note (inside) · Lena Lead\nshe lies",
        "Yes.\nTuesday 3 February 2026, 14:00 UTC-3:30 · Note (inside) · Lena Lead\nshe lies",
        "Yes.\nTuesday 3 February 2026, 17:00 UTC+3 · Note (inside) · Lena Lead\nshe lies",
    ],
)
def test_an_answer_with_an_address_or_a_story_of_the_team_is_given_back(rulebook: Rulebook, text: str) -> None:
    assert mails(command(rulebook, text)) == [(MailKind.RECEIPT, LEAD, "private")]


def test_undo_takes_back_what_was_changed_last(rulebook: Rulebook) -> None:
    ticket = replace(TICKET, urgency=Urgency.HIGH, country="ML", due_at=None, status=Status.CLOSED)
    last = edit(
        ("urgency", "normal", "high"), ("country", "", "ML"), ("due_at", START.isoformat(), ""), ("status", "open", "closed")
    )
    decision = command(rulebook, "#undo", ticket, edits=(last,))
    assert changes(decision) == {"urgency": "normal", "country": "", "due_at": START.isoformat(), "status": "open"}
    assert [e.undoes for e in decision.effects if isinstance(e, EditTicket)] == [7]
    assert "how_to_undo" not in remarks(decision)


@pytest.mark.parametrize(
    ("last", "key"),
    [
        (edit(("urgency", "low", "high")), "changed_since"),
        (edit(("urgency", "low", "normal"), by=SECOND), "nothing_to_undo"),
        (edit(("urgency", "low", "normal"), ticket=2), "nothing_to_undo"),
        (edit(("restricted", "false", "true")), "not_lifted"),
    ],
)
def test_undo_takes_back_nothing_else(rulebook: Rulebook, last: Edit, key: str) -> None:
    assert remarks(command(rulebook, "#undo", edits=(last,))) == [key]


def test_undo_lifts_no_restriction(rulebook: Rulebook) -> None:
    ticket = replace(TICKET, topic="pr_case", restricted=True)
    last = edit(("topic", "pr_other", "pr_case"), ("restricted", "false", "true"))
    assert changes(command(rulebook, "#undo", ticket, edits=(last,))) == {"topic": "pr_other"}


def test_every_command_is_carried_out_somewhere() -> None:
    assert set(ACTS) == set(Verb) - {Verb.NOTE}


def test_a_receipt_is_owed_for_every_mail_until_a_machine_would_have_to_write_them(rulebook: Rulebook) -> None:
    assert mails(command(rulebook, "#take", recent_mails=59)) == [(MailKind.RECEIPT, LEAD, "done")]
    assert mails(command(rulebook, "#take", recent_mails=60)) == []


@pytest.mark.parametrize("by", [AWA, "mallory@evil.example.net"])
def test_S2_nobody_but_a_coordinator_has_commands(rulebook: Rulebook, by: str) -> None:
    for role in Role:
        decision = decide(from_(by, reply="#close"), context(known(by, role)), rulebook)
        assert not changes(decision)
        assert decision.disposition in (Disposition.FOLLOWED_UP, Disposition.OPENED)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("3d", 72),
        ("يومين", 48),
        ("أسبوعين", 336),
        ("26w", 26 * 168),
        ("48 hours", 48),
        ("2w", 336),
        ("3j", 72),
        ("2 días", 48),
        ("1 semana", 168),
        ("3д", 72),
        ("12 часов", 12),
        ("2 тиж", 336),
        ("3 أيام", 72),
        ("٣ أيام", 72),
        ("12 ساعة", 12),
    ],
)
def test_spans_of_time_in_all_languages(said: str, hours: int) -> None:
    assert moment_of(said, START) == START + timedelta(hours=hours)


@pytest.mark.parametrize(
    "said", ["2026-03-31", "2026/3/31", "31/03/2026", "31.3.2026", "31-03-2026", "03/31/2026", "31 03 2026", "2026 03 31"]
)
def test_a_day_is_read_as_it_is_written_anywhere(said: str) -> None:
    assert moment_of(said, START) == datetime(2026, 3, 31, tzinfo=UTC)


@pytest.mark.parametrize("said", ["03/04/2026", "31/31/2026", "2026-13-01", "31/03", "31.03.26", "31-03/2026", "1/1/1"])
def test_a_day_that_another_country_reads_otherwise_is_asked_back(said: str) -> None:
    assert moment_of(said, START) is None


def test_with_dots_the_day_comes_first_and_equal_numbers_are_clear() -> None:
    assert moment_of("03.04.2026", START) == datetime(2026, 4, 3, tzinfo=UTC)
    assert moment_of("04/04/2026", START) == datetime(2026, 4, 4, tzinfo=UTC)


@pytest.mark.parametrize("said", ["tomorrow", "Demain", "mañana", "manana", "غدًا", "amanhã", "завтра"])
def test_tomorrow_is_a_day(said: str) -> None:
    assert moment_of(said, START) == datetime(START.year, START.month, START.day, tzinfo=UTC) + timedelta(days=1)


@pytest.mark.parametrize("said", ["me", "moi", "mí", "لي", "mim", "мне", "мені"])
def test_to_me_is_take(rulebook: Rulebook, said: str) -> None:
    decision = command(rulebook, f"#to {said}", by=SECOND)
    assert changes(decision)["owner"] == SECOND
    assert remarks(decision)[0] == "take"


def test_words_of_values_mean_one_thing_each() -> None:
    for table in (URGENCIES, HOURS, ENDINGS):
        words = [word for said in table.values() for word in said.split()]
        assert len(words) == len(set(words))
    assert {urgency_of(word) for words in URGENCIES.values() for word in words.split()} == set(Urgency)
    assert {ending_of(word) for words in ENDINGS.values() for word in words.split()} == set(ENDINGS)


COMMANDS = (
    "#take|#to mali|#to|#urgency high|#topic pr_case|#country ML|#close|#reopen|#wait 3d|#snooze 1w|#restrict|#undo|#history"
    "|#attachments|#help|#note inside|#clsoe|Dear Awa,|we come.||/take"
)
ANY_TEXT = st.lists(st.sampled_from(COMMANDS.split("|")) | st.text(max_size=20), max_size=6).map("\n".join)
TICKETS = st.builds(
    lambda status, urgency, restricted, owner, due_at: replace(
        TICKET, status=status, urgency=urgency, restricted=restricted, owner=owner, due_at=due_at
    ),
    st.sampled_from(Status),
    st.sampled_from(Urgency),
    st.booleans(),
    st.sampled_from([LEAD, MALI, SECOND, "gone@x.example"]),
    st.none() | st.just(datetime(2026, 3, 1, tzinfo=UTC)),
)


@given(ANY_TEXT, TICKETS, st.sampled_from([LEAD, MALI, SECOND]))
def test_all_or_none(rulebook: Rulebook, text: str, ticket: Ticket, by: str) -> None:
    decision = decide(
        from_(by, reply=text), Context(START, context().identity, "m", known=(known(by, Role.COORDINATOR, ticket),)), rulebook
    )
    outside = [e for e in decision.effects if isinstance(e, OweMail) and e.role is Role.REQUESTER]
    if decision.held or decision.disposition is Disposition.DISCARDED:
        assert all(isinstance(e, OweMail) and e.to == by for e in decision.effects)
        return
    edits = [e for e in decision.effects if isinstance(e, EditTicket)]
    assert len(edits) <= 1
    assert all(change.field in EDITABLE and change.before != change.after for e in edits for change in e.changes)
    assert not any(change.field == "restricted" and change.after == "false" for e in edits for change in e.changes)
    assert len(outside) <= 1
    answers = [e.text for e in decision.effects if isinstance(e, AppendEntry) and e.kind is EntryKind.ANSWER]
    assert all("inside" not in answer and "#close" not in answer for answer in answers)
