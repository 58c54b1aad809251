"""Pictures of a project in rows: every picture whole, all of a row equally high, captions beneath."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from portfolio.core.document.blocks import Picture
from portfolio.core.document.flow import Par, Piece, Shot
from portfolio.core.document.structure import Node
from portfolio.core.document.text import Typesetter

GAP = 12.0
CAPTION_GAP = 7.0
TALLEST = 227.5
PLEASANT = 140.0
"""The height that a row should have, in points."""
BESIDE = 0.62
"""A single picture narrower than this part of the column has its caption beside it."""
LEAST = 0.6
"""To how much of its height a row may shrink to stay on a page."""
MOST_IN_ROW = 3
_ASPECTS = (0.4, 10.0)
"""Pictures beyond these shapes are laid out as if they had them, and stand inside their box."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A picture with its shape: `aspect` is width by height, within bounds; `true` is the shape that it has."""

    picture: Picture
    true: float
    node: Node

    @property
    def aspect(self) -> float:
        return min(max(self.true, _ASPECTS[0]), _ASPECTS[1])


def rows(framed: Sequence[Framed], width: float) -> list[Sequence[Framed]]:
    """The pictures in rows of one to three, in order, so that the heights of the rows are as pleasant as can be."""
    count = len(framed)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        starts = range(max(0, end - MOST_IN_ROW), end)
        best.append(min((best[start][0] + _cost(framed[start:end], width), start) for start in starts))
    cuts = [count]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return [framed[start:end] for start, end in pairwise(reversed(cuts))]


def row_height(row: Sequence[Framed], width: float) -> float:
    """The height at which a row fills `width`, but no more than TALLEST."""
    return min(TALLEST, (width - GAP * (len(row) - 1)) / sum(one.aspect for one in row))


def _cost(row: Sequence[Framed], width: float) -> float:
    height = row_height(row, width)
    unused = 1 - (sum(one.aspect for one in row) * height + GAP * (len(row) - 1)) / width
    return math.log(height / PLEASANT) ** 2 + 0.35 * unused + 0.05


class Gallery:
    """Sets rows of pictures into pieces, `width` wide from `x`."""

    def __init__(self, setter: Typesetter, x: float, width: float) -> None:
        self.setter, self.x, self.width = setter, x, width

    def pieces(self, framed: Sequence[Framed]) -> Iterator[Piece]:
        """One piece a row."""
        for row in rows(framed, self.width):
            yield self._piece(row, {}, row_height(row, self.width))

    def _piece(self, row: Sequence[Framed], captions: dict[int, Node], height: float) -> Piece:
        if len(row) == 1 and row[0].aspect * height < BESIDE * self.width:
            return self._with_caption_beside(row[0], captions, height)
        loose: list[Shot] = []
        pars: list[Par] = []
        x = self.x
        for number, one in enumerate(row):
            box = one.aspect * height
            loose.append(_shot(one, x, box, height))
            if one.picture.caption:
                node = self._node(captions, number, one)
                pars.append(self._caption(one, node, x, box, height))
            x += box + GAP
        used = height + max((CAPTION_GAP + par.height for par in pars), default=0.0)
        shrunk = partial(self._shrunk, row, captions, height, used - height)
        return Piece(used, gap=10.5, clear=True, loose=tuple(loose), beside=tuple(pars), shrunk=shrunk)

    def _with_caption_beside(self, one: Framed, captions: dict[int, Node], height: float) -> Piece:
        """A single narrow picture: its caption stands in the room at its right."""
        box = one.aspect * height
        pars: tuple[Par, ...] = ()
        if one.picture.caption:
            room = (self.x + box + GAP, self.width - box - GAP)
            pars = (self._caption(one, self._node(captions, 0, one), *room, -CAPTION_GAP),)
        shrunk = partial(self._shrunk, (one,), captions, height, 0.0)
        used = max(height, sum(par.height for par in pars))
        return Piece(used, gap=10.5, clear=True, loose=(_shot(one, self.x, box, height),), beside=pars, shrunk=shrunk)

    @staticmethod
    def _node(captions: dict[int, Node], number: int, one: Framed) -> Node:
        """The element of a caption, made once: a smaller edition of the row keeps it."""
        if number not in captions:
            captions[number] = Node("Caption", one.node)
        return captions[number]

    def _caption(self, one: Framed, node: Node, x: float, width: float, height: float) -> Par:
        style = self.setter.theme.meta
        lines = self.setter.lines([(one.picture.caption, style)], width)
        return Par(lines, style, x, node, shift=height + CAPTION_GAP)

    def _shrunk(
        self, row: Sequence[Framed], captions: dict[int, Node], height: float, below: float, room: float
    ) -> Piece | None:
        """The row at the height that is left, if that is not too little; captions may get a line longer."""
        left = math.floor(room - below - self.setter.theme.meta.leading)
        return self._piece(row, captions, left) if left >= LEAST * height else None


def _shot(one: Framed, x: float, width: float, height: float) -> Shot:
    """The picture inside its box: as large as its true shape allows, from the upper left."""
    wide = min(width, height * one.true)
    high = wide / one.true
    return Shot(x, -high, wide, high, one.picture, one.node)
