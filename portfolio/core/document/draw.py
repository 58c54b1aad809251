"""Draws laid-out pages on the tagged canvas. Pictures are read when they are drawn, and written at once."""

from __future__ import annotations

from portfolio.core.document import images
from portfolio.core.document.blocks import Picture, Plan
from portfolio.core.document.canvas import TaggedCanvas
from portfolio.core.document.flow import Code, Fill, Loose, Rule, Shot, Text
from portfolio.core.document.images import Encoded, Unreadable
from portfolio.core.document.layout import Pages
from portfolio.core.document.style import Colour, Grid, rgb
from portfolio.core.document.text import Typesetter
from portfolio.core.progress import Progress, silent


class Artist:
    """Draws one document. `unreadable` collects the pictures in whose place a box stands."""

    def __init__(self, canvas: TaggedCanvas, plan: Plan, grid: Grid, setter: Typesetter) -> None:
        self.canvas, self.plan, self.grid, self.setter = canvas, plan, grid, setter
        self.colours = {part: rgb(value) for part, value in setter.theme.colours.items()}
        self.unreadable: dict[str, Picture] = {}
        self._orientation: dict[str, int] = {}
        self._profiles: dict[bytes, int] = {}

    def draw(self, laid: Pages, progress: Progress = silent) -> None:
        """All pages. What was drawn is dropped from them."""
        for number, page in enumerate(laid.pages):
            progress(number, len(laid.pages))
            for item in page.items:
                self._item(item, laid)
            self._footer(page.section, number + 1, len(laid.pages))
            self.canvas.showPage()
            page.items.clear()

    def _item(self, item: Text | Loose, laid: Pages) -> None:
        if isinstance(item, Text):
            self._text(item, laid)
        elif isinstance(item, Rule):
            self._rule(item)
        elif isinstance(item, Code):
            self._code(item)
        elif isinstance(item, Shot):
            self._shot(item)
        elif isinstance(item, Fill):
            self._fill(item.x, item.y, item.width, item.height, item.colour)
        else:
            self.canvas.bookmark(item.title or self.plan.title, item.level, item.y)

    def _text(self, item: Text, laid: Pages) -> None:
        par = item.par
        lines = par.lines[item.first : item.last]
        if not any(line.words for line in lines):
            return
        baseline = item.y - par.style.baseline
        with self.canvas.marked(par.node):
            self.canvas.operators(
                self.setter.operators(lines, par.style, par.x, baseline, self.colours[par.style.colour])
            )
        if par.node is None or not (par.url or par.part):
            return
        height = len(lines) * par.style.leading
        box = (par.x, item.y - height, par.x + max(line.width for line in lines), item.y)
        if par.part:
            self.canvas.jump(par.node, box, laid.starts[par.part], " ".join(word.text for word in lines[0].words))
        else:
            self.canvas.link(par.node, box, par.url, par.url)

    def _rule(self, rule: Rule) -> None:
        with self.canvas.marked(None):
            self.canvas.operators(
                f"{self.colours[rule.colour]} RG {rule.weight:g} w {rule.x:.2f} {rule.y:.2f} m "
                f"{rule.x + rule.width:.2f} {rule.y:.2f} l S"
            )

    def _fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        with self.canvas.marked(None):
            self.canvas.operators(f"{self.colours[colour]} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def _code(self, code: Code) -> None:
        with self.canvas.marked(code.node):
            self.canvas.operators(code.matrix.operators(code.x, code.y))
        code.node.attributes = _layout_box(code.x, code.y, code.matrix.side, code.matrix.side)

    def _shot(self, shot: Shot) -> None:
        """A picture, or a tinted box that says that it cannot be read."""
        try:
            number, orientation = self._picture(shot.picture, shot.longest)
        except Unreadable:
            self.unreadable.setdefault(shot.picture.key, shot.picture)
            self._box_instead(shot)
            return
        with self.canvas.marked(shot.node):
            self.canvas.draw_picture(number, images.matrix(orientation, shot.x, shot.y, shot.width, shot.height))
        shot.node.attributes = _layout_box(shot.x, shot.y, shot.width, shot.height)

    def _box_instead(self, shot: Shot) -> None:
        self._fill(shot.x, shot.y, shot.width, shot.height, Colour.TINT)
        style = self.setter.theme.meta
        lines = self.setter.lines([(self.plan.unreadable, style)], max(shot.width - 14, 28))
        fitting = lines[: int(shot.height / style.leading)]
        if fitting:
            baseline = shot.y + shot.height - 3.5 - style.baseline
            with self.canvas.marked(shot.node):
                self.canvas.operators(
                    self.setter.operators(fitting, style, shot.x + 7, baseline, self.colours[style.colour])
                )

    def _picture(self, picture: Picture, longest: int) -> tuple[int, int]:
        """The object number of a picture, written if it is not in the file yet, and how it is to be turned."""
        small = f"{picture.key} {longest}"
        for name in (picture.key, small):
            number = self.canvas.picture(name)
            if number is not None:
                return number, self._orientation[name]
        name = small if longest else picture.key
        encoded = images.load(picture.path, longest)
        self._orientation[name] = encoded.orientation
        space = b"/ColorSpace" + self._colour_space(encoded)
        return self.canvas.add_picture(name, encoded.entries + space, encoded.data), encoded.orientation

    def _colour_space(self, encoded: Encoded) -> bytes:
        if not encoded.profile:
            return b"/DeviceGray" if encoded.components == 1 else b"/DeviceRGB"
        number = self._profiles.get(encoded.profile)
        if number is None:
            entries = b"/N %d" % encoded.components
            number = self._profiles[encoded.profile] = self.canvas.document.write_text_stream(entries, encoded.profile)
        return b"[/ICCBased %d 0 R]" % number

    def _footer(self, section: str, number: int, count: int) -> None:
        style, grid = self.setter.theme.footer, self.grid
        page = self.plan.page.format(page=number, pages=count)
        width = self.setter.width(page, style)
        where = f"{self.plan.author} \u00b7 {section}"
        colour = self.colours[style.colour]
        with self.canvas.furniture():
            self.canvas.operators(
                f"{self.colours[Colour.HAIRLINE]} RG 0.5 w {grid.left:.2f} {grid.footer_rule:.2f} m "
                f"{grid.right:.2f} {grid.footer_rule:.2f} l S"
            )
            for text, x, room in (
                (where, grid.left, grid.full_width - width - 28),
                (page, grid.right - width, width + 1),
            ):
                line = self.setter.shortened(text, style, room)
                self.canvas.operators(self.setter.operators([line], style, x, grid.footer_text, colour))


def _layout_box(x: float, y: float, width: float, height: float) -> str:
    """The layout attributes of a figure (ISO 32000-1, 14.8.5.4)."""
    return f"<</O/Layout/Placement/Block/BBox[{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]>>"
