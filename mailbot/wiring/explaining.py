"""Mails and bare texts, explained by the rules folder or by the rules in force."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.mail_folder import mails_in
from mailbot.core.deciding.context import Identity
from mailbot.core.rulebook import Rulebook, compile_rulebook
from mailbot.pipeline.explanation import Explainer, explain_mail
from mailbot.settings import Settings
from mailbot.wiring.places import draft_files

SENDER = "writer@unknown.invalid"
"""Who writes a text that is no mail."""

_HEAD = 64_000
_MAIL_FIELD = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|received|return-path|mime-version|content-type|delivered-to|x-[a-z-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_FIELD = re.compile(rb"(?:[!-9;-~]+[ \t]*:|[ \t])")


def explain_paths(settings: Settings, paths: Sequence[str], mailbox: str, rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    """Each mail of `paths` explained. Raises CannotRead."""
    by = _explainer(settings, mailbox, rulebook)
    for path in paths:
        for name, raw in mails_in(path):
            yield {"file": name} | explain_mail(raw if looks_like_mail(raw) else as_mail("", raw), by)


def explain_text(settings: Settings, subject: str, text: str, mailbox: str, rulebook: Rulebook) -> dict[str, Any]:
    """A text explained as if somebody sent it."""
    raw = as_mail(subject, text.encode("utf-8", "replace"))
    return {"file": "--text"} | explain_mail(raw, _explainer(settings, mailbox, rulebook))


def rules_of_folder(settings: Settings) -> Rulebook:
    """The rules folder, published or not. Raises RuleFilesUnreadable, RulebookBroken."""
    return compile_rulebook(draft_files(settings))


def rules_in_force(settings: Settings) -> Rulebook:
    """What is published. Raises NoRulebook, RulebookBroken, StoreTrouble."""
    from mailbot.pipeline.rulebooks import RulebookInForce  # noqa: PLC0415 - a draft is explained without a database
    from mailbot.wiring.stores import open_store  # noqa: PLC0415 - as above

    with open_store(settings) as store, store.transaction() as tx:
        return RulebookInForce().look(tx)


def looks_like_mail(raw: bytes) -> bool:
    """Whether `raw` begins with the head of a mail; a text that begins with "Hello: ..." does not."""
    head = re.split(rb"\r?\n\r?\n", raw[:_HEAD], maxsplit=1)[0]
    lines = head.splitlines()
    return bool(lines) and all(_ANY_FIELD.match(line) for line in lines) and _MAIL_FIELD.search(head) is not None


def as_mail(subject: str, text: bytes) -> bytes:
    """A mail with this text."""
    head = f"From: {SENDER}\r\nSubject: {' '.join(subject.split())}\r\nMIME-Version: 1.0\r\n"
    kind = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return (head + kind).encode("utf-8", "replace") + text


def _explainer(settings: Settings, mailbox: str, rulebook: Rulebook) -> Explainer:
    return Explainer(rulebook, Identity(settings.addresses, settings.trusted_authserv), SystemClock().now(), mailbox)
