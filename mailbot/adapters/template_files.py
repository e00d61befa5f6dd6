"""The files of a template folder: what may stand in them, and what they become.

A file may print variables, use `if`, one level of `for` over a list, and a few filters. Nothing in that part of Jinja multiplies
text or loops without end, which a sandbox alone does not promise: a rendering is linear in what it is given.
"""

import re
import stat
import traceback
from collections.abc import Collection, Mapping
from configparser import ConfigParser, DuplicateOptionError, DuplicateSectionError, Error, MissingSectionHeaderError, ParsingError
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NoReturn

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailbot.core.message import Attachment

FILE_LIMIT = 32_768
"""Octets of a template or word file."""

OUTPUT_LIMIT = 65_536
"""Characters that a rendering may have beside the text that it carries."""

SUBJECT_LIMIT = 240
"""Characters of a subject."""

LINE_LIMIT = 500
"""Characters of a variable that is one line."""

LISTS = {"attachments": 30, "reasons": 10, "mentions": 10}
"""The variables that are lists, and how many of each a mail shows."""

WORDS = " words"
"""The name under which a rendering is given its word list; a blank, so that no template can name it."""

Words = Mapping[str, Mapping[str, str]]
"""Word lists: section, id, words."""

_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_LOADS = re.compile(
    r"<\s*(?:img|script|link|iframe|object|embed|form|video|audio|svg|base|meta\s+http)\b|\burl\s*\(|@import", re.I
)
_ATTRIBUTES = {
    "loop": frozenset({"index", "first", "last", "length"}),
    "attachments": frozenset(f.name for f in fields(Attachment)),
}
_PLAIN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.If, nodes.CondExpr),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)


class BrokenTemplateError(Exception):
    """A file that cannot be used; the text is `file:line: reason`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled template. `shift` is added to its line numbers to get those of its file."""

    template: Template
    path: str
    shift: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of one mail, all from one folder."""

    subject: Part
    text: Part
    html: Part | None


def load_sheet(text: Path, html: Path, names: Collection[str]) -> Sheet:
    """Read and compile the files of one mail, of which at least one exists; they may name `names`. Raises BrokenTemplateError."""
    if stamp(text) is None:
        raise BrokenTemplateError(f"{html}:0: there is no readable {text.name} beside it")
    head, _, rest = _read(text).partition("\n")
    blank, _, body = rest.partition("\n")
    label, _, subject = head.partition(":")
    if label.strip().casefold() != "subject" or not subject.strip():
        raise BrokenTemplateError(f"{text}:1: the first line must be Subject: and the words of the subject")
    if blank.strip() or not body.strip():
        raise BrokenTemplateError(f"{text}:2: a blank line and then the text of the mail must follow the subject")
    second = None
    if stamp(html) is not None:
        source = _read(html)
        found = _LOADS.search(source)
        if found:
            line = source.count("\n", 0, found.start()) + 1
            raise BrokenTemplateError(f"{html}:{line}: {found[0]} is not allowed: a mail of ours loads and runs nothing")
        second = _compiled(_HTML, source, html, 0, names)
    return Sheet(
        _compiled(_TEXT, subject.strip(), text, 0, set(names) - {"text"}), _compiled(_TEXT, body, text, 2, names), second
    )


def load_words(path: Path) -> Words:
    """Read a word list: `[section]`, then lines `id = words`. Raises BrokenTemplateError."""
    parser = _WordFile(interpolation=None, delimiters=("=",), comment_prefixes=("#",), default_section="")
    try:
        parser.read_string(_read(path))
    except (DuplicateOptionError, DuplicateSectionError) as error:
        raise BrokenTemplateError(f"{path}:{error.lineno}: this section or id was there before") from error
    except MissingSectionHeaderError as error:
        raise BrokenTemplateError(f"{path}:{error.lineno}: a [section] must come first") from error
    except ParsingError as error:
        raise BrokenTemplateError(f"{path}:{error.errors[0][0]}: this line is neither [section] nor id = words") from error
    except Error as error:
        raise BrokenTemplateError(f"{path}:0: {error.message}") from error
    return {section: {key: one_line(words) for key, words in parser.items(section)} for section in parser.sections()}


def stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file does, or None for what is no file or cannot be reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def fill_subject(part: Part, values: Mapping[str, object]) -> str:
    """Render a subject: one line, not empty, cut to SUBJECT_LIMIT. Raises BrokenTemplateError."""
    subject = " ".join(one_line(fill(part, values, OUTPUT_LIMIT)).split())
    if not subject:
        raise BrokenTemplateError(f"{part.path}:1: the subject is empty")
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
        raise BrokenTemplateError(f"{part.path}:0: the mail grows too large")
    return "".join(pieces)


def one_line(text: str) -> str:
    """Return at most LINE_LIMIT characters of the text, without controls, line ends and marks that turn the direction."""
    text = text[:LINE_LIMIT]
    return text if text.isprintable() else _NOT_IN_A_LINE.sub(" ", text)


class _WordFile(ConfigParser):
    """Ids keep their case: SD is a country."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise BrokenTemplateError(f"{path}:0: {error.strerror}") from error
    if len(data) > FILE_LIMIT:
        raise BrokenTemplateError(f"{path}:0: the file is larger than {FILE_LIMIT} octets")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenTemplateError(f"{path}:{line}: the file is not in UTF-8") from error


