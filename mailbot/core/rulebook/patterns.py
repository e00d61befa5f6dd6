r"""Regular expressions of the rules: RE2 alone, with Unicode meanings for `\b \w \d \s`, which RE2 gives to ASCII only.

`\w \d \s` become classes. `\b` has no class: the text gets a mark (U+E000, of the private area) at every place where a word
begins or ends, `\b` becomes that mark, and every other single character of the pattern may have a mark before it. So `\b` holds
in Arabic and Cyrillic exactly where it would hold in English, and RE2 still matches in one pass.
"""

import re
from dataclasses import dataclass

import re2

MAX_PATTERN = 1_000
MAX_PLACES = 120
MAX_REACH = 120_000
WORK = 600_000
"""Octets times places that one expression may cost a mail: some 20 ms where it makes RE2 work hardest."""

OPTIONS = re2.Options()
OPTIONS.case_sensitive = False
OPTIONS.log_errors = False
OPTIONS.never_capture = True
OPTIONS.max_mem = 4 << 20
_MARK = "\ue000"
_RUNS = re.compile(r"\w+|\W+")
_CLASSES = {"w": r"\p{L}\p{M}\p{N}_", "d": r"\p{Nd}", "s": r"\s\p{Z}\x{85}"}
_PIECE = re.compile(
    r"""(?P<anchor>\\[AzZ]|[\^$])
      | (?P<boundary>\\b)
      | (?P<quoted>\\Q)
      | (?P<wide>\\p\{\^?\w+\}|\\P\{\^?\w+\}|\\[pP]\w|\\x\{[0-9A-Fa-f]+\}|\\x[0-9A-Fa-f]{2})
      | (?P<escape>\\.)
      | (?P<open>\((?:\?(?:P?<\w+>|[imsU-]*:|[imsU-]+\)))?)
      | (?P<shape>[)|]|[*+?]\??|\{\d+(?:,\d*)?\}\??)
      | (?P<set>\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\])
      | (?P<char>.)""",
    re.VERBOSE | re.DOTALL,
)


_CURLY = "\u2018\u2019\u201a\u201c\u201d\u201e"
_SAID = {
    "missing )": "a '(' is not closed by ')'",
    "unexpected )": "a ')' closes nothing",
    "missing ]": "a '[' is not closed by ']'",
    "no argument for repetition operator": "nothing stands before the sign of repetition",
    "bad repetition operator": "two signs of repetition in a row",
    "invalid repetition size": "repeated more than 1,000 times",
    "invalid character class range": "a range between brackets that ends before it begins",
    "invalid escape sequence": "RE2 does not know this escape (it has no back-references such as \\1)",
    "invalid perl operator": "RE2 has no look-ahead and no look-behind; say it with 'unless' or 'all'",
    "trailing \\": "a backslash at the end",
}


