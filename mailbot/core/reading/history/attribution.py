"""Attributions: "On <date>, <name> wrote:" in any language, on one line or wrapped over several."""

import re

from mailbot.core.reading.history.begin import EDGE, MAX_LINE, Begin, Sort, fold, is_quote, quote_follows
from mailbot.core.reading.history.quote_words import ON, QUOTING, REPORTED, WROTE
from mailbot.core.reading.marks import HISTORY, TYPED

SIGN_CHARS = " \t*\ue002"
DATED, TIMED, ADDRESSED, WRITTEN = 1, 2, 4, 8
# So many lines one attribution may be wrapped over.
MOST_LINES = 5


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted({fold(w) for w in words}, key=len, reverse=True))


# Verbs stand whole; scripts that write without blanks need no border.
VERB = re.compile(
    f"(?<!\\w)(?:{_any_of(tuple(w for w in WROTE if w[0] < chr(0x2E80)))})(?!\\w)"
    f"|{_any_of(tuple(w for w in WROTE if w[0] >= chr(0x2E80)))}"
)
_VERBS = frozenset(map(fold, WROTE))
_ONS = frozenset(map(fold, ON))
_QUOTINGS = frozenset(map(fold, QUOTING))
_REPORTS = re.compile(f"\\s{{1,3}}(?:{_any_of(REPORTED)})(?!\\w)")
_LEAD = " \t\xa0>*\"'„«(–—-"
_FIRST_WORDS = re.compile(
    r"([^\s.,،:(<\d][^\s.,،:(<]{0,20})(\s[^\s.,،:(<]{1,20})?(\s[^\s.,،:(<]{1,20})?(\s[^\s.,،:(<]{1,20})?(?=[\s.,،:(<\d]|\Z)"
)
_NUMBER = re.compile(r"\d{1,4}(?:[./:,،年년-]|\s)")
_DATE = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?!\d)|[^\D0-9]{4}|(?<![\d.])\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}(?!\d)")
_CLOCK = re.compile(r"(?<![\d./-])\d{1,2}\s?(?:[:h時时點点]\s?\d{2}(?!\d)|시|\.\d{2}(?:\.\d{2})?(?![\d.]))")
# Where an attribution may begin within a line; scripts without blanks have no such place.
_INNER_OPENING = re.compile(r"[\s.!?)-](?=(([^\W\d_\u2e80-\uffff]{1,12})\s[^\d<>@]{0,20}\d))")
_GROUPWISE = re.compile(r">>>\s?[^\s>].*?(?:>>>|, in message <.*:)\Z")
_ADDRESS = re.compile(r"[^\s<>@]{1,80}@[^\s<>@]{1,80}")
_BRACKETED = re.compile(r"[<(\[]{1,2}\s?(?:mailto:)?[^\s<>@]{1,80}@[^\s<>@]{1,80}")
_SENTENCE_END = re.compile(r"(?:[!?؟。;]|\w{8}\.)[\"')]?\Z")


def find_attribution(lines: list[str], at: int, *, marked: bool) -> Begin | None:
    """An "On <date>, <name> wrote:" whose last line is `at`, begun some lines above, or which is marked by its HTML."""
    if marked:
        return _find_marked(lines, at)
    if not lines[at].rstrip(EDGE).endswith((":", "：", "--")):
        return None
    begin = _find_first_line(lines, at, quoted_below=quote_follows(lines, at + 1))
    if begin is None:
        return None
    return Begin(Sort.ATTRIBUTION, begin, at + 1, _sender_of(_joined(lines, begin, at)))


def _find_marked(lines: list[str], at: int) -> Begin | None:
    """What the HTML calls the begin of an earlier mail, if it is an attribution or a quotation follows."""
    end = at
    while end < min(len(lines) - 1, at + 3) and lines[end + 1].strip(EDGE) and not is_quote(lines[end + 1]):
        end += 1
    said = _joined(lines, at, end)[:MAX_LINE]
    if _is_attribution(said, opens=True, quoted_below=True):
        return Begin(Sort.ATTRIBUTION, at, end + 1, _sender_of(said))
    return Begin(Sort.ATTRIBUTION, at, at + 1, _sender_of(said)) if quote_follows(lines, at + 1) else None


def find_attribution_above(lines: list[str], end: int) -> int | None:
    """The first line of the attribution that ends at line `end`, right above a quotation; None if that line is none."""
    return _find_first_line(lines, end, quoted_below=True)


