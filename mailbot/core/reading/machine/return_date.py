"""The day on which somebody who is away is back, as his notice of absence says it.

A day counts where a word beside it says what it is: "back on 16 January" is that day, "until 15 January" the day after it. A
year that is left out is that of the next such day after the mail's Date; the clock is not asked. Nothing is guessed: a day that
can be read in two ways, that lies before the mail or more than a year after it, or that another one contradicts, is none.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import chain

from mailbot.core.reading.machine.return_words import BEFORE_DAY, FROMS, MONTHS, RETURNS, TO, TOMORROW, UNTILS, WEEKDAYS

LONGEST = 3000
"""Characters of a notice that are looked at."""

MOST_DAYS = 20
"""Days of a notice that are looked at."""

FARTHEST = timedelta(days=366)
FARTHEST_WITHOUT_YEAR = timedelta(days=184)
"""A day without a year that is farther ahead lies more likely behind: a notice that nobody has switched off."""

_LAST = date(9000, 1, 1)
"""Later days are nonsense, and beyond the year 9999 Python has none."""

_NEAR = 45  # characters between a word and the day that it speaks of
_BEHIND = 30


class _Cue(Enum):
    """What a word says of the day beside it."""

    RETURN = "return"
    UNTIL = "until"
    FROM = "from"


_Found = tuple[int, int, _Cue]
"""Where a word stands, and what it says."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as it is written: where it stands, and the days that it can be; None for one that does not count."""

    start: int
    end: int
    readings: tuple[date | None, ...]


def find_return(text: str, sent: date | None, language: str | None) -> date | None:
    """The first day back, None where the text gives none or more than one. `sent` is the day of the mail."""
    sent = sent if sent is not None and sent < _LAST else None
    plain = _fold(text[:LONGEST])
    cues = [(match.start(), match.end(), _CUES[match["word"]]) for match in _CUE.finditer(plain)]
    for days in (_written_days(plain, sent, language), _bare_days(plain, sent), _weekdays(plain, sent)):
        told = list(_told(plain, cues, list(days)[:MOST_DAYS]))
        if told:
            back = [day for cue, day in told if cue is _Cue.RETURN]
            return _only(back or [day for _, day in told])
    return None


def _only(days: Sequence[date | None]) -> date | None:
    return days[0] if len(set(days)) == 1 else None


def _told(text: str, cues: Sequence[_Found], days: Sequence[_Day]) -> Iterator[tuple[_Cue, date | None]]:
    """The days of return that the text tells, each with the kind of word that tells it; None for one that cannot be read."""
    bounds = [0, *(day.end for day in days)]
    near = [_cues_before(text, cues, left, day) for left, day in zip(bounds, days, strict=False)]
    free = [one for one in cues if one[2] is _Cue.RETURN and all(one not in others for others in near)]
    for day, before in zip(days, near, strict=True):
        cue = _cue_before(text, before, day)
        if cue in (None, _Cue.FROM) and _returns_behind(text, free, day):
            cue = _Cue.RETURN
        if cue is not None and cue is not _Cue.FROM:
            found = _only(_fitting(text[: day.start], day))
            yield cue, found + timedelta(days=1) if found is not None and cue is _Cue.UNTIL else found


def _cues_before(text: str, cues: Sequence[_Found], left: int, day: _Day) -> list[_Found]:
    """The words that may speak of a day: near it, in its sentence, behind any day before it."""
    near = [one for one in cues if left <= one[0] and day.start - _NEAR <= one[1] <= day.start]
    return [one for one in near if not _END.search(text[one[1] : day.start])]


def _cue_before(text: str, before: Sequence[_Found], day: _Day) -> _Cue | None:
    """What stands before a day says of it: the end of a span, else the nearest word; "back from" is a word of return."""
    if _RANGE.search(text[max(0, day.start - _NEAR) : day.start]):
        return _Cue.UNTIL
    kinds = [cue for _, _, cue in before]
    return _Cue.RETURN if kinds[-1:] == [_Cue.FROM] and _Cue.RETURN in kinds else kinds[-1] if kinds else None


