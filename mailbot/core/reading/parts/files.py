"""The files of a mail: names, digests, and their content one at a time (RFC 2183, RFC 2392)."""

import hashlib
import re
from collections.abc import Iterator

from mailbot.core.message import Attachment
from mailbot.core.reading.header.headers import clean_line, decode_value, split_header
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.parts.body import RICH_TYPES, Leaves
from mailbot.core.reading.parts.mime import Part, find_charset, split_mail
from mailbot.core.reading.parts.names import safe_name
from mailbot.core.reading.parts.transfer import decode_transfer, digest_transfer

_CID_NAME = re.compile(r"<?([\w-]{1,80}\.[A-Za-z]{2,4})@")
_CID_WORD = re.compile(r"<?([\w.-]{1,80})@")
_CID_LINK = re.compile(rb"cid:([^\"'\s<>)]{1,200})", re.I)
_NUMBERED = re.compile(r"(.*?)(\.[A-Za-z0-9]{1,8})?\Z", re.S)
_DESCRIBED = re.compile(r"[^/\\:*?\"<>|\r\n]{1,80}\Z")
_HTML_BYTES = 256 * 1024
_HEADER_BYTES = 32 * 1024


def list_files(leaves: Leaves, defects: Defects) -> tuple[Attachment, ...]:
    """The files in order. No content is held whole, but where damage or an odd encoding asks for it."""
    found: list[Attachment] = []
    links = _find_links(leaves)
    for part, name in zip(leaves.files, _name_files(leaves), strict=True):
        size, digest, trouble = digest_transfer(part.span, part.encoding)
        if trouble:
            defects.note(trouble)
        found.append(Attachment(name, part.content_type[:200], size, digest, _is_inline(part, links)))
    return tuple(found)


def read_files(leaves: Leaves) -> Iterator[tuple[Attachment, bytes]]:
    """The same files, each with its decoded content; one at a time in memory."""
    links = _find_links(leaves)
    for part, name in zip(leaves.files, _name_files(leaves), strict=True):
        data, _ = decode_transfer(part.span, part.encoding)
        digest = hashlib.sha256(data).hexdigest()
        yield Attachment(name, part.content_type[:200], len(data), digest, _is_inline(part, links)), data


def _name_files(leaves: Leaves) -> list[str]:
    """A safe name for every file. Names of the mail's own stay as they are; equal ones of ours are numbered."""
    names: list[str] = []
    given: dict[str, int] = {}
    for part in leaves.files:
        own = clean_line(part.filename)
        name = safe_name(own or clean_line(_other_name(part)), part.content_type)
        if not own:
            number = given[name] = given.get(name, -1) + 1
            if number:
                stem, extension = _NUMBERED.match(name).groups("")  # type: ignore[union-attr]  # matches all
                name = f"{stem}{number}{extension}"
        names.append(name)
    return names


def _other_name(part: Part) -> str:
    """A name for a file that has none: an attached mail has its subject's, others that of their description or Content-ID."""
    if part.content_type.startswith("message/"):
        subject = _find_subject(part)
        if subject:
            return f"{subject[:100].replace('/', '_')}.eml"
    described = decode_value(part.raw_field("content-description"))
    usual = safe_name("", part.content_type)
    extension = usual[usual.find(".") :] if "." in usual else ""
    if described and _DESCRIBED.match(described):
        return described if "." in described or not extension else described + extension
    cid = decode_value(part.raw_field("content-id"))
    word = _CID_NAME.match(cid) or (None if extension else _CID_WORD.match(cid))
    return word[1] if word else ""


def _find_subject(part: Part) -> str:
    if part.content_type not in {"message/rfc822", "message/global"}:
        return ""
    raw = part.raw
    if _is_encoded(part):
        raw, _ = decode_transfer(part.span[:_HEADER_BYTES], part.encoding)
        part = Part(raw, [], 0, len(raw))
    fields, _ = split_header(raw, part.start, part.end, Limits(header_block=_HEADER_BYTES), Defects())
    value = next((value for key, value in fields if key == "subject"), b"")
    if value.isascii():
        return decode_value(value)
    root = split_mail(raw[part.start : min(part.end, part.start + _HEADER_BYTES)], Limits(parts=10), Defects())
    return decode_value(value, find_charset(root))


def _is_encoded(part: Part) -> bool:
    """Whether an attached mail was encoded, against RFC 2046, 5.2.1."""
    return part.encoding in {"base64", "quoted-printable"}


def _is_inline(part: Part, links: set[bytes]) -> bool:
    """Whether it is shown in the text: a picture with a Content-ID, or any file that the HTML names by it.

    A picture that only says "inline" is a photo that somebody attached on a telephone: no HTML can show it at its place.
    """
    cid = part.raw_field("content-id").strip()
    if part.content_type.startswith("image/") and part.disposition != "attachment":
        return bool(cid)
    return bool(cid) and cid.strip(b"<>") in links


def _find_links(leaves: Leaves) -> set[bytes]:
    """The Content-IDs that the HTML of the text names, looked for where files with one say that they are attached."""
    found: set[bytes] = set()
    if not any(part.raw_field("content-id") and part.disposition == "attachment" for part in leaves.files):
        return found
    for part in [p for shown in leaves.shown for p in shown.first + shown.instead if p.content_type in RICH_TYPES]:
        data, _ = decode_transfer(part.span[:_HTML_BYTES], part.encoding)
        found.update(_CID_LINK.findall(data))
    return found
