"""The leaves of a mail's tree sorted into text, files and reports, containers opened on the way."""

import re
from dataclasses import dataclass, replace

from mailbot.core.message import ENCRYPTED
from mailbot.core.reading.limits import Budget, Defects, Limits
from mailbot.core.reading.parts.body import REPORT_TYPES, RICH_TYPES, TEXT_TYPES, Leaves, Shown
from mailbot.core.reading.parts.file_types import type_of_name
from mailbot.core.reading.parts.mime import Part, split_mail
from mailbot.core.reading.parts.smime import TYPES as SMIME_TYPES
from mailbot.core.reading.parts.smime import find_content, find_sort
from mailbot.core.reading.parts.tnef import TYPES as TNEF_TYPES
from mailbot.core.reading.parts.tnef import TnefFile, read_tnef
from mailbot.core.reading.parts.transfer import clean_encoding, decode_transfer
from mailbot.core.reading.parts.uuencode import find_enclosed

_ENCRYPTED = f"{ENCRYPTED} mail; its content cannot be read here"
_SMIME_BYTES = 24 * 1024 * 1024
_HEAD = 512
_DEPTH = 3
# A report has fields; what some servers send under its name are words for people.
_REPORT_FIELD = re.compile(rb"^[A-Za-z][A-Za-z-]{2,60}:", re.M)


@dataclass(slots=True)
class _Walk:
    """What the sorting of one mail shares: where the leaves go, the bounds, and how many containers are open."""

    root: Part
    leaves: Leaves
    limits: Limits
    defects: Defects
    budget: Budget
    depth: int = 0


def sort_leaves(root: Part, limits: Limits, defects: Defects, budget: Budget | None = None) -> Leaves:
    """Walk the tree in the order in which a reader meets it. At most `limits.parts` files; what was in containers counts.

    `budget` is that of the mail which carries this one; without it the mail has its own.
    """
    leaves = Leaves(budget=budget or Budget.of(limits))
    _sort(root, _Walk(root, leaves, limits, defects, leaves.budget))
    if len(leaves.files) > limits.parts:
        defects.note(f"more than {limits.parts} files; the rest is ignored")
        del leaves.files[limits.parts :]
    return leaves


def _sort(part: Part, walk: _Walk) -> None:
    kind, leaves = part.content_type, walk.leaves
    if kind in {"multipart/encrypted", "application/pgp-encrypted"}:
        walk.defects.note(_ENCRYPTED)
    if part.children:
        _sort_children(part, walk)
    elif kind in TEXT_TYPES and _is_shown(part, walk):
        _show(part, walk)
    elif kind in REPORT_TYPES or (kind == "message/disposition-notification" and not part.disposition):
        _sort_report(part, leaves)
    elif kind in SMIME_TYPES or part.filename.lower().endswith(".p7m"):
        _sort_smime(part, walk)
    elif kind in TNEF_TYPES or part.filename.lower() == "winmail.dat":
        _sort_tnef(part, walk)
    else:
        _name_odd(part, walk.defects)
        leaves.files.append(part)


def _sort_children(part: Part, walk: _Walk) -> None:
    kind, children = part.content_type, part.children
    if kind == "multipart/alternative":
        _sort_alternatives(part, walk)
        return
    if kind == "multipart/appledouble" and len(children) > 1:
        # RFC 1740: beside the file, what a Macintosh knew of it; nobody wrote that.
        children = [c for c in children if c.content_type != "application/applefile"] or children
    for number, child in enumerate(children):
        if number and kind == "multipart/related" and child.content_type in RICH_TYPES and walk.leaves.shown:
            walk.leaves.files.append(child)  # RFC 2387: the first is the text, the others are what it is made of
        else:
            _sort(child, walk)


def _is_shown(part: Part, walk: _Walk) -> bool:
    if part.disposition == "attachment":
        return False
    return not part.filename or part is walk.root or (not part.disposition and not walk.leaves.shown)


def _sort_report(part: Part, leaves: Leaves) -> None:
    data, _ = decode_transfer(part.span[: 16 * _HEAD], part.encoding)
    if part.content_type in REPORT_TYPES and data.strip() and not _REPORT_FIELD.search(data):
        part.content_type = "text/plain"
        leaves.shown.append(Shown((part,)))
    else:
        leaves.reports.append(part)
        leaves.files.append(part)


def _name_odd(part: Part, defects: Defects) -> None:
    """Say of a mail that came in pieces, or of a file that lies elsewhere, what it is (RFC 2046, 5.2.2 and 5.2.3)."""
    if part.content_type == "message/partial":
        number, total = part.parameters.get("number", "?")[:9], part.parameters.get("total", "?")[:9]
        defects.note(f"piece {number} of {total} of a mail that was sent in pieces")
    elif part.content_type == "message/external-body":
        where = part.parameters.get("url") or part.parameters.get("name") or part.parameters.get("access-type", "")
        defects.note(f"a file that is not in the mail but elsewhere: {' '.join(where.split())[:200]}")


