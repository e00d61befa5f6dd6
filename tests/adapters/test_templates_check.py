"""`templates check`: what is wrong in a desk's own folder is named with file, line and mend."""

from pathlib import Path

import pytest

from mailbot.adapters.templates import check_templates, shipped_templates
from mailbot.core.writing.forms import FORMS
from tests.adapters.own_templates import own

SOUND = "Subject: [{{ reference }}] Hello\n\n{{ reference }}\n{{ due }}\n"
HTML = "<p>{{ reference }}</p>\n"

BROKEN = {
    # what is written -> file, line, what is said
    "a forgotten reference": (
        "ack.txt",
        "Subject: [{{ reference }}] x\n\n{{ due }}\n",
        3,
        "does not say reference: write",
    ),
    "no reference in the subject": ("ack.txt", "Subject: x\n\n{{ reference }} {{ due }}\n", 1, "does not name the reference: wr"),
    "a forgotten due": ("ack.txt", "Subject: {{ reference }}\n\n{{ reference }}\n", 3, "does not say due: write {{ due }}"),
    "a reference that comes and goes": (
        *("ack.txt", "Subject: {{ reference }}\n\n{% if urgency == 'high' %}{{ reference }}{% endif %}{{ due }}\n", 3),
        "does not say reference",
    ),
    "a critical one without its due": ("ack_critical.txt", "Subject: {{ reference }}\n\n{{ reference }}\n", 3, "say due"),
    "an answer without the text": ("answer.txt", "Subject: {{ reference }}\n\nSee above.\n", 3, "does not say text"),
    "a routing mail without the text": ("route.txt", SOUND, 3, "does not say text: write {{ text }}"),
    "an alert without the text": ("alert.txt", "Subject: x\n\nSomething happened.\n", 3, "does not say text"),
    "an escalation without the owners": ("escalation.txt", SOUND, 3, "does not say former_owner"),
    "a misspelt name": ("ack.txt", f"{SOUND}{{{{ refrence }}}}\n", 5, "refrence is unknown here; did you mean reference?"),
    "an unknown name": ("ack.txt", f"{SOUND}\n{{{{ phone }}}}\n", 6, "phone is unknown here; there are desk_name, due"),
    "a name of other mails": ("delay.txt", f"{SOUND}{{{{ text }}}}\n", 5, "text is unknown here"),
    "a hidden name": ("closing.txt", f"{SOUND}{{% if requester %}}x{{% endif %}}\n", 5, "requester is unknown here"),
    "no subject": ("ack.txt", "Hello\n\n{{ reference }} {{ due }}\n", 1, "the first line must be Subject:"),
    "an empty subject": ("ack.txt", "Subject:\n\n{{ reference }} {{ due }}\n", 1, "the first line must be Subject:"),
    "a subject that may be empty": ("alert.txt", "Subject: {{ country }}\n\n{{ text }}\n", 1, "the subject is empty: write"),
    "no blank line": ("ack.txt", "Subject: {{ reference }}\n{{ reference }} {{ due }}\n", 2, "a blank line and then the text"),
    "no text": ("ack.txt", "Subject: {{ reference }}\n\n", 2, "a blank line and then the text"),
    "a loop": ("ack.txt", f"{SOUND}{{% for x in reference %}}x{{% endfor %}}\n", 5, "a loop may go over nothing here"),
    "a loop over numbers": (
        "route.txt",
        f"{SOUND}{{% for x in range(9) %}}x{{% endfor %}}\n",
        5,
        "a loop may go over att",
    ),
    "a loop in a loop": (
        *("route.txt", f"{SOUND}{{% for a in reasons %}}\n{{% for b in reasons %}}x{{% endfor %}}{{% endfor %}}\n", 6),
        "a loop in a loop is not allowed: end the first",
    ),
    "an unknown filter": ("ack.txt", f"{SOUND}{{{{ reference|uper }}}}\n", 5, "there is no uper here; did you mean upper?"),
    "a filter that is not ours": ("ack.txt", f"{SOUND}{{{{ reference|safe }}}}\n", 5, "there is no safe here"),
    "an open brace": ("ack.txt", f"{SOUND}{{{{ reference\n", 5, "end of print statement"),
    "an open if": ("ack.txt", f"{SOUND}{{% if due %}}\nx\n", 6, "Unexpected end of template"),
    "another file": ("ack.txt", f"{SOUND}{{% include 'x' %}}\n", 5, "include is not allowed in a template: write text"),
    "a value set": ("ack.txt", f"{SOUND}{{% set x = 1 %}}\n", 5, "assign is not allowed"),
    "not in UTF-8": ("ack.txt", SOUND.encode() + b"caf\xe9\n", 5, "not in UTF-8: save it as UTF-8"),
    "too large a file": ("ack.txt", SOUND + "x" * 33_000, 1, "larger than 32768 octets: shorten it"),
    "too large a mail": ("ack.txt", SOUND + "x" * 25_000, 3, "larger than 20000 octets beside the text that it carries: say"),
    "a name that leaks": ("route.txt", f"{SOUND}{{{{ text }}}} {{{{ requester }}}}\n", 3, "restricted ticket shows text, names"),
    "a restricted subject": (
        "follow_up.txt",
        f"{SOUND.replace('Hello', '{{ subject }}')}{{{{ text }}}}\n",
        1,
        "restricted ticket",
    ),
    "no such mail": ("akc.txt", SOUND, 1, "no mail is called so; did you mean ack.txt? there are ack,"),
    "a stranger": ("notes.doc", "x", 1, "no mail is called so; there are ack,"),
    "html alone": ("delay.html", HTML, 1, "there is no readable delay.txt beside it: every mail has a plain text"),
    "a word list": ("words.ini", "[area]\nmine_action\n", 2, "this line is neither [section] nor id = words"),
    "a word twice": ("words.ini", "[area]\na = b\na = c\n", 3, "was there before: leave one of them"),
}

