"""Examines a desk: every server, right, template, rule and record that can be tried; one file a group of examinations.

Nothing is changed and no mail is sent, unless a test mail is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mailbot.adapters.resolver import DnsResolver, read_records
from mailbot.core.examination import Finding
from mailbot.ports.resolving import Resolver
from mailbot.settings import Settings
from mailbot.wiring.doctor.domain import examine_domain
from mailbot.wiring.doctor.machine import examine_machine
from mailbot.wiring.doctor.reading import examine_mailboxes
from mailbot.wiring.doctor.rules import examine_rules
from mailbot.wiring.doctor.secrets import examine_secrets
from mailbot.wiring.doctor.sending import examine_sending
from mailbot.wiring.doctor.storage import examine_storage
from mailbot.wiring.doctor.trying import deliver_to_ourselves, send_test

__all__ = ["Order", "examine"]


@dataclass(frozen=True, slots=True)
class Order:
    """What to look at beside the desk itself.

    `records` is a file with DNS records instead of the DNS, `selectors` are those of DKIM. `send_to` is an address that gets a
    test mail, "" for none. `deliver`: a mail is sent to our own plus-address and looked for.
    """

    records: Path | None = None
    selectors: tuple[str, ...] = ()
    send_to: str = ""
    deliver: bool = False


def examine(settings: Settings, order: Order) -> Iterator[Finding]:
    """Everything that is found, one after another. Raises BadRecords."""
    resolver: Resolver = read_records(order.records) if order.records is not None else DnsResolver()
    yield from examine_machine(settings)
    yield from examine_secrets(settings)
    yield from examine_storage(settings)
    yield from examine_rules(settings)
    yield from examine_mailboxes(settings)
    yield from examine_sending(settings)
    yield from examine_domain(settings, resolver, order.selectors)
    if order.send_to:
        yield send_test(settings, order.send_to)
    if order.deliver:
        yield deliver_to_ourselves(settings)
