"""A coordinator's reply, taken apart: the commands on top of it, and the text below them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice

from mailbot.core.deciding.commands.slip_words import INSIDE_NOTES, NO_NOTES
from mailbot.core.deciding.commands.values import urgency_of
from mailbot.core.deciding.commands.verbs import KNOWN, NAMES, Verb, plain
from mailbot.core.rulebook.folding import fold

MARKS = "#\uff03\ufe5f"
"""The number sign, and its wide and small forms, which some keyboards write."""

_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_START = re.compile(rf"(?:^|(?<=\s))[{MARKS}]+(?=\s?[^\W\d_])")
_COMMAND = re.compile(r"(?P<gap>\s?)(?P<word>[^\W\d_](?:[^\s:=.,;!?،؛؟]|[.](?=\w))*)[\s:=.,;!?،؛؟]*(?P<argument>.*)", re.DOTALL)
_SLIP = re.compile(r"(?P<word>[^\W\d_]+)(?P<sign>[\s:：=.!]*)")
_NEAR_MARK = re.compile(
    rf"(?<![\w/])[{MARKS}\u266f](?:[^\w\n]|_){{0,4}}(?P<word>[^\W\d_]+)"
    rf"|(?<![^\W_])(?P<before>[^\W\d_]+)[{MARKS}\u266f]|\A(?P<behind>[^\W\d_]+)\s{{1,3}}[{MARKS}\u266f\u2116]\Z"
)
_OTHER_SIGN = re.compile(r"\A(?:[/\\!@~%$\u00a7]|\u2116\s{0,3})(?P<word>[^\W\d_]+)(?P<before>)(?P<behind>)")
_REFERENCE = re.compile(r"\[?[^\W_]{2,10}[-\u2010-\u2015 ]?\d{5,9}\]?")
_MAIN = frozenset(plain(words.split()[0]) for names in NAMES.values() for words in names.values())
ALONE = frozenset(
    {Verb.TAKE, Verb.CLOSE, Verb.REOPEN, Verb.UNDO, Verb.RESTRICT, Verb.SEND, Verb.ATTACHMENTS, Verb.HISTORY, Verb.SPLIT}
)
"""Commands whose name alone on a line is no answer that anybody would write."""

_INSIDE_NOTES = tuple(f"{fold(words).text} " for words in INSIDE_NOTES)
_BEFORE_NOTE = " [(<{*_\"'\u00ab\u201c\u201e\u2022-\u2013\u2014"
_NO_NOTES = frozenset(fold(word).text for word in NO_NOTES)

MOST_COMMANDS = 12
MOST_LOOKED_AT = 4_000
"""Characters at the begin of a reply in which its commands stand."""

MOST_WORD = 40
"""Characters of a line that are looked at to tell whether a command stands there."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it was written: `word` is its name without the mark, `verb` what that means, None where it means nothing."""

    word: str
    argument: str
    verb: Verb | None


@dataclass(frozen=True, slots=True)
class Script:
    """A reply. `note` stays inside, None without one; `answer` is for the requester.

    `strays` are lines of the text that are meant as commands: nothing may be done while there are any.
    """

    commands: tuple[Command, ...] = ()
    note: str | None = None
    answer: str = ""
    strays: tuple[Command, ...] = ()


def read_script(text: str) -> Script:
    """Take a reply apart. Total, linear in the length of `text`."""
    lines = text.split("\n")
    commands: list[Command] = []
    note: str | None = None
    at = 0
    while at < len(lines) and note is None and len(commands) <= MOST_COMMANDS:
        line = seen(lines[at])
        found = list(_on_line(line)) if line else []
        if line and not found:
            break
        commands += found
        at += 1
        if found and found[-1].verb is Verb.NOTE:
            note = "\n".join([found[-1].argument, *lines[at:]]).strip()
    rest = [] if note is not None else lines[at:]
    inside = [seen(line) for line in note.split("\n")] if note is not None else []
    below = (one for line in inside for one in _on_line(line) if one.verb is not None)
    strays = [*islice(_strays(rest), MOST_COMMANDS), *islice(below, MOST_COMMANDS)]
    slip = None if strays else _slip(next((seen(line) for line in rest if line.strip()), ""))
    answer = "\n".join(rest).strip()
    return Script(tuple(commands), note, answer, tuple([slip, *strays] if slip is not None else strays))


def asks_to_undo(text: str) -> bool:
    """Whether a reply may hold the command that takes back the one before."""
    return any(True for _ in arguments_of(text, Verb.UNDO))


