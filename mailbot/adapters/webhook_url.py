"""The address of a webhook: what an HTTP client would stumble over is refused before anything is opened."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

LONGEST_HOST = 253
LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
"""A label of a name of a host (RFC 1035, 2.3.4), with the underscore that some networks use."""


class BadHook(ValueError):
    """An address that cannot be used; the text is one line and quotes nothing that may be secret."""


def parse_hook(text: str) -> str:
    """The address of a webhook: https, or http (RFC 3986). Raises BadHook."""
    text = text.strip()
    if not text.isascii() or not text.isprintable() or " " in text:
        raise BadHook("must be in ASCII without blanks: write other letters of the path as %XX, a host in its xn-- form")
    try:
        url = urlsplit(text)
        host = url.hostname
    except ValueError:
        raise BadHook("must be an address whose host is whole, such as [::1] or hooks.example.org") from None
    if url.scheme not in ("https", "http") or not host:
        raise BadHook("must be the address of a webhook, https://… or http://…")
    if "@" in url.netloc:
        raise BadHook("must be without user:password@ before the host: webhooks have their secret in the path or the query")
    if not _is_host(host, bracketed="[" in url.netloc):
        raise BadHook(
            "must be with a host that can be: an IP address, or a name of labels of 1 to 63 letters such as hooks.example.org"
        )
    if not _has_good_port(url):
        raise BadHook("must be with a port from 1 to 65535, or without one")
    return text


def _is_host(host: str, *, bracketed: bool) -> bool:
    """Whether it is an IP address, or can be a name; numbers alone are never a name (RFC 3986, 3.2.2)."""
    labels = host.split(".")
    if bracketed or labels[-1].isdigit():
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return (address.version == 6) is bracketed and "%" not in host
    return len(host) <= LONGEST_HOST and all(LABEL.fullmatch(label) for label in labels)


def _has_good_port(url: SplitResult) -> bool:
    try:
        return url.port != 0 and not url.netloc.endswith(":")
    except ValueError:
        return False
