"""The shipped templates say what they must, in every language."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailbot.adapters.templates import MAIL_LIMIT, TemplateRenderer, check_templates, shipped_templates
from mailbot.adapters.templates.words import load_words, say_moment
from mailbot.core.decision import LANGUAGE_IN_DOUBT, MailKind
from mailbot.core.desk import LANGUAGES
from mailbot.core.message import Attachment
from mailbot.core.writing.forms import FORMS, HINTS, kind_of
from tests.adapters.own_templates import DUE, LOCALES, VIEW

TO_REQUESTER = (MailKind.ACK, MailKind.QUESTION, MailKind.DELAY, MailKind.WARNING, MailKind.CLOSING)
RECEIPTS = (*HINTS[MailKind.RECEIPT], "other")


@pytest.fixture
def shipped() -> TemplateRenderer:
    return TemplateRenderer(None)


def test_every_shipped_template_is_sound() -> None:
    assert check_templates(shipped_templates()) == ()
    assert {path.name for path in shipped_templates().iterdir()} >= set(LOCALES)
    assert set(LOCALES) == set(LANGUAGES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_says_the_same_ids(locale: str) -> None:
    words, english = (load_words(shipped_templates() / name / "words.ini") for name in (locale, "en"))
    words = {section: ids for section, ids in words.items() if section != "day"}  # only some have words for some days
    assert {section: set(ids) for section, ids in words.items()} == {section: set(ids) for section, ids in english.items()}
    assert all(said.strip() for ids in words.values() for said in ids.values())


def test_the_installed_package_brings_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.adapters.templates.folder._PACKAGE", tmp_path / "mailbot")
    assert shipped_templates() == tmp_path / "templates"
    (tmp_path / "mailbot" / "shipped" / "templates").mkdir(parents=True)
    assert shipped_templates() == tmp_path / "mailbot" / "shipped" / "templates"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", [kind for kind in MailKind if kind in FORMS])
def test_every_kind_renders_in_every_locale(shipped: TemplateRenderer, kind: MailKind, locale: str) -> None:
    mail = shipped.render(kind, replace(VIEW, locale=locale, hint="command"))
    assert mail.problem == ""
    assert "GPC-10001" in mail.subject or kind in {MailKind.DIGEST, MailKind.OVERVIEW, MailKind.REPORT, MailKind.ERASURE}
    assert "\n" not in mail.subject
    assert len((mail.text + mail.html).encode()) < MAIL_LIMIT


@pytest.mark.parametrize("locale", LOCALES)
def test_S6_an_ack_repeats_nothing_of_the_mail(shipped: TemplateRenderer, locale: str) -> None:
    view = replace(VIEW, locale=locale, mentions=("GPC-99999",))
    for kind in TO_REQUESTER:
        mail = shipped.render(kind, view)
        whole = mail.subject + mail.text + mail.html
        for part in (view.subject, view.text, "map.pdf", "Amal", "amal@", "99999", "road"):
            assert part not in whole


@pytest.mark.parametrize("locale", LOCALES)
def test_an_ack_says_who_has_it_and_by_when(shipped: TemplateRenderer, locale: str) -> None:
    text = shipped.render(MailKind.ACK, replace(VIEW, locale=locale)).text
    assert DUE in shipped.render(MailKind.ACK, VIEW).text
    assert VIEW.desk_name in text
    assert VIEW.reference in text


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "do not touch"),
        ("fr", "ne touchez à rien"),
        ("es", "no toque nada"),
        ("ar", "ولا تلمسوا أي شيء"),
        ("pt", "não toque em nada"),
        ("ru", "ничего не трогайте"),
        ("uk", "нічого не чіпайте"),
    ],
)
def test_the_safety_lines_come_first_where_it_is_critical(shipped: TemplateRenderer, locale: str, words: str) -> None:
    critical = shipped.render(MailKind.ACK, replace(VIEW, locale=locale, urgency="critical")).text
    normal = shipped.render(MailKind.ACK, replace(VIEW, locale=locale)).text
    assert words in critical.splitlines()[0]
    assert critical.splitlines()[2] == ""
    assert critical.count(words) == 1
    assert words not in "".join(normal.splitlines()[:2])
    assert normal.count(words) == 1


def test_a_routing_mail_word_by_word(shipped: TemplateRenderer) -> None:
    assert shipped.render(MailKind.ROUTE, VIEW).text == (
        "From: Amal R., amal@ngo.example.org\n"
        "Who they are: NGO\n"
        "Where: Sudan\n"
        "Language: English\n"
        "Topic: Survey and clearance\n"
        "Answer by: Tuesday 3 February 2026, 17:00 UTC\n"
        "Why it came to you: topic: route check (road)\n"
        "Reference: GPC-10001\n"
        "\n"
        "Reply to this mail: your text goes to the requester from the desk's address. Your own address is not shown.\n"
        "First lines such as #take, #to hlp, #urgency high, #note or #close act on the request; #help tells all.\n"
        "\n"
        "New text:\n"
        "\n"
        "Can our trucks use the road?\n"
        "\n"
        "Attachments:\n"
        "- map.pdf (183 kB)\n"
    )


def test_a_routing_mail_says_all_on_the_first_screen(shipped: TemplateRenderer) -> None:
    mail = shipped.render(MailKind.ROUTE, replace(VIEW, mentions=("GPC-10002",)))
    assert mail.subject == "[GPC-10001] Normal · Mine action · Sudan: Convoy route to the north"
    head, _, rest = mail.text.partition(VIEW.text)
    for part in (
        "Amal R.",
        VIEW.requester,
        "NGO",
        "Sudan",
        "English",
        "Survey and clearance",
        DUE,
        "route check",
        "GPC-10002",
    ):
        assert part in head
    assert "Your own address is not shown" in head
    assert "map.pdf (183 kB)" in rest


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", [MailKind.ROUTE, MailKind.FOLLOW_UP, MailKind.REMINDER, MailKind.ESCALATION])
def test_each_fact_has_a_line_of_its_own(shipped: TemplateRenderer, kind: MailKind, locale: str) -> None:
    lines = shipped.render(kind, replace(VIEW, locale=locale)).text.splitlines()
    for value in (VIEW.requester, "17:00 UTC", VIEW.reference, "- map.pdf (183 "):
        assert sum(value in line for line in lines) == 1
    assert any(line.endswith(VIEW.requester) for line in lines)
    assert any(line.endswith(VIEW.reference) for line in lines)
    assert any(line.endswith("17:00 UTC") for line in lines)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", [MailKind.ROUTE, MailKind.FOLLOW_UP])
def test_restricted_mail_carries_number_and_topic_only(shipped: TemplateRenderer, kind: MailKind, locale: str) -> None:
    mail = shipped.render(kind, replace(VIEW, locale=locale, restricted=True))
    whole = mail.subject + mail.text + mail.html
    assert "GPC-10001" in whole
    for part in (VIEW.subject, VIEW.text, "map.pdf", "Amal", "amal@", "road"):
        assert part not in whole


@pytest.mark.parametrize("locale", LOCALES)
def test_an_answer_is_exactly_the_text(shipped: TemplateRenderer, locale: str) -> None:
    text = "  Yes.\n\n{{ reference }} {% raw %} <b>&amp;\n-- \nCarla\n\n"
    mail = shipped.render(MailKind.ANSWER, replace(VIEW, locale=locale, text=text, others=0))
    assert mail.text == text
    assert mail.html == ""
    assert mail.subject == "[GPC-10001] Re: Convoy route to the north"
    assert VIEW.subject not in shipped.render(MailKind.ANSWER, replace(VIEW, locale=locale, restricted=True)).subject


@pytest.mark.parametrize("locale", LOCALES)
def test_an_answer_that_others_read_says_how_many_and_not_who(shipped: TemplateRenderer, locale: str) -> None:
    mail = shipped.render(MailKind.ANSWER, replace(VIEW, locale=locale, text="Yes.", others=17))
    assert mail.text.startswith("Yes.\n\n* * *\n\n")
    assert mail.text.endswith(": 17\n")
    assert "@" not in mail.text


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "NOTHING was sent"),
        ("fr", "RIEN n'a été envoyé"),
        ("es", "NO se envió NADA"),
        ("ar", "لم يُرسل أي شيء إلى صاحب الطلب"),
        ("pt", "NADA foi enviado"),
        ("ru", "НИЧЕГО не отправлено"),
        ("uk", "НІЧОГО не надіслано"),
    ],
)
def test_every_receipt_says_that_nothing_was_sent(shipped: TemplateRenderer, locale: str, words: str) -> None:
    texts = [shipped.render(MailKind.RECEIPT, replace(VIEW, locale=locale, hint=hint)).text for hint in RECEIPTS]
    assert all(text.startswith(words) for text in texts)
    assert len(set(texts)) == len(RECEIPTS)


def test_a_receipt_gives_the_text_back_but_one_that_is_too_long(shipped: TemplateRenderer) -> None:
    assert VIEW.text in shipped.render(MailKind.RECEIPT, replace(VIEW, hint="private")).text
    assert VIEW.text not in shipped.render(MailKind.RECEIPT, replace(VIEW, hint="too_long")).text


def test_arabic_html_reads_from_right_to_left(shipped: TemplateRenderer) -> None:
    for kind in set(MailKind) - {MailKind.ANSWER, MailKind.ALERT, MailKind.CANARY}:
        html = shipped.render(kind, replace(VIEW, locale="ar")).html
        assert 'dir="rtl"' in html
        assert "http" not in html.replace("http-equiv", "")


def test_C1_mail_text_is_escaped_in_html_and_never_evaluated(shipped: TemplateRenderer) -> None:
    mail = shipped.render(MailKind.ROUTE, replace(VIEW, locale="ar", text="<script>{{ 7 * 7 }}</script>", requester_name="<b>"))
    assert "&lt;script&gt;{{ 7 * 7 }}" in mail.html
    assert "<b>" not in mail.html.replace("<b>طلب", "")
    assert "<script>{{ 7 * 7 }}</script>" in mail.text


def test_sizes_are_for_people(shipped: TemplateRenderer) -> None:
    sizes = (0, 999, 1_000, 999_499, 999_500, 12_345_678)
    files = tuple(Attachment(f"f{size}", "x/y", size, "", False) for size in sizes)
    text = shipped.render(MailKind.ROUTE, replace(VIEW, locale="fr", attachments=files)).text
    for said in ("f0 (0 o)", "f999 (999 o)", "f1000 (1 ko)", "f999499 (999 ko)", "f999500 (1,0 Mo)", "f12345678 (12,3 Mo)"):
        assert said in text


def test_A4_a_thousand_attachments_are_counted_not_listed(shipped: TemplateRenderer) -> None:
    text = shipped.render(MailKind.ROUTE, replace(VIEW, attachments=VIEW.attachments * 1_000)).text
    assert text.count("map.pdf") == 20
    assert "and 980 more" in text


@pytest.mark.parametrize("locale", LOCALES)
def test_the_reference_and_the_desk_are_in_the_word_of_a_delay(shipped: TemplateRenderer, locale: str) -> None:
    text = shipped.render(MailKind.DELAY, replace(VIEW, locale=locale)).text
    assert VIEW.reference in text
    assert VIEW.desk_name in text
    assert "17:00 UTC" in text
    assert VIEW.owner_name not in text


@pytest.mark.parametrize("locale", LOCALES)
def test_a_closing_says_what_was_decided(shipped: TemplateRenderer, locale: str) -> None:
    hints = (*HINTS[MailKind.CLOSING], "")
    texts = {hint: shipped.render(MailKind.CLOSING, replace(VIEW, locale=locale, hint=hint)).text for hint in hints}
    assert len(set(texts.values())) == len(hints)
    assert all(VIEW.reference in text.split("\n\n")[0] + text.split("\n\n")[1] for text in texts.values())


def test_an_unmet_need_is_said_plainly(shipped: TemplateRenderer) -> None:
    text = shipped.render(MailKind.CLOSING, replace(VIEW, hint="unmet")).text
    assert "we could not meet this need" in text
    assert "just reply to this mail" in text


@pytest.mark.parametrize("locale", LOCALES)
def test_an_escalation_says_from_whom_to_whom_and_why(shipped: TemplateRenderer, locale: str) -> None:
    hints = (*HINTS[MailKind.ESCALATION], "")
    texts = [shipped.render(MailKind.ESCALATION, replace(VIEW, locale=locale, hint=hint)).text for hint in hints]
    assert len(set(texts)) == len(hints)
    for text in texts:
        first = "\n".join(text.splitlines()[:9])
        assert first.index(VIEW.former_owner) < first.index(VIEW.owner_name) < first.index("17:00 UTC") < first.index("GPC-10001")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", [MailKind.REMINDER, MailKind.ESCALATION])
def test_a_restricted_reminder_carries_number_and_topic_only(shipped: TemplateRenderer, kind: MailKind, locale: str) -> None:
    mail = shipped.render(kind, replace(VIEW, locale=locale, restricted=True))
    for part in (VIEW.subject, VIEW.text, "map.pdf", "Amal", "amal@"):
        assert part not in mail.subject + mail.text + mail.html


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "Sunday 1 March 2026, 09:05 UTC"),
        ("fr", "dimanche 1er mars 2026 à 09:05 UTC"),
        ("es", "domingo 1 de marzo de 2026, 09:05 UTC"),
        ("ar", "الأحد 1 آذار/مارس 2026، الساعة 09:05 UTC"),
        ("pt", "domingo, 1 de Março de 2026, 09:05 UTC"),
        ("ru", "1\u00a0марта 2026\u00a0г. (воскресенье), 09:05 UTC"),
        ("uk", "1\u00a0березня 2026\u00a0р. (неділя), 09:05 UTC"),
    ],
)
def test_moments_are_for_people(locale: str, said: str) -> None:
    words = load_words(shipped_templates() / locale / "words.ini")
    assert say_moment(words, datetime(2026, 3, 1, 9, 5, tzinfo=UTC)) == said
    assert say_moment(words, None) == ""


def test_a_moment_is_told_in_its_own_zone_and_without_words() -> None:
    nairobi = datetime(2026, 3, 1, 9, 5, tzinfo=UTC).astimezone(ZoneInfo("Africa/Nairobi"))
    assert say_moment({}, nairobi) == "2026-03-01 12:05 UTC+3"


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Asia/Kathmandu", "UTC+5:45"), ("America/Panama", "UTC-5"), ("Africa/Dakar", "UTC"), ("America/St_Johns", "UTC-3:30")],
)
def test_a_zone_is_told_by_its_distance_from_utc(zone: str, said: str) -> None:
    moment = datetime(2026, 3, 1, 9, 5, tzinfo=UTC).astimezone(ZoneInfo(zone))
    assert say_moment({}, moment).endswith(f" {said}")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", ["ack", "ack_critical", "question"])
def test_english_stands_below_where_the_language_is_in_doubt(shipped: TemplateRenderer, form: str, locale: str) -> None:
    urgency = "critical" if form == "ack_critical" else "normal"
    view = replace(VIEW, locale=locale, urgency=urgency)
    plain, english = (shipped.render(kind_of(form), one) for one in (view, replace(view, locale="en")))
    mail = shipped.render(kind_of(form), replace(view, hint=LANGUAGE_IN_DOUBT))
    if locale == "en":
        assert mail == plain
        return
    assert mail.subject == plain.subject
    assert mail.text == f"{plain.text.rstrip()}\n\n* * *\n\n{english.text}"
    assert mail.html.count("</body>") == plain.html.count("</body>")
    assert (
        f'dir="ltr" style="text-align:left;white-space:pre-wrap;overflow-wrap:anywhere">{english.text[:20]}' in mail.html
    ) == (locale == "ar")
    assert len((mail.text + mail.html).encode()) < MAIL_LIMIT


@pytest.mark.parametrize("locale", ["en-gb", "xx", "../x"])
def test_english_never_stands_below_english(shipped: TemplateRenderer, locale: str) -> None:
    text = shipped.render(MailKind.ACK, replace(VIEW, locale=locale, hint=LANGUAGE_IN_DOUBT)).text
    assert text.count("Thank you for writing") == 1 + (locale == "xx")


@pytest.mark.parametrize("locale", LOCALES)
def test_punctuation_keeps_its_place(locale: str) -> None:
    for path in sorted((shipped_templates() / locale).glob("*.*")):
        source = path.read_text(encoding="utf-8")
        assert "\u00a0\u00a0" not in source
        said = re.sub(r"\{[{%].*?[%}]\}", "", source)
        if locale == "fr" and path.suffix == ".txt":
            assert not re.search(r"[^\u00a0 ]\s*(?<!\u00a0)[:;?!](?=\s|$)", said.partition("\n")[2]), path
        if locale == "ar" and path.suffix == ".txt":
            assert not re.search(r"[\u0600-\u06ff][,;?]", said), path
