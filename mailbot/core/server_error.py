"""What a mail server said when it refused a mail, without what it repeats of that mail."""

import re

_CODE = re.compile(r"(\b[245]\d\d\b(?:[ -][245]\.\d{1,3}\.\d{1,3}\b)?).*", re.DOTALL)
"""A reply code (RFC 5321, 4.2) with its enhanced status (RFC 3463), and the server's own words behind it."""


def code_alone(error: str) -> str:
    """`error` up to the server's code. Its words may repeat an address or a line of the mail: `550 5.1.1 <name@host> unknown`."""
    return _CODE.sub(r"\1", error)
