"""Plots as SVG, to stand in a page: coloured by its style sheet, read out by their titles, the same figures in a table below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, tostring

if TYPE_CHECKING:
    from pygal.graph.graph import Graph

WIDTH, LINE, FRAME = 560, 26, 50
"""Of a plot, in units of its own: how wide it is, how high a bar with what is around it, and what is around all of them."""

LETTERS = 14
"""Size of letters, in the same units; the style sheet of the page says it too."""

_LEFT_OUT = ("defs", "script", "desc", "title")
"""What the library brings for its own colours and for a mouse."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, how long it is, and what is written at its end. No length where the figure is not shown."""

    label: str
    length: float | None
    said: str


def draw_bars(title: str, identity: str, series: Sequence[tuple[str, Sequence[Bar]]]) -> str:
    """Horizontal bars, the first on top. `series` are named and have the same labels; `identity` is for the page."""
    import pygal  # noqa: PLC0415 - it takes a while, and reports are seldom
    from pygal.style import Style  # noqa: PLC0415 - as above

    bars = [bar for _, bars in series for bar in bars]
    labels = [bar.label for bar in series[0][1]]
    chart = pygal.HorizontalBar(
        style=Style(label_font_size=LETTERS, value_font_size=LETTERS),  # by which it makes room for labels
        js=[],
        show_legend=False,
        show_y_guides=False,
        show_x_guides=False,
        show_x_labels=False,
        print_values=True,
        print_zeroes=True,
        print_values_position="top",
        width=WIDTH,
        height=FRAME + LINE * max(len(bars), 2),
        spacing=4,
        margin=4,
        margin_right=70,
        range=(0, max((bar.length for bar in bars if bar.length is not None), default=0) or 1),
        show_y_axis=False,
        min_scale=1,
        max_scale=2,
    )
    chart.x_labels = labels[::-1]
    for name, several in series:
        chart.add(name, [{"value": bar.length or 0, "formatter": _saying(bar.said)} for bar in reversed(several)])
    return _as_picture(chart, title, identity)


def _saying(text: str) -> Any:
    """What the library asks for the words at the end of a bar."""
    return lambda _: text


def _as_picture(chart: "Graph", title: str, identity: str) -> str:
    """The drawing alone: without styles, scripts and comments; a title for who does not see it."""
    root: Element = chart.render_tree()
    _strip(root)
    root.set("role", "img")
    root.set("aria-labelledby", identity)
    root.attrib.pop("id", None)
    named = Element("title", {"id": identity})
    named.text = title
    root.insert(0, named)
    return tostring(root, encoding="unicode")


def _strip(element: Element) -> None:
    for child in list(element):
        tag = child.tag
        left_out = not isinstance(tag, str) or tag.rpartition("}")[2] in _LEFT_OUT
        if left_out or "tooltip-overlay" in child.get("class", ""):
            element.remove(child)
        else:
            _strip(child)