def _compiled(engine: ImmutableSandboxedEnvironment, source: str, path: Path, shift: int, names: Collection[str]) -> Part:
    try:
        tree = engine.parse(source, filename=str(path))
        _check(tree, names, {})
        code = engine.compile(tree, filename=str(path))
        template = Template.from_code(engine, code, engine.make_globals(None))
    except TemplateSyntaxError as error:
        raise BrokenTemplateError(f"{path}:{error.lineno + shift}: {error.message}") from error
    except RecursionError as error:
        raise BrokenTemplateError(f"{path}:0: too deeply nested") from error
    except Exception as error:  # Jinja and compile() raise many things at strange sources; each means: unusable
        raise BrokenTemplateError(f"{path}:0: {error}") from error
    return Part(template, str(path), shift)


def _check(node: nodes.Node, names: Collection[str], inner: Mapping[str, Collection[str]]) -> None:
    """Refuse what is not in our part of Jinja. `inner` are the names of a loop and their attributes."""
    match node:
        case nodes.Name() if node.name not in names and node.name not in inner:
            _refuse(node, f"{node.name} is unknown here; there are {', '.join(sorted((*names, *inner)))}")
        case nodes.Getattr():
            owner = node.node.name if isinstance(node.node, nodes.Name) else ""
            if node.attr not in inner.get(owner, ()):
                _refuse(node, f"{owner}.{node.attr} is unknown here")
        case nodes.Filter() | nodes.Test():
            known = _FILTERS if isinstance(node, nodes.Filter) else _TESTS
            if node.name not in known:
                _refuse(node, f"there is no {node.name} here; there are {', '.join(sorted(known))}")
            if node.kwargs or node.dyn_args or node.dyn_kwargs or not all(isinstance(given, nodes.Const) for given in node.args):
                _refuse(node, f"{node.name} takes words and numbers only")
        case nodes.For():
            _check_loop(node, names, inner)
            return
        case _ if not isinstance(node, (*_PLAIN, nodes.Name)):
            _refuse(node, f"{type(node).__name__.lower()} is not allowed in a template")
    for child in node.iter_child_nodes():
        _check(child, names, inner)


def _check_loop(loop: nodes.For, names: Collection[str], inner: Mapping[str, Collection[str]]) -> None:
    if inner:
        _refuse(loop, "a loop in a loop is not allowed")
    if loop.recursive or not isinstance(loop.iter, nodes.Name) or loop.iter.name not in LISTS or loop.iter.name not in names:
        _refuse(loop, f"a loop may go over {', '.join(name for name in LISTS if name in names) or 'nothing here'}")
    if not isinstance(loop.target, nodes.Name) or loop.target.name in {*names, "loop"}:
        _refuse(loop, "a loop needs one new name")
    inside = {**_ATTRIBUTES, loop.target.name: _ATTRIBUTES.get(loop.iter.name, ())}
    for child in (*loop.body, *loop.else_, *filter(None, (loop.test,))):
        _check(child, names, {name: inside[name] for name in ("loop", loop.target.name)})


def _refuse(node: nodes.Node, reason: str) -> NoReturn:
    raise TemplateSyntaxError(reason, node.lineno)


def _words(context: Context, section: str) -> Mapping[str, str]:
    words: Words = context[WORDS]
    return words.get(section, {})


@pass_context
def _named(context: Context, given: str, section: str) -> str:
    """Filter: the words for an id of the rulebook, the id itself where the word list has none."""
    return _words(context, section).get(given) or given.replace("_", " ")


@pass_context
def _size(context: Context, octets: int) -> str:
    """Filter: octets for a person, `183 kB`."""
    units = _words(context, "unit")
    if octets < 1_000:
        return f"{octets} {units.get('B', 'B')}"
    if octets < 999_500:
        return f"{octets / 1_000:.0f} {units.get('kB', 'kB')}"
    return f"{octets / 1_000_000:.1f} {units.get('MB', 'MB')}".replace(".", units.get("point", "."), 1)


_FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "named", "size", "trim", "truncate", "upper")
_TESTS = ("defined", "even", "odd")


def _engine(*, escaping: bool) -> ImmutableSandboxedEnvironment:
    engine = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=escaping, trim_blocks=True, lstrip_blocks=True, cache_size=0
    )
    engine.globals.clear()
    engine.filters.update(named=_named, size=_size)
    for known, kept in ((engine.filters, _FILTERS), (engine.tests, _TESTS)):
        for name in set(known) - set(kept):
            del known[name]
    return engine


_TEXT, _HTML = _engine(escaping=False), _engine(escaping=True)
