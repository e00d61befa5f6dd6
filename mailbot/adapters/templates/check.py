"""Checks a folder of templates: every form in every language, with sample, minimal and hostile data."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from mailbot.adapters.templates.folder import WORD_FILE, Folder, is_locale, shipped_templates
from mailbot.adapters.templates.hostile import filling_views, hostile_views
from mailbot.adapters.templates.properties import MAIL_LIMIT, broken_out, leaking, missing, too_large, unclean
from mailbot.adapters.templates.samples import sample_views
from mailbot.adapters.templates.sheet import Sheet
from mailbot.adapters.templates.source import BrokenTemplateError
from mailbot.adapters.templates.variables import values_of
from mailbot.adapters.templates.words import Words, merge_words
from mailbot.core.writing.forms import FORMS

__all__ = ["MAIL_LIMIT", "check_templates"]


def check_templates(folder: Path) -> tuple[str, ...]:
    """Return what is wrong in `folder`, each `file:line: reason and mend`. What is not there is not missed."""
    if not folder.is_dir():
        return (f"{folder}:1: there is no such folder",)
    problems: dict[str, None] = {}
    own, shipped = Folder(folder), Folder(shipped_templates())
    for place in sorted(folder.iterdir()):
        if not place.is_dir() or place.name.startswith("."):
            continue
        if not is_locale(place.name):
            problems[f"{place}:1: a folder here is named by a language, such as fr or pt-br"] = None
            continue
        problems |= dict.fromkeys(_strangers(place))
        try:
            words = merge_words([shipped.words(place.name), own.words(place.name)])
        except BrokenTemplateError as broken:
            problems[str(broken)] = None
            words = shipped.words(place.name)
        for form in FORMS:
            problems |= dict.fromkeys(_try_form(form, place, own, words))
    return tuple(problems)


def _strangers(place: Path) -> Iterator[str]:
    """Yield what is wrong with the names of the files of a language."""
    known = {WORD_FILE, *(f"{form}{ending}" for form in FORMS for ending in (".txt", ".html"))}
    for path in sorted(place.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            likely = get_close_matches(path.name, known, 1)
            hint = f"did you mean {likely[0]}? " if likely else ""
            yield f"{path}:1: no mail is called so; {hint}there are {', '.join(FORMS)} (.txt, .html) and {WORD_FILE}"


def _try_form(form: str, place: Path, own: Folder, words: Words) -> Iterator[str]:
    """Render one form of one language with all data; yield what goes wrong."""
    try:
        sheet = own.sheet(place.name, form)
        if sheet is None:
            return
        yield from _try_samples(form, place.name, sheet, words)
        yield from _try_hostile(form, place.name, sheet, words)
    except BrokenTemplateError as broken:
        yield str(broken)


def _try_samples(form: str, locale: str, sheet: Sheet, words: Words) -> Iterator[str]:
    for view in sample_views(form, locale):
        values = values_of(view, words)
        mail = sheet.fill(values, view.carried)
        for line, reason in missing(form, mail, values, restricted=view.restricted):
            yield f"{sheet.text.path}:{line}: {reason}"
        for line, reason in too_large(mail):
            yield f"{sheet.text.path}:{line}: {reason}"


def _try_hostile(form: str, locale: str, sheet: Sheet, words: Words) -> Iterator[str]:
    for view in hostile_views(form, locale):
        mail = sheet.fill(values_of(view, words), view.carried)
        for line, reason in (*unclean(mail), *leaking(form, mail, view)):
            yield f"{sheet.text.path}:{line}: {reason}"
        for line, reason in broken_out(mail) if sheet.html else ():
            yield f"{sheet.html.path if sheet.html else ''}:{line}: {reason}"
    for view in filling_views(form, locale):
        for line, reason in too_large(sheet.fill(values_of(view, words), 1)):
            yield f"{sheet.text.path}:{line}: {reason}"
