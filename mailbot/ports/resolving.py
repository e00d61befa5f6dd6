"""The DNS, as far as mail needs it."""

from typing import Protocol


class Resolver(Protocol):
    """Answers about names. Every call may raise Unreachable; a name that is not there has no records."""

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name, the strings of each joined (RFC 7208, 3.3)."""

    def exchangers(self, name: str) -> tuple[str, ...]:
        """The hosts of its MX records, the preferred first, without the final dot; a lone "" is the null MX."""
