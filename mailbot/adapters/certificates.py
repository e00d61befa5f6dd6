"""How long the certificate of a server is good, as it showed it on a line that we trust."""

import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime


def end_of(line: socket.socket) -> datetime | None:
    """Until when the certificate at the other end of a line is good; None where it shows none."""
    return end_in(line.getpeercert() if isinstance(line, ssl.SSLSocket) else None)


def end_in(certificate: Mapping[str, object] | None) -> datetime | None:
    """Until when a certificate is good, as `ssl` tells of it; None where there is none."""
    said = certificate.get("notAfter") if certificate else None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(said), UTC) if isinstance(said, str) else None