def tells_writer(words: str, *, quoted_below: bool) -> bool:
    """Whether folded words say that somebody wrote, and who or when; above a quotation that somebody wrote is enough."""
    told = _features(words)
    return bool(told & WRITTEN and (quoted_below or told & (DATED | TIMED | ADDRESSED)))


def is_tail(line: str) -> bool:
    """Whether a line that looks quoted is the end of an attribution, whose address was broken before its bracket."""
    bare = line.removeprefix(TYPED)
    if len(bare) > 40 or bare[:1] != ">" or bare[-1] not in ":：":
        return False
    return fold(bare[1:-1].strip(EDGE)) in _VERBS


def find_groupwise(lines: list[str], at: int) -> int:
    """The line below a GroupWise attribution (">>> Name <address> date >>>", wrapped or not) that begins at `at`; 0 if none."""
    window = ""
    for i in range(at, min(len(lines), at + 3)):
        text = lines[i].strip(EDGE)
        if not text or len(text) > MAX_LINE or (i > at and text[0] == ">" and text != ">>>"):
            return 0
        window = f"{window} {text}" if window else text
        if _GROUPWISE.match(window):
            return i + 1 if _features(window) & (DATED | TIMED) else 0
        if not window.startswith(">>>"):
            return 0
    return 0


def split_shared_line(lines: list[str], at: int) -> list[str] | None:
    """The line in two where new words and an attribution share it ("Yes. On Monday, ... wrote:"); None if they do not."""
    line = lines[at]
    if len(line) > MAX_LINE or not line.rstrip(EDGE).endswith((":", "：")) or _opens(line):
        return None
    low = line.casefold()
    if len(low) != len(line):
        return None
    inner = next((m for m in _INNER_OPENING.finditer(low) if m[2] in _ONS and not line[m.start(1)].islower()), None)
    if inner is None:
        return None
    head, said = line[: inner.start(1)].rstrip(" \t-_"), line[inner.start(1) :]
    if not head.strip(EDGE) or any(c.isdigit() or c in "@<" for c in head) or not _features(said) & WRITTEN:
        return None
    if not _is_attribution(said, opens=True, quoted_below=quote_follows(lines, at + 1)):
        return None
    return [head, line[len(head) :].lstrip(" \t")]  # dashes between the two belong to the attribution


def _find_first_line(lines: list[str], end: int, *, quoted_below: bool) -> int | None:
    """The first line of an attribution that ends at line `end`: the nearest that makes one, and those above that belong to it."""
    found = None
    top = max(-1, end - MOST_LINES)
    for i in range(end, top, -1):
        if i < end and not _joins(lines, i):
            break
        said = _joined(lines, i, end)
        if len(said) > MAX_LINE:
            break
        opens = _opens(lines[i])
        if (opens or i == end or found is None) and _is_attribution(said, opens=opens, quoted_below=quoted_below):
            found = i
            if opens and _leading(fold(_clean(lines[i])), _ONS):
                if _features(lines[i]) & DATED and _features(said) & (WRITTEN | ADDRESSED):
                    return i
                break
            if not opens and _features(said) & (DATED | TIMED) and not lines[i].strip(EDGE).startswith(("<", "(")):
                break
    return _with_lines_above(lines, found, end) if found is not None else None


def _with_lines_above(lines: list[str], begin: int, end: int) -> int:
    """The begin of an attribution together with the lines above that tell what it does not tell yet: date, time or writer."""
    known = _features(_joined(lines, begin, end))
    first = begin
    for i in range(begin - 1, max(-1, end - MOST_LINES), -1):
        if not _joins(lines, i):
            break
        told = _features(_clean(lines[i]))
        if told & known & ~TIMED or (told & known & TIMED and not told & DATED):
            break
        text = fold(_clean(lines[i]))
        on = _leading(text, _ONS) > 0
        if on and (told or (len(text) <= 30 and (_opens(lines[first]) or text[-1].isdigit()))):
            return i
        nameless = first == i + 1 and _lacks_name(lines[i], lines[i + 1])
        dates = told & DATED and (len(text) <= 60 or _opens(lines[i]))
        writer = (told & ADDRESSED and _BRACKETED.search(text)) or (told & WRITTEN and not known & (ADDRESSED | WRITTEN))
        if nameless or dates or writer or (told & TIMED and _opens(lines[i])):
            first = i
        known |= told
    return first


