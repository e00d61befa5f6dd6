"""Renders mails from the desk's own templates and, wherever these cannot be used, from the shipped ones."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from mailbot.adapters.templates.buttons import say_question
from mailbot.adapters.templates.folder import Folder, is_locale, shipped_templates
from mailbot.adapters.templates.source import BrokenTemplateError
from mailbot.adapters.templates.story import write_story
from mailbot.adapters.templates.variables import values_of
from mailbot.adapters.templates.words import Words, merge_words
from mailbot.core.decision import LANGUAGE_IN_DOUBT, MailKind
from mailbot.core.desk import Desk
from mailbot.core.reporting import Report
from mailbot.core.writing.forms import form_of
from mailbot.core.writing.view import MailView, StoryLine
from mailbot.ports import Rendered, RenderFailed

ENGLISH = "en"
DIVIDER = "* * *"
"""Stands between a mail and the same in English. No dashes: below them readers, and programs, expect a signature."""


class TemplateRenderer:
    """Renders mails (`ports.Renderer`). `folder` is the desk's own, or None; its files are read again when they change."""

    def __init__(self, folder: Path | None) -> None:
        shipped = Folder(shipped_templates(), watched=False)
        self._ways: tuple[tuple[Folder, tuple[Folder, ...]], ...] = ((shipped, (shipped,)),)
        if folder is not None and folder.resolve() != shipped.root.resolve():
            own = Folder(folder)
            self._ways = ((own, (shipped, own)), (shipped, (shipped, own)), *self._ways)

    def render(self, kind: MailKind, view: MailView) -> Rendered:
        """Return the words of a mail in `view.locale`, or in English where there is none; the subject is one line.

        Where the language is in doubt the same in English stands below. Whatever is wrong with the desk's own files, the shipped
        ones stand in whole and `problem` says `file:line: reason`. Raises RenderFailed when those fail too.
        """
        mail = self._render_alone(kind, view)
        if view.hint == LANGUAGE_IN_DOUBT and find_locales_for(view.locale)[0].partition("-")[0] != ENGLISH:
            return put_below(mail, self._render_alone(kind, replace(view, locale=ENGLISH)))
        return mail

    def page(self, report: Report, desk: Desk) -> str:
        """Return a report as one HTML page, with the English words of the desk's own list where that can be used."""
        from mailbot.adapters.report_page import write_page  # noqa: PLC0415 - reports are seldom, and plots take a while to load

        return write_page(report, desk, self._words(ENGLISH))

    def _words(self, locale: str) -> Words:
        """Return the words of a locale; the shipped ones alone where the desk's own list is broken, of which its mails tell."""
        for _, dictionaries in self._ways:
            try:
                return merge_words(folder.words(locale) for folder in dictionaries)
            except BrokenTemplateError:
                continue
        return {}

    def tell(self, lines: Sequence[StoryLine], locale: str) -> str:
        """Return a story as a text of its own, in words of the locale, or in English where there are none."""
        for found in find_locales_for(locale):
            for _, dictionaries in self._ways:
                try:
                    words = merge_words(folder.words(found) for folder in dictionaries)
                except BrokenTemplateError:  # the mail that it goes with says so
                    continue
                if words:
                    return write_story(lines, words)
        return write_story(lines, {})

    def _render_alone(self, kind: MailKind, view: MailView) -> Rendered:
        problem = ""
        form = form_of(kind, view.urgency, view.hint)
        for locale in find_locales_for(view.locale):
            for sheets, dictionaries in self._ways:
                if problem and len(dictionaries) > 1:
                    continue
                try:
                    sheet = sheets.sheet(locale, form)
                    if sheet is not None:
                        words = merge_words(folder.words(locale) for folder in dictionaries)
                        question = find_question(dictionaries, view.language) if view.taps else ""
                        return replace(sheet.fill(values_of(view, words, question), view.carried), problem=problem)
                except BrokenTemplateError as broken:
                    problem = problem or str(broken)
        raise RenderFailed(problem or f"there is no template for {form} in English")


def find_locales_for(wanted: str) -> tuple[str, ...]:
    """Return where to look, best first: the locale, its language, English. Nothing but a language tag becomes a path."""
    tag = wanted.casefold().replace("_", "-")
    if not is_locale(tag):
        return (ENGLISH,)
    return tuple(dict.fromkeys((tag, tag.partition("-")[0], ENGLISH)))


def find_question(dictionaries: Sequence[Folder], language: str) -> str:
    """Return what a requester of a language is asked who has to tell more, in English where that has no words for it.

    Raises BrokenTemplateError.
    """
    every = [merge_words(folder.words(locale) for folder in dictionaries) for locale in find_locales_for(language)]
    return say_question(next((words for words in every if "question" in words), {}))


def put_below(mail: Rendered, english: Rendered) -> Rendered:
    """Return a mail with the same in English below it, in each of its parts."""
    text = f"{mail.text.rstrip()}\n\n{DIVIDER}\n\n{english.text}"
    html = mail.html
    if html:
        head, end, tail = html.rpartition("</body>")
        below = (
            '<hr><div lang="en" dir="ltr" style="text-align:left;white-space:pre-wrap;overflow-wrap:anywhere">'
            f"{escape(english.text.strip())}</div>\n"
        )
        html = f"{head}{below}{end}{tail}" if end else html + below
    return Rendered(mail.subject, text, html, mail.problem or english.problem)
