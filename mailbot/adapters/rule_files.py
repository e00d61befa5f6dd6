"""The rule files of a folder, as text."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import mailbot
from mailbot.core.rulebook.nodes import MAX_FILE_CHARACTERS
from mailbot.core.rulebook.problems import Problem

ENDING = ".yaml"
MAX_FILES = 100


class RuleFilesUnreadable(Exception):
    """The folder or a file in it cannot be read; the text names it and says why."""


@dataclass(frozen=True, slots=True)
class RuleFolder:
    """The files of a folder: file name -> text, and what keeps others from being read."""

    texts: Mapping[str, str]
    faults: tuple[Problem, ...]


def read_rules(folder: Path) -> Mapping[str, str]:
    """The `*.yaml` files directly in `folder`: file name -> text. Raises RuleFilesUnreadable.

    Files of other names and hidden files are passed over; a file beyond the size of a rule file is not read.
    """
    found = look_into(folder)
    unread = [fault for fault in found.faults if fault.file.endswith(ENDING)]
    if unread:
        raise RuleFilesUnreadable("\n".join(f"{folder}/{fault}" for fault in unread))
    return found.texts


def look_into(folder: Path) -> RuleFolder:
    """The rule files of `folder`, whatever is wrong with some of them. Raises RuleFilesUnreadable where there is nothing to read.

    A file whose name only looks like a rule file is a fault: its rules would silently not be in force.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise RuleFilesUnreadable(f"{folder}: {error.strerror or error}") from error
    rules = [path for path in paths if path.suffix == ENDING]
    if not rules:
        raise RuleFilesUnreadable(f"{folder}: no {ENDING} file in this folder")
    if len(rules) > MAX_FILES:
        raise RuleFilesUnreadable(f"{folder}: more than {MAX_FILES} {ENDING} files")
    texts: dict[str, str] = {}
    faults = [_misnamed(path) for path in paths if path.suffix != ENDING and path.suffix.lower() in (ENDING, ".yml")]
    for path in rules:
        read = _read(path)
        if isinstance(read, Problem):
            faults.append(read)
        else:
            texts[path.name] = read
    return RuleFolder(texts, tuple(faults))


def _misnamed(path: Path) -> Problem:
    return Problem(path.name, 0, 0, f"the file is not read: rule files end in {ENDING}", f"rename it to {path.stem}{ENDING}")


def _read(path: Path) -> str | Problem:
    name = path.name
    try:
        if not path.is_file():
            link = path.is_symlink()
            return Problem(name, 0, 0, "a link that leads nowhere" if link else "not a file", "put the file here, or delete it")
        with path.open("rb") as file:
            data = file.read(4 * MAX_FILE_CHARACTERS + 1)
    except OSError as error:
        return Problem(name, 0, 0, f"it cannot be read: {error.strerror or error}", "make it readable for mailbot")
    if len(data) > 4 * MAX_FILE_CHARACTERS:
        return Problem(name, 0, 0, f"larger than {4 * MAX_FILE_CHARACTERS} bytes", "split it into several tables")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return _not_utf8(name, data, error.start)


def _not_utf8(name: str, data: bytes, at: int) -> Problem:
    """The first byte that is not UTF-8, with the word around it as an older program would have meant it."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return Problem(name, 1, 1, "the file is UTF-16, not UTF-8", "save the file as UTF-8")
    begin = data.rfind(b"\n", 0, at) + 1
    column = len(data[begin:at].decode("utf-8", "replace")) + 1
    word = re.split(rb"[\s,\[\]]", data[begin:at])[-1] + re.split(rb"[\s,\[\]]", data[at : at + 40])[0]
    meant = word.decode("cp1252", "replace")
    return Problem(
        name,
        data.count(b"\n", 0, at) + 1,
        column,
        f"the file is not UTF-8 (here perhaps '{meant}')",
        "save the file as UTF-8",
    )


def shipped_rules() -> Path:
    """The folder of the rules that come with mailbot: inside the installed package, or in the repository."""
    package = Path(mailbot.__file__).resolve().parent
    installed = package / "shipped" / "rules"
    return installed if installed.is_dir() else package.parent / "rules"
