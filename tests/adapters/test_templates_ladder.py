"""The words of the ladder: reminders, hand-overs by time, whoever is on duty, a word of delay, and the end after silence."""

from dataclasses import replace

import pytest

from mailbot.adapters.templates import TemplateRenderer, sample_view, shipped_templates
from mailbot.adapters.templates.variables import TO_OWNERS
from mailbot.adapters.templates.words import load_words, say_remark
from mailbot.core.decision import MailKind
from mailbot.core.remark import remark
from mailbot.core.writing.forms import HINTS
from tests.adapters.own_templates import DUE, LOCALES, VIEW

TAKE = {"en": "#take", "fr": "#prendre", "es": "#tomar", "ar": "#استلام", "pt": "#assumir", "ru": "#взять", "uk": "#взяти"}
UNMET = {
    "en": "#close unmet",
    "fr": "#clore impossible",
    "es": "#cerrar desatendido",
    "ar": "#إغلاق متعذر",
    "pt": "#fechar impossível",
    "ru": "#закрыть невозможно",
    "uk": "#закрити неможливо",
}
EMERGENCY = {
    "en": "call your local emergency services",
    "fr": "appelez les secours locaux",
    "es": "llame a los servicios de emergencia locales",
    "ar": "واتصلوا بخدمات الطوارئ المحلية",
    "pt": "ligue para os serviços de emergência locais",
    "ru": "позвоните в местные экстренные службы",
    "uk": "зателефонуйте до місцевих екстрених служб",
}
EVENTS = (
    *("reminded", "late", "not_taken", "still_late", "nobody_takes", "put_off", "wait_over"),
    *("warned", "silent", "delayed", "duty", "taken", "untaken"),
)

every_locale = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture(scope="module")
def shipped() -> TemplateRenderer:
    return TemplateRenderer(None)


def beginning(text: str) -> str:
    """The first paragraph."""
    return text.partition("\n\n")[0]


@every_locale
def test_a_reminder_says_in_its_first_lines_why_it_comes(shipped: TemplateRenderer, locale: str) -> None:
    hints = (*HINTS[MailKind.REMINDER], "")
    mails = {hint: shipped.render(MailKind.REMINDER, replace(VIEW, locale=locale, hint=hint)) for hint in hints}
    assert len({beginning(mail.text) for mail in mails.values()}) == len(hints)
    assert len({mail.subject for mail in mails.values()}) == 3
    assert TAKE[locale] in beginning(mails["not_taken"].text)
    assert UNMET[locale] in beginning(mails["late"].text)
    assert all("17:00 UTC" in mail.text.split("\n\n")[1] for mail in mails.values())


def test_of_an_overdue_request_the_date_is_the_one_that_was_missed(shipped: TemplateRenderer) -> None:
    text = shipped.render(MailKind.REMINDER, replace(VIEW, hint="late")).text
    assert f"Answer was due by: {DUE}\n" in text
    assert f"Answer by: {DUE}" not in text


@every_locale
def test_the_owner_of_a_critical_request_is_asked_first_of_all_to_take_it(shipped: TemplateRenderer, locale: str) -> None:
    view = replace(VIEW, locale=locale, urgency="critical")
    for kind in (MailKind.ROUTE, MailKind.FOLLOW_UP, MailKind.ESCALATION):
        for hint in ("", *HINTS[kind]):
            asked, taken = (
                beginning(shipped.render(kind, replace(view, hint=hint, untaken=untaken)).text) for untaken in (True, False)
            )
            assert TAKE[locale] in asked
            assert TAKE[locale] not in taken.splitlines()[0]
            assert kind is not MailKind.ESCALATION or locale == "ar" or VIEW.owner_name in asked


@every_locale
@pytest.mark.parametrize("kind", TO_OWNERS)
def test_the_buttons_stand_where_the_mail_asks_to_take_it(shipped: TemplateRenderer, kind: MailKind, locale: str) -> None:
    view = replace(sample_view(kind, locale), urgency="critical")
    pressing = shipped.render(kind, replace(view, hint="not_taken", untaken=True)).html
    later = shipped.render(kind, replace(view, hint="", untaken=False)).html
    assert pressing.index(TAKE[locale]) < pressing.index("<a href") < pressing.index(f">{view.reference}</bdi>")
    assert later.index(f">{view.reference}</bdi>") < later.index("<a href")
    assert pressing.count("<a href") == later.count("<a href") == len(view.taps)


def test_above_the_last_resort_there_is_no_next_person(shipped: TemplateRenderer) -> None:
    critical = replace(VIEW, urgency="critical", untaken=True)
    firsts = [beginning(shipped.render(MailKind.ESCALATION, replace(critical, hint=hint)).text) for hint in ("not_taken", "late")]
    assert firsts[0] == f"{firsts[1]} Otherwise it goes to the next person."


@every_locale
def test_who_is_on_duty_reads_whose_request_it_would_be(shipped: TemplateRenderer, locale: str) -> None:
    for kind in (MailKind.ROUTE, MailKind.ESCALATION):
        plain, on_duty = (shipped.render(kind, replace(VIEW, locale=locale, hint=hint)).text for hint in ("", "duty"))
        (line,) = set(on_duty.splitlines()) - set(plain.splitlines())
        assert VIEW.former_owner in (line if locale != "ar" else on_duty)


@every_locale
def test_a_word_of_delay_promises_no_more_than_it_knows(shipped: TemplateRenderer, locale: str) -> None:
    view = replace(VIEW, locale=locale)
    dated, undated = (shipped.render(MailKind.DELAY, replace(view, due=due)).text for due in (VIEW.due, None))
    (line,) = set(dated.splitlines()) - set(undated.splitlines())
    assert "17:00 UTC" in line
    assert VIEW.former_owner not in dated


@every_locale
def test_of_a_critical_request_a_word_of_delay_begins_with_what_keeps_people_alive(
    shipped: TemplateRenderer, locale: str
) -> None:
    critical, normal = (
        shipped.render(MailKind.DELAY, replace(VIEW, locale=locale, urgency=urgency)) for urgency in ("critical", "normal")
    )
    acknowledged = shipped.render(MailKind.ACK, replace(VIEW, locale=locale, urgency="critical"))
    assert beginning(critical.text) == beginning(acknowledged.text)
    assert EMERGENCY[locale] in normal.text.splitlines()[-1]
    for mail in (critical, normal):
        assert mail.text.count(EMERGENCY[locale]) == 1
        assert mail.html.count(EMERGENCY[locale]) == (locale == "ar")


@every_locale
def test_before_a_request_is_closed_for_silence_its_requester_is_warned(shipped: TemplateRenderer, locale: str) -> None:
    dated, undated = (shipped.render(MailKind.WARNING, replace(VIEW, locale=locale, due=due)) for due in (VIEW.due, None))
    for mail in (dated, undated):
        assert VIEW.reference in mail.text
        assert EMERGENCY[locale] in mail.text.splitlines()[-1]
        assert len(mail.text) < 1_000
    (one,), (other,) = (set(a.text.splitlines()) - set(b.text.splitlines()) for a, b in ((dated, undated), (undated, dated)))
    assert one.endswith("17:00 UTC")
    assert other.endswith(".")


@every_locale
def test_every_step_of_the_ladder_has_words_for_the_story(locale: str) -> None:
    words = load_words(shipped_templates() / locale / "words.ini")
    told = [say_remark(words, remark(key, owner="Grace"), "event") for key in EVENTS]
    assert len(set(told)) == len(EVENTS)
    named = [key for key, said in zip(EVENTS, told, strict=True) if "Grace" in said]
    assert named == [*EVENTS[:7], "duty"]
