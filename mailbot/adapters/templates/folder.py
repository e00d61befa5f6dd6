"""A folder of templates, and what was read of it so far."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from mailbot.adapters.templates.sheet import Sheet, load_sheet
from mailbot.adapters.templates.source import BrokenTemplateError, stamp
from mailbot.adapters.templates.variables import MAY_NAME
from mailbot.adapters.templates.words import Words, load_words
from mailbot.core.writing.forms import FORMS

WORD_FILE = "words.ini"
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_PACKAGE = Path(__file__).resolve().parents[2]
_T = TypeVar("_T")


def shipped_templates() -> Path:
    """Return the folder of the templates that come with mailbot: inside the installed package, else the repository's own."""
    installed = _PACKAGE / "shipped" / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def is_locale(name: str) -> bool:
    """Return whether a folder of this name holds a language: a language tag (RFC 5646) in lower case."""
    return _LOCALE.fullmatch(name) is not None


def find_locales(folder: Path) -> tuple[str, ...]:
    """Return the languages that a folder has."""
    return tuple(sorted(place.name for place in folder.iterdir() if place.is_dir() and is_locale(place.name)))


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """The file that a form is written from in a language."""

    form: str
    locale: str
    path: Path
    html: bool
    own: bool


def list_templates(own: Path | None) -> Iterator[TemplateFile]:
    """Yield the file of every form in every language: the desk's own where it has one, else the shipped one."""
    shipped = shipped_templates()
    folders = [(shipped, False)] if own is None or own.resolve() == shipped.resolve() else [(own, True), (shipped, False)]
    locales = sorted({locale for folder, _ in folders for locale in find_locales(folder)})
    for form in FORMS:
        for locale in locales:
            for folder, mine in folders:
                path = folder / locale / f"{form}.txt"
                if stamp(path):
                    yield TemplateFile(form, locale, path, stamp(path.with_suffix(".html")) is not None, mine)
                    break


class Folder:
    """A folder of templates. `watched`: its files are looked at again each time, and read again when they changed."""

    def __init__(self, root: Path, *, watched: bool = True) -> None:
        self.root, self._watched = root, watched
        self._sheets: dict[tuple[str, str], _Cached[Sheet]] = {}
        self._words: dict[str, _Cached[Words]] = {}

    def sheet(self, locale: str, form: str) -> Sheet | None:
        """Return the compiled parts, or None where the folder has no such text. Raises BrokenTemplateError."""
        cached = self._sheets.get((locale, form))
        if cached is None:
            text = self.root / locale / f"{form}.txt"
            html = text.with_suffix(".html")
            cached = self._sheets[locale, form] = _Cached(
                (text, html), lambda: load_sheet(text, html, MAY_NAME[form]), watched=self._watched
            )
        return cached.value()

    def words(self, locale: str) -> Words:
        """Return the words of the locale by section and id, nothing where the folder has none. Raises BrokenTemplateError."""
        cached = self._words.get(locale)
        if cached is None:
            path = self.root / locale / WORD_FILE
            cached = self._words[locale] = _Cached((path,), lambda: load_words(path), watched=self._watched)
        return cached.value() or {}


@dataclass(frozen=True)
class _Found(Generic[_T]):
    """What some files were at one moment; replaced whole, so that two threads never see half of it."""

    stamps: tuple[object, ...]
    value: _T | None
    problem: str = ""


class _Cached(Generic[_T]):
    """What `load` made of some files, good or broken, until one of them changes. None while none of them exists.

    Files that are not watched are looked at once: those of a package do not change while it runs.
    """

    def __init__(self, paths: tuple[Path, ...], load: Callable[[], _T], *, watched: bool) -> None:
        self._paths, self._load, self._watched = paths, load, watched
        self._found: _Found[_T] | None = None

    def value(self) -> _T | None:
        """Return what the files are now. Raises BrokenTemplateError."""
        found = self._found
        if found is None or self._watched:
            stamps = tuple(map(stamp, self._paths))
            if found is None or found.stamps != stamps:
                found = self._found = self._look(stamps)
        if found.problem:
            raise BrokenTemplateError(found.problem)
        return found.value

    def _look(self, stamps: tuple[object, ...]) -> "_Found[_T]":
        if not any(stamps):
            return _Found(stamps, None)
        try:
            return _Found(stamps, self._load())
        except BrokenTemplateError as broken:
            return _Found(stamps, None, str(broken))
