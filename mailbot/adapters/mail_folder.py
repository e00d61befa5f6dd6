"""Mails from files: `.eml`, mbox, Maildir, folders of them, and standard input. One mail in memory at a time."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

STANDARD_INPUT = "-"
_LARGEST = 1 << 30
_PIECE = 1 << 20
_FROM_LINE = 500
_MAIL_SUFFIXES = frozenset({".eml", ".mbox", ".mbx", ".mail"})
_OTHER_SUFFIX = re.compile(
    r"\.(?:jsonl?|[ct]sv|md|rst|txt|ya?ml|toml|ini|cfg|xml|html?|css|js|pyc?|sh|log|lock"
    r"|gz|zip|zst|xz|bz2|tar|pdf|png|jpe?g|gif|svg|db|sqlite)"
)

# RFC 5322, 2.2: a field name is printable and has no colon.
_FIELD = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_DATED = re.compile(
    rb"From .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[ ,]+(?:\d+ +)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b.*\d\d:\d\d"
)
_QUOTED = re.compile(rb">+From ")
_BLANK = (b"\n", b"\r\n")


class CannotRead(Exception):
    """A path that cannot be read. One line that names it."""


def mails_in(path: str) -> Iterator[tuple[str, bytes]]:
    """The mails of a path, each with its name: the file's, `file#n` for the n-th of an mbox, `-` for standard input.

    In a folder, files come in the order of their names; hidden ones and those that are no mails are passed over.
    Raises CannotRead.
    """
    if path == STANDARD_INPUT:
        yield STANDARD_INPUT, _without_from_line(_read(sys.stdin.buffer, path))
        return
    top = Path(path)
    try:
        is_folder, is_file, is_there = path != "" and top.is_dir(), top.is_file(), path != "" and top.exists()
    except ValueError:
        raise CannotRead(f"{path!r}: no path") from None
    except OSError as error:
        raise _unreadable(top, error) from error
    if is_folder:
        yield from _in_folder(top)
    elif is_file:
        yield from _in_file(top)
    else:
        raise CannotRead(
            f"{_shown(top) if path else repr(path)}: {'neither a file nor a folder' if is_there else 'no such file or folder'}"
        )


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise _unreadable(folder, error) from error
    if {"cur", "new"} <= {entry.name for entry in entries}:
        yield from _in_maildir(folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():  # a link may lead back up
            yield from _in_folder(entry)
        elif entry.is_file() and _may_be_mail(entry):
            yield from _in_file(entry)


def _in_maildir(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The mails of `new` and `cur` in one order: their names begin with the time of arrival. Each file is one mail."""
    try:
        files = [file for name in ("new", "cur") for file in (folder / name).iterdir() if not file.name.startswith(".")]
    except OSError as error:
        raise _unreadable(folder, error) from error
    for file in sorted(files, key=lambda file: file.name):
        if file.is_file():
            with _opened(file) as stream:
                raw = _read(stream, str(file))
            yield _shown(file), raw


def _in_file(file: Path) -> Iterator[tuple[str, bytes]]:
    with _opened(file) as stream:
        begins = stream.peek(5)[:5]  # type: ignore[attr-defined]  # a BufferedReader
        if begins == b"From " and file.suffix.lower() != ".eml":
            for number, raw in enumerate(_split_mbox(stream, file), start=1):
                yield f"{_shown(file)}#{number}", raw
            return
        if not begins and file.suffix.lower() in {".mbox", ".mbx"}:
            return
        raw = _without_from_line(_read(stream, str(file)))
    yield _shown(file), raw


def _may_be_mail(file: Path) -> bool:
    """Judge a file of a folder by its name, and where that says nothing by its first line."""
    suffix = file.suffix.lower()
    if suffix in _MAIL_SUFFIXES:
        return True
    if _OTHER_SUFFIX.fullmatch(suffix):
        return False
    with _opened(file) as stream:
        first = stream.readline(1000)
    return first.startswith(b"From ") or _FIELD.match(first) is not None


def _split_mbox(stream: BinaryIO, file: Path) -> Iterator[bytes]:
    """Divide an mbox at its From_ lines (RFC 4155), and take one `>` off quoted ones (mboxrd).

    A From_ line follows an empty line; since not every program quotes those of a text, it must also be dated as they are, or
    be followed by a header field.
    """
    mail = bytearray()
    begun, after_blank, at_start = False, True, True
    lines = _lines(stream, file)
    line = next(lines, b"")
    while line:
        following = next(lines, b"")
        if (
            after_blank
            and line.startswith(b"From ")
            and (not begun or _DATED.match(line[:_FROM_LINE]) or _FIELD.match(following))
        ):
            if begun:
                yield _without_last_blank(mail)
            mail = bytearray()
            begun, after_blank = True, False
        else:
            mail += line[1:] if at_start and _QUOTED.match(line) else line
            after_blank = at_start and line in _BLANK
            if len(mail) > _LARGEST:
                raise CannotRead(f"{_shown(file)}: a mail of more than 1 GiB")
        at_start = line.endswith(b"\n")
        line = following
    yield _without_last_blank(mail)


def _lines(stream: BinaryIO, file: Path) -> Iterator[bytes]:
    """The lines; those beyond 1 MiB in pieces."""
    try:
        while line := stream.readline(_PIECE):
            yield line
    except OSError as error:
        raise _unreadable(file, error) from error


def _without_last_blank(mail: bytearray) -> bytes:
    """The empty line before a From_ line belongs to the mbox."""
    for end in (b"\r\n\r\n", b"\n\n"):
        if mail.endswith(end):
            return bytes(mail[: len(mail) - len(end) // 2])
    return bytes(mail)


def _without_from_line(raw: bytes) -> bytes:
    """A mail as a pipe transport or an export may give it, with one From_ line before it, which is no part of it."""
    if not raw.startswith(b"From "):
        return raw
    end = raw.find(b"\n")
    return raw[end + 1 :] if end >= 0 else raw


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise _unreadable(file, error) from error


def _read(stream: BinaryIO, name: str) -> bytes:
    try:
        raw = stream.read(_LARGEST + 1)
    except OSError as error:
        raise _unreadable(Path(name), error) from error
    if len(raw) > _LARGEST:
        raise CannotRead(f"{_shown(Path(name))}: a mail of more than 1 GiB")
    return raw


def _unreadable(path: Path, error: OSError) -> CannotRead:
    return CannotRead(f"{_shown(path)}: {(error.strerror or str(error)).lower()}")


def _shown(path: Path) -> str:
    """A path as text that can be printed: names need not be UTF-8."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