def _sort_alternatives(part: Part, walk: _Walk) -> None:
    """Show the plain form where it says enough, else the richest that we can show; the files of every form are kept."""
    forms: list[tuple[Part, ...]] = []
    outer = walk.leaves
    for child in part.children:
        walk.leaves = form = Leaves()
        _sort(child, walk)
        _take_over(form, outer)
        if form.shown:
            forms.append(tuple([p for s in form.shown for p in s.first + s.instead]))
    walk.leaves = outer
    plain = next((f for f in forms if f[0].content_type == "text/plain"), ())
    rich = next((f for f in reversed(forms) if any(p.content_type in RICH_TYPES for p in f)), ())
    if plain or rich or forms:
        walk.leaves.shown.append(Shown(plain, rich if rich is not plain else ()) if plain else Shown(rich or forms[-1]))


def _take_over(found: Leaves, leaves: Leaves) -> None:
    leaves.files += found.files
    leaves.reports += found.reports
    leaves.containers += found.containers


def _show(part: Part, walk: _Walk) -> None:
    """Show a text part; files that are written into it in uuencode become files of their own."""
    encoding = clean_encoding(part.encoding)
    if part.content_type != "text/plain" or encoding == "base64" or part.raw.find(b"begin ", part.start, part.end) < 0:
        walk.leaves.shown.append(Shown((part,)))
        return
    if encoding == "quoted-printable":
        data, _ = decode_transfer(part.span, encoding)
        part = replace(part, raw=data, start=0, end=len(data), encoding="8bit")
    pieces: list[Part] = []
    at = part.start
    for file in find_enclosed(part.raw, part.start, part.end):
        pieces.append(replace(part, start=at, end=file.start))
        at = file.end
        kind = type_of_name(file.name)
        walk.leaves.files.append(
            Part(part.raw, [], file.start, file.end, kind, filename=file.name, encoding="x-uuencode", disposition="attachment")
        )
    pieces.append(replace(part, start=at))
    walk.leaves.shown.append(Shown(tuple(pieces)))


def _sort_smime(part: Part, walk: _Walk) -> None:
    """Read what a signed CMS message holds; it stands for it. Of others say what they are."""
    head, _ = decode_transfer(part.span[: 2 * _HEAD], part.encoding)
    sort, said = find_sort(head), part.parameters.get("smime-type", "").lower()
    if sort == "encrypted" or (not sort and "envelop" in said):
        walk.defects.note(_ENCRYPTED)
    elif sort == "compressed" or (not sort and "compress" in said):
        walk.defects.note("compressed mail (S/MIME); its content cannot be read here")
    elif sort == "signed" and _open_signed(part, walk):
        return
    elif sort == "signed" and "certs" not in said:
        walk.defects.note("signed mail (S/MIME) that cannot be opened")
    walk.leaves.files.append(part)


def _open_signed(part: Part, walk: _Walk) -> bool:
    if walk.depth >= _DEPTH or part.end - part.start > _SMIME_BYTES or walk.budget.parts <= 0:
        return False
    data, _ = decode_transfer(part.span, part.encoding)
    content = find_content(data)
    if not content.strip():
        return False
    inner = split_mail(content, replace(walk.limits, parts=min(walk.limits.parts, walk.budget.parts)), walk.defects)
    walk.budget.parts -= _count(inner)
    found = Leaves()
    _sort(inner, replace(walk, leaves=found, depth=walk.depth + 1))
    # What is signed says nothing about the delivery of our own mails: reports within are files.
    walk.leaves.shown += found.shown
    walk.leaves.files += found.files
    walk.leaves.containers += found.containers
    return True


def _count(part: Part) -> int:
    return 1 + sum(_count(child) for child in part.children)


def _sort_tnef(part: Part, walk: _Walk) -> None:
    """Open a winmail.dat. It is no file itself where all that it holds could be taken out."""
    data, _ = decode_transfer(part.span, part.encoding)
    tnef = read_tnef(data)
    if tnef is None or not tnef.whole:
        walk.defects.note("damaged winmail.dat")
        walk.leaves.files.append(part)
    if tnef is None:
        return
    walk.leaves.containers.append(tnef)
    walk.leaves.files += [_tnef_part(data, file) for file in tnef.files]


def _tnef_part(data: bytes, file: TnefFile) -> Part:
    kind = file.content_type if "/" in file.content_type else type_of_name(file.name)
    fields = [("content-id", file.content_id.encode("utf-8", "replace"))] if file.content_id else []
    return Part(data, fields, file.start, file.end, kind, filename=file.name, encoding="binary")
