"""Taps in a mail to an owner: buttons in HTML that is made of the text, in every language and direction."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from mailbot.adapters.templates import TemplateRenderer, check_templates, sample_view, shipped_templates
from mailbot.adapters.templates.hostile import HOSTILE, hostile_view
from mailbot.adapters.templates.variables import MAY_NAME, TO_OWNERS
from mailbot.core.decision import MailKind
from mailbot.core.remark import Remark
from mailbot.core.writing.mailto import LONGEST
from mailbot.core.writing.taps import Tap
from mailbot.core.writing.view import MailView
from mailbot.ports import Rendered
from tests.adapters.own_templates import LOCALES, own
from tests.tapping import Links, read_link

LEFT_TO_RIGHT = [locale for locale in LOCALES if locale != "ar"]
ROUTE = sample_view(MailKind.ROUTE, "en")
BUTTONS = re.compile(r'<div style="margin:12px 0;line-height:24px">.*?</div>')


def rendered(view: MailView, form: str = MailKind.ROUTE) -> Rendered:
    return TemplateRenderer(None).render(MailKind(form), view)


def said(html: str) -> list[str]:
    """The words of an HTML part but those of its buttons."""
    body = BUTTONS.sub("", html.partition("<body")[2].partition(">")[2].partition("</body>")[0])
    return unescape(re.sub(r"</?div[^>]*>|<br>", " ", re.sub("</?bdi>", "", body))).split()


@pytest.mark.parametrize("locale", LEFT_TO_RIGHT)
@pytest.mark.parametrize("form", TO_OWNERS)
def test_both_parts_say_the_same(form: str, locale: str) -> None:
    full = sample_view(form, locale)
    for view in (full, replace(full, restricted=True), replace(full, text="", attachments=(), story=())):
        mail = rendered(view, form)
        assert said(mail.html) == mail.text.split()
    for bad in ("markup", "ampersands", "template", "other direction", "line breaks"):
        mail = rendered(hostile_view(form, locale, HOSTILE[bad]), form)
        assert said(mail.html) == mail.text.split()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", TO_OWNERS)
def test_every_tap_is_a_link_with_a_label_large_enough_for_a_finger(form: str, locale: str) -> None:
    html = rendered(sample_view(form, locale), form).html
    links = Links(html).found
    assert len({label for label, _ in links}) == len(ROUTE.taps)
    assert all(len(label) > 3 and "{" not in label and len(link) < LONGEST for label, link in links)
    height = {2 * int(padding) + 24 for padding in re.findall(r"inline-block;margin:4px 0;padding:(\d+)px", html)}
    assert height == {44}
    assert html.count("line-height:24px") == 2
    assert [tag for tag in ("<img", "<script", "<style", "http:", "https:") if tag in html] == []


@pytest.mark.parametrize(("locale", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_runs_as_its_language_does(locale: str, direction: str) -> None:
    assert f'<html lang="{locale}" dir="{direction}">' in rendered(replace(ROUTE, locale=locale)).html


def test_values_keep_their_own_direction() -> None:
    html = rendered(replace(ROUTE, requester_name="أمل رحيم", text="شكرًا\nIMSMA (5W)!")).html
    assert "<bdi>أمل رحيم</bdi>" in html
    assert '<div dir="auto">شكرًا<br>IMSMA (5W)!</div>' in html


@pytest.mark.parametrize("language", LOCALES)
def test_the_requester_is_asked_in_his_language(language: str) -> None:
    links = [link for _, link in Links(rendered(replace(ROUTE, language=language)).html).found]
    (asked,) = [read_link(link) for link in links if "#wait" in read_link(link).body]
    assert asked.body.startswith("#wait 3d\r\n\r\n")
    words = (shipped_templates() / language / "words.ini").read_text(encoding="utf-8")
    assert all(f"= {line}\n" in words for line in asked.body.split("\r\n")[2:] if line)


@pytest.mark.parametrize("language", ["sw", "", "../x"])
def test_where_there_are_no_words_for_him_he_is_asked_in_english(language: str) -> None:
    html = rendered(replace(ROUTE, language=language)).html
    assert any("Thank you for your message" in read_link(link).body for _, link in Links(html).found)


def test_without_taps_a_mail_is_plain() -> None:
    assert rendered(replace(ROUTE, taps=())).html == ""


def test_no_mail_to_people_outside_can_have_them() -> None:
    assert {form for form, names in MAY_NAME.items() if names & {"taps", "owners"}} == {*TO_OWNERS, MailKind.CONFIRMATION}


def test_C1_a_name_of_the_desk_file_is_text() -> None:
    tap = Tap(Remark("to_person", (("owner", '"><script>x</script>'),)), "a+gpc-10001.b@c.example", "GPC-10001", "#to x")
    html = rendered(replace(ROUTE, taps=(tap,))).html
    assert "<script" not in html
    assert "Hand to &#34;&gt;&lt;script&gt;" in html


OWN = "R&D <desk> {{ reference }} {{ due }} {% if not restricted %}{{ text }}{% endif %}"


def test_a_text_of_ones_own_has_them_where_it_says_so(tmp_path: Path) -> None:
    with_them = own(tmp_path, f"{OWN}{{{{ taps }}}}\n{{{{ owners }}}}\n", "route").render(MailKind.ROUTE, ROUTE)
    assert with_them.problem == ""
    assert len(Links(with_them.html).found) == len(ROUTE.taps)
    assert "R&amp;D &lt;desk&gt;" in with_them.html
    assert "taps" not in with_them.text
    assert said(with_them.html) == with_them.text.split()
    assert check_templates(tmp_path) == ()
    assert own(tmp_path, f"{OWN}\n", "route").render(MailKind.ROUTE, ROUTE).html == ""


def test_an_html_of_ones_own_is_taken_as_it_is(tmp_path: Path) -> None:
    own(tmp_path, f"{OWN}{{{{ taps }}}}\n", "route")
    mail = own(tmp_path, "<p>Mine</p>{{ owners }}\n", "route", "html").render(MailKind.ROUTE, ROUTE)
    assert mail.html.startswith("<p>Mine</p><div")
    assert len(Links(mail.html).found) == 6


def test_F1_a_question_too_long_for_a_link_is_named_and_the_shipped_one_asked(tmp_path: Path) -> None:
    place = tmp_path / "en"
    place.mkdir()
    (place / "words.ini").write_text(f"[question]\nask = {'ж' * 300}\n", encoding="utf-8")
    (problem,) = check_templates(tmp_path)
    assert problem == f"{place}/words.ini:1: the words of ask in [question] are too long for a link: shorten them"
    mail = TemplateRenderer(tmp_path).render(MailKind.ROUTE, ROUTE)
    assert mail.problem == problem
    assert any("Thank you for your message" in read_link(link).body for _, link in Links(mail.html).found)
