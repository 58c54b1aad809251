"""Credentials, projects, skills and evidence items, set into pieces."""

from __future__ import annotations

from dataclasses import replace

from portfolio.core.document.blocks import Entry, Item, Picture, SkillRow
from portfolio.core.document.flow import Fill, Loose, Mark, Par, Piece, Shot, strips
from portfolio.core.document.gallery import Framed, Gallery
from portfolio.core.document.qr import SIDE, Matrix
from portfolio.core.document.setting import Setting, cap_top, matrix_for, reach, tie
from portfolio.core.document.structure import Node

TILE = 49.0
TALLEST_THUMBNAIL = 70.0
WHOLE = 154.0
"""An entry whose text is no higher than this, a fifth of a page, is not cut."""
FOOT_WHOLE = 84.0
"""The same for the quiet lines below a longer text."""
THUMBNAIL_PIXELS = 400
"""The longer side of a thumbnail: 300 dpi over the side column."""


def entry(setting: Setting, block: Entry, parent: Node, first: bool) -> list[Piece]:
    """A credential or a project: dates beside the text, the code at the right edge, pictures below."""
    theme, main = setting.theme, setting.grid.main
    node = Node("Sect", parent)
    matrix = matrix_for(block.proof)
    width = setting.beside(matrix)
    title = setting.par(Node("H3", node), block.title or "\u2013", theme.title, main, width)
    dates = _dates(setting, block, node)
    byline = setting.par(Node("P", node), block.byline, theme.byline, main, width)
    facts = setting.par(Node("P", node), block.facts, theme.meta, main, width)
    head = tie(strips([title]), strips([byline]), strips([facts]))
    body = setting.body(block.body, node, width)
    if block.outcome is not None:
        runs = [(f"{block.outcome.label}:", theme.item), (block.outcome.text, theme.body)]
        outcome = Par(setting.setter.lines(runs, width), theme.body, main, Node("P", node))
        body += strips([outcome], 7.0 if body else 3.5)
    foot = [*setting.details(block.details, node, width), *setting.proof(block.proof, node, width)]
    _hang(setting, head[0], matrix, node, block.proof.link, cap_top(theme.title))
    head[0].beside = dates
    head[0].reach = max(head[0].reach, sum(par.height for par in dates))
    pictures = _pictures(setting, block, node)
    text = tie([setting.rule(first, Mark(0, block.title, 1))], head, body, foot)
    if _height(text) <= WHOLE:
        tie(*([piece] for piece in text))
    elif _height(foot) <= FOOT_WHOLE:
        tie(*([piece] for piece in foot))
    return [*text, *pictures]


def _height(pieces: list[Piece]) -> float:
    return sum(piece.gap + piece.height for piece in pieces)


def _hang(setting: Setting, piece: Piece, matrix: Matrix | None, node: Node, url: str, drop: float) -> None:
    """Hang a code beside a piece."""
    if matrix is not None:
        code = setting.code(matrix, node, url, drop)
        piece.loose = (*piece.loose, code)
        piece.reach = max(piece.reach, reach(code))


def _dates(setting: Setting, block: Entry, node: Node) -> tuple[Par, ...]:
    """The dates in the side column, the first on the baseline of the title."""
    theme, grid = setting.theme, setting.grid
    pars: list[Par] = []
    for number, text in enumerate(block.dates):
        style = theme.meta if number else theme.date
        par = setting.par(Node("P", node), text, style, grid.left, grid.side)
        shift = theme.title.baseline - theme.date.baseline
        par.shift = shift + sum(above.height for above in pars)
        pars.append(par)
    return tuple(pars)


def _pictures(setting: Setting, block: Entry, node: Node) -> list[Piece]:
    framed: list[Framed] = []
    unreadable: list[Piece] = []
    for picture in block.pictures:
        aspect = setting.shape(picture)
        if aspect is None:
            text = f"{picture.caption} \u2013 {setting.plan.unreadable}"
            par = setting.par(Node("P", node), text, setting.theme.meta, setting.grid.main, setting.grid.main_width)
            unreadable += strips([par], 7.0)
        else:
            framed.append(Framed(picture, aspect, Node("Figure", node, alt=picture.alt)))
    gallery = Gallery(setting.setter, setting.grid.main, setting.grid.main_width)
    return [*gallery.pieces(framed), *unreadable]


