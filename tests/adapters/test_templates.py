"""Templates: the shipped ones say what they must, a desk's own ones can do no harm."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from mailbot.adapters.template_files import load_words

from mailbot.adapters.templates import MAIL_LIMIT, TemplateRenderer, check_templates, shipped_templates
from mailbot.core.decision import MailKind
from mailbot.core.desk import LANGUAGES
from mailbot.core.message import Attachment
from mailbot.core.writing.view import MailView
from mailbot.ports import RenderFailed

LOCALES = ("en", "fr", "es", "ar", "pt", "ru", "uk")
HINTS = (
    "no_reference",
    "nothing_written",
    "command",
    "not_verified",
    "attachments_left_out",
    "too_long",
    "private",
    "no_requester",
    "other",
)
TO_REQUESTER = (MailKind.ACK, MailKind.QUESTION)
VIEW = MailView(
    locale="en",
    desk_name="Mine Action Help Desk",
    reference="GPC-10001",
    subject="Convoy route to the north",
    area="mine_action",
    topic="ma_clearance",
    country="SD",
    urgency="normal",
    language="en",
    requester="amal@ngo.example.org",
    requester_name="Amal R.",
    requester_type="ngo",
    owner_name="Carla",
    text="Can our trucks use the road?",
    attachments=(Attachment("map.pdf", "application/pdf", 183_204, "0" * 64, False),),
    due="3 Feb 2026, 17:00 UTC",
    reasons=("topic: route check (road)",),
)


@pytest.fixture
def shipped() -> TemplateRenderer:
    return TemplateRenderer(None)


def own(folder: Path, body: str, kind: str = "ack", ending: str = "txt") -> TemplateRenderer:
    place = folder / "en"
    place.mkdir(exist_ok=True)
    source = body if ending == "html" else f"Subject: Own {{{{ reference }}}}\n\n{body}"
    (place / f"{kind}.{ending}").write_text(source, encoding="utf-8")
    return TemplateRenderer(folder)


# --- what the shipped words say


def test_every_shipped_template_is_sound() -> None:
    assert check_templates(shipped_templates()) == ()
    assert {path.name for path in shipped_templates().iterdir()} >= set(LOCALES)
    assert set(LOCALES) == set(LANGUAGES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_says_the_same_ids(locale: str) -> None:
    words, english = (load_words(shipped_templates() / name / "words.ini") for name in (locale, "en"))
    assert {section: set(ids) for section, ids in words.items()} == {section: set(ids) for section, ids in english.items()}
    assert all(said.strip() for ids in words.values() for said in ids.values())


def test_the_installed_package_brings_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.adapters.templates.__file__", str(tmp_path / "mailbot" / "adapters" / "templates.py"))
    assert shipped_templates() == tmp_path / "templates"
    (tmp_path / "mailbot" / "shipped" / "templates").mkdir(parents=True)
    assert shipped_templates() == tmp_path / "mailbot" / "shipped" / "templates"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", list(MailKind))
def test_every_kind_renders_in_every_locale(shipped: TemplateRenderer, kind: MailKind, locale: str) -> None:
    mail = shipped.render(kind, replace(VIEW, locale=locale, hint="command"))
    assert mail.problem == ""
    assert "GPC-10001" in mail.subject
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
    assert VIEW.due in text
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
        VIEW.due,
        "route check",
        "GPC-10002",
    ):
        assert part in head
    assert "Your own address is not shown" in head
    assert "map.pdf (183 kB)" in rest


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
    mail = shipped.render(MailKind.ANSWER, replace(VIEW, locale=locale, text=text))
    assert mail.text == text
    assert mail.html == ""
    assert mail.subject == "[GPC-10001] Re: Convoy route to the north"
    assert VIEW.subject not in shipped.render(MailKind.ANSWER, replace(VIEW, locale=locale, restricted=True)).subject


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
    texts = [shipped.render(MailKind.RECEIPT, replace(VIEW, locale=locale, hint=hint)).text for hint in HINTS]
    assert all(text.startswith(words) for text in texts)
    assert len(set(texts)) == len(HINTS)


def test_a_receipt_gives_an_unverified_text_to_nobody(shipped: TemplateRenderer) -> None:
    assert VIEW.text in shipped.render(MailKind.RECEIPT, replace(VIEW, hint="command")).text
    assert VIEW.text not in shipped.render(MailKind.RECEIPT, replace(VIEW, hint="not_verified")).text


def test_arabic_html_reads_from_right_to_left(shipped: TemplateRenderer) -> None:
    for kind in (MailKind.ACK, MailKind.ROUTE, MailKind.QUESTION, MailKind.RECEIPT):
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
    assert text.count("map.pdf") == 30
    assert "and 970 more" in text


# --- subjects and locales


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


# --- a desk's own files


def test_the_desks_own_template_is_used_and_read_again_when_it_changes(tmp_path: Path) -> None:
    renderer = own(tmp_path, "First {{ reference }}\n")
    assert renderer.render(MailKind.ACK, VIEW).text == "First GPC-10001"
    path = tmp_path / "en" / "ack.txt"
    path.write_bytes(b"Subject: New\r\n\r\nSecond\r\n")
    os.utime(path, ns=(1, 1))
    mail = renderer.render(MailKind.ACK, VIEW)
    assert (mail.subject, mail.text, mail.problem) == ("New", "Second", "")
    path.unlink()
    assert "We have received" in renderer.render(MailKind.ACK, VIEW).subject


def test_a_desk_may_bring_a_language_and_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "sw").mkdir()
    (tmp_path / "sw" / "ack.txt").write_text("Subject: Habari\n\nHabari\n", encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "words.ini").write_text("[area]\nmine_action = Mines team\n", encoding="utf-8")
    renderer = TemplateRenderer(tmp_path)
    assert renderer.render(MailKind.ACK, replace(VIEW, locale="sw")).subject == "Habari"
    subject = renderer.render(MailKind.ROUTE, replace(VIEW, locale="sw")).subject
    assert subject == "[GPC-10001] Normal · Mines team · Sudan: Convoy route to the north"


def test_own_text_leaves_without_the_shipped_html(tmp_path: Path) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "ack.txt").write_text("Subject: x\n\ny\n", encoding="utf-8")
    assert TemplateRenderer(tmp_path).render(MailKind.ACK, replace(VIEW, locale="ar")).html == ""


BAD = {
    "multiply": "{{ 'a' * 50000000 }}",
    "multiply a name": "{{ reference * 50000000 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "add": "{{ reference + reference }}",
    "concat": "{{ reference ~ reference }}",
    "percent": "{{ '%50000000d' % 1 }}",
    "format": "{{ '{:50000000}'.format(1) }}",
    "method": "{{ reference.ljust(50000000) }}",
    "range": "{% for i in range(99999) %}x{% endfor %}",
    "letters": "{% for letter in reference %}x{% endfor %}",
    "slice": "{{ reference[0] }}",
    "list": "{{ [1, 2] }}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "set": "{% set x = reference %}{{ x }}",
    "namespace": "{% set n = namespace(x='a') %}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'ack.txt' as a %}",
    "extends": "{% extends 'ack.txt' %}",
    "block": "{% block b %}x{% endblock %}",
    "filter block": "{% filter upper %}x{% endfilter %}",
    "call": "{{ reference() }}",
    "dunder": "{{ reference.__class__.__mro__ }}",
    "dunder by filter": "{{ reference|attr('__class__') }}",
    "unknown name": "{{ requester_adress }}",
    "global": "{{ self }}",
    "safe": "{{ reference|safe }}",
    "centre": "{{ reference|center(50000000) }}",
    "indent": "{{ reference|indent(50000000) }}",
    "replace": "{{ reference|replace('', reference) }}",
    "lipsum": "{{ lipsum(n=100000) }}",
    "filter with a name": "{{ reference|default(desk_name) }}",
    "the words": "{{ words }}",
    "open": "{{ reference",
    "open tag": "{% if reference %}",
    "deep": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "deep if": "{% if 1 %}" * 200 + "{% endif %}" * 200,
    "huge number": "{{ " + "9" * 5_000 + " }}",
    "huge": "x" * 40_000,
    "blank": " ",
    "what the reader may not see": "{{ text }}",
    "what an ack may not list": "{% for f in attachments %}x{% endfor %}",
    "compare": "{% if reference < 1 %}{% endif %}",
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_F2_whatever_is_wrong_the_built_in_text_is_used_whole(tmp_path: Path, body: str) -> None:
    mail = (
        own(tmp_path, f"Half\n{body}\n").render(MailKind.ACK, VIEW)
        if body.strip()
        else own(tmp_path, body).render(MailKind.ACK, VIEW)
    )
    assert replace(mail, problem="") == TemplateRenderer(None).render(MailKind.ACK, VIEW)
    assert mail.problem.startswith(f"{tmp_path / 'en' / 'ack.txt'}:")
    assert check_templates(tmp_path) == (mail.problem,)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("{% for a in attachments %}{% for b in attachments %}x{% endfor %}{% endfor %}", "a loop in a loop"),
        ("{% for a in attachments recursive %}x{% endfor %}", "a loop may go over"),
        ("{% for text in reasons %}x{% endfor %}", "a loop needs one new name"),
        ("{% for a, b in attachments %}x{% endfor %}", "a loop needs one new name"),
        ("{% for a in attachments %}{{ a.__class__ }}{% endfor %}", "a.__class__ is unknown"),
        ("{% for a in reasons %}{{ a.upper }}{% endfor %}", "a.upper is unknown"),
        ("{% for a in attachments %}{{ loop.parent }}{% endfor %}", "loop.parent is unknown"),
        ("{{ loop.index }}", "loop.index is unknown"),
    ],
)
def test_F2_loops_are_narrow(tmp_path: Path, body: str, reason: str) -> None:
    assert reason in own(tmp_path, body, "route").render(MailKind.ROUTE, VIEW).problem


def test_F2_the_output_is_bounded(tmp_path: Path) -> None:
    renderer = own(tmp_path, "{{ text }}" * 3_000, "route")
    assert renderer.render(MailKind.ROUTE, VIEW).problem == f"{tmp_path / 'en' / 'route.txt'}:0: the mail grows too large"
    assert TemplateRenderer(None).render(MailKind.ROUTE, replace(VIEW, text="x" * 1_000_000)).problem == ""


def test_a_problem_names_file_line_and_reason(tmp_path: Path) -> None:
    problem = own(tmp_path, "one\ntwo\n{{ refrence }}\n").render(MailKind.ACK, VIEW).problem
    assert problem.startswith(f"{tmp_path / 'en' / 'ack.txt'}:5: refrence is unknown here")


def test_a_problem_while_rendering_names_its_line(tmp_path: Path) -> None:
    problem = own(tmp_path, "one\n{% if reference < 1 %}{% endif %}\n").render(MailKind.ACK, VIEW).problem
    assert problem.startswith(f"{tmp_path / 'en' / 'ack.txt'}:4: ")
    assert "not supported" in problem


@pytest.mark.parametrize(
    "html", ["<img src='http://x/y.png'>", "< SCRIPT >", "<p style='background:url (x)'>", "<link>", "{{ text }}"]
)
def test_html_that_loads_something_is_refused(tmp_path: Path, html: str) -> None:
    own(tmp_path, "fine\n")
    mail = own(tmp_path, f"<p>\n{html}", ending="html").render(MailKind.ACK, VIEW)
    assert mail.problem.startswith(f"{tmp_path / 'en' / 'ack.html'}:2: ")
    assert "We have received" in mail.subject


@pytest.mark.parametrize(
    ("source", "where"),
    [
        (b"No subject\n\nx\n", "1: the first line"),
        (b"Subject:  \n\nx\n", "1: the first line"),
        (b"Subject: x\ny\n", "2: a blank line"),
        (b"Subject: {{ text }}\n\nx\n", "1: text is unknown"),
        (b"Subject: {{ country }}\n\nx\n", "1: the subject is empty"),
        (b"Subject: x\n\n\xff\n", "3: the file is not in UTF-8"),
    ],
)
def test_F1_a_file_of_the_wrong_form_is_refused(tmp_path: Path, source: bytes, where: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "alert.txt").write_bytes(source)
    mail = TemplateRenderer(tmp_path).render(MailKind.ALERT, replace(VIEW, country=""))
    assert f"alert.txt:{where}" in mail.problem
    assert "a mail needs a person" in mail.subject


@pytest.mark.parametrize(
    ("source", "where"),
    [
        ("a = b\n", "1: a [section]"),
        ("[a]\nb\n", "2: this line"),
        ("[a]\nb = 1\nb = 2\n", "3: this section or id"),
        ("[a]\n[a]\n", "2: this"),
    ],
)
def test_F1_a_broken_word_list_is_refused(tmp_path: Path, source: str, where: str) -> None:
    own(tmp_path, "own\n")
    (tmp_path / "en" / "words.ini").write_text(source, encoding="utf-8")
    mail = TemplateRenderer(tmp_path).render(MailKind.ACK, VIEW)
    assert f"words.ini:{where}" in mail.problem
    assert "We have received" in mail.subject


def test_what_is_no_file_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "en" / "ack.txt").mkdir(parents=True)
    os.mkfifo(tmp_path / "en" / "route.txt")
    renderer = TemplateRenderer(tmp_path)
    assert renderer.render(MailKind.ACK, VIEW).problem == ""
    assert renderer.render(MailKind.ROUTE, VIEW).problem == ""


def test_html_alone_is_refused(tmp_path: Path) -> None:
    assert "ack.html:0: there is no readable ack.txt" in own(tmp_path, "<p>", ending="html").render(MailKind.ACK, VIEW).problem


def test_only_when_the_built_in_text_fails_too_there_is_no_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.adapters.templates.shipped_templates", lambda: tmp_path / "gone")
    with pytest.raises(RenderFailed, match="no template for ack"):
        TemplateRenderer(None).render(MailKind.ACK, VIEW)
    with pytest.raises(RenderFailed, match="refrence is unknown"):
        own(tmp_path, "{{ refrence }}").render(MailKind.ACK, VIEW)


def test_check_says_what_does_not_belong_here(tmp_path: Path) -> None:
    (tmp_path / "english").mkdir()
    own(tmp_path, "fine\n")
    (tmp_path / "en" / "akc.txt").touch()
    (tmp_path / "README").touch()
    first, second = check_templates(tmp_path)
    assert "akc.txt:0: no mail is called so" in first
    assert "english:0: a folder here is named by a language" in second
    assert "no such folder" in check_templates(tmp_path / "gone")[0]


def test_check_finds_a_mail_that_is_too_large_for_a_phone(tmp_path: Path) -> None:
    own(tmp_path, "x" * 25_000)
    assert "larger than 20000 octets" in check_templates(tmp_path)[0]
