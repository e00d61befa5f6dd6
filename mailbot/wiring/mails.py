"""Mails from files: kept, or inspected."""

from collections.abc import Iterator, Sequence
from typing import Any

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.holder import own_name
from mailbot.adapters.mail_folder import CannotRead, mails_in
from mailbot.core.deciding.context import Identity
from mailbot.pipeline.ingest import Intake, keep_mails
from mailbot.pipeline.inspection import inspect_mail
from mailbot.settings import Settings
from mailbot.wiring.drafts import draft_rulebook
from mailbot.wiring.stores import open_store


def ingest_paths(settings: Settings, paths: Sequence[str]) -> tuple[int, int]:
    """Keep the mails of files and folders; how many were new, and how many were there. Raises CannotRead, StoreTrouble."""
    seen = 0

    def raws() -> Iterator[bytes]:
        nonlocal seen
        for path in paths:
            for _, raw in mails_in(path):
                if path == "-" and not raw.strip():
                    raise CannotRead("-: standard input is empty: nothing was kept")
                seen += 1
                yield raw

    with open_store(settings) as store:
        kept = keep_mails(Intake(store, SystemClock(), own_name()), raws())
    return kept, seen - kept


def inspect_paths(settings: Settings, paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What mailbot understands of each mail. Raises CannotRead, RuleFilesUnreadable, RulebookBroken."""
    rulebook = draft_rulebook(settings)
    identity = Identity(settings.addresses, settings.trusted_authserv)
    now = SystemClock().now()
    for path in paths:
        for name, raw in mails_in(path):
            yield {"file": name} | inspect_mail(raw, rulebook, identity, now)
