"""Compiles a template and fills it."""

import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from mailbot.adapters.templates.grammar import FILTERS, TESTS, check_grammar
from mailbot.adapters.templates.layout import mark_value
from mailbot.adapters.templates.lines import one_line
from mailbot.adapters.templates.source import BrokenTemplateError
from mailbot.adapters.templates.words import say, say_size

OUTPUT_LIMIT = 65_536
"""Characters that a rendering may have beside the text that it carries."""

SUBJECT_LIMIT = 240
"""Characters of a subject."""

WORDS = " words"
"""The name under which a rendering is given its word list; a blank, so that no template can name it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled template. `shift` is added to its line numbers to get those of its file."""

    template: Template
    path: str
    shift: int


def compile_text(source: str, path: Path, shift: int, names: Collection[str]) -> Part:
    """Compile plain text, which may name `names`. Raises BrokenTemplateError."""
    return _compiled(_TEXT, source, path, shift, names)


def compile_html(source: str, path: Path, names: Collection[str]) -> Part:
    """Compile HTML, in which every value is escaped. Raises BrokenTemplateError."""
    return _compiled(_HTML, source, path, 0, names)


def compile_marked(source: str, path: Path, shift: int, names: Collection[str]) -> Part:
    """Compile plain text for `layout.lay_out`: what it says is escaped, its values are marked. Raises BrokenTemplateError."""
    return _compiled(_MARKED, source, path, shift, names)


def fill_subject(part: Part, values: Mapping[str, object]) -> str:
    """Render a subject: one line, not empty, cut to SUBJECT_LIMIT. Raises BrokenTemplateError."""
    subject = " ".join(one_line(fill(part, values, OUTPUT_LIMIT)).split())
    if not subject:
        raise BrokenTemplateError(f"{part.path}:1: the subject is empty: write words that are always there")
    return subject if len(subject) <= SUBJECT_LIMIT else subject[: SUBJECT_LIMIT - 1].rstrip() + "…"


def fill(part: Part, values: Mapping[str, object], limit: int) -> str:
    """Render one part, at most `limit` characters. Raises BrokenTemplateError."""
    pieces = []
    try:
        for piece in part.template.generate(values):
            limit -= len(piece)
            if limit < 0:
                break
            pieces.append(piece)
    except Exception as error:  # a template is foreign code: whatever it does, the built-in one must get its turn
        lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == part.path]
        raise BrokenTemplateError(f"{part.path}:{(lines or [1])[-1] + part.shift}: {error}") from error
    if limit < 0:
        raise BrokenTemplateError(f"{part.path}:{1 + part.shift}: the mail grows too large: print less")
    return "".join(pieces)


def _compiled(engine: ImmutableSandboxedEnvironment, source: str, path: Path, shift: int, names: Collection[str]) -> Part:
    try:
        tree = engine.parse(source, filename=str(path))
        check_grammar(tree, names)
        if engine is _MARKED:
            _escape_words(tree)
        code = engine.compile(tree, filename=str(path))
        template = Template.from_code(engine, code, engine.make_globals(None))
    except TemplateSyntaxError as error:
        raise BrokenTemplateError(f"{path}:{error.lineno + shift}: {error.message}") from error
    except RecursionError as error:
        raise BrokenTemplateError(f"{path}:{1 + shift}: too deeply nested: write it flatter") from error
    except Exception as error:  # Jinja and compile() raise many things at strange sources; each means: unusable
        raise BrokenTemplateError(f"{path}:{1 + shift}: {error}") from error
    return Part(template, str(path), shift)


def _escape_words(tree: nodes.Template) -> None:
    """Make the words of a plain text, which may hold `<` and `&`, words of HTML."""
    for words in tree.find_all(nodes.TemplateData):
        words.data = str(escape(words.data))


@pass_context
def _named(context: Context, given: str, section: str) -> str:
    """Filter: the words for an id of the rulebook."""
    return say(context[WORDS], section, given)


@pass_context
def _size(context: Context, octets: int) -> str:
    """Filter: octets for a person."""
    return say_size(context[WORDS], octets)


def _engine(*, escaping: bool, finalize: Callable[[object], object] | None = None) -> ImmutableSandboxedEnvironment:
    engine = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=escaping,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=0,
    )
    engine.globals.clear()
    engine.filters.update(named=_named, size=_size)
    for known, kept in ((engine.filters, FILTERS), (engine.tests, TESTS)):
        for name in set(known) - set(kept):
            del known[name]
    return engine


_TEXT, _HTML = _engine(escaping=False), _engine(escaping=True)
_MARKED = _engine(escaping=True, finalize=mark_value)
