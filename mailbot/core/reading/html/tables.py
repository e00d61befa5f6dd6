"""Rows of tables: those of data become one line, those that only lay a page out dissolve into paragraphs."""

from dataclasses import dataclass, field
from itertools import pairwise

from mailbot.core.reading.marks import HISTORY, MARKS

BAR = " | "
LONG_CELL = 80
LONG_ROW = 500
_ALL_MARKS = "".join(MARKS)


@dataclass(slots=True)
class TableFrame:
    """A table that is open: where in the text its row begins (-1 outside of a row) and where each cell of that row does."""

    row: int = -1
    cells: list[int] = field(default_factory=list)
    headed: bool = False
    """It has header cells, so an empty cell says something."""
    nested: bool = False
    """A table stands in the row, so that it lays out."""
    joined: bool = False
    """The row above is one line, so no blank line stands before this one."""


def begin_row(frame: TableFrame, at: int) -> None:
    """A row begins at line `at` of the text."""
    frame.row, frame.nested = at, False
    frame.cells.clear()


def end_row(frame: TableFrame, out: list[str]) -> bool:
    """Put the cells of the row at the end of `out` in one line if they are data; whether a blank line is wanted below."""
    begin, starts = frame.row, frame.cells
    frame.row = -1
    if begin < 0 or begin >= len(out):
        return False
    lead, cells = _split_cells(out, begin, starts)
    filled = [cell for cell in cells if cell]
    after, frame.joined = frame.joined, not frame.nested and len(filled) > 1 and _is_data(filled)
    if frame.nested or len(filled) < 2:
        return any(_is_prose(cell) for cell in filled)
    if frame.joined:
        joined = _join_cells(cells if frame.headed else filled)
        out[begin:] = [*([] if after else lead), joined, *filled[-1][1:]]
        return False
    apart: list[str] = lead
    long = any(_is_prose(cell) for cell in filled)
    for cell in filled:
        if long and apart and apart[-1] and apart[-1] not in MARKS:
            apart.append(_mark_of(cell[0]))
        apart += cell
    out[begin:] = apart
    return long


def _split_cells(out: list[str], begin: int, starts: list[int]) -> tuple[list[str], list[list[str]]]:
    """The blank line above the row, and the lines of each cell without blank ones at its ends."""
    lead = out[begin : begin + 1] if out[begin] in {"", *MARKS} else []
    bounds = [*starts, len(out)] if starts and starts[0] == begin else [begin, *starts, len(out)]
    cells: list[list[str]] = []
    for low, high in pairwise(bounds):
        cell = out[low:high]
        while cell and cell[-1].strip(_ALL_MARKS + " ") == "":
            cell.pop()
        first = next((n for n, line in enumerate(cell) if line.strip(_ALL_MARKS + " ")), 0)
        cells.append(cell[first:])
    return lead, cells


def _is_data(filled: list[list[str]]) -> bool:
    """Whether the cells can stand in one line: one line each, at most one of them long. A labelled one may go on below."""
    *before, last = filled
    if any(len(cell) > 1 for cell in before) or any(cell[0][0] == HISTORY for cell in filled[1:]):
        return False
    if len(last) > 1 and not (len(before) == 1 and before[0][0].endswith((":", "："))):
        return False
    return sum(_is_prose(cell[:1]) for cell in filled) < 2 and sum(len(cell[0]) for cell in filled) <= LONG_ROW


def _is_prose(cell: list[str]) -> bool:
    """Whether a cell says more than a few words; the targets of its links do not count."""
    return len(cell) > 1 or len(cell[0].partition(" <")[0]) > LONG_CELL


def _join_cells(cells: list[list[str]]) -> str:
    """One line of a row; behind a label stands no bar."""
    row = ""
    for cell in cells:
        text = cell[0] if cell else ""
        if row:
            mark = _mark_of(row)
            text = text.lstrip(_ALL_MARKS)
            row = row + (" " if row.endswith((":", "：")) and row != mark else BAR) + text
        else:
            row = text or " "
    return row.rstrip(" |") if row.strip() else row


def _mark_of(line: str) -> str:
    return line[0] if line and line[0] in MARKS else ""
