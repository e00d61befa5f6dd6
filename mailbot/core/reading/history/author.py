"""Who wrote a mail that is passed on, by the From that the forward shows."""

import re

from mailbot.core.message import Address
from mailbot.core.reading.header.addr_spec import PLAIN_SPEC, read_spec

_SPECS = re.compile(PLAIN_SPEC)
_LINK = re.compile("mailto:", re.IGNORECASE)
_AROUND = " \t\"'<>[]()"
MOST_CHARACTERS = 1_000


def author_of(sender: str) -> Address | None:
    """The one person whose address stands in `sender`, as mail programs print it: `Amina <a@x.org>`, `Amina [mailto:a@x.org]`.

    None where no address stands there, or several.
    """
    text = _LINK.sub(" ", sender[:MOST_CHARACTERS])
    found = [(match.start(), spec.address) for match in _SPECS.finditer(text) if (spec := read_spec(match[0])) is not None]
    addresses = {address.casefold() for _, address in found}
    if len(addresses) != 1 or text.count("@") != len(found):
        return None
    at, address = found[0]
    return Address(" ".join(text[:at].split()).strip(_AROUND), address)
