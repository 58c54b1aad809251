"""The floor under the export: the same content drawn by a plain loop over a ReportLab canvas, as people write it.

No structure, no kerning, no clean-up of pictures; `simpleSplit`, `drawString` and `drawImage`, the same font files, and
`qrcode` as it is called everywhere, which searches for the best mask. It is given the plan ready-made, switches off
ASCII 85 and draws codes as merged runs, so it is a good loop, not a straw man.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import qrcode
from reportlab import rl_config
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from portfolio.core.document.blocks import Entry, Item, Picture, Plan, SkillRow

WIDTH, HEIGHT, MARGIN, SIDE, CODE = 595.28, 841.89, 48.0, 108.0, 56.0
FULL, TEXT = WIDTH - 2 * MARGIN, WIDTH - 2 * MARGIN - SIDE - CODE - 16


class Loop:
    """A canvas, and how far down its page is filled."""

    def __init__(self, out: BinaryIO, fonts: Path) -> None:
        rl_config.useA85 = 0
        for name in ("Regular", "Medium", "SemiBold", "Bold"):
            pdfmetrics.registerFont(TTFont(name, str(fonts / f"Inter-{name}.ttf")))
        self.canvas = Canvas(out, (WIDTH, HEIGHT), invariant=1, pageCompression=1)
        self.y = HEIGHT - MARGIN
        self.page = 1

    def need(self, height: float) -> None:
        if self.y - height < MARGIN + 14:
            self.next_page()

    def next_page(self) -> None:
        self.canvas.setFont("Regular", 7.5)
        self.canvas.drawString(MARGIN, 30, "Portfolio")
        self.canvas.drawRightString(WIDTH - MARGIN, 30, f"Page {self.page}")
        self.canvas.showPage()
        self.page += 1
        self.y = HEIGHT - MARGIN

    def text(self, said: str, font: str, size: float, leading: float, x: float, width: float) -> None:
        for paragraph in said.split("\n"):
            for line in simpleSplit(paragraph, font, size, width):
                self.need(leading)
                self.y -= leading
                self.canvas.setFont(font, size)
                self.canvas.drawString(x, self.y, line)

    def link(self, url: str, x: float) -> None:
        self.y -= 12
        self.canvas.setFont("Regular", 7.5)
        self.canvas.drawString(x, self.y, url)
        self.canvas.linkURL(url, (x, self.y - 2, x + TEXT, self.y + 8))

    def code(self, url: str, top: float) -> None:
        made = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
        made.add_data(url)
        made.make(fit=True)
        count = len(made.modules)
        side, x = CODE / count, WIDTH - MARGIN - CODE
        path = self.canvas.beginPath()
        for number, row in enumerate(made.modules):
            start = 0
            while start < count:
                end = start
                while end < count and row[end]:
                    end += 1
                if end > start:
                    path.rect(x + start * side, top - (number + 1) * side, (end - start) * side, side)
                start = end + 1
        self.canvas.drawPath(path, stroke=0, fill=1)
        self.canvas.linkURL(url, (x, top - CODE, x + CODE, top))

    def rule(self) -> None:
        self.y -= 14
        self.canvas.setLineWidth(0.5)
        self.canvas.line(MARGIN, self.y, WIDTH - MARGIN, self.y)
        self.y -= 8


def draw(plan: Plan, out: BinaryIO, fonts: Path) -> None:
    """The whole plan."""
    loop = Loop(out, fonts)
    cover = plan.cover
    loop.text(cover.name, "Bold", 34, 40, MARGIN, FULL)
    loop.text(cover.headline, "Regular", 15, 21, MARGIN, FULL)
    loop.text(cover.summary, "Regular", 10.5, 15.75, MARGIN, FULL * 0.84)
    for link in cover.contacts:
        loop.text(link.text, "Regular", 9.6, 14, MARGIN + SIDE, TEXT)
    for highlight in cover.highlights:
        loop.text(highlight.title, "SemiBold", 9.6, 14, MARGIN + SIDE, FULL - SIDE)
        loop.text(highlight.line, "Regular", 8.5, 12, MARGIN + SIDE, FULL - SIDE)
    for content in cover.contents:
        loop.text(content.text, "Regular", 9.6, 14, MARGIN + SIDE, FULL - SIDE)
    for section in plan.sections:
        loop.next_page()
        loop.text(section.title, "Bold", 20, 28, MARGIN, FULL)
        for block in section.blocks:
            if isinstance(block, Entry):
                _entry(loop, block)
            elif isinstance(block, Item):
                _item(loop, block)
            else:
                _skill(loop, block)
    loop.next_page()
    loop.canvas.save()


def _entry(loop: Loop, block: Entry) -> None:
    loop.need(110)
    loop.rule()
    top, x = loop.y, MARGIN + SIDE
    if block.proof.coded:
        loop.code(block.proof.link, top)
    for date in block.dates:
        loop.text(date, "Regular", 9, 14, MARGIN, SIDE - 16)
    loop.y = top
    loop.text(block.title, "SemiBold", 11.5, 14, x, TEXT)
    loop.text(block.byline, "Medium", 9.6, 14, x, TEXT)
    loop.text(block.facts, "Regular", 8.5, 12, x, TEXT)
    for paragraph in block.body:
        loop.text(paragraph, "Regular", 9.6, 14, x, TEXT)
        loop.y -= 5
    if block.outcome:
        loop.text(f"{block.outcome.label}: {block.outcome.text}", "Regular", 9.6, 14, x, TEXT)
    for detail in block.details:
        loop.text(f"{detail.label}: {detail.text}", "Regular", 8.5, 12, x, TEXT)
    if block.proof.link:
        loop.link(block.proof.link, x)
    loop.y = min(loop.y, top - CODE)
    _pictures(loop, block.pictures)


def _pictures(loop: Loop, pictures: tuple[Picture, ...]) -> None:
    width = (FULL - SIDE - 12) / 2
    for start in range(0, len(pictures), 2):
        loop.need(width * 0.625 + 40)
        top = loop.y - width * 0.625 - 10
        for index, picture in enumerate(pictures[start : start + 2]):
            x = MARGIN + SIDE + index * (width + 12)
            loop.canvas.drawImage(str(picture.path), x, top, width, width * 0.625)
            loop.y = top - 4
            loop.text(picture.caption, "Regular", 8.5, 12, x, width)


def _skill(loop: Loop, block: SkillRow) -> None:
    loop.need(40)
    loop.rule()
    top = loop.y
    loop.text(block.name, "SemiBold", 9.6, 14, MARGIN, SIDE)
    loop.y = top
    loop.text(block.evidence, "Regular", 9, 14, WIDTH - MARGIN - CODE, CODE)
    loop.y = top
    loop.text("\n".join(block.proofs), "Regular", 9.6, 14, MARGIN + SIDE, TEXT)


def _item(loop: Loop, block: Item) -> None:
    loop.need(80)
    loop.rule()
    top, x = loop.y, MARGIN + SIDE
    if block.picture:
        loop.canvas.drawImage(str(block.picture.path), MARGIN, top - 57.5, 92, 57.5)
    if block.proof.coded:
        loop.code(block.proof.link, top)
    loop.text(f"{block.number} {block.title}", "SemiBold", 9.6, 14, x, TEXT)
    for fact in block.facts:
        loop.text(fact, "Regular", 8.5, 12, x, TEXT)
    for paragraph in block.body:
        loop.text(paragraph, "Regular", 9.6, 14, x, TEXT)
    if block.proof.link:
        loop.link(block.proof.link, x)
    loop.y = min(loop.y, top - 60)
