"""Figures for people, in signs that every language of the desk reads."""

from mailbot.core.reporting.report import Figure
from mailbot.core.reporting.withholding import Withheld

NOTHING = "\u2013"
"""Stands where there is nothing to measure."""


def say_figure(name: str, figure: Figure) -> str:
    """A figure in words: a number, a share, a time."""
    if figure is None:
        return NOTHING
    if isinstance(figure, Withheld):
        return figure.value
    if name.endswith("_percent"):
        return f"{figure} %"
    return say_time(figure) if name.endswith("_seconds") else f"{figure:,}"


def say_time(seconds: int) -> str:
    """A time, cut: `45 s`, `12 min`, `5 h 10 min`, `31 h`, `3 d 4 h`."""
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    hours, days = minutes // 60, minutes // 1440
    if hours < 1:
        return f"{minutes} min"
    if days < 2:
        return f"{hours} h {minutes % 60} min" if hours < 10 and minutes % 60 else f"{hours} h"
    return f"{days} d {hours % 24} h" if hours % 24 else f"{days} d"
