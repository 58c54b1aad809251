"""Where everything stands: the plan set on the grid of a theme, page by page, with its structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from portfolio.core.document import entries
from portfolio.core.document.blocks import Entry, Item, Part, Plan, Section
from portfolio.core.document.cover import cover
from portfolio.core.document.flow import Flow, Mark, Page, Par, Piece, strips
from portfolio.core.document.setting import Setting, Shape
from portfolio.core.document.structure import Node
from portfolio.core.document.style import Grid
from portfolio.core.document.text import Typesetter
from portfolio.core.progress import Progress, silent

SECTION_NEEDS = 0.38
"""The part of a page that must be free for a section to begin on it."""
BEFORE_SECTION = 42.0


@dataclass(slots=True)
class Pages:
    """A document in pages: what stands on each, and on which (by index) each part begins."""

    pages: list[Page]
    starts: dict[Part, int] = field(default_factory=dict)


def lay_out(plan: Plan, grid: Grid, setter: Typesetter, root: Node, shape: Shape, progress: Progress = silent) -> Pages:
    """The pages of a plan. Elements are made below `root` in reading order; `shape` tells what pictures look like."""
    setting = Setting(plan, grid, setter, root, shape)
    flow = Flow(grid, plan.cover_title)
    pieces, lines = cover(setting, plan.cover)
    flow.add(pieces)
    done = Pages(flow.pages)
    total = sum(len(section.blocks) for section in plan.sections)
    count = 0
    for number, section in enumerate(plan.sections):
        flow.begin_section(section.title, SECTION_NEEDS * grid.frame_height if number else grid.paper.height)
        done.starts[section.part] = len(flow.pages) - 1
        for block in _section(setting, section):
            progress(count, total)
            flow.add(block)
            count += 1
    _number(setting, lines, done.starts)
    return done


def _section(setting: Setting, section: Section) -> Iterator[list[Piece]]:
    """The blocks of a section, each in pieces; the heading belongs to the first."""
    node = Node("Sect", setting.root)
    before = _heading(setting, node, section)
    table = node
    if section.columns:
        table = Node("Table", node)
        before += entries.columns(setting, section.columns, table)
    for number, block in enumerate(section.blocks):
        first = number == 0
        if isinstance(block, Entry):
            pieces = entries.entry(setting, block, node, first)
        elif isinstance(block, Item):
            pieces = entries.item(setting, block, node, first)
        else:
            pieces = entries.skill(setting, block, table, first)
        yield [*before, *pieces]
        before = []


def _heading(setting: Setting, parent: Node, section: Section) -> list[Piece]:
    grid = setting.grid
    par = setting.par(Node("H2", parent), section.title, setting.theme.section, grid.left, grid.full_width)
    pieces = strips([par], BEFORE_SECTION, keep=True)
    if pieces:
        pieces[0].loose, pieces[0].clear = (Mark(7.0, section.title, 0),), True
    return pieces


def _number(setting: Setting, lines: dict[Part, Par], starts: dict[Part, int]) -> None:
    """Complete the lines of "what is inside", now that the pages are known. They stay one line each."""
    style = setting.theme.body
    page = setting.plan.inside
    for part, par in lines.items():
        text = " ".join(word.text for word in par.lines[0].words)
        par.lines = setting.setter.lines(
            [(page.format(text=text, page=starts[part] + 1), style)], setting.grid.main_width
        )[:1]
