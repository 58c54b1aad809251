"""What setting any block needs: the grid, the typesetter, the phrases of the plan, and the pieces that all share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portfolio.core.document.blocks import Labelled, Picture, Plan, Proof
from portfolio.core.document.flow import Code, Loose, Par, Piece, Rule, strips
from portfolio.core.document.qr import SIDE, Matrix, encode
from portfolio.core.document.structure import Node
from portfolio.core.document.style import Colour, Grid, TextStyle
from portfolio.core.document.text import Typesetter

Shape = Callable[[Picture], float | None]
"""Width by height of a picture, or None for one that cannot be read."""

ABOVE, PADDING = 14.0, 10.5
CAPITALS = 0.727
"""The height of Inter's capitals; the other themes' faces differ by less than a tenth of a point at these sizes."""


class Setting:
    """One document being set; `root` is the top of its structure."""

    def __init__(self, plan: Plan, grid: Grid, setter: Typesetter, root: Node, shape: Shape) -> None:
        self.plan, self.grid, self.setter, self.root, self.shape = plan, grid, setter, root, shape
        self.theme = setter.theme

    def par(self, node: Node | None, text: str, style: TextStyle, x: float, width: float, *, url: str = "") -> Par:
        """A paragraph of one style."""
        return Par(self.setter.lines([(text, style)], width), style, x, node, url)

    def linked(self, parent: Node, text: str, url: str, style: TextStyle, x: float, width: float) -> Par:
        """A paragraph that is a link as a whole; a plain one without an address."""
        node = Node("P", parent)
        return self.par(Node("Link", node) if url else node, text, style, x, width, url=url)

    def beside(self, matrix: Matrix | None) -> float:
        """The width of the text column beside a code. It is kept free of text where there is none, too."""
        side = matrix.side if matrix else SIDE
        return self.grid.main_width - max(SIDE, side) - self.grid.gutter

    def code(self, matrix: Matrix, parent: Node, url: str, drop: float) -> Code:
        """A code at the right edge whose dark part begins `drop` below the top of its piece."""
        node = Node("Figure", parent, alt=self.plan.code_alt.format(url=url))
        return Code(self.grid.right - matrix.side, -drop - matrix.side, matrix, node)

    def rule(self, first: bool, *loose: Loose) -> Piece:
        """The rule above a block with the space below it: strong below a heading, thin between blocks."""
        weight, colour = (1.0, Colour.INK) if first else (0.5, Colour.HAIRLINE)
        rule = Rule(self.grid.left, 0, self.grid.full_width, weight, colour)
        return Piece(PADDING, gap=3.5 if first else ABOVE, keep=True, clear=True, loose=(rule, *loose))

    def body(self, texts: Sequence[str], parent: Node, width: float) -> list[Piece]:
        """Paragraphs of running text in the text column."""
        pieces: list[Piece] = []
        for text in texts:
            par = self.par(Node("P", parent), text, self.theme.body, self.grid.main, width)
            pieces += strips([par], 7.0 if pieces else 3.5)
        return pieces

    def details(self, details: Sequence[Labelled], parent: Node, width: float) -> list[Piece]:
        """Quiet lines with a label before them."""
        pieces: list[Piece] = []
        label, meta = self.theme.meta_label, self.theme.meta
        for detail in details:
            runs = [(f"{detail.label}:", label), (detail.text, meta)] if detail.label else [(detail.text, meta)]
            par = Par(self.setter.lines(runs, width), meta, self.grid.main, Node("P", parent))
            pieces += strips([par], 1.75 if pieces else 5.25)
        return pieces

    def proof(self, proof: Proof, parent: Node, width: float) -> list[Piece]:
        """The printed link, and the words for what has none or no code."""
        pieces: list[Piece] = []
        if proof.link:
            link = self.linked(parent, proof.link, proof.link, self.theme.link, self.grid.main, width)
            pieces += strips([link], 3.5)
        if proof.words:
            words = self.par(Node("P", parent), proof.words, self.theme.meta, self.grid.main, width)
            pieces += strips([words], 3.5)
        return pieces


def cap_top(style: TextStyle) -> float:
    """From the top of a line to the top of its capitals."""
    return style.baseline - CAPITALS * style.size


def reach(code: Code) -> float:
    """How far below the top of its piece a code hangs. All gaps below are wider than its white zone."""
    return -code.y


def matrix_for(proof: Proof) -> Matrix | None:
    """The code of a proof that gets one."""
    return encode(proof.link) if proof.coded else None


def tie(*groups: list[Piece]) -> list[Piece]:
    """Groups of pieces in which the end of each stays with the beginning of the next."""
    joined: list[Piece] = []
    for group in groups:
        if joined and group:
            joined[-1].keep = True
        joined += group
    return joined
