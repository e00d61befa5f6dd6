"""What an examination of a desk finds: one line a thing, with what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How a thing is: well; well, and better otherwise; wrong; or it could not be tried, since a server is away."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `what` is a stable name, such as `imap.login`; `said` and `mend` are for a person.

    `where` names which one it was, where there are several: a mailbox, a file, a domain.
    """

    what: str
    health: Health
    said: str
    mend: str = ""
    where: str = ""


def ok(what: str, said: str, where: str = "") -> Finding:
    """A thing that is well."""
    return Finding(what, Health.OK, said, "", where)


def warn(what: str, said: str, mend: str, where: str = "") -> Finding:
    """A thing that works and would be better otherwise."""
    return Finding(what, Health.WARN, said, mend, where)


def bad(what: str, said: str, mend: str, where: str = "") -> Finding:
    """A thing that is wrong."""
    return Finding(what, Health.BAD, said, mend, where)


def away(what: str, said: str, where: str = "") -> Finding:
    """A thing that could not be tried now."""
    return Finding(what, Health.AWAY, said, "try again when it answers", where)
