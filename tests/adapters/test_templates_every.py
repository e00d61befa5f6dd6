"""Every kind of mail in every language as it leaves: with all that it can have, with nearly nothing, with hostile data."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from functools import cache
from html.parser import HTMLParser

import pytest

from mailbot.adapters.templates import TemplateRenderer, sample_view, shipped_templates
from mailbot.adapters.templates.folder import Folder
from mailbot.adapters.templates.grammar import LISTS
from mailbot.adapters.templates.hostile import FILES, HOSTILE, LARGE, MARK, hostile_view, small_view
from mailbot.adapters.templates.samples import minimal_view, sample_views
from mailbot.adapters.templates.variables import MAY_NAME, TO_OWNERS
from mailbot.core.decision import MailKind
from mailbot.core.message import Address
from mailbot.core.writing.compose import Automation, Envelope, compose
from mailbot.core.writing.forms import FORMS, HINTS, form_of, kind_of
from mailbot.core.writing.view import MailView
from mailbot.pipeline.overviews import MOST
from mailbot.ports import Rendered
from tests.adapters.own_templates import LOCALES

REPEAT_NOTHING = ("ack", "ack_critical", "question", "delay", "warning", "closing", "leaving")
LISTING_FILES = ("route", "follow_up", "reminder", "escalation", "files")
OF_SEVERAL = ("digest", "overview", "report")
STORIES = ("escalation", "history", "crossing")
TOLD_IN_FULL = ("answer", "answer_copy", "alert", "history", "files", "confirmation")
TAGS = {"html", "head", "meta", "body", "p", "b", "br", "bdi", "div", "ul", "li", "hr", "a"}

every_form = pytest.mark.parametrize("form", FORMS)
every_locale = pytest.mark.parametrize("locale", LOCALES)


@cache
def shipped() -> TemplateRenderer:
    return TemplateRenderer(None)


def rendered(view: MailView, form: str) -> Rendered:
    return shipped().render(kind_of(form), view)


def leave(mail: Rendered, view: MailView) -> bytes:
    """The mail on the wire."""
    sender, recipient = Address("Desk", "desk@desk.example.org"), Address("", "x@example.org")
    moment = datetime(2026, 2, 3, 9, tzinfo=UTC)
    envelope = Envelope(sender, recipient, "", "<1.token@desk.example.org>", moment, Automation.GENERATED, language=view.locale)
    return compose(envelope, mail.subject, mail.text, mail.html)


class Tags(HTMLParser):
    """The tags and attributes of an HTML part."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_sound(mail: Rendered, view: MailView, form: str) -> None:
    assert mail.problem == ""
    assert not {*map(chr, (*range(32), *range(127, 160)))} & set(mail.subject)
    assert not {*"\u2028\u2029\u202a\u202e\u2066\u2067\u2069\u200e\u200f\u061c\ufeff"} & set(mail.subject)
    assert len(mail.subject) <= 240
    if view.reference:
        assert view.reference in mail.subject
        assert form == "answer" or view.reference in mail.text
    raw = leave(mail, view)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\0" not in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    parsed = message_from_bytes(raw, policy=policy.default)
    assert [len(parsed.get_all(name, [])) for name in ("From", "To", "Subject", "Date", "Message-ID")] == [1] * 5
    assert parsed["Bcc"] is None
    assert not parsed.defects
    if mail.html:
        found = Tags(mail.html)
        assert found.tags <= TAGS
        assert found.attributes <= {"lang", "dir", "charset", "name", "content", "style", "href"}
        listed = (*view.items[: LISTS["items"]], *view.requests[: LISTS["requests"]])
        taps = (*view.taps, *(tap for item in listed for tap in item.taps))
        begins = [tap.link().removesuffix("%0D%0A%0D%0A") for tap in taps]
        assert [link[: len(begin)] for link, begin in zip(found.links, begins, strict=True)] == begins


def laid_out(text: str) -> bool:
    """No blank line doubled or at the top, no line with blanks at its end."""
    return "\n\n\n" not in text and not text.startswith("\n") and all(line == line.rstrip() for line in text.split("\n"))


def all_samples(form: str, locale: str) -> Iterator[MailView]:
    return (view for view in sample_views(form, locale) if form_of(kind_of(form), view.urgency, view.hint) == form)


@every_locale
@every_form
def test_every_kind_with_sample_data(form: str, locale: str) -> None:
    for view in all_samples(form, locale):
        mail = rendered(view, form)
        assert_sound(mail, view, form)
        assert laid_out(mail.text)
        assert len(leave(mail, view)) < (16_000 if form in TO_OWNERS else 10_000)
        assert (mail.html != "") == (
            bool(view.taps or any(item.taps for item in (*view.items, *view.requests)))
            or (locale == "ar" and form not in {"answer", "alert"})
        )


@every_locale
@every_form
def test_every_kind_with_nearly_nothing(form: str, locale: str) -> None:
    view = minimal_view(form, locale)
    mail = rendered(view, form)
    assert_sound(mail, view, form)
    assert laid_out(mail.text)
    assert ", ," not in mail.text
    assert "None" not in mail.subject + mail.text + mail.html


@pytest.mark.parametrize("restricted", [False, True], ids=["open", "restricted"])
@every_locale
@every_form
def test_every_kind_with_hostile_data(form: str, locale: str, restricted: bool) -> None:
    for bad in HOSTILE.values():
        view = hostile_view(form, locale, bad, restricted=restricted)
        mail = rendered(view, form)
        assert_sound(mail, view, form)
        small = rendered(small_view(view), form)
        assert len((small.text + small.html).encode("utf-8", "replace")) < 20_000
        everything = mail.subject + mail.text + mail.html
        if form in REPEAT_NOTHING or (restricted and form not in TOLD_IN_FULL):
            assert MARK not in everything
        elif form in LISTING_FILES:
            assert mail.text.count(".pdf") == 20
            assert str(FILES - 20) in mail.text
    assert laid_out(rendered(hostile_view(form, locale, HOSTILE["template"]), form).text)