def _lacks_name(above: str, line: str) -> bool:
    """Whether a line goes on with a name in the line above: it begins with the address or the verb."""
    text = fold(line.strip(EDGE))
    if above.rstrip().endswith(("<", "(")) or text.startswith(("<", "(")):
        return True
    verb = VERB.match(text)
    if verb is None:
        return False
    behind = re.split(r"\d", text[verb.end() : verb.end() + 40], maxsplit=1)
    return len(behind) > 1 and len(behind[0].split()) <= 1


def _joins(lines: list[str], at: int) -> bool:
    """Whether an attribution may go on below line `at`: it is filled, not quoted, and ends no sentence."""
    text = lines[at].strip(EDGE)
    if not text:  # Polymail leaves a blank line before the bracket of the address
        return lines[at + 1].lstrip(EDGE).startswith("<")
    return not is_quote(lines[at]) and not text.endswith((":", "：", "--")) and _SENTENCE_END.search(text) is None


def _clean(line: str) -> str:
    return " ".join(line.split()).strip(EDGE + HISTORY)


def _joined(lines: list[str], begin: int, end: int) -> str:
    if begin == end:
        return _clean(lines[end])
    return " ".join([_clean(line) for line in lines[begin : end + 1]])


def _opens(line: str) -> bool:
    text = line[:100].lstrip(HISTORY + SIGN_CHARS + _LEAD)
    return bool(text) and (_NUMBER.match(text) is not None if text[0].isdigit() else _leading(fold(text), _ONS) > 0)


def _leading(text: str, words: frozenset[str]) -> int:
    """How long the words are with which a folded text begins, where they are among `words` (at most four); 0 if none are."""
    text = text[:100]
    bare = text.lstrip(_LEAD)
    found = _FIRST_WORDS.match(bare)
    if found is None:
        return 0
    for many in (4, 3, 2, 1):
        if found[many] and " ".join(bare[: found.end(many)].split()) in words:
            return len(text) - len(bare) + found.end(many)
    return 0


def _features(said: str) -> int:
    """What a text tells: a date, a time, an address, that somebody wrote."""
    told = ADDRESSED if "@" in said and _ADDRESS.search(said) else 0
    if _DATE.search(said):
        told |= DATED
    if _CLOCK.search(said):
        told |= TIMED
    return told | WRITTEN if VERB.search(fold(said)) else told


def _is_attribution(said: str, *, opens: bool, quoted_below: bool) -> bool:
    told = _features(said)
    dated = told & (DATED | TIMED)
    ends = said.endswith((":", "："))
    if quoted_below:
        if told & WRITTEN:
            return bool(dated or told & ADDRESSED) or (ends and len(said) < 120)
        if told & ADDRESSED and (_leading(fold(said), _QUOTINGS) or (opens and dated and said.endswith((">", ")")))):
            return True
        return bool(ends and dated and (opens or told & TIMED))
    if told & WRITTEN:
        if _reports_speech(said):
            return False
        ruled = said.endswith("---") and said.startswith("---")
        named = told & ADDRESSED or (opens and dated == DATED | TIMED and _names_writer(said))
        return bool((ends or ruled) and dated and named)
    # Gmail and others in Russian, Japanese, Czech name the writer last and have no verb.
    return bool(ends and dated == DATED | TIMED and told & ADDRESSED and said.rstrip(":： ")[-1:] in {">", ")"})


def _reports_speech(said: str) -> bool:
    """Whether a sentence tells what somebody wrote ("Ali wrote that the well is dry:")."""
    low = fold(said)
    verb = VERB.search(low)
    return verb is not None and _REPORTS.match(low, verb.end()) is not None


def _names_writer(said: str) -> bool:
    """Whether the verb stands beside a name: between the date and the verb, or behind it. "The mayor wrote" names nobody."""
    low = fold(said)
    verb = VERB.search(low)
    if verb is None or len(low) != len(said):
        return False
    before = re.split(r"[\d,،，、]", said[: verb.start()])[-1]
    before = before[_leading(fold(before), _ONS) :]
    near = before if before.strip(" \t\xa0\"'-.") else said[verb.end() :]
    first = next((c for c in near if c.isalpha()), "")
    return first.isupper() or first >= "\u2e80" or not first


def _sender_of(window: str) -> str:
    """The address in an attribution, or ""."""
    found = _ADDRESS.search(window)
    return found[0].strip("<>()[]:,\u202a\u202c\u200f") if found else ""
