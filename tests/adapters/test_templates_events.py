"""What happened to a request is told in the language of whoever reads its story."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailbot.adapters.templates import TemplateRenderer, sample_view, shipped_templates
from mailbot.adapters.templates.words import load_words, say_remark
from mailbot.core.deciding.commands.turn import EDITABLE
from mailbot.core.deciding.telling import tell_changes
from mailbot.core.decision import MailKind
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import PARTICIPANT, Change, EntryKind
from mailbot.core.writing.view import StoryLine
from tests.adapters.own_templates import LOCALES

SAMPLES = {
    "status": ("new", "closed"),
    "urgency": ("normal", "high"),
    "ending": ("", "unmet"),
    "area": ("none", "mine_action"),
    "topic": ("none", "ma_clearance"),
    "country": ("", "SD"),
    "restricted": ("false", "true"),
    "due_at": ("", "2026-02-06T17:00:00+00:00"),
    "merged_into": ("", "2"),
}
"""A value before and after; of other fields an address."""

MOMENT = datetime(2026, 2, 3, 9, tzinfo=UTC)


def changes() -> list[Change]:
    both = [Change(name, *SAMPLES.get(name, ("", "grace@example.org"))) for name in (*EDITABLE, PARTICIPANT)]
    return both + [Change(one.field, one.after, one.before) for one in both]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_change_of_a_field_has_words(locale: str) -> None:
    words = load_words(shipped_templates() / locale / "words.ini")
    told = tell_changes(changes(), {"2": "GPC-10002"}, undone=True)
    for one in told:
        assert one.key in words["event"]
        said = say_remark(words, one, "event")
        assert not re.search(r"[{}]", said)
        assert all(value not in said for value in ("none", "true", "false", "2026-02-06T", "ma_clearance", "SD")), said
    assert any("GPC-10002" in say_remark(words, one, "event") for one in told)


@pytest.mark.parametrize("locale", LOCALES)
def test_patterns_of_a_language_have_the_gaps_of_english(locale: str) -> None:
    words, english = (load_words(shipped_templates() / name / "words.ini") for name in (locale, "en"))
    gaps = {
        name: {key: sorted(re.findall(r"{(\w+)}", said)) for key, said in words[name].items()} for name in ("event", "remark")
    }
    wanted = {
        name: {key: sorted(re.findall(r"{(\w+)}", said)) for key, said in english[name].items()} for name in ("event", "remark")
    }
    assert gaps == wanted


def test_nothing_that_could_be_taken_back_is_told_too() -> None:
    assert tell_changes((), {}, undone=True) == (remark("taken_back"), remark("nothing_left"))


def test_an_event_is_short_whatever_stands_in_it() -> None:
    many = tuple(Remark("joins", (("who", f"someone.{n}\n@example.org"),)) for n in range(100))
    line = StoryLine(MOMENT, EntryKind.EVENT, "Grace", "", many)
    mail = TemplateRenderer(None).render(MailKind.HISTORY, replace(sample_view(MailKind.HISTORY, "en"), story=(line,)))
    told = [said for said in mail.text.splitlines() if said.startswith("Takes part: someone.")]
    assert told[0] == "Takes part: someone.0 @example.org"
    assert told[-1].endswith("…")
    assert 180 < len("\n".join(told).encode()) <= 245


def test_what_was_left_out_is_said_below_an_event_too() -> None:
    line = StoryLine(MOMENT, EntryKind.EVENT, "Grace", "", (remark("own_again"),))
    view = replace(sample_view(MailKind.HISTORY, "en"), text="", story=(line,), left_out=2_000)
    assert (
        "A request of its own again\n\n[Only a part: 2 kB are left out."
        in TemplateRenderer(None).render(MailKind.HISTORY, view).text
    )


def test_a_story_is_told_whole_in_a_text_of_its_own() -> None:
    many = tuple(remark("joins", who=f"someone.{n}@example.org") for n in range(30))
    lines = [StoryLine(MOMENT, EntryKind.EVENT, "Grace", "", many), StoryLine(MOMENT, EntryKind.NOTE, "Gr\nace", "a\n\nb")]
    told = TemplateRenderer(None).tell(lines, "fr-ca")
    assert told.startswith("mardi 3 février 2026 à 09:00 UTC · Événement · Grace\n\nParticipe\u00a0: someone.0@example.org\n")
    assert told.endswith("someone.29@example.org\n\nmardi 3 février 2026 à 09:00 UTC · Note (interne) · Gr ace\n\na\n\nb\n")


def test_a_story_is_told_in_english_where_a_language_has_no_words() -> None:
    lines = [StoryLine(MOMENT, EntryKind.EVENT, "Grace", "", (remark("own_again"),))]
    assert TemplateRenderer(None).tell(lines, "sw").endswith("· Event · Grace\n\nA request of its own again\n")
