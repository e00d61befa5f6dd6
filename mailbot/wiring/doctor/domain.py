"""The DNS records of the domain that we send from."""

from collections.abc import Callable, Iterator

from mailbot.core.examination import Finding, Health, away
from mailbot.core.mail_domain import judge_dkim, judge_dmarc, judge_mx, judge_spf
from mailbot.ports import Unreachable
from mailbot.ports.resolving import Resolver
from mailbot.settings import Settings


def examine_domain(settings: Settings, resolver: Resolver, selectors: tuple[str, ...]) -> Iterator[Finding]:
    """Whether others can tell our mail from a forgery."""
    if not settings.addresses:
        return
    domain = settings.addresses[0].rpartition("@")[2]
    yield _asked("dns.mx", domain, lambda: judge_mx(domain, resolver.exchangers(domain)))
    yield _asked("dns.spf", domain, lambda: judge_spf(domain, resolver.texts(domain)))
    yield _asked("dns.dmarc", domain, lambda: _dmarc(domain, resolver))
    for selector in selectors:
        name = f"{selector}._domainkey.{domain}"
        yield _asked("dns.dkim", name, lambda name=name: judge_dkim(name, resolver.texts(name)))  # type: ignore[misc]  # a bound default


def _dmarc(domain: str, resolver: Resolver) -> Finding:
    """The policy of the domain, or the one of a domain above it (RFC 7489, 6.6.3)."""
    labels = domain.split(".")
    found = judge_dmarc(domain, resolver.texts(f"_dmarc.{domain}"))
    for start in range(1, len(labels) - 1):
        if found.health is not Health.BAD:
            break
        above = ".".join(labels[start:])
        texts = resolver.texts(f"_dmarc.{above}")
        found = judge_dmarc(above, texts) if texts else found
    return found


def _asked(what: str, name: str, judge: Callable[[], Finding]) -> Finding:
    try:
        return judge()
    except Unreachable as wrong:
        return away(what, str(wrong), name)
