"""The words of mails, from the desk's own templates, or the shipped ones wherever the desk has none or its own cannot be used.

`<locale>/<kind>.txt` is a line `Subject: …`, a blank line and plain text; `<kind>.html` beside it is an optional second form;
`<locale>/words.ini` says ids of the rulebook in words. A template may name the variables of `MailView` that the reader of its
mail may see; what else may stand in it is in `template_files`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Generic, TypeVar

from mailbot.adapters.template_files import (
    LISTS,
    OUTPUT_LIMIT,
    WORDS,
    BrokenTemplateError,
    Sheet,
    Words,
    fill,
    fill_subject,
    load_sheet,
    load_words,
    one_line,
    stamp,
)
from mailbot.core.decision import MailKind
from mailbot.core.message import Attachment
from mailbot.core.writing.view import MailView
from mailbot.ports import Rendered, RenderFailed

MAIL_LIMIT = 20_000
"""Octets that a mail of ours should stay under, for phones on a thin line."""

_ALL = frozenset(f.name for f in fields(MailView)) | {"more_attachments"}
_TO_REQUESTER = frozenset({"locale", "desk_name", "reference", "language", "urgency", "due", "restricted"})
_MAY_NAME = {
    MailKind.ACK: _TO_REQUESTER,
    MailKind.QUESTION: _TO_REQUESTER,
    MailKind.ANSWER: _TO_REQUESTER | {"subject", "text", "owner_name"},
}
_LINES = tuple(f.name for f in fields(MailView) if f.name not in {*LISTS, "text", "restricted"})
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_T = TypeVar("_T")


def shipped_templates() -> Path:
    """Return the folder of the templates that come with mailbot: inside the installed package, else the repository's own."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped" / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


class TemplateRenderer:
    """Renders mails (`ports.Renderer`). `folder` is the desk's own, or None; its files are read again when they change."""

    def __init__(self, folder: Path | None) -> None:
        shipped = _Folder(shipped_templates(), watched=False)
        self._ways: tuple[tuple[_Folder, tuple[_Folder, ...]], ...] = ((shipped, (shipped,)),)
        if folder is not None and folder.resolve() != shipped.root.resolve():
            own = _Folder(folder)
            self._ways = ((own, (shipped, own)), (shipped, (shipped, own)), *self._ways)

    def render(self, kind: MailKind, view: MailView) -> Rendered:
        """Return the words of a mail in `view.locale`, or in English where there is none; the subject is one line.

        Whatever is wrong with the desk's own files, the shipped ones stand in whole and `problem` says `file:line: reason`.
        Raises RenderFailed when those fail too.
        """
        problem = ""
        values = _variables(view)
        for locale in _locales(view.locale):
            for sheets, dictionaries in self._ways:
                if problem and len(dictionaries) > 1:
                    continue
                try:
                    sheet = sheets.sheet(locale, kind)
                    if sheet is not None:
                        values[WORDS] = _merged([folder.words(locale) for folder in dictionaries])
                        return replace(_rendered(sheet, values, len(view.text)), problem=problem)
                except BrokenTemplateError as broken:
                    problem = problem or str(broken)
        raise RenderFailed(problem or f"there is no template for {kind} in English")


def check_templates(folder: Path) -> tuple[str, ...]:
    """Return what is wrong in `folder`, each `file:line: reason`: every kind in every locale is rendered with sample data."""
    if not folder.is_dir():
        return (f"{folder}:0: there is no such folder",)
    problems: dict[str, None] = {}
    own, shipped = _Folder(folder), _Folder(shipped_templates())
    for place in sorted(folder.iterdir()):
        if not place.is_dir() or place.name.startswith("."):
            continue
        if not _LOCALE.fullmatch(place.name):
            problems[f"{place}:0: a folder here is named by a language, such as fr or pt-br"] = None
            continue
        known = {"words.ini", *(f"{kind}{ending}" for kind in MailKind for ending in (".txt", ".html"))}
        for path in sorted(place.iterdir()):
            if path.name not in known and not path.name.startswith("."):
                problems[f"{path}:0: no mail is called so; there are {', '.join(MailKind)} (.txt, .html) and words.ini"] = None
        for kind in MailKind:
            problems |= dict.fromkeys(_trials(kind, place, own, shipped))
    return tuple(problems)


