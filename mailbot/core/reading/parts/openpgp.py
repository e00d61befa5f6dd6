"""OpenPGP within the text (RFC 4880, 6.2 and 7): signed text without its armour, encrypted text recognised."""

import re

# Armour that stands in a quotation is left to it: only lines that begin with it count.
_SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z-]{1,40}: ?[^\n]{0,200}\n){0,20}[ \t]*\n", re.M)
_SIGNATURE = re.compile(r"^-----BEGIN PGP SIGNATURE-----[ \t]*\n", re.M)
_END = re.compile(r"^-----END PGP SIGNATURE-----[ \t]*(?:\n|\Z)", re.M)
_ESCAPED = re.compile(r"^- (?=-|From )", re.M)
ENCRYPTED = re.compile(r"^-----BEGIN PGP MESSAGE-----[ \t]*$", re.M)
MARK = "-----BEGIN PGP "


def is_encrypted(text: str) -> bool:
    """Whether the text holds an encrypted block."""
    return ENCRYPTED.search(text) is not None


def without_armour(text: str) -> str:
    """The text with the armour of signatures taken off and what it escaped restored; broken armour stays. Linear."""
    out: list[str] = []
    at = 0
    while True:
        begin = _SIGNED.search(text, at)
        signature = _SIGNATURE.search(text, begin.end()) if begin else None
        end = _END.search(text, signature.end()) if signature else None
        if begin is None or signature is None or end is None:
            break
        out += (text[at : begin.start()], _ESCAPED.sub("", text[begin.end() : signature.start()]))
        at = end.end()
    out.append(text[at:])
    return "".join(out)
