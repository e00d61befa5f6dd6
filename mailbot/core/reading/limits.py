"""How much of one mail is looked at, whatever it holds."""

from dataclasses import dataclass

MIB = 1024 * 1024
MOST_DEFECTS = 50
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that are checked on the raw bytes before anything is parsed; what lies beyond is left out and named as a defect.

    Sizes are octets, but `text` counts characters: so much of the body's text is kept and understood.
    """

    size: int = 64 * MIB
    header_block: int = 256 * 1024
    header: int = 32 * 1024
    headers: int = 1000
    parts: int = 500
    depth: int = 20
    text: int = MIB
    html: int = 2 * MIB
    tags: int = 60_000
    line: int = 100_000
    addresses: int = 1000
    references: int = 200


@dataclass(slots=True)
class Budget:
    """What is left of the bounds that hold for all parts of one mail together, those of the mails within it too.

    `plain` and `html` are octets of text parts as they came, `tags` those of all HTML, `parts` what containers may hold.
    """

    plain: int
    html: int
    tags: int
    parts: int

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        """All that the limits allow; four octets to a character of plain text."""
        return cls(limits.text * 4, limits.html, limits.tags, limits.parts * 2)


class Defects:
    """The list of what was wrong with one mail, each thing said once, in the order it was met; bounded."""

    __slots__ = ("_said",)

    def __init__(self) -> None:
        self._said: dict[str, None] = {}

    def note(self, what: str) -> None:
        """Remember `what` was wrong. What of the mail's own words cannot be printed is made visible."""
        if len(self._said) < MOST_DEFECTS:
            self._said[what if what.isprintable() else "".join(c if c.isprintable() else UNPRINTABLE for c in what)] = None

    def all(self) -> tuple[str, ...]:
        """Everything noted."""
        return tuple(self._said)