def _trials(kind: MailKind, place: Path, own: "_Folder", shipped: "_Folder") -> Iterator[str]:
    """Render one kind in one locale in all its forms; yield what goes wrong."""
    try:
        words = _merged([shipped.words(place.name), own.words(place.name)])
        sheet = own.sheet(place.name, kind)
        for view in _samples(place.name) if sheet is not None else ():
            mail = _rendered(sheet, {**_variables(view), WORDS: words}, len(view.text)) if sheet else Rendered("", "")
            if len((mail.text + mail.html).encode()) > MAIL_LIMIT:
                yield f"{place / kind}.txt:0: the mail is larger than {MAIL_LIMIT} octets"
    except BrokenTemplateError as broken:
        yield str(broken)


def _samples(locale: str) -> Iterator[MailView]:
    files = (Attachment("route-map.pdf", "application/pdf", 183_204, "0" * 64, False),)
    full = MailView(
        locale, "Mine Action Help Desk", "GPC-10001", "Convoy route", "mine_action", "ma_clearance", "SD", "normal", "en",
        "requester@example.org", "R. Requester", "ngo", "C. Coordinator", "Can the road be used?", files, "3 Feb 2026, 17:00 UTC",
        ("topic: route check (road)",), "no_reference", False, ("GPC-10002",),
    )  # fmt: skip
    yield full
    yield replace(full, urgency="critical")
    yield replace(full, restricted=True)
    yield MailView(locale, full.desk_name, "GPC-10001", text="Facts")
    for hint in ("nothing_written", "command", "not_verified", "attachments_left_out", "too_long", "private", "no_requester", ""):
        yield replace(full, hint=hint)


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


class _Folder:
    """A folder of templates, with what was read of it so far."""

    def __init__(self, root: Path, *, watched: bool = True) -> None:
        self.root, self._watched = root, watched
        self._sheets: dict[tuple[str, MailKind], _Cached[Sheet]] = {}
        self._words: dict[str, _Cached[Words]] = {}

    def sheet(self, locale: str, kind: MailKind) -> Sheet | None:
        """Return the compiled parts, or None where the folder has no such text. Raises BrokenTemplateError."""
        cached = self._sheets.get((locale, kind))
        if cached is None:
            text = self.root / locale / f"{kind}.txt"
            html = text.with_suffix(".html")
            cached = self._sheets[locale, kind] = _Cached(
                (text, html), lambda: load_sheet(text, html, _MAY_NAME.get(kind, _ALL)), watched=self._watched
            )
        return cached.value()

    def words(self, locale: str) -> Words:
        """Return the words of the locale by section and id, nothing where the folder has none. Raises BrokenTemplateError."""
        cached = self._words.get(locale)
        if cached is None:
            path = self.root / locale / "words.ini"
            cached = self._words[locale] = _Cached((path,), lambda: load_words(path), watched=self._watched)
        return cached.value() or {}


def _locales(wanted: str) -> tuple[str, ...]:
    """Return where to look, best first: the locale, its language, English. Nothing but a language tag becomes a path."""
    tag = wanted.casefold().replace("_", "-")
    if not _LOCALE.fullmatch(tag):
        return ("en",)
    return tuple(dict.fromkeys((tag, tag.partition("-")[0], "en")))


def _merged(dictionaries: list[Words]) -> Words:
    """Join word lists; a later one wins word by word."""
    first, *others = dictionaries
    for other in filter(None, others):
        first = {section: {**first.get(section, {}), **other.get(section, {})} for section in (*first, *other)}
    return first


def _variables(view: MailView) -> dict[str, object]:
    """Return what a template is given: lines that are lines, lists of bounded length."""
    values: dict[str, object] = {name: one_line(getattr(view, name)) for name in _LINES}
    values["text"] = view.text
    values["restricted"] = view.restricted
    values["attachments"] = view.attachments[: LISTS["attachments"]]
    values["more_attachments"] = max(0, len(view.attachments) - LISTS["attachments"])
    values["reasons"] = tuple(map(one_line, view.reasons[: LISTS["reasons"]]))
    values["mentions"] = tuple(map(one_line, view.mentions[: LISTS["mentions"]]))
    return values


def _rendered(sheet: Sheet, values: Mapping[str, object], size: int) -> Rendered:
    """Fill all parts; `size` is that of the text they may carry. Raises BrokenTemplateError."""
    html = "" if sheet.html is None else fill(sheet.html, values, OUTPUT_LIMIT + 5 * size)
    return Rendered(fill_subject(sheet.subject, values), fill(sheet.text, values, OUTPUT_LIMIT + size), html)
