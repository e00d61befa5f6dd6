"""Word lists: how ids of the rulebook, sizes and moments are said in a language."""

import re
from collections.abc import Iterable, Mapping
from configparser import ConfigParser, DuplicateOptionError, DuplicateSectionError, Error, MissingSectionHeaderError, ParsingError
from datetime import date, datetime, timedelta
from pathlib import Path

from mailbot.adapters.templates.lines import one_line, short_line
from mailbot.adapters.templates.source import BrokenTemplateError, read_source
from mailbot.core.remark import MOMENTS, Remark
from mailbot.core.writing.mailto import octets_in_link
from mailbot.core.writing.taps import MOST_TEXT

_GAP = re.compile(r"\{(\w+)\}")

Words = Mapping[str, Mapping[str, str]]
"""Word lists: section, id, words."""

VALUE_OCTETS = 120
"""How much of a word that somebody wrote stands in a line of a receipt."""

QUESTION_OCTETS = {"ask": MOST_TEXT * 2 // 3, "care": MOST_TEXT // 3}
"""How much of a link each part of a question takes at most."""

MOMENT = "{year}-{month}-{day} {time} {zone}"
"""How a moment is written in a language without words for it."""

DAY = "{year}-{month}-{day}"
"""How a day is written there."""


def load_words(path: Path) -> Words:
    """Read a word list: `[section]`, then lines `id = words`. Raises BrokenTemplateError."""
    parser = _WordFile(interpolation=None, delimiters=("=",), comment_prefixes=("#",), default_section="")
    try:
        parser.read_string(read_source(path))
    except (DuplicateOptionError, DuplicateSectionError) as error:
        raise BrokenTemplateError(f"{path}:{error.lineno}: this section or id was there before: leave one of them") from error
    except MissingSectionHeaderError as error:
        raise BrokenTemplateError(f"{path}:{error.lineno}: a [section] must come first") from error
    except ParsingError as error:
        raise BrokenTemplateError(f"{path}:{error.errors[0][0]}: this line is neither [section] nor id = words") from error
    except Error as error:
        raise BrokenTemplateError(f"{path}:1: {error.message}") from error
    words = {section: {key: one_line(words) for key, words in parser.items(section)} for section in parser.sections()}
    for key, most in QUESTION_OCTETS.items():
        if octets_in_link(words.get("question", {}).get(key, "")) > most:
            raise BrokenTemplateError(f"{path}:1: the words of {key} in [question] are too long for a link: shorten them")
    return words


def merge_words(lists: Iterable[Words]) -> Words:
    """Join word lists; a later one wins word by word."""
    first: Words = {}
    for other in lists:
        if first and other:
            first = {section: {**first.get(section, {}), **other.get(section, {})} for section in (*first, *other)}
        else:
            first = first or other
    return first


def say(words: Words, section: str, given: str) -> str:
    """Return the words for an id, the id itself where the list has none."""
    return words.get(section, {}).get(given) or given.replace("_", " ")


def say_size(words: Words, octets: int) -> str:
    """Return octets for a person, `183 kB`."""
    units = words.get("unit", {})
    if octets < 1_000:
        return f"{octets} {units.get('B', 'B')}"
    if octets < 999_500:
        return f"{octets / 1_000:.0f} {units.get('kB', 'kB')}"
    return f"{octets / 1_000_000:.1f} {units.get('MB', 'MB')}".replace(".", units.get("point", "."), 1)


def say_remark(words: Words, remark: Remark, section: str = "remark") -> str:
    """Return a line of a receipt, or of another section: its pattern with the gaps filled, and what was probably meant where
    there is a guess. A key may name its own section before a colon.
    """
    values = dict(remark.values)
    own, _, key = remark.key.rpartition(":")
    line = say(words, own or section, key)
    if values.get("guess"):
        line += " " + say(words, "remark", "guess")
    return one_line(_GAP.sub(lambda gap: _say_value(words, gap[1], values.get(gap[1], "")), line).strip())


def _say_value(words: Words, name: str, value: str) -> str:
    """Return what stands in a gap: an id in words, a moment, or a text of somebody's, cut."""
    if name in MOMENTS:
        return say_moment(words, datetime.fromisoformat(value))
    if name == "back_on":
        return say_day(words, date.fromisoformat(value))
    section = "urgency" if name == "before" else name.removeprefix("before_")
    if section in words and section != "remark":
        return say(words, section, value)
    return short_line(value, VALUE_OCTETS)


def say_moment(words: Words, moment: datetime | None, form: str = "written") -> str:
    """Return a moment for a person, `Friday 6 February 2026, 17:00 UTC+2`, in its own zone; "" for None.

    `form` is the id of the pattern: `written`, or `short` for `Fri 6 February, 17:00 UTC+2`.
    """
    if moment is None:
        return ""
    return _say_date(words, form, MOMENT, moment, {"{time}": moment.strftime("%H:%M"), "{zone}": _say_zone(moment)})


def say_date(words: Words, day: date | None) -> str:
    """Return a day of this year for a person, `6 February`; "" for None."""
    return "" if day is None else _say_date(words, "date", DAY, day, {})


def _say_zone(moment: datetime) -> str:
    """Return how far a clock is from UTC, `UTC+5:45`: names of zones such as IST are those of several, and many have none."""
    minutes = int((moment.utcoffset() or timedelta()) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return "UTC" + (f"{'-' if minutes < 0 else '+'}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")


def say_day(words: Words, day: date | None) -> str:
    """Return a day for a person, `Friday 6 February 2026`; "" for None."""
    return "" if day is None else _say_date(words, "day", DAY, day, {})


def _say_date(words: Words, name: str, bare: str, day: date, parts: Mapping[str, str]) -> str:
    """Return the pattern of this name with its parts filled in, or the bare one where the language has none."""
    pattern = words.get("moment", {}).get(name, "")
    number = str(day.day)
    parts = {
        "{weekday}": say(words, "weekday", str(day.isoweekday())),
        "{weekday_short}": say(words, "weekday_short", str(day.isoweekday())),
        "{day}": words.get("day", {}).get(number, number),
        "{month}": say(words, "month", str(day.month)),
        "{year}": str(day.year),
        **parts,
    }
    if not pattern:
        pattern = bare
        parts |= {"{day}": f"{day.day:02}", "{month}": f"{day.month:02}"}
    for gap, said in parts.items():
        pattern = pattern.replace(gap, said)
    return one_line(pattern.strip())


class _WordFile(ConfigParser):
    """Ids keep their case: SD is a country."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr
