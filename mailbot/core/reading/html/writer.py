"""The text that comes out of an HTML document, and where in the document we are."""

import re
from dataclasses import dataclass, field

from mailbot.core.reading.html.characters import BLANK, decode_entities, read_symbol, without_filling
from mailbot.core.reading.html.effect import Drawn, Effect
from mailbot.core.reading.html.links import name_target
from mailbot.core.reading.html.lists import ListFrame, plain_bullet
from mailbot.core.reading.html.quotes import Place
from mailbot.core.reading.html.tables import TableFrame
from mailbot.core.reading.marks import HISTORY, INDENTED, MARKS, QUOTED, SIGNED, TYPED, without_marks

RULE = "_" * 32
DEEPEST_INDENT = 8
# A signature of more lines is no signature: somebody wrote into it, or it was never ended.
LONGEST_SIGNATURE = 40
LONGEST_NAME = 60
_SPACE = re.compile(r"[ \t\n\r\f]+")
_QUOTE_SIGNS = (">", "›", "＞")


def _typed(text: str) -> str:
    """The mark of a line that begins as quoted ones do in plain text, although nothing here says that it is quoted."""
    return TYPED if text.lstrip().startswith(_QUOTE_SIGNS) else ""


@dataclass(slots=True)
class Writer:
    """The text so far, its line in the making, and how many elements of each kind are open around it."""

    out: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    hidden: int = 0
    illegible: int = 0
    covered: list[int] = field(default_factory=list)
    mute: bool = False
    dropped: bool = False
    cited: int = 0
    contained: int = 0
    indented: int = 0
    signed: int = 0
    signed_from: int = 0
    pre: int = 0
    answered: bool = False
    opening: bool = False
    lists: list[ListFrame] = field(default_factory=list)
    tables: list[TableFrame] = field(default_factory=list)
    bullet: str = ""
    follows_item: bool = False
    blank_wanted: bool = False
    href: str = ""
    link_line: int = 0
    link_at: int = 0
    last_target: str = ""
    drawn_at: list[int] = field(default_factory=list)
    labelled: bool = False

    def write(self, text: str) -> None:
        """Append running text as it stands in the document."""
        if self.mute:
            self.dropped = True
            return
        if "&" in text:
            text = decode_entities(text)
        if self.pre:
            self._write_lines(text)
        elif text.isspace() and "\xa0" not in text:
            if self.line:
                self.line.append(" ")
        else:
            self.line.append(_SPACE.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text)

    def _write_lines(self, text: str) -> None:
        *whole, last = text.replace("\r\n", "\n").split("\n")
        for line in whole:
            self.line.append(line)
            self.break_line(force=True)
        self.line.append(last)

    def break_line(self, *, force: bool = False) -> None:
        """End the line if anything stands in it; `force` makes a blank one of an empty one."""
        if not self.line:
            if force and not self.mute:
                self.blank_wanted = True
                if self.pre and self.out:
                    self.out.append("")
            return
        text = "".join(self.line)
        self.line.clear()
        self.labelled = False
        plain = text.isascii()
        if not plain:
            text = without_filling(text)
        if not self.pre:
            text = (_SPACE.sub(" ", text) if "  " in text else text).strip(" ")
            text = text.lstrip(" \xa0") or text
        if text.strip() if plain else text.strip(BLANK):
            self._put((text if plain else text.replace("\xa0", " ")).rstrip())
        elif force or "\xa0" in text:
            self.break_line(force=True)

    def _put(self, text: str) -> None:
        """Add one whole line."""
        if self.blank_wanted:
            if not self.follows_item and self.out and self.out[-1]:
                self.out.append("")
            self.blank_wanted = False
        self.follows_item = False
        marked = self.opening or self.cited or self.contained or self.indented or self.signed
        mark = self._take_mark(text) if marked else ""
        if self.lists:
            depth = min(sum(frame.kind != "" for frame in self.lists[:DEEPEST_INDENT]), DEEPEST_INDENT)
            text = f"{'  ' * (depth - bool(self.bullet))}{self.bullet}{text}"
        elif self.bullet:
            text = self.bullet + text
        self.bullet = ""
        self.out.append((mark or _typed(text)) + text)

    def _take_mark(self, text: str) -> str:
        """The mark of a line here. The first line of an earlier mail says that it begins; a rule above it only belongs to it."""
        if self.opening and not self.cited:
            if not text.strip("_-=–—─* "):
                return QUOTED
            self.opening = False
            return HISTORY
        if self.cited:
            self.opening = False
        return QUOTED if self.cited or self.contained else INDENTED if self.indented else SIGNED if self.signed else ""

    def put_rule(self) -> None:
        """A rule across the page, on a line of its own."""
        self.break_line()
        if not self.mute:
            self._put(RULE)

    def enter(self, effect: Effect) -> None:
        """Come into an element of this effect."""
        look = effect.look
        if look.block or effect.place is not None:
            self.break_line()
        self.hidden += look.hidden
        if look.legible is not None:
            self.covered.append(self.illegible)
            self.illegible = 0 if look.legible else 1
        self.pre += look.pre
        self.mute = self.hidden > 0 or self.illegible > 0
        if effect.place is not None:
            self._enter_place(effect.place)
        if effect.drawn is not None:
            self.drawn_at.append(len(self.line))

    def _enter_place(self, place: Place) -> None:
        if place is Place.CITE:
            self.cited += 1
        elif place is Place.INDENT:
            self.indented += 1
        elif place is Place.SIGN:
            if not self.signed:
                self.signed_from = len(self.out)
            self.signed += 1
        else:
            self.answered = True
            self.opening = self.opening or not self.contained
            self.contained += place is Place.HISTORY

    def leave(self, effect: Effect) -> None:
        """Go out of an element of this effect."""
        look = effect.look
        if look.block or effect.place is not None:
            self.break_line()
        if effect.place is not None:
            self._leave_place(effect.place)
        if effect.drawn is not None:
            self._redraw(effect.drawn)
        self.hidden -= look.hidden
        if look.legible is not None:
            self.illegible = self.covered.pop() if self.covered else 0
        self.pre -= look.pre
        self.mute = self.hidden > 0 or self.illegible > 0

    def _redraw(self, drawn: Drawn) -> None:
        """Write what Word drew with letters as people write it."""
        at = self.drawn_at.pop() if self.drawn_at else 0
        letters = "".join(self.line[at:])
        del self.line[at:]
        if drawn is Drawn.BULLET:
            self.bullet = plain_bullet(letters)
        elif letters:
            self.line.append(read_symbol(letters))

    def _leave_place(self, place: Place) -> None:
        if place is Place.CITE:
            self.cited -= 1
        elif place is Place.INDENT:
            self.indented -= 1
        elif place is Place.SIGN:
            self.signed -= 1
            if not self.signed and len(self.out) - self.signed_from > LONGEST_SIGNATURE:
                self.out[self.signed_from :] = [line.removeprefix(SIGNED) for line in self.out[self.signed_from :]]
        else:
            self.contained -= place is Place.HISTORY
            self.opening = self.opening and place is Place.BELOW

    def open_link(self, href: str) -> None:
        """A link begins."""
        self.href, self.link_line, self.link_at = href, len(self.out), len(self.line)

    def close_link(self) -> None:
        """Name the target behind the words of the link that ends, where they do not say it already."""
        href, self.href = self.href, ""
        if not href or self.mute:
            return
        words = "".join(self.line[self.link_at :] if len(self.out) == self.link_line else self.line)
        said = words
        if len(self.out) > self.link_line:
            said = " ".join([*self.out[self.link_line : self.link_line + 20], words])
        target = name_target(without_marks(said[:4000]), href)
        if not target or target == self.last_target:
            return
        if words.strip(BLANK):
            words = words.rstrip(" ")
            while self.line and not self.line[-1].strip(" "):
                self.line.pop()
            self.line[-1] = self.line[-1].rstrip(" ")
            self.line.append(target)
        elif self.out and self.out[-1]:
            self.out[-1] += target
        self.last_target = target

    def release_signature(self) -> None:
        """Take a signature for text where nothing else is new and it begins with a sentence: somebody wrote into it."""
        if any(line and (line[0] not in MARKS or line[0] == TYPED) for line in self.out):
            return
        first = next((line.rstrip() for line in self.out if line.startswith(SIGNED)), "")
        if first.endswith((".", "?", "!", "؟", "。", "…")) or len(first) > LONGEST_NAME:
            self.out = [line.removeprefix(SIGNED) for line in self.out]