def skill(setting: Setting, row: SkillRow, table: Node, first: bool) -> list[Piece]:
    """A row of the table of skills: the skill, what shows it, how much evidence there is."""
    grid, theme = setting.grid, setting.theme
    node = Node("TR", table)
    cells = (
        (Node("TH", node, attributes="<</O/Table/Scope/Row>>"), row.name, theme.item, grid.left, grid.side + 6),
        (Node("TD", node), "\n".join(row.proofs), theme.body, grid.main, setting.beside(None)),
        (Node("TD", node), row.evidence, theme.date, grid.right - SIDE, SIDE),
    )
    pars = [setting.par(*cell) for cell in cells]
    rule = replace(setting.rule(first), height=3.5, gap=0.0 if first else 5.25)
    return [rule, *strips(pars)]


def columns(setting: Setting, names: tuple[str, ...], table: Node) -> list[Piece]:
    """The heading row of the table of skills."""
    grid = setting.grid
    node = Node("TR", table)
    places = ((grid.left, grid.side), (grid.main, setting.beside(None)), (grid.right - SIDE, SIDE))
    pars = [
        setting.par(Node("TH", node, attributes="<</O/Table/Scope/Column>>"), name, setting.theme.label, x, width)
        for name, (x, width) in zip(names, places, strict=True)
    ]
    return strips(pars, keep=True)


def item(setting: Setting, block: Item, parent: Node, first: bool) -> list[Piece]:
    """An evidence item: a thumbnail or a tile in the side column, what it is and shows beside it."""
    theme, main = setting.theme, setting.grid.main
    node = Node("Sect", parent)
    matrix = matrix_for(block.proof)
    width = setting.beside(matrix)
    runs = [(block.number, theme.label), (block.title or "\u2013", theme.item)]
    runs = [(text, replace(style, size=theme.item.size)) for text, style in runs]
    title = Par(setting.setter.lines(runs, width), theme.item, main, Node("H3", node))
    head = strips([title])
    loose, tile, height = _thumbnail(setting, block, node)
    lines = ("\u2002\u00b7\u2002".join(filter(None, (block.date, block.facts[0]))), *block.facts[1:])
    facts: list[Piece] = []
    for text in filter(None, lines):
        facts += strips([setting.par(Node("P", node), text, theme.meta, main, width)])
    body = setting.body(block.body, node, width)
    proof = setting.proof(block.proof, node, width)
    drop = cap_top(theme.item)
    _hang(setting, head[0], matrix, node, block.proof.link, drop)
    head[0].loose, head[0].beside = (*loose, *head[0].loose), tile
    head[0].reach = max(head[0].reach, drop + height)
    return tie([setting.rule(first)], head, facts, body, proof)


def _thumbnail(setting: Setting, block: Item, node: Node) -> tuple[tuple[Loose, ...], tuple[Par, ...], float]:
    """What stands in the side column: things, words, and how high they are."""
    grid = setting.grid
    drop = cap_top(setting.theme.item)
    if block.picture is not None and (aspect := setting.shape(block.picture)) is not None:
        width = min(grid.side, TALLEST_THUMBNAIL * aspect)
        height = width / aspect
        figure = Node("Figure", node, alt=block.picture.alt)
        return (_shot(block.picture, grid.left, drop, width, height, figure),), (), height
    badge = setting.setter.shortened(block.badge, setting.theme.label, grid.side - 12)
    x = grid.left + (grid.side - badge.width) / 2
    par = Par([badge], setting.theme.label, x, None, shift=drop + (TILE - setting.theme.label.leading) / 2)
    return (Fill(grid.left, -drop - TILE, grid.side, TILE),), (par,), TILE


def _shot(picture: Picture, x: float, drop: float, width: float, height: float, node: Node) -> Shot:
    return Shot(x, -drop - height, width, height, picture, node, THUMBNAIL_PIXELS)
