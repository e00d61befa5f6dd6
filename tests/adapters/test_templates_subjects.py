"""Where templates are found, and what a subject may be."""

from dataclasses import replace

import pytest

from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.decision import MailKind
from tests.adapters.own_templates import VIEW


@pytest.fixture
def shipped() -> TemplateRenderer:
    return TemplateRenderer(None)


def test_H1_a_subject_is_one_clean_line(shipped: TemplateRenderer) -> None:
    bad = "a\r\nBcc: x@y\x00\u2028b\u202ec\x1b[31m\u0085d\ud800"
    subject = shipped.render(MailKind.ROUTE, replace(VIEW, subject=bad)).subject
    assert subject.isprintable()
    assert subject.endswith("a Bcc: x@y b c [31m d")
    subject.encode()


def test_H1_lines_of_the_body_stay_lines(shipped: TemplateRenderer) -> None:
    text = shipped.render(MailKind.ROUTE, replace(VIEW, requester_name="Amal\nAnswer by: never")).text
    assert "\nAnswer by: never" not in text


def test_A4_a_long_subject_is_cut(shipped: TemplateRenderer) -> None:
    assert len(shipped.render(MailKind.ROUTE, replace(VIEW, subject="x" * 100_000)).subject) == 240


@pytest.mark.parametrize("locale", ["sw", "", "../../etc", "en\n", "xx-yy", "\x00"])
def test_F2_a_missing_locale_means_english(shipped: TemplateRenderer, locale: str) -> None:
    assert shipped.render(MailKind.ACK, replace(VIEW, locale=locale)).subject == "[GPC-10001] We have received your message"


def test_a_regional_locale_uses_its_language(shipped: TemplateRenderer) -> None:
    assert "reçu" in shipped.render(MailKind.ACK, replace(VIEW, locale="fr_CH")).subject


def test_unknown_ids_are_shown_as_they_are(shipped: TemplateRenderer) -> None:
    assert "space debris" in shipped.render(MailKind.ROUTE, replace(VIEW, topic="space_debris", country="XX")).text