def _returns_behind(text: str, free: Sequence[_Found], day: _Day) -> bool:
    """Whether a word of return that speaks of no other day follows: "On 16 January I am back"."""
    return any(day.end <= at < day.end + _BEHIND and not _END.search(text[day.end : at]) for at, _, _ in free)


def _fitting(before: str, day: _Day) -> Sequence[date | None]:
    """The readings of a day; where it can be two, those that fall on the day of the week that stands before it."""
    named = list(_WEEKDAY.finditer(before[-_NEAR:])) if len(set(day.readings)) > 1 else []
    if named:
        return [one for one in day.readings if one is not None and one.isoweekday() == _WEEKDAYS.get(named[-1]["weekday"])]
    return day.readings


def _written_days(text: str, sent: date | None, language: str | None) -> list[_Day]:
    """Days with a month, in words or figures, as they stand."""
    found = [*_days_in_words(text, sent), *_iso_days(text, sent), *_days_in_figures(text, sent, language)]
    return sorted(found, key=lambda day: day.start)


def _days_in_words(text: str, sent: date | None) -> Iterator[_Day]:
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            yield _Day(*match.span(), _readings(int(match["year"] or 0), _MONTHS[match["month"]], int(match["day"]), sent))


def _iso_days(text: str, sent: date | None) -> Iterator[_Day]:
    for match in _ISO.finditer(text):
        yield _Day(*match.span(), _readings(int(match["year"]), int(match["month"]), int(match["day"]), sent))


def _days_in_figures(text: str, sent: date | None, language: str | None) -> Iterator[_Day]:
    matches = [match for match in _FIGURES.finditer(text) if match["year"] or match["mark"] != "-"]
    pairs = [(int(match["one"]), int(match["other"])) for match in matches]
    orders = _orders(pairs, language)
    for match, (one, other) in zip(matches, pairs, strict=True):
        year = int(match["year"] or 0) + (2000 if len(match["year"] or "") == 2 else 0)
        known = _DAY_FIRST if match["mark"] == "." else orders
        several = (_readings(year, *((other, one) if day_first else (one, other)), sent) for day_first in known)
        yield _Day(*match.span(), tuple(chain.from_iterable(several)))


def _orders(pairs: Sequence[tuple[int, int]], language: str | None) -> tuple[bool, ...]:
    """In which orders day and month stand in figures (True: the day first): English has two, unless another day there tells."""
    if language not in ("en", None) or any(one > 12 for one, _ in pairs):
        return _DAY_FIRST
    return (False,) if any(other > 12 for _, other in pairs) else (True, False)


def _readings(year: int, month: int, day: int, sent: date | None) -> tuple[date | None, ...]:
    """The day that is meant, nothing where there is no such day. It counts where it lies not before the mail, and not too long
    after it. A year of 0 is left out.
    """
    years = (year,) if year else (sent.year, sent.year + 1) if sent is not None else ()
    last = sent + (FARTHEST if year else FARTHEST_WITHOUT_YEAR) if sent is not None else _LAST
    several = [one for one in (_make(when, month, day) for when in years) if one is not None]
    counting = tuple(one for one in several if (sent or date.min) <= one <= last)
    return counting or ((None,) if several else ())


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _bare_days(text: str, sent: date | None) -> Iterator[_Day]:
    """Days of which only the number is written ("the 16th"): the next such one."""
    if sent is None:
        return
    for match in _BARE.finditer(text):
        number = int(match["bare"])
        if not (match["ending"] or text[: match.start()].endswith(_ARTICLES)):
            continue
        months = (sent.replace(day=1) + timedelta(days=31 * later) for later in (0, 1))
        several = [_make(first.year, first.month, number) for first in months]
        yield _Day(match.start(), match.end(), tuple(one for one in several if one is not None and one >= sent)[:1])


