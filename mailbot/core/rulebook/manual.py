"""The page of the manual on conditions, written from the conditions themselves (`docs/conditions.md`)."""

from inspect import cleandoc

from mailbot.core.rulebook.condition import Documented, Shown
from mailbot.core.rulebook.conditions import DOCUMENTED
from mailbot.core.rulebook.samples import Sample

HEAD = """# Conditions

What `when` and `unless` can ask of a mail. Several keys in one mapping mean all of them; `weight` beside them says how much what
they find counts. This page is written from the program (`mailbot rules conditions`), and each example on it is a test.
"""


def conditions_manual() -> str:
    """The page, in Markdown."""
    return "\n".join((HEAD, *map(_section, DOCUMENTED)))


def _section(kind: Documented) -> str:
    lines = [f"## `{kind.key}`", "", cleandoc(kind.__doc__ or "")]
    if kind.examples:
        lines += ["", "```yaml", *map(_example, kind.examples), "```"]
    return "\n".join(lines) + "\n"


def _example(shown: Shown) -> str:
    return f"{shown.written}\n    # holds: {_mail(shown.holds)}\n    # does not: {_mail(shown.fails)}"


def _mail(sample: Sample) -> str:
    """A sample in a few words."""
    said = (
        ("subject", sample.subject),
        ("text", sample.text),
        ("quoted", sample.quoted),
        ("passed on", sample.forwarded),
        ("signature", sample.signature),
        ("language", sample.language),
        ("from", " ".join(filter(None, (sample.name, sample.sender)))),
        ("to", ", ".join(sample.to)),
        ("cc", ", ".join(sample.cc)),
        ("mailbox", sample.mailbox),
        ("header", "; ".join(f"{name}: {value}" for name, value in sample.headers)),
        ("file", "; ".join(sample.attachments)),
        ("octets", str(sample.size or "")),
        ("at", sample.at),
        ("proved", "yes" if sample.authenticated else ""),
    )
    return " · ".join(f"{what} {' '.join(value.split())!r}" for what, value in said if value) or "any other mail"
