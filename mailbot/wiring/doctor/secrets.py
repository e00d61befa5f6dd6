"""The settings: what is missing, which secrets are weak, and who may read them."""

from collections.abc import Iterator
from pathlib import Path

from mailbot.core.examination import Finding, bad, ok, warn
from mailbot.settings import BadSettings, Settings, require

FEW_DIFFERENT = 12
"""A secret of 32 bytes by chance has more different ones."""

OTHERS = 0o077


def examine_secrets(settings: Settings) -> Iterator[Finding]:
    """What is set, and how well."""
    yield from _examine_missing(settings)
    if settings.secret:
        yield from _examine_secret(settings)
    yield from _examine_files()
    if settings.trusted_authserv:
        yield ok("settings.authserv", f"believed are {', '.join(sorted(settings.trusted_authserv))}")
    else:
        mend = "set MAILBOT_TRUSTED_AUTHSERV to the name that your border server writes into Authentication-Results"
        yield warn(
            "settings.authserv", "no border server is believed: a coordinator is known by his signed reply address alone", mend
        )


def _examine_missing(settings: Settings) -> Iterator[Finding]:
    try:
        require(settings, "MAILBOT_IMAP_URL", "MAILBOT_SMTP_URL", "MAILBOT_ADDRESS", "MAILBOT_SECRET")
    except BadSettings as wrong:
        for line in str(wrong).splitlines():
            name, _, said = line.partition(": ")
            yield bad("settings.missing", said, f"set {name}", name)
    else:
        yield ok("settings.missing", "what a desk needs is set")


def _examine_secret(settings: Settings) -> Iterator[Finding]:
    another = "make another one with `openssl rand -base64 48`"
    before = len(set(settings.secret)) < FEW_DIFFERENT
    if settings.secret == settings.master_key:
        yield bad("settings.secret", "MAILBOT_SECRET and MAILBOT_MASTER_KEY are the same: who has one has both", another)
    elif before:
        yield bad("settings.secret", "MAILBOT_SECRET can be guessed: its characters repeat", another)
    elif settings.secret == settings.secret_old:
        yield bad("settings.secret", "MAILBOT_SECRET_OLD is MAILBOT_SECRET: nothing was rotated", "leave MAILBOT_SECRET_OLD out")
    else:
        yield ok("settings.secret", "the key that signs replies is there")
    if not settings.master_key:
        mend = "set MAILBOT_MASTER_KEY and run `mailbot keys rotate`"
        yield warn("settings.master_key", "the keys of what is kept lie readable in the key store", mend)
    elif len(set(settings.master_key)) < FEW_DIFFERENT:
        yield bad("settings.master_key", "MAILBOT_MASTER_KEY can be guessed: its characters repeat", another)
    else:
        yield ok("settings.master_key", "the keys of what is kept are wrapped")


def _examine_files() -> Iterator[Finding]:
    env = Path(".env")
    if not env.is_file():
        return
    mode = env.stat().st_mode & 0o777
    if mode & OTHERS:
        yield bad("settings.env", f".env holds secrets, and others may read it ({mode:04o})", "chmod 600 .env")
    else:
        yield ok("settings.env", "nobody else may read .env")