def _weekdays(text: str, sent: date | None) -> Iterator[_Day]:
    """Days of the week: the next such one, none where the mail is of such a day itself; and tomorrow."""
    if sent is None:
        return
    for match in _WEEKDAY.finditer(text):
        ahead = (_WEEKDAYS[match["weekday"]] - sent.isoweekday()) % 7 if match["weekday"] else 1
        yield _Day(match.start(), match.end(), (sent + timedelta(days=ahead),) if ahead else ())


def _fold(text: str) -> str:
    """The text as words are compared: lower case, no accents, points of Arabic letters or marks of direction, single blanks.

    An empty line ends a sentence.
    """
    low = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    kept = "".join([char for char in low if unicodedata.category(char) not in ("Mn", "Cf")])
    return " ".join(_EMPTY_LINE.sub(" . ", kept).split())


_EMPTY_LINE = re.compile(r"\n[^\S\n]{0,20}\n")


def _by_form(words: Mapping[int, str]) -> Mapping[str, int]:
    return {_fold(word.replace("_", " ")): number for number, said in words.items() for word in said.split()}


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_DAY_FIRST = (True,)
_MONTHS, _WEEKDAYS = _by_form(MONTHS), _by_form(WEEKDAYS)
_CUES = {_fold(w): cue for cue, words in ((_Cue.FROM, FROMS), (_Cue.UNTIL, UNTILS), (_Cue.RETURN, RETURNS)) for w in words}
_CUE = re.compile(rf"(?<!\w)و?(?P<word>{_any_of(_CUES)})(?!\w)")
_END = re.compile(r"[.!?;؟](?:\s|\Z)")
_ARTICLES = tuple(f"{_fold(word)} " for word in BEFORE_DAY)
_MONTH = _any_of(_MONTHS)
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|o|a|-?го|-?е)(?!\w))?"
_OF = r"(?:(?:of|de|del|di|do|من شهر|من|شهر) )?"
_BEGIN, _NO_FIGURE = r"(?<![\w./:-])", r"(?!\w|[./:-]\d)"
_ISO = re.compile(rf"{_BEGIN}(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_NO_FIGURE}")
_FIGURES = re.compile(
    rf"{_BEGIN}(?P<one>\d{{1,2}})(?P<mark>[./-])(?P<other>\d{{1,2}})(?:(?P=mark)(?:(?P<year>\d{{4}}|\d{{2}})|(?!\d)))?{_NO_FIGURE}"
)
_DAY_MONTH = re.compile(
    rf"(?<![\w./:])(?P<day>\d{{1,2}}){_ORDINAL}\.? {_OF}(?P<month>{_MONTH})(?!\w)(?: ?/ ?(?:{_MONTH})(?!\w))?\.?"
    rf"(?:,? {_OF}(?P<year>\d{{4}})(?!\w))?"
)
_MONTH_DAY = re.compile(rf"(?<!\w)(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}}){_ORDINAL}{_NO_FIGURE}(?:,? (?P<year>\d{{4}})(?!\w))?")
_BARE = re.compile(r"(?<![\w./:,-])(?P<bare>\d{1,2})(?P<ending>st|nd|rd|th|-?го| числа)?(?!\w|[:./,-]\d| ?(?:h|am|pm|%)(?!\w))")
_WEEKDAY = re.compile(rf"(?<!\w)(?:(?P<weekday>{_any_of(_WEEKDAYS)})|{_any_of(map(_fold, TOMORROW))})(?!\w)")
_RANGE = re.compile(
    rf"\d[^\d.!?;؟]{{0,25}}(?<!\w)(?:{_any_of(map(_fold, TO))})(?!\w) ?(?:(?:the|le|el|{_any_of(_WEEKDAYS)}),? ){{0,2}}\Z"
    r"|\d[^\W\d]{0,2} ?[-–—] ?\Z"
)
