"""The elements of a document that are open, and which of them an end tag ends (HTML Living Standard, 13.2.4.2)."""

from dataclasses import dataclass, field

from mailbot.core.reading.html.effect import NO_EFFECT, Effect
from mailbot.core.reading.html.elements import BLOCKS, IMPLIED_ENDS, IN_ROW, TABLE_PARTS

DEEPEST = 5000
# So far down the stack an element is looked for that ends by itself: enough for people, and it keeps the cost linear.
REACH = 12


@dataclass(slots=True)
class OpenElements:
    """The open elements, outermost first; one that was ended out of order has no name any more."""

    stack: list[tuple[str, Effect]] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    cells: list[int] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)

    def push(self, tag: str, effect: Effect) -> bool:
        """Open an element; False where too many are open already."""
        at = len(self.stack)
        if at >= DEEPEST:
            return False
        self.stack.append((tag, effect))
        if tag in self.places:
            self.places[tag].append(at)
        else:
            self.places[tag] = [at]
        if tag in IN_ROW:
            self.cells.append(at)
        elif tag == "table":
            self.tables.append(at)
        return True

    def pop(self) -> tuple[str, Effect]:
        """Close the innermost element."""
        tag, effect = self.stack.pop()
        if tag:
            self.places[tag].pop()
            if tag in IN_ROW:
                self.cells.pop()
            elif tag == "table":
                self.tables.pop()
        return tag, effect

    def find(self, tag: str) -> int:
        """Where the element stands that an end tag of this name ends; -1 if there is none. They do not reach out of a cell."""
        at = self.places.get(tag)
        if not at:
            return -1
        if tag in TABLE_PARTS:
            return at[-1] if tag == "table" or not self.tables or at[-1] > self.tables[-1] else -1
        return at[-1] if not self.cells or at[-1] > self.cells[-1] or tag in {"body", "html"} else -1

    def find_implied(self, tag: str) -> int:
        """Where the element stands that ends by itself because `tag` begins; -1 if there is none."""
        if tag not in IMPLIED_ENDS:
            if tag not in BLOCKS or not self.places.get("p"):
                return -1
            tag = "p"
        names, fences = IMPLIED_ENDS[tag]
        for at in range(len(self.stack) - 1, max(-1, len(self.stack) - 1 - REACH), -1):
            name = self.stack[at][0]
            if name in names:
                return at
            if name in fences:
                return -1
        return -1

    def bury(self, at: int) -> Effect:
        """Close the element at `at` and leave those inside of it open."""
        tag, effect = self.stack[at]
        self.places[tag].pop()
        self.stack[at] = ("", NO_EFFECT)
        while self.stack and not self.stack[-1][0]:
            self.stack.pop()
        return effect