BROKEN_HTML = {
    "a picture": ("<p>\n<img src='x.png'></p>", 2, "<img is not allowed: a mail of ours loads and runs nothing; take it out"),
    "a script": ("<script>x</script>", 1, "<script is not allowed"),
    "a style that loads": ("<p style='background:url(x)'>", 1, "url( is not allowed"),
    "an unquoted attribute": ("<p>{{ text }}</p><p title={{ requester }}>x</p>", 1, "became an attribute: put quotation marks"),
    "a link": ('<p>{{ text }}</p><a href="{{ requester }}">x</a>', 1, "stands in href of <a>, where it can do harm: show it"),
    "an unknown name in html": ("<p>\n\n{{ requestr }}</p>", 3, "requestr is unknown here; did you mean requester?"),
}


def write(folder: Path, name: str, source: str | bytes) -> Path:
    path = folder / "en" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return path


@pytest.mark.parametrize(("name", "source", "line", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_F1_what_is_broken_is_named_with_its_mend(tmp_path: Path, name: str, source: str | bytes, line: int, said: str) -> None:
    path = write(tmp_path, name, source)
    problems = check_templates(tmp_path)
    assert any(problem.startswith(f"{path}:{line}: ") and said in problem for problem in problems), problems


@pytest.mark.parametrize(("source", "line", "said"), BROKEN_HTML.values(), ids=BROKEN_HTML.keys())
def test_F2_html_that_does_harm_is_named_with_its_mend(tmp_path: Path, source: str, line: int, said: str) -> None:
    write(tmp_path, "receipt.txt", "Subject: [{{ reference }}] x\n\n{{ reference }}\n")
    path = write(tmp_path, "receipt.html", source)
    problems = check_templates(tmp_path)
    assert any(problem.startswith(f"{path}:{line}: ") and said in problem for problem in problems), problems


def test_all_that_is_wrong_is_said_at_once_and_once(tmp_path: Path) -> None:
    write(tmp_path, "ack.txt", "Subject: x\n\ny\n")
    write(tmp_path, "akc.txt", "")
    (tmp_path / "english").mkdir()
    (tmp_path / "README").touch()
    problems = check_templates(tmp_path)
    assert [problem.partition(": ")[0].removeprefix(f"{tmp_path}/") for problem in problems] == [
        *("en/akc.txt:1", "en/ack.txt:1", "en/ack.txt:3", "en/ack.txt:3", "english:1")
    ]
    assert "a folder here is named by a language" in problems[-1]
    assert "no such folder" in check_templates(tmp_path / "gone")[0]


@pytest.mark.parametrize("form", FORMS)
def test_one_template_of_ones_own_is_enough(tmp_path: Path, form: str) -> None:
    shipped = shipped_templates() / "fr" / f"{form}.txt"
    (tmp_path / "sw").mkdir()
    (tmp_path / "sw" / shipped.name).write_bytes(shipped.read_bytes())
    assert check_templates(tmp_path) == ()


def test_a_broken_word_list_hides_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "words.ini", "area\n")
    own(tmp_path, "fine\n")
    problems = check_templates(tmp_path)
    assert "words.ini:1: a [section] must come first" in problems[0]
    assert any("ack.txt:3: the text does not say reference" in problem for problem in problems)


def test_an_own_template_with_all_it_needs_is_sound(tmp_path: Path) -> None:
    write(tmp_path, "ack.txt", SOUND)
    write(tmp_path, "ack.html", HTML)
    write(tmp_path, "delay.txt", SOUND)
    assert check_templates(tmp_path) == ()
