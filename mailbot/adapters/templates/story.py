"""The lines of a request's story in words of a language."""

from collections.abc import Sequence

from mailbot.adapters.templates.lines import one_line
from mailbot.adapters.templates.words import Words, say, say_moment, say_remark
from mailbot.core.writing.view import StoryLine


def say_line(line: StoryLine, words: Words) -> str:
    """Return what a line says: what happened, a line for each, or what somebody wrote."""
    return "\n".join(say_remark(words, one, "event") for one in line.remarks) if line.remarks else line.text


def write_story(lines: Sequence[StoryLine], words: Words) -> str:
    """Return a story as a text of its own, oldest first, whole."""
    heads = (f"{say_moment(words, one.at)} \u00b7 {say(words, 'entry', one.kind)} \u00b7 {one_line(one.author)}" for one in lines)
    return "\n".join(f"{head}\n\n{say_line(line, words)}\n" for head, line in zip(heads, lines, strict=True))
