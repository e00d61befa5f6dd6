"""What must hold of every mail, whoever wrote its template and whatever its data."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from mailbot.adapters.templates.hostile import ATTRIBUTE, MARK
from mailbot.adapters.templates.items import ITEMS, REQUESTS
from mailbot.adapters.templates.lines import one_line
from mailbot.adapters.templates.sheet import FIRST_LINE_OF_TEXT
from mailbot.core.decision import MailKind
from mailbot.core.writing.forms import ACK_CRITICAL, ANSWER_COPY, COMMANDS
from mailbot.core.writing.view import MailView
from mailbot.ports import Rendered

MAIL_LIMIT = 20_000
"""Octets that a mail of ours should stay under beside the text that it carries, for phones on a thin line."""

MUST_SAY: Mapping[str, tuple[str, ...]] = {
    MailKind.ACK: ("reference", "due"),
    ACK_CRITICAL: ("reference", "due"),
    MailKind.ROUTE: ("reference", "due", "text"),
    MailKind.ANSWER: ("text",),
    MailKind.FOLLOW_UP: ("reference", "text"),
    MailKind.RECEIPT: ("reference",),
    MailKind.QUESTION: ("reference",),
    MailKind.ALERT: ("text",),
    MailKind.REMINDER: ("reference", "due"),
    MailKind.ESCALATION: ("reference", "former_owner", "owner_name"),
    MailKind.DELAY: ("reference", "due"),
    MailKind.WARNING: ("reference", "due"),
    MailKind.CLOSING: ("reference",),
    MailKind.HISTORY: ("reference",),
    MailKind.FILES: ("reference",),
    MailKind.CONFIRMATION: ("reference", "due", "text"),
    MailKind.CROSSING: ("reference",),
    MailKind.UNDELIVERED: ("reference",),
    MailKind.DIGEST: (),
    MailKind.OVERVIEW: (),
    MailKind.REPORT: (),
    MailKind.ERASURE: (),
    MailKind.ERASED: ("reference",),
    COMMANDS: ("reference",),
    MailKind.LEAVING: ("reference",),
    ANSWER_COPY: ("reference", "text"),
}
"""The variables whose value must stand in the text, where there is one."""

_OF_EACH: Mapping[str, tuple[str, tuple[str, ...]]] = {
    MailKind.DIGEST: (ITEMS, ("reference", "address", "text")),
    MailKind.OVERVIEW: (REQUESTS, ("reference", "owner", "due", "address")),
}
"""The same of each request in a mail that tells of several: the list that they are in, and the values."""

REPEAT_NOTHING = (
    *(MailKind.ACK, ACK_CRITICAL, MailKind.QUESTION),
    *(MailKind.DELAY, MailKind.WARNING, MailKind.CLOSING, MailKind.LEAVING),
)
"""Mails to people outside that repeat nothing of what was sent: a telephone may be shared or searched."""

TO_COORDINATORS = (
    *(MailKind.ROUTE, MailKind.FOLLOW_UP, MailKind.RECEIPT, MailKind.REMINDER, MailKind.ESCALATION),
    *(MailKind.CROSSING, MailKind.UNDELIVERED, MailKind.DIGEST, MailKind.OVERVIEW, COMMANDS),
)
"""Mails within the team: of a restricted ticket they carry number and topic, no text and no names."""

_LINKS = frozenset({"href", "src", "style", "action", "background"})
_SUBJECT, _TEXT = 1, FIRST_LINE_OF_TEXT


def missing(form: str, mail: Rendered, values: Mapping[str, object], *, restricted: bool) -> Iterator[tuple[int, str]]:
    """Yield line and reason for everything that a mail should say and does not."""
    reference = values["reference"]
    if reference and str(reference) not in mail.subject:
        yield _SUBJECT, "the subject does not name the reference: write [{{ reference }}] into it"
    for name in MUST_SAY[form]:
        if restricted and name == "text" and form not in (MailKind.ANSWER, ANSWER_COPY):
            continue
        if values[name] and str(values[name]) not in mail.text:
            yield _TEXT, f"the text does not say {name}: write {{{{ {name} }}}} where it is always shown"
    items, names = _OF_EACH.get(form, ("", ()))
    for name in names:
        if any(str(getattr(item, name)) not in mail.text for item in values[items]):  # type: ignore[attr-defined]  # a tuple
            yield _TEXT, f"the text does not say {name} of each request: write {{{{ item.{name} }}}} into the loop"


def leaking(form: str, mail: Rendered, view: MailView) -> Iterator[tuple[int, str]]:
    """Yield line and reason where a mail made of hostile values shows one of them to somebody who should not read it."""
    if form in REPEAT_NOTHING:
        reason = "the mail repeats what was sent, and telephones are shared: take it out"
    elif form in TO_COORDINATORS and view.restricted:
        reason = "the mail of a restricted ticket shows text, names or addresses: write {% if not restricted %} before them"
    else:
        return
    if MARK in mail.subject:
        yield _SUBJECT, reason
    if MARK in mail.text or MARK in mail.html:
        yield _TEXT, reason


def unclean(mail: Rendered) -> Iterator[tuple[int, str]]:
    """Yield line and reason where a subject is more than one line of harmless characters."""
    if one_line(mail.subject) != mail.subject or len(mail.subject.splitlines()) != 1:
        yield _SUBJECT, "the subject is not one line without control characters"


def too_large(mail: Rendered) -> Iterator[tuple[int, str]]:
    """Yield line and reason where a mail that carries no text is too large for a thin line."""
    if len((mail.text + mail.html).encode("utf-8", "replace")) > MAIL_LIMIT:
        yield _TEXT, f"the mail is larger than {MAIL_LIMIT} octets beside the text that it carries: say less"


def broken_out(mail: Rendered) -> Iterator[tuple[int, str]]:
    """Yield line and reason where a value became markup, or stands where it could become a link or a style."""
    found = _Found()
    found.feed(mail.html)
    found.close()
    for reason in dict.fromkeys(found.reasons):
        yield 1, reason


class _Found(HTMLParser):
    """What hostile values did in an HTML part."""

    def __init__(self) -> None:
        super().__init__()
        self.reasons: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag."""
        if tag in {"script", "img"}:
            self.reasons.append(f"a value became <{tag}>")
        for name, value in attrs:
            if name.startswith(ATTRIBUTE):
                self.reasons.append(f"a value in <{tag}> became an attribute: put quotation marks round it")
            if name in _LINKS and MARK.casefold() in (value or "").casefold():
                self.reasons.append(f"a value stands in {name} of <{tag}>, where it can do harm: show it as text")
