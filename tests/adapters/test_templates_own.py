"""A desk's own templates: they are used, and can do no harm."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from mailbot.adapters.templates import TemplateRenderer, check_templates
from mailbot.core.decision import MailKind
from mailbot.ports import RenderFailed
from tests.adapters.own_templates import VIEW, own


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
    assert (
        renderer.render(MailKind.ROUTE, VIEW).problem
        == f"{tmp_path / 'en' / 'route.txt'}:3: the mail grows too large: print less"
    )
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
    assert "ack.html:1: there is no readable ack.txt" in own(tmp_path, "<p>", ending="html").render(MailKind.ACK, VIEW).problem


def test_only_when_the_built_in_text_fails_too_there_is_no_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.adapters.templates.renderer.shipped_templates", lambda: tmp_path / "gone")
    with pytest.raises(RenderFailed, match="no template for ack"):
        TemplateRenderer(None).render(MailKind.ACK, VIEW)
    with pytest.raises(RenderFailed, match="refrence is unknown"):
        own(tmp_path, "{{ refrence }}").render(MailKind.ACK, VIEW)
