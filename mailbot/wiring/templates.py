"""The templates of a folder: checked, listed, shown."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mailbot.adapters.templates import (
    TemplateRenderer,
    check_templates,
    list_templates,
    sample_view,
    shipped_templates,
    with_hint,
)
from mailbot.core.ticket import Urgency
from mailbot.core.writing.forms import FORMS, HINTS, form_of, kind_of
from mailbot.ports import Rendered
from mailbot.settings import Settings
from mailbot.wiring.places import find_places


class NoSuchTemplate(Exception):
    """A kind, locale, urgency or hint that no template has; the text says which there are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which mail is to be shown. `urgency` and `hint` "" are those of the sample."""

    kind: str
    locale: str = "en"
    urgency: str = ""
    hint: str = ""
    restricted: bool = False


def template_problems(settings: Settings) -> tuple[Path, tuple[str, ...]]:
    """The templates folder, and what is wrong in it."""
    folder = find_places(settings).templates or shipped_templates()
    return folder, check_templates(folder)


def template_list(settings: Settings) -> Iterator[dict[str, Any]]:
    """The file from which each kind is written in each language."""
    for found in list_templates(find_places(settings).templates):
        yield {"kind": found.form, "locale": found.locale, "html": found.html, "own": found.own, "file": str(found.path)}


def preview(settings: Settings, wanted: Wanted) -> Rendered:
    """A mail with sample data as it would leave, from the desk's own templates. Raises NoSuchTemplate."""
    locale = wanted.locale.casefold().replace("_", "-")
    _expect("kind", wanted.kind, FORMS)
    known = dict.fromkeys(found.locale for found in list_templates(find_places(settings).templates))
    if locale.partition("-")[0] not in known:
        _expect("locale", locale, tuple(known))
    view = sample_view(wanted.kind, locale)
    if wanted.urgency:
        _expect("urgency", wanted.urgency, tuple(Urgency))
        view = replace(view, urgency=wanted.urgency, untaken=wanted.urgency == Urgency.CRITICAL)
    form = form_of(kind_of(wanted.kind), view.urgency)
    if wanted.hint:
        _expect(f"hint of {form}", wanted.hint, HINTS.get(form, ()))
        view = with_hint(view, form, wanted.hint)
    renderer = TemplateRenderer(find_places(settings).templates)
    return renderer.render(kind_of(wanted.kind), replace(view, restricted=wanted.restricted))


def _expect(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise NoSuchTemplate(f"there is no {what} {given!r}; there are: {', '.join(known) or 'none'}")
