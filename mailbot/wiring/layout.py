"""Lays out a folder for a new desk."""

import secrets
import shutil
from pathlib import Path

from mailbot.adapters.rule_files import shipped_rules
from mailbot.adapters.templates import shipped_templates
from mailbot.wiring.schema import SCHEMA_FILE, shipped_schema, write_schema

ENV = """# mailbot's settings. Lines that begin with # are off. See docs/operations.md for all of them.

# The mailboxes to read, separated by blanks. In a user or password write @ as %40.
#MAILBOT_IMAP_URL=imaps://helpdesk%40desk.example.org:password@imap.example.org:993/INBOX

# The server to send by.
#MAILBOT_SMTP_URL=smtp://helpdesk%40desk.example.org:password@smtp.example.org:587?starttls=1

# The desk's own addresses; the first is the From of what we send.
#MAILBOT_ADDRESS=helpdesk@desk.example.org

# Old mails in the mailbox? How far back the first start goes: all (if not set), now or a date such as 2026-01-31. Mails
# that arrived before it are kept without ticket or answer.
#MAILBOT_SINCE=now

# The key that signs replies. Keep it secret, and keep it: without it nobody can reply to the mails sent until now.
MAILBOT_SECRET={secret}

# What wraps the keys with which content is sealed. Keep it as secret as the mail itself, apart from the backups, and keep it:
# without it nothing that was kept can be read again.
MAILBOT_MASTER_KEY={master_key}

# Where everything is kept.
DATABASE_URL=sqlite:///mailbot.db

# What happens to a mail on its server once it is kept: seen, keep or move:FOLDER.
#MAILBOT_AFTER=seen

# The name of your mail server in the Authentication-Results that it writes. Set it: without it a coordinator is known by his
# signed reply address and his From alone.
#MAILBOT_TRUSTED_AUTHSERV=mx.example.org
"""


def lay_out(folder: Path) -> tuple[list[Path], list[Path]]:
    """Make `.env`, `rules/` and `templates/` in a folder; what was made, and what was there and was left alone.

    Raises OSError.
    """
    made: list[Path] = []
    kept: list[Path] = []
    folder.mkdir(parents=True, exist_ok=True)
    for source in (shipped_rules(), shipped_templates()):
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            target = folder / source.name / file.relative_to(source)
            if target.exists():
                kept.append(target)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            made.append(target)
    if not (folder / "rules" / SCHEMA_FILE).exists():
        made += write_schema(folder, shipped_schema())
    env = folder / ".env"
    if env.exists():
        kept.append(env)
    else:
        env.touch(mode=0o600)
        env.write_text(ENV.format(secret=secrets.token_urlsafe(48), master_key=secrets.token_urlsafe(48)), encoding="utf-8")
        made.append(env)
    return made, kept
