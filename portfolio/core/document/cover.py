"""The first page: a tinted band with name, headline and summary, then contacts, highlights and what is inside."""

from __future__ import annotations

from dataclasses import replace

from portfolio.core.document.blocks import Cover, Part
from portfolio.core.document.flow import Fill, Mark, Par, Piece, Rule, strips
from portfolio.core.document.qr import encode
from portfolio.core.document.setting import ABOVE, PADDING, Setting, cap_top, reach, tie
from portfolio.core.document.structure import Node
from portfolio.core.document.style import Colour

BAND = 301.0
"""The least height of the band, in points from the top of the sheet."""
BAND_MARGIN = 38.5
ACCENT_RULE = 4.0
MEASURE = 0.84
"""How much of the frame the summary is wide: 75 characters."""
SLACK = 14.0
"""What standing on the grid can cost a cover. One with many highlights gives up the last ones to stay one page."""
BELOW = 14.0
"""From the band to the first row."""


def cover(setting: Setting, block: Cover) -> tuple[list[Piece], dict[Part, Par]]:
    """The cover in pieces, and the lines that still lack the number of the page on which their part begins."""
    count = len(block.highlights)
    while True:
        node = Node("Sect", None)
        pieces, lines = _with_highlights(setting, replace(block, highlights=block.highlights[:count]), node)
        if not count or sum(piece.gap + piece.height for piece in pieces) + SLACK <= setting.grid.frame_height:
            node.parent = setting.root
            setting.root.kids.append(node)
            return pieces, lines
        count -= 1


def _with_highlights(setting: Setting, block: Cover, node: Node) -> tuple[list[Piece], dict[Part, Par]]:
    band = _band(setting, block, node)
    contacts = _contacts(setting, block, node)
    highlights = _highlights(setting, block, node)
    inside, lines = _inside(setting, block, node)
    return [*band, *contacts, *highlights, *tie(*([piece] for piece in inside))], lines


def _name(setting: Setting, text: str, node: Node) -> Par:
    """The name in the largest size that does not take too many lines."""
    left, width = setting.grid.left, setting.grid.full_width
    pars = ((setting.par(node, text, style, left, width), most) for style, most in setting.theme.names)
    return next(par for par, most in pars if len(par.lines) <= most)


def _band(setting: Setting, block: Cover, node: Node) -> list[Piece]:
    grid, theme = setting.grid, setting.theme
    name = _name(setting, block.name, Node("H1", node))
    headline = setting.par(Node("P", node), block.headline, theme.headline, grid.left, grid.full_width)
    measure = grid.full_width * MEASURE
    summary = setting.par(Node("P", node), block.summary, theme.summary, grid.left, measure)
    top = Piece(BAND_MARGIN, keep=True)
    text = [*strips([name]), *strips([headline], 3.5), *strips([summary], 14.0)]
    used = grid.top_margin + top.height + sum(piece.gap + piece.height for piece in text)
    whole = used + BAND_MARGIN > grid.paper.height - grid.bottom_margin
    band = grid.paper.height if whole else max(BAND, used + BAND_MARGIN)
    low = grid.top_margin - band  # relative to the top of the frame, as all loose things are
    tint = Fill(0, low, grid.paper.width, band)
    accent = Fill(0, low, grid.paper.width, ACCENT_RULE, Colour.ACCENT)
    top.loose = (tint, accent, Mark(grid.top_margin, setting.plan.cover_title, 0))
    below = [] if whole else [Piece(band - used + BELOW)]
    return [top, *text, *below]


def _label(setting: Setting, text: str, node: Node) -> Par:
    """The word in the side column, on the baseline of the row's first line."""
    style = setting.theme.label
    par = setting.par(Node("H2", node), text, style, setting.grid.left, setting.grid.side)
    par.shift = setting.theme.body.baseline - style.baseline
    return par


def _row(setting: Setting, label: Par | None, pieces: list[Piece], *, first: bool) -> list[Piece]:
    """A row of the cover, with a rule above all but the first."""
    pieces[0].beside = (label,) if label else ()
    rule = () if first else (Rule(setting.grid.left, 0, setting.grid.full_width),)
    return [Piece(PADDING, gap=0.0 if first else ABOVE, keep=True, clear=True, loose=rule), *pieces]


def _contacts(setting: Setting, block: Cover, parent: Node) -> list[Piece]:
    if not block.contacts:
        return []
    grid, style = setting.grid, setting.theme.body
    node = Node("Sect", parent)
    label = _label(setting, block.labels.contact, node)
    matrix = encode(block.code) if block.code else None
    pieces: list[Piece] = []
    for link in block.contacts:
        pieces += strips([setting.linked(node, link.text, link.url, style, grid.main, setting.beside(matrix))])
    if matrix is not None:
        code = setting.code(matrix, node, block.code, cap_top(style))
        pieces[0].loose, pieces[0].reach = (code,), reach(code)
    return _row(setting, label, pieces, first=True)


def _highlights(setting: Setting, block: Cover, parent: Node) -> list[Piece]:
    if not block.highlights:
        return []
    grid, theme = setting.grid, setting.theme
    node = Node("Sect", parent)
    label = _label(setting, block.labels.highlights, node)
    pieces: list[Piece] = []
    for highlight in block.highlights:
        title = setting.par(Node("P", node), highlight.title, theme.item, grid.main, grid.main_width)
        line = setting.par(Node("P", node), highlight.line, theme.meta, grid.main, grid.main_width)
        pieces += tie(strips([title], 5.25 if pieces else 0.0), strips([line]))
    return _row(setting, label, pieces, first=not block.contacts)


def _inside(setting: Setting, block: Cover, parent: Node) -> tuple[list[Piece], dict[Part, Par]]:
    grid, theme = setting.grid, setting.theme
    node = Node("Sect", parent)
    label = _label(setting, block.labels.inside, node) if block.contents else None
    lines: dict[Part, Par] = {}
    pieces: list[Piece] = []
    for content in block.contents:
        par = setting.par(Node("Link", Node("P", node)), content.text, theme.body, grid.main, grid.main_width)
        par.part = content.part
        lines[content.part] = par
        pieces += strips([par])
    pieces += strips([setting.par(Node("P", node), block.note, theme.meta, grid.main, grid.main_width)], 3.5)
    return _row(setting, label, pieces, first=not block.contacts and not block.highlights), lines