class PatternRefused(Exception):
    """The expression cannot be used; the text says why, `at` is the offset of what is wrong in it, None if that is unknown."""

    def __init__(self, said: str, at: int | None = None) -> None:
        super().__init__(said)
        self.at = at


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled expression. It ignores case; its cost is linear in the text whatever it says.

    `reach` is how many octets of a text it looks into: the more places an expression has, the more each octet can cost.
    `loose` finds whatever `compiled` finds and perhaps more, in a text without marks: the form for a sieve.
    """

    source: str
    compiled: "re2._Regexp"
    marked: bool
    reach: int
    loose: bytes

    def find(self, text: "PatternText") -> str | None:
        """The first piece of `text` that matches (it may be empty), or None."""
        match = self.compiled.search((text.marked if self.marked else text.plain)[: self.reach])
        return None if match is None else match.group(0).decode("utf-8", "ignore").replace(_MARK, "")


class PatternText:
    """A text prepared for patterns, in UTF-8. The form with marks is made when a pattern first asks for it."""

    __slots__ = ("_marked", "plain")

    def __init__(self, text: str) -> None:
        self.plain = text.encode("utf-8", "replace").replace(_MARK.encode(), b" ")
        self._marked: bytes | None = None

    @property
    def marked(self) -> bytes:
        """The text with a mark at every end of a word."""
        if self._marked is None:
            runs = _RUNS.findall(self.plain.decode())
            begins = _MARK if runs and re.match(r"\w", runs[0]) else ""
            ends = _MARK if runs and re.match(r"\w", runs[-1]) else ""
            self._marked = (begins + _MARK.join(runs) + ends).encode()
        return self._marked


def compile_pattern(source: str) -> Pattern:
    """Compile `source`, or raise PatternRefused."""
    if not source:
        raise PatternRefused("an empty expression matches everything")
    if len(source) > MAX_PATTERN:
        raise PatternRefused(f"longer than {MAX_PATTERN} characters")
    if source[0] in _CURLY and source[-1] in _CURLY:
        raise PatternRefused(f"the curly quotes {source[0]} {source[-1]} are part of it here; write straight ones", 0)
    marked = _has_boundary(source)
    exact = _translate(source, marked=marked).encode("utf-8", "replace")
    places = count_places(source)
    if places > MAX_PLACES:
        raise PatternRefused(f"written out it has {places} places, at most {MAX_PLACES} are allowed: repeat less, or use * and +")
    try:
        compiled = re2.compile(exact, OPTIONS)
    except re2.error as error:
        said = error.args[0] if error.args else b"not an expression"
        raise _refusal(source, said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)) from error
    if compiled.search(b"") is not None:
        raise PatternRefused("it matches even an empty text")
    loose = _translate(source.replace(r"\b", ""), marked=False).encode("utf-8", "replace") if marked else exact
    return Pattern(source, compiled, marked, min(MAX_REACH, WORK // (2 * places if marked else places)), loose)


def count_places(source: str) -> int:
    """How many single characters an expression can be at once when its counted repetitions are written out."""
    groups: list[list[int]] = [[]]
    for piece in _PIECE.finditer(source):
        kind, text = piece.lastgroup, piece.group(0)
        if kind == "open" and not text.endswith(")"):
            groups.append([])
        elif text == ")" and len(groups) > 1:
            inner = sum(groups.pop())
            groups[-1].append(inner)
        elif kind == "shape" and text.startswith("{") and groups[-1]:
            groups[-1][-1] *= max(1, *map(int, re.findall(r"\d+", text)))
        elif kind not in ("shape", "anchor", "boundary", "open"):
            groups[-1].append(1)
    return max(1, sum(map(sum, groups)))


def _refusal(source: str, said: str) -> PatternRefused:
    """RE2's words for people, with the place of the piece that they name."""
    words, _, piece = said.partition(": ")
    at = _unclosed(source) if words in ("missing )", "missing ]") else source.find(piece) if piece else -1
    said = f"{_SAID[words]}: {piece}" if words in _SAID else said
    return PatternRefused(said.replace(_MARK, r"\b"), at if at >= 0 else None)


def _unclosed(source: str) -> int:
    """Where the last bracket opens that is not closed."""
    opened: list[int] = []
    for piece in _PIECE.finditer(source):
        if piece.lastgroup == "open" and not re.fullmatch(r"\(\?[imsU-]+\)", piece.group(0)):
            opened.append(piece.start())
        elif piece.group(0) == ")" and opened:
            opened.pop()
        elif piece.group(0) == "[":
            return piece.start()
    return opened[-1] if opened else -1


def _has_boundary(source: str) -> bool:
    return any(piece.lastgroup == "boundary" for piece in _PIECE.finditer(source))


def _translate(source: str, *, marked: bool) -> str:
    out: list[str] = []
    for piece in _PIECE.finditer(source):
        kind, text = piece.lastgroup or "char", piece.group(0)
        if kind == "quoted":
            raise PatternRefused(r"\Q is not known here; put a backslash before each character that has a meaning")
        if kind == "boundary":
            out.append(_MARK)
        elif kind == "anchor":
            out.append(_anchor(text, marked=marked))
        elif kind in ("open", "shape"):
            out.append(text)
        else:
            single = _single(kind, text, marked=marked)
            out.append(f"(?:{_MARK}?{single})" if marked else single)
    return "".join(out)


def _anchor(text: str, *, marked: bool) -> str:
    text = r"\z" if text == r"\Z" else text
    if marked and text in ("$", r"\z"):
        return f"{_MARK}?{text}"
    return text


def _single(kind: str, text: str, *, marked: bool) -> str:
    if kind == "set":
        return _set(text, marked=marked)
    if kind == "escape":
        return _escape(text[1], text, marked=marked)
    if kind == "char" and text == ".":
        return rf"[^\n{_MARK}]" if marked else "."
    return text


def _escape(letter: str, text: str, *, marked: bool) -> str:
    if letter in _CLASSES:
        return f"[{_CLASSES[letter]}]"
    if letter.lower() in _CLASSES:
        return f"[^{_CLASSES[letter.lower()]}{_MARK if marked else ''}]"
    if letter == "B":
        raise PatternRefused(r"\B is not known here")
    return text


def _set(text: str, *, marked: bool) -> str:
    inner = re.sub(r"\\(.)", _in_set, text, flags=re.DOTALL)
    if marked and inner.startswith("[^"):
        return f"[^{_MARK}{inner[2:]}"
    return inner


def _in_set(escape: "re.Match[str]") -> str:
    letter = escape.group(1)
    if letter in _CLASSES:
        return _CLASSES[letter]
    if letter == "D":
        return r"\P{Nd}"
    if letter in ("W", "S", "B", "b"):
        raise PatternRefused(rf"\{letter} has no meaning between brackets")
    return escape.group(0)
