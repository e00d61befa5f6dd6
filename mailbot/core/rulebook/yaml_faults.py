"""The YAML parser's complaints in words that an admin can act on, at the place where the mend belongs."""

import re
from dataclasses import dataclass

import yaml

from mailbot.core.rulebook.problems import Problem

_NO_BLANK = re.compile(r"[\s{,-]*[\w-]+:[^\s:/]")
_BARE_KEY = re.compile(r"[\s-]*(\w+) +[\[{]")
_INDENT = "the lines of one list or mapping begin in one column"


@dataclass(frozen=True, slots=True)
class _Fault:
    """A complaint, the place it names, and the place where what is broken began."""

    text: str
    said: str
    at: yaml.Mark | None
    begun: yaml.Mark | None

    def line(self, mark: yaml.Mark | None) -> str:
        lines = self.text.split("\n")
        return lines[mark.line] if mark is not None and mark.line < len(lines) else ""

    @property
    def char(self) -> str:
        line = self.line(self.at)
        return line[self.at.column : self.at.column + 1] if self.at is not None else ""

    @property
    def before(self) -> str:
        return self.line(self.at)[: self.at.column] if self.at is not None else ""

    @property
    def opened(self) -> str:
        return f"line {self.begun.line + 1}, column {self.begun.column + 1}" if self.begun is not None else "before"


def yaml_problem(file: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """What `error` means for `file`, whose text is `text`."""
    said = " ".join(" ".join(str(part) for part in (error.context, error.problem) if part).split())
    fault = _Fault(text, said, error.problem_mark or error.context_mark, error.context_mark)
    mark, message, mend = _explain(fault)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return Problem(file, line, column, f"not YAML: {message}", mend)


_Said = tuple[yaml.Mark | None, str, str]
"""Place, what is wrong, what would be right."""

_BY_WORDS: tuple[tuple[str, str, str], ...] = (
    ("invalid Unicode", "this escape writes no character", "leave the escape out"),
    ("unexpected ':'", "no blank after the colon", "write 'key: value'"),
    ("cannot start any token|scanning an a", "a text cannot begin with '{char}'", "put it in quotes: '{char}...'"),
    (
        "mapping values are not allowed",
        "a colon stands where none is expected",
        "put a text that holds ': ' in quotes; if this line is right, the key in the line before lacks its colon",
    ),
    (
        "unknown escape|expected escape",
        "between double quotes \\{char} has no meaning",
        r"put expressions in single quotes: '\bUXO\b'",
    ),
    ("block scalar", "nothing may follow the sign | or > in its line", "begin the text in the next line, indented"),
)


def _explain(fault: _Fault) -> _Said:
    said = fault.said
    if "\\t" in said or "'\t'" in said or fault.char == "\t":
        return fault.at, "a tab stands here", "indent with blanks, never with tabs"
    if "could not find expected ':'" in said:
        return _missing_colon(fault)
    for words, message, mend in _BY_WORDS:
        if re.search(words, said):
            return fault.at, message.format(char=fault.char), mend.format(char=fault.char)
    if "quoted scalar" in said:
        return fault.begun, "the quote that opens here is not closed", "close it, and write '' for a ' inside single quotes"
    return _bad_line(fault) or (fault.at, said or "not readable", "look at quotes, colons, brackets and indentation near here")


def _bad_line(fault: _Fault) -> _Said | None:
    said = fault.said
    bare = _BARE_KEY.match(fault.line(fault.at))
    if bare is not None:
        return fault.at, f"'{bare[1]}' has no colon in this line", f"{bare[1]}: ..."
    if re.match(r"-\w", fault.line(fault.at).strip()):
        return fault.at, "no blank after the dash", "- name: ..."
    if "flow" in said and ("expected ','" in said or "expected the node" in said or "did not find expected" in said):
        return _open_bracket(fault)
    return _bad_block(fault) if "expected <block end>" in said else None


def _bad_block(fault: _Fault) -> _Said:
    if fault.char in ("}", "]", ","):
        return (
            fault.at,
            f"'{fault.char}' closes or parts nothing here",
            f"delete it, or open a bracket before it in {fault.opened}",
        )
    if fault.before.rstrip().endswith(("'", '"')):
        return fault.at, "text stands behind a closing quote", "put the whole value in one pair of quotes"
    mend = f"{_INDENT}; what is open here began at {fault.opened}"
    return fault.at, "this line is indented unlike the lines it belongs to", mend


def _missing_colon(fault: _Fault) -> _Said:
    line = fault.line(fault.begun)
    shown = line.strip()[:40]
    if "\u00a0" in line:
        return fault.begun, "a no-break space (U+00A0) stands where a blank belongs", "write plain blanks"
    if _NO_BLANK.match(line):
        return fault.begun, f"no blank after the colon in '{shown}'", "write 'key: value'"
    return fault.begun, f"'{shown}' has no colon", "write 'key: value', or quote a text of several lines"


def _open_bracket(fault: _Fault) -> _Said:
    closing = "}" if "mapping" in fault.said else "]"
    if fault.before.endswith(":"):
        return fault.at, "no blank after the colon", "write 'key: value'"
    if "<stream end>" in fault.said or "<document end>" in fault.said:
        return fault.begun, f"the bracket that opens here is not closed by '{closing}'", f"add '{closing}'"
    if fault.char in ("'", '"'):
        return (
            fault.at,
            "a quote opens behind a text",
            f"a comma belongs between two values; the bracket opened at {fault.opened}",
        )
    return (
        fault.at,
        f"a comma or '{closing}' is expected here",
        f"close the bracket opened at {fault.opened}, or quote a text that holds brackets, commas or ': '",
    )
