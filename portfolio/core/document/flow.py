"""Pages filled from top to bottom: pieces that cannot be cut, kept together where they must be, in linear time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import floor

from portfolio.core.document.blocks import Part, Picture
from portfolio.core.document.qr import Matrix
from portfolio.core.document.structure import Node
from portfolio.core.document.style import BASELINE, Colour, Grid, TextStyle
from portfolio.core.document.text import Line


@dataclass(slots=True, eq=False)
class Par:
    """A set paragraph: its lines, where its left edge is, what element it is (None: an artifact), where it leads.

    `shift` lowers it against the piece that it belongs to, `part` is the section that a click leads to.
    """

    lines: Sequence[Line]
    style: TextStyle
    x: float
    node: Node | None
    url: str = ""
    part: Part | None = None
    shift: float = 0.0

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.lines) * self.style.leading


@dataclass(slots=True)
class Text:
    """Lines `first` up to `last` of a paragraph on a page; y is the top of the first."""

    par: Par
    first: int
    last: int
    y: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule; y is its middle."""

    x: float
    y: float
    width: float
    weight: float = 0.5
    colour: Colour = Colour.HAIRLINE


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle; y is its lower edge."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour = Colour.TINT


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code; (x, y) is the lower left corner of its dark part."""

    x: float
    y: float
    matrix: Matrix
    node: Node


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture in its box; (x, y) is the lower left corner. `longest`: the pixels it may be cut down to, 0 for all."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    node: Node
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """An outline entry that leads to the height y."""

    y: float
    title: str
    level: int


Loose = Rule | Fill | Code | Shot | Mark


@dataclass(slots=True)
class Piece:
    """A strip of the page that cannot be cut.

    `cells` are lines of paragraphs that begin at its top, `beside` whole paragraphs that hang from there; `loose`
    things have their y relative to the top (negative is below it). `keep`: the next piece must begin on the same page.
    `reach`: how far down from its top things beside the text hang. `clear`: it must begin below what hangs. `shrunk`
    gives a piece that fits a lower height, if there is one worth having.
    """

    height: float
    gap: float = 0.0
    keep: bool = False
    clear: bool = False
    reach: float = 0.0
    cells: tuple[tuple[Par, int], ...] = ()
    loose: tuple[Loose, ...] = ()
    beside: tuple[Par, ...] = ()
    shrunk: Callable[[float], Piece | None] | None = None


@dataclass(slots=True)
class Page:
    """What stands on a page, in reading order, and the section whose name is in its footer."""

    section: str
    items: list[Text | Loose] = field(default_factory=list)
    open: dict[int, Text] = field(default_factory=dict)

    def line(self, par: Par, number: int, y: float) -> None:
        """Set one line with its top at y; it joins the line before it."""
        text = self.open.get(id(par))
        if text is None:
            text = self.open[id(par)] = Text(par, number, number, y - par.shift)
            self.items.append(text)
        text.last = number + 1


class Flow:
    """Fills pages of one grid. `y` is where the next piece can begin."""

    def __init__(self, grid: Grid, section: str) -> None:
        self.grid, self.section = grid, section
        self.pages: list[Page] = []
        self.new_page()

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    @property
    def at_top(self) -> bool:
        """Whether nothing stands in the frame yet."""
        return self.y >= self.grid.top

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        if self.pages:
            self.page.open.clear()
        self.pages.append(Page(self.section))
        self.y = self.hanging = self.grid.top

    def begin_section(self, title: str, least: float) -> None:
        """A new page, unless `least` points are left on this one."""
        self.section = title
        if min(self.y, self.hanging) - self.grid.bottom < least:
            self.new_page()
        elif self.at_top:
            self.page.section = title

    def add(self, pieces: Iterable[Piece]) -> None:
        """Set pieces one after the other."""
        for chain in _chains(pieces):
            self._add_chain(chain)

    def _start(self, piece: Piece) -> float:
        """Where a piece would begin on this page; on the grid if it stands clear of what is above."""
        if self.at_top:
            return self.y
        if not piece.clear:
            return self.y - piece.gap
        free = min(self.y, self.hanging) - piece.gap
        return self.grid.top - BASELINE * -floor(-(self.grid.top - free) / BASELINE + 1e-6)

    def _needed(self, chain: Sequence[Piece]) -> float:
        """The lowest edge of a chain, as a height to keep free below its beginning."""
        used = lowest = 0.0
        for number, piece in enumerate(chain):
            used += piece.gap if number else 0.0
            lowest = max(lowest, used + piece.reach, used + piece.height)
            used += piece.height
        return lowest

    def _add_chain(self, chain: list[Piece]) -> None:
        room = self._start(chain[0]) - self.grid.bottom
        needed = self._needed(chain)
        if needed > room and chain[-1].shrunk is not None:
            smaller = chain[-1].shrunk(room - needed + chain[-1].height)
            if smaller is not None:
                self._put_all([*chain[:-1], smaller])
                return
        if needed > room and not self.at_top:
            self.new_page()
        self._put_all(chain)

    def _put_all(self, chain: Sequence[Piece]) -> None:
        for piece in chain:
            if self._start(piece) - piece.height < self.grid.bottom and not self.at_top:
                self.new_page()  # a chain that is taller than a page
            self._put(piece)

    def _put(self, piece: Piece) -> None:
        top = self._start(piece)
        for thing in piece.loose:
            self.page.items.append(replace(thing, y=top + thing.y))
        for par in piece.beside:
            self.page.items.append(Text(par, 0, len(par.lines), top - par.shift))
        for par, number in piece.cells:
            self.page.line(par, number, top)
        self.y = top - piece.height
        if piece.reach:
            self.hanging = min(self.hanging, top - piece.reach)


def _chains(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces that must stay together."""
    chain: list[Piece] = []
    for piece in pieces:
        chain.append(piece)
        if not piece.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def strips(pars: Sequence[Par], gap: float = 0.0, *, keep: bool = False) -> list[Piece]:
    """The lines of paragraphs that stand side by side, as pieces. No line is left alone at either end of a page.

    `keep` ties the last line to what follows.
    """
    count = max((len(par.lines) for par in pars), default=0)
    leading = max((par.style.leading for par in pars), default=0.0)
    pieces = []
    for number in range(count):
        last = number == count - 1
        tied = keep if last else number == 0 or number == count - 2
        cells = tuple((par, number) for par in pars if number < len(par.lines))
        pieces.append(Piece(leading, 0.0 if number else gap, keep=tied, cells=cells))
    return pieces
