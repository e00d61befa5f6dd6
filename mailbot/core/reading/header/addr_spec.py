"""One addr-spec (RFC 5322, 3.4.1), and what can be read of one that is obsolete (4.4) or broken."""

import re
from dataclasses import dataclass

_LOCAL = r"[^\s<>()@,;:\\\"\[\]]{1,128}"
_DOMAIN = r"(?:[^\s<>()@,;:\\\"\[\]/']{1,253}|\[[0-9A-Za-z:.]{3,60}\])"
PLAIN_SPEC = rf"{_LOCAL}@{_DOMAIN}"
"""A spec as all programs write it, as an expression."""
_SPEC = re.compile(rf"(?:{_LOCAL}|\"[^\"\\\r\n]{{1,100}}\")@{_DOMAIN}\Z")
_WORDS = re.compile(rf"(.{{0,2000}})(?:\A|[\s\"])<?({PLAIN_SPEC})\s?>?\Z", re.S)
_SCHEME = re.compile(r"(?:mailto|smtp|e-?mail)\s?:\s?", re.I)
_ROUTE = re.compile(r"@[^\s:<>()\"]{1,500}:")
_AROUND_SIGN = re.compile(r"\s*([.@])\s*")
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Spec:
    """An address with its domain in lower case, and whether it stood there plainly or had to be mended."""

    address: str
    plain: bool


def read_spec(text: str, *, enclosed: bool = False) -> Spec | None:
    """The address that stands in `text`; None where there is none to be read.

    Comments, routes, the schemes of links and blanks around dots and the at sign are taken off, which makes it less than
    plain; the blanks between words, too, where it is enclosed in angle brackets, as no name can be before it there.
    """
    if len(text) > _LONGEST * 4:
        return None
    address = _check(text)
    if address:
        return Spec(address, plain=True)
    bare = _without_comments(text).strip().strip("<>").strip("'").strip()
    bare = _SCHEME.sub("", _ROUTE.sub("", bare, count=1), count=1)
    if " " in bare:
        quoted, quote, rest = bare.rpartition('"')
        bare = quoted + quote + _AROUND_SIGN.sub(r"\1", rest)
        if enclosed and not quote and "." not in bare.rpartition(" ")[0]:
            bare = bare.replace(" ", "")
    address = _check(bare)
    return Spec(address, plain=False) if address else None


def split_name(phrase: str) -> tuple[str, str]:
    """A name and the address behind it where the angle brackets are missing; ("", "") where it is not exactly one address."""
    if phrase.count("@") != 1:
        return "", ""
    found = _WORDS.match(phrase)
    return (found[1].strip(' "'), found[2]) if found else ("", "")


def _check(spec: str) -> str:
    """A well-formed spec with its domain in lower case and without a dot at its end, else ""."""
    if len(spec) > _LONGEST or not _SPEC.match(spec) or not spec.isprintable() or "=?" in spec:
        return ""
    local, _, domain = spec.rpartition("@")
    domain = domain.rstrip(".")
    if not domain.strip(".-") or ".." in domain or domain.startswith("."):
        return ""
    return f"{local}@{domain.lower()}"


def _without_comments(text: str) -> str:
    """`text` without what stands in brackets, nested ones included (RFC 5322, 3.2.2)."""
    if "(" not in text:
        return text
    out, depth, skip = [], 0, False
    for char in text:
        if skip:
            skip = False
        elif char == "\\" and depth:
            skip = True
        elif char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif not depth:
            out.append(char)
    return "".join(out)
