"""The DNS: asked over the network with dnspython, or read from a file of records."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mailbot.ports import Unreachable

ASK_SECONDS = 5.0


class BadRecords(Exception):
    """A file of records that cannot be read; the text is one line with the mend."""


class DnsResolver:
    """ports.resolving.Resolver over the name servers of this machine."""

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name. Raises Unreachable."""
        return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in _ask(name, "TXT"))

    def exchangers(self, name: str) -> tuple[str, ...]:
        """The hosts of its MX records. Raises Unreachable."""
        found = sorted((record.preference, str(record.exchange)) for record in _ask(name, "MX"))
        return tuple(host.rstrip(".") for _, host in found)


def _ask(name: str, kind: str) -> Iterator[Any]:
    """The records of a kind, none where there are none. Raises Unreachable."""
    import dns.exception  # noqa: PLC0415 - for `mailbot doctor` alone
    import dns.resolver  # noqa: PLC0415 - as above

    try:
        return iter(dns.resolver.resolve(name, kind, lifetime=ASK_SECONDS, search=False))
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return iter(())
    except dns.exception.DNSException as wrong:
        raise Unreachable(f"the DNS does not answer about {name}: {type(wrong).__name__}") from None


@dataclass(frozen=True, slots=True)
class RecordFile:
    """ports.resolving.Resolver over records that are given: (name in small letters, kind, value)."""

    records: tuple[tuple[str, str, str], ...]

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name."""
        return tuple(value for _, value in self._of(name, "TXT"))

    def exchangers(self, name: str) -> tuple[str, ...]:
        """The hosts of its MX records."""
        found = sorted((int(number) if number.isdigit() else 0, host) for number, host in self._mx(name))
        return tuple(host.rstrip(".").lower() for _, host in found)

    def _mx(self, name: str) -> Iterator[tuple[str, str]]:
        for _, value in self._of(name, "MX"):
            number, _, host = value.rpartition(" ")
            yield number.strip(), host

    def _of(self, name: str, kind: str) -> list[tuple[str, str]]:
        return [(known, value) for known, of, value in self.records if known == name.lower().rstrip(".") and of == kind]


def read_records(path: Path) -> RecordFile:
    """Records from a file: a line each, `name TYPE value`, as in `example.org TXT v=spf1 mx -all`; `#` begins a comment.

    Raises BadRecords.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadRecords(f"{path}: cannot be read: {getattr(wrong, 'strerror', None) or 'not UTF-8'}") from None
    records = []
    for number, line in enumerate(lines, start=1):
        words = line.split(None, 2)
        if not words or words[0].startswith("#"):
            continue
        if len(words) != 3 or words[1].upper() not in ("TXT", "MX"):
            raise BadRecords(f"{path}:{number}: write `name TXT value` or `name MX 10 host`")
        records.append((words[0].lower().rstrip("."), words[1].upper(), words[2].strip().strip('"')))
    return RecordFile(tuple(records))
