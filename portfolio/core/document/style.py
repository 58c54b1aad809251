"""The look of a document: papers, the grid, and themes made of colours and text styles. Lengths are points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

BASELINE = 3.5
"""The step that every leading and every distance is a multiple of, or half a step off for the small sizes."""

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """The size of a sheet."""

    width: float
    height: float


PAPERS = {"A4": Paper(210 * MM, 297 * MM), "Letter": Paper(612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Grid:
    """Where things stand on a sheet: a side column for dates, the text column, and codes at the right edge."""

    paper: Paper
    side_margin: float = 48.0
    top_margin: float = 56.0
    bottom_margin: float = 63.0
    side: float = 92.0
    gutter: float = 16.0
    footer_rule: float = 44.0
    footer_text: float = 30.0

    @property
    def left(self) -> float:
        """The left edge of the frame."""
        return self.side_margin

    @property
    def right(self) -> float:
        """The right edge of the frame."""
        return self.paper.width - self.side_margin

    @property
    def top(self) -> float:
        """The upper edge of the frame."""
        return self.paper.height - self.top_margin

    @property
    def bottom(self) -> float:
        """The lower edge of the frame."""
        return self.bottom_margin

    @property
    def main(self) -> float:
        """The left edge of the text column."""
        return self.left + self.side + self.gutter

    @property
    def full_width(self) -> float:
        """From edge to edge of the frame."""
        return self.right - self.left

    @property
    def main_width(self) -> float:
        """From the text column to the right edge, over the column of the codes."""
        return self.right - self.main

    @property
    def frame_height(self) -> float:
        """What a page holds."""
        return self.top - self.bottom


class Weight(StrEnum):
    """The cuts of a theme's typeface."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"
    BOLD = "bold"


class Colour(StrEnum):
    """The parts that a colour of a theme plays."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    HAIRLINE = "hairline"
    TINT = "tint"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of text is set."""

    weight: Weight
    size: float
    leading: float
    colour: Colour = Colour.INK

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline: capitals stand in the middle of the leading."""
        return self.leading / 2 + self.size * 0.36


@dataclass(frozen=True, slots=True)
class Theme:
    """A look: font files by weight (below resources/fonts), colours as #rrggbb, and the styles of each kind of text."""

    fonts: dict[Weight, str]
    colours: dict[Colour, str]
    names: tuple[tuple[TextStyle, int], ...]
    """For the name on the cover: the first style in which it has no more than so many lines is taken."""
    headline: TextStyle
    summary: TextStyle
    section: TextStyle
    title: TextStyle
    item: TextStyle
    byline: TextStyle
    date: TextStyle
    label: TextStyle
    body: TextStyle
    meta: TextStyle
    meta_label: TextStyle
    link: TextStyle
    footer: TextStyle


LEDGER = Theme(
    fonts={
        Weight.REGULAR: "Inter-Regular.ttf",
        Weight.MEDIUM: "Inter-Medium.ttf",
        Weight.SEMIBOLD: "Inter-SemiBold.ttf",
        Weight.BOLD: "Inter-Bold.ttf",
    },
    colours={
        Colour.INK: "#15191E",
        Colour.MUTED: "#56606B",
        Colour.ACCENT: "#0B4F6C",
        Colour.HAIRLINE: "#D7DDE3",
        Colour.TINT: "#F3F6F8",
    },
    names=(
        (TextStyle(Weight.BOLD, 34, 38.5), 2),
        (TextStyle(Weight.BOLD, 28, 31.5), 3),
        (TextStyle(Weight.BOLD, 20, 24.5), 5),
        (TextStyle(Weight.BOLD, 13, 17.5), 1_000_000),
    ),
    headline=TextStyle(Weight.REGULAR, 15, 21, Colour.ACCENT),
    summary=TextStyle(Weight.REGULAR, 10.5, 15.75),
    section=TextStyle(Weight.BOLD, 20, 28),
    title=TextStyle(Weight.SEMIBOLD, 11.5, 14),
    item=TextStyle(Weight.SEMIBOLD, 9.6, 14),
    byline=TextStyle(Weight.MEDIUM, 9.6, 14, Colour.ACCENT),
    date=TextStyle(Weight.REGULAR, 9, 14, Colour.MUTED),
    label=TextStyle(Weight.MEDIUM, 8.5, 14, Colour.ACCENT),
    body=TextStyle(Weight.REGULAR, 9.6, 14),
    meta=TextStyle(Weight.REGULAR, 8.5, 12.25, Colour.MUTED),
    meta_label=TextStyle(Weight.MEDIUM, 8.5, 12.25, Colour.MUTED),
    link=TextStyle(Weight.REGULAR, 7.5, 10.5, Colour.ACCENT),
    footer=TextStyle(Weight.REGULAR, 7.5, 10.5, Colour.MUTED),
)


def rgb(hexadecimal: str) -> str:
    """The operands of PDF's rg and RG operators for a colour written #rrggbb."""
    return " ".join(f"{int(hexadecimal[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))
