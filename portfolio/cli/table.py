"""Rows in columns: fitted to the terminal for people, tab-separated and whole for other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portfolio.cli.plain import clip, safe_line, width

GAP = 2
NARROWEST = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and whether it gives way (is cut) when the terminal is too narrow."""

    heading: str
    gives_way: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: as people read it, as programs read it, and the colour of its meaning ("" for none)."""

    text: str
    plain: str | None = None
    tone: str = ""


Paint = Callable[[str, str], str]


def tab_separated(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """One line a row, values whole, tabs and line breaks in them written out."""
    return ["\t".join(safe_line(cell.text if cell.plain is None else cell.plain) for cell in row) for row in rows]


def aligned(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], terminal: int, paint: Paint) -> list[str]:
    """A heading and one line a row, together at most `terminal` columns wide where the columns can give way."""
    texts = [[safe_line(cell.text) for cell in row] for row in rows]
    widths = _fit(columns, texts, terminal)
    headings = [column.heading.upper() for column in columns]
    lines = [_line(headings, widths, ["heading"] * len(columns), paint)]
    for row, values in zip(rows, texts, strict=True):
        lines.append(_line(values, widths, [cell.tone for cell in row], paint))
    return lines


def _fit(columns: Sequence[Column], texts: Sequence[Sequence[str]], terminal: int) -> list[int]:
    widths = [max([width(column.heading), *(width(row[at]) for row in texts)]) for at, column in enumerate(columns)]
    flexible = [at for at, column in enumerate(columns) if column.gives_way]
    too_much = sum(widths) + GAP * (len(widths) - 1) - terminal
    while too_much > 0:
        widest = max(flexible, key=lambda at: widths[at], default=None)
        if widest is None or widths[widest] <= NARROWEST:
            break
        second = max((widths[at] for at in flexible if at != widest), default=NARROWEST)
        step = min(too_much, max(1, widths[widest] - max(second, NARROWEST)))
        widths[widest] -= step
        too_much -= step
    return widths


def _line(values: Sequence[str], widths: Sequence[int], tones: Sequence[str], paint: Paint) -> str:
    parts = []
    for value, columns, tone in zip(values, widths, tones, strict=True):
        shown = clip(value, columns)
        parts.append(paint(shown, tone) + " " * (columns - width(shown)))
    return (" " * GAP).join(parts).rstrip()