@every_locale
@every_form
def test_C1_text_of_a_mail_is_never_evaluated(form: str, locale: str) -> None:
    bad = HOSTILE["template"]
    mail = rendered(hostile_view(form, locale, bad), form)
    assert "5439" not in mail.subject + mail.text
    if "text" in MAY_NAME[form] and form != "files":
        assert bad in mail.text
        assert not mail.html or bad in Tags(mail.html).text


@every_locale
@pytest.mark.parametrize(
    "form",
    [
        form
        for form in FORMS
        if form not in {*REPEAT_NOTHING, *STORIES, *OF_SEVERAL, "files", "commands", "undelivered", "erasure", "erased"}
    ],
)
def test_A4_much_text_is_carried_and_nothing_else_grows(form: str, locale: str) -> None:
    view = replace(sample_view(form, locale), text=LARGE)
    mail = rendered(view, form)
    assert_sound(mail, view, form)
    assert LARGE in mail.text
    assert len(mail.text) - len(LARGE) < 3_000


@every_locale
@pytest.mark.parametrize("form", STORIES)
def test_A4_a_long_story_is_carried_and_nothing_else_grows(form: str, locale: str) -> None:
    view = sample_view(form, locale)
    view = replace(view, story=tuple(replace(line, text=LARGE) for line in view.story))
    mail = rendered(view, form)
    assert_sound(mail, view, form)
    assert mail.text.count(LARGE) == sum(not line.remarks for line in view.story)
    assert len(mail.text) - view.carried < 3_000


@every_locale
def test_A4_a_full_digest_fits_a_thin_line(locale: str) -> None:
    sample = sample_view("digest", locale)
    for item in sample.items:
        view = replace(sample, items=(replace(item, text=""),) * 20)
        mail = rendered(view, "digest")
        assert_sound(mail, view, "digest")
        assert len((mail.text + mail.html).encode()) < 20_000
        told = rendered(replace(view, items=(replace(item, text="x" * 300, restricted=False),) * 20), "digest")
        assert told.text.count("x" * 300) == 20
        assert len(told.text) - len(mail.text) < 20 * 400


@every_locale
def test_A4_a_full_overview_fits_a_thin_line(locale: str) -> None:
    sample = sample_view("overview", locale)
    most = LISTS["requests"]
    assert most == MOST
    for item in sample.requests:
        full = replace(item, heads=False, requester_type="field_cluster", due=sample.due)
        view = replace(sample, requests=(replace(full, heads=True), *(full,) * (most - 1)), more=1000)
        mail = rendered(view, "overview")
        assert_sound(mail, view, "overview")
        assert len((mail.text + mail.html).encode()) < 20_000


@every_locale
def test_a_receipt_of_commands_gives_back_what_could_not_be_done(locale: str) -> None:
    view = replace(sample_view("commands", locale), hint="not_done", text=LARGE)
    mail = rendered(view, "commands")
    assert_sound(mail, view, "commands")
    assert LARGE in mail.text
    assert LARGE not in rendered(replace(view, hint="done"), "commands").text


@every_locale
@pytest.mark.parametrize("form", REPEAT_NOTHING)
def test_A4_automatic_mail_does_not_grow_with_what_was_sent(form: str, locale: str) -> None:
    view = sample_view(form, locale)
    assert rendered(replace(view, text=LARGE, subject=LARGE, requester_name=LARGE), form) == rendered(view, form)


def test_the_words_of_a_form_and_those_of_its_kind_are_kept_apart() -> None:
    assert [kind_of(form) for form in FORMS if form not in {"ack_critical", "commands", "answer_copy"}] == sorted(
        set(MailKind) - {MailKind.CANARY}, key=FORMS.index
    )
    assert kind_of("commands") is MailKind.RECEIPT
    assert [form_of(MailKind.RECEIPT, "high", hint) for hint in ("done", "not_done", "help")] == ["commands"] * 3
    assert [form_of(MailKind.RECEIPT, "high", hint) for hint in ("", "private", "no_reference")] == ["receipt"] * 3
    assert kind_of("answer_copy") is MailKind.ANSWER
    assert form_of(MailKind.ANSWER, "high", "participant") == "answer_copy"
    assert form_of(MailKind.ANSWER, "high") == "answer"
    assert kind_of("ack_critical") is MailKind.ACK
    assert form_of(MailKind.ACK, "critical") == "ack_critical"
    assert [form_of(MailKind.ACK, urgency) for urgency in ("low", "normal", "high", "")] == ["ack"] * 4
    assert form_of(MailKind.ROUTE, "critical") == "route"


def test_every_form_is_there_in_every_language() -> None:
    folder = Folder(shipped_templates())
    assert [(form, locale) for form in FORMS for locale in LOCALES if folder.sheet(locale, form) is None] == []


@every_locale
@pytest.mark.parametrize(("form", "hint"), [(form, hint) for form, hints in HINTS.items() for hint in hints])
def test_the_html_part_gives_the_reason_that_the_text_gives(form: str, hint: str, locale: str) -> None:
    view = sample_view(form, locale)
    plain, told = (rendered(replace(view, hint=one), form) for one in ("", hint))
    if told.html:
        assert (told.html != plain.html) == (told.text != plain.text)