def arguments_of(text: str, verb: Verb) -> Iterator[str]:
    """What stands behind a command wherever a reply may hold it; a quick look, for everybody's mail is asked."""
    if any(mark in text for mark in MARKS):
        lines = filter(None, map(seen, text[:MOST_LOOKED_AT].split("\n")))
        yield from (command.argument for line in lines for command in _on_line(line) if command.verb is verb)


def guess(command: Command) -> Verb | None:
    """The command that was probably meant, by a name that is spelled nearly so; None where none is near."""
    if command.verb is not None:
        return command.verb
    near = get_close_matches(plain(command.word)[:40], KNOWN, n=1, cutoff=0.7)
    return KNOWN[near[0]] if near else None


def seen(line: str) -> str:
    """A line without what is not seen, such as marks of direction."""
    return _UNSEEN.sub("", line).strip()


def _on_line(line: str) -> Iterator[Command]:
    """The commands of a line that begins with one: several may stand on it, and a note takes all that follows.

    One more than a mail may hold is enough to refuse it.
    """
    if not line or line[0] not in MARKS:
        return
    begins = (match for match in _START.finditer(line) if _command(line[match.end() : match.end() + MOST_WORD]) is not None)
    starts = list(islice(begins, MOST_COMMANDS + 1))
    if not starts or starts[0].start() > 0:
        return
    for match, end in zip(starts, [*(following.start() for following in starts[1:]), len(line)], strict=True):
        command = _command(line[match.end() : end])
        if command is None or command.verb is Verb.NOTE:
            yield _command(line[match.end() :]) or Command("", line, None)
            return
        yield command


def _command(piece: str) -> Command | None:
    """A piece of a line behind its mark. Behind a blank only a known name is a command: `# Heading` is none."""
    match = _COMMAND.fullmatch(piece)
    if match is None:
        return None
    verb = KNOWN.get(plain(match["word"]))
    if match["gap"] and verb is None:
        return None
    return Command(match["word"], match["argument"].strip(), verb)


def _strays(lines: Sequence[str]) -> Iterator[Command]:
    """Commands that stand within a text: a mark at their begin or end, another sign at their begin."""
    for line in lines:
        shown = seen(line)
        if not shown:
            continue
        found = list(_on_line(shown)) if shown[0] in MARKS else []
        yield from found or _amid(shown)


def _amid(line: str) -> Iterator[Command]:
    """Names of commands that a mark stands at, anywhere in a line, whatever lies between the two.

    `\u2116` stands where `#` is on a Russian keyboard; in text from right to left the mark may end up behind the name.
    """
    for match in chain(_NEAR_MARK.finditer(line), _OTHER_SIGN.finditer(line)):
        word = match["word"] or match["before"] or match["behind"]
        verb = KNOWN.get(plain(word))
        if verb is not None:
            yield Command(word, "", verb)
            return


def _slip(line: str) -> Command | None:
    """A first line that is a command but for its mark: a name alone (`take`), an urgency, a note (`note: ...`).

    Of notes: a name of them with a colon; words that say that it stays inside (`Internal note`), with any sign or none; and, with
    no sign at all, the name in small letters and a sentence behind it that does not speak to its reader (`note she lies`, but not
    `note that ...`). No letter begins so, while one may begin with `Note she ...`: a capital letter leaves that an answer.
    """
    inside = f"{fold(line[:MOST_WORD]).text} ".startswith(_INSIDE_NOTES)
    match = _SLIP.match(line.lstrip(_BEFORE_NOTE) if inside else line)
    verb = Verb.NOTE if inside else KNOWN.get(plain(match["word"])) if match else None
    if match is None or verb is None:
        return None
    argument = match.string[match.end() :].strip()
    main = plain(match["word"]) in _MAIN
    meant = (
        (verb in ALONE and main and not argument)
        or (verb is Verb.URGENCY and urgency_of(argument[:MOST_WORD]) is not None)
        or (verb is Verb.NOTE and (inside or _has_colon(match["sign"]) or (main and _is_bare_note(match, argument))))
        or (verb is Verb.MERGE and _REFERENCE.fullmatch(argument[:MOST_WORD]) is not None)
    )
    return Command(match["word"], argument[:MOST_WORD], verb) if meant else None


def _has_colon(sign: str) -> bool:
    return ":" in sign or "：" in sign


def _is_bare_note(match: re.Match[str], argument: str) -> bool:
    """Whether a name of the note in small letters stands before a sentence that is not for the requester."""
    words = fold(argument[:MOST_WORD]).text.split()
    small = match["word"] == match["word"].lower()  # also of letters that have no capitals
    return small and match["sign"].isspace() and len(words) > 1 and words[0] not in _NO_NOTES
