"""`mailbot templates`: check, list, preview."""

import json
from pathlib import Path

import pytest

from mailbot.core.writing.forms import FORMS
from tests.cli.conftest import Command

LOCALES = ("ar", "en", "es", "fr", "pt", "ru", "uk")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder `templates` in the working folder, with one template of the desk's own."""
    place = tmp_path / "templates" / "fr"
    place.mkdir(parents=True)
    (place / "ack.txt").write_text("Subject: [{{ reference }}] Merci\n\n{{ reference }} {{ due }}\n", encoding="utf-8")
    return tmp_path / "templates"


def test_the_shipped_ones_are_sound(mailbot: Command) -> None:
    said = mailbot("templates", "check")
    assert said.code == 0
    assert said.out.endswith("every kind renders in every locale\n")


def test_what_is_wrong_ends_with_one(mailbot: Command, own: Path) -> None:
    assert mailbot("templates", "check").code == 0
    (own / "fr" / "ack.txt").write_text("Subject: Merci\n\n{{ refrence }}\n", encoding="utf-8")
    said = mailbot("templates", "check")
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith("templates/fr/ack.txt:3: refrence is unknown here; did you mean reference?")


def test_the_list_says_which_file_is_used(mailbot: Command, own: Path) -> None:
    items = [json.loads(line) for line in mailbot("templates", "list", "--json").out.splitlines()]
    assert {(item["kind"], item["locale"]) for item in items} == {(form, locale) for form in FORMS for locale in LOCALES}
    assert [item["file"] for item in items if item["own"]] == ["templates/fr/ack.txt"]
    assert {item["locale"] for item in items if item["html"]} == {"ar"}
    lines = mailbot("templates", "list").out.splitlines()
    assert lines[0].split() == ["kind", "locale", "html", "own", "file"]
    assert len(lines) == 1 + len(items)
    assert "ack           fr      -     yes  templates/fr/ack.txt" in lines


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", FORMS)
def test_every_kind_is_shown_as_it_would_leave(mailbot: Command, form: str, locale: str) -> None:
    said = mailbot("templates", "preview", form, "--locale", locale)
    assert (said.code, said.err) == (0, "")
    subject, blank, text = said.out.split("\n", 2)
    about_none = {"alert", "follow_up", "digest", "overview", "report", "erasure"}
    assert subject.startswith("Subject: [GPC-10001] " if form not in about_none else "Subject: ")
    assert blank == ""
    assert text.strip()
    assert "\ufffd" not in said.out


def test_the_desks_own_is_shown(mailbot: Command, own: Path) -> None:
    said = mailbot("templates", "preview", "ack", "--locale", "fr")
    assert said.out == "Subject: [GPC-10001] Merci\n\nGPC-10001 vendredi 6 février 2026 à 17:00 UTC\n"


def test_what_is_shown_of_a_broken_one_is_what_would_be_sent(mailbot: Command, own: Path) -> None:
    (own / "fr" / "ack.txt").write_text("Subject: Merci\n\n{{ refrence }}\n", encoding="utf-8")
    said = mailbot("templates", "preview", "ack", "--locale", "fr")
    assert said.code == 1
    assert "Nous avons bien reçu votre message" in said.out
    assert said.err.startswith("mailbot: templates/fr/ack.txt:3: refrence is unknown here")


def test_urgency_hint_and_restriction_are_seen(mailbot: Command) -> None:
    critical = mailbot("templates", "preview", "ack", "--urgency", "critical").out
    assert critical == mailbot("templates", "preview", "ack_critical").out
    assert critical.splitlines()[2].startswith("If anyone is in danger now: keep away")
    assert "RESTRICTED" in mailbot("templates", "preview", "route", "--restricted").out
    assert "could not meet this need" in mailbot("templates", "preview", "closing", "--hint", "unmet").out
    both = mailbot("templates", "preview", "ack", "--locale", "uk", "--hint", "language_in_doubt").out
    assert both.index("Дякуємо") < both.index("Thank you")


def test_the_html_part_or_that_there_is_none(mailbot: Command) -> None:
    assert mailbot("templates", "preview", "ack", "--locale", "ar", "--html").out.startswith("<!DOCTYPE html>\n<html")
    said = mailbot("templates", "preview", "ack", "--html")
    assert (said.code, said.out) == (0, "ack in en has no HTML part: it leaves as plain text\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("acknowledgement",), "there is no kind 'acknowledgement'; there are: ack, ack_critical, route"),
        (("ack", "--locale", "sw"), "there is no locale 'sw'; there are: ar, en, es, fr, pt, ru, uk"),
        (("ack", "--locale", "../fr"), "there is no locale '../fr'"),
        (("ack", "--urgency", "dire"), "there is no urgency 'dire'; there are: low, normal, high, critical"),
        (("closing", "--hint", "late"), "there is no hint of closing 'late'; there are: answered"),
        (("route", "--hint", "late"), "there is no hint of route 'late'; there are: away"),
        (("delay", "--hint", "late"), "there is no hint of delay 'late'; there are: none"),
    ],
)
def test_what_there_is_not_is_named_with_what_there_is(mailbot: Command, arguments: tuple[str, ...], said: str) -> None:
    done = mailbot("templates", "preview", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"mailbot: {said}")


def test_a_regional_locale_is_its_language(mailbot: Command) -> None:
    assert "Nous avons bien reçu" in mailbot("templates", "preview", "ack", "--locale", "fr_CH").out
