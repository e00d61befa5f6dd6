"""The rule files of a folder, as text."""

from collections.abc import Mapping
from pathlib import Path

import mailbot
from mailbot.core.rulebook.nodes import MAX_FILE_CHARACTERS

MAX_FILES = 100


class RuleFilesUnreadable(Exception):
    """The folder or a file in it cannot be read; the text names it and says why."""


def read_rules(folder: Path) -> Mapping[str, str]:
    """The `*.yaml` files directly in `folder`: file name -> text. Raises RuleFilesUnreadable.

    Files of other names and hidden files are passed over; a file beyond the size of a rule file is not read.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and not path.name.startswith("."))
    except OSError as error:
        raise RuleFilesUnreadable(f"{folder}: {error.strerror or error}") from error
    if not paths:
        raise RuleFilesUnreadable(f"{folder}: no .yaml file in this folder")
    if len(paths) > MAX_FILES:
        raise RuleFilesUnreadable(f"{folder}: more than {MAX_FILES} .yaml files")
    return {path.name: _read(path) for path in paths}


def _read(path: Path) -> str:
    try:
        if not path.is_file():
            raise RuleFilesUnreadable(f"{path}: not a file")
        with path.open("rb") as file:
            data = file.read(4 * MAX_FILE_CHARACTERS + 1)
    except OSError as error:
        raise RuleFilesUnreadable(f"{path}: {error.strerror or error}") from error
    if len(data) > 4 * MAX_FILE_CHARACTERS:
        raise RuleFilesUnreadable(f"{path}: larger than {4 * MAX_FILE_CHARACTERS} bytes")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RuleFilesUnreadable(f"{path}: line {line} is not UTF-8; save the file as UTF-8") from error


def shipped_rules() -> Path:
    """The folder of the rules that come with mailbot: inside the installed package, or in the repository."""
    package = Path(mailbot.__file__).resolve().parent
    installed = package / "shipped" / "rules"
    return installed if installed.is_dir() else package.parent / "rules"
