"""What a server said, made fit to be told: one short line without secrets."""

import base64
import re
from collections.abc import Iterable

_NOISE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONGEST = 300


def tell(text: str, secrets: Iterable[str]) -> str:
    """Make one short line of what a server said, without the secrets in any form in which they were sent."""
    for secret in filter(None, secrets):
        quoted = secret.replace("\\", "\\\\").replace('"', '\\"')
        for form in (secret, quoted, base64.b64encode(secret.encode()).decode(), repr(secret)[1:-1]):
            text = text.replace(form, "***")
    text = _NOISE.sub(" ", text).strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
